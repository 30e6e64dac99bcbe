"""What a selection may choose.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-backup-backupselection-backupselectionresourcetype.html
"""

from typing import Any

from landform.cdk.aws_backup.vault import MODULE
from landform.cdk.core.arn import Arn, ArnComponents, ArnFormat
from landform.cdk.core.native import Native
from landform.cdk.core.stack import Stack
from landform.cdk.l1.lookup import given


class BackupResource(Native):
    """A resource, the resources of a tag, or all below a construct."""

    def __init__(self, resource: str | None = None, tag_condition: Any = None, construct: Any = None) -> None:
        if resource is not None and not isinstance(resource, str):
            raise TypeError(f"resource must be an ARN; got {type(resource).__name__} instead")
        self.resource = resource
        self.tag_condition: Any = given(MODULE, "TagCondition", tag_condition)
        self.construct = construct

    @staticmethod
    def from_arn(arn: str) -> "BackupResource":
        """The resource of an ARN."""
        return BackupResource(arn)

    @staticmethod
    def from_construct(construct: Any) -> "BackupResource":
        """Everything below a construct that can be backed up."""
        return BackupResource(None, None, construct)

    @staticmethod
    def from_tag(key: str, value: str, operation: Any = None) -> "BackupResource":
        """Everything with a tag."""
        return BackupResource(None, {"key": key, "value": value, "operation": operation})

    @staticmethod
    def from_dynamo_db_table(table: Any) -> "BackupResource":
        """A table."""
        return BackupResource(table.table_ref.table_arn)

    @staticmethod
    def from_ec2_instance(instance: Any) -> "BackupResource":
        """A machine."""
        return BackupResource(machine_arn(instance, instance.instance_ref.instance_id))

    @staticmethod
    def from_efs_file_system(file_system: Any) -> "BackupResource":
        """A file system."""
        return BackupResource(files_arn(file_system, file_system.file_system_ref.file_system_id))

    @staticmethod
    def from_rds_database_cluster(cluster: Any) -> "BackupResource":
        """A cluster of databases."""
        return BackupResource(cluster_arn(cluster, cluster.db_cluster_ref.db_cluster_identifier))

    @staticmethod
    def from_rds_database_instance(instance: Any) -> "BackupResource":
        """A database."""
        return BackupResource(database_arn(instance, instance.db_instance_ref.db_instance_identifier))

    @staticmethod
    def from_rds_serverless_cluster(cluster: Any) -> "BackupResource":
        """A serverless cluster of databases."""
        return BackupResource.from_rds_database_cluster(cluster)


def table_arn(of: Any, name: str) -> str:
    """The ARN of a table."""
    return _arn(of, "dynamodb", "table", name)


def machine_arn(of: Any, name: str) -> str:
    """The ARN of a machine."""
    return _arn(of, "ec2", "instance", name)


def volume_arn(of: Any, name: str) -> str:
    """The ARN of a volume."""
    return _arn(of, "ec2", "volume", name)


def files_arn(of: Any, name: str) -> str:
    """The ARN of a file system."""
    return _arn(of, "elasticfilesystem", "file-system", name)


def database_arn(of: Any, name: str) -> str:
    """The ARN of a database."""
    return _arn(of, "rds", "db", name, ArnFormat.COLON_RESOURCE_NAME)


def cluster_arn(of: Any, name: str) -> str:
    """The ARN of a cluster of databases."""
    return _arn(of, "rds", "cluster", name, ArnFormat.COLON_RESOURCE_NAME)


def _arn(of: Any, service: str, resource: str, name: str, form: ArnFormat | None = None) -> str:
    components = ArnComponents(service=service, resource=resource, resource_name=name, arn_format=form)
    return Arn.format(components, Stack.of(of))

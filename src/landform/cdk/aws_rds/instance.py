"""Instances: databases on machines of their own.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-rds-dbinstance.html
"""

from typing import Any, ClassVar, Final

from landform.cdk.aws_ec2.instance_types import InstanceType
from landform.cdk.aws_rds.common import insight_problems, key_arn, refuse
from landform.cdk.aws_rds.credentials import managed, rendered, rendered_snapshot
from landform.cdk.aws_rds.engine import described
from landform.cdk.aws_rds.engine_versions import MODULE
from landform.cdk.aws_rds.instance_new import NewInstance, SourceInstance
from landform.cdk.aws_rds.rotation import WithRotation
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.numbers import number_text
from landform.cdk.l1.lookup import cfn_class, given

RESOURCE_ID_FLAG: Final = "@aws-cdk/aws-rds:setCorrectValueForDatabaseInstanceReadReplicaInstanceResourceId"
DEFAULT_TYPE: Final = "m5.large"


class DatabaseInstance(WithRotation, SourceInstance):
    """A new instance; the options are those of `DatabaseInstanceProps`."""

    _word: ClassVar[str] = "instance"

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        props = given(MODULE, "DatabaseInstanceProps", options)
        super().__init__(scope, id, props=props, instance_type=_type(props.instance_type))
        refuse("DatabaseInstance", insight_problems(props))
        secret: Any = None
        self._is_managed = bool(props.manage_master_user_password)
        if self._is_managed:
            login = managed(props.engine, props.credentials)
        else:
            credentials = rendered(self, props.engine, props.credentials)
            secret = credentials.secret
            password = credentials.password
            login = {
                "master_username": credentials.username,
                "master_user_password": password.unsafe_unwrap() if password is not None else None,
            }
        resource = cfn_class(MODULE, "CfnDBInstance")(
            self,
            "Resource",
            **self._source_properties(),
            **login,
            character_set_name=props.character_set_name,
            **_encryption(props),
        )
        self._expose(resource)
        self.instance_resource_id = resource.attr_dbi_resource_id
        self.secret = secret.attach(self) if secret is not None else None
        if self._is_managed:
            self.secret = managed_secret(self, resource, props.credentials)


class DatabaseInstanceFromSnapshot(WithRotation, SourceInstance):
    """One with the contents of a snapshot; the options are those of `DatabaseInstanceFromSnapshotProps`."""

    _word: ClassVar[str] = "instance"

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        props = given(MODULE, "DatabaseInstanceFromSnapshotProps", options)
        super().__init__(scope, id, props=props, instance_type=_type(props.instance_type))
        if not props.snapshot_identifier and not props.cluster_snapshot_identifier:
            raise ValueError("You must specify `snapshotIdentifier` or `clusterSnapshotIdentifier`")
        if props.snapshot_identifier and props.cluster_snapshot_identifier:
            raise ValueError("You cannot specify both `snapshotIdentifier` and `clusterSnapshotIdentifier`")
        secret, password = rendered_snapshot(self, "Secret", props.credentials)
        resource = cfn_class(MODULE, "CfnDBInstance")(
            self,
            "Resource",
            **self._source_properties(),
            db_snapshot_identifier=props.snapshot_identifier,
            db_cluster_snapshot_identifier=props.cluster_snapshot_identifier,
            master_user_password=password,
        )
        self._expose(resource)
        self.instance_resource_id = resource.attr_dbi_resource_id
        self.secret = secret.attach(self) if secret is not None else None


class DatabaseInstanceReadReplica(NewInstance):
    """A copy that may be read; the options are those of `DatabaseInstanceReadReplicaProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        props = given(MODULE, "DatabaseInstanceReadReplicaProps", options)
        super().__init__(scope, id, props=props, instance_type=props.instance_type)
        source = props.source_database_instance
        engine = source.engine
        if engine is not None and not engine.supports_read_replica_backups and props.backup_retention:
            raise ValueError(
                f"Cannot set 'backupRetention', as engine '{described(engine)}' does not support automatic"
                " backups for read replicas"
            )
        group = props.parameter_group
        storage = props.allocated_storage
        resource = cfn_class(MODULE, "CfnDBInstance")(
            self,
            "Resource",
            **self._new_properties(),
            # Where there is a directory, the engine has to be said, though it is the source's.
            engine=engine.engine_type if props.domain and engine is not None else None,
            source_db_instance_identifier=source.instance_arn,
            db_parameter_group_name=group.bind_to_instance().parameter_group_name if group else None,
            allocated_storage=number_text(storage) if storage is not None else None,
            **_encryption(props),
        )
        self._expose(resource)
        has_right_id = FeatureFlags.of(self).is_enabled(RESOURCE_ID_FLAG)
        self.instance_resource_id = (
            resource.attr_dbi_resource_id if has_right_id else resource.attr_db_instance_arn
        )


def _type(asked: Any) -> Any:
    return asked if asked is not None else InstanceType(DEFAULT_TYPE)


def _encryption(props: Any) -> dict[str, Any]:
    key = props.storage_encryption_key
    return {
        "kms_key_id": key_arn(key),
        "storage_encrypted": True if key is not None else props.storage_encrypted,
    }


def managed_secret(scope: Any, resource: Any, credentials: Any) -> Any:
    """The secret that RDS manages."""
    from landform.cdk.aws_secretsmanager.secret import Secret

    key = credentials.encryption_key if credentials is not None else None
    arn = resource.attr_master_user_secret_secret_arn
    return Secret.from_secret_attributes(scope, "ManagedSecret", secret_complete_arn=arn, encryption_key=key)

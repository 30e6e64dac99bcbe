"""What is said of every new instance.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-rds-dbinstance.html
"""

from typing import Any, Final

from landform.cdk.aws_ec2.connections import Connections
from landform.cdk.aws_ec2.port import Port
from landform.cdk.aws_ec2.security_group import SecurityGroup
from landform.cdk.aws_rds.common import (
    directory_role,
    insight_retention,
    insights,
    is_public,
    keep_logs,
    key_arn,
    lowered,
    monitoring_role,
    of_subnets,
    protection,
    s3_roles,
    seconds,
)
from landform.cdk.aws_rds.engine import described
from landform.cdk.aws_rds.engine_versions import MODULE
from landform.cdk.aws_rds.enums import StorageType
from landform.cdk.aws_rds.instance_base import DatabaseInstanceBase
from landform.cdk.aws_rds.parameter_group import ParameterGroup
from landform.cdk.aws_rds.subnet_group import SubnetGroup, name_of
from landform.cdk.aws_rds.values import Endpoint
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.numbers import number_text
from landform.cdk.core.tokens import Token, is_unresolved
from landform.cdk.l1.lookup import given

DEFAULT_IOPS: Final = 1000
MAX_THROUGHPUT_RATIO: Final = 0.25
DEFAULT_STORAGE: Final = 100  # GiB
PROVISIONED: Final = (StorageType.IO1, StorageType.IO2)


class NewInstance(DatabaseInstanceBase):
    """An instance of the app."""

    _resource: Any

    def __init__(self, scope: Any, id: str, *, props: Any, instance_type: Any) -> None:
        super().__init__(scope, id)
        self._props = props
        self.vpc = props.vpc
        self._subnets = props.vpc_subnets
        self._instance_type = instance_type
        self.engine = getattr(props, "engine", None)
        if props.multi_az and props.availability_zone:
            raise ValueError("Requesting a specific availability zone is not valid for Multi-AZ instances")
        _check_storage(props)
        group = props.subnet_group
        if group is None:
            group = SubnetGroup(
                self,
                "SubnetGroup",
                description=f"Subnet group for {self.node.id} database",
                vpc=self.vpc,
                vpc_subnets=self._subnets,
                removal_policy=of_subnets(props.removal_policy),
            )
        self._subnet_group_name = name_of(group)
        self._groups = props.security_groups or [
            SecurityGroup(
                self, "SecurityGroup", description=f"Security group for {self.node.id} database", vpc=self.vpc
            )
        ]
        self.enable_iam_authentication = props.iam_authentication

    def _new_properties(self) -> dict[str, Any]:
        props = self._props
        role = monitoring_role(self, props.monitoring_interval, props.monitoring_role)
        directory = directory_role(self, "RDSDirectoryServiceRole", props.domain, props.domain_role)
        port = props.port
        public = props.publicly_accessible
        return {
            **_plain(props),
            "db_instance_class": f"db.{self._instance_type.to_string()}",
            "db_instance_identifier": lowered(self, props.instance_identifier),
            "db_subnet_group_name": self._subnet_group_name,
            "deletion_protection": protection(props.deletion_protection, props.removal_policy),
            "domain": props.domain,
            "domain_iam_role_name": directory.role_ref.role_name if props.domain else None,
            "enable_iam_database_authentication": Lazy.any(lambda: self.enable_iam_authentication),
            "monitoring_interval": seconds(props.monitoring_interval),
            "monitoring_role_arn": role.role_ref.role_arn
            if role is not None and props.monitoring_interval
            else None,
            "port": number_text(port) if port is not None else None,
            "publicly_accessible": public if public is not None else is_public(props.vpc_subnets),
            "vpc_security_groups": [each.security_group_id for each in self._groups],
        }

    def _expose(self, resource: Any) -> None:
        self._resource = resource
        self.instance_identifier = self._get_resource_name_attribute(resource.ref)
        self.db_instance_endpoint_address = resource.attr_endpoint_address
        self.db_instance_endpoint_port = resource.attr_endpoint_port
        port = endpoint_port(resource)
        self.instance_endpoint = Endpoint(resource.attr_endpoint_address, port)
        policy = self._props.removal_policy
        resource.apply_removal_policy(policy if policy is not None else RemovalPolicy.SNAPSHOT)
        self.connections = Connections(security_groups=self._groups, default_port=Port.tcp(port))
        self.cloudwatch_log_groups = keep_logs(
            self, self._props, f"/aws/rds/instance/{self.instance_identifier}"
        )

    def grant_connect(self, grantee: Any, db_user: str | None = None) -> Any:
        """Let it connect as a user of the database, by IAM; as the administrator where none is named."""
        secret = getattr(self, "secret", None)
        if not db_user:
            if secret is None:
                raise ValueError("A secret or dbUser is required to grantConnect()")
            db_user = secret.secret_value_from_json("username").unsafe_unwrap()
        return super().grant_connect(grantee, db_user)


class SourceInstance(NewInstance):
    """An instance that is not a copy of another one that runs."""

    def __init__(self, scope: Any, id: str, *, props: Any, instance_type: Any) -> None:
        super().__init__(scope, id, props=props, instance_type=instance_type)
        engine = props.engine
        is_combined = engine.engine_type.startswith(("oracle-", "sqlserver-"))
        imports, exports = s3_roles(self, props, combined=is_combined)
        bound = engine.bind_to_instance(
            self,
            domain=props.domain,
            option_group=props.option_group,
            s3_import_role=imports,
            s3_export_role=exports,
            timezone=props.timezone,
        )
        self._option_group = bound.option_group
        self._roles = _associated(engine, bound.features, imports, exports)
        if props.parameters is not None and props.parameter_group is not None:
            raise ValueError("You cannot specify both parameterGroup and parameters")
        group = props.parameter_group
        if props.parameters is not None:
            group = ParameterGroup(self, "ParameterGroup", engine=engine, parameters=props.parameters)
        self._parameter_group = group

    def _source_properties(self) -> dict[str, Any]:
        props = self._props
        version = props.engine.engine_version
        storage = props.allocated_storage if props.allocated_storage is not None else DEFAULT_STORAGE
        options, parameters = self._option_group, self._parameter_group
        return {
            **self._new_properties(),
            "associated_roles": self._roles or None,
            "option_group_name": options.option_group_name if options is not None else None,
            "allocated_storage": number_text(storage),
            "allow_major_version_upgrade": props.allow_major_version_upgrade,
            "db_name": props.database_name,
            "db_parameter_group_name": parameters.bind_to_instance().parameter_group_name
            if parameters is not None
            else None,
            "engine": props.engine.engine_type,
            "engine_version": version.full_version if version is not None else None,
            "license_model": props.license_model,
            "timezone": props.timezone,
        }


def _plain(props: Any) -> dict[str, Any]:
    """What is taken over with at most another spelling."""
    certificate, retention = props.ca_certificate, props.backup_retention
    has_insights = insights(props)
    options = props.option_group
    return {
        "apply_immediately": props.apply_immediately,
        "auto_minor_version_upgrade": props.auto_minor_version_upgrade,
        "availability_zone": None if props.multi_az else props.availability_zone,
        "backup_retention_period": retention.to_days() if retention is not None else None,
        "ca_certificate_identifier": certificate.to_string() if certificate is not None else None,
        "copy_tags_to_snapshot": props.copy_tags_to_snapshot is not False,
        "database_insights_mode": props.database_insights_mode,
        "delete_automated_backups": props.delete_automated_backups,
        "enable_cloudwatch_logs_exports": props.cloudwatch_logs_exports,
        "enable_performance_insights": has_insights or props.enable_performance_insights,
        "engine_lifecycle_support": props.engine_lifecycle_support,
        "iops": _iops(props.storage_type, props.iops),
        "max_allocated_storage": props.max_allocated_storage,
        "multi_az": props.multi_az,
        "network_type": props.network_type,
        "option_group_name": options.option_group_name if options is not None else None,
        "performance_insights_kms_key_id": key_arn(props.performance_insight_encryption_key),
        "performance_insights_retention_period": insight_retention(props),
        "preferred_backup_window": props.preferred_backup_window,
        "preferred_maintenance_window": props.preferred_maintenance_window,
        "processor_features": _processor(props.processor_features),
        "storage_throughput": props.storage_throughput,
        "storage_type": props.storage_type or StorageType.GP2,
    }


def _check_storage(props: Any) -> None:
    throughput = props.storage_throughput
    kind = props.storage_type or StorageType.GP2
    if not throughput:
        return
    if kind is not StorageType.GP3:
        raise ValueError(
            f"The storage throughput can only be specified with GP3 storage type. Got {kind.value}."
        )
    if is_unresolved(throughput) or not props.iops or is_unresolved(props.iops):
        return
    if throughput / props.iops > MAX_THROUGHPUT_RATIO:
        raise ValueError(
            f"The maximum ratio of storage throughput to IOPS is 0.25. Got {throughput / props.iops}."
        )


def _iops(kind: StorageType | None, asked: float | None) -> float | None:
    if kind in PROVISIONED:
        return asked if asked is not None else DEFAULT_IOPS
    return asked if kind is StorageType.GP3 else None


def _processor(asked: Any) -> list[dict[str, str]] | None:
    features = given(MODULE, "ProcessorFeatures", asked)
    if features is None:
        return None
    named = {"coreCount": features.core_count, "threadsPerCore": features.threads_per_core}
    return [
        {"Name": name, "Value": number_text(value)} for name, value in named.items() if value is not None
    ] or None


def _associated(engine: Any, features: Any, imports: Any, exports: Any) -> list[dict[str, str]]:
    """The roles with what they are for; one that does both is named once."""
    found = []
    known = given(MODULE, "InstanceEngineFeatures", features)
    names = (known.s3_import, known.s3_export) if known is not None else (None, None)
    for word, name, role in (("import", names[0], imports), ("export", names[1], exports)):
        if role is None:
            continue
        if not name:
            raise ValueError(f"Engine '{described(engine)}' does not support S3 {word}")
        if word == "import" or names[0] != names[1]:
            found.append({"RoleArn": role.role_ref.role_arn, "FeatureName": name})
    return found


def endpoint_port(resource: Any) -> float:
    """The port that a database listens on, as a number."""
    from landform.cdk.core.tokens import Tokenization

    return Token.as_number(Tokenization.reverse(resource.attr_endpoint_port))

"""What is said of every new cluster.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-rds-dbcluster.html
"""

from typing import Any, ClassVar

from landform.cdk.aws_ec2.connections import Connections
from landform.cdk.aws_ec2.port import Port
from landform.cdk.aws_ec2.security_group import SecurityGroup
from landform.cdk.aws_rds.cluster_base import DatabaseClusterBase
from landform.cdk.aws_rds.cluster_checks import check_capacities, check_pause, note_readers, problems
from landform.cdk.aws_rds.common import (
    directory_role,
    insight_retention,
    insights,
    keep_logs,
    key_arn,
    lowered,
    monitoring_role,
    of_subnets,
    protection,
    refuse,
    s3_roles,
    seconds,
)
from landform.cdk.aws_rds.engine_versions import MODULE
from landform.cdk.aws_rds.enums import InstanceType
from landform.cdk.aws_rds.instance_new import endpoint_port
from landform.cdk.aws_rds.members import make_legacy, make_members
from landform.cdk.aws_rds.parameter_group import ParameterGroup
from landform.cdk.aws_rds.rotation import WithRotation
from landform.cdk.aws_rds.subnet_group import SubnetGroup, name_of
from landform.cdk.aws_rds.values import Endpoint
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.lazy import Lazy
from landform.cdk.l1.lookup import given

DEFAULT_MAX, DEFAULT_MIN = 2, 0.5  # capacity units


class NewCluster(WithRotation, DatabaseClusterBase):
    """A cluster of the app."""

    _word: ClassVar[str] = "cluster"
    _resource: Any
    _parts: list[Any]  # the cluster and its machines

    def __init__(self, scope: Any, id: str, *, props: Any) -> None:
        super().__init__(scope, id)
        self._props = props
        legacy = given(MODULE, "InstanceProps", props.instance_props)
        self._legacy = legacy
        if (props.vpc is None) == (legacy is None or legacy.vpc is None):
            raise ValueError("Provide either vpc or instanceProps.vpc, but not both")
        self.vpc = props.vpc if props.vpc is not None else legacy.vpc
        own_subnets = props.vpc_subnets
        if own_subnets is None and legacy is not None:
            own_subnets = legacy.vpc_subnets
        self.vpc_subnets: Any = own_subnets
        self._subnets = self.vpc_subnets
        self.engine = props.engine
        self._enable_data_api = props.enable_data_api
        self._is_managed = bool(props.manage_master_user_password)
        refuse(type(self).__name__, problems(props))
        self._subnet_group = props.subnet_group
        if self._subnet_group is None:
            self._subnet_group = SubnetGroup(
                self,
                "Subnets",
                description=f"Subnets for {self.node.id} database",
                vpc=self.vpc,
                vpc_subnets=self.vpc_subnets,
                removal_policy=of_subnets(props.removal_policy),
            )
        groups = props.security_groups or (legacy.security_groups if legacy is not None else None)
        self._groups = groups or [
            SecurityGroup(self, "SecurityGroup", description="RDS security group", vpc=self.vpc)
        ]
        self._has_serverless = False
        self.database_insights_mode = props.database_insights_mode
        self.performance_insights_enabled = insights(props)
        self.performance_insight_retention = insight_retention(props)
        self.performance_insight_encryption_key = props.performance_insight_encryption_key
        check_capacities(props)
        self._bind_engine()
        self.monitoring_role = monitoring_role(self, props.monitoring_interval, props.monitoring_role)

    def _bind_engine(self) -> None:
        props = self._props
        imports, exports = s3_roles(self, props, combined=bool(props.engine.combine_import_and_export_roles))
        if props.parameters is not None and props.parameter_group is not None:
            raise ValueError("You cannot specify both parameterGroup and parameters")
        group = props.parameter_group
        if props.parameters is not None:
            group = ParameterGroup(self, "ParameterGroup", engine=props.engine, parameters=props.parameters)
        self._bound = props.engine.bind_to_cluster(
            self, s3_import_role=imports, s3_export_role=exports, parameter_group=group
        )
        self._roles = _associated(self._bound.features, imports, exports)
        check_pause(props, self._bound.features)

    def _new_properties(self) -> dict[str, Any]:
        props, bound = self._props, self._bound
        version = props.engine.engine_version
        directory = directory_role(self, "RDSClusterDirectoryServiceRole", props.domain, props.domain_role)
        group = bound.parameter_group
        own_level = props.enable_cluster_level_enhanced_monitoring
        role = self.monitoring_role if own_level else None
        scalability = props.cluster_scalability_type or props.cluster_scailability_type
        return {
            **_plain(props),
            "associated_roles": self._roles or None,
            "cluster_scalability_type": scalability,
            "db_cluster_identifier": lowered(self, props.cluster_identifier),
            "db_cluster_parameter_group_name": group.bind_to_cluster().parameter_group_name
            if group is not None
            else None,
            "db_subnet_group_name": name_of(self._subnet_group),
            "deletion_protection": protection(props.deletion_protection, props.removal_policy),
            "domain": props.domain,
            "domain_iam_role_name": directory.role_ref.role_name if props.domain else None,
            "enable_http_endpoint": Lazy.any(lambda: self._enable_data_api),
            "engine": props.engine.engine_type,
            "engine_version": version.full_version if version is not None else None,
            "monitoring_interval": seconds(props.monitoring_interval) if own_level else None,
            "monitoring_role_arn": role.role_ref.role_arn if role is not None else None,
            "port": props.port if props.port is not None else bound.port,
            "serverless_v2_scaling_configuration": Lazy.any(self._scaling),
            "vpc_security_group_ids": [each.security_group_id for each in self._groups],
        }

    def _scaling(self) -> dict[str, float] | None:
        if not self._has_serverless:
            return None
        props = self._props
        least, most = props.serverless_v2_min_capacity, props.serverless_v2_max_capacity
        found = {
            "MinCapacity": least if least is not None else DEFAULT_MIN,
            "MaxCapacity": most if most is not None else DEFAULT_MAX,
        }
        pause = props.serverless_v2_auto_pause_duration
        return {**found, "SecondsUntilAutoPause": pause.to_seconds()} if pause is not None else found

    def _expose(self, resource: Any) -> None:
        self._resource = resource
        self.cluster_identifier = resource.ref
        self.cluster_resource_identifier = resource.attr_db_cluster_resource_id
        port = endpoint_port(resource)
        self.cluster_endpoint = Endpoint(resource.attr_endpoint_address, port)
        self.cluster_read_endpoint = Endpoint(resource.attr_read_endpoint_address, port)
        self.connections = Connections(security_groups=self._groups, default_port=Port.tcp(port))
        policy = self._props.removal_policy
        resource.apply_removal_policy(policy if policy is not None else RemovalPolicy.SNAPSHOT)
        self.cloudwatch_log_groups = keep_logs(
            self, self._props, f"/aws/rds/cluster/{self.cluster_identifier}"
        )

    def _make_members(self, *, may_have_none: bool) -> None:
        """The machines of the cluster."""
        props = self._props
        has_members = props.writer is not None or bool(props.readers)
        if has_members and (props.instances is not None or self._legacy is not None):
            raise ValueError("Cannot provide writer or readers if instances or instanceProps are provided")
        is_legacy = self._legacy is not None
        made = (
            make_legacy(self, props, self._legacy)
            if is_legacy
            else make_members(self, props, may_have_none=may_have_none)
        )
        self.instance_identifiers = [each.identifier for each in made]
        port = self.cluster_endpoint.port
        self.instance_endpoints = [Endpoint(each.address, port) for each in made]
        self._parts = [self._resource, *(each.resource for each in made)]
        self._has_serverless = any(each.kind is InstanceType.SERVERLESS_V2 for each in made)
        note_readers(self, [each.construct for each in made if each.construct is not None])

    def metric_acu_utilization(self, **options: Any) -> Any:
        """How much of the largest capacity is used."""
        return self._average("ACUUtilization", options)

    def metric_serverless_database_capacity(self, **options: Any) -> Any:
        """The capacity."""
        return self._average("ServerlessDatabaseCapacity", options)


def _plain(props: Any) -> dict[str, Any]:
    """What is taken over with at most another spelling."""
    backup = given(MODULE, "BackupProps", props.backup)
    key = props.storage_encryption_key
    return {
        "auto_minor_version_upgrade": props.auto_minor_version_upgrade,
        "backtrack_window": seconds(props.backtrack_window),
        "backup_retention_period": backup.retention.to_days() if backup is not None else None,
        "copy_tags_to_snapshot": props.copy_tags_to_snapshot is not False,
        "database_insights_mode": props.database_insights_mode,
        "database_name": props.default_database_name,
        "delete_automated_backups": props.delete_automated_backups,
        "enable_cloudwatch_logs_exports": props.cloudwatch_logs_exports,
        "enable_iam_database_authentication": props.iam_authentication,
        "enable_local_write_forwarding": props.enable_local_write_forwarding,
        "engine_lifecycle_support": props.engine_lifecycle_support,
        "kms_key_id": key_arn(key),
        "network_type": props.network_type,
        "performance_insights_enabled": insights(props) or props.enable_performance_insights,
        "performance_insights_kms_key_id": key_arn(props.performance_insight_encryption_key),
        "performance_insights_retention_period": insight_retention(props),
        "preferred_backup_window": backup.preferred_window if backup is not None else None,
        "preferred_maintenance_window": props.preferred_maintenance_window,
        "storage_encrypted": True if key is not None else props.storage_encrypted,
        "storage_type": props.storage_type,
    }


def _associated(features: Any, imports: Any, exports: Any) -> list[dict[str, Any]]:
    """The roles with what they are for; one that does both is named once."""
    known = given(MODULE, "ClusterEngineFeatures", features)
    named = ((imports, "s3_import"), (exports, "s3_export"))
    found = []
    for role, feature in named:
        if role is None or (feature == "s3_export" and role is imports):
            continue
        name = getattr(known, feature) if known is not None else None
        arn = {"RoleArn": role.role_ref.role_arn}
        found.append({**arn, "FeatureName": name} if name else arn)
    return found

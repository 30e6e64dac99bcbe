"""Machines of clusters.

Source: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html
"""

from typing import Any, ClassVar, Final

from landform.cdk.aws_ec2.instance_types import InstanceType as MachineType
from landform.cdk.aws_rds.common import (
    insight_retention,
    insights,
    is_public,
    key_arn,
    of_members,
    seconds,
)
from landform.cdk.aws_rds.engine_versions import MODULE
from landform.cdk.aws_rds.enums import InstanceType
from landform.cdk.aws_rds.parameter_group import ParameterGroup
from landform.cdk.aws_rds.subnet_group import name_of
from landform.cdk.core.checked import Checked
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class, given

PARAMETER_FLAG: Final = "@aws-cdk/aws-rds:auroraClusterChangeScopeOfInstanceParameterGroupWithEachParameters"
DEFAULT_TYPE: Final = "t3.medium"
DEFAULT_TIER, MAX_TIER = 2, 15
SCALING_TIER: Final = 1
SERVERLESS: Final = "serverless"


class ClusterInstanceType(Native):
    """A kind of machine, or capacity by need."""

    _ANY: ClassVar[str] = SERVERLESS

    def __init__(self, instance_type: str, type: InstanceType) -> None:
        self._name = instance_type
        self.type = type

    @staticmethod
    def provisioned(instance_type: MachineType | None = None) -> "ClusterInstanceType":
        """A machine."""
        name = instance_type.to_string() if instance_type is not None else DEFAULT_TYPE
        return ClusterInstanceType(name, InstanceType.PROVISIONED)

    @staticmethod
    def serverless_v2() -> "ClusterInstanceType":
        """Capacity by need."""
        return ClusterInstanceType(SERVERLESS, InstanceType.SERVERLESS_V2)

    def to_string(self) -> str:
        """The kind's name."""
        return self._name

    def __str__(self) -> str:
        return self._name


class ClusterInstance(Checked):
    """A machine that a cluster makes."""

    def __init__(self, id: str, kind: ClusterInstanceType, tier: float | None, options: Any) -> None:
        self._id = id
        self._kind = kind
        self._tier = tier
        self._options = options

    @staticmethod
    def provisioned(id: str, **options: Any) -> "ClusterInstance":
        """A machine; the options are those of `ProvisionedClusterInstanceProps`."""
        props = given(MODULE, "ProvisionedClusterInstanceProps", options)
        kind = ClusterInstanceType.provisioned(props.instance_type)
        return ClusterInstance(id, kind, props.promotion_tier, props)

    @staticmethod
    def serverless_v2(id: str, **options: Any) -> "ClusterInstance":
        """Capacity by need; the options are those of `ServerlessV2ClusterInstanceProps`."""
        props = given(MODULE, "ServerlessV2ClusterInstanceProps", options)
        tier = SCALING_TIER if props.scale_with_writer else DEFAULT_TIER
        return ClusterInstance(id, ClusterInstanceType.serverless_v2(), tier, props)

    def bind(self, scope: Any, cluster: Any, **options: Any) -> "AuroraClusterInstance":
        """Make it in a cluster; the options are those of `ClusterInstanceBindOptions`."""
        bound = given(MODULE, "ClusterInstanceBindOptions", options)
        tier = bound.promotion_tier if bound.promotion_tier is not None else self._tier
        return AuroraClusterInstance(
            scope, self._id, cluster=cluster, kind=self._kind, tier=tier, props=self._options, bound=bound
        )


class AuroraClusterInstance(Native, Resource):
    """A machine of a cluster."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        cluster: Any,
        kind: ClusterInstanceType,
        tier: float | None,
        props: Any,
        bound: Any,
    ) -> None:
        is_legacy = bool(props.is_from_legacy_instance_props)
        super().__init__(scope, f"{id}Wrapper" if is_legacy else id)
        self.tier = tier if tier is not None else DEFAULT_TIER
        if not 0 <= self.tier <= MAX_TIER:
            raise ValueError("promotionTier must be between 0-15")
        _check_insights(props)
        self.type = kind.type
        self.instance_size: str | None = kind.to_string() if kind.type is InstanceType.PROVISIONED else None
        self.performance_insights_enabled = insights(props)
        self.performance_insight_retention = insight_retention(props)
        self.performance_insight_encryption_key = props.performance_insight_encryption_key
        public = props.publicly_accessible
        selected = cluster.vpc.select_subnets(**(cluster.vpc_subnets or {}))
        asked = is_public(cluster.vpc_subnets)
        group = self._parameters(cluster, scope, props)
        subnets = bound.subnet_group
        resource = cfn_class(MODULE, "CfnDBInstance")(
            scope if is_legacy else self,
            id if is_legacy else "Resource",
            engine=cluster.engine.engine_type,
            db_cluster_identifier=cluster.cluster_identifier,
            promotion_tier=None if is_legacy else self.tier,
            db_instance_identifier=props.instance_identifier,
            db_instance_class=f"db.{kind.to_string()}",
            publicly_accessible=public if public is not None else asked,
            db_subnet_group_name=name_of(subnets) if is_legacy and subnets is not None else None,
            db_parameter_group_name=group,
            **_monitoring(bound),
            **_plain(props),
        )
        resource.apply_removal_policy(of_members(bound.removal_policy))
        resource.node.add_dependency(selected.internet_connectivity_established)
        self.node.default_child = resource
        self.instance_identifier: str = resource.ref
        self.db_instance_arn: str = resource.attr_db_instance_arn
        self.dbi_resource_id: str = resource.attr_dbi_resource_id
        self.db_instance_endpoint_address: str = resource.attr_endpoint_address

    def _parameters(self, cluster: Any, scope: Any, props: Any) -> str | None:
        group = props.parameter_group
        if props.parameters is not None and group is not None:
            raise ValueError("You cannot specify both parameterGroup and parameters")
        if props.parameters is not None:
            own = self if FeatureFlags.of(self).is_enabled(PARAMETER_FLAG) else scope
            group = ParameterGroup(
                own, "InstanceParameterGroup", engine=cluster.engine, parameters=props.parameters
            )
        name: str | None = group.bind_to_instance().parameter_group_name if group is not None else None
        return name


def _check_insights(props: Any) -> None:
    has_options = (
        props.performance_insight_retention is not None
        or props.performance_insight_encryption_key is not None
    )
    if props.enable_performance_insights is False and has_options:
        raise ValueError(
            "`enablePerformanceInsights` disabled, but `performanceInsightRetention` or"
            " `performanceInsightEncryptionKey` was set"
        )


def _monitoring(bound: Any) -> dict[str, Any]:
    role = bound.monitoring_role
    return {
        "monitoring_interval": seconds(bound.monitoring_interval),
        "monitoring_role_arn": role.role_ref.role_arn if role is not None else None,
    }


def _plain(props: Any) -> dict[str, Any]:
    """What is taken over with at most another spelling."""
    certificate = props.ca_certificate
    return {
        "allow_major_version_upgrade": props.allow_major_version_upgrade,
        "apply_immediately": props.apply_immediately,
        "auto_minor_version_upgrade": props.auto_minor_version_upgrade,
        "availability_zone": props.availability_zone,
        "ca_certificate_identifier": certificate.to_string() if certificate is not None else None,
        "enable_performance_insights": insights(props) or props.enable_performance_insights,
        "performance_insights_kms_key_id": key_arn(props.performance_insight_encryption_key),
        "performance_insights_retention_period": insight_retention(props),
        "preferred_maintenance_window": props.preferred_maintenance_window,
    }


def legacy_instance(cluster: Any, number: int, *, options: Any, kind: Any, shared: dict[str, Any]) -> Any:
    """A machine as `instances` and `instance_props` make it."""
    _check_insights(options)
    public = options.publicly_accessible
    return cfn_class(MODULE, "CfnDBInstance")(
        cluster,
        f"Instance{number}",
        engine=cluster.engine.engine_type,
        db_cluster_identifier=cluster.cluster_identifier,
        db_instance_class=f"db.{kind.to_string()}",
        publicly_accessible=public if public is not None else is_public(options.vpc_subnets),
        allow_major_version_upgrade=options.allow_major_version_upgrade,
        auto_minor_version_upgrade=options.auto_minor_version_upgrade,
        delete_automated_backups=options.delete_automated_backups,
        enable_performance_insights=insights(options) or options.enable_performance_insights,
        performance_insights_kms_key_id=key_arn(options.performance_insight_encryption_key),
        performance_insights_retention_period=insight_retention(options),
        preferred_maintenance_window=options.preferred_maintenance_window,
        **shared,
    )

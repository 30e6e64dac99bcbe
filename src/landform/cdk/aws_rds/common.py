"""What instances and clusters are set up with alike: roles, subnets, protection, performance insights.

Sources: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.html and
https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.html
"""

from typing import Any, Final

from landform.cdk.aws_ec2.network_kinds import SubnetType
from landform.cdk.aws_ec2.parts import as_record
from landform.cdk.aws_iam.managed_policy import ManagedPolicy
from landform.cdk.aws_iam.principals import ServicePrincipal
from landform.cdk.aws_iam.role import Role
from landform.cdk.aws_iam.wrapped import CompositePrincipal
from landform.cdk.aws_rds.enums import (
    ClusterScailabilityType,
    ClusterScalabilityType,
    DatabaseInsightsMode,
    PerformanceInsightRetention,
)
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.quantities import Duration
from landform.cdk.core.tokens import is_unresolved

SERVICE: Final = "rds.amazonaws.com"
LOWERCASE_FLAG: Final = "@aws-cdk/aws-rds:lowercaseDbIdentifier"


def s3_roles(scope: Any, props: Any, *, combined: bool) -> tuple[Any, Any]:
    """The roles that read from buckets and write to them; `combined`: one role has to do both."""
    imports, exports = props.s3_import_role, props.s3_export_role
    if props.s3_import_buckets:
        if imports is not None:
            raise ValueError("Only one of s3ImportRole or s3ImportBuckets must be specified, not both.")
        imports = exports if combined and exports is not None else _role(scope, "S3ImportRole")
        for bucket in props.s3_import_buckets:
            bucket.grant_read(imports)
    if props.s3_export_buckets:
        if exports is not None:
            raise ValueError("Only one of s3ExportRole or s3ExportBuckets must be specified, not both.")
        exports = imports if combined and imports is not None else _role(scope, "S3ExportRole")
        for bucket in props.s3_export_buckets:
            bucket.grant_read_write(exports)
    return imports, exports


def _role(scope: Any, id: str) -> Role:
    return Role(scope, id, assumed_by=ServicePrincipal(SERVICE))


def monitoring_role(scope: Any, interval: Duration | None, role: Any) -> Any:
    """The role that reports what the machine does; made where nothing was given and something is reported."""
    if role is not None or interval is None or interval.to_seconds() == 0:
        return role
    policy = ManagedPolicy.from_aws_managed_policy_name("service-role/AmazonRDSEnhancedMonitoringRole")
    principal = ServicePrincipal(f"monitoring.{SERVICE}")
    return Role(scope, "MonitoringRole", assumed_by=principal, managed_policies=[policy])


def directory_role(scope: Any, id: str, domain: str | None, role: Any) -> Any:
    """The role that finds the directory; made where none was given and there is a directory."""
    if not domain or role is not None:
        return role
    principals = (ServicePrincipal(SERVICE), ServicePrincipal(f"directoryservice.{SERVICE}"))
    policy = ManagedPolicy.from_aws_managed_policy_name("service-role/AmazonRDSDirectoryServiceAccess")
    return Role(scope, id, assumed_by=CompositePrincipal(*principals), managed_policies=[policy])


def protection(asked: bool | None, removal: RemovalPolicy | None) -> bool | None:
    """Whether deletion is refused: what was said, or else so for what is retained."""
    return asked if asked is not None else (True if removal is RemovalPolicy.RETAIN else None)


def of_subnets(removal: RemovalPolicy | None) -> RemovalPolicy | None:
    """The removal policy of subnets: they stay with what is retained in them."""
    return removal if removal is RemovalPolicy.RETAIN else None


def of_members(removal: RemovalPolicy | None) -> RemovalPolicy:
    """The removal policy of a cluster's machines: the snapshot is the cluster's."""
    return RemovalPolicy.RETAIN if removal is RemovalPolicy.RETAIN else RemovalPolicy.DESTROY


def lowered(scope: Any, identifier: str | None) -> str | None:
    """An identifier as RDS keeps it."""
    if identifier is None or is_unresolved(identifier):
        return identifier
    return identifier.lower() if FeatureFlags.of(scope).is_enabled(LOWERCASE_FLAG) else identifier


def is_public(selection: Any) -> bool | None:
    """Whether subnets were asked for that are public; None where nothing was asked."""
    known = as_record("SubnetSelection", selection)
    return known.subnet_type is SubnetType.PUBLIC if known is not None else None


def insights(props: Any) -> bool:
    """Whether performance insights are on: asked for, or by one of their options."""
    asked: bool | None = props.enable_performance_insights
    if asked is not None:
        return asked
    return (
        props.performance_insight_retention is not None
        or props.performance_insight_encryption_key is not None
        or getattr(props, "database_insights_mode", None) is DatabaseInsightsMode.ADVANCED
    )


def insight_retention(props: Any) -> PerformanceInsightRetention | None:
    """For how long measurements are kept, where there are any."""
    if not insights(props):
        return None
    found: PerformanceInsightRetention | None = props.performance_insight_retention
    return found if found is not None else PerformanceInsightRetention.DEFAULT


def insight_problems(props: Any) -> list[str]:
    """What contradicts itself in the options of performance insights."""
    mode, retention = props.database_insights_mode, props.performance_insight_retention
    is_advanced = mode is DatabaseInsightsMode.ADVANCED
    has_options = retention is not None or props.performance_insight_encryption_key is not None or is_advanced
    problems = []
    if props.enable_performance_insights is False and has_options:
        problems.append(
            "`enablePerformanceInsights` disabled, but `performanceInsightRetention` or"
            " `performanceInsightEncryptionKey` was set, or `databaseInsightsMode` was set to 'advanced'"
        )
    if is_advanced and retention is not PerformanceInsightRetention.MONTHS_15:
        problems.append(
            "`performanceInsightRetention` must be set to MONTHS_15 when `databaseInsightsMode` is set to"
            " 'advanced'"
        )
    return problems


def is_limitless(props: Any) -> bool:
    """Whether a cluster is split over machines that Aurora chooses."""
    limitless = (ClusterScalabilityType.LIMITLESS, ClusterScailabilityType.LIMITLESS)
    return (props.cluster_scalability_type or props.cluster_scailability_type) in limitless


def refuse(kind: str, problems: list[str]) -> None:
    """Raise what is wrong, all at once."""
    if problems:
        lines = "".join(f"\n- {each}" for each in problems)
        raise ValueError(f"{kind} initialization failed due to the following validation error(s):{lines}")


def key_arn(key: Any) -> str | None:
    """The ARN of a key, given as a construct or as a reference to one."""
    return key.key_ref.key_arn if key is not None else None


def seconds(duration: Duration | None) -> float | None:
    """A duration in seconds."""
    return duration.to_seconds() if duration is not None else None


def keep_logs(scope: Any, props: Any, folder: str) -> dict[str, Any]:
    """The log groups of what is exported, kept for the time that was asked for."""
    from landform.cdk.aws_logs import LogGroup, LogRetention

    found: dict[str, Any] = {}
    if not props.cloudwatch_logs_exports or props.cloudwatch_logs_retention is None:
        return found
    for log in props.cloudwatch_logs_exports:
        name = f"{folder}/{log}"
        LogRetention(
            scope,
            f"LogRetention{log}",
            log_group_name=name,
            retention=props.cloudwatch_logs_retention,
            role=props.cloudwatch_logs_retention_role,
        )
        found[log] = LogGroup.from_log_group_name(scope, f"LogGroup{log}", name)
    return found

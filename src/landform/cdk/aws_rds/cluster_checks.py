"""What is refused and what is noted about clusters.

Source: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.html
"""

from typing import Any, Final

from landform.cdk.aws_rds.common import insight_problems
from landform.cdk.aws_rds.engine import described
from landform.cdk.aws_rds.engine_versions import MODULE
from landform.cdk.aws_rds.enums import ClusterScailabilityType, DBClusterStorageType, InstanceType
from landform.cdk.core.annotations import Annotations
from landform.cdk.core.numbers import number_text
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

STEP: Final = 0.5
MAX_CAPACITY: Final = 256
MIN_MAXIMUM: Final = 1
PAUSES: Final = (300, 86_400)  # seconds
INTERVALS: Final = (0, 1, 5, 10, 15, 30, 60)
MEMORY_OF_UNIT: Final = 2  # GiB
FAILOVER_TIER: Final = 1
MIN_RETENTION: Final = 31  # days
LIMITLESS: Final = "limitless"  # in the versions that can
_MEMORIES: Final = {
    "medium": 4,
    "large": 16,
    "xlarge": 32,
    "2xlarge": 64,
    "4xlarge": 128,
    "8xlarge": 256,
    "12xlarge": 384,
    "16xlarge": 512,
    "24xlarge": 768,
}
"""Memory of a machine by its size, in GiB."""


def problems(props: Any) -> list[str]:
    """What contradicts itself in the options of a cluster."""
    found = insight_problems(props)
    if getattr(props, "replication_source_identifier", None) and props.credentials is not None:
        found.append(
            "Cannot specify both `replicationSourceIdentifier` and `credentials`. The value is inherited"
            " from the"
            " source DB cluster"
        )
    if props.cluster_scailability_type is ClusterScailabilityType.LIMITLESS:
        found += _limitless_problems(props)
    return found


def _limitless_problems(props: Any) -> list[str]:
    """What a cluster without machines of its own needs."""
    found = []
    retention = props.performance_insight_retention
    version = props.engine.engine_version
    full = (version.full_version if version is not None else None) or ""
    if not props.enable_performance_insights:
        found.append("Performance Insights must be enabled for Aurora Limitless Database")
    if retention is None or retention.value < MIN_RETENTION:
        found.append(
            "Performance Insights retention period must be set to at least 31 days for Aurora Limitless"
            " Database"
        )
    if props.monitoring_interval is None or not props.enable_cluster_level_enhanced_monitoring:
        found.append(
            "Cluster level enhanced monitoring must be set for Aurora Limitless Database. Please set"
            " 'monitoringInterval' and enable 'enableClusterLevelEnhancedMonitoring'"
        )
    if props.writer is not None or props.readers:
        found.append("Aurora Limitless Database does not support reader or writer instances")
    if LIMITLESS not in full:
        found.append(f"Aurora Limitless Database requires an engine version that supports it, got: {full}")
    if props.storage_type is not DBClusterStorageType.AURORA_IOPT1:
        shown = props.storage_type.value if props.storage_type is not None else None
        found.append(f"Aurora Limitless Database requires I/O optimized storage type, got: {shown}")
    if not props.cloudwatch_logs_exports:
        found.append("Aurora Limitless Database requires CloudWatch Logs exports to be set")
    return found


def check_pause(props: Any, features: Any) -> None:
    """Refuse a pause of engines that do not pause."""
    if props.serverless_v2_auto_pause_duration is None:
        return
    known = given(MODULE, "ClusterEngineFeatures", features)
    if known is None or not known.serverless_v2_auto_pause_supported:
        raise ValueError(f"serverlessV2 auto-pause feature is not supported by {described(props.engine)}.")


def check_capacities(props: Any) -> None:
    """Refuse capacities, pauses and other settings that Aurora does not have."""
    if props.cluster_scalability_type is not None and props.cluster_scailability_type is not None:
        raise ValueError(
            "You cannot specify both clusterScalabilityType and clusterScailabilityType (deprecated). Use"
            " clusterScalabilityType."
        )
    _check_monitoring(props)
    _check_logs(props)
    least, most = props.serverless_v2_min_capacity, props.serverless_v2_max_capacity
    least, most = 0.5 if least is None else least, 2 if most is None else most
    if not is_unresolved(least) and not is_unresolved(most):
        _check_range(least, most)
    pause = props.serverless_v2_auto_pause_duration
    if pause is not None and not pause.is_unresolved():
        amount = pause.to_seconds()
        if not PAUSES[0] <= amount <= PAUSES[1]:
            raise ValueError(
                "serverlessV2AutoPause must be between 300 seconds (5 minutes) and 86,400 seconds (24 hours),"
                f" received {number_text(amount)} seconds"
            )


def _check_range(least: float, most: float) -> None:
    shown = f"received min: {number_text(least)}, max: {number_text(most)}"
    if least % STEP != 0 or most % STEP != 0:
        raise ValueError(
            f"serverlessV2MinCapacity & serverlessV2MaxCapacity must be in 0.5 step increments, {shown}"
        )
    if not MIN_MAXIMUM <= most <= MAX_CAPACITY:
        raise ValueError("serverlessV2MaxCapacity must be >= 1 & <= 256")
    if not 0 <= least <= MAX_CAPACITY:
        raise ValueError("serverlessV2MinCapacity must be >= 0 & <= 256")
    if most < least:
        raise ValueError("serverlessV2MaxCapacity must be greater than serverlessV2MinCapacity")


def _check_monitoring(props: Any) -> None:
    interval = props.monitoring_interval
    if props.enable_cluster_level_enhanced_monitoring and interval is None:
        raise ValueError(
            "`monitoringInterval` must be set when `enableClusterLevelEnhancedMonitoring` is true."
        )
    if interval is None or interval.is_unresolved():
        return
    amount = interval.to_seconds()
    if amount not in INTERVALS:
        raise ValueError(
            "'monitoringInterval' must be one of 0, 1, 5, 10, 15, 30, or 60 seconds, got:"
            f" {number_text(amount)} seconds."
        )


def _check_logs(props: Any) -> None:
    known = props.engine.supported_log_types
    wrong = [each for each in props.cloudwatch_logs_exports or () if each not in known]
    if wrong:
        raise ValueError(f"Unsupported logs for the current engine type: {','.join(wrong)}")


def note_readers(cluster: Any, members: list[Any]) -> None:
    """Tell what may go wrong when a reader becomes the writer; refuse insights other than the cluster's."""
    if not members:
        return
    writer, *readers = members
    for each in members:
        _check_insights(cluster, each)
    if not readers:
        return
    serverless = [each for each in readers if each.type is InstanceType.SERVERLESS_V2]
    provisioned = [each for each in readers if each.type is InstanceType.PROVISIONED]
    notes = Annotations.of(cluster)
    if len(serverless) == len(readers) and all(each.tier > FAILOVER_TIER for each in serverless):
        notes.add_warning_v2(
            "@aws-cdk/aws-rds:noFailoverServerlessReaders",
            f"Cluster {cluster.node.id} only has serverless readers and no reader is in promotion tier 0-1."
            "Serverless readers in promotion tiers >= 2 will NOT scale with the writer, which can lead to"
            " availability issues if a failover event occurs. It is recommended that at least one reader has"
            " `scaleWithWriter` set to true",
        )
    if writer.type is not InstanceType.PROVISIONED:
        return
    for each in serverless:
        if each.tier <= FAILOVER_TIER:
            _note_small_capacity(cluster, writer, each)
    highest = min(each.tier for each in readers)
    others = [
        each.instance_size
        for each in provisioned
        if each.tier == highest and each.instance_size != writer.instance_size
    ]
    if others:
        notes.add_warning_v2(
            "@aws-cdk/aws-rds:provisionedReadersDontMatchWriter",
            f"There are provisioned readers in the highest promotion tier {number_text(highest)} that do"
            " not have"
            " the same InstanceSize as the writer. Any of these instances could be chosen as the new"
            " writer in"
            f" the event of a failover.\nWriter InstanceSize: {writer.instance_size}\n"
            f"Reader InstanceSizes: {', '.join(others)}",
        )


def _note_small_capacity(cluster: Any, writer: Any, reader: Any) -> None:
    memory = _MEMORIES.get(writer.instance_size.rpartition(".")[2])
    most = cluster._props.serverless_v2_max_capacity
    most = 2 if most is None else most
    if memory is None or is_unresolved(most) or most * MEMORY_OF_UNIT >= memory:
        return
    Annotations.of(cluster).add_warning_v2(
        "@aws-cdk/aws-rds:serverlessInstanceCantScaleWithWriter",
        "For high availability any serverless instances in promotion tiers 0-1 should be able to scale"
        " to match"
        f" the provisioned instance capacity.\nServerless instance {reader.node.id} is in promotion tier"
        f" {number_text(reader.tier)},\nBut can not scale to match the provisioned writer instance"
        f" ({writer.instance_size})",
    )


def _check_insights(cluster: Any, member: Any) -> None:
    """A machine has the insights of its cluster."""
    if not cluster.performance_insights_enabled:
        return
    name = member.node.id
    if not member.performance_insights_enabled:
        Annotations.of(cluster).add_warning_v2(
            "@aws-cdk/aws-rds:instancePerformanceInsightsOverridden",
            f"Performance Insights is enabled on cluster '{cluster.node.id}' at cluster level, but"
            " disabled for"
            f" instance '{name}'. However, Performance Insights for this instance will also be automatically"
            " enabled if enabled at cluster level.",
        )
        return
    own, shared = member.performance_insight_retention, cluster.performance_insight_retention
    if own is not None and own is not shared:
        raise ValueError(
            "`performanceInsightRetention` for each instance must be the same as the one at cluster"
            " level, got"
            f" instance '{name}': {own.value}, cluster: {shared.value if shared is not None else None}"
        )
    key = member.performance_insight_encryption_key
    if key is not None and key is not cluster.performance_insight_encryption_key:
        raise ValueError(
            "`performanceInsightEncryptionKey` for each instance must be the same as the one at cluster level"
        )

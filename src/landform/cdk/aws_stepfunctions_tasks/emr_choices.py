"""The choices inside EmrCreateCluster.

Source: https://docs.aws.amazon.com/emr/latest/APIReference/API_RunJobFlow.html
"""

from enum import Enum


class CloudWatchAlarmComparisonOperator(Enum):
    """How a metric is compared with the threshold."""

    GREATER_THAN_OR_EQUAL = "GREATER_THAN_OR_EQUAL"
    GREATER_THAN = "GREATER_THAN"
    LESS_THAN = "LESS_THAN"
    LESS_THAN_OR_EQUAL = "LESS_THAN_OR_EQUAL"


class CloudWatchAlarmStatistic(Enum):
    """What of a metric is compared."""

    SAMPLE_COUNT = "SAMPLE_COUNT"
    AVERAGE = "AVERAGE"
    SUM = "SUM"
    MINIMUM = "MINIMUM"
    MAXIMUM = "MAXIMUM"


class CloudWatchAlarmUnit(Enum):
    """The unit of a metric."""

    NONE = "NONE"
    SECONDS = "SECONDS"
    MICRO_SECONDS = "MICRO_SECONDS"
    MILLI_SECONDS = "MILLI_SECONDS"
    BYTES = "BYTES"
    KILO_BYTES = "KILO_BYTES"
    MEGA_BYTES = "MEGA_BYTES"
    GIGA_BYTES = "GIGA_BYTES"
    TERA_BYTES = "TERA_BYTES"
    BITS = "BITS"
    KILO_BITS = "KILO_BITS"
    MEGA_BITS = "MEGA_BITS"
    GIGA_BITS = "GIGA_BITS"
    TERA_BITS = "TERA_BITS"
    PERCENT = "PERCENT"
    COUNT = "COUNT"
    BYTES_PER_SECOND = "BYTES_PER_SECOND"
    KILO_BYTES_PER_SECOND = "KILO_BYTES_PER_SECOND"
    MEGA_BYTES_PER_SECOND = "MEGA_BYTES_PER_SECOND"
    GIGA_BYTES_PER_SECOND = "GIGA_BYTES_PER_SECOND"
    TERA_BYTES_PER_SECOND = "TERA_BYTES_PER_SECOND"
    BITS_PER_SECOND = "BITS_PER_SECOND"
    KILO_BITS_PER_SECOND = "KILO_BITS_PER_SECOND"
    MEGA_BITS_PER_SECOND = "MEGA_BITS_PER_SECOND"
    GIGA_BITS_PER_SECOND = "GIGA_BITS_PER_SECOND"
    TERA_BITS_PER_SECOND = "TERA_BITS_PER_SECOND"
    COUNT_PER_SECOND = "COUNT_PER_SECOND"


class ComputeLimitsUnitType(Enum):
    """What limits count."""

    INSTANCE_FLEET_UNITS = "InstanceFleetUnits"
    INSTANCES = "Instances"
    VCPU = "VCPU"


class EbsBlockDeviceVolumeType(Enum):
    """The kind of a volume."""

    GP3 = "gp3"
    GP2 = "gp2"
    IO1 = "io1"
    ST1 = "st1"
    SC1 = "sc1"
    STANDARD = "standard"


class EmrClusterScaleDownBehavior(Enum):
    """When instances are let go."""

    TERMINATE_AT_INSTANCE_HOUR = "TERMINATE_AT_INSTANCE_HOUR"
    TERMINATE_AT_TASK_COMPLETION = "TERMINATE_AT_TASK_COMPLETION"


class InstanceMarket(Enum):
    """How instances are bought."""

    ON_DEMAND = "ON_DEMAND"
    SPOT = "SPOT"


class InstanceRoleType(Enum):
    """What an instance is for."""

    MASTER = "MASTER"
    CORE = "CORE"
    TASK = "TASK"


class OnDemandAllocationStrategy(Enum):
    """Which instances are taken on demand."""

    LOWEST_PRICE = "lowest-price"
    PRIORITIZED = "prioritized"


class ScalingAdjustmentType(Enum):
    """What an adjustment means."""

    CHANGE_IN_CAPACITY = "CHANGE_IN_CAPACITY"
    PERCENT_CHANGE_IN_CAPACITY = "PERCENT_CHANGE_IN_CAPACITY"
    EXACT_CAPACITY = "EXACT_CAPACITY"


class SpotAllocationStrategy(Enum):
    """Which instances are taken from the spot market."""

    CAPACITY_OPTIMIZED = "capacity-optimized"
    PRICE_CAPACITY_OPTIMIZED = "price-capacity-optimized"
    LOWEST_PRICE = "lowest-price"
    DIVERSIFIED = "diversified"


class SpotTimeoutAction(Enum):
    """What is done where no spot instances are had in time."""

    SWITCH_TO_ON_DEMAND = "SWITCH_TO_ON_DEMAND"
    TERMINATE_CLUSTER = "TERMINATE_CLUSTER"


for _kind in list(globals().values()):
    if isinstance(_kind, type) and issubclass(_kind, Enum) and _kind is not Enum:
        _kind.__qualname__ = f"EmrCreateCluster.{_kind.__name__}"  # the name it has in the API

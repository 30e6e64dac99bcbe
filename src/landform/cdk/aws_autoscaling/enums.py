"""The closed sets of groups of machines.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/AWS_AutoScaling.html
"""

from enum import Enum


class AdditionalHealthCheckType(Enum):
    """Who else says whether a machine is healthy."""

    ELB = "ELB"
    EBS = "EBS"
    VPC_LATTICE = "VPC_LATTICE"


class AdjustmentType(Enum):
    """What the number of a step means."""

    CHANGE_IN_CAPACITY = "ChangeInCapacity"
    PERCENT_CHANGE_IN_CAPACITY = "PercentChangeInCapacity"
    EXACT_CAPACITY = "ExactCapacity"


class CapacityDistributionStrategy(Enum):
    """What happens when a zone cannot start machines."""

    BALANCED_ONLY = "balanced-only"
    BALANCED_BEST_EFFORT = "balanced-best-effort"


class DefaultResult(Enum):
    """What becomes of a machine when nobody answers a hook."""

    CONTINUE = "CONTINUE"
    ABANDON = "ABANDON"


class DeletionProtection(Enum):
    """Which deletions of a group are refused."""

    NONE = "none"
    PREVENT_FORCE_DELETION = "prevent-force-deletion"
    PREVENT_ALL_DELETION = "prevent-all-deletion"


class EbsDeviceVolumeType(Enum):
    """Kinds of volumes."""

    STANDARD = "standard"
    IO1 = "io1"
    GP2 = "gp2"
    GP3 = "gp3"
    ST1 = "st1"
    SC1 = "sc1"


class InstanceRefreshStrategy(Enum):
    """What a refresh replaces."""

    ROLLING = "Rolling"
    REPLACE_ROOT_VOLUME = "ReplaceRootVolume"


class LifecycleTransition(Enum):
    """The moment at which a hook is called."""

    INSTANCE_LAUNCHING = "autoscaling:EC2_INSTANCE_LAUNCHING"
    INSTANCE_TERMINATING = "autoscaling:EC2_INSTANCE_TERMINATING"


class MetricAggregationType(Enum):
    """How data points are made one."""

    AVERAGE = "Average"
    MINIMUM = "Minimum"
    MAXIMUM = "Maximum"


class Monitoring(Enum):
    """How often machines report metrics."""

    BASIC = "BASIC"
    DETAILED = "DETAILED"


class OnDemandAllocationStrategy(Enum):
    """Which types On-Demand machines are of."""

    PRIORITIZED = "prioritized"
    LOWEST_PRICE = "lowest-price"


class PoolState(Enum):
    """What machines of a warm pool do while they wait."""

    HIBERNATED = "Hibernated"
    RUNNING = "Running"
    STOPPED = "Stopped"


class PredefinedMetric(Enum):
    """Metrics that target tracking knows by name."""

    ASG_AVERAGE_CPU_UTILIZATION = "ASGAverageCPUUtilization"
    ASG_AVERAGE_NETWORK_IN = "ASGAverageNetworkIn"
    ASG_AVERAGE_NETWORK_OUT = "ASGAverageNetworkOut"
    ALB_REQUEST_COUNT_PER_TARGET = "ALBRequestCountPerTarget"


class ScaleInProtectedInstances(Enum):
    """What a refresh does with protected machines."""

    REFRESH = "Refresh"
    IGNORE = "Ignore"
    WAIT = "Wait"


class ScalingEvent(Enum):
    """What is told to topics."""

    INSTANCE_LAUNCH = "autoscaling:EC2_INSTANCE_LAUNCH"
    INSTANCE_TERMINATE = "autoscaling:EC2_INSTANCE_TERMINATE"
    INSTANCE_TERMINATE_ERROR = "autoscaling:EC2_INSTANCE_TERMINATE_ERROR"
    INSTANCE_LAUNCH_ERROR = "autoscaling:EC2_INSTANCE_LAUNCH_ERROR"
    TEST_NOTIFICATION = "autoscaling:TEST_NOTIFICATION"


class ScalingProcess(Enum):
    """What a group does by itself."""

    LAUNCH = "Launch"
    TERMINATE = "Terminate"
    HEALTH_CHECK = "HealthCheck"
    REPLACE_UNHEALTHY = "ReplaceUnhealthy"
    AZ_REBALANCE = "AZRebalance"
    ALARM_NOTIFICATION = "AlarmNotification"
    SCHEDULED_ACTIONS = "ScheduledActions"
    ADD_TO_LOAD_BALANCER = "AddToLoadBalancer"
    INSTANCE_REFRESH = "InstanceRefresh"


class SpotAllocationStrategy(Enum):
    """Which pools Spot machines come from."""

    LOWEST_PRICE = "lowest-price"
    CAPACITY_OPTIMIZED = "capacity-optimized"
    CAPACITY_OPTIMIZED_PRIORITIZED = "capacity-optimized-prioritized"
    PRICE_CAPACITY_OPTIMIZED = "price-capacity-optimized"


class StandbyInstances(Enum):
    """What a refresh does with machines in standby."""

    TERMINATE = "Terminate"
    IGNORE = "Ignore"
    WAIT = "Wait"


class TerminateHookAbandonAction(Enum):
    """What becomes of a machine whose termination hook was abandoned."""

    RETAIN = "retain"
    TERMINATE = "terminate"


class TerminationPolicy(Enum):
    """Which machines go first."""

    ALLOCATION_STRATEGY = "AllocationStrategy"
    CLOSEST_TO_NEXT_INSTANCE_HOUR = "ClosestToNextInstanceHour"
    DEFAULT = "Default"
    NEWEST_INSTANCE = "NewestInstance"
    OLDEST_INSTANCE = "OldestInstance"
    OLDEST_LAUNCH_CONFIGURATION = "OldestLaunchConfiguration"
    OLDEST_LAUNCH_TEMPLATE = "OldestLaunchTemplate"
    CUSTOM_LAMBDA_FUNCTION = "CustomLambdaFunction"

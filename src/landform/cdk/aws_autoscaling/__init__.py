"""AWS::AutoScaling: groups of machines, how they scale, and a class for every resource type."""

from landform.cdk.l1.service import service_members

_CONTENTS = {
    "auto_scaling_group": "AutoScalingGroup",
    "block_device": "BlockDeviceVolume",
    "enums": (
        "AdditionalHealthCheckType AdjustmentType CapacityDistributionStrategy DefaultResult"
        " DeletionProtection EbsDeviceVolumeType InstanceRefreshStrategy LifecycleTransition"
        " MetricAggregationType Monitoring OnDemandAllocationStrategy PoolState PredefinedMetric"
        " ScaleInProtectedInstances ScalingEvent"
        " ScalingProcess SpotAllocationStrategy StandbyInstances TerminateHookAbandonAction TerminationPolicy"
    ),
    "events": "GroupMetric GroupMetrics ScalingEvents",
    "health": "HealthCheck HealthChecks",
    "imdsv2": "AutoScalingGroupRequireImdsv2Aspect",
    "lifecycle_hook": "LifecycleHook",
    "schedule": "Schedule ScheduledAction",
    "signals": "Signals",
    "step_scaling": "StepScalingAction StepScalingPolicy",
    "target_tracking": "TargetTrackingScalingPolicy",
    "update_policy": "UpdatePolicy",
    "warm_pool": "WarmPool",
}
_HOMES = {name: home for home, names in _CONTENTS.items() for name in names.split()}

__getattr__, __dir__ = service_members(__name__, "AWS::AutoScaling", _HOMES)

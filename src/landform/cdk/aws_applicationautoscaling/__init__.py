"""AWS::ApplicationAutoScaling: targets, policies, schedules, and a class for every resource type."""

from landform.cdk.l1.service import service_members

_HOMES = {
    name: home
    for home, names in {
        "base_scalable_attribute": "BaseScalableAttribute",
        "enums": "AdjustmentType MetricAggregationType PredefinedMetric ServiceNamespace",
        "scalable_target": "ScalableTarget",
        "schedule": "Schedule",
        "step_scaling_action": "StepScalingAction",
        "step_scaling_policy": "StepScalingPolicy",
        "target_tracking_scaling_policy": "TargetTrackingScalingPolicy",
    }.items()
    for name in names.split()
}

__getattr__, __dir__ = service_members(__name__, "AWS::ApplicationAutoScaling", _HOMES)

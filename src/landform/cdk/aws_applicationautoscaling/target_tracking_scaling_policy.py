"""Scaling that keeps a metric near a value.

Source: https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html
"""

from typing import Any

from landform.cdk.aws_applicationautoscaling.enums import PredefinedMetric
from landform.cdk.constructs import Construct
from landform.cdk.core.names import Names
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration
from landform.cdk.l1.lookup import cfn_class


class TargetTrackingScalingPolicy(Native, Construct):
    """Scaling that keeps a metric near a value."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        scaling_target: Any,
        target_value: float,
        custom_metric: Any = None,
        disable_scale_in: bool | None = None,
        policy_name: str | None = None,
        predefined_metric: PredefinedMetric | None = None,
        resource_label: str | None = None,
        scale_in_cooldown: Duration | None = None,
        scale_out_cooldown: Duration | None = None,
    ) -> None:
        if (custom_metric is None) == (predefined_metric is None):
            raise ValueError("Exactly one of 'customMetric' or 'predefinedMetric' must be specified.")
        super().__init__(scope, id)
        predefined = {"PredefinedMetricType": predefined_metric, "ResourceLabel": resource_label}
        resource = cfn_class("aws_applicationautoscaling", "CfnScalingPolicy")(
            self,
            "Resource",
            policy_name=policy_name or Names.unique_id(self),
            policy_type="TargetTrackingScaling",
            scaling_target_id=scaling_target.scalable_target_id,
            target_tracking_scaling_policy_configuration={
                "CustomizedMetricSpecification": _customized(custom_metric),
                "DisableScaleIn": disable_scale_in,
                "PredefinedMetricSpecification": predefined if predefined_metric is not None else None,
                "ScaleInCooldown": _seconds(scale_in_cooldown),
                "ScaleOutCooldown": _seconds(scale_out_cooldown),
                "TargetValue": target_value,
            },
        )
        self.scaling_policy_arn: str = resource.ref


def _seconds(duration: Duration | None) -> float | None:
    return duration.to_seconds() if duration is not None else None


def _customized(metric: Any) -> dict[str, Any] | None:
    if metric is None:
        return None
    from landform.cdk.aws_cloudwatch.stats import SIMPLE_STATISTICS

    stat = metric.to_metric_config().metric_stat
    if stat is None:
        raise ValueError(
            "Only direct metrics are supported for Target Tracking. Use Step Scaling or supply a Metric "
            "object."
        )
    if stat.statistic not in SIMPLE_STATISTICS:
        raise ValueError(
            f"Cannot use statistic '{stat.statistic}' for Target Tracking: only 'Average', 'Minimum', "
            "'Maximum', 'SampleCount', and 'Sum' are supported."
        )
    dimensions = [{"Name": each.name, "Value": each.value} for each in stat.dimensions or ()]
    return {
        "Dimensions": dimensions or None,
        "MetricName": stat.metric_name,
        "Namespace": stat.namespace,
        "Statistic": stat.statistic,
        "Unit": stat.unit_filter,
    }

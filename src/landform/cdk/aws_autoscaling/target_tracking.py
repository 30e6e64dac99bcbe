"""Scaling that keeps a metric of a group near a value.

Source: https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html
"""

from typing import Any

from landform.cdk.aws_autoscaling.enums import PredefinedMetric
from landform.cdk.constructs import Construct
from landform.cdk.core.native import Native
from landform.cdk.core.numbers import number_text
from landform.cdk.core.quantities import Duration
from landform.cdk.l1.lookup import cfn_class


class TargetTrackingScalingPolicy(Native, Construct):
    """Scaling that keeps a metric near a value."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        auto_scaling_group: Any,
        target_value: float,
        cooldown: Duration | None = None,
        custom_metric: Any = None,
        disable_scale_in: bool | None = None,
        estimated_instance_warmup: Duration | None = None,
        predefined_metric: PredefinedMetric | None = None,
        resource_label: str | None = None,
    ) -> None:
        if (custom_metric is None) == (predefined_metric is None):
            raise ValueError("Exactly one of 'customMetric' or 'predefinedMetric' must be specified.")
        if predefined_metric is PredefinedMetric.ALB_REQUEST_COUNT_PER_TARGET and not resource_label:
            raise ValueError(
                "When tracking the ALBRequestCountPerTarget metric, the ALB identifier must be supplied in"
                " resourceLabel"
            )
        super().__init__(scope, id)
        predefined = {"PredefinedMetricType": predefined_metric, "ResourceLabel": resource_label}
        warmup = estimated_instance_warmup
        self._resource = cfn_class("aws_autoscaling", "CfnScalingPolicy")(
            self,
            "Resource",
            policy_type="TargetTrackingScaling",
            auto_scaling_group_name=auto_scaling_group.auto_scaling_group_ref.auto_scaling_group_name,
            cooldown=number_text(cooldown.to_seconds()) if cooldown is not None else None,
            estimated_instance_warmup=warmup.to_seconds() if warmup is not None else None,
            target_tracking_configuration={
                "CustomizedMetricSpecification": _customized(custom_metric),
                "DisableScaleIn": disable_scale_in,
                "PredefinedMetricSpecification": predefined if predefined_metric is not None else None,
                "TargetValue": target_value,
            },
        )
        self.scaling_policy_arn: str = self._resource.ref


def _customized(metric: Any) -> dict[str, Any] | None:
    if metric is None:
        return None
    stat = metric.to_metric_config().metric_stat
    if stat is None:
        raise ValueError(
            "Only direct metrics are supported for Target Tracking. Use Step Scaling or supply a Metric"
            " object."
        )
    dimensions = [{"Name": each.name, "Value": each.value} for each in stat.dimensions or ()]
    return {
        "Dimensions": dimensions or None,
        "MetricName": stat.metric_name,
        "Namespace": stat.namespace,
        "Statistic": stat.statistic,
        "Unit": stat.unit_filter,
    }

"""Scaling of groups in steps: two alarms with their actions, made from ranges of a metric.

Source: https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-simple-step.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_applicationautoscaling.step_alarms import StepAlarms, aggregation_of
from landform.cdk.aws_autoscaling.enums import AdjustmentType, MetricAggregationType
from landform.cdk.constructs import Construct
from landform.cdk.core.annotations import Annotations
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration
from landform.cdk.l1.lookup import cfn_class


class StepScalingAction(Native, Construct):
    """What an alarm does to a group's capacity."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        auto_scaling_group: Any,
        adjustment_type: AdjustmentType | None = None,
        cooldown: Duration | None = None,
        estimated_instance_warmup: Duration | None = None,
        metric_aggregation_type: MetricAggregationType | None = None,
        min_adjustment_magnitude: float | None = None,
    ) -> None:
        super().__init__(scope, id)
        self._adjustments: list[dict[str, Any]] = []
        warmup = estimated_instance_warmup
        if cooldown is not None:
            Annotations.of(self).add_warning_v2(
                "@aws-cdk/aws-autoscaling:cooldownOnStepScaling",
                "'Cooldown' is valid only if the policy type is SimpleScaling. Default to ignore the values"
                " set.",
            )
        resource = cfn_class("aws_autoscaling", "CfnScalingPolicy")(
            self,
            "Resource",
            policy_type="StepScaling",
            auto_scaling_group_name=auto_scaling_group.auto_scaling_group_ref.auto_scaling_group_name,
            adjustment_type=adjustment_type,
            estimated_instance_warmup=warmup.to_seconds() if warmup is not None else None,
            metric_aggregation_type=metric_aggregation_type,
            min_adjustment_magnitude=min_adjustment_magnitude,
            step_adjustments=Lazy.any(lambda: self._adjustments),
        )
        self.scaling_policy_arn: str = resource.ref

    def add_adjustment(
        self, *, adjustment: float, lower_bound: float | None = None, upper_bound: float | None = None
    ) -> None:
        """Change the capacity by this where the metric is between two distances from the threshold."""
        if lower_bound is None and upper_bound is None:
            raise ValueError("At least one of lowerBound or upperBound is required")
        self._adjustments.append(
            {
                "MetricIntervalLowerBound": lower_bound,
                "MetricIntervalUpperBound": upper_bound,
                "ScalingAdjustment": adjustment,
            }
        )


class StepScalingPolicy(StepAlarms):
    """Scaling in steps."""

    _module = "aws_autoscaling"

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        auto_scaling_group: Any,
        metric: Any,
        scaling_steps: Sequence[Any],
        adjustment_type: AdjustmentType | None = None,
        cooldown: Duration | None = None,
        datapoints_to_alarm: float | None = None,
        estimated_instance_warmup: Duration | None = None,
        evaluation_periods: float | None = None,
        metric_aggregation_type: MetricAggregationType | None = None,
        min_adjustment_magnitude: float | None = None,
    ) -> None:
        super().__init__(scope, id)
        kind = adjustment_type or AdjustmentType.CHANGE_IN_CAPACITY
        derived = aggregation_of(metric)
        self._action_options = {
            "adjustment_type": kind,
            "auto_scaling_group": auto_scaling_group,
            "cooldown": cooldown,
            "estimated_instance_warmup": estimated_instance_warmup,
            "metric_aggregation_type": metric_aggregation_type
            or (MetricAggregationType(derived) if derived is not None else None),
            "min_adjustment_magnitude": min_adjustment_magnitude,
        }
        self._make(
            metric=metric,
            scaling_steps=scaling_steps,
            is_absolute=kind is AdjustmentType.EXACT_CAPACITY,
            datapoints_to_alarm=datapoints_to_alarm,
            evaluation_periods=evaluation_periods,
        )

    def _action(self, id: str) -> StepScalingAction:
        return StepScalingAction(self, id, **self._action_options)

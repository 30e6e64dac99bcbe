"""Scaling in steps: two alarms with their actions, made from ranges of a metric.

Source: https://docs.aws.amazon.com/autoscaling/application/userguide/step-scaling-policy-overview.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_applicationautoscaling.enums import AdjustmentType, MetricAggregationType
from landform.cdk.aws_applicationautoscaling.step_alarms import StepAlarms, aggregation_of
from landform.cdk.aws_applicationautoscaling.step_scaling_action import StepScalingAction
from landform.cdk.core.quantities import Duration


class StepScalingPolicy(StepAlarms):
    """Scaling in steps."""

    _module = "aws_applicationautoscaling"

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        metric: Any,
        scaling_steps: Sequence[Any],
        scaling_target: Any,
        adjustment_type: AdjustmentType | None = None,
        cooldown: Duration | None = None,
        datapoints_to_alarm: float | None = None,
        evaluation_periods: float | None = None,
        metric_aggregation_type: MetricAggregationType | None = None,
        min_adjustment_magnitude: float | None = None,
    ) -> None:
        super().__init__(scope, id)
        kind = adjustment_type or AdjustmentType.CHANGE_IN_CAPACITY
        derived = aggregation_of(metric)
        self._action_options = {
            "adjustment_type": kind,
            "cooldown": cooldown,
            "metric_aggregation_type": metric_aggregation_type
            or (MetricAggregationType(derived) if derived is not None else None),
            "min_adjustment_magnitude": min_adjustment_magnitude,
            "scaling_target": scaling_target,
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

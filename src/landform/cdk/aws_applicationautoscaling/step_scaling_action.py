"""What an alarm does to a capacity, in steps.

Source: https://docs.aws.amazon.com/autoscaling/application/userguide/step-scaling-policy-overview.html
"""

from typing import Any

from landform.cdk.aws_applicationautoscaling.enums import AdjustmentType, MetricAggregationType
from landform.cdk.constructs import Construct
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.names import Names
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration
from landform.cdk.l1.lookup import cfn_class


class StepScalingAction(Native, Construct):
    """What an alarm does to a capacity."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        scaling_target: Any,
        adjustment_type: AdjustmentType | None = None,
        cooldown: Duration | None = None,
        metric_aggregation_type: MetricAggregationType | None = None,
        min_adjustment_magnitude: float | None = None,
        policy_name: str | None = None,
    ) -> None:
        super().__init__(scope, id)
        self._adjustments: list[dict[str, Any]] = []
        resource = cfn_class("aws_applicationautoscaling", "CfnScalingPolicy")(
            self,
            "Resource",
            policy_name=policy_name or Names.unique_id(self),
            policy_type="StepScaling",
            scaling_target_id=scaling_target.scalable_target_id,
            step_scaling_policy_configuration={
                "AdjustmentType": adjustment_type,
                "Cooldown": cooldown.to_seconds() if cooldown is not None else None,
                "MinAdjustmentMagnitude": min_adjustment_magnitude,
                "MetricAggregationType": metric_aggregation_type,
                "StepAdjustments": Lazy.any(lambda: self._adjustments),
            },
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

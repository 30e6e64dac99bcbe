"""Scaling of the number of a service's tasks.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html
"""

from typing import Any

from landform.cdk.aws_applicationautoscaling.base_scalable_attribute import BaseScalableAttribute
from landform.cdk.aws_applicationautoscaling.enums import PredefinedMetric
from landform.cdk.l1.lookup import given


class ScalableTaskCount(BaseScalableAttribute):
    """The number of a service's tasks."""

    def scale_on_metric(self, id: str, **options: Any) -> None:
        """Change it in steps of a metric; the options are those of `BasicStepScalingPolicyProps`."""
        self._do_scale_on_metric(id, **options)

    def scale_on_schedule(self, id: str, **options: Any) -> None:
        """Change its limits at times; the options are those of `ScalingSchedule`."""
        self._do_scale_on_schedule(id, **options)

    def scale_on_cpu_utilization(self, id: str, *, target_utilization_percent: float, **options: Any) -> None:
        """Keep the use of processors near a value; the options are those of `BaseTargetTrackingProps`."""
        self._do_scale_to_track_metric(
            id,
            predefined_metric=PredefinedMetric.ECS_SERVICE_AVERAGE_CPU_UTILIZATION,
            target_value=target_utilization_percent,
            **options,
        )

    def scale_on_memory_utilization(
        self, id: str, *, target_utilization_percent: float, **options: Any
    ) -> None:
        """Keep the use of memory near a value; the options are those of `BaseTargetTrackingProps`."""
        self._do_scale_to_track_metric(
            id,
            predefined_metric=PredefinedMetric.ECS_SERVICE_AVERAGE_MEMORY_UTILIZATION,
            target_value=target_utilization_percent,
            **options,
        )

    def scale_on_request_count(
        self, id: str, *, requests_per_target: float, target_group: Any, **options: Any
    ) -> None:
        """Keep the requests a minute and task near a value; the options are those of the others."""
        label = f"{target_group.first_load_balancer_full_name}/{target_group.target_group_full_name}"
        self._do_scale_to_track_metric(
            id,
            predefined_metric=PredefinedMetric.ALB_REQUEST_COUNT_PER_TARGET,
            resource_label=label,
            target_value=requests_per_target,
            **options,
        )

    def scale_to_track_custom_metric(
        self, id: str, *, metric: Any, target_value: float, **options: Any
    ) -> None:
        """Keep a metric near a value; the options are those of `BaseTargetTrackingProps`."""
        given("aws_applicationautoscaling", "BaseTargetTrackingProps", options)
        self._do_scale_to_track_metric(id, custom_metric=metric, target_value=target_value, **options)

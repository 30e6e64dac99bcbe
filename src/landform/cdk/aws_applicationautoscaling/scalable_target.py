"""What is scaled.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-applicationautoscaling-scalabletarget.html
"""

from typing import Any

from landform.cdk.aws_applicationautoscaling.enums import ServiceNamespace
from landform.cdk.aws_applicationautoscaling.schedule import timestamp
from landform.cdk.aws_iam.principals import ServicePrincipal
from landform.cdk.aws_iam.role import Role
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.numbers import number_text
from landform.cdk.core.resource import Resource
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class, given


class ScalableTarget(Native, Resource):
    """A capacity of a resource that is changed between two limits."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        max_capacity: float,
        min_capacity: float,
        resource_id: str,
        scalable_dimension: str,
        service_namespace: ServiceNamespace,
        role: Any = None,
    ) -> None:
        super().__init__(scope, id)
        _check_capacity(min_capacity, max_capacity)
        self._actions: list[dict[str, Any]] = []
        self.role = (
            role
            if role is not None
            else Role(self, "Role", assumed_by=ServicePrincipal("application-autoscaling.amazonaws.com"))
        )
        resource = cfn_class("aws_applicationautoscaling", "CfnScalableTarget")(
            self,
            "Resource",
            max_capacity=max_capacity,
            min_capacity=min_capacity,
            resource_id=resource_id,
            role_arn=self.role.role_arn,
            scalable_dimension=scalable_dimension,
            scheduled_actions=Lazy.any(lambda: self._actions or None),
            service_namespace=service_namespace,
        )
        self.scalable_target_id: str = resource.ref

    @staticmethod
    def from_scalable_target_id(scope: Any, id: str, scalable_target_id: str) -> "ImportedTarget":
        """A target that exists already."""
        return ImportedTarget(scope, id, scalable_target_id)

    @staticmethod
    def from_scalable_target_attributes(
        scope: Any, id: str, *, scalable_dimension: str, scalable_target_id: str, service_namespace: str
    ) -> "ImportedTarget":
        """A target that exists already, with what it scales."""
        found = ImportedTarget(scope, id, scalable_target_id)
        found.scalable_dimension = scalable_dimension
        found.service_namespace = service_namespace
        return found

    def add_to_role_policy(self, statement: Any) -> None:
        """Let scaling do something."""
        self.role.add_to_principal_policy(statement)

    def scale_on_schedule(self, id: str, **options: Any) -> None:
        """Change the limits at times; the options are those of `ScalingSchedule`."""
        action = given("aws_applicationautoscaling", "ScalingSchedule", options)
        if action.min_capacity is None and action.max_capacity is None:
            raise ValueError("You must supply at least one of minCapacity or maxCapacity")
        self._actions.append(
            {
                "ScheduledActionName": id,
                "Schedule": action.schedule.expression_string,
                "StartTime": timestamp(action.start_time),
                "EndTime": timestamp(action.end_time),
                "ScalableTargetAction": {
                    "MaxCapacity": action.max_capacity,
                    "MinCapacity": action.min_capacity,
                },
                "Timezone": action.time_zone.timezone_name if action.time_zone is not None else None,
            }
        )

    def scale_on_metric(self, id: str, **options: Any) -> Any:
        """Scale in steps; the options are those of `StepScalingPolicy`."""
        from landform.cdk.aws_applicationautoscaling.step_scaling_policy import StepScalingPolicy

        return StepScalingPolicy(self, id, scaling_target=self, **options)

    def scale_to_track_metric(self, id: str, **options: Any) -> Any:
        """Keep a metric near a value; the options are those of `TargetTrackingScalingPolicy`."""
        from landform.cdk.aws_applicationautoscaling.target_tracking_scaling_policy import (
            TargetTrackingScalingPolicy,
        )

        return TargetTrackingScalingPolicy(self, id, scaling_target=self, **options)


class ImportedTarget(Native, Resource):
    """A target that exists already."""

    scalable_dimension: str | None = None
    service_namespace: str | None = None

    def __init__(self, scope: Any, id: str, target_id: str) -> None:
        super().__init__(scope, id)
        self.scalable_target_id = target_id


def _check_capacity(least: float, most: float) -> None:
    for name, value in (("maxCapacity", most), ("minCapacity", least)):
        if not is_unresolved(value) and value < 0:
            raise ValueError(f"{name} cannot be negative, got: {number_text(value)}")
    if not is_unresolved(least) and not is_unresolved(most) and most < least:
        raise ValueError(
            f"minCapacity ({number_text(least)}) should be lower than maxCapacity ({number_text(most)})"
        )

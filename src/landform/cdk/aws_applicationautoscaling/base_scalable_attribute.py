"""A capacity of a service that can be scaled, as services offer it.

Source: https://docs.aws.amazon.com/autoscaling/application/userguide/what-is-application-auto-scaling.html
"""

from typing import Any

from landform.cdk.aws_applicationautoscaling.enums import ServiceNamespace
from landform.cdk.aws_applicationautoscaling.scalable_target import ScalableTarget
from landform.cdk.constructs import Construct
from landform.cdk.core.native import Native
from landform.cdk.l1.lookup import given


class BaseScalableAttribute(Native, Construct):
    """A capacity of a service that can be scaled; classes for services say by which methods."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        dimension: str,
        max_capacity: float,
        resource_id: str,
        role: Any,
        service_namespace: ServiceNamespace,
        min_capacity: float | None = None,
    ) -> None:
        super().__init__(scope, id)
        self._props = given(
            "aws_applicationautoscaling",
            "BaseScalableAttributeProps",
            {
                "dimension": dimension,
                "max_capacity": max_capacity,
                "min_capacity": min_capacity,
                "resource_id": resource_id,
                "role": role,
                "service_namespace": service_namespace,
            },
        )
        self._target: Any = ScalableTarget(
            self,
            "Target",
            service_namespace=service_namespace,
            scalable_dimension=dimension,
            resource_id=resource_id,
            role=role,
            min_capacity=1 if min_capacity is None else min_capacity,
            max_capacity=max_capacity,
        )

    @property
    def env(self) -> Any:
        """The account and region it is in."""
        return self._target.env

    @property
    def scalable_target_ref(self) -> Any:
        """What names the target."""
        return self._target.scalable_target_ref

    def _do_scale_on_schedule(self, id: str, **options: Any) -> None:
        self._target.scale_on_schedule(id, **options)

    def _do_scale_on_metric(self, id: str, **options: Any) -> None:
        self._target.scale_on_metric(id, **options)

    def _do_scale_to_track_metric(self, id: str, **options: Any) -> None:
        self._target.scale_to_track_metric(id, **options)

"""How many machines a variant has, changed with its use.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling.html
"""

from typing import Any, Final

from landform.cdk.aws_applicationautoscaling.base_scalable_attribute import BaseScalableAttribute
from landform.cdk.aws_applicationautoscaling.enums import PredefinedMetric
from landform.cdk.core.numbers import number_text
from landform.cdk.core.tokens import is_unresolved

SECONDS_PER_MINUTE: Final = 60
DEFAULT_SAFETY_FACTOR: Final = 0.5


class ScalableInstanceCount(BaseScalableAttribute):
    """The number of machines of a variant."""

    def scale_on_invocations(
        self, id: str, *, max_requests_per_second: float, safety_factor: float | None = None, **options: Any
    ) -> None:
        """Keep the requests that each machine gets near what it can answer.

        `max_requests_per_second` is what a load test of one machine says; `safety_factor` (0 to 1) is the
        part of it to aim at. The other options are those of `BaseTargetTrackingProps`. Raises ValueError for
        a factor outside its range.
        """
        factor = DEFAULT_SAFETY_FACTOR if safety_factor is None else safety_factor
        if not is_unresolved(factor) and not 0 < factor <= 1:
            raise ValueError(
                f"Safety factor ({number_text(factor)}) must be greater than 0.0 and less than or equal 1.0"
            )
        self._do_scale_to_track_metric(
            id,
            predefined_metric=PredefinedMetric.SAGEMAKER_VARIANT_INVOCATIONS_PER_INSTANCE,
            target_value=max_requests_per_second * factor * SECONDS_PER_MINUTE,
            **options,
        )

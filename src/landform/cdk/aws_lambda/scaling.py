"""Provisioned concurrency of aliases that changes with use.

Source: https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html
"""

from typing import Any, Final

from landform.cdk.aws_applicationautoscaling.base_scalable_attribute import BaseScalableAttribute
from landform.cdk.aws_applicationautoscaling.enums import PredefinedMetric, ServiceNamespace
from landform.cdk.aws_iam.role import Role
from landform.cdk.core.numbers import number_text
from landform.cdk.core.tokens import is_unresolved

UTILIZATION: Final = (0.1, 0.9)


class ScalableFunctionAttribute(BaseScalableAttribute):
    """The provisioned concurrency of an alias."""

    def scale_on_utilization(self, *, utilization_target: float, **options: Any) -> None:
        """Keep the share that is in use near a value; the options are those of `BaseTargetTrackingProps`."""
        least, most = UTILIZATION
        if not is_unresolved(utilization_target) and not least <= utilization_target <= most:
            raise ValueError(
                f"Utilization Target should be between {least} and {most}. Found "
                f"{number_text(utilization_target)}."
            )
        self._do_scale_to_track_metric(
            "Tracking",
            target_value=utilization_target,
            predefined_metric=PredefinedMetric.LAMBDA_PROVISIONED_CONCURRENCY_UTILIZATION,
            **options,
        )

    def scale_on_schedule(self, id: str, **options: Any) -> None:
        """Change the limits at times; the options are those of `ScalingSchedule`."""
        self._do_scale_on_schedule(id, **options)


def scalable_alias(alias: Any, least: float, most: float) -> ScalableFunctionAttribute:
    """The provisioned concurrency of an alias, changed by the service's own role."""
    role_arn = alias.stack.format_arn(
        service="iam",
        region="",
        resource="role/aws-service-role/lambda.application-autoscaling.amazonaws.com",
        resource_name="AWSServiceRoleForApplicationAutoScaling_LambdaConcurrency",
    )
    return ScalableFunctionAttribute(
        alias,
        "AliasScaling",
        min_capacity=least,
        max_capacity=most,
        resource_id=f"function:{alias.function_name}",
        dimension="lambda:function:ProvisionedConcurrency",
        service_namespace=ServiceNamespace.LAMBDA,
        role=Role.from_role_arn(alias, "ScalingRole", role_arn),
    )

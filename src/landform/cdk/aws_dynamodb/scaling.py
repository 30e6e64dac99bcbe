"""Scaling of a table's or an index's capacity.

Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html
"""

from typing import Any, Final

from landform.cdk.aws_applicationautoscaling.base_scalable_attribute import BaseScalableAttribute
from landform.cdk.aws_applicationautoscaling.enums import PredefinedMetric, ServiceNamespace
from landform.cdk.aws_iam.role import Role

_LEAST: Final = 10  # percent
_MOST: Final = 90
_SCALING_ROLE: Final = (
    "role/aws-service-role/dynamodb.application-autoscaling.amazonaws.com/"
    "AWSServiceRoleForApplicationAutoScaling_DynamoDBTable"
)


class ScalableTableAttribute(BaseScalableAttribute):
    """A capacity that follows its load, or a schedule."""

    _has_policy = False

    def scale_on_schedule(self, id: str, **options: Any) -> None:
        """Scale at times; the options are those of `ScalingSchedule`."""
        self._has_policy = True
        self._do_scale_on_schedule(id, **options)

    def scale_on_utilization(self, *, target_utilization_percent: float, **options: Any) -> None:
        """Scale so that this share of the capacity is used; the options are those of target tracking."""
        if not _LEAST <= target_utilization_percent <= _MOST:
            raise ValueError(
                f"targetUtilizationPercent for DynamoDB scaling must be between {_LEAST} and {_MOST} "
                f"percent, got: {target_utilization_percent}"
            )
        self._has_policy = True
        reads = self._props.dimension.endswith("ReadCapacityUnits")
        metric = (
            PredefinedMetric.DYNAMODB_READ_CAPACITY_UTILIZATION
            if reads
            else PredefinedMetric.DYANMODB_WRITE_CAPACITY_UTILIZATION
        )
        self._do_scale_to_track_metric(
            "Tracking", target_value=target_utilization_percent, predefined_metric=metric, **options
        )


def scalable_capacity(
    table: Any, kind: str, index: str | None, least: float, most: float
) -> ScalableTableAttribute:
    """The capacity of a table or of an index of it; `kind` is Read or Write."""
    return ScalableTableAttribute(
        table,
        f"{index or ''}{kind}Scaling",
        service_namespace=ServiceNamespace.DYNAMODB,
        resource_id=f"table/{table.table_name}" + (f"/index/{index}" if index else ""),
        dimension=f"dynamodb:{'index' if index else 'table'}:{kind}CapacityUnits",
        role=_scaling_role(table),
        min_capacity=least,
        max_capacity=most,
    )


def _scaling_role(table: Any) -> Any:
    found = table.node.try_find_child("ScalingRole")
    if found is not None:
        return found
    arn = table.stack.format_arn(service="iam", region="", resource=_SCALING_ROLE)
    return Role.from_role_arn(table, "ScalingRole", arn)

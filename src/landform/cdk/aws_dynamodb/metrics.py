"""The metrics of tables.

Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_dynamodb.enums import Operation


class TableMetrics:
    """Metrics of one table; the options of all methods are those of `Metric`."""

    table_name: str

    def metric(self, metric_name: str, **options: Any) -> Any:
        """A metric by its name."""
        from landform.cdk.aws_cloudwatch.metric import Metric

        dimensions = {"TableName": self.table_name}
        metric = Metric(
            namespace="AWS/DynamoDB", metric_name=metric_name, **{"dimensions_map": dimensions, **options}
        )
        return metric.attach_to(self)

    def metric_conditional_check_failed_requests(self, **options: Any) -> Any:
        """How many writes found their condition not met."""
        return self._sum("ConditionalCheckFailedRequests", options)

    def metric_consumed_read_capacity_units(self, **options: Any) -> Any:
        """How much capacity reads used."""
        return self._sum("ConsumedReadCapacityUnits", options)

    def metric_consumed_write_capacity_units(self, **options: Any) -> Any:
        """How much capacity writes used."""
        return self._sum("ConsumedWriteCapacityUnits", options)

    def metric_successful_request_latency(self, **options: Any) -> Any:
        """How long requests of an operation took; its name is given as a dimension."""
        dimensions = self._of_operation("SuccessfulRequestLatency", options)
        return self.metric(
            "SuccessfulRequestLatency", **{"statistic": "Average", **options, "dimensions_map": dimensions}
        )

    def metric_system_errors(self, **options: Any) -> Any:
        """How many requests of an operation failed within DynamoDB; its name is given as a dimension."""
        dimensions = self._of_operation("SystemErrors", options)
        return self._sum("SystemErrors", {**options, "dimensions_map": dimensions})

    def metric_throttled_requests(self, **options: Any) -> Any:
        """How many requests were throttled."""
        return self._sum("ThrottledRequests", options)

    def metric_user_errors(self, **options: Any) -> Any:
        """How many requests of the account were wrong."""
        return self._sum("UserErrors", {**options, "dimensions_map": options.get("dimensions_map") or {}})

    def metric_throttled_requests_for_operation(self, operation: str, **options: Any) -> Any:
        """How many requests of an operation were throttled."""
        dimensions = {"Operation": operation, "TableName": self.table_name}
        return self._sum("ThrottledRequests", {"dimensions_map": dimensions, **options})

    def metric_throttled_requests_for_operations(
        self, *, operations: Sequence[Operation] | None = None, **options: Any
    ) -> Any:
        """How many requests of operations were throttled, as a calculation."""
        label = "Sum of throttled requests across all operations"
        return self._sum_of_operations("ThrottledRequests", label, operations, options)

    def metric_system_errors_for_operations(
        self, *, operations: Sequence[Operation] | None = None, **options: Any
    ) -> Any:
        """How many requests of operations failed within DynamoDB, as a calculation."""
        label = "Sum of errors across all operations"
        return self._sum_of_operations("SystemErrors", label, operations, options)

    def _of_operation(self, name: str, options: dict[str, Any]) -> dict[str, Any]:
        dimensions = options.get("dimensions_map") or {}
        if not dimensions.get("Operation"):
            raise ValueError(f"'Operation' dimension must be passed for the '{name}' metric.")
        return {"TableName": self.table_name, **dimensions}

    def _sum_of_operations(
        self, name: str, label: str, operations: Sequence[Operation] | None, options: dict[str, Any]
    ) -> Any:
        from landform.cdk.aws_cloudwatch.math_expression import MathExpression

        if (options.get("dimensions_map") or {}).get("Operation"):
            raise ValueError("The Operation dimension is not supported. Use the 'operations' property.")
        metrics = {}
        for each in operations or tuple(Operation):
            dimensions = {
                "TableName": self.table_name,
                "Operation": each.value,
                **(options.get("dimensions_map") or {}),
            }
            metrics[each.value.lower()] = self._sum(name, {**options, "dimensions_map": dimensions})
        return MathExpression(
            expression=" + ".join(metrics),
            using_metrics=metrics,
            color=options.get("color"),
            label=label,
            period=options.get("period"),
        )

    def _sum(self, name: str, options: dict[str, Any]) -> Any:
        return self.metric(name, **{"statistic": "Sum", **options})

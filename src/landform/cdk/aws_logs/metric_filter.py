"""Metrics made from events.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-logs-metricfilter.html
"""

from collections.abc import Mapping
from typing import Any, Final

from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class

MAX_DIMENSIONS: Final = 3


class MetricFilter(Native, Resource):
    """A metric made from the events of a log group."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        filter_pattern: Any,
        log_group: Any,
        metric_name: str,
        metric_namespace: str,
        apply_on_transformed_logs: bool | None = None,
        default_value: float | None = None,
        dimensions: Mapping[str, str] | None = None,
        filter_name: str | None = None,
        metric_value: str | None = None,
        unit: Any = None,
    ) -> None:
        super().__init__(scope, id, physical_name=filter_name)
        self._metric_name = metric_name
        self._metric_namespace = metric_namespace
        count = len(dimensions or {})
        if count > MAX_DIMENSIONS:
            raise ValueError(
                f"MetricFilter only supports a maximum of {MAX_DIMENSIONS} dimensions but received {count}."
            )
        transformation = {
            "MetricNamespace": metric_namespace,
            "MetricName": metric_name,
            "MetricValue": metric_value if metric_value is not None else "1",
            "DefaultValue": default_value,
            "Dimensions": [{"Key": key, "Value": value} for key, value in (dimensions or {}).items()] or None,
            "Unit": unit,
        }
        cfn_class("aws_logs", "CfnMetricFilter")(
            self,
            "Resource",
            log_group_name=log_group.log_group_name,
            filter_name=self.physical_name,
            filter_pattern=filter_pattern.log_pattern_string,
            apply_on_transformed_logs=apply_on_transformed_logs,
            metric_transformations=[transformation],
        )

    def metric(self, **options: Any) -> Any:
        """The metric; the options are those of `Metric`."""
        from landform.cdk.aws_cloudwatch.metric import Metric

        metric = Metric(
            **{"statistic": "avg", **options}, metric_name=self._metric_name, namespace=self._metric_namespace
        )
        return metric.attach_to(self)

"""Searches for metrics; for graphs only.

Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-search-expressions.html
"""

from collections.abc import Mapping
from typing import Any

from landform.cdk.aws_cloudwatch.metric_config import (
    DEFAULT_PERIOD_SECONDS,
    MetricConfig,
    MetricExpressionConfig,
    shown_as,
)
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration


class SearchExpression(Native):
    """A search that finds metrics when a graph is shown."""

    warnings: list[str] | None = None
    warnings_v2: Mapping[str, str] | None = None

    def __init__(
        self,
        *,
        expression: str,
        color: str | None = None,
        label: str | None = None,
        period: Duration | None = None,
        search_account: str | None = None,
        search_region: str | None = None,
    ) -> None:
        self.expression = expression
        self.color = color
        self.label = label
        self.period = period if period is not None else Duration.seconds(DEFAULT_PERIOD_SECONDS)
        self.search_account = search_account
        self.search_region = search_region

    def with_(self, **changes: Any) -> "SearchExpression":
        """The same search with other options: any of the constructor's except the expression."""
        options = {
            "color": self.color,
            "label": self.label,
            "period": self.period,
            "search_account": self.search_account,
            "search_region": self.search_region,
        }
        unknown = sorted(set(changes) - set(options))
        if unknown:
            raise TypeError(f"with_() got an unexpected keyword argument '{unknown[0]}'")
        given = {name: value for name, value in changes.items() if value is not None}
        return SearchExpression(expression=self.expression, **{**options, **given})

    def to_metric_config(self) -> MetricConfig:
        """What it is."""
        return MetricConfig(
            search_expression=MetricExpressionConfig(
                expression=self.expression,
                period=self.period.to_seconds(),
                using_metrics={},
                search_account=self.search_account,
                search_region=self.search_region,
            ),
            rendering_properties=shown_as(self.color, self.label),
        )

    def to_string(self) -> str:
        """The label, or the search."""
        return self.label or self.expression

    def __str__(self) -> str:
        return self.to_string()

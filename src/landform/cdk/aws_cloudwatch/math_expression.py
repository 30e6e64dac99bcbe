"""Calculations over metrics.

Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
"""

import re
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

_VARIABLE = re.compile(r"[a-z][a-zA-Z0-9_]*\Z")
_IDENTIFIER = re.compile(r"(?<![\w'\"{])[a-z][a-zA-Z0-9_]*(?!\w)")
_WITHOUT_IDENTIFIERS = re.compile(r"METRICS|SEARCH|INSIGHT_RULE_METRIC|^\s*SELECT\b|SELECT")


class MathExpression(Native):
    """A calculation over metrics."""

    def __init__(
        self,
        *,
        expression: str,
        using_metrics: Mapping[str, Any] | None = None,
        color: str | None = None,
        label: str | None = None,
        period: Duration | None = None,
        search_account: str | None = None,
        search_region: str | None = None,
    ) -> None:
        self.period = period if period is not None else Duration.seconds(DEFAULT_PERIOD_SECONDS)
        self.expression = expression
        self.label = label
        self.color = color
        self.search_account = search_account
        self.search_region = search_region
        given = dict(using_metrics or {})
        self.using_metrics = {id: _in_period(metric, self.period) for id, metric in given.items()}
        wrong = [name for name in self.using_metrics if not _VARIABLE.match(name)]
        if wrong:
            raise ValueError(
                f"Invalid variable names in expression: {', '.join(wrong)}. Must start with lowercase letter "
                "and only contain alphanumerics."
            )
        self._refuse_ambiguous_ids()
        self.warnings_v2 = self._found_warnings(given)

    @property
    def warnings(self) -> list[str] | None:
        """What may be wrong with it."""
        return list(self.warnings_v2.values()) if self.warnings_v2 else None

    def with_(
        self,
        *,
        color: str | None = None,
        label: str | None = None,
        period: Duration | None = None,
        search_account: str | None = None,
        search_region: str | None = None,
    ) -> "MathExpression":
        """The same calculation with other options."""
        return MathExpression(
            expression=self.expression,
            using_metrics=self.using_metrics,
            color=color if color is not None else self.color,
            label=label if label is not None else self.label,
            period=period if period is not None else self.period,
            search_account=search_account if search_account is not None else self.search_account,
            search_region=search_region if search_region is not None else self.search_region,
        )

    def create_alarm(self, scope: Any, id: str, **options: Any) -> Any:
        """An alarm on it; the options are those of `Alarm`."""
        from landform.cdk.aws_cloudwatch.alarm import Alarm

        return Alarm(scope, id, metric=self, **options)

    def to_metric_config(self) -> MetricConfig:
        """What it is."""
        return MetricConfig(
            math_expression=MetricExpressionConfig(
                expression=self.expression,
                period=self.period.to_seconds(),
                using_metrics=self.using_metrics,
                search_account=self.search_account,
                search_region=self.search_region,
            ),
            rendering_properties=shown_as(self.color, self.label),
        )

    def to_string(self) -> str:
        """The label, or the calculation."""
        return self.label or self.expression

    def __str__(self) -> str:
        return self.to_string()

    def _refuse_ambiguous_ids(self) -> None:
        """One id may stand for one metric only, however deep the calculations are."""
        known: dict[str, Any] = {}
        _visit(self, known)

    def _found_warnings(self, given: Mapping[str, Any]) -> dict[str, str] | None:
        found: dict[str, str] = {}
        unknown = [
            name for name in dict.fromkeys(_identifiers(self.expression)) if name not in self.using_metrics
        ]
        if unknown and not _WITHOUT_IDENTIFIERS.search(self.expression.upper()):
            found["CloudWatch:Math:UnknownIdentifier"] = (
                f"Math expression '{self.expression}' references unknown identifiers: {', '.join(unknown)}. "
                "Please add them to the 'usingMetrics' map."
            )
        if any(_has_other_period(metric, self.period) for metric in given.values()):
            found["CloudWatch:Math:MetricsPeriodsOverridden"] = (
                f"Periods of metrics in 'usingMetrics' for Math expression '{self.expression}' have been "
                f"overridden to {self.period.to_seconds():g} seconds."
            )
        for metric in self.using_metrics.values():
            found.update(metric.warnings_v2 or {})
        return found or None


def _identifiers(expression: str) -> list[str]:
    return _IDENTIFIER.findall(expression)


def _has_other_period(metric: Any, period: Duration) -> bool:
    known = getattr(metric, "period", None)
    return known is not None and known.to_seconds() != period.to_seconds()


def _in_period(metric: Any, period: Duration) -> Any:
    """The metric with another period; calculations hand it on to theirs."""
    return metric.with_(period=period) if _has_other_period(metric, period) else metric


def _identity(metric: Any) -> Any:
    """What two metrics have to share to be one."""
    config = metric.to_metric_config()
    stat, expression = config.metric_stat, config.math_expression
    if stat is None:
        return (expression.expression, expression.period) if expression is not None else id(metric)
    seconds = stat.period.to_seconds()
    return (
        stat.namespace,
        stat.metric_name,
        stat.dimensions,
        seconds,
        stat.statistic,
        stat.account,
        stat.region,
    )


def _visit(expression: MathExpression, known: dict[str, Any]) -> None:
    for id, metric in expression.using_metrics.items():
        other = known.get(id)
        if other is not None and _identity(other) != _identity(metric):
            raise ValueError(
                f"The ID '{id}' used for two metrics in the expression: '{metric}' and '{other}'. Rename one."
            )
        known[id] = metric
        if isinstance(metric, MathExpression):
            _visit(metric, known)

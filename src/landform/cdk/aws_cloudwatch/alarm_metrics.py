"""How a metric is written in an alarm: by its name, or as a list of queries.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-cloudwatch-alarm-metricdataquery.html
"""

from typing import Any

from landform.cdk.aws_cloudwatch.metric_config import MetricStatConfig
from landform.cdk.aws_cloudwatch.stats import SIMPLE_STATISTICS
from landform.cdk.core.tokens import is_unresolved

SEARCHES_REFUSED = (
    "Search expressions are not supported in CloudWatch Alarms. Use search expressions only in dashboard "
    "graphs."
)


def alarm_metric(stack: Any, metric: Any) -> dict[str, Any]:
    """The properties of an alarm that say what it looks at."""
    config = metric.to_metric_config()
    if config.search_expression is not None:
        raise ValueError(SEARCHES_REFUSED)
    stat = config.metric_stat
    if stat is None:
        return {"metrics": _Queries(stack).of(metric)}
    _require_region(stack, stat)
    label = (config.rendering_properties or {}).get("label")
    if _other_account(stack, stat) or label is not None:
        return {"metrics": [_stat_query(stack, metric, "m1", True)]}
    simple = stat.statistic in SIMPLE_STATISTICS
    return {
        "dimensions": _dimensions(stat),
        "namespace": stat.namespace,
        "metric_name": stat.metric_name,
        "period": stat.period.to_seconds(),
        "statistic" if simple else "extended_statistic": stat.statistic,
        "unit": stat.unit_filter,
    }


class _Queries:
    """The queries of a calculation and of everything in it, each id once."""

    def __init__(self, stack: Any) -> None:
        self._stack = stack
        self._queries: list[dict[str, Any]] = []
        self._known: set[str] = set()

    def of(self, metric: Any) -> list[dict[str, Any]]:
        self._add(metric, "expr_1", True)
        return self._queries

    def _add(self, metric: Any, id: str, returns: bool) -> None:
        if id in self._known:
            return
        self._known.add(id)
        config = metric.to_metric_config()
        expression = config.math_expression
        if config.search_expression is not None:
            raise ValueError(SEARCHES_REFUSED)
        if expression is None:
            _require_region(self._stack, config.metric_stat)
            self._queries.append(_stat_query(self._stack, metric, id, returns))
            return
        if expression.search_account or expression.search_region:
            raise ValueError(
                "Cannot create an Alarm based on a MathExpression which specifies a searchAccount or "
                "searchRegion"
            )
        self._queries.append(
            {
                "Expression": expression.expression,
                "Id": id,
                "Label": (config.rendering_properties or {}).get("label"),
                "ReturnData": returns,
            }
        )
        # What a band is made for is returned beside the band.
        is_band = "ANOMALY_DETECTION_BAND" in expression.expression.upper()
        for inner_id, inner in expression.using_metrics.items():
            self._add(inner, inner_id, is_band and returns)


def _stat_query(stack: Any, metric: Any, id: str, returns: bool) -> dict[str, Any]:
    config = metric.to_metric_config()
    stat = config.metric_stat
    return {
        "Id": id,
        "AccountId": stat.account if _other_account(stack, stat) else None,
        "Label": (config.rendering_properties or {}).get("label"),
        "MetricStat": {
            "Metric": {
                "MetricName": stat.metric_name,
                "Namespace": stat.namespace,
                "Dimensions": _dimensions(stat),
            },
            "Period": stat.period.to_seconds(),
            "Stat": stat.statistic,
            "Unit": stat.unit_filter,
        },
        "ReturnData": returns,
    }


def _dimensions(stat: MetricStatConfig) -> list[dict[str, Any]] | None:
    return [{"Name": each.name, "Value": each.value} for each in stat.dimensions or ()] or None


def _other_account(stack: Any, stat: MetricStatConfig) -> bool:
    return stat.account is not None and stat.account != stack.account


def _require_region(stack: Any, stat: MetricStatConfig) -> None:
    region = stat.region
    if region is None or is_unresolved(region) or is_unresolved(stack.region) or region == stack.region:
        return
    raise ValueError(
        f"Cannot create an Alarm in region '{stack.region}' based on metric '{stat.metric_name}' in "
        f"'{region}'"
    )

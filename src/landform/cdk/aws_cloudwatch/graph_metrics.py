"""The metrics of a graph: each once, with those that calculations need.

Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from landform.cdk.aws_cloudwatch.metric_config import DEFAULT_PERIOD_SECONDS
from landform.cdk.aws_cloudwatch.widget import whole
from landform.cdk.core.lazy import Lazy


@dataclass(slots=True)
class _Entry:
    """A metric of a graph; `id` where a calculation uses it, `axis` where it is not the left one."""

    metric: Any
    is_shown: bool
    id: str | None = None
    axis: str | None = None


def graph_metrics(left: Sequence[Any], right: Sequence[Any] = ()) -> list[list[Any]] | None:
    """The metrics as a graph has them; None when there are none."""
    found: dict[Any, _Entry] = {}
    for metric in left:
        _add(found, metric, None)
    for metric in right:
        _add(found, metric, "right")
    _refuse_shared_ids(found)
    return [_written(each) for each in found.values()] or None


def _add(found: dict[Any, _Entry], metric: Any, axis: str | None) -> None:
    entry = found.setdefault(_key(metric), _Entry(metric, True, axis=axis))
    entry.is_shown = True
    _add_used(found, metric)


def _add_used(found: dict[Any, _Entry], metric: Any) -> None:
    expression = metric.to_metric_config().math_expression
    if expression is None:
        return
    for id, each in expression.using_metrics.items():
        key = _key(each)
        known = found.get(key)
        if known is not None and known.id not in (None, id):
            key = (key, id)
        found.setdefault(key, _Entry(each, False)).id = id
        _add_used(found, each)


def _key(metric: Any) -> Any:
    """What two metrics have to share to be one."""
    config = metric.to_metric_config()
    stat, expression = config.metric_stat, config.math_expression or config.search_expression
    if stat is None:
        search = (expression.search_account, expression.search_region)
        used = tuple((id, _key(each)) for id, each in sorted(expression.using_metrics.items()))
        return (expression.expression, expression.period, used, search)
    dimensions = tuple((each.name, str(each.value)) for each in stat.dimensions or ())
    name = (stat.namespace, stat.metric_name, dimensions)
    return (name, stat.period.to_seconds(), stat.statistic, stat.account, stat.region)


def _refuse_shared_ids(found: dict[Any, _Entry]) -> None:
    ids = [each.id for each in found.values() if each.id is not None]
    for id in ids:
        if ids.count(id) > 1:
            raise ValueError(
                f"Cannot have two different metrics share the same id ('{id}') in one Alarm or Graph. "
                "Rename one of them."
            )


def _written(entry: _Entry) -> list[Any]:
    config = entry.metric.to_metric_config()
    shown = dict(config.rendering_properties or {})
    stat = config.metric_stat
    if stat is None:
        options, names = _expression(config, shown), []
    else:
        names = [stat.namespace, stat.metric_name]
        names += [part for each in stat.dimensions or () for part in (each.name, each.value)]
        order = ("color", "label", "id", "visible")
        marks = {"id": entry.id} if entry.id is not None else {}
        hidden = {} if entry.is_shown else {"visible": False}
        marked = {**shown, **marks, **hidden}
        options = {name: marked[name] for name in order if name in marked}
        options.update(_stat(stat))
    if stat is None and entry.id is not None:
        options.update({"id": entry.id} if entry.is_shown else {"id": entry.id, "visible": False})
    if entry.axis is not None:
        options["yAxis"] = entry.axis
    return [*names, options] if options else names


def _expression(config: Any, shown: dict[str, Any]) -> dict[str, Any]:
    expression = config.math_expression or config.search_expression
    options: dict[str, Any] = {"label": shown.get("label", expression.expression)}
    if "color" in shown:
        options["color"] = shown["color"]
    options["expression"] = expression.expression
    if expression.search_account is not None:
        options["accountId"] = expression.search_account
    if expression.search_region is not None:
        options["region"] = expression.search_region
    if expression.period != DEFAULT_PERIOD_SECONDS:
        options["period"] = whole(expression.period)
    return options


def _stat(stat: Any) -> dict[str, Any]:
    options: dict[str, Any] = {}
    for name, override, value, of_stack in (
        ("accountId", stat.account_override, stat.account, lambda stack: stack.account),
        ("region", stat.region_override, stat.region, lambda stack: stack.region),
    ):
        if override is not None:
            options[name] = override
        elif value is not None:
            options[name] = _unless_same(value, of_stack)
    seconds = stat.period.to_seconds()
    if seconds != DEFAULT_PERIOD_SECONDS:
        options["period"] = whole(seconds)
    if stat.statistic != "Average":
        options["stat"] = stat.statistic
    return options


def _unless_same(value: str, of_stack: Callable[[Any], str]) -> Any:
    """The value, left out in a stack that has the same."""

    def produce(context: Any) -> str | None:
        from landform.cdk.core.stack import Stack

        return None if of_stack(Stack.of(context.scope)) == value else value

    return Lazy.uncached_any(produce)

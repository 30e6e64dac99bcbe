"""What a metric says of itself to alarms and dashboards.

Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from landform.cdk.aws_cloudwatch.enums import Unit
from landform.cdk.core.checked import Checked
from landform.cdk.core.quantities import Duration

DEFAULT_PERIOD_SECONDS: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension(Checked):
    """One name and value by which a metric's values are told apart."""

    name: str
    value: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricStatConfig(Checked):
    """A metric of a service or an app.

    `account` and `region` may be those of the stack it is attached to; the overrides are only those given.
    """

    metric_name: str
    namespace: str
    period: Duration
    statistic: str
    account: str | None = None
    account_override: str | None = None
    dimensions: Sequence[Dimension] | None = None
    region: str | None = None
    region_override: str | None = None
    unit_filter: Unit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricExpressionConfig(Checked):
    """A calculation over metrics; the period is in seconds."""

    expression: str
    period: float
    using_metrics: "Mapping[str, IMetric]"
    search_account: str | None = None
    search_region: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricConfig(Checked):
    """A metric: one of `metric_stat`, `math_expression` and `search_expression`, and how it is shown."""

    math_expression: MetricExpressionConfig | None = None
    metric_stat: MetricStatConfig | None = None
    rendering_properties: Mapping[str, Any] | None = None
    search_expression: MetricExpressionConfig | None = None


class IMetric(Protocol):
    """Anything an alarm or a graph can look at."""

    @property
    def warnings(self) -> list[str] | None:
        """What may be wrong with it."""

    @property
    def warnings_v2(self) -> Mapping[str, str] | None:
        """What may be wrong with it, by the id of the warning."""

    def to_metric_config(self) -> MetricConfig:
        """What it is."""


def shown_as(
    color: str | None, label: str | None, id: str | None = None, visible: bool | None = None
) -> dict[str, Any]:
    """How a graph shows a metric; what is not given is left out."""
    given = {"color": color, "label": label, "id": id, "visible": visible}
    return {name: value for name, value in given.items() if value is not None}


def inner_metrics(metric: Any) -> list[tuple[str, Any]]:
    """The metrics of a calculation, with their ids, however deep they are."""
    expression = metric.to_metric_config().math_expression
    if expression is None:
        return []
    return [
        found for id, each in expression.using_metrics.items() for found in [(id, each), *inner_metrics(each)]
    ]

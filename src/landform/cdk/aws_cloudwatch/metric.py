"""Metrics.

Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html
"""

from collections.abc import Mapping
from typing import Any, Final

from landform.cdk.aws_cloudwatch.enums import Unit
from landform.cdk.aws_cloudwatch.metric_config import (
    DEFAULT_PERIOD_SECONDS,
    Dimension,
    MetricConfig,
    MetricStatConfig,
    shown_as,
)
from landform.cdk.aws_cloudwatch.stats import normalized
from landform.cdk.core.native import Native
from landform.cdk.core.numbers import number_text
from landform.cdk.core.quantities import Duration
from landform.cdk.core.tokens import is_unresolved

MAX_DIMENSIONS: Final = 30
MAX_DIMENSION_VALUE: Final = 255
_SHORT_PERIODS: Final = (1, 5, 10, 30)


class Metric(Native):
    """A metric of a service or of an app, and how its values are put together."""

    def __init__(
        self,
        *,
        metric_name: str,
        namespace: str,
        account: str | None = None,
        color: str | None = None,
        dimensions_map: Mapping[str, str] | None = None,
        id: str | None = None,
        label: str | None = None,
        period: Duration | None = None,
        region: str | None = None,
        stack_account: str | None = None,
        stack_region: str | None = None,
        statistic: str | None = None,
        unit: Unit | None = None,
        visible: bool | None = None,
    ) -> None:
        self.period = period if period is not None else Duration.seconds(DEFAULT_PERIOD_SECONDS)
        _check_period(self.period)
        self.metric_name = metric_name
        self.namespace = namespace
        self.dimensions = _checked_dimensions(dimensions_map)
        self.statistic, is_known = normalized(statistic or "Average")
        self.warnings_v2 = None if is_known else _unrecognized(self.statistic, namespace, metric_name)
        self.label = label
        self.color = color
        self.unit = unit
        self.id = id
        self.visible = visible
        self._account = account
        self._region = region
        self._stack_account = stack_account
        self._stack_region = stack_region

    @staticmethod
    def anomaly_detection_for(
        *,
        metric: Any,
        std_devs: float | None = None,
        color: str | None = None,
        label: str | None = None,
        period: Duration | None = None,
        search_account: str | None = None,
        search_region: str | None = None,
    ) -> Any:
        """The band of a metric's expected values, as a calculation."""
        from landform.cdk.aws_cloudwatch.math_expression import MathExpression

        width = 2 if std_devs is None else std_devs
        if width <= 0:
            raise ValueError("stdDevs must be greater than 0")
        return MathExpression(
            expression=f"ANOMALY_DETECTION_BAND(m0, {number_text(width)})",
            using_metrics={"m0": metric},
            color=color,
            label=label or "Anomaly Detection Band",
            period=period if period is not None else metric.period,
            search_account=search_account,
            search_region=search_region,
        )

    @staticmethod
    def grant_put_metric_data(grantee: Any) -> Any:
        """Let a principal write metrics."""
        from landform.cdk.aws_iam.grant import Grant

        return Grant.add_to_principal(
            grantee=grantee, actions=["cloudwatch:PutMetricData"], resource_arns=["*"]
        )

    @property
    def account(self) -> str | None:
        """The account it comes from; None where it is used."""
        return self._account or self._stack_account

    @property
    def region(self) -> str | None:
        """The region it comes from; None where it is used."""
        return self._region or self._stack_region

    @property
    def warnings(self) -> list[str] | None:
        """What may be wrong with it."""
        return list(self.warnings_v2.values()) if self.warnings_v2 else None

    def with_(self, **changes: Any) -> "Metric":
        """The same metric with other options: any of the constructor's except its name and namespace."""
        options = {
            "account": self._account,
            "color": self.color,
            "dimensions_map": self.dimensions,
            "id": self.id,
            "label": self.label,
            "period": self.period,
            "region": self._region,
            "stack_account": self._stack_account,
            "stack_region": self._stack_region,
            "statistic": self.statistic,
            "unit": self.unit,
            "visible": self.visible,
        }
        unknown = sorted(set(changes) - set(options))
        if unknown:
            raise TypeError(f"with_() got an unexpected keyword argument '{unknown[0]}'")
        given = {name: value for name, value in changes.items() if value is not None}
        return Metric(metric_name=self.metric_name, namespace=self.namespace, **{**options, **given})

    def attach_to(self, scope: Any) -> "Metric":
        """The same metric, from the account and region of the construct's stack where they are known."""
        from landform.cdk.core.stack import Stack

        stack = Stack.of(scope)
        return self.with_(stack_account=_known(stack.account), stack_region=_known(stack.region))

    def create_alarm(self, scope: Any, id: str, **options: Any) -> Any:
        """An alarm on it; the options are those of `Alarm`."""
        from landform.cdk.aws_cloudwatch.alarm import Alarm

        return Alarm(scope, id, metric=self, **options)

    def to_metric_config(self) -> MetricConfig:
        """What it is."""
        dimensions = [Dimension(name=name, value=self.dimensions[name]) for name in sorted(self.dimensions)]
        stat = MetricStatConfig(
            metric_name=self.metric_name,
            namespace=self.namespace,
            period=self.period,
            statistic=self.statistic,
            account=self.account,
            account_override=self._account,
            dimensions=dimensions or None,
            region=self.region,
            region_override=self._region,
            unit_filter=self.unit,
        )
        return MetricConfig(
            metric_stat=stat,
            rendering_properties=shown_as(self.color, self.label, self.id, self.visible),
        )

    def to_string(self) -> str:
        """The label, or the name."""
        return self.label or self.metric_name

    def __str__(self) -> str:
        return self.to_string()


def _known(value: str) -> str | None:
    return None if is_unresolved(value) else value


def _check_period(period: Duration) -> None:
    if period.is_unresolved():
        return
    seconds = period.to_seconds()
    if seconds not in _SHORT_PERIODS and seconds % 60:
        raise ValueError(
            f"'period' must be 1, 5, 10, 30, or a multiple of 60 seconds, received {number_text(seconds)}"
        )


def _checked_dimensions(dimensions: Mapping[str, Any] | None) -> dict[str, Any]:
    found = dict(dimensions or {})
    if len(found) > MAX_DIMENSIONS:
        raise ValueError(f"The maximum number of dimensions is {MAX_DIMENSIONS}, received {len(found)}")
    for name, value in found.items():
        if value is None:
            raise ValueError(f"Dimension value of '{value}' is invalid for key: {name}")
        if not is_unresolved(value) and not 1 <= len(str(value)) <= MAX_DIMENSION_VALUE:
            raise ValueError(
                f"Dimension value must be at least 1 and no more than {MAX_DIMENSION_VALUE} characters; "
                f"received {value}"
            )
    return found


def _unrecognized(statistic: str, namespace: str, name: str) -> dict[str, str]:
    return {
        "CloudWatch:Alarm:UnrecognizedStatistic": (
            f'Unrecognized statistic "{statistic}" for metric with namespace "{namespace}" and metric name '
            f'"{name}". Preferably use the `aws_cloudwatch.Stats` helper class to specify a statistic. You '
            "can ignore this warning if your statistic is valid but not yet supported by the "
            "`aws_cloudwatch.Stats` helper class."
        )
    }

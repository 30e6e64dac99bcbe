"""Widgets that show metrics: graphs, gauges, numbers and tables.

Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
"""

from typing import Any

from landform.cdk.aws_cloudwatch.graph_metrics import graph_metrics
from landform.cdk.aws_cloudwatch.widget import ConcreteWidget, whole
from landform.cdk.aws_cloudwatch.widget_records import (
    GraphWidgetView,
    HorizontalAnnotation,
    TableLayout,
)
from landform.cdk.core.aws import Aws
from landform.cdk.core.native import Native
from landform.cdk.core.struct import records
from landform.cdk.l1.lookup import given


class _MetricWidget(ConcreteWidget):
    """What all of them share; the keyword arguments are those of the record named in `record`."""

    kind = "metric"
    record = ""
    default_height = 6

    def __init__(self, **options: Any) -> None:
        self._props = given("aws_cloudwatch", self.record, options)
        super().__init__(self._props.width or 6, self._props.height or self.default_height)
        if self._props.end is not None and self._props.start is None:
            raise ValueError("If you specify a value for end, you must also specify a value for start.")
        self._metrics = list(self._props.get("metrics", ()))
        self._copy_metric_warnings(*self._metrics)

    def _place(self) -> dict[str, Any]:
        return {"region": self._props.region or Aws.REGION, "accountId": self._props.account_id}

    def _times(self) -> dict[str, Any]:
        props = self._props
        return {
            "period": whole(props.period.to_seconds()) if props.period is not None else None,
            "stat": props.get("statistic"),
            "start": props.start,
            "end": props.end,
        }


class GraphWidget(_MetricWidget):
    """Lines, bars or a pie; the keyword arguments are those of `GraphWidgetProps`."""

    record = "GraphWidgetProps"

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._left = list(self._props.left or ())
        self._right = list(self._props.right or ())
        self._copy_metric_warnings(*self._left, *self._right)
        if self._props.display_labels_on_chart and self._props.view is not GraphWidgetView.PIE:
            raise ValueError(
                "displayLabelsOnChart can currently only be set to true if view is GraphWidgetView.PIE"
            )

    def add_left_metric(self, metric: Any) -> None:
        """Show one more on the left axis."""
        self._left.append(metric)
        self._copy_metric_warnings(metric)

    def add_right_metric(self, metric: Any) -> None:
        """Show one more on the right axis."""
        self._right.append(metric)
        self._copy_metric_warnings(metric)

    def _properties(self) -> dict[str, Any]:
        props = self._props
        position = props.legend_position
        labels = props.display_labels_on_chart
        return {
            "view": props.view or GraphWidgetView.TIME_SERIES,
            "title": props.title,
            **self._place(),
            "stacked": props.stacked,
            "metrics": graph_metrics(self._left, self._right),
            "annotations": self._annotations(),
            "labels": {"visible": labels} if labels is not None else None,
            "yAxis": _axes(props),
            "legend": {"position": position} if position is not None else None,
            "liveData": props.live_data,
            "setPeriodToTimeRange": props.set_period_to_time_range,
            **self._times(),
        }

    def _annotations(self) -> dict[str, Any] | None:
        props = self._props
        horizontal = [
            *(_horizontal(each, "left") for each in records(HorizontalAnnotation, props.left_annotations)),
            *(_horizontal(each, "right") for each in records(HorizontalAnnotation, props.right_annotations)),
        ]
        marks = [
            given("aws_cloudwatch", "VerticalAnnotation", each) for each in props.vertical_annotations or ()
        ]
        vertical = [
            {
                "value": each.date,
                "color": each.color,
                "fill": each.fill,
                "label": each.label,
                "visible": each.visible,
            }
            for each in marks
        ]
        if not horizontal and not vertical:
            return None
        return {"horizontal": horizontal or None, "vertical": vertical or None}


class GaugeWidget(_MetricWidget):
    """A gauge; the keyword arguments are those of `GaugeWidgetProps`."""

    record = "GaugeWidgetProps"

    def add_metric(self, metric: Any) -> None:
        """Show one more."""
        self._metrics.append(metric)
        self._copy_metric_warnings(metric)

    def _properties(self) -> dict[str, Any]:
        props = self._props
        lines = [_horizontal(each, None) for each in records(HorizontalAnnotation, props.annotations)]
        position = props.legend_position
        axis = given("aws_cloudwatch", "YAxisProps", props.left_y_axis)
        return {
            "view": "gauge",
            "title": props.title,
            **self._place(),
            "metrics": graph_metrics(self._metrics),
            "annotations": {"horizontal": lines} if lines else None,
            "yAxis": {"left": {"min": 0, "max": 100, **(_axis(axis) or {})}},
            "legend": {"position": position} if position is not None else None,
            "liveData": props.live_data,
            "setPeriodToTimeRange": props.set_period_to_time_range,
            **self._times(),
        }


class SingleValueWidget(_MetricWidget):
    """The newest values as numbers; the keyword arguments are those of `SingleValueWidgetProps`."""

    record = "SingleValueWidgetProps"
    default_height = 3

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        if self._props.sparkline and self._props.set_period_to_time_range:
            raise ValueError("You cannot use setPeriodToTimeRange with sparkline")

    def _properties(self) -> dict[str, Any]:
        props = self._props
        times = self._times()
        return {
            "view": "singleValue",
            "title": props.title,
            **self._place(),
            "sparkline": props.sparkline,
            "metrics": graph_metrics(self._metrics),
            "setPeriodToTimeRange": props.set_period_to_time_range,
            "singleValueFullPrecision": props.full_precision,
            **{name: value for name, value in times.items() if name != "stat"},
        }


class TableThreshold(Native):
    """Values of a table that are coloured."""

    def __init__(self, written: Any) -> None:
        self._written = written

    @staticmethod
    def above(value: float, color: str | None = None) -> "TableThreshold":
        """Those above a value."""
        return TableThreshold({"value": whole(value), "color": color, "fill": "above"})

    @staticmethod
    def below(value: float, color: str | None = None) -> "TableThreshold":
        """Those below a value."""
        return TableThreshold({"value": whole(value), "color": color, "fill": "below"})

    @staticmethod
    def between(lower_bound: float, upper_bound: float, color: str | None = None) -> "TableThreshold":
        """Those between two values."""
        return TableThreshold([{"value": whole(lower_bound), "color": color}, {"value": whole(upper_bound)}])

    def to_json(self) -> Any:
        """As dashboards have it."""
        return self._written


class TableWidget(_MetricWidget):
    """A table of values; the keyword arguments are those of `TableWidgetProps`."""

    record = "TableWidgetProps"

    def add_metric(self, metric: Any) -> None:
        """Show one more."""
        self._metrics.append(metric)
        self._copy_metric_warnings(metric)

    def _properties(self) -> dict[str, Any]:
        props = self._props
        summary = given("aws_cloudwatch", "TableSummaryProps", props.summary or {})
        thresholds = [each.to_json() for each in props.thresholds or ()]
        units = props.show_units_in_label
        return {
            "title": props.title,
            "view": "table",
            "table": {
                "layout": props.layout or TableLayout.HORIZONTAL,
                "showTimeSeriesData": not summary.hide_non_summary_columns,
                "stickySummary": bool(summary.sticky),
                "summaryColumns": list(summary.columns or ()),
            },
            **self._place(),
            "metrics": graph_metrics(self._metrics),
            "annotations": {"horizontal": thresholds} if thresholds else None,
            "yAxis": {"left": {"showUnits": units}} if units is not None else {},
            "liveData": props.live_data,
            "singleValueFullPrecision": props.full_precision,
            "setPeriodToTimeRange": props.set_period_to_time_range,
            **self._times(),
        }


class AlarmWidget(_MetricWidget):
    """The metric of an alarm; the keyword arguments are those of `AlarmWidgetProps`."""

    record = "AlarmWidgetProps"

    def __init__(self, **options: Any) -> None:
        self._props = given("aws_cloudwatch", self.record, options)
        ConcreteWidget.__init__(self, self._props.width or 6, self._props.height or self.default_height)

    def _properties(self) -> dict[str, Any]:
        axis = _axis(given("aws_cloudwatch", "YAxisProps", self._props.left_y_axis))
        return {
            "view": "timeSeries",
            "title": self._props.title,
            **self._place(),
            "annotations": {"alarms": [self._props.alarm.alarm_arn]},
            "yAxis": {"left": axis},
        }


def _axes(props: Any) -> dict[str, Any]:
    left = given("aws_cloudwatch", "YAxisProps", props.left_y_axis)
    right = given("aws_cloudwatch", "YAxisProps", props.right_y_axis)
    return {"left": _axis(left), "right": _axis(right)}


def _axis(axis: Any) -> dict[str, Any] | None:
    if axis is None:
        return None
    names = {"label": "label", "max": "max", "min": "min", "show_units": "showUnits"}
    return {shown: whole(axis[name]) for name, shown in names.items() if name in axis}


def _horizontal(line: HorizontalAnnotation, axis: str | None) -> dict[str, Any]:
    return {
        "value": whole(line.value),
        "color": line.color,
        "fill": line.fill,
        "label": line.label,
        "visible": line.visible,
        "yAxis": axis,
    }

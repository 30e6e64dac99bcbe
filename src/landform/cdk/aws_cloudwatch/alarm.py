"""Alarms on a metric.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cloudwatch-alarm.html
"""

import re
from typing import Any, ClassVar, Final

from landform.cdk.aws_cloudwatch.alarm_base import AlarmBase, IAlarmAction, ImportedAlarm, alarm_named
from landform.cdk.aws_cloudwatch.alarm_metrics import alarm_metric
from landform.cdk.aws_cloudwatch.enums import ComparisonOperator, TreatMissingData
from landform.cdk.aws_cloudwatch.widget_records import HorizontalAnnotation
from landform.cdk.core.annotations import Annotations
from landform.cdk.core.numbers import number_text
from landform.cdk.l1.lookup import cfn_class

_EC2_ACTION = re.compile(r"arn:[^:]*:automate:")
_SIGNS: Final = {
    ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD: ">=",
    ComparisonOperator.GREATER_THAN_THRESHOLD: ">",
    ComparisonOperator.LESS_THAN_THRESHOLD: "<",
    ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD: "<=",
}
BAND_OPERATORS: Final = frozenset(set(ComparisonOperator) - set(_SIGNS))
"""Operators that compare with a band of expected values."""


class Alarm(AlarmBase):
    """An alarm on a metric."""

    ANOMALY_DETECTION_NO_THRESHOLD: ClassVar[float] = -1

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        evaluation_periods: float,
        metric: Any,
        threshold: float,
        actions_enabled: bool | None = None,
        alarm_description: str | None = None,
        alarm_name: str | None = None,
        comparison_operator: ComparisonOperator | None = None,
        datapoints_to_alarm: float | None = None,
        evaluate_low_sample_count_percentile: str | None = None,
        treat_missing_data: TreatMissingData | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=alarm_name)
        operator = comparison_operator or ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD
        self.metric = metric
        self._text = _description(metric, operator, threshold, evaluation_periods, datapoints_to_alarm)
        self._threshold = threshold
        resource = cfn_class("aws_cloudwatch", "CfnAlarm")(
            self,
            "Resource",
            alarm_description=alarm_description,
            alarm_name=self.physical_name,
            comparison_operator=operator,
            datapoints_to_alarm=datapoints_to_alarm,
            evaluate_low_sample_count_percentile=evaluate_low_sample_count_percentile,
            evaluation_periods=evaluation_periods,
            treat_missing_data=treat_missing_data,
            actions_enabled=actions_enabled,
            **_threshold(metric, operator, threshold),
            **self._action_properties(),
            **alarm_metric(self.stack, metric),
        )
        self.alarm_arn = self._name_arn(resource.attr_arn, self.physical_name)
        self.alarm_name = self._get_resource_name_attribute(resource.ref)
        for warning, text in (metric.warnings_v2 or {}).items():
            Annotations.of(self).add_warning_v2(warning, text)

    @staticmethod
    def from_alarm_arn(scope: Any, id: str, alarm_arn: str) -> ImportedAlarm:
        """An alarm that exists already."""
        return ImportedAlarm(scope, id, alarm_arn)

    @staticmethod
    def from_alarm_name(scope: Any, id: str, alarm_name: str) -> ImportedAlarm:
        """An alarm of the stack's account and region that exists already."""
        return alarm_named(scope, id, alarm_name)

    def to_annotation(self) -> HorizontalAnnotation:
        """Its threshold as a line of a graph."""
        return HorizontalAnnotation(value=self._threshold, label=self._text)

    def _bound(self, action: IAlarmAction) -> str:
        arn = super()._bound(action)
        if _EC2_ACTION.match(arn):
            _require_instance(self.metric, arn)
        return arn


def _threshold(metric: Any, operator: ComparisonOperator, threshold: float) -> dict[str, Any]:
    """A fixed threshold, or the id of the band that is one."""
    expression = metric.to_metric_config().math_expression
    is_band = expression is not None and "ANOMALY_DETECTION_BAND" in expression.expression.upper()
    if operator in BAND_OPERATORS and not is_band:
        raise ValueError(
            f"Anomaly detection operator {operator.value} requires an ANOMALY_DETECTION_BAND() metric. Use "
            "the construct AnomalyDetectionAlarm or wrap your metric in an ANOMALY_DETECTION_BAND expression."
        )
    if operator not in BAND_OPERATORS and is_band:
        raise ValueError(
            f"Fixed threshold operator {operator.value} can not be used with an ANOMALY_DETECTION_BAND() "
            "math expression; use an anomaly threshold operator instead."
        )
    return {"threshold_metric_id": "expr_1"} if is_band else {"threshold": threshold}


def _description(
    metric: Any, operator: ComparisonOperator, threshold: float, periods: float, datapoints: float | None
) -> str:
    sign = _SIGNS.get(operator, operator.value)
    seconds = periods * metric.period.to_seconds()
    needed = datapoints if datapoints is not None else periods
    condition = f"{metric} {sign} {number_text(threshold)}"
    return f"{condition} for {number_text(needed)} datapoints within {_length(seconds)}"


def _length(seconds: float) -> str:
    if seconds == 60:
        return "1 minute"
    return f"{seconds / 60:g} minutes" if seconds > 60 else f"{seconds:g} seconds"


def _require_instance(metric: Any, arn: str) -> None:
    stat = metric.to_metric_config().metric_stat
    names = [each.name for each in (stat.dimensions or ())] if stat is not None else []
    if "InstanceId" not in names:
        raise ValueError(
            f"EC2 alarm actions requires an EC2 Per-Instance Metric. ({metric}, for {arn}, does not have an "
            "'InstanceId' dimension)"
        )

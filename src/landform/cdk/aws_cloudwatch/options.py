"""The records of options of metrics and alarms.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cloudwatch-alarm.html
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from landform.cdk.aws_cloudwatch.enums import ComparisonOperator, TreatMissingData, Unit
from landform.cdk.core.quantities import Duration


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonMetricOptions:
    """What can be said of every metric."""

    account: str | None = None
    color: str | None = None
    dimensions_map: Mapping[str, str] | None = None
    id: str | None = None
    label: str | None = None
    period: Duration | None = None
    region: str | None = None
    stack_account: str | None = None
    stack_region: str | None = None
    statistic: str | None = None
    unit: Unit | None = None
    visible: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricOptions(CommonMetricOptions):
    """What can be changed in a metric of a construct."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MathExpressionOptions:
    """What can be said of every calculation."""

    color: str | None = None
    label: str | None = None
    period: Duration | None = None
    search_account: str | None = None
    search_region: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchExpressionOptions(MathExpressionOptions):
    """What can be said of every search."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnomalyDetectionMetricOptions(MathExpressionOptions):
    """A metric and the width of its band of expected values, in standard deviations."""

    metric: Any
    std_devs: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateAlarmOptions:
    """When an alarm goes off."""

    evaluation_periods: float
    threshold: float
    actions_enabled: bool | None = None
    alarm_description: str | None = None
    alarm_name: str | None = None
    comparison_operator: ComparisonOperator | None = None
    datapoints_to_alarm: float | None = None
    evaluate_low_sample_count_percentile: str | None = None
    treat_missing_data: TreatMissingData | None = None

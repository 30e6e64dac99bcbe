"""Alarms on the band of a metric's expected values.

Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Anomaly_Detection.html
"""

from typing import Any

from landform.cdk.aws_cloudwatch.alarm import Alarm
from landform.cdk.aws_cloudwatch.enums import ComparisonOperator, TreatMissingData
from landform.cdk.aws_cloudwatch.metric import Metric
from landform.cdk.core.quantities import Duration


class AnomalyDetectionAlarm(Alarm):
    """An alarm that goes off when a metric leaves the band of its expected values."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        evaluation_periods: float,
        metric: Any,
        actions_enabled: bool | None = None,
        alarm_description: str | None = None,
        alarm_name: str | None = None,
        comparison_operator: ComparisonOperator | None = None,
        datapoints_to_alarm: float | None = None,
        evaluate_low_sample_count_percentile: str | None = None,
        period: Duration | None = None,
        statistic: str | None = None,
        std_devs: float | None = None,
        treat_missing_data: TreatMissingData | None = None,
    ) -> None:
        options = {"period": period, "statistic": statistic}
        changes = {name: value for name, value in options.items() if value is not None}
        super().__init__(
            scope,
            id,
            metric=Metric.anomaly_detection_for(
                metric=metric.with_(**changes) if changes else metric, std_devs=std_devs
            ),
            threshold=Alarm.ANOMALY_DETECTION_NO_THRESHOLD,
            evaluation_periods=evaluation_periods,
            comparison_operator=comparison_operator
            or ComparisonOperator.LESS_THAN_LOWER_OR_GREATER_THAN_UPPER_THRESHOLD,
            actions_enabled=actions_enabled,
            alarm_description=alarm_description,
            alarm_name=alarm_name,
            datapoints_to_alarm=datapoints_to_alarm,
            evaluate_low_sample_count_percentile=evaluate_low_sample_count_percentile,
            treat_missing_data=treat_missing_data,
        )

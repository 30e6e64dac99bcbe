"""An alarm for tests of rollback triggers."""

from typing import Any


def make_alarm(cloudwatch: Any) -> str:
    """Make an alarm that is not raised: its ARN."""
    cloudwatch.put_metric_alarm(
        AlarmName="sick",
        MetricName="errors",
        Namespace="shop",
        Period=60,
        EvaluationPeriods=1,
        Threshold=1,
        ComparisonOperator="GreaterThanThreshold",
        Statistic="Sum",
    )
    return str(cloudwatch.describe_alarms(AlarmNames=["sick"])["MetricAlarms"][0]["AlarmArn"])

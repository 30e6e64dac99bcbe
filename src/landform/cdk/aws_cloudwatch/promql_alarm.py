"""Alarms on a PromQL query.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cloudwatch-alarm.html
"""

from typing import Any, Final

from landform.cdk.aws_cloudwatch.alarm_base import AlarmBase, ImportedAlarm, alarm_named
from landform.cdk.core.quantities import Duration
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class

MAX_QUERY: Final = 10000
INTERVAL_SECONDS: Final = (10, 3600)
PERIOD_SECONDS: Final = (0, 86400)


class PromQLAlarm(AlarmBase):
    """An alarm on a PromQL query."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        evaluation_interval: Duration,
        query: str,
        actions_enabled: bool | None = None,
        alarm_description: str | None = None,
        alarm_name: str | None = None,
        pending_period: Duration | None = None,
        recovery_period: Duration | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=alarm_name)
        if not is_unresolved(query) and not 1 <= len(query) <= MAX_QUERY:
            raise ValueError(f"query must be between 1 and {MAX_QUERY} characters, got {len(query)}")
        criteria = {
            "Query": query,
            "PendingPeriod": _seconds("pendingPeriod", pending_period, PERIOD_SECONDS),
            "RecoveryPeriod": _seconds("recoveryPeriod", recovery_period, PERIOD_SECONDS),
        }
        resource = cfn_class("aws_cloudwatch", "CfnAlarm")(
            self,
            "Resource",
            alarm_name=self.physical_name,
            alarm_description=alarm_description,
            actions_enabled=actions_enabled,
            evaluation_criteria={"PromQLCriteria": criteria},
            evaluation_interval=_seconds("evaluationInterval", evaluation_interval, INTERVAL_SECONDS),
            **self._action_properties(),
        )
        self.alarm_arn = self._name_arn(resource.attr_arn, self.physical_name)
        self.alarm_name = self._get_resource_name_attribute(resource.ref)

    @staticmethod
    def from_prom_ql_alarm_arn(scope: Any, id: str, alarm_arn: str) -> ImportedAlarm:
        """An alarm that exists already."""
        return ImportedAlarm(scope, id, alarm_arn)

    @staticmethod
    def from_prom_ql_alarm_name(scope: Any, id: str, alarm_name: str) -> ImportedAlarm:
        """An alarm of the stack's account and region that exists already."""
        return alarm_named(scope, id, alarm_name)


def _seconds(name: str, duration: Duration | None, limits: tuple[int, int]) -> float | None:
    if duration is None:
        return None
    seconds = duration.to_seconds()
    least, most = limits
    if not is_unresolved(seconds) and not least <= seconds <= most:
        raise ValueError(f"{name} must be between {least} and {most} seconds, got {seconds:g}")
    return seconds

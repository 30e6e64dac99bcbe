"""Alarms on the states of other alarms.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cloudwatch-compositealarm.html
"""

from typing import Any, Final

from landform.cdk.aws_cloudwatch.alarm_base import AlarmBase, IAlarmRule, ImportedAlarm, alarm_named
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.names import Names
from landform.cdk.core.quantities import Duration
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class

MAX_RULE: Final = 10240
MAX_NAME: Final = 240
DEFAULT_SUPPRESSION_SECONDS: Final = 60


class CompositeAlarm(AlarmBase):
    """An alarm on the states of other alarms."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        alarm_rule: IAlarmRule,
        actions_enabled: bool | None = None,
        actions_suppressor: Any = None,
        actions_suppressor_extension_period: Duration | None = None,
        actions_suppressor_wait_period: Duration | None = None,
        alarm_description: str | None = None,
        composite_alarm_name: str | None = None,
    ) -> None:
        super().__init__(
            scope,
            id,
            physical_name=composite_alarm_name or Lazy.string(lambda: _generated_name(self)),
        )
        rule = alarm_rule.render_alarm_rule()
        if not is_unresolved(rule) and len(rule) > MAX_RULE:
            raise ValueError(f"Alarm Rule expression cannot be greater than {MAX_RULE} characters")
        extension, wait = actions_suppressor_extension_period, actions_suppressor_wait_period
        if actions_suppressor is None and (extension is not None or wait is not None):
            raise ValueError(
                "ActionsSuppressor Extension/Wait Periods require an ActionsSuppressor to be set."
            )
        resource = cfn_class("aws_cloudwatch", "CfnCompositeAlarm")(
            self,
            "Resource",
            alarm_name=self.physical_name,
            alarm_rule=rule,
            alarm_description=alarm_description,
            actions_enabled=actions_enabled,
            actions_suppressor=actions_suppressor.alarm_arn if actions_suppressor is not None else None,
            actions_suppressor_extension_period=_seconds(actions_suppressor, extension),
            actions_suppressor_wait_period=_seconds(actions_suppressor, wait),
            **self._action_properties(),
        )
        self.alarm_arn = self._name_arn(resource.attr_arn, self.physical_name)
        self.alarm_name = self._get_resource_name_attribute(resource.ref)

    @staticmethod
    def from_composite_alarm_arn(scope: Any, id: str, composite_alarm_arn: str) -> ImportedAlarm:
        """A composite alarm that exists already."""
        return ImportedAlarm(scope, id, composite_alarm_arn)

    @staticmethod
    def from_composite_alarm_name(scope: Any, id: str, composite_alarm_name: str) -> ImportedAlarm:
        """A composite alarm of the stack's account and region that exists already."""
        return alarm_named(scope, id, composite_alarm_name)


def _generated_name(alarm: CompositeAlarm) -> str:
    name = Names.unique_id(alarm)
    half = MAX_NAME // 2
    return name if len(name) <= MAX_NAME else name[:half] + name[-half:]


def _seconds(suppressor: Any, period: Duration | None) -> float | None:
    if suppressor is None:
        return None
    return period.to_seconds() if period is not None else DEFAULT_SUPPRESSION_SECONDS

"""What all kinds of alarms share: actions, rules, mute rules.

Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
"""

from dataclasses import dataclass
from typing import Any, Protocol

from landform.cdk.core.arn import Arn, ArnFormat
from landform.cdk.core.checked import Checked
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmActionConfig(Checked):
    """What an action becomes: the ARN that CloudWatch calls."""

    alarm_action_arn: str


class IAlarmAction(Protocol):
    """Something an alarm can do."""

    def bind(self, scope: Any, alarm: Any) -> AlarmActionConfig:
        """How it is done for this alarm."""


class IAlarmRule(Protocol):
    """A condition on the states of alarms."""

    def render_alarm_rule(self) -> str:
        """The condition as CloudWatch writes it."""


class AlarmBase(Native, Resource):
    """What alarms of the app and imported ones share."""

    alarm_arn: str
    alarm_name: str

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        super().__init__(scope, id, **options)
        self._alarm_action_arns: list[str] = []
        self._insufficient_data_action_arns: list[str] = []
        self._ok_action_arns: list[str] = []

    def render_alarm_rule(self) -> str:
        """The condition that it is in alarm."""
        return f'ALARM("{self.alarm_arn}")'

    def add_alarm_action(self, *actions: IAlarmAction) -> None:
        """Do this when it goes off."""
        self._alarm_action_arns.extend(self._bound(each) for each in actions)

    def add_insufficient_data_action(self, *actions: IAlarmAction) -> None:
        """Do this when there is too little data."""
        self._insufficient_data_action_arns.extend(self._bound(each) for each in actions)

    def add_ok_action(self, *actions: IAlarmAction) -> None:
        """Do this when all is well again."""
        self._ok_action_arns.extend(self._bound(each) for each in actions)

    def add_alarm_mute_rule(self, id: str, **options: Any) -> Any:
        """Keep it quiet at times; the options are those of `AlarmMuteRule`."""
        from landform.cdk.aws_cloudwatch.mute_rule import AlarmMuteRule

        return AlarmMuteRule(self, id, alarms=[self], **options)

    def _bound(self, action: IAlarmAction) -> str:
        config: Any = action.bind(self, self)
        arn: str = config["alarm_action_arn"] if isinstance(config, dict) else config.alarm_action_arn
        return arn

    def _action_properties(self) -> dict[str, Any]:
        """The actions as they are when the template is written."""
        return {
            "alarm_actions": Lazy.list(lambda: self._alarm_action_arns or None),
            "insufficient_data_actions": Lazy.list(lambda: self._insufficient_data_action_arns or None),
            "ok_actions": Lazy.list(lambda: self._ok_action_arns or None),
        }

    def _name_arn(self, arn_attribute: str, name: str) -> str:
        return self._get_resource_arn_attribute(
            arn_attribute,
            {
                "service": "cloudwatch",
                "resource": "alarm",
                "resource_name": name,
                "arn_format": ArnFormat.COLON_RESOURCE_NAME,
            },
        )


class ImportedAlarm(AlarmBase):
    """An alarm that exists already."""

    def __init__(self, scope: Any, id: str, arn: str, name: str | None = None) -> None:
        super().__init__(scope, id)
        self.alarm_arn = arn
        self.alarm_name = name or Arn.split(arn, ArnFormat.COLON_RESOURCE_NAME).resource_name or ""


def alarm_named(scope: Any, id: str, name: str) -> ImportedAlarm:
    """An alarm of the stack's account and region that exists already."""
    from landform.cdk.core.stack import Stack

    arn = Stack.of(scope).format_arn(
        service="cloudwatch",
        resource="alarm",
        resource_name=name,
        arn_format=ArnFormat.COLON_RESOURCE_NAME,
    )
    return ImportedAlarm(scope, id, arn, name)

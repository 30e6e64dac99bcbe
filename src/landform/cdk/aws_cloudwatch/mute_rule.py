"""Times at which alarms are quiet.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cloudwatch-alarmmuterule.html
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from landform.cdk.core.arn import Arn, ArnFormat
from landform.cdk.core.checked import Checked
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration
from landform.cdk.core.resource import Resource
from landform.cdk.core.struct import record
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class

RESOURCE: Final = "alarm-mute-rule"
MAX_NAME: Final = 255
MAX_DAYS: Final = 15
MAX_ALARMS: Final = 100
_RANGES: Final = {"month": (1, 12), "day": (1, 31), "hour": (0, 23), "minute": (0, 59)}


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDateTime(Checked):
    """A day and a time of it."""

    day: float
    hour: float
    minute: float
    month: float
    year: float


class ScheduleExpression(Native):
    """When a mute rule begins."""

    def __init__(self, expression_string: str, time_zone: Any = None) -> None:
        self.expression_string = expression_string
        self.time_zone = time_zone

    @staticmethod
    def at(date: CalendarDateTime, time_zone: Any = None) -> "ScheduleExpression":
        """Once."""
        return ScheduleExpression(f"at({_written(date)})", time_zone)

    @staticmethod
    def cron(
        *,
        minute: str,
        day: str | None = None,
        hour: str | None = None,
        month: str | None = None,
        time_zone: Any = None,
        week_day: str | None = None,
    ) -> "ScheduleExpression":
        """Again and again."""
        if day is not None and week_day is not None:
            raise ValueError("Cannot supply both 'day' and 'weekDay', use at most one")
        parts = [minute, hour or "*", day or "*", month or "*", week_day or "*"]
        return ScheduleExpression(f"cron({' '.join(parts)})", time_zone)

    @staticmethod
    def expression(expression: str, time_zone: Any = None) -> "ScheduleExpression":
        """An expression as CloudWatch writes it."""
        return ScheduleExpression(expression, time_zone)


class AlarmMuteRule(Native, Resource):
    """Times at which alarms are quiet."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        duration: Duration,
        schedule: ScheduleExpression,
        alarm_mute_rule_name: str | None = None,
        alarms: Sequence[Any] | None = None,
        description: str | None = None,
        expire: CalendarDateTime | None = None,
        start: CalendarDateTime | None = None,
        tags: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=alarm_mute_rule_name)
        _check_name(alarm_mute_rule_name)
        _check_duration(duration)
        self._alarms: list[Any] = []
        zone = schedule.time_zone
        resource = cfn_class("aws_cloudwatch", "CfnAlarmMuteRule")(
            self,
            "Resource",
            name=self.physical_name,
            description=description,
            start_date=_written(start) if start is not None else None,
            expire_date=_written(expire) if expire is not None else None,
            rule={
                "Schedule": {
                    "Duration": duration.to_iso_string(),
                    "Expression": schedule.expression_string,
                    "Timezone": zone.timezone_name if zone is not None else None,
                }
            },
            mute_targets=Lazy.any(self._targets),
            tags=[{"key": key, "value": value} for key, value in tags.items()] if tags else None,
        )
        self.alarm_mute_rule_arn = self._get_resource_arn_attribute(
            resource.attr_arn,
            {
                "service": "cloudwatch",
                "resource": RESOURCE,
                "resource_name": self.physical_name,
                "arn_format": ArnFormat.COLON_RESOURCE_NAME,
            },
        )
        self.alarm_mute_rule_name = self._get_resource_name_attribute(resource.ref)
        for alarm in alarms or ():
            self.add_alarm(alarm)

    @staticmethod
    def from_alarm_mute_rule_arn(scope: Any, id: str, alarm_mute_rule_arn: str) -> "ImportedMuteRule":
        """A mute rule that exists already."""
        return ImportedMuteRule(scope, id, alarm_mute_rule_arn)

    @staticmethod
    def from_alarm_mute_rule_name(scope: Any, id: str, alarm_mute_rule_name: str) -> "ImportedMuteRule":
        """A mute rule of the stack's account and region that exists already."""
        from landform.cdk.core.stack import Stack

        arn = Stack.of(scope).format_arn(
            service="cloudwatch",
            resource=RESOURCE,
            resource_name=alarm_mute_rule_name,
            arn_format=ArnFormat.COLON_RESOURCE_NAME,
        )
        return ImportedMuteRule(scope, id, arn, alarm_mute_rule_name)

    def add_alarm(self, alarm: Any) -> None:
        """Keep this alarm quiet too."""
        if len(self._alarms) >= MAX_ALARMS:
            raise ValueError(f"A mute rule can have at most {MAX_ALARMS} alarms")
        self._alarms.append(alarm)

    def _targets(self) -> dict[str, Any] | None:
        return {"AlarmNames": [each.alarm_name for each in self._alarms]} if self._alarms else None


class ImportedMuteRule(Native, Resource):
    """A mute rule that exists already."""

    def __init__(self, scope: Any, id: str, arn: str, name: str | None = None) -> None:
        super().__init__(scope, id, environment_from_arn=arn)
        self.alarm_mute_rule_arn = arn
        self.alarm_mute_rule_name = name or Arn.split(arn, ArnFormat.COLON_RESOURCE_NAME).resource_name or ""


def _written(date: Any) -> str:
    found = record(CalendarDateTime, date)
    assert found is not None  # callers check
    for name, (least, most) in _RANGES.items():
        if not least <= getattr(found, name) <= most:
            raise ValueError(f"The specified date is invalid. ({name} out of range: {least}-{most}).")
    day = f"{int(found.year):04}-{int(found.month):02}-{int(found.day):02}"
    return f"{day}T{int(found.hour):02}:{int(found.minute):02}"


def _check_name(name: str | None) -> None:
    if name is not None and not is_unresolved(name) and not 1 <= len(name) <= MAX_NAME:
        raise ValueError(
            f"Alarm mute rule name must be between 1 and {MAX_NAME} characters, got {len(name)} characters."
        )


def _check_duration(duration: Duration) -> None:
    if duration.is_unresolved():
        return
    duration.to_minutes()  # refuses what is not a whole number of minutes
    days = duration.to_days(integral=False)
    if days > MAX_DAYS:
        raise ValueError(f"Duration must be less than or equal to {MAX_DAYS} days, got {days:g} days.")

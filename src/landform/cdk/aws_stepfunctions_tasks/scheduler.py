"""Tasks that make schedules of EventBridge Scheduler.

Source: https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html
"""

import datetime
import re
from collections.abc import Sequence
from enum import Enum
from typing import Any, Final

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_stepfunctions_tasks.service_task import ServiceTask, allow, plain
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration
from landform.cdk.l1.lookup import given

_CRON: Final = ("minute", "hour", "day", "month", "week_day", "year")
_NAME: Final = re.compile(r"[0-9a-zA-Z-_.]{1,64}")
_TOKEN: Final = re.compile(r"[a-zA-Z0-9-_]{1,64}")
_WINDOW: Final = (1, 1440)  # minutes


class ActionAfterCompletion(Enum):
    """What becomes of a schedule that will not run again."""

    NONE = "NONE"
    DELETE = "DELETE"


class Schedule(Native):
    """When something is done."""

    def __init__(self, expression_string: str) -> None:
        self.expression_string = expression_string

    @staticmethod
    def cron(**options: Any) -> "Schedule":
        """At times like those of cron."""
        if options.get("day") is not None and options.get("week_day") is not None:
            raise ValueError("Cannot supply both 'day' and 'week_day', use at most one")
        fields = {name: options.get(name) or "*" for name in _CRON}
        if options.get("week_day") is not None:
            fields["day"] = "?"
        else:
            fields["week_day"] = "?"
        return Schedule(f"cron({' '.join(fields.values())})")

    @staticmethod
    def one_time(time: datetime.datetime) -> "Schedule":
        """Once."""
        moment = time.astimezone(datetime.UTC) if time.tzinfo is not None else time
        return Schedule(moment.strftime("%Y-%m-%dT%H:%M:%S"))

    @staticmethod
    def rate(duration: Duration) -> "Schedule":
        """Again and again."""
        if duration.to_milliseconds() == 0:
            raise ValueError("Duration cannot be less than 1 minute")
        minutes = duration.to_minutes()
        for unit, size in (("days", 24 * 60), ("hours", 60)):
            if minutes % size == 0:
                return Schedule(f"rate({minutes / size:g} {unit})")
        return Schedule(f"rate({minutes:g} minutes)")


class EventBridgeSchedulerTarget(Native):
    """What a schedule calls."""

    def __init__(
        self,
        *,
        arn: str,
        role: Any,
        dead_letter_queue: Any = None,
        input: str | None = None,
        retry_policy: Any = None,
    ) -> None:
        self.arn = arn
        self.role = role
        self.dead_letter_queue = dead_letter_queue
        self.input = input
        self.retry_policy = given("aws_stepfunctions_tasks", "RetryPolicy", retry_policy)
        if self.retry_policy is not None:
            _check_retries(self.retry_policy)

    def render_target_object(self) -> Any:
        """The target as the scheduler writes it."""
        queue, retries = self.dead_letter_queue, self.retry_policy
        return plain(
            {
                "Arn": self.arn,
                "RoleArn": self.role.role_arn,
                "Input": self.input,
                "RetryPolicy": _retries(retries) if retries is not None else None,
                "DeadLetterConfig": {"Arn": queue.queue_arn} if queue is not None else None,
            }
        )


class EventBridgeSchedulerCreateScheduleTask(ServiceTask):
    """Makes a schedule."""

    _action = "aws-sdk:scheduler:createSchedule"
    _patterns = None

    def __init__(self, scope: Any, id: str, **props: Any) -> None:
        super().__init__(scope, id, **props)
        own = self._props
        for name, pattern in (("schedule_name", _NAME), ("group_name", _NAME), ("client_token", _TOKEN)):
            if own.get(name) is not None and pattern.fullmatch(own[name]) is None:
                raise ValueError(f"{name} must match {pattern.pattern}, got '{own[name]}'")
        window = own.flexible_time_window
        if window is not None and not _WINDOW[0] <= window.to_milliseconds() / 60_000 <= _WINDOW[1]:
            raise ValueError("flexible_time_window must be between 1 and 1440 minutes")
        if own.kms_key is not None:
            own.kms_key.grant(own.target.role, "kms:Decrypt")
        if own.target.dead_letter_queue is not None:
            own.target.dead_letter_queue.grant_send_messages(own.target.role)

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        props, window = self._props, self._props.flexible_time_window
        flexible: dict[str, Any] = {"Mode": "OFF"}
        if window is not None:
            flexible = {"Mode": "FLEXIBLE", "MaximumWindowInMinutes": window.to_minutes()}
        return {
            "ActionAfterCompletion": props.action_after_completion or ActionAfterCompletion.NONE,
            "ClientToken": props.client_token,
            "Description": props.description,
            "EndDate": _moment(props.end_date),
            "FlexibleTimeWindow": flexible,
            "GroupName": props.group_name,
            "KmsKeyArn": props.kms_key.key_arn if props.kms_key is not None else None,
            "Name": props.schedule_name,
            "ScheduleExpression": props.schedule.expression_string,
            "ScheduleExpressionTimezone": props.timezone,
            "StartDate": _moment(props.start_date),
            "State": "DISABLED" if props.enabled is False else "ENABLED",
            "Target": props.target.render_target_object(),
        }

    def _allowed(self) -> Sequence[PolicyStatement]:
        name = f"{self._props.group_name or 'default'}/{self._props.schedule_name}"
        return [
            allow("scheduler:CreateSchedule", self._arn("scheduler", "schedule", name)),
            allow("iam:PassRole", self._props.target.role.role_arn),
        ]


def _moment(time: datetime.datetime | None) -> str | None:
    if time is None:
        return None
    moment = time.astimezone(datetime.UTC) if time.tzinfo is not None else time
    return f"{moment.strftime('%Y-%m-%dT%H:%M:%S')}.{moment.microsecond // 1000:03}Z"


def _retries(policy: Any) -> dict[str, Any]:
    return {
        "MaximumEventAgeInSeconds": policy.maximum_event_age.to_seconds(),
        "MaximumRetryAttempts": policy.maximum_retry_attempts,
    }


def _check_retries(policy: Any) -> None:
    age, attempts = policy.maximum_event_age.to_seconds(), policy.maximum_retry_attempts
    if not 60 <= age <= 86_400:
        raise ValueError(f"maximum_event_age must be between 60 and 86400 seconds, got {age:g}")
    if not 0 <= attempts <= 185:
        raise ValueError(f"maximum_retry_attempts must be between 0 and 185, got {attempts:g}")

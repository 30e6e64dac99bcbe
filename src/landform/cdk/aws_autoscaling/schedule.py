"""Changes of a group's capacity at times.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-autoscaling-scheduledaction.html
"""

from abc import abstractmethod
from datetime import datetime
from typing import Any

from landform.cdk.aws_applicationautoscaling.schedule import timestamp
from landform.cdk.core.annotations import Annotations
from landform.cdk.core.checked import AbstractChecked
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class


class Schedule(AbstractChecked):
    """When a capacity is changed."""

    @property
    @abstractmethod
    def expression_string(self) -> str:
        """As crontabs write it."""

    @staticmethod
    def expression(expression: str) -> "Schedule":
        """As crontabs write it: minute, hour, day of the month, month, day of the week."""
        return _Schedule(expression, says_minute=True)

    @staticmethod
    def cron(
        *,
        day: str | None = None,
        hour: str | None = None,
        minute: str | None = None,
        month: str | None = None,
        week_day: str | None = None,
    ) -> "Schedule":
        """Whenever all given parts match; parts that are not given match always."""
        if week_day is not None and day is not None:
            raise ValueError("Cannot supply both 'day' and 'weekDay', use at most one")
        parts = (minute, hour, day, month, week_day)
        return _Schedule(" ".join(each or "*" for each in parts), says_minute=bool(minute))


class _Schedule(Schedule):
    def __init__(self, expression: str, *, says_minute: bool) -> None:
        self._expression = expression
        self.says_minute = says_minute

    @property
    def expression_string(self) -> str:
        return self._expression


class ScheduledAction(Native, Resource):
    """A change of a group's capacity at times."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        auto_scaling_group: Any,
        schedule: Schedule,
        desired_capacity: float | None = None,
        end_time: datetime | None = None,
        max_capacity: float | None = None,
        min_capacity: float | None = None,
        start_time: datetime | None = None,
        time_zone: str | None = None,
    ) -> None:
        super().__init__(scope, id)
        if desired_capacity is None and max_capacity is None and min_capacity is None:
            raise ValueError("At least one of minCapacity, maxCapacity, or desiredCapacity is required")
        self._note(schedule, end_time)
        resource = cfn_class("aws_autoscaling", "CfnScheduledAction")(
            self,
            "Resource",
            auto_scaling_group_name=auto_scaling_group.auto_scaling_group_ref.auto_scaling_group_name,
            start_time=timestamp(start_time),
            end_time=timestamp(end_time),
            min_size=min_capacity,
            max_size=max_capacity,
            desired_capacity=desired_capacity,
            recurrence=schedule.expression_string,
            time_zone=time_zone,
        )
        self.scheduled_action_name: str = resource.attr_scheduled_action_name

    def _note(self, schedule: Schedule, end_time: datetime | None) -> None:
        notes = Annotations.of(self)
        if end_time is not None:
            notes.add_warning_v2(
                "@aws-cdk/aws-autoscaling:scheduledActionWithEndTime",
                "The use of 'endTime' with a ScheduledAction is not recommended. If the given timestamp has"
                " passed AutoScaling will delete the action, leading to CloudFormation stack drift. Use a"
                " Custom Resource to create limited-time ScheduledActions.",
            )
        if isinstance(schedule, _Schedule) and not schedule.says_minute:
            notes.add_warning_v2(
                "@aws-cdk/aws-autoscaling:scheduleDefaultRunsEveryMinute",
                "cron: If you don't pass 'minute', by default the event runs every minute. Pass 'minute: '*''"
                " if that's what you intend, or 'minute: 0' to run once per hour instead.",
            )

"""What log groups are given of an event: a time and a message.

Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html
"""

from typing import Any

from landform.cdk.aws_events.field import EventField
from landform.cdk.aws_events.target_input import RuleTargetInput
from landform.cdk.l1.lookup import given


class LogGroupTargetInput(RuleTargetInput):
    """A line of a log."""

    @staticmethod
    def from_object_v2(**options: Any) -> "LogGroupTargetInput":
        """A time and a message: those of the event where they are not given."""
        return _Line(options)

    @staticmethod
    def from_object(options: Any) -> RuleTargetInput:
        """The same."""
        return _Line(options)


class _Line(LogGroupTargetInput):
    def __init__(self, options: Any) -> None:
        super().__init__()
        line = given("aws_events_targets", "LogGroupTargetInputOptions", options or {})
        self._line = {
            "timestamp": line.timestamp if line.timestamp is not None else EventField.from_path("$.time"),
            "message": line.message if line.message is not None else EventField.from_path("$.detail-type"),
        }

    def bind(self, rule: Any) -> Any:
        return RuleTargetInput.from_object(self._line).bind(rule)

"""Buses that events are handed on to.

Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-bus-to-bus.html
"""

from typing import Any

from landform.cdk.aws_events_targets.common import Target, allowed, config, event_role


class EventBus(Target):
    """A bus; the options are those of `EventBusProps`."""

    _props = "EventBusProps"

    def __init__(self, event_bus: Any, **options: Any) -> None:
        super().__init__(options)
        self._bus = event_bus

    def bind(self, rule: Any, _id: str | None = None) -> Any:
        """Let a role put events; what the rule says of it: RuleTargetConfig."""
        role = self._given.role if self._given.role is not None else event_role(rule)
        allowed(role, ["events:PutEvents"], [self._bus.event_bus_arn])
        return config(**self._base(rule), arn=self._bus.event_bus_arn, role=role)

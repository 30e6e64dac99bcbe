"""Conditions on the states of alarms.

Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
"""

from collections.abc import Callable, Sequence
from typing import Any

from landform.cdk.aws_cloudwatch.alarm_base import IAlarmRule
from landform.cdk.aws_cloudwatch.enums import AlarmState
from landform.cdk.core.native import Native
from landform.cdk.core.tokens import is_unresolved


class AtLeastThreshold(Native):
    """How many alarms have to be in a state."""

    def __init__(self, render: Callable[[int], str]) -> None:
        self._render = render

    @staticmethod
    def count(count: float) -> "AtLeastThreshold":
        """A number of alarms, from 1 to all."""

        def render(operands: int) -> str:
            if not is_unresolved(count) and not (float(count).is_integer() and 1 <= count <= operands):
                raise ValueError(
                    f"count must be an integer between 1 and the number of operands ({operands}), got {count}"
                )
            return f"{count}"

        return AtLeastThreshold(render)

    @staticmethod
    def percentage(percentage: float) -> "AtLeastThreshold":
        """A share of the alarms, from 1 to 100."""

        def render(operands: int) -> str:
            del operands
            if not is_unresolved(percentage) and not (
                float(percentage).is_integer() and 1 <= percentage <= 100
            ):
                raise ValueError(f"percentage must be an integer between 1 and 100, got {percentage}")
            return f"{percentage}%"

        return AtLeastThreshold(render)


class _Rule:
    def __init__(self, render: Callable[[], str]) -> None:
        self._render = render

    def render_alarm_rule(self) -> str:
        """The condition as CloudWatch writes it."""
        return self._render()


class AlarmRule(Native):
    """Makes conditions."""

    @staticmethod
    def all_of(*operands: IAlarmRule) -> IAlarmRule:
        """All of them hold."""
        return _Rule(lambda: _joined("AND", "allOf", operands))

    @staticmethod
    def any_of(*operands: IAlarmRule) -> IAlarmRule:
        """One of them holds."""
        return _Rule(lambda: _joined("OR", "anyOf", operands))

    @staticmethod
    def not_(operand: IAlarmRule) -> IAlarmRule:
        """It does not hold."""
        return _Rule(lambda: f"(NOT ({operand.render_alarm_rule()}))")

    @staticmethod
    def from_boolean(value: bool) -> IAlarmRule:
        """Always, or never."""
        return _Rule(lambda: "TRUE" if value else "FALSE")

    @staticmethod
    def from_alarm(alarm: Any, alarm_state: AlarmState) -> IAlarmRule:
        """An alarm is in a state."""
        return _Rule(lambda: f'{alarm_state.value}("{alarm.alarm_arn}")')

    @staticmethod
    def from_string(alarm_rule: str) -> IAlarmRule:
        """A condition as CloudWatch writes it."""
        return _Rule(lambda: alarm_rule)

    @staticmethod
    def at_least(
        alarm_state: AlarmState, *, operands: Sequence[Any], threshold: AtLeastThreshold
    ) -> IAlarmRule:
        """So many of the alarms are in a state."""
        return _Rule(lambda: _at_least(alarm_state.value, operands, threshold))

    @staticmethod
    def at_least_not(
        alarm_state: AlarmState, *, operands: Sequence[Any], threshold: AtLeastThreshold
    ) -> IAlarmRule:
        """So many of the alarms are not in a state."""
        return _Rule(lambda: _at_least(f"NOT {alarm_state.value}", operands, threshold))


def _joined(operator: str, name: str, operands: Sequence[IAlarmRule]) -> str:
    if not operands:
        raise ValueError(f"Did not detect any operands for AlarmRule.{name}()")
    return f"({f' {operator} '.join(each.render_alarm_rule() for each in operands)})"


def _at_least(state: str, operands: Sequence[Any], threshold: AtLeastThreshold) -> str:
    if not operands:
        raise ValueError(f"Did not detect any operands for AT_LEAST {state}")
    arns = ", ".join(f'"{each.alarm_arn}"' for each in operands)
    return f"AT_LEAST({threshold._render(len(operands))}, {state}, ({arns}))"

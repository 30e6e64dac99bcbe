"""When a rule acts.

Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
"""

from typing import Final

from landform.cdk.core.native import Native
from landform.cdk.core.numbers import number_text
from landform.cdk.core.quantities import Duration

_UNITS: Final = (("day", 1440), ("hour", 60), ("minute", 1))


class Schedule(Native):
    """When a rule acts."""

    def __init__(self) -> None:
        self.expression_string = ""

    @staticmethod
    def expression(expression: str) -> "Schedule":
        """As EventBridge writes it."""
        found = Schedule()
        found.expression_string = expression
        return found

    @staticmethod
    def rate(duration: Duration) -> "Schedule":
        """Again after each such time, in whole minutes, hours or days."""
        if duration.is_unresolved():
            amount = duration.format_token_to_number()
            return Schedule.expression(f"rate({amount})")
        minutes = duration.to_minutes()
        if minutes == 0:
            raise ValueError("Duration cannot be 0")
        unit, length = next(each for each in _UNITS if minutes % each[1] == 0)
        count = minutes / length
        return Schedule.expression(f"rate({number_text(count)} {unit}{'s' if count != 1 else ''})")

    @staticmethod
    def cron(
        *,
        day: str | None = None,
        hour: str | None = None,
        minute: str | None = None,
        month: str | None = None,
        week_day: str | None = None,
        year: str | None = None,
    ) -> "Schedule":
        """Whenever all given parts match; parts that are not given match always."""
        if week_day is not None and day is not None:
            raise ValueError("Cannot supply both 'day' and 'weekDay', use at most one")
        of_month = day or ("?" if week_day is not None else "*")
        of_week = week_day or "?"
        parts = (minute or "*", hour or "*", of_month, month or "*", of_week, year or "*")
        return Schedule.expression(f"cron({' '.join(parts)})")

"""When something is scaled.

Source: https://docs.aws.amazon.com/autoscaling/application/userguide/scheduled-scaling-using-cron-expressions.html
"""

from datetime import UTC, datetime
from typing import Final

from landform.cdk.core.native import Native
from landform.cdk.core.numbers import number_text
from landform.cdk.core.quantities import Duration

_UNITS: Final = (("day", 86400), ("hour", 3600), ("minute", 60))


class Schedule(Native):
    """When something is scaled."""

    def __init__(self, expression_string: str) -> None:
        self.expression_string = expression_string

    @staticmethod
    def expression(expression: str) -> "Schedule":
        """As Application Auto Scaling writes it."""
        return Schedule(expression)

    @staticmethod
    def rate(duration: Duration) -> "Schedule":
        """Again after each such time, in whole minutes, hours or days."""
        if duration.is_unresolved():
            amount = number_text(duration.to_seconds())
            return Schedule(f"rate({amount} seconds)")
        seconds = duration.to_seconds()
        if seconds == 0:
            raise ValueError("Duration cannot be 0")
        for unit, length in _UNITS:
            if seconds % length == 0:
                count = seconds / length
                return Schedule(f"rate({number_text(count)} {unit}{'s' if count != 1 else ''})")
        raise ValueError(f"'{number_text(seconds)} seconds' is not a whole number of minutes")

    @staticmethod
    def at(moment: datetime) -> "Schedule":
        """Once."""
        return Schedule(f"at({_utc(moment).strftime('%Y-%m-%dT%H:%M:%S')})")

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
        parts = [minute or "*", hour or "*", of_month, month or "*", week_day or "?", year or "*"]
        return Schedule(f"cron({' '.join(parts)})")


def timestamp(moment: datetime | None) -> str | None:
    """A time as properties have it."""
    return _utc(moment).strftime("%Y-%m-%dT%H:%M:%SZ") if moment is not None else None


def _utc(moment: datetime) -> datetime:
    """In UTC; a time without a zone is in that of this machine, as Python has it."""
    return moment.astimezone(UTC)

"""Moments at which something ends."""

from datetime import UTC, datetime

from landform.cdk.core.checked import Checked
from landform.cdk.core.quantities import Duration


class Expiration(Checked):
    """A moment; compared with durations from now."""

    def __init__(self, date: datetime) -> None:
        self.date = date if date.tzinfo is not None else date.replace(tzinfo=UTC)

    @staticmethod
    def at_date(d: datetime) -> "Expiration":
        """At a moment; one without a time zone is in UTC."""
        return Expiration(d)

    @staticmethod
    def at_timestamp(t: float) -> "Expiration":
        """At a number of milliseconds since 1970."""
        return Expiration(datetime.fromtimestamp(t / 1000, UTC))

    @staticmethod
    def after(t: Duration) -> "Expiration":
        """A while from now."""
        return Expiration.at_timestamp(datetime.now(UTC).timestamp() * 1000 + t.to_milliseconds())

    @staticmethod
    def from_string(s: str) -> "Expiration":
        """At a moment in ISO 8601."""
        return Expiration(datetime.fromisoformat(s))

    def is_after(self, t: Duration) -> bool:
        """Whether it is later than a while from now."""
        return self.date > Expiration.after(t).date

    def is_before(self, t: Duration) -> bool:
        """Whether it is earlier than a while from now."""
        return self.date < Expiration.after(t).date

    def to_epoch(self) -> int:
        """Whole seconds since 1970."""
        return round(self.date.timestamp())

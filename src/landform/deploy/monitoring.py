"""Rollback triggers: alarms that undo a create or update, while it works and for a time after its work.

The machine asks for a look at the alarms by a number (`Watch`); the driver looks at once, tells what it saw,
and goes on looking, telling only bad news. When the work is done another number is asked for, so that no
operation ends well on the strength of a look that was before its work.
Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-rollback-triggers.html
"""

from dataclasses import dataclass

from landform.deploy import wording
from landform.deploy.messages import AlarmsSeen


@dataclass(frozen=True, slots=True)
class Watch:
    """Alarms somebody has to look at."""

    number: int  # of this wish; a new number asks for a new look
    alarms: tuple[str, ...]  # ARNs


class Monitoring:
    """What is known of the alarms of one operation."""

    def __init__(self, alarms: tuple[str, ...], seconds: float) -> None:
        self._alarms = alarms
        self._seconds = seconds
        self._asked = 1  # number of the latest wish
        self._seen = 0  # number of the latest wish that was answered well
        self._until: float | None = None  # the end of the time after the work
        self.trouble: str | None = None  # why the operation must not succeed, as a sentence with its blank

    @property
    def watch(self) -> Watch | None:
        """What has to be looked at; None: nothing (any more)."""
        return Watch(self._asked, self._alarms) if self._alarms and self.trouble is None else None

    def see(self, seen: AlarmsSeen) -> None:
        """The driver looked."""
        if self.trouble is not None:
            return
        if seen.missing:
            self.trouble = wording.alarms_missing(seen.missing)
        elif seen.raised:
            self.trouble = wording.alarms_raised(seen.raised)
        else:
            self._seen = max(self._seen, seen.number)

    def is_over(self, now: float) -> bool:
        """Whether nothing speaks against success; first asked when all work is done: the time begins."""
        if self._until is None:
            self._until = now + self._seconds
            self._asked += 1
        return now >= self._until and (self._seen == self._asked or not self._alarms)

    def deadline(self, now: float) -> float | None:
        """When `is_over` is worth asking again; None: only news of the alarms can change it."""
        return self._until if self._until is not None and now < self._until else None

"""Resources that are made and wait for signals: from cfn-signal, SignalResource or a wait condition's URL.

What was received is kept by *source* (a resource's logical id, or the address of a wait condition handle), so
that a signal counts that came before anybody waited for it. A unique id counts once, however often it comes.
Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-creationpolicy.html
and https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-waitcondition.html
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from landform.deploy import wording
from landform.deploy.messages import SignalReceived, SignalStatus
from landform.deploy.spec import SignalWait


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitEnd:
    """How a wait ended."""

    failure: str | None = None  # None: everything wanted has come
    data: str | None = None  # of a wait condition: JSON text, unique id -> Data


@dataclass(frozen=True, slots=True)
class _Waiting:
    wait: SignalWait
    deadline: float


class Waits:
    """The waits under way, and every signal of the operation."""

    def __init__(self) -> None:
        self._received: dict[str, dict[str, SignalReceived]] = {}
        self._waiting: dict[str, _Waiting] = {}  # by logical id

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def deadline(self) -> float | None:
        """The earliest end of a wait; None when nobody waits."""
        return min((each.deadline for each in self._waiting.values()), default=None)

    def keep(self, signal: SignalReceived) -> bool:
        """Remember a signal; False for one whose unique id was there before."""
        received = self._received.setdefault(signal.source, {})
        is_new = signal.unique_id not in received
        received.setdefault(signal.unique_id, signal)
        return is_new

    def begin(self, logical_id: str, wait: SignalWait, now: float) -> None:
        """The resource is made and waits from now on."""
        self._waiting[logical_id] = _Waiting(wait, now + wait.timeout_seconds)

    def stop(self, logical_id: str) -> None:
        """The resource waits no longer; nothing happens when it does not."""
        self._waiting.pop(logical_id, None)

    def ended(self, now: float) -> Iterator[tuple[str, WaitEnd]]:
        """The waits that are over, each told once."""
        for logical_id, waiting in list(self._waiting.items()):
            end = self._end(waiting.wait, is_late=now >= waiting.deadline)
            if end is not None:
                del self._waiting[logical_id]
                yield logical_id, end

    def _end(self, wait: SignalWait, *, is_late: bool) -> WaitEnd | None:
        found = {
            each.unique_id: each
            for source in wait.sources
            for each in self._received.get(source, {}).values()
        }
        failures = [each for each in found.values() if each.status is not SignalStatus.SUCCESS]
        successes = {name: each for name, each in found.items() if each.status is SignalStatus.SUCCESS}
        if wait.percent is not None:
            return _group_end(wait, len(successes), len(failures), is_late=is_late)
        if failures:
            return WaitEnd(failure=_failure(failures[0], wait))
        if len(successes) >= wait.count:
            return WaitEnd(data=_data(successes) if wait.has_data else None)
        if not is_late:
            return None
        if wait.has_data:
            return WaitEnd(failure=wording.condition_timed_out(len(successes), wait.count))
        return WaitEnd(failure=wording.signals_missing(wait.count - len(successes)))


def _group_end(wait: SignalWait, successes: int, failures: int, *, is_late: bool) -> WaitEnd | None:
    """A group is complete when enough of its instances are; one that says nothing counts as failed."""
    assert wait.percent is not None  # asked by the caller
    needed = wait.count * Fraction(wait.percent) / 100
    if wait.count - failures < needed:
        return WaitEnd(failure=wording.group_failed("FAILURE", failures, wait.count, wait.percent))
    if successes + failures < wait.count and not is_late:
        return None
    if successes < needed:
        return WaitEnd(failure=wording.group_failed("SUCCESS", successes, wait.count, wait.percent))
    return WaitEnd()


def _failure(signal: SignalReceived, wait: SignalWait) -> str:
    if signal.status is SignalStatus.UNPARSABLE:
        return wording.UNPARSABLE_SIGNAL
    if wait.has_data:
        return wording.condition_failed(signal.reason, signal.unique_id)
    return wording.signal_received(signal.status, signal.unique_id)


def _data(signals: dict[str, SignalReceived]) -> str:
    return json.dumps({name: each.data for name, each in signals.items()}, separators=(",", ":"))

"""What the request that moto is serving is bound to: its time, what it sets off, what it drew.

One per process, guarded by the cloud's lock. All seams in moto look here, and stand aside when no embedded
cloud is serving, so other users of moto in this process see moto as it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class StartedInvocation:
    """A service wants a function run, by its own choice: a notification, a rule, a subscription."""

    function_arn: str
    payload: bytes


class Moment:
    """The request being served."""

    cloud_seed: str | None = None  # None: no embedded cloud is serving
    at: float | None = None  # seconds since the epoch; None: the real clock
    started: list[StartedInvocation] | None = None  # what the request sets off; None: nobody runs it
    drawn: list[bytes] | None = None  # key material that OpenSSL made for the request; None: not kept
    given: Iterator[bytes] = iter(())  # key material of the first time, when a request is made again
    wait_seconds: float = 0.0  # how long the request would have waited for what did not come
    is_unchanging: bool = False  # the request turned out to change nothing, so it need not be remembered
    has_arrival: bool = False  # something came that others may wait for

    @property
    def is_serving(self) -> bool:
        """Whether an embedded cloud is serving a request."""
        return self.cloud_seed is not None


MOMENT: Final = Moment()

"""Waiting for what has not come yet, such as messages, without holding anything that others need.

A service is asked, and asked again when something has come or some time has passed, until it has an answer or
the time that the client gave it is over.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

LOOK_SECONDS: Final = 0.25
"""Between two looks when nothing comes: delays and visibility timeouts end without anybody telling."""


class Arrivals:
    """Tells all who wait that something has come."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: set[Callable[[], None]] = set()
        self.is_closed = False  # nobody waits any more

    @contextmanager
    def told(self, wake: Callable[[], None]) -> Iterator[None]:
        """Meanwhile `wake` is called, in any thread, when something comes."""
        with self._lock:
            self._listeners.add(wake)
        try:
            yield
        finally:
            with self._lock:
                self._listeners.discard(wake)

    def tell(self) -> None:
        """Something has come."""
        with self._lock:
            listeners = tuple(self._listeners)
        for wake in listeners:
            wake()

    def close(self) -> None:
        """Let nobody wait any more: who waits is answered with what there is."""
        self.is_closed = True
        self.tell()

    def open(self) -> None:
        """Let requests wait again."""
        self.is_closed = False


class Patience:
    """How long one request goes on waiting."""

    def __init__(self) -> None:
        self._until: float | None = None  # by the monotonic clock; None before the first look

    def pause_seconds(self, wait_seconds: float) -> float:
        """Seconds until the next look; 0 when the answer is to be given now.

        Args:
            wait_seconds: what the request said at this look; 0 when it has an answer.
        """
        if wait_seconds <= 0:
            return 0.0
        now = time.monotonic()
        if self._until is None:
            self._until = now + wait_seconds
        return max(0.0, min(LOOK_SECONDS, self._until - now))

"""Answers that somebody is waiting for: a URL is handed out, and what is put there is given to who waits.

Custom resources are answered so. A URL works once and only while somebody waits; its token is a secret.
"""

import secrets
import threading
from concurrent.futures import Future, InvalidStateError
from typing import Final

PATH: Final = "/_landform/responses/"
#: Bytes of an answer that are looked at; more than any protocol here allows.
BODY_BYTES: Final = 65_536


class Responses:
    """The answers awaited in this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._awaited: dict[str, Future[bytes]] = {}

    def expect(self) -> tuple[str, "Future[bytes]"]:
        """A new token, and the future of what is put at its URL."""
        token, answered = secrets.token_urlsafe(32), Future[bytes]()
        with self._lock:
            self._awaited[token] = answered
        return token, answered

    def deliver(self, token: str, body: bytes) -> bool:
        """Hand an answer over; False when nobody waits for it (any more)."""
        with self._lock:
            answered = self._awaited.pop(token, None)
        if answered is None:
            return False
        try:
            answered.set_result(body[: BODY_BYTES + 1])
        except InvalidStateError:  # the waiting has ended otherwise
            return False
        return True

    def forget(self, token: str) -> None:
        """Nobody waits for it any more."""
        with self._lock:
            self._awaited.pop(token, None)

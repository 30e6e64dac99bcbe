"""Connections that may not dawdle.

uvicorn waits without end for the rest of a request's head; a few hundred clients that send a byte a minute
would use up all connections. Here a connection without a whole head in time is closed, and so is one whose
head is too long. What is refused only because there is too much of it is told to the application, which knows
how the client wants to be told (landform.server.limits).
"""

from asyncio import TimerHandle, Transport
from typing import Any, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from landform.server.limits import HEAD_BYTES, HEAD_SECONDS, MAX_CONNECTIONS, REFUSED, Refused

TOO_LONG: Final = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-type: text/plain; charset=utf-8\r\n"
    b"content-length: 39\r\nconnection: close\r\n\r\nThe head of the request is over 64 KiB."
)


class PatientProtocol(HttpToolsProtocol):
    """uvicorn's protocol with a time limit for the head of a request."""

    head_seconds = HEAD_SECONDS
    _head_timer: TimerHandle | None = None
    _head_bytes = 0  # received since the head began

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]  # asyncio gives a Transport
        """A client has come."""
        super().connection_made(transport)
        self._await_head()

    def data_received(self, data: bytes) -> None:
        """Bytes came, the first of a new head or line ends before it when no request is being answered."""
        if self._head_timer is None and (self.cycle is None or self.cycle.response_complete):
            self._await_head()
        if self._head_timer is not None:
            self._head_bytes += len(data)
        super().data_received(data)
        if self._head_timer is not None and self._head_bytes > HEAD_BYTES and not self.transport.is_closing():
            self.transport.write(TOO_LONG)
            self.transport.close()

    def on_message_begin(self) -> None:
        """A head begins, maybe while the request before it is still being answered."""
        super().on_message_begin()
        if self._head_timer is None:
            self._await_head()

    def on_headers_complete(self) -> None:
        """The head is whole."""
        self._forget_timer()
        length = len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers)
        if length > HEAD_BYTES:
            self.scope["state"][REFUSED] = Refused.HEAD_TOO_LONG
        elif max(len(self.connections), len(self.tasks)) >= MAX_CONNECTIONS:
            self.scope["state"][REFUSED] = Refused.CROWDED
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client has gone."""
        self._forget_timer()
        super().connection_lost(exc)

    def _await_head(self) -> None:
        self._head_bytes = 0
        self._head_timer = self.loop.call_later(self.head_seconds, self._too_slow)

    def _too_slow(self) -> None:
        self._head_timer = None
        if not self.transport.is_closing():
            self.transport.close()

    def _forget_timer(self) -> None:
        timer: Any = self._head_timer
        if timer is not None:
            timer.cancel()
            self._head_timer = None


def patient_protocol(head_seconds: float) -> type[PatientProtocol]:
    """The protocol with another limit, in seconds."""
    return type("PatientProtocol", (PatientProtocol,), {"head_seconds": head_seconds})

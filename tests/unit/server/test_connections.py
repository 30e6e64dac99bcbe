import socket
import time
from collections.abc import Iterator

import pytest

from landform.cloud.embedded import EmbeddedCloud
from landform.engine.engine import Engine, Settings
from landform.server.http import Application, ServerSettings
from landform.server.process import in_thread
from landform.store.memory import MemoryStore

LIMIT = 0.2
PATIENCE = 10.0
HEALTH = b"GET /_landform/health HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.fixture
def connection() -> Iterator[socket.socket]:
    engine = Engine(MemoryStore(), EmbeddedCloud(None), Settings(folder=None))
    application = Application(engine, ServerSettings(account_id="000000000000", region="us-east-1"))
    with in_thread(application, head_seconds=LIMIT) as url:
        host, port = url.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=PATIENCE) as opened:
            yield opened
    application.close()
    engine.close()


def closed_while_dribbling(connection: socket.socket, piece: bytes) -> bool:
    """Whether the server hangs up on a client that sends a piece every few milliseconds."""
    connection.settimeout(LIMIT / 20)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            connection.sendall(piece)
            if connection.recv(1) == b"":
                return True
        except TimeoutError:
            continue
        except OSError:
            return True
    return False


def answer(connection: socket.socket) -> bytes:
    found = b""
    while b'"busy"' not in found:
        found += connection.recv(65_536)
    return found


def test_a_head_that_comes_byte_by_byte_is_not_waited_for(connection: socket.socket) -> None:
    connection.sendall(b"GET / HTTP/1.1\r\nX-Slow: ")
    assert closed_while_dribbling(connection, b"a")


def test_a_slow_head_after_an_answered_request_is_not_waited_for_either(connection: socket.socket) -> None:
    connection.sendall(HEALTH)
    assert answer(connection).startswith(b"HTTP/1.1 200")
    connection.sendall(b"GET / HTTP/1.1\r\nX-Slow: ")
    assert closed_while_dribbling(connection, b"a")


def test_line_ends_without_a_request_are_not_listened_to_for_ever(connection: socket.socket) -> None:
    assert closed_while_dribbling(connection, b"\r\n")


def test_a_client_that_sends_nothing_is_hung_up_on(connection: socket.socket) -> None:
    assert connection.recv(1) == b""


def test_requests_one_after_another_are_answered_on_one_connection(connection: socket.socket) -> None:
    for _ in range(3):
        connection.sendall(HEALTH)
        assert answer(connection).startswith(b"HTTP/1.1 200")
        time.sleep(LIMIT)  # longer than the limit in all, between requests, which is no head

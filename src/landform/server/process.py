"""One server process: its note in the state folder, its start, its end.

The note says which process serves the folder and where, so that the command and the next server find it. A
note of a process that has ended is nothing: whether it serves is asked of the port itself.
"""

import asyncio
import contextlib
import json
import logging
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.error import URLError
from urllib.request import urlopen

from landform.engine.engine import LOST, Engine, Settings, open_engine
from landform.engine.ownership import StateInUseError
from landform.environment import EnvironmentFaultError
from landform.server.collecting import collect_from_now_on
from landform.server.http import HEALTH, Application, ServerSettings
from landform.server.limits import HEAD_SECONDS
from landform.template.limits import AWS_LIMITS

if TYPE_CHECKING:
    import uvicorn

NOTE: Final = "server.json"
HEALTH_SECONDS: Final = 2.0
OWNER_WAIT_SECONDS: Final = 5.0  # for a command that reads; whoever runs operations takes longer
PRUNE_SECONDS: Final = 3600.0
WATCH_SECONDS: Final = 0.5  # between looks whether the state folder is still there
GRACE_SECONDS: Final = 2  # after the signal to stop, for requests that are being answered
STOP_SECONDS: Final = (
    4.5  # after it the process ends, whatever still runs: it is as a kill, which costs only time
)
POLL_SECONDS: Final = 0.002
SWITCH_SECONDS: Final = 0.0005  # requests and operations take turns: Python's 5 ms would be felt in both

LOG: Final = logging.getLogger("landform.server")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Which process serves a state folder, and where."""

    pid: int
    host: str
    port: int

    @property
    def url(self) -> str:
        """Its endpoint."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """How a server is started."""

    folder: Path | None  # None: in memory
    host: str
    port: int
    http: ServerSettings
    enforce_limits: bool = True


class PortTakenError(Exception):
    """The server cannot listen where it should."""


def running(folder: Path) -> Note | None:
    """The server of a state folder, if one answers."""
    note = read_note(folder)
    return note if note is not None and health(note.url) is not None else None


def read_note(folder: Path) -> Note | None:
    """What the folder's note says, whether or not it is still so."""
    try:
        found = json.loads((folder / NOTE).read_text(encoding="utf-8"))
        note = Note(pid=int(found["pid"]), host=str(found["host"]), port=int(found["port"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    # A note that came with somebody else's files must not lead commands, and what they carry, to a stranger.
    return note if _is_this_machine(note.host) else None


def _is_this_machine(address: str) -> bool:
    """Whether an address is one of this machine's: only these can be listened on."""
    try:
        family = socket.AF_INET6 if ip_address(address).version == 6 else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.bind((address, 0))
    except (OSError, ValueError):
        return False
    return True


def health(url: str) -> dict[str, Any] | None:
    """What a server says of itself; None when no Landform server answers there."""
    try:
        with urlopen(f"{url}{HEALTH}", timeout=HEALTH_SECONDS) as answered:  # only our own scheme is opened
            found = json.loads(answered.read())
    except (URLError, OSError, ValueError):
        return None
    return found if isinstance(found, dict) and "version" in found else None


def serve(serving: Serving) -> list[str]:
    """Serve until a signal comes: the names of the stacks whose operations were resumed at the start.

    Raises StateInUseError when another process uses the folder, PortTakenError, and EnvironmentFaultError
    when the folder's state cannot be worked with, or was removed or replaced while it was served.
    """
    try:
        listening = _listen(serving.host, serving.port)
    except OSError as error:
        text = f"cannot listen on {serving.host}:{serving.port}: {error.strerror}"
        raise PortTakenError(text) from None
    sys.setswitchinterval(SWITCH_SECONDS)
    engine = open_engine(
        Settings(
            folder=serving.folder,
            limits=AWS_LIMITS if serving.enforce_limits else None,
            owner_wait_seconds=OWNER_WAIT_SECONDS,
            goes_on_after_faults=True,
        )
    )
    deadline = threading.Timer(STOP_SECONDS, _end_by_force)
    deadline.daemon = True
    try:
        # Resumed operations may run functions, which call back before the server takes connections.
        listening.listen()
        engine.cloud.endpoint = lambda: _note(listening).url
        resumed = engine.own()
        engine.cloud.open()  # a state that cannot be served is not
        for name in resumed:
            LOG.info("resumed", extra={"stack": name})
        application = Application(engine, serving.http)
        _write_note(serving, listening)
        collect_from_now_on()  # the command has switched it off; a server would never forget anything
        try:
            asyncio.run(_run(application, listening, engine, partial(_begin_to_stop, engine, deadline)))
        finally:
            engine.stop()
            application.close()
            _remove_note(serving)
    finally:
        engine.close()
        deadline.cancel()
    return resumed


def _begin_to_stop(engine: Engine, deadline: threading.Timer) -> None:
    """What a signal does at once: nobody waits any more, and the time begins to run."""
    engine.cloud.arrivals.close()
    with contextlib.suppress(RuntimeError):  # it runs since the first signal
        deadline.start()


def _end_by_force() -> None:
    LOG.error("ended by force: something did not stop in time. Nothing that was answered is lost")
    os._exit(1)


async def _run(
    application: Application, listening: socket.socket, engine: Engine, stop: Callable[[], None]
) -> None:
    server = _server(application)
    loop = asyncio.get_running_loop()

    def leave() -> None:
        server.should_exit = True
        stop()

    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, leave)
    host, port = listening.getsockname()[:2]
    LOG.info("ready", extra={"host": host, "port": port})
    watchers = [asyncio.create_task(each) for each in (_stop_without_state(server, engine), _prune(engine))]
    await server.serve(sockets=[listening])
    for task in watchers:
        task.cancel()
    LOG.info("stopped")
    if engine.is_lost:
        raise EnvironmentFaultError(LOST, hint="`landform serve` begins again with what is there now")


async def _stop_without_state(server: "uvicorn.Server", engine: Engine) -> None:
    """What is written to a folder that is gone is lost: better nothing is taken any more."""
    while not engine.is_lost:
        await asyncio.sleep(WATCH_SECONDS)
    LOG.error("the state folder is gone")
    server.should_exit = True


async def _prune(engine: Engine) -> None:
    """Now and then forget what was deleted long ago, as was done at the start."""
    while True:
        await asyncio.sleep(PRUNE_SECONDS)
        await asyncio.to_thread(engine.prune)


@contextmanager
def in_thread(application: Application, *, head_seconds: float | None = None) -> Generator[str]:
    """Serve in a thread of this process, on a free port of the loopback address: the URL.

    Args:
        head_seconds: how long a client may take for the head of a request; None: as long as always.
    """
    listening = _listen("127.0.0.1", 0)
    server = _server(application, head_seconds)
    thread = threading.Thread(
        target=lambda: asyncio.run(server.serve(sockets=[listening])), name="landform-server", daemon=True
    )
    thread.start()
    try:
        while not server.started and thread.is_alive():
            time.sleep(POLL_SECONDS)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(STOP_SECONDS)


def _server(application: Application, head_seconds: float | None = None) -> "uvicorn.Server":
    import uvicorn

    from landform.server.connections import patient_protocol

    class Server(uvicorn.Server):
        """Leaves signals to us: uvicorn's own way raises them again before anything here could be closed."""

        @contextmanager
        def capture_signals(self) -> Generator[None]:
            yield

    configuration = uvicorn.Config(
        application,
        http=patient_protocol(HEAD_SECONDS if head_seconds is None else head_seconds),
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # what a client says of its own address is not believed
        date_header=True,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    return Server(configuration)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named, asyncio switches Nagle's delay off (40 ms a request otherwise, measured).
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError:
        listening.close()
        raise
    return listening


def _note(listening: socket.socket) -> Note:
    """The server as its own functions and the commands of this machine reach it."""
    host, port = listening.getsockname()[:2]
    own = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return Note(pid=os.getpid(), host=own, port=port)


def _write_note(serving: Serving, listening: socket.socket) -> None:
    if serving.folder is None:
        return
    note = _note(listening)
    draft = serving.folder / f"{NOTE}.{os.getpid()}"
    draft.write_text(json.dumps(asdict(note)), encoding="utf-8")
    draft.chmod(0o600)
    draft.replace(serving.folder / NOTE)


def _remove_note(serving: Serving) -> None:
    if serving.folder is not None:
        note = read_note(serving.folder)
        if note is not None and note.pid == os.getpid():
            (serving.folder / NOTE).unlink(missing_ok=True)


class JsonLines(logging.Formatter):
    """A line of JSON for each record: time (ISO 8601), level, event, and what it carries."""

    _PLAIN: Final = frozenset(vars(logging.makeLogRecord({}))) | {
        "message",
        "asctime",
        "taskName",
        "color_message",
    }

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        line: dict[str, Any] = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        line |= {name: value for name, value in vars(record).items() if name not in self._PLAIN}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)


def log_to(stream: Any = None) -> None:
    """Write the records of this program and its libraries to a stream (stderr) as lines of JSON."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines())
    logging.getLogger().addHandler(handler)  # it takes the warnings of all
    logging.getLogger("landform").setLevel(logging.INFO)
    logging.captureWarnings(capture=True)


__all__ = [
    "Note",
    "PortTakenError",
    "Serving",
    "StateInUseError",
    "health",
    "log_to",
    "read_note",
    "running",
    "serve",
]

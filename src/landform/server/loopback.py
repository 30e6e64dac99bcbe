"""A door to an engine that is not served: for the functions it runs, on an ephemeral port of the loopback.

It is opened when the first function starts and closed with the engine, so a command that runs no function
opens no port.
"""

import asyncio
import socket
import threading
from typing import Final

from landform.engine.engine import Engine
from landform.server.http import Application, ServerSettings

START_SECONDS: Final = 10.0
STOP_SECONDS: Final = 5.0


class Loopback:
    """landform.engine.engine.Door over the server's application."""

    def __init__(self, engine: Engine, settings: ServerSettings) -> None:
        self._engine = engine
        self._settings = settings
        self._lock = threading.Lock()
        self._url: str | None = None
        self._application: Application | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._stop = asyncio.Event()

    def url(self) -> str:
        """Where it is; opens it at the first call."""
        with self._lock:
            if self._url is None:
                self._open()
            assert self._url is not None  # _open sets it
            return self._url

    def close(self) -> None:
        """Let nobody in any more. It opens again at the next use."""
        with self._lock:
            loop, thread, application = self._loop, self._thread, self._application
            self._url = self._loop = self._thread = self._application = None
        if loop is not None and thread is not None:
            loop.call_soon_threadsafe(self._stop.set)
            thread.join(STOP_SECONDS)
        if application is not None:
            application.close()

    def _open(self) -> None:
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listening.bind(("127.0.0.1", 0))
        self._application = Application(self._engine, self._settings)
        self._stop = asyncio.Event()
        is_ready = threading.Event()
        arguments = (self._application, listening, is_ready)
        self._thread = threading.Thread(target=self._run, args=arguments, name="landform-door", daemon=True)
        self._thread.start()
        if not is_ready.wait(START_SECONDS):
            raise RuntimeError("the door for functions did not open")
        self._url = f"http://127.0.0.1:{listening.getsockname()[1]}"

    def _run(self, application: Application, listening: socket.socket, is_ready: threading.Event) -> None:
        asyncio.run(self._serve(application, listening, is_ready))

    async def _serve(
        self, application: Application, listening: socket.socket, is_ready: threading.Event
    ) -> None:
        from landform.server.process import quiet_server

        self._loop = asyncio.get_running_loop()
        server = quiet_server(application)
        # Connections wait in the socket's queue until the server takes them.
        listening.listen()
        is_ready.set()
        stopping = asyncio.create_task(self._until_stopped(server))
        await server.serve(sockets=[listening])
        stopping.cancel()

    async def _until_stopped(self, server: "object") -> None:
        await self._stop.wait()
        server.should_exit = True  # type: ignore[attr-defined]  # uvicorn's, imported late
        server.force_exit = True  # type: ignore[attr-defined]  # uvicorn's, imported late

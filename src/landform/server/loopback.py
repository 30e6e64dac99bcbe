"""A door to an engine that is not served: for the functions it runs, on an ephemeral port of the loopback.

It is opened when the first function starts and closed with the engine, so a command that runs no function
opens no port.
"""

import threading
from contextlib import ExitStack

from landform.engine.engine import Engine
from landform.server.http import Application, ServerSettings


class Loopback:
    """landform.engine.engine.Door over the server's application."""

    def __init__(self, engine: Engine, settings: ServerSettings) -> None:
        self._engine = engine
        self._settings = settings
        self._lock = threading.Lock()
        self._url: str | None = None
        self._opened = ExitStack()

    def url(self) -> str:
        """Where it is; opens it at the first call."""
        with self._lock:
            if self._url is None:
                from landform.server.process import in_thread

                application = Application(self._engine, self._settings)
                self._opened.callback(application.close)
                self._url = self._opened.enter_context(in_thread(application))
            return self._url

    def close(self) -> None:
        """Let nobody in any more. It opens again at the next use."""
        with self._lock:
            self._url = None
            self._opened.close()

"""Runs a Python handler in a process of its own: loads it once, then answers one event after another.

Started by `process.py` as a script. Reads one line of JSON per event from a pipe, writes one line per answer
to another; what the handler prints goes to the standard output. Needs nothing but Python's own library.
"""

import importlib
import json
import logging
import os
import queue
import sys
import threading
import time
import traceback
from collections.abc import Callable
from typing import Any, TextIO

Answer = dict[str, Any]


class Context:
    """What Lambda tells a handler beside the event."""

    client_context = None
    identity = None

    def __init__(self, request: dict[str, Any]) -> None:
        self.aws_request_id: str = request["id"]
        self.invoked_function_arn: str = request["arn"]
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self._deadline: float = request["deadline"]

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until the function is stopped."""
        return max(0, int((self._deadline - time.time()) * 1000))

    def log(self, text: object) -> None:
        """Write to the function's log."""
        sys.stdout.write(str(text))


class _Records(logging.Formatter):
    """Lines as Lambda's Python runtime writes them; the request's id changes with every event."""

    request_id = ""

    def format(self, record: logging.LogRecord) -> str:
        stamp = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        text = super().format(record)
        return f"[{record.levelname}]\t{stamp}.{int(record.msecs):03d}Z\t{self.request_id}\t{text}"


def main(requests: int, answers: int, handler_name: str, memory_bytes: int) -> None:
    """Serve until the pipe of requests ends."""
    out = os.fdopen(answers, "w", encoding="utf-8")
    events = _events(requests)
    records = _log()
    _limit(memory_bytes)
    try:
        handler = _load(handler_name)
    except Exception as error:
        _say(out, {"failed": _import_error(handler_name, error)})
        return
    _say(out, {"ready": True})
    while (request := events.get()) is not None:
        records.request_id = request["id"]
        _say(out, _answer(handler, request))


def _answer(handler: Callable[[Any, Context], Any], request: dict[str, Any]) -> Answer:
    try:
        with open(request["event"], encoding="utf-8") as file:  # noqa: PTH123  # nothing is imported in vain
            event = json.load(file)
        result = handler(event, Context(request))
    except Exception as error:
        return {"error": _error(error, request["id"])}
    try:
        return {"result": json.dumps(result, ensure_ascii=False)}
    except (TypeError, ValueError) as error:
        text = f"Unable to marshal response: {error}"
        sys.stdout.write(f"[ERROR] Runtime.MarshalError: {text}\n")
        return {"error": _described("Runtime.MarshalError", text, request["id"], [])}


def _error(error: Exception, request_id: str) -> Answer:
    frames = traceback.extract_tb(error.__traceback__)[1:]  # without this file's own
    lines = traceback.format_list(frames)
    name, text = type(error).__name__, str(error)
    sys.stdout.write(f"[ERROR] {name}: {text}\nTraceback (most recent call last):\n{''.join(lines)}")
    return _described(name, text, request_id, lines)


def _import_error(handler_name: str, error: Exception) -> Answer:
    module = handler_name.rpartition(".")[0]
    kind, text = type(error).__name__, str(error)
    lines = traceback.format_list(traceback.extract_tb(error.__traceback__)[1:])
    if isinstance(error, ImportError):
        kind, text = "Runtime.ImportModuleError", f"Unable to import module '{module}': {error}"
    elif isinstance(error, _HandlerNotFoundError):
        kind = "Runtime.HandlerNotFound"
    elif isinstance(error, SyntaxError):
        kind, text = "Runtime.UserCodeSyntaxError", f"Syntax error in module '{module}': {error}"
    sys.stdout.write(f"[ERROR] {kind}: {text}\nTraceback (most recent call last):\n{''.join(lines)}")
    return _described(kind, text, "", lines)


def _described(kind: str, text: str, request_id: str, lines: list[str]) -> Answer:
    return {"errorMessage": text, "errorType": kind, "requestId": request_id, "stackTrace": lines}


class _HandlerNotFoundError(Exception):
    pass


def _load(name: str) -> Callable[[Any, Context], Any]:
    module_name, _, function = name.rpartition(".")
    if not module_name:
        raise _HandlerNotFoundError(f"Bad handler '{name}': not enough values to unpack (expected 2, got 1)")
    module = importlib.import_module(module_name.replace("/", "."))
    if not hasattr(module, function):
        raise _HandlerNotFoundError(f"Handler '{function}' missing on module '{module_name}'")
    handler: Callable[[Any, Context], Any] = getattr(module, function)
    return handler


def _events(requests: int) -> "queue.SimpleQueue[dict[str, Any] | None]":
    """The events as they come. When the pipe ends, whoever started us is gone, and so are we."""
    events: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()

    def read() -> None:
        with os.fdopen(requests, encoding="utf-8") as lines:
            for line in lines:
                events.put(json.loads(line))
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    return events


def _log() -> _Records:
    records = _Records()
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(records)
    logging.getLogger().addHandler(handler)
    return records


def _limit(memory_bytes: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_DATA, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _say(out: TextIO, answer: Answer) -> None:
    sys.stdout.flush()
    sys.stderr.flush()
    out.write(json.dumps(answer) + "\n")
    out.flush()


if __name__ == "__main__":
    sys.path[:1] = [each for each in sys.argv[5].split(os.pathsep) if each]
    sys.path.append(sys.argv[6])
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], int(sys.argv[4]))

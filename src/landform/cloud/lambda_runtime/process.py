"""One execution environment: a process with a scratch folder of its own, which answers one event at a time.

Lambda's protocol between service and runtime is replaced by two pipes (see the bootstraps). Whoever runs out
of time is killed with every process it started.
"""

import contextlib
import io
import json
import os
import secrets
import selectors
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from landform.cloud.lambda_runtime.functions import Function, FunctionRefusedError
from landform.cloud.lambda_runtime.javascript_sdk import link_sdk
from landform.cloud.lambda_runtime.outcome import error_payload
from landform.cloud.lambda_runtime.scratch import Scratch

HERE: Final = Path(__file__).parent
MODULES: Final = HERE / "modules"
#: Seconds a function may take to be loaded, as with AWS; its time limit begins after that.
INIT_SECONDS: Final = 10.0
#: Bytes of output kept of one invocation; a function that writes without end must not fill our memory.
OUTPUT_BYTES: Final = 4 * 1024 * 1024
#: Bytes that an archive may have when unpacked, AWS's limit; function and layers count together.
UNPACKED_BYTES: Final = 250 * 1024 * 1024
#: Bytes beyond the memory limit for the interpreter itself: the system counts more than Lambda does.
INTERPRETER_BYTES: Final = 64 * 1024 * 1024
#: Node.js reserves address space generously; its heap is limited by an option of its own.
NODE_BYTES: Final = 1024 * 1024 * 1024
PIECE_BYTES: Final = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event for a function."""

    request_id: str
    payload: bytes  # JSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came of it."""

    output: str
    result: str | None = None  # JSON; None when it failed
    error: dict[str, Any] | None = None
    duration_seconds: float = 0.0
    peak_mb: int | None = None  # None where the system does not tell

    @property
    def payload(self) -> bytes:
        """The answer of the invocation."""
        text = self.result if self.result is not None else json.dumps(self.error)
        return text.encode()


class ExecutionEnvironment:
    """A function, unpacked and started. Use it from one thread at a time, but for `kill`."""

    def __init__(self, function: Function, variables: Mapping[str, str]) -> None:
        """Unpack and start; `variables` are those that say where and as whom the function runs.

        Raises FunctionRefusedError when there is nothing here to run it with.
        """
        command = _command(function)
        self.function = function
        self.log_stream = _log_stream(function)
        self.fingerprint = function.fingerprint()
        self.is_usable = True  # for another event
        self.is_ended = False
        self.used_at = time.monotonic()
        self.init_seconds: float | None = None
        self._scratch = Scratch()
        self._folder = self._scratch.path
        self._buffer = bytearray()  # of answers
        self._output = bytearray()
        try:
            folders = _unpack(function, self._folder)
            if (function.runtime or "").startswith("nodejs"):
                link_sdk(self._folder)
            requests, self._requests = os.pipe()
            self._answers, answers = os.pipe()
            environment = _environment(function, folders, self.log_stream, variables)
            self._process = subprocess.Popen(
                command(requests, answers, folders),
                cwd=folders.task,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                pass_fds=(requests, answers),
                start_new_session=True,
            )
        except BaseException:
            self._scratch.remove()
            raise
        os.close(requests)
        os.close(answers)
        assert self._process.stdout is not None  # a pipe was asked for
        self._stdout = self._process.stdout.fileno()
        for each in (self._answers, self._stdout):
            os.set_blocking(each, False)

    def run(self, event: Event) -> Reply:
        """Let the handler answer; loads it first if it is not loaded yet."""
        begun = time.monotonic()
        if self.init_seconds is None:
            failed = self._initialise(begun)
            if failed is not None:
                return failed
            begun = time.monotonic()
        limit = self.function.timeout_seconds
        self._send(event, time.time() + limit)
        answer = self._await_answer(begun + limit)
        duration = time.monotonic() - begun
        peak = self._peak_mb()
        if answer is None:
            answer = {"error": self._died(begun + limit, event.request_id)}
            self.end()
        self.used_at = time.monotonic()
        return Reply(
            output=self._take_output(),
            result=answer.get("result"),
            error=answer.get("error"),
            duration_seconds=duration,
            peak_mb=peak,
        )

    def kill(self) -> None:
        """Stop the process and all it started, at once; from any thread."""
        self.is_usable = False
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def end(self) -> None:
        """Stop it and remove its folder. Nothing happens the second time."""
        if self.is_ended:
            return
        self.is_ended = True
        self.kill()
        self._process.wait()
        for descriptor in (self._requests, self._answers):
            with contextlib.suppress(OSError):
                os.close(descriptor)
        self._drain()
        assert self._process.stdout is not None  # a pipe was asked for
        self._process.stdout.close()
        self._scratch.remove()

    def _initialise(self, begun: float) -> Reply | None:
        # The first event waits for the function; AWS lets a slow start have the function's own time as well.
        deadline = begun + max(INIT_SECONDS, self.function.timeout_seconds)
        answer = self._await_answer(deadline)
        if answer is not None and "ready" in answer:
            self.init_seconds = time.monotonic() - begun
            return None
        error = answer["failed"] if answer is not None else self._died(deadline, "")
        self.end()
        return Reply(output=self._take_output(), error=error, duration_seconds=time.monotonic() - begun)

    def _send(self, event: Event, deadline: float) -> None:
        path = self._folder / "event.json"
        path.write_bytes(event.payload)
        line = {
            "id": event.request_id,
            "arn": self.function.reference.arn,
            "deadline": deadline,
            "event": str(path),
        }
        with contextlib.suppress(BrokenPipeError):  # it ended meanwhile: the missing answer tells
            os.write(self._requests, json.dumps(line).encode() + b"\n")

    def _await_answer(self, deadline: float) -> dict[str, Any] | None:
        """The next line of the pipe of answers; None when time is over or the process has ended."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._answers, selectors.EVENT_READ)
            selector.register(self._stdout, selectors.EVENT_READ)
            while b"\n" not in self._buffer:
                left = deadline - time.monotonic()
                if left <= 0:
                    return None
                ended = [int(key.fd) for key, _ in selector.select(left) if not self._read(int(key.fd))]
                if self._answers in ended:
                    return None
                for descriptor in ended:
                    selector.unregister(descriptor)
        line, _, rest = bytes(self._buffer).partition(b"\n")
        self._buffer = bytearray(rest)
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _read(self, descriptor: int) -> bool:
        """Take what is there; False at the end of the pipe."""
        try:
            piece = os.read(descriptor, PIECE_BYTES)
        except BlockingIOError:
            return True
        if descriptor == self._answers:
            self._buffer += piece
        elif len(self._output) < OUTPUT_BYTES:
            self._output += piece
        return bool(piece)

    def _drain(self) -> None:
        while True:
            try:
                piece = os.read(self._stdout, PIECE_BYTES)
            except (BlockingIOError, OSError):
                return
            if not piece:
                return
            if len(self._output) < OUTPUT_BYTES:
                self._output += piece

    def _take_output(self) -> str:
        if self.is_usable:
            self._drain()  # what was written before the answer is in the pipe by now
        text = self._output.decode(errors="replace")
        self._output = bytearray()
        return text

    def _died(self, deadline: float, request_id: str) -> dict[str, Any]:
        """Why there is no answer."""
        if time.monotonic() >= deadline:
            limit = self.function.timeout_seconds
            return error_payload(
                "Sandbox.Timedout", f"RequestId: {request_id} Error: Task timed out after {limit:.2f} seconds"
            )
        code = self._process.wait()
        how = (
            f"signal: {signal.Signals(-code).name.removeprefix('SIG').lower()}"
            if code < 0
            else f"exit status {code}"
        )
        return error_payload(
            "Runtime.ExitError", f"RequestId: {request_id} Error: Runtime exited with error: {how}"
        )

    def _peak_mb(self) -> int | None:
        try:
            status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        except OSError:
            return None
        for line in status.splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) // 1024
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Folders:
    """The parts of a scratch folder."""

    task: Path  # the function's code
    layers: Path  # what AWS has at /opt
    home: Path
    temporary: Path
    python_paths: tuple[str, ...] = field(default=())


def _unpack(function: Function, folder: Path) -> _Folders:
    task, layers, home, temporary = (folder / name for name in ("task", "opt", "home", "tmp"))
    for each in (task, layers, home, temporary):
        each.mkdir()
    room = UNPACKED_BYTES
    for archive in function.layers:
        room = _extract(archive, layers, room)
    _extract(function.code, task, room)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    packages = [layers / "python", layers / "python" / "lib" / version / "site-packages"]
    return _Folders(
        task=task,
        layers=layers,
        home=home,
        temporary=temporary,
        python_paths=(str(task), *(str(each) for each in packages)),
    )


def _extract(data: bytes, folder: Path, room: int) -> int:
    """Unpack an archive; returns how many bytes may still follow."""
    if not data:
        return room
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            room -= sum(entry.file_size for entry in entries)
            if room < 0:
                text = f"Unzipped size must be smaller than {UNPACKED_BYTES} bytes"
                raise FunctionRefusedError("InvalidParameterValueException", text, 400)
            for entry in entries:
                _extract_entry(archive, entry, folder)
    except zipfile.BadZipFile as error:
        raise FunctionRefusedError(
            "InvalidZipFileException", f"The archive cannot be read: {error}", 502
        ) from error
    return room


def _extract_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path) -> None:
    path = Path(archive.extract(entry, folder))  # never outside the folder
    mode = entry.external_attr >> 16
    if mode & 0o111 and path.is_file():
        path.chmod(0o755)


def _command(function: Function) -> Any:
    """How the function is started: (requests, answers, folders) -> the command."""
    runtime = function.runtime or ""
    if function.package_type == "Image":
        raise FunctionRefusedError(
            "InvalidRuntimeException", "Functions from images are not run here: there is no Docker.", 502
        )
    if runtime.startswith("python3"):
        return _python(function)
    if runtime.startswith("nodejs"):
        return _node(function)
    raise FunctionRefusedError(
        "InvalidRuntimeException",
        f"The runtime {runtime or 'of this function'} is not run here: only Python and Node.js are.",
        502,
    )


def _python(function: Function) -> Any:
    limit = function.memory_mb * 1024 * 1024 + INTERPRETER_BYTES

    def command(requests: int, answers: int, folders: _Folders) -> list[str]:
        script = str(HERE / "python_bootstrap.py")
        pipes = (str(requests), str(answers))
        paths = os.pathsep.join(folders.python_paths)
        return [sys.executable, "-u", script, *pipes, function.handler, str(limit), paths, str(MODULES)]

    return command


def _node(function: Function) -> Any:
    node = shutil.which("node")
    if node is None:
        text = f"The runtime {function.runtime} needs Node.js, and there is no `node` on the PATH."
        raise FunctionRefusedError("InvalidRuntimeException", text, 502)
    program: str = node
    kilobytes = (function.memory_mb * 1024 * 1024 + NODE_BYTES) // 1024

    def command(requests: int, answers: int, folders: _Folders) -> list[str]:
        heap = f"--max-old-space-size={function.memory_mb}"
        script = str(HERE / "node_bootstrap.js")
        limited = ["/bin/sh", "-c", 'ulimit -c 0; ulimit -d "$0"; exec "$@"', str(kilobytes)]
        return [*limited, program, heap, script, str(requests), str(answers), function.handler]

    return command


def _environment(
    function: Function, folders: _Folders, log_stream: str, variables: Mapping[str, str]
) -> dict[str, str]:
    """The whole environment: the function's own variables, and nothing of ours.

    Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
    """
    path = os.pathsep.join((str(folders.layers / "bin"), os.environ.get("PATH", os.defpath)))
    nodes = (folders.layers / "nodejs" / "node_modules", MODULES / "node_modules")
    return {
        "LANG": "C.UTF-8",
        "TZ": ":UTC",
        **dict(function.environment),
        "PATH": path,
        "HOME": str(folders.home),
        "TMPDIR": str(folders.temporary),
        "NODE_PATH": os.pathsep.join(map(str, nodes)),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LAMBDA_TASK_ROOT": str(folders.task),
        "LAMBDA_RUNTIME_DIR": str(HERE),
        "_HANDLER": function.handler,
        "AWS_EXECUTION_ENV": f"AWS_Lambda_{function.runtime}",
        "AWS_LAMBDA_FUNCTION_NAME": function.reference.name,
        "AWS_LAMBDA_FUNCTION_VERSION": function.version,
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(function.memory_mb),
        "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
        "AWS_LAMBDA_LOG_GROUP_NAME": function.log_group,
        "AWS_LAMBDA_LOG_STREAM_NAME": log_stream,
        "AWS_EC2_METADATA_DISABLED": "true",
        **variables,
    }


def _log_stream(function: Function) -> str:
    return f"{time.strftime('%Y/%m/%d', time.gmtime())}/[{function.version}]{secrets.token_hex(16)}"

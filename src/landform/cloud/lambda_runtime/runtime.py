"""Invokes functions: finds an execution environment or makes one, lets it answer, writes the log.

Nothing here holds the lock of the services while a function runs, because the function calls them. An
execution environment is kept for later events of the same version, as with AWS, and ended when it has been
idle for long, when there are too many, or when the cloud is closed.
"""

import atexit
import hmac
import logging
import queue
import secrets
import threading
import time
import uuid
from concurrent.futures import Future
from typing import TYPE_CHECKING, Final

from landform.cloud.clients import ServiceError
from landform.cloud.lambda_runtime.functions import (
    Function,
    FunctionReference,
    FunctionRefusedError,
    find_function,
    reference_of,
)
from landform.cloud.lambda_runtime.logs import log_text, write_log
from landform.cloud.lambda_runtime.outcome import Outcome
from landform.cloud.lambda_runtime.polling import Poller
from landform.cloud.lambda_runtime.process import Event, ExecutionEnvironment, Reply
from landform.cloud.moto_moment import StartedInvocation

if TYPE_CHECKING:
    from landform.cloud.embedded import EmbeddedCloud

LOG: Final = logging.getLogger("landform.functions")
#: Seconds an execution environment is kept without work; AWS keeps them for some minutes.
IDLE_SECONDS: Final = 300.0
#: Idle execution environments; each is a process of some ten megabytes.
IDLE_MAX: Final = 8
#: Asynchronous events that are worked on at once; more of them wait.
WORKERS_MAX: Final = 32
NO_ENDPOINT: Final = "http://127.0.0.1:9"
"""Where nobody listens: a cloud without a door must not let functions call AWS."""

Invocation = tuple[FunctionReference, bytes, "Future[Outcome]"]


class LambdaRuntime:
    """Runs the functions of one cloud."""

    def __init__(self, cloud: "EmbeddedCloud") -> None:
        self._cloud = cloud
        self._secret = secrets.token_bytes(32)
        self._lock = threading.Lock()
        self._idle: list[ExecutionEnvironment] = []  # least recently used first
        self._running: dict[str, list[ExecutionEnvironment]] = {}  # by the function's ARN without qualifier
        self._events: queue.SimpleQueue[Invocation | None] = queue.SimpleQueue()  # None ends a worker
        self._workers = 0
        self._waiting = 0  # workers without work
        self._is_closed = False
        self._poller = Poller(cloud, self)
        atexit.register(self.close)  # a program that forgets to close the cloud leaves no folders behind

    def secret_key(self, account_id: str) -> str:
        """The secret that functions of an account sign with; their access key is the account's id."""
        return hmac.new(self._secret, account_id.encode(), "sha256").hexdigest()[:40]

    def invoke(self, reference: FunctionReference, payload: bytes) -> Outcome:
        """Run a function and wait for it. Raises FunctionRefusedError when it cannot be run at all."""
        function = find_function(self._cloud, reference)
        request_id = str(uuid.uuid4())
        environment = self._enter(function)
        is_new = environment.init_seconds is None
        try:
            reply = environment.run(Event(request_id=request_id, payload=payload))
        except BaseException:
            environment.kill()
            raise
        finally:
            self._leave(environment)
        text = log_text(environment, request_id, reply, environment.init_seconds if is_new else None)
        self._write_log(environment, text)
        return Outcome(
            request_id=request_id,
            version=function.version,
            payload=_payload(reply, request_id),
            is_error=reply.result is None,
            output=text,
        )

    def submit(self, reference: FunctionReference, payload: bytes) -> "Future[Outcome]":
        """Run a function some time soon; the future has what came of it."""
        done: Future[Outcome] = Future()
        with self._lock:
            self._events.put((reference, payload, done))
            if self._waiting == 0 and self._workers < WORKERS_MAX:
                self._workers += 1
                threading.Thread(target=self._work, name="landform-function", daemon=True).start()
        return done

    def start(self, invocation: StartedInvocation) -> None:
        """Run a function for a service, some time soon."""
        reference = reference_of(invocation.function_arn, self._cloud.default_account, "us-east-1")
        if reference is not None:
            self.submit(reference, invocation.payload)

    def poll(self) -> None:
        """See to the event source mappings there are now."""
        self._poller.look()

    def close(self) -> None:
        """Stop every function at once; nothing is run any more."""
        atexit.unregister(self.close)
        with self._lock:
            self._is_closed = True
            running = [each for several in self._running.values() for each in several]
            idle, self._idle = self._idle, []
            for _ in range(self._workers):
                self._events.put(None)
        for environment in running:
            environment.kill()  # whoever runs it ends it
        for environment in idle:
            environment.end()
        self._poller.close()

    def _work(self) -> None:
        while not self._is_closed:
            with self._lock:
                self._waiting += 1
            try:
                event = self._events.get(timeout=IDLE_SECONDS)
            except queue.Empty:
                break
            finally:
                with self._lock:
                    self._waiting -= 1
            if event is None:
                break
            reference, payload, done = event
            try:
                done.set_result(self.invoke(reference, payload))
            except FunctionRefusedError as error:
                LOG.warning("an event was lost", extra={"function": reference.arn, "reason": str(error)})
                done.set_exception(error)
            except Exception as error:
                LOG.exception("an event was lost", extra={"function": reference.arn})
                done.set_exception(error)
        with self._lock:
            self._workers -= 1

    def _enter(self, function: Function) -> ExecutionEnvironment:
        """An execution environment for one event, counted as running."""
        arn, fingerprint = function.reference.arn, function.fingerprint()
        with self._lock:
            self._refuse(function)
            kept = next((each for each in reversed(self._idle) if each.fingerprint == fingerprint), None)
            if kept is not None:
                self._idle.remove(kept)
                self._running.setdefault(_key(function), []).append(kept)
                return kept
        door = self._cloud.endpoint
        endpoint = door() if door is not None else NO_ENDPOINT
        reference = function.reference
        made = ExecutionEnvironment(
            function,
            {
                "AWS_REGION": reference.region,
                "AWS_DEFAULT_REGION": reference.region,
                "AWS_ENDPOINT_URL": endpoint,
                "AWS_ACCESS_KEY_ID": reference.account_id,
                "AWS_SECRET_ACCESS_KEY": self.secret_key(reference.account_id),
            },
        )
        with self._lock:
            is_late = self._is_closed
            self._running.setdefault(_key(function), []).append(made)
        if is_late:
            made.kill()
        LOG.debug("started", extra={"function": arn})
        return made

    def _refuse(self, function: Function) -> None:
        if self._is_closed:
            raise FunctionRefusedError("ServiceException", "The cloud is being closed.", 500)
        running = len(self._running.get(_key(function), ()))
        if function.concurrency is not None and running >= function.concurrency:
            raise FunctionRefusedError("TooManyRequestsException", "Rate Exceeded.", 429)

    def _leave(self, environment: ExecutionEnvironment) -> None:
        old: list[ExecutionEnvironment] = []
        with self._lock:
            key = _key(environment.function)
            self._running[key].remove(environment)
            if not self._running[key]:
                del self._running[key]
            if environment.is_usable and not self._is_closed:
                self._idle.append(environment)
            elif not environment.is_ended:
                old.append(environment)
            horizon = time.monotonic() - IDLE_SECONDS
            while self._idle and (len(self._idle) > IDLE_MAX or self._idle[0].used_at < horizon):
                old.append(self._idle.pop(0))
        for each in old:
            each.end()

    def _write_log(self, environment: ExecutionEnvironment, text: str) -> None:
        if self._is_closed:
            return  # the cloud's file may be closed already, and must not be opened again
        try:
            write_log(self._cloud, environment, text)
        except ServiceError as error:
            LOG.warning(
                "a log was lost", extra={"group": environment.function.log_group, "reason": str(error)}
            )


def _key(function: Function) -> str:
    reference = function.reference
    return f"{reference.account_id}:{reference.region}:{reference.name}"


def _payload(reply: Reply, request_id: str) -> bytes:
    error = reply.error
    if error is not None and error.get("requestId") == "":
        import json

        return json.dumps({**error, "requestId": request_id}).encode()
    return reply.payload

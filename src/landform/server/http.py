"""The one port: CloudFormation is answered by the engine, everything else by the embedded cloud.

An ASGI application. It never raises to the HTTP server: whatever goes wrong is an answer with AWS's code and
without a traceback. Work is done in threads, so a slow request holds up no other.
"""

import asyncio
import contextlib
import json
import logging
import uuid
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final
from urllib.parse import parse_qs

from landform import __version__
from landform.api import cloud_control
from landform.api.front import answer, supported_operations
from landform.api.wire import ApiRequest
from landform.cloud import responses
from landform.cloud.lambda_runtime.requests import is_invocation
from landform.cloud.moto_world import Served
from landform.cloud.operations import is_change_on_the_wire
from landform.cloud.refusals import error_answer, spoken
from landform.cloud.waiting import Patience
from landform.cloud.wire import ACCOUNT_HEADER, WireAnswer, WireRequest
from landform.engine.engine import Engine
from landform.engine.errors import EngineError
from landform.engine.requests import Place
from landform.engine.zones import known_regions
from landform.environment import fault_of
from landform.providers.wait_conditions import PATH as SIGNALS
from landform.server.admission import Admission
from landform.server.auth import Credentials, SignatureError, verify
from landform.server.bucket_cors import answer_page, is_preflight
from landform.server.identities import accepted, check_assumption
from landform.server.kept_answers import KeptAnswers, question_of
from landform.server.limits import REFUSED, Refused
from landform.server.routing import (
    Destination,
    Incoming,
    destination_of,
    function_url,
    with_own_queue_urls,
)

LOG: Final = logging.getLogger("landform.server")
MAX_BODY_BYTES: Final = 512 * 1024 * 1024  # one part of an S3 upload, several times over
BODY_SECONDS: Final = 60.0  # how long a client may be silent while it sends a body
STACK_THREADS: Final = 4  # more only make each other wait: Python runs one at a time
SERVICE_THREADS: Final = 16
FUNCTION_THREADS: Final = 256  # callers who wait for a function; functions call functions, and each waits
HEALTH: Final = "/_landform/health"
FIDELITY: Final = "/_landform/fidelity/"

CLOUD_CONTROL: Final = "cloudcontrolapi"
CLOUDFORMATION: Final = "cloudformation"

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    """How requests are read."""

    account_id: str
    region: str
    credentials: Credentials | None = None  # None: any signature is accepted
    log_requests: bool = False
    admission: Admission = field(default_factory=Admission)


class RequestError(Exception):
    """A request that gets no further; carries AWS's code and an HTTP status."""

    def __init__(self, code: str, message: str, status: int) -> None:
        super().__init__(message)
        self.code = code
        self.status = status


class Application:
    """The ASGI application of one engine."""

    def __init__(self, engine: Engine, settings: ServerSettings) -> None:
        self._engine = engine
        self._settings = settings
        self._kept = KeptAnswers()
        self._stacks = ThreadPoolExecutor(STACK_THREADS, "landform-stacks")
        self._services = ThreadPoolExecutor(SERVICE_THREADS, "landform-services")
        self._functions = ThreadPoolExecutor(FUNCTION_THREADS, "landform-invocations")

    def close(self) -> None:
        """Let running requests end; no new ones are begun."""
        self._stacks.shutdown(wait=True, cancel_futures=True)
        self._services.shutdown(wait=True, cancel_futures=True)
        self._functions.shutdown(wait=True, cancel_futures=True)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            return
        request_id = str(uuid.uuid4())
        head = _head(scope)
        try:
            _check(scope, self._settings.admission)
            given = replace(head, body=await _body(head, receive))
            answered = await self._answered(given, request_id, receive)
        except (RequestError, SignatureError) as error:
            answered = self._error(head, error, request_id)
        except asyncio.CancelledError:  # by the end of the server, which is near
            stopping = RequestError("ServiceUnavailable", "The server is being stopped.", 503)
            answered = self._error(head, stopping, request_id)
        except Exception as error:
            answered = self._error(head, _failure(error, request_id), request_id)
        if self._settings.log_requests:
            LOG.info("request", extra=_logged(scope, answered, request_id))
        await _send(send, scope["method"], answered, request_id)

    async def _answered(self, given: Incoming, request_id: str, receive: Receive) -> WireAnswer:
        loop = asyncio.get_running_loop()
        if given.path.startswith(SIGNALS):
            return await loop.run_in_executor(self._stacks, self._signal, given)
        if given.path.startswith("/_landform/"):
            return self._own_page(given)
        url = function_url(given)
        if url is not None:
            request = WireRequest(given.method, url, given.headers, given.body)
            return await loop.run_in_executor(self._functions, self._function_request, request)
        destination = destination_of(given, self._settings.region)
        owner = self._settings.credentials
        if owner is not None and not is_preflight(given, destination):
            await loop.run_in_executor(self._services, self._verify, owner, given, destination)
        if destination.service == CLOUDFORMATION:
            return await self._stack_answer(given, destination, request_id)
        if destination.service == CLOUD_CONTROL:
            return await loop.run_in_executor(self._stacks, self._control_request, given, destination)
        if is_invocation(destination.url):
            answered = await loop.run_in_executor(self._functions, self._invocation, given, destination)
        else:
            answered = await self._service_answer(given, destination, receive)
        answered = spoken(answered, self._wire_request(given, destination, None), request_id)
        if destination.service == "sqs":
            return with_own_queue_urls(answered, given, destination)
        return answered

    async def _service_answer(
        self, given: Incoming, destination: Destination, receive: Receive
    ) -> WireAnswer:
        """A service's answer. A request that waits holds no thread, and ends when its client has gone."""
        loop, arrivals, patience = asyncio.get_running_loop(), self._engine.cloud.arrivals, Patience()
        look = partial(loop.run_in_executor, self._services, self._look, given, destination)
        served = await look()
        if served.wait_seconds == 0:
            return served.answer
        woken = asyncio.Event()
        gone = asyncio.ensure_future(receive())  # nothing more comes but that the client has gone
        try:
            with arrivals.told(partial(_wake, loop, woken)):
                while not arrivals.is_closed and (pause := patience.pause_seconds(served.wait_seconds)):
                    served = await look()
                    await _pause(served, woken, gone, pause)
        finally:
            gone.cancel()
        return served.answer

    def _look(self, given: Incoming, destination: Destination) -> Served:
        wire = self._wire_request(given, destination, self._account(destination))
        target = given.headers.get("x-amz-target")
        changes = is_change_on_the_wire(destination.service, given.method, target, _action(given))
        look = partial(self._engine.cloud.look, is_change=changes)
        if destination.service == "s3" and ("origin" in given.headers or given.method == "OPTIONS"):
            cloud, region = self._engine.cloud, destination.region
            return Served(answer=answer_page(cloud, region, wire, lambda each: look(each).answer))
        return look(wire)

    def _invocation(self, given: Incoming, destination: Destination) -> WireAnswer:
        return self._function_request(self._wire_request(given, destination, self._account(destination)))

    @staticmethod
    def _wire_request(given: Incoming, destination: Destination, account_id: str | None) -> WireRequest:
        headers = {name: value for name, value in given.headers.items() if name not in _OWN_HEADERS}
        if account_id is not None:
            headers[ACCOUNT_HEADER] = account_id
        return WireRequest(given.method, destination.url, headers, given.body)

    async def _stack_answer(self, given: Incoming, destination: Destination, request_id: str) -> WireAnswer:
        question = question_of(given, destination)
        revision = self._engine.store.revision
        answered = self._kept.find(question, revision, request_id)
        if answered is None:
            request = ApiRequest(
                path=given.path, headers=given.headers, body=given.body or given.query.encode()
            )
            loop = asyncio.get_running_loop()
            answered = await loop.run_in_executor(
                self._stacks, lambda: answer(self._engine, self._place(destination), request)
            )
            self._kept.keep(question, revision, answered)
        return WireAnswer(answered.status, answered.headers, answered.body)

    def _verify(self, owner: Credentials, given: Incoming, destination: Destination) -> None:
        """Raises SignatureError unless somebody who may has signed the request."""
        verify(given, accepted(self._engine.cloud, owner, given, destination))
        if destination.service == "sts":
            check_assumption(self._engine.cloud, given, self._account(destination))

    def _own_page(self, given: Incoming) -> WireAnswer:
        if given.path == HEALTH:
            return _json(self._health())
        if given.path.startswith(responses.PATH):
            return self._response(given)
        if given.path == f"{FIDELITY}api":
            return _json(supported_operations())
        if given.path.startswith(FIDELITY):
            return _json(self._fidelity(given.path.removeprefix(FIDELITY)))
        raise RequestError("NotFound", f"There is no page {given.path[:200]}.", 404)

    def _health(self) -> Mapping[str, Any]:
        runner = self._engine.runner
        faults = list(dict.fromkeys(str(each) for each in runner.faults))
        status = "waiting" if faults else "running"
        return {"status": status, "version": __version__, "busy": runner.is_busy, "faults": faults}

    def _response(self, given: Incoming) -> WireAnswer:
        """What a custom resource's function says; any content type will do, as at the S3 that AWS uses."""
        if given.method != "PUT":
            raise RequestError("MethodNotAllowed", "Responses are put here.", 405)
        token = given.path.removeprefix(responses.PATH)
        if not self._engine.cloud.responses.deliver(token, given.body):
            raise RequestError("AccessDenied", "Request has expired", 403)
        return WireAnswer(200, {}, b"")

    def _signal(self, given: Incoming) -> WireAnswer:
        """A signal at a wait condition's URL, which is signed in itself and may have any content type."""
        if given.method != "PUT":
            raise RequestError("MethodNotAllowed", "Signals are put here.", 405)
        source = f"{given.path.removeprefix(SIGNALS)}?{given.query}"
        with self._engine.changing(owning=False):
            try:
                is_known = self._engine.signals.deliver(source, given.body)
            except EngineError as error:
                raise RequestError(error.code, error.message, error.status) from None
            if not is_known:
                raise RequestError("AccessDenied", "Request has expired", 403)
        return WireAnswer(200, {}, b"")

    def _function_request(self, request: WireRequest) -> WireAnswer:
        return self._engine.cloud.serve(request, is_change=False)

    def _fidelity(self, type_name: str) -> Mapping[str, Any]:
        from landform.providers.fidelity import fidelity
        from landform.providers.schema_facts import SchemaFactsCatalog

        found = fidelity(type_name, SchemaFactsCatalog(self._engine.catalog))
        return {
            "level": str(found.level),
            "no_effect": found.no_effect,
            "change_gaps": found.change_gaps,
            "notes": list(found.notes),
        }

    def _account(self, destination: Destination) -> str:
        return self._engine.cloud.account_of(destination.access_key) or self._settings.account_id

    def _place(self, destination: Destination) -> Place:
        if destination.region not in known_regions():
            raise RequestError("InvalidClientTokenId", f"There is no region {destination.region}.", 403)
        return Place(account_id=self._account(destination), region=destination.region)

    def _control_request(self, given: Incoming, destination: Destination) -> WireAnswer:
        target = given.headers.get("x-amz-target", "")
        answered = cloud_control.answer(self._engine, self._place(destination), target, given.body)
        return WireAnswer(answered.status, answered.headers, answered.body)

    def _error(self, head: Incoming, error: RequestError | SignatureError, request_id: str) -> WireAnswer:
        """An error of our own, as the client of the service reads it."""
        service = destination_of(head, self._settings.region).service
        return error_answer(
            error.code, str(error), error.status, request_id, headers=head.headers, service=service
        )


_OWN_HEADERS: Final = frozenset({"host", ACCOUNT_HEADER})


def _wake(loop: asyncio.AbstractEventLoop, woken: asyncio.Event) -> None:
    with contextlib.suppress(RuntimeError):  # the loop has been closed meanwhile
        loop.call_soon_threadsafe(woken.set)


async def _pause(served: Served, woken: asyncio.Event, gone: "asyncio.Task[Message]", seconds: float) -> None:
    """Until something has come or the time is over; not at all with an answer at hand.

    Raises RequestError when the client has gone.
    """
    if served.wait_seconds == 0:
        return
    waiting = asyncio.ensure_future(woken.wait())
    try:
        await asyncio.wait({waiting, gone}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()
    woken.clear()
    if gone.done():
        raise RequestError("RequestTimeout", "The client has gone.", 408)


def _head(scope: Message) -> Incoming:
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    return Incoming(
        method=scope["method"],
        path=scope["raw_path"].decode("latin-1").split("?")[0] or "/",
        query=scope["query_string"].decode("latin-1"),
        headers=headers,
    )


def _check(scope: Message, admission: Admission) -> None:
    """Raises RequestError for what the connection would not take, and for web pages of strangers."""
    refused = scope.get("state", {}).get(REFUSED)
    if refused is Refused.HEAD_TOO_LONG:
        raise RequestError("RequestHeaderSectionTooLarge", "The head of the request is over 64 KiB.", 431)
    if refused is Refused.CROWDED:
        raise RequestError("ServiceUnavailable", "There are too many connections. Try again later.", 503)
    stranger = admission.refusal_on_the_wire(scope["headers"])
    if stranger is not None:
        raise RequestError("AccessDenied", stranger, 403)


async def _body(head: Incoming, receive: Receive) -> bytes:
    length = head.headers.get("content-length", "0")
    if not length.isdigit() or int(length) > MAX_BODY_BYTES:
        raise RequestError("RequestEntityTooLarge", "The request is too large.", 413)
    pieces, size = [], 0
    while True:
        try:
            async with asyncio.timeout(BODY_SECONDS):
                message = await receive()
        except TimeoutError:
            raise RequestError("RequestTimeout", "The body of the request did not arrive.", 408) from None
        if message["type"] == "http.disconnect":
            raise RequestError("RequestTimeout", "The client has gone.", 408)
        piece = message.get("body", b"")
        size += len(piece)
        if size > MAX_BODY_BYTES:
            raise RequestError("RequestEntityTooLarge", "The request is too large.", 413)
        pieces.append(piece)
        if not message.get("more_body"):
            return b"".join(pieces)


async def _send(send: Send, method: str, answered: WireAnswer, request_id: str) -> None:
    headers = {name.lower(): value for name, value in answered.headers.items()}
    for name in ("transfer-encoding", "date", "connection"):  # the HTTP server's own
        headers.pop(name, None)
    headers.setdefault("x-amzn-requestid", request_id)
    if method != "HEAD" or "content-length" not in headers:
        headers["content-length"] = str(len(answered.body))
    encoded = [
        (name.encode("latin-1", "replace"), value.encode("latin-1", "replace"))
        for name, value in headers.items()
    ]
    await send({"type": "http.response.start", "status": answered.status, "headers": encoded})
    await send({"type": "http.response.body", "body": b"" if method == "HEAD" else answered.body})


def _action(given: Incoming) -> str | None:
    if given.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return parse_qs(given.body[:65_536].decode(errors="replace")).get("Action", [None])[0]
    return parse_qs(given.query).get("Action", [None])[0]


def _json(value: Mapping[str, Any]) -> WireAnswer:
    return WireAnswer(200, {"content-type": "application/json"}, json.dumps(value).encode())


def _failure(error: Exception, request_id: str) -> RequestError:
    """What a request is answered that met a fault of the environment, or one of ours."""
    fault = fault_of(error)
    if fault is not None:
        LOG.error("request refused", extra={"request_id": request_id, "fault": str(fault)})
        return RequestError("ServiceUnavailable", f"{fault}.", 503)
    LOG.error("request failed", extra={"request_id": request_id}, exc_info=error)
    return RequestError("InternalFailure", f"Internal failure ({request_id}).", 500)


def _logged(scope: Message, answered: WireAnswer, request_id: str) -> dict[str, Any]:
    return {
        "method": scope["method"],
        "path": scope["path"][:200],
        "status": answered.status,
        "request_id": request_id,
    }

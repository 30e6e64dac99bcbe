"""Answers of our own in the place of a service's: in the client's protocol, and in sentences for users.

When a service trips over a request, a body that is not what the protocol or the operation wants is the
request's fault (400). For all else the emulation is to blame; the same request would fail again, so it is not
answered with a status that clients repeat.
"""

import json
import logging
import re
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, unquote_plus, urlsplit
from xml.sax.saxutils import escape

from landform.cloud.hosts import read_host
from landform.cloud.s3_bodies import request_problem
from landform.cloud.wire import WireAnswer, WireRequest

LOG: Final = logging.getLogger("landform.cloud")

REFUSAL_HEADER: Final = "x-landform-refusal"
EMULATION_FAILURE: Final = "EmulationFailure"

FAILURES_FILE: Final = "failures.log"
FAILURES_BYTES: Final = 1 << 20  # of the file; when it is longer it begins anew

_FORM: Final = "application/x-www-form-urlencoded"
_XML_SERVICES: Final = frozenset({"cloudfront", "route53", "s3", "s3-control", "s3-outposts"})
#: Bytes of a form that are looked at for its action.
_FORM_BYTES: Final = 65_536


def refusal(status: int, code: str, message: str) -> WireAnswer:
    """A refusal that needs no protocol: what the handlers' clients read, and `spoken` translates."""
    headers = {REFUSAL_HEADER: code, "content-type": "text/plain; charset=utf-8"}
    return WireAnswer(status, headers, message.encode())


def spoken(answer: WireAnswer, request: WireRequest, request_id: str) -> WireAnswer:
    """The answer as the client who made the request reads it; only refusals are not that already."""
    code = answer.headers.get(REFUSAL_HEADER)
    if code is None:
        return answer
    host = read_host(urlsplit(request.url).netloc)
    headers = {name.lower(): value for name, value in request.headers.items()}
    return error_answer(
        code, answer.body.decode(), answer.status, request_id, headers=headers, service=host.prefix or ""
    )


def error_answer(
    code: str, message: str, status: int, request_id: str, *, headers: Mapping[str, str], service: str
) -> WireAnswer:
    """An error in the protocol that the request's headers (names in lower case) and service tell."""
    kind = headers.get("content-type", "")
    told = {"x-amzn-errortype": code}
    if headers.get("smithy-protocol") == "rpc-v2-cbor":
        import cbor2

        form = {"content-type": "application/cbor", "smithy-protocol": "rpc-v2-cbor"}
        return WireAnswer(status, {**told, **form}, cbor2.dumps({"__type": code, "message": message}))
    is_xml = kind.startswith(_FORM) or service in _XML_SERVICES or (not kind and service in ("", "ec2"))
    if "x-amz-target" in headers or not is_xml:
        body = json.dumps({"__type": code, "message": message}).encode()
        return WireAnswer(status, {**told, "content-type": "application/x-amz-json-1.0"}, body)
    error = f"<Code>{escape(code)}</Code><Message>{escape(message)}</Message>"
    if service == "s3":
        text = f"<Error>{error}<RequestId>{request_id}</RequestId></Error>"
    elif service == "ec2":
        text = (
            f"<Response><Errors><Error>{error}</Error></Errors><RequestID>{request_id}</RequestID></Response>"
        )
    else:
        fault = "Sender" if status < 500 else "Receiver"
        text = (
            f"<ErrorResponse><Error><Type>{fault}</Type>{error}</Error>"
            f"<RequestId>{request_id}</RequestId></ErrorResponse>"
        )
    return WireAnswer(status, {**told, "content-type": "text/xml"}, f'<?xml version="1.0"?>{text}'.encode())


def refusal_of_crash(request: WireRequest, error: Exception, folder: Path | None) -> WireAnswer:
    """What is answered to a request that a service tripped over.

    Args:
        folder: where the traceback is kept; None for a cloud in memory, which logs it.
    """
    service = read_host(urlsplit(request.url).netloc).prefix or urlsplit(request.url).netloc
    malformed = _malformed(request, service)
    if malformed is not None:
        return malformed
    if _is_about_a_value(error, request):
        return refusal(
            400, "InvalidParameterValue", "A value of the request is not what its parameter takes."
        )
    what = f"{service} {_operation(request)}"
    _keep_traceback(what, error, folder)
    where = (
        f"in {FAILURES_FILE} in the folder of the embedded cloud" if folder else "logged by 'landform.cloud'"
    )
    return refusal(
        501,
        EMULATION_FAILURE,
        f"The embedded cloud failed to emulate {what} ({type(error).__name__}). This is a fault of the"
        " emulation, not of the template or the request; repeating it will not help."
        f" The traceback is {where}.",
    )


def _operation(request: WireRequest) -> str:
    """The API operation, or what the request was, where only its URL tells."""
    headers = {name.lower(): value for name, value in request.headers.items()}
    target = headers.get("x-amz-target")
    if target:
        return target.rpartition(".")[2]
    parts = urlsplit(request.url)
    form = request.body[:_FORM_BYTES].decode(errors="replace")
    action = parse_qs(form).get("Action") if headers.get("content-type", "").startswith(_FORM) else None
    return action[0] if action else f"{request.method} {parts.path}"


def _malformed(request: WireRequest, service: str) -> WireAnswer | None:
    """The refusal of a body that cannot be read, or is not what the operation takes; None when it is."""
    headers = {name.lower(): value for name, value in request.headers.items()}
    kind = headers.get("content-type", "")
    if "json" in kind or "x-amz-target" in headers:
        try:
            given = json.loads(request.body or b"{}")
        except ValueError:
            return refusal(400, "SerializationException", "The body of the request is not JSON.")
        misfit = _misfit(service, headers.get("x-amz-target", ""), given)
        return refusal(400, "ValidationException", misfit) if misfit else None
    if kind.startswith(_FORM):
        return _malformed_form(request, service)
    problem = request_problem(request) if service == "s3" else None
    return refusal(400, *problem) if problem else None


def _malformed_form(request: WireRequest, service: str) -> WireAnswer | None:
    model = _model(service)
    if model is None:
        return None
    action = _operation(request)
    if action not in model.operation_names:
        return refusal(400, "InvalidAction", "The action of the request is not valid for this endpoint.")
    shape: Any = model.operation_model(action).input_shape
    given = {name.partition(".")[0] for name in parse_qs(request.body.decode(errors="replace"))}
    for name in shape.required_members if shape is not None else ():
        if shape.members[name].serialization.get("name", name) not in given:
            text = f"The request must contain the parameter {name}."
            return refusal(400, "MissingParameter", text)
    return None


def _is_about_a_value(error: Exception, request: WireRequest) -> bool:
    """Whether Python could not read a value, such as a number, that came with the request."""
    if type(error) is not ValueError:
        return False
    quoted = re.search(r"'([^']+)'", str(error))
    return quoted is not None and quoted[1] in unquote_plus(f"{request.url} {request.body.decode('latin-1')}")


def _model(service: str) -> Any:
    """botocore's model of the service at a host; None when its name there is another."""
    from botocore.exceptions import UnknownServiceError

    from landform.cloud.models import service_model

    try:
        return service_model(service)
    except UnknownServiceError:
        return None


def _misfit(service: str, target: str, given: object) -> str | None:
    """What of a JSON body does not fit the operation's model; None when all does, or nothing tells."""
    from botocore.validate import ParamValidator

    if not isinstance(given, dict):
        return "The body of the request is not an object."
    prefix, _, operation = target.rpartition(".")
    model = _model(service)
    if model is None or model.metadata.get("targetPrefix") != prefix:
        return None
    if operation not in model.operation_names:
        return f"The operation {operation!r} is not known."
    shape: Any = model.operation_model(operation).input_shape
    report = ParamValidator().validate(given, shape) if shape is not None else None
    if report is None or not report.has_errors():
        return None
    # What was given stays out of the answer, which may be shown among a stack's events.
    return re.sub(r", value: .*?, type: ", ", type: ", report.generate_report(), flags=re.DOTALL)


def _keep_traceback(what: str, error: Exception, folder: Path | None) -> None:
    """Frames and the kind of the error only: its text may hold what a parameter held."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    text = f"{what}: {type(error).__name__}\n{frames}"
    LOG.info("a service failed", extra={"operation": what, "traceback": text})
    if folder is None:
        return
    file = folder / FAILURES_FILE
    try:
        is_long = file.exists() and file.stat().st_size > FAILURES_BYTES
        with file.open("w" if is_long else "a", encoding="utf-8") as opened:
            file.chmod(0o600)
            opened.write(f"{text}\n")
    except OSError as problem:
        LOG.warning("the traceback of a failed service could not be kept: %s", problem)

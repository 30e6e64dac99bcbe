"""From an HTTP request for CloudFormation to its answer; knows the wire, hands the work to operations."""

import logging
import uuid
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from urllib.parse import parse_qsl

from botocore.model import OperationNotFoundError, ServiceModel

from landform.api.call import Call
from landform.api.operations import CHANGING, OPERATIONS, OWNING
from landform.api.query import MalformedRequestError, answer_xml, error_xml, parse_parameters
from landform.cloud.models import service_model
from landform.engine.engine import Engine
from landform.engine.errors import EngineError
from landform.engine.ownership import StateInUseError
from landform.engine.requests import Place

LOG = logging.getLogger("landform.api")
MAX_BODY_BYTES = 5_000_000  # the largest template of the quotas, in the form encoding, several times over
MAX_FIELDS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class WireAnswer:
    """What goes back over HTTP."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    error: EngineError | None = None  # for clients in the same process: it may carry diagnostics


def cloudformation_model() -> ServiceModel:
    """botocore's model of CloudFormation."""
    return service_model("cloudformation")


def supported_operations() -> dict[str, bool]:
    """Every operation of botocore's model, and whether it is answered; the others are refused by name."""
    return {name: name in OPERATIONS for name in sorted(cloudformation_model().operation_names)}


def answer(engine: Engine, place: Place, body: bytes) -> WireAnswer:
    """Answer one request of the query protocol. Never raises."""
    request_id = str(uuid.uuid4())
    try:
        return _answered(engine, place, body, request_id)
    except EngineError as error:
        LOG.info("%s %s", error.code, error.message)
        return _error(error, request_id)
    except MalformedRequestError as error:
        return _error(EngineError("ValidationError", str(error)), request_id)
    except StateInUseError as error:
        return _error(EngineError("OperationInProgressException", f"{error}.", status=409), request_id)
    except Exception:
        LOG.exception("request %s failed", request_id)
        failure = EngineError(
            "InternalFailure", f"Internal Failure ({request_id}). This is a bug in Landform.", status=500
        )
        return _error(failure, request_id)


def _answered(engine: Engine, place: Place, body: bytes, request_id: str) -> WireAnswer:
    if len(body) > MAX_BODY_BYTES:
        raise EngineError("RequestEntityTooLarge", "The request is too large.", status=413)
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MAX_FIELDS)
    except ValueError:
        raise MalformedRequestError("The request is not form encoded UTF-8.") from None
    fields = dict(pairs)
    name = fields.get("Action", "")
    try:
        model = cloudformation_model().operation_model(name)
    except OperationNotFoundError:
        raise EngineError("InvalidAction", f"Could not find operation {name[:100]}") from None
    operation = OPERATIONS.get(name)
    if operation is None:
        raise EngineError(
            "UnsupportedOperation", f"Landform does not support the operation {name} yet.", status=501
        )
    call = Call(engine=engine, place=place, parameters=parse_parameters(model, fields))
    with engine.changing(owning=name in OWNING) if name in CHANGING else nullcontext():
        answered = operation(call)
    text = answer_xml(model, answered, request_id)
    return WireAnswer(status=200, headers=_headers(request_id), body=text.encode())


def _error(error: EngineError, request_id: str) -> WireAnswer:
    text = error_xml(error.code, error.message, request_id, is_sender=error.status < 500)
    return WireAnswer(status=error.status, headers=_headers(request_id), body=text.encode(), error=error)


def _headers(request_id: str) -> dict[str, str]:
    return {"Content-Type": "text/xml", "x-amzn-RequestId": request_id}

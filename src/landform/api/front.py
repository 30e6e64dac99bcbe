"""From an HTTP request for CloudFormation to its answer; knows the wire, hands the work to operations."""

import logging
import uuid
from contextlib import nullcontext
from dataclasses import replace
from functools import cache

from botocore.model import OperationNotFoundError, ServiceModel

from landform.api.call import Call
from landform.api.constraints import constraint_errors
from landform.api.operations import CHANGING, OPERATIONS, OWNING, REPEATABLE
from landform.api.query import QueryProtocol
from landform.api.wire import (
    MAX_BODY_BYTES,
    ApiAnswer,
    ApiRequest,
    MalformedRequestError,
    WireProtocol,
)
from landform.cloud.models import service_model
from landform.engine.engine import Engine
from landform.engine.errors import EngineError
from landform.engine.ownership import StateInUseError
from landform.engine.requests import Place
from landform.environment import fault_of

LOG = logging.getLogger("landform.api")


def cloudformation_model() -> ServiceModel:
    """botocore's model of CloudFormation."""
    return service_model("cloudformation")


def supported_operations() -> dict[str, bool]:
    """Every operation of botocore's model, and whether it is answered; the others are refused by name."""
    return {name: name in OPERATIONS for name in sorted(cloudformation_model().operation_names)}


def answer(engine: Engine, place: Place, request: ApiRequest) -> ApiAnswer:
    """Answer one request, in the protocol that it is written in.

    Raises EnvironmentFaultError, which is no answer of CloudFormation, and nothing else.
    """
    request_id = str(uuid.uuid4())
    protocol = _protocol_of(request)
    try:
        return _answered(engine, place, request, protocol, request_id)
    except EngineError as error:
        LOG.info("%s %s", error.code, error.message)
        return protocol.error(error, request_id)
    except MalformedRequestError as error:
        return protocol.error(EngineError("ValidationError", str(error)), request_id)
    except StateInUseError as error:
        refusal = EngineError("OperationInProgressException", f"{error}.", status=409)
        return protocol.error(refusal, request_id)
    except Exception as error:
        fault = fault_of(error)
        if fault is not None:
            raise fault from error
        LOG.exception("request %s failed", request_id)
        failure = EngineError(
            "InternalFailure", f"Internal Failure ({request_id}). This is a bug in Landform.", status=500
        )
        return protocol.error(failure, request_id)


def _answered(
    engine: Engine, place: Place, request: ApiRequest, protocol: WireProtocol, request_id: str
) -> ApiAnswer:
    if len(request.body) > MAX_BODY_BYTES:
        raise EngineError("RequestEntityTooLarge", "The request is too large.", status=413)
    name, content = protocol.read(request)
    try:
        model = cloudformation_model().operation_model(name)
    except OperationNotFoundError:
        raise EngineError("InvalidAction", f"Could not find operation {name[:100]}") from None
    operation = OPERATIONS.get(name)
    if operation is None:
        raise EngineError(
            "UnsupportedOperation", f"Landform does not support the operation {name} yet.", status=501
        )
    parameters = protocol.parameters(model, content)
    problem = constraint_errors(model.input_shape, parameters) if model.input_shape else None
    if problem is not None:
        raise EngineError("ValidationError", problem)
    call = Call(engine=engine, place=place, parameters=parameters)
    with engine.changing(owning=name in OWNING) if name in CHANGING else nullcontext():
        answered = operation(call)
    return replace(protocol.answer(model, answered, request_id), is_repeatable=name in REPEATABLE)


_QUERY = QueryProtocol()


def _protocol_of(request: ApiRequest) -> WireProtocol:
    if request.headers.get("smithy-protocol") == "rpc-v2-cbor":
        return _cbor()
    if "x-amz-target" in request.headers:
        return _json(request.headers.get("content-type", "").rpartition("-")[2])
    return _QUERY


@cache
def _cbor() -> WireProtocol:
    from landform.api.cbor_protocol import CborProtocol

    return CborProtocol()


def _json(version: str) -> WireProtocol:
    from landform.api.json_protocol import JsonProtocol

    return JsonProtocol(version if version in ("1.0", "1.1") else "1.0")

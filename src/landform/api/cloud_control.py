"""Cloud Control's wire: JSON 1.0, from an HTTP request to its answer.

Source: https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
"""

import json
import logging
import uuid
from collections.abc import Callable, Mapping
from typing import Any, Final

from landform.api.constraints import constraint_errors
from landform.api.json_protocol import checked_parameters
from landform.api.pages import ITEMS_A_PAGE, page_of, position_of
from landform.api.wire import MAX_BODY_BYTES, ApiAnswer, MalformedRequestError, answer_headers
from landform.cloud.models import service_model
from landform.engine.engine import Engine
from landform.engine.errors import EngineError
from landform.engine.ownership import StateInUseError
from landform.engine.requests import Place
from landform.environment import fault_of

LOG = logging.getLogger("landform.api")
Parameters = Mapping[str, Any]
Answer = dict[str, Any]


def answer(engine: Engine, place: Place, target: str, body: bytes) -> ApiAnswer:
    """Answer one request. Raises EnvironmentFaultError and nothing else."""
    request_id = str(uuid.uuid4())
    try:
        return _json(200, _answered(engine, place, target.rpartition(".")[2], body), request_id)
    except EngineError as error:
        LOG.info("%s %s", error.code, error.message)
        return _error(error, request_id)
    except StateInUseError as error:
        return _error(EngineError("ConcurrentOperationException", f"{error}.", status=409), request_id)
    except Exception as error:
        fault = fault_of(error)
        if fault is not None:
            raise fault from error
        LOG.exception("request %s failed", request_id)
        failure = EngineError("InternalFailure", f"Internal Failure ({request_id}).", status=500)
        return _error(failure, request_id)


def _answered(engine: Engine, place: Place, name: str, body: bytes) -> Answer:
    if len(body) > MAX_BODY_BYTES:
        raise EngineError("RequestEntityTooLarge", "The request is too large.", status=413)
    operation = OPERATIONS.get(name)
    if operation is None:
        raise EngineError("UnsupportedActionException", f"Landform does not support {name[:100]} yet.")
    try:
        parameters = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        raise EngineError("SerializationException", "The request is not JSON.") from None
    parameters = _checked(name, parameters)
    if name in _CHANGING:
        with engine.changing(owning=True):
            return operation(engine, place, parameters)
    return operation(engine, place, parameters)


def _checked(name: str, given: Any) -> Parameters:
    """The parameters, as botocore's model has them."""
    model = service_model("cloudcontrol").operation_model(name)
    assert model.input_shape is not None  # every operation of Cloud Control has one
    try:
        found = checked_parameters(model, given)
    except MalformedRequestError as error:
        raise EngineError("SerializationException", str(error)) from None
    broken = constraint_errors(model.input_shape, found)
    if broken is not None:
        raise EngineError("ValidationException", broken)
    return found


def _required(parameters: Parameters, name: str) -> str:
    value = parameters.get(name)
    if not isinstance(value, str) or not value:
        raise EngineError("ValidationException", f"{name} must be given as text.")
    return value


def _create(engine: Engine, place: Place, parameters: Parameters) -> Answer:
    found = engine.cloud_control.create(
        place,
        _required(parameters, "TypeName"),
        _required(parameters, "DesiredState"),
        parameters.get("ClientToken"),
    )
    return {"ProgressEvent": found}


def _update(engine: Engine, place: Place, parameters: Parameters) -> Answer:
    found = engine.cloud_control.update(
        place,
        _required(parameters, "TypeName"),
        _required(parameters, "Identifier"),
        _required(parameters, "PatchDocument"),
        parameters.get("ClientToken"),
    )
    return {"ProgressEvent": found}


def _delete(engine: Engine, place: Place, parameters: Parameters) -> Answer:
    found = engine.cloud_control.delete(
        place,
        _required(parameters, "TypeName"),
        _required(parameters, "Identifier"),
        parameters.get("ClientToken"),
    )
    return {"ProgressEvent": found}


def _get(engine: Engine, place: Place, parameters: Parameters) -> Answer:
    name = _required(parameters, "TypeName")
    found = engine.cloud_control.get(place, name, _required(parameters, "Identifier"))
    description = {"Identifier": found.identifier, "Properties": found.properties}
    return {"TypeName": name, "ResourceDescription": description}


def _list(engine: Engine, place: Place, parameters: Parameters) -> Answer:
    name = _required(parameters, "TypeName")
    start = position_of(parameters["NextToken"]) if parameters.get("NextToken") else 0
    limit = parameters.get("MaxResults", ITEMS_A_PAGE)
    found, following = engine.cloud_control.resources(
        place, name, parameters.get("ResourceModel"), start, limit
    )
    described = [{"Identifier": each.identifier, "Properties": each.properties} for each in found]
    more = {} if following is None else {"NextToken": str(following)}
    return {"TypeName": name, "ResourceDescriptions": described, **more}


def _status(engine: Engine, place: Place, parameters: Parameters) -> Answer:
    return {"ProgressEvent": engine.cloud_control.status(place, _required(parameters, "RequestToken"))}


def _requests(engine: Engine, place: Place, parameters: Parameters) -> Answer:
    wanted = parameters.get("ResourceRequestStatusFilter") or {}
    found = [
        each
        for each in engine.cloud_control.requests(place)
        if each["Operation"] in wanted.get("Operations", [each["Operation"]])
        and each["OperationStatus"] in wanted.get("OperationStatuses", [each["OperationStatus"]])
    ]
    page = page_of(found, parameters.get("NextToken"), parameters.get("MaxResults", ITEMS_A_PAGE))
    more = {"NextToken": page.next_token} if page.next_token else {}
    return {"ResourceRequestStatusSummaries": page.items, **more}


def _cancel(engine: Engine, place: Place, parameters: Parameters) -> Answer:
    return {"ProgressEvent": engine.cloud_control.cancel(place, _required(parameters, "RequestToken"))}


OPERATIONS: Final[Mapping[str, Callable[[Engine, Place, Parameters], Answer]]] = {
    "CancelResourceRequest": _cancel,
    "CreateResource": _create,
    "DeleteResource": _delete,
    "GetResource": _get,
    "GetResourceRequestStatus": _status,
    "ListResourceRequests": _requests,
    "ListResources": _list,
    "UpdateResource": _update,
}
_CHANGING: Final = frozenset({"CreateResource", "DeleteResource", "UpdateResource"})


def _error(error: EngineError, request_id: str) -> ApiAnswer:
    return _json(error.status, {"__type": error.code, "message": error.message}, request_id)


def _json(status: int, value: Answer, request_id: str) -> ApiAnswer:
    headers = answer_headers("application/x-amz-json-1.0", request_id)
    return ApiAnswer(status=status, headers=headers, body=json.dumps(value).encode())

"""Smithy's RPC v2 CBOR for CloudFormation, which AWS does not speak yet: the operation is in the path.

Source: https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html
"""

from collections.abc import Mapping
from typing import Any, Final

import cbor2
from botocore.model import OperationModel

from landform.api.json_protocol import QUERY_ERROR, checked_parameters, query_error
from landform.api.json_shapes import answer_values
from landform.api.wire import REQUEST_ID, ApiAnswer, ApiRequest, MalformedRequestError
from landform.engine.errors import EngineError

PROTOCOL: Final = "smithy-protocol"
NAME: Final = "rpc-v2-cbor"
_EPOCH_SECONDS: Final = 1  # CBOR's tag of a moment as seconds since the epoch


class CborProtocol:
    """See landform.api.wire.WireProtocol."""

    def read(self, request: ApiRequest) -> tuple[str, Any]:
        try:
            content = _decoded(request.body) if request.body else {}
        except cbor2.CBORError:
            raise MalformedRequestError("The request is not CBOR.") from None
        return request.path.rpartition("/operation/")[2], content

    def parameters(self, model: OperationModel, content: Any) -> dict[str, Any]:
        return checked_parameters(model, content)

    def answer(self, model: OperationModel, answered: Mapping[str, Any], request_id: str) -> ApiAnswer:
        shape = model.output_shape
        if shape is None:  # no document then, and so no type of one
            return ApiAnswer(status=200, headers=_headers(request_id), body=b"")
        return _written(200, answer_values(shape, answered, _moment), request_id)

    def error(self, error: EngineError, request_id: str) -> ApiAnswer:
        return _written(error.status, {"__type": error.code, "message": error.message}, request_id, error)


def _decoded(body: bytes) -> Any:
    """A tree whose moments are seconds; what other tags make is of no type that a model has."""
    return cbor2.loads(
        body,
        semantic_decoders={_EPOCH_SECONDS: lambda decoder: decoder.decode()},
        allow_duplicate_keys=False,
        strict_hashable_types=True,
    )


def _written(
    status: int, value: Mapping[str, Any], request_id: str, error: EngineError | None = None
) -> ApiAnswer:
    headers = {**_headers(request_id), "Content-Type": "application/cbor"}
    if error is not None:
        headers[QUERY_ERROR] = query_error(error)
    return ApiAnswer(status=status, headers=headers, body=cbor2.dumps(value), error=error)


def _headers(request_id: str) -> dict[str, str]:
    return {REQUEST_ID: request_id, PROTOCOL: NAME}


def _moment(seconds: float) -> Any:
    return cbor2.CBORTag(_EPOCH_SECONDS, float(seconds))

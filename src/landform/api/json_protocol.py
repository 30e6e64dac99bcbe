"""AWS's JSON protocols for CloudFormation, which AWS does not speak yet: one target header, one object.

Its other services went this way from the query protocol, and told their old error codes in a header of their
own. Sources: https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html and
https://smithy.io/2.0/aws/protocols/aws-query-protocol.html (awsQueryCompatible)
"""

import json
from collections.abc import Mapping
from typing import Any, Final

from botocore.model import OperationModel

from landform.api.json_shapes import answer_values, known_values, type_error
from landform.api.wire import ApiAnswer, ApiRequest, MalformedRequestError, answer_headers
from landform.engine.errors import EngineError

TARGET: Final = "x-amz-target"
QUERY_ERROR: Final = "x-amzn-query-error"


class JsonProtocol:
    """See landform.api.wire.WireProtocol."""

    def __init__(self, version: str) -> None:
        self._content_type = f"application/x-amz-json-{version}"

    def read(self, request: ApiRequest) -> tuple[str, Any]:
        try:
            content = json.loads(request.body or b"{}")
        except (ValueError, RecursionError):
            raise MalformedRequestError("The request is not JSON.") from None
        return request.headers[TARGET].rpartition(".")[2], content

    def parameters(self, model: OperationModel, content: Any) -> dict[str, Any]:
        return checked_parameters(model, content)

    def answer(self, model: OperationModel, answered: Mapping[str, Any], request_id: str) -> ApiAnswer:
        shape = model.output_shape
        value = {} if shape is None else answer_values(shape, answered, float)
        return self._written(200, value, request_id)

    def error(self, error: EngineError, request_id: str) -> ApiAnswer:
        value = {"__type": error.code, "message": error.message}
        return self._written(error.status, value, request_id, error)

    def _written(
        self, status: int, value: Mapping[str, Any], request_id: str, error: EngineError | None = None
    ) -> ApiAnswer:
        headers = answer_headers(self._content_type, request_id)
        if error is not None:
            headers[QUERY_ERROR] = query_error(error)
        return ApiAnswer(status=status, headers=headers, body=json.dumps(value).encode(), error=error)


def query_error(error: EngineError) -> str:
    """The error as the query protocol would tell it, for clients that know the old code."""
    return f"{error.code};{'Sender' if error.status < 500 else 'Receiver'}"


def checked_parameters(model: OperationModel, content: Any) -> dict[str, Any]:
    """The parameters of a tree, if it is of the model's types. Raises MalformedRequestError."""
    shape = model.input_shape
    if shape is None:
        return {}
    problem = type_error(shape, content)
    if problem is not None:
        raise MalformedRequestError(problem)
    found: dict[str, Any] = known_values(shape, content)
    return found

"""What a wire protocol gets and gives. Each protocol that AWS speaks is one module with these functions."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from botocore.model import OperationModel

from landform.engine.errors import EngineError

MAX_BODY_BYTES = 5_000_000  # the largest template of the quotas, in the form encoding, several times over

REQUEST_ID = "x-amzn-RequestId"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiRequest:
    """An HTTP request for CloudFormation; the names of its headers are lower case."""

    path: str = "/"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiAnswer:
    """What goes back over HTTP."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    error: EngineError | None = None  # for clients in the same process: it may carry diagnostics
    is_repeatable: bool = False  # the same question has the same answer until the state changes


class MalformedRequestError(Exception):
    """The request does not have the form that its protocol or its operation's model asks for."""


class WireProtocol(Protocol):
    """One way of writing requests and answers."""

    def read(self, request: ApiRequest) -> tuple[str, Any]:
        """The operation's name and what the request says, as the protocol has it.

        Raises MalformedRequestError.
        """

    def parameters(self, model: OperationModel, content: Any) -> dict[str, Any]:
        """The parameters in botocore's input shape. Raises MalformedRequestError."""

    def answer(self, model: OperationModel, answered: Mapping[str, Any], request_id: str) -> ApiAnswer:
        """An operation's answer."""

    def error(self, error: EngineError, request_id: str) -> ApiAnswer:
        """A refusal."""


def answer_headers(content_type: str, request_id: str) -> dict[str, str]:
    """The headers that every answer has."""
    return {"Content-Type": content_type, REQUEST_ID: request_id}


def with_request_id(answered: ApiAnswer, request_id: str) -> ApiAnswer:
    """The same answer to another request; request ids are all of one length."""
    body = answered.body.replace(answered.headers[REQUEST_ID].encode(), request_id.encode())
    return replace(answered, headers={**answered.headers, REQUEST_ID: request_id}, body=body)

"""Wait condition handles and wait conditions: types of CloudFormation itself, with nothing behind them.

A handle is a URL of this server that nobody can guess; what is put there is a signal.
A wait condition only waits, and that is the deployment's: to make one takes no work.
Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-waitcondition.html
"""

import secrets
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote

from landform.ground.handler import (
    HandlerAction,
    HandlerAnswer,
    HandlerErrorCode,
    HandlerFailure,
    HandlerRequest,
    HandlerSuccess,
)

if TYPE_CHECKING:
    from landform.cloud.embedded import EmbeddedCloud

HANDLE: Final = "AWS::CloudFormation::WaitConditionHandle"
CONDITION: Final = "AWS::CloudFormation::WaitCondition"
PATH: Final = "/_landform/signals/"
_SIGNATURE: Final = "?Signature="


def handle_source(url: str) -> str | None:
    """What tells a handle from all others, wherever its server listens now; None for another URL.

    `STACK_ARN/LOGICAL_ID?Signature=TOKEN`, quoted as in the URL.
    """
    _, found, source = url.partition(PATH)
    return source if found and _SIGNATURE in source else None


def handle_owner(source: str) -> tuple[str, str]:
    """The stack id and the logical id of a handle."""
    stack_id, _, logical_id = unquote(source.partition(_SIGNATURE)[0]).rpartition("/")
    return stack_id, logical_id


class WaitConditions:
    """landform.ground.handler.Provider for both types, without an event loop."""

    def __init__(self, cloud: "EmbeddedCloud") -> None:
        self._cloud = cloud

    def answer(self, request: HandlerRequest) -> HandlerAnswer:
        """Answer one request. A handle that was made twice was given to nobody the first time."""
        match request.action:
            case HandlerAction.CREATE:
                return self._create_handle(request) if request.type_name == HANDLE else _create(request)
            case HandlerAction.UPDATE if request.desired != request.deployed:
                text = f"Update to resource type {request.type_name} is not supported."
                return _failure(HandlerErrorCode.NOT_UPDATABLE, text, request.physical_id)
            case HandlerAction.SNAPSHOT_AND_DELETE:
                text = f"{request.type_name} has no snapshots."
                return _failure(HandlerErrorCode.UNSUPPORTED, text, request.physical_id)
            case HandlerAction.READ:
                return HandlerSuccess(physical_id=request.physical_id or "", properties=request.previous)
            case _:
                return HandlerSuccess(physical_id=request.physical_id or "")

    def _create_handle(self, request: HandlerRequest) -> HandlerAnswer:
        door = self._cloud.endpoint
        address = door() if door is not None else "http://127.0.0.1:9"  # an engine without a door
        owner = quote(request.stack_id, safe="/") + f"/{request.logical_id}"
        url = f"{address}{PATH}{owner}{_SIGNATURE}{secrets.token_urlsafe(32)}"
        return HandlerSuccess(physical_id=url, attributes={"Id": url})


def _create(request: HandlerRequest) -> HandlerAnswer:
    """A wait condition is called as its handle's owner; one that only has a creation policy as itself."""
    handle = request.desired.get("Handle")
    if handle is None:
        return _condition(f"{request.stack_id}/{request.logical_id}")
    source = handle_source(str(handle))
    if source is None:
        text = f"The Handle of {request.logical_id} is not the Ref of a {HANDLE}."
        return _failure(HandlerErrorCode.INVALID_REQUEST, text)
    return _condition("/".join(handle_owner(source)))


def _condition(physical_id: str) -> HandlerSuccess:
    return HandlerSuccess(physical_id=physical_id, attributes={"Id": physical_id})


def _failure(code: HandlerErrorCode, text: str, physical_id: str | None = None) -> HandlerFailure:
    return HandlerFailure(code=code, message=text, physical_id=physical_id)

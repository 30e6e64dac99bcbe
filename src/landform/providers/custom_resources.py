"""Custom resources: the work is done by a Lambda function, or by whoever listens to an SNS topic.

The request is AWS's; the answer is put at a URL of this process. What is not as at AWS: a function that ends
with an error before it has answered fails the resource at once; AWS invokes it twice more and then waits
for the rest of the hour.
Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref.html
"""

import asyncio
import contextlib
import json
import re
import uuid
from collections.abc import Mapping
from concurrent.futures import Future, InvalidStateError
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from landform.cloud.clients import ServiceError
from landform.cloud.failures import REQUEST_NAMESPACE
from landform.cloud.lambda_runtime.functions import FunctionRefusedError, find_function, reference_of
from landform.cloud.responses import PATH
from landform.ground.handler import (
    HandlerAction,
    HandlerAnswer,
    HandlerErrorCode,
    HandlerFailure,
    HandlerRequest,
    HandlerSuccess,
)
from landform.ground.values import Secret, Value
from landform.providers.names import NameRule, generated_name

if TYPE_CHECKING:
    from landform.cloud.embedded import EmbeddedCloud
    from landform.cloud.lambda_runtime.outcome import Outcome

CUSTOM_PREFIX: Final = "Custom::"
CUSTOM_RESOURCE: Final = "AWS::CloudFormation::CustomResource"
DEFAULT_TIMEOUT_SECONDS: Final = 3600
#: Bytes of a response and of a physical id, CloudFormation's limits.
RESPONSE_BYTES: Final = 4096
PHYSICAL_ID_BYTES: Final = 1024
TOKEN: Final = re.compile(r"arn:[a-z-]+:(?P<service>lambda|sns):[a-z0-9-]+:\d{12}:.+\Z")
REQUEST_TYPES: Final = {
    HandlerAction.CREATE: "Create",
    HandlerAction.UPDATE: "Update",
    HandlerAction.DELETE: "Delete",
}
NAME: Final = NameRule(max_length=255)


def is_custom(type_name: str) -> bool:
    """Whether resources of the type are custom resources."""
    return type_name == CUSTOM_RESOURCE or type_name.startswith(CUSTOM_PREFIX)


class _RefusedError(Exception):
    """What was said in answer to a request, or that nothing was; the text is for the events."""

    def __init__(self, text: str, physical_id: str | None = None) -> None:
        super().__init__(text)
        self.physical_id = physical_id  # as the response names it


@dataclass(frozen=True, slots=True, kw_only=True)
class _Response:
    """A response that says SUCCESS."""

    physical_id: str | None
    data: Mapping[str, Value]


class CustomResources:
    """landform.ground.handler.Provider for the custom resources of one account and region."""

    def __init__(self, cloud: "EmbeddedCloud", account_id: str, region: str) -> None:
        self._cloud = cloud
        self._account_id = account_id
        self._region = region

    def supports(self, type_name: str) -> bool:
        """See Provider."""
        return is_custom(type_name)

    async def handle(self, request: HandlerRequest) -> HandlerAnswer:
        """Send the request and wait for the response; a repeated request carries the same RequestId."""
        if request.action not in REQUEST_TYPES:
            text = f"{request.type_name} does not support {request.action.lower()}."
            return HandlerFailure(
                code=HandlerErrorCode.UNSUPPORTED, message=text, physical_id=request.physical_id
            )
        refused = _refusal(request)
        if refused is not None:
            return _failure(refused, request.physical_id)
        request_id = str(uuid.uuid5(REQUEST_NAMESPACE, f"{request.client_token}/{request.action}"))
        try:
            response = await self._ask(request, request_id)
        except _RefusedError as error:
            return _failure(str(error), request.physical_id or error.physical_id or _made_up_id(request))
        except (FunctionRefusedError, ServiceError) as error:
            return _failure(str(error), request.physical_id)
        return _success(request, response)

    async def _ask(self, request: HandlerRequest, request_id: str) -> _Response:
        token, answered = self._cloud.responses.expect()
        door = self._cloud.endpoint
        url = f"{door() if door is not None else 'http://127.0.0.1:9'}{PATH}{token}"
        event = _event(request, request_id, url)
        try:
            await asyncio.to_thread(self._send, _token(request), event, answered)
            body = await asyncio.wait_for(asyncio.wrap_future(answered), _timeout_seconds(request))
        except TimeoutError:
            raise _RefusedError(_no_response(request_id)) from None
        finally:
            self._cloud.responses.forget(token)
        return _read(request, request_id, body)

    def _send(self, service_token: str, event: dict[str, Any], answered: "Future[bytes]") -> None:
        """Give the event to the function or topic. Raises FunctionRefusedError or ServiceError."""
        text = json.dumps(event)
        if service_token.split(":")[2] == "sns":
            clients = self._cloud.clients(self._account_id, self._region)
            subject = "AWS CloudFormation custom resource request"
            parameters = {"TopicArn": service_token, "Subject": subject, "Message": text}
            clients.call("sns", "Publish", parameters)
            return
        reference = reference_of(service_token, self._account_id, self._region)
        if reference is None:
            raise FunctionRefusedError("ValidationException", "Invalid service token.", 400)
        find_function(self._cloud, reference)
        running = self._cloud.functions.submit(reference, text.encode())
        running.add_done_callback(lambda done: _tell_crash(done, answered, event["RequestId"]))


def _tell_crash(done: "Future[Outcome]", answered: "Future[bytes]", request_id: str) -> None:
    """End the waiting for a function that has failed without a response."""
    error = done.exception()
    if error is not None:
        text = f"The function could not be run: {error}"
    elif done.result().is_error:
        text = f"The function failed before it sent a response: {done.result().error_text}"
    else:
        return  # it may have handed the request on to somebody who will answer
    with contextlib.suppress(InvalidStateError):  # it has answered, or nobody waits any more
        answered.set_exception(_RefusedError(f"{text} (RequestId: {request_id})"))


def _refusal(request: HandlerRequest) -> str | None:
    """Why the request is not even sent, in AWS's words; None when it is."""
    token = _token(request)
    if request.action is HandlerAction.UPDATE and token != request.deployed.get("ServiceToken"):
        return "Modifying service token is not allowed."
    return None if TOKEN.match(token) else "Invalid service token."


def _token(request: HandlerRequest) -> str:
    return str(_properties(request).get("ServiceToken", ""))


def _properties(request: HandlerRequest) -> Mapping[str, Value]:
    """What the resource is asked to be; for a deletion what it was."""
    return request.deployed if request.action is HandlerAction.DELETE else request.desired


def _timeout_seconds(request: HandlerRequest) -> float:
    given = _properties(request).get("ServiceTimeout")
    return float(given) if isinstance(given, int | str) and str(given).isdigit() else DEFAULT_TIMEOUT_SECONDS


def _event(request: HandlerRequest, request_id: str, url: str) -> dict[str, Any]:
    """AWS's request object.

    Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref-requests.html
    """
    event: dict[str, Any] = {
        "RequestType": REQUEST_TYPES[request.action],
        "ServiceToken": _token(request),
        "ResponseURL": url,
        "StackId": request.stack_id,
        "RequestId": request_id,
        "LogicalResourceId": request.logical_id,
        "ResourceType": request.type_name,
        "ResourceProperties": _in_text(dict(_properties(request))),
    }
    if request.physical_id is not None:
        event["PhysicalResourceId"] = request.physical_id
    if request.action is HandlerAction.UPDATE:
        event["OldResourceProperties"] = _in_text(dict(request.previous))
    return event


def _in_text(value: Value) -> Any:
    """The value with every scalar as a string: what CloudFormation makes of properties."""
    if isinstance(value, dict):
        return {key: _in_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_in_text(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _read(request: HandlerRequest, request_id: str, body: bytes) -> _Response:
    """The response object; raises _RefusedError for one that says FAILED or is none.

    Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref-responses.html
    """
    if len(body) > RESPONSE_BYTES:
        raise _RefusedError("Response object is too long.")
    try:
        response = json.loads(body)
    except (ValueError, RecursionError):
        response = None
    if not isinstance(response, dict):
        raise _RefusedError(f"Invalid response object: it is no JSON object (RequestId: {request_id})")
    given = response.get("PhysicalResourceId")
    physical_id = given if isinstance(given, str) and given else None
    status = response.get("Status")
    if status == "FAILED":
        reason = response.get("Reason") or "See the details in CloudWatch Log Stream"
        text = f"Received response status [FAILED] from custom resource. Message returned: {reason}"
        raise _RefusedError(f"{text} (RequestId: {request_id})", physical_id)
    if status != "SUCCESS":
        text = f"Invalid response object: Status must be SUCCESS or FAILED (RequestId: {request_id})"
        raise _RefusedError(text, physical_id)
    is_needed = request.action is not HandlerAction.DELETE
    if is_needed and (physical_id is None or len(physical_id.encode()) > PHYSICAL_ID_BYTES):
        raise _RefusedError("Invalid PhysicalResourceId")
    data = response.get("Data")
    if data is not None and not isinstance(data, dict):
        text = f"Invalid response object: Data must be an object (RequestId: {request_id})"
        raise _RefusedError(text, physical_id)
    is_secret = str(response.get("NoEcho", "")).lower() == "true"
    values = {name: _secret(value) if is_secret else value for name, value in (data or {}).items()}
    return _Response(physical_id=physical_id, data=values)


def _secret(value: Any) -> Value:
    if isinstance(value, dict):
        return {key: _secret(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_secret(item) for item in value]
    return value if value is None else Secret(value if isinstance(value, str) else json.dumps(value))


def _success(request: HandlerRequest, response: _Response) -> HandlerSuccess:
    physical_id = response.physical_id or request.physical_id or ""
    is_new = request.action is HandlerAction.UPDATE and physical_id != request.physical_id
    return HandlerSuccess(physical_id=physical_id, attributes=response.data, is_replacement=is_new)


def _failure(text: str, physical_id: str | None) -> HandlerFailure:
    return HandlerFailure(
        code=HandlerErrorCode.GENERAL_SERVICE_EXCEPTION, message=text, physical_id=physical_id
    )


def _made_up_id(request: HandlerRequest) -> str | None:
    """The physical id of a resource whose function named none: something may exist, and is deleted by it."""
    return generated_name(request, NAME) if request.action is HandlerAction.CREATE else None


def _no_response(request_id: str) -> str:
    return (
        "CloudFormation did not receive a response from your Custom Resource. Please check your logs for "
        f"requestId [{request_id}]. If you are using the Python cfn-response module, you may need to update "
        "your Lambda function code so that CloudFormation can attach the updated version."
    )

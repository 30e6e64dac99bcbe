"""Invocations as they come over the wire: Lambda's Invoke, and the URLs of functions.

Source: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
"""

import base64
import json
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, unquote, urlsplit

from landform.cloud.lambda_runtime.function_urls import answer_url, is_function_url
from landform.cloud.lambda_runtime.functions import (
    FunctionRefusedError,
    find_function,
    reference_of,
)
from landform.cloud.wire import ACCOUNT_HEADER, WireAnswer, WireRequest

if TYPE_CHECKING:
    from landform.cloud.embedded import EmbeddedCloud
    from landform.cloud.lambda_runtime.runtime import LambdaRuntime

HOST: Final = re.compile(r"lambda\.(?P<region>[a-z0-9-]+)\.(amazonaws|api\.aws)")
PATH: Final = re.compile(
    r"/2015-03-31/functions/(?P<name>[^/]+)/invocations/?\Z"
    r"|/2014-11-13/functions/(?P<old_name>[^/]+)/invoke-async/?\Z"
)
STREAMING: Final = re.compile(r"/2021-11-15/functions/[^/]+/response-streaming-invocations/?\Z")
#: Bytes of an event whose answer is awaited, of other events, of an answer: Lambda's limits.
SYNCHRONOUS_BYTES: Final = 6 * 1024 * 1024
ASYNCHRONOUS_BYTES: Final = 1024 * 1024
#: Bytes of the log that an answer shows.
TAIL_BYTES: Final = 4096


def is_invocation(url: str) -> bool:
    """Whether a URL, spelled as AWS's own, runs a function; such a request may take long."""
    if is_function_url(url):
        return True
    parts = urlsplit(url)
    runs = PATH.match(parts.path) or STREAMING.match(parts.path)
    return bool(runs and HOST.match(parts.netloc))


def answer_invocation(cloud: "EmbeddedCloud", runtime: "LambdaRuntime", request: WireRequest) -> WireAnswer:
    """Run the function; `is_invocation` holds for the request."""
    try:
        if is_function_url(request.url):
            return answer_url(cloud, runtime, request)
        return _invoke(cloud, runtime, request)
    except FunctionRefusedError as error:
        return _refusal(error)


def _invoke(cloud: "EmbeddedCloud", runtime: "LambdaRuntime", request: WireRequest) -> WireAnswer:
    parts = urlsplit(request.url)
    host, path = HOST.match(parts.netloc), PATH.match(parts.path)
    if host is None or path is None:
        raise FunctionRefusedError("NotImplemented", "Answers are not streamed here. Use Invoke.", 501)
    headers = {name.lower(): value for name, value in request.headers.items()}
    account = headers.get(ACCOUNT_HEADER, cloud.default_account)
    qualifier = parse_qs(parts.query).get("Qualifier", [None])[0]
    name = unquote(path["name"] or path["old_name"])
    reference = reference_of(name, account, host["region"], qualifier)
    if reference is None:
        text = f"The function name {name[:200]} is not one."
        raise FunctionRefusedError("ValidationException", text, 400)
    kind = headers.get("x-amz-invocation-type", "RequestResponse")
    if path["old_name"]:
        kind = "Event"
    payload = _event(request.body, kind)
    if kind == "DryRun":
        find_function(cloud, reference)
        return WireAnswer(204, {}, b"")
    if kind == "Event":
        find_function(cloud, reference)
        runtime.submit(reference, payload)
        return WireAnswer(202, {}, b"")
    outcome = runtime.invoke(reference, payload)
    answered = {"content-type": "application/json", "x-amz-executed-version": outcome.version}
    answered["x-amzn-requestid"] = outcome.request_id
    body = outcome.payload
    is_error = outcome.is_error
    if len(body) > SYNCHRONOUS_BYTES:
        text = f"Response payload size exceeded maximum allowed payload size ({SYNCHRONOUS_BYTES} bytes)."
        body = json.dumps({"errorMessage": text, "errorType": "Function.ResponseSizeTooLarge"}).encode()
        is_error = True
    if is_error:
        answered["x-amz-function-error"] = "Unhandled"
    if headers.get("x-amz-log-type") == "Tail":
        answered["x-amz-log-result"] = base64.b64encode(outcome.output.encode()[-TAIL_BYTES:]).decode()
    return WireAnswer(200, answered, body)


def _event(body: bytes, kind: str) -> bytes:
    """The event of a request, an empty map when it has none."""
    if kind not in ("RequestResponse", "Event", "DryRun"):
        text = f"Value '{kind[:100]}' at 'invocationType' failed to satisfy constraint"
        raise FunctionRefusedError("ValidationException", text, 400)
    limit = ASYNCHRONOUS_BYTES if kind == "Event" else SYNCHRONOUS_BYTES
    if len(body) > limit:
        text = f"Request must be smaller than {limit} bytes for the InvokeFunction operation"
        raise FunctionRefusedError("RequestTooLargeException", text, 413)
    if not body.strip():
        return b"{}"
    try:
        json.loads(body)
    except (ValueError, RecursionError) as error:
        text = f"Could not parse request body into json: {error}"
        raise FunctionRefusedError("InvalidRequestContentException", text, 400) from error
    return body


def _refusal(error: FunctionRefusedError) -> WireAnswer:
    body = json.dumps({"Type": "User", "Message": str(error), "message": str(error)})
    headers = {"content-type": "application/json", "x-amzn-errortype": error.code}
    return WireAnswer(error.status, headers, body.encode())

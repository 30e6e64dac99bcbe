"""The URLs of functions: an HTTP request becomes an event, and what the function returns an HTTP answer.

Source: https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html (payload format 2.0)
"""

import base64
import json
import re
import time
import uuid
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from landform.cloud.cors import CorsRule, answer_headers, preflight_headers, url_rules, without_cors
from landform.cloud.lambda_runtime.functions import FunctionReference, FunctionRefusedError
from landform.cloud.moto_world import MOTO_LOCK
from landform.cloud.wire import ACCOUNT_HEADER, WireAnswer, WireRequest

if TYPE_CHECKING:
    from landform.cloud.embedded import EmbeddedCloud
    from landform.cloud.lambda_runtime.runtime import LambdaRuntime

HOST: Final = re.compile(r"(?P<id>[a-z0-9]+)\.lambda-url\.(?P<region>[a-z0-9-]+)\.")
TEXT_TYPES: Final = ("text/", "application/json", "application/xml", "application/javascript")
DROPPED_HEADERS: Final = frozenset({ACCOUNT_HEADER, "host"})


def is_function_url(url: str) -> bool:
    """Whether a URL is one of a function's."""
    return HOST.match(urlsplit(url).netloc) is not None


def answer_url(cloud: "EmbeddedCloud", runtime: "LambdaRuntime", request: WireRequest) -> WireAnswer:
    """Run the function behind a URL. Raises FunctionRefusedError."""
    parts = urlsplit(request.url)
    host = HOST.match(parts.netloc)
    found = _find(cloud, host["id"], host["region"]) if host else None
    if found is None:
        return _json(403, {"Message": "Forbidden"})
    reference, is_signed_only, rules = found
    headers = {name.lower(): value for name, value in request.headers.items()}
    if rules and request.method == "OPTIONS" and "access-control-request-method" in headers:
        return WireAnswer(200, preflight_headers(rules, headers) or {}, b"")
    if is_signed_only and "authorization" not in headers and "X-Amz-Signature=" not in parts.query:
        return _json(403, {"Message": "Forbidden"})
    answered = _run(runtime, reference, json.dumps(_event(request, headers, reference)).encode())
    if not rules:
        return answered
    # What the URL's configuration says counts, whatever the function says.
    allowed = answer_headers(rules, headers.get("origin", ""), request.method)
    return WireAnswer(answered.status, without_cors(answered.headers) | allowed, answered.body)


def _run(runtime: "LambdaRuntime", reference: FunctionReference, event: bytes) -> WireAnswer:
    try:
        outcome = runtime.invoke(reference, event)
    except FunctionRefusedError as error:
        if error.status == 429:
            return _json(429, {"Reason": "Rate Exceeded.", "message": "Rate Exceeded."})
        raise
    if outcome.is_error:
        return WireAnswer(502, {"content-type": "application/json"}, b"Internal Server Error")
    return _answer(json.loads(outcome.payload))


def _find(
    cloud: "EmbeddedCloud", url_id: str, region: str
) -> tuple[FunctionReference, bool, list[CorsRule]] | None:
    """The function that has the URL, whether only signed requests may use it, and which pages may."""
    with MOTO_LOCK, cloud.world().installed():
        from landform.cloud.moto_seams import backend_tables

        candidates = (
            (account_id, function)
            for account_id, regions in dict.items(backend_tables("lambda"))
            if region in dict.keys(regions)
            for function in regions[region]._lambdas.latest()
            if function.url_config is not None
        )
        for account_id, function in candidates:
            url = function.url_config
            if url.url.partition("://")[2].startswith(f"{url_id}."):
                reference = FunctionReference(
                    account_id=account_id, region=region, name=function.function_name
                )
                is_signed_only = url.config.get("AuthType") != "NONE"
                return reference, is_signed_only, url_rules(url.config.get("Cors"))
    return None


def _event(request: WireRequest, headers: dict[str, str], reference: FunctionReference) -> dict[str, Any]:
    parts = urlsplit(request.url)
    kept = {name: value for name, value in headers.items() if name not in DROPPED_HEADERS}
    cookies = [each.strip() for each in kept.pop("cookie", "").split(";") if each.strip()]
    now = time.time()
    event: dict[str, Any] = {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": unquote(parts.path) or "/",
        "rawQueryString": parts.query,
        "headers": {**kept, "host": parts.netloc},
        "requestContext": {
            "accountId": "anonymous",
            "apiId": parts.netloc.partition(".")[0],
            "domainName": parts.netloc,
            "domainPrefix": parts.netloc.partition(".")[0],
            "http": {
                "method": request.method,
                "path": unquote(parts.path) or "/",
                "protocol": "HTTP/1.1",
                "sourceIp": "127.0.0.1",
                "userAgent": headers.get("user-agent", ""),
            },
            "requestId": str(uuid.uuid4()),
            "routeKey": "$default",
            "stage": "$default",
            "time": time.strftime("%d/%b/%Y:%H:%M:%S +0000", time.gmtime(now)),
            "timeEpoch": int(now * 1000),
        },
        "isBase64Encoded": False,
    }
    if cookies:
        event["cookies"] = cookies
    query: dict[str, str] = {}
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        query[name] = f"{query[name]},{value}" if name in query else value
    if query:
        event["queryStringParameters"] = query
    if request.body:
        is_text = headers.get("content-type", "").startswith(TEXT_TYPES)
        event["isBase64Encoded"] = not is_text
        body = request.body if is_text else base64.b64encode(request.body)
        event["body"] = body.decode(errors="replace")
    return event


def _answer(result: Any) -> WireAnswer:
    """What a function returned, as HTTP; anything but a map with a status is the body itself."""
    if not isinstance(result, dict) or "statusCode" not in result:
        body = result if isinstance(result, str) else json.dumps(result)
        return WireAnswer(200, {"content-type": "application/json"}, body.encode())
    headers = {str(name).lower(): str(value) for name, value in (result.get("headers") or {}).items()}
    headers.setdefault("content-type", "application/json")
    cookies = result.get("cookies") or []
    if cookies:
        headers["set-cookie"] = ", ".join(map(str, cookies))
    body = result.get("body", "")
    text = body if isinstance(body, str) else json.dumps(body)
    try:
        data = base64.b64decode(text) if result.get("isBase64Encoded") else text.encode()
        return WireAnswer(int(result["statusCode"]), headers, data)
    except ValueError:
        return WireAnswer(502, {"content-type": "application/json"}, b"Internal Server Error")


def _json(status: int, value: dict[str, str]) -> WireAnswer:
    return WireAnswer(status, {"content-type": "application/json"}, json.dumps(value).encode())

"""CORS of S3: the bucket's own rules answer a browser's preflight and decide what its pages may read."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from landform.cloud.clients import ServiceError
from landform.cloud.cors import CorsRule, answer_headers, bucket_rules, preflight_headers, without_cors
from landform.cloud.hosts import read_host
from landform.cloud.wire import ACCOUNT_HEADER, WireAnswer, WireRequest
from landform.server.routing import Destination, Incoming

if TYPE_CHECKING:
    from landform.cloud.embedded import EmbeddedCloud

_NOT_ENABLED: Final = "CORSResponse: CORS is not enabled for this bucket."
# The spelling is S3's.
_NOT_ALLOWED: Final = (
    "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, "
    "request method / Access-Control-Request-Method or Access-Control-Request-Headers are not "
    "whitelisted by the resource's CORS spec."
)
_INCOMPLETE: Final = "Insufficient information. Origin request header needed."


def is_preflight(request: Incoming, destination: Destination) -> bool:
    """Whether a browser asks S3 what its pages may do: a question that nobody can sign."""
    return destination.service == "s3" and request.method == "OPTIONS"


def answer_page(
    cloud: "EmbeddedCloud",
    region: str,
    request: WireRequest,
    serve: Callable[[WireRequest], WireAnswer],
) -> WireAnswer:
    """Answer a request to S3 that a web page made or a browser asks about.

    Args:
        serve: S3 itself, which is asked without the Origin: moto merges all rules into one.
    """
    headers = {name.lower(): value for name, value in request.headers.items()}
    account_id = headers[ACCOUNT_HEADER]
    bucket = read_host(urlsplit(request.url).hostname or "").bucket
    rules = _rules(cloud, account_id, region, bucket) if bucket else []
    if request.method != "OPTIONS":
        plain = {name: value for name, value in headers.items() if name != "origin"}
        answered = serve(replace(request, headers=plain))
        added = answer_headers(rules, headers["origin"], request.method)
        return WireAnswer(answered.status, without_cors(answered.headers) | added, answered.body)
    if "origin" not in headers or "access-control-request-method" not in headers:
        return _refused(400, "BadRequest", _INCOMPLETE)
    allowed = preflight_headers(rules, headers)
    if allowed is None:
        return _refused(403, "AccessForbidden", _NOT_ALLOWED if rules else _NOT_ENABLED)
    return WireAnswer(200, allowed, b"")


def _rules(cloud: "EmbeddedCloud", account_id: str, region: str, bucket: str) -> list[CorsRule]:
    try:
        found = cloud.clients(account_id, region).call("s3", "GetBucketCors", {"Bucket": bucket})
    except ServiceError:  # the bucket has no rules, or there is none: nothing is allowed
        return []
    return bucket_rules(found["CORSRules"])


def _refused(status: int, code: str, message: str) -> WireAnswer:
    error = f"<Error><Code>{code}</Code><Message>{message}</Message></Error>"
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n{error}'
    return WireAnswer(status, {"content-type": "application/xml"}, body.encode())

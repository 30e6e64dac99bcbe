"""Which service, account and region a request is for, as clients of one port say it.

Three things can tell: the credential scope of a signature (in the header or in a presigned URL), the host
name (`sqs.us-east-1.amazonaws.com`, `bucket.s3.localhost.localstack.cloud`), and, for what is not signed,
the target header or the fields of the form.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, quote

from landform.cloud.hosts import REGION, is_aws_host, read_host
from landform.cloud.wire import WireAnswer
from landform.ground.regions import region_url_suffix

SCOPE: Final = re.compile(
    r"Credential=(?P<key>[^/,\s]+)/(?P<date>\d*)/(?P<region>[^/,\s]+)/(?P<service>[^/,\s]+)/aws4_request"
)
FUNCTION_HOST: Final = re.compile(r"(?P<id>[a-z0-9]+)\.lambda-url\.(?P<region>[a-z0-9-]+)\.")
_ACCOUNT: Final = re.compile(r"\d{12}\Z")
_WITHOUT_REGION: Final = frozenset({"cloudfront", "iam", "organizations", "route53"})
_VERSIONS: Final = {
    "2010-05-15": "cloudformation",
    "2011-06-15": "sts",
    "2010-05-08": "iam",
    "2012-11-05": "sqs",
    "2010-03-31": "sns",
    "2016-11-15": "ec2",
}
"""The API version that a form names -> the signing name, for forms that are not signed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A request as it came; header names are lower case."""

    method: str
    path: str  # as sent, still quoted
    query: str
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def host(self) -> str:
        """The name the client asked for, without a port."""
        return self.headers.get("host", "").rpartition("@")[2].split(":")[0].lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where a request goes."""

    service: str  # the signing name; "" when nothing tells it
    region: str
    access_key: str | None
    account_id: str | None  # told by an access key of twelve digits
    url: str  # as AWS's own host would be asked


def function_url(request: Incoming) -> str | None:
    """The URL of a function that the request is for, as AWS spells it; None for all other requests."""
    found = FUNCTION_HOST.match(request.host)
    if found is None:
        return None
    query = f"?{request.query}" if request.query else ""
    return f"https://{found['id']}.lambda-url.{found['region']}.on.aws{request.path}{query}"


def with_own_queue_urls(answered: WireAnswer, request: Incoming, destination: Destination) -> WireAnswer:
    """An answer of SQS whose queues are at this server: SDKs send to the URL of a queue."""
    theirs = destination.url.split("/", 3)[2].encode()
    ours = f"http://{request.headers.get('host', '')}".encode()
    body = answered.body.replace(b"https://" + theirs, ours)
    headers = {name: value for name, value in answered.headers.items() if name.lower() != "content-length"}
    return WireAnswer(answered.status, headers, body)


def destination_of(request: Incoming, default_region: str) -> Destination:
    """Read the request."""
    scope = _scope(request)
    host = read_host(request.host)
    service = scope["service"] if scope else _service_told(request, host.prefix)
    region = (scope["region"] if scope else None) or host.region or default_region
    if not REGION.fullmatch(region):  # `aws-global` and the like
        region = default_region
    key = scope["key"] if scope else None
    return Destination(
        service=service,
        region=region,
        access_key=key,
        account_id=key if key is not None and _ACCOUNT.match(key) else None,
        url=_url(request, service, region, host.bucket),
    )


def _service_told(request: Incoming, prefix: str | None) -> str:
    return (_service_of_prefix(prefix) if prefix else _service_of_form(request)) or "s3"


def _scope(request: Incoming) -> Mapping[str, str] | None:
    found = SCOPE.search(request.headers.get("authorization", ""))
    if found is None and "X-Amz-Credential" in request.query:
        credential = dict(parse_qsl(request.query)).get("X-Amz-Credential", "")
        found = SCOPE.search(f"Credential={credential}")
    return found.groupdict() if found else None


def _service_of_form(request: Incoming) -> str | None:
    target = request.headers.get("x-amz-target", "").partition(".")[0]
    if target:
        for service, rows in _hosts().items():
            if any(row[1] == target for row in rows):
                return service
        return re.split(r"[_]\d", target)[0].lower().removeprefix("amazon")
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return None
    fields = dict(parse_qsl(request.body[:65_536].decode(errors="replace")))
    return _VERSIONS.get(fields.get("Version", ""))


def _url(request: Incoming, service: str, region: str, bucket: str | None) -> str:
    suffix = region_url_suffix(region)
    path = request.path
    prefix = _host_prefix(service, request)
    if service == "s3" and prefix == "s3":
        bucket, path = (bucket, path) if bucket else _bucket_of_path(path)
    place = "" if prefix in _WITHOUT_REGION else f".{region}"
    keeps_host = service == "execute-api" and is_aws_host(request.host)
    host = request.host if keeps_host else f"{prefix}{place}.{suffix}"
    host = f"{bucket}.{host}" if bucket else host
    return f"https://{host}{path}" + (f"?{request.query}" if request.query else "")


def _bucket_of_path(path: str) -> tuple[str | None, str]:
    bucket, _, key = path.removeprefix("/").partition("/")
    return (quote(bucket, safe=".-"), f"/{key}") if bucket else (None, path)


def _host_prefix(service: str, request: Incoming) -> str:
    rows = _hosts().get(service)
    if rows is None:
        return service
    target = request.headers.get("x-amz-target", "").partition(".")[0]
    for prefix, target_prefix, path in rows:
        if (target and target == target_prefix) or (path and request.path.startswith(path)):
            return prefix
    plain = [row for row in rows if row[2] is None and (row[1] is None) == (not target)]
    return (plain or rows)[0][0]


def _service_of_prefix(prefix: str) -> str:
    for service, rows in _hosts().items():
        if any(row[0] == prefix for row in rows):
            return service
    return prefix.split(".", maxsplit=1)[0]


@cache
def _hosts() -> dict[str, list[tuple[str, str | None, str | None]]]:
    path = Path(__file__).with_name("services.json")
    rows = json.loads(path.read_text(encoding="utf-8"))
    return {name: [tuple(row) for row in found] for name, found in rows.items()}

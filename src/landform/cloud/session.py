"""boto3 for the embedded cloud: one session whose requests never leave the process.

Only this session's clients are answered here; every other session in the process is untouched. What no
embedded service answers is refused with 501, never sent.
"""

import re
import uuid
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs

from landform.cloud.models import new_session
from landform.cloud.operations import is_change_on_the_wire
from landform.cloud.refusals import spoken
from landform.cloud.wire import ACCESS_KEY, ACCOUNT_HEADER, WireRequest

if TYPE_CHECKING:
    import boto3
    from botocore.awsrequest import AWSPreparedRequest, AWSResponse

    from landform.cloud.embedded import EmbeddedCloud

SCOPE: Final = re.compile(r"Credential=(?P<key>[^/]+)/[^/]*/(?P<region>[^/]+)/(?P<service>[^/]+)/")


OwnServices = Mapping[str, "Callable[[AWSPreparedRequest], AWSResponse]"]
"""Services, by signing name, that somebody else answers in the cloud's place."""


def embedded_session(
    cloud: "EmbeddedCloud", account_id: str, region: str, own_services: OwnServices | None = None
) -> "boto3.Session":
    """A new boto3 session bound to an account and region of the cloud."""
    import boto3

    core = new_session()
    core.set_credentials(ACCESS_KEY, "x" * 40)
    core.set_config_variable("region", region)

    own = own_services or {}

    def answer(**event: Any) -> Any:
        # The event is before-send.SERVICE.Operation; every handler of it would run, so there is but one.
        mine = own.get(event["event_name"].split(".")[1])
        return mine(event["request"]) if mine else _answered(cloud, account_id, event["request"])

    # Clients take a session's handlers along; before-send's answer replaces the sending.
    core.register("before-send", answer)
    return boto3.Session(botocore_session=core, region_name=region)


def _answered(cloud: "EmbeddedCloud", account_id: str, request: "AWSPreparedRequest") -> "AWSResponse":
    from botocore.awsrequest import AWSResponse
    from botocore.compat import HTTPHeaders

    headers = {
        str(name): value.decode() if isinstance(value, bytes) else str(value)
        for name, value in request.headers.items()
    }
    scope = SCOPE.search(headers.get("Authorization", ""))
    headers[ACCOUNT_HEADER] = cloud.account_of(scope["key"] if scope else None) or account_id
    body = _body(request.body)
    wire = WireRequest(str(request.method), str(request.url), headers, body)
    service = scope["service"] if scope else ""
    changes = is_change_on_the_wire(service, wire.method, headers.get("X-Amz-Target"), _action(headers, body))
    answer = spoken(cloud.serve(wire, is_change=changes), wire, str(uuid.uuid4()))
    answered = HTTPHeaders()
    for name, value in answer.headers.items():
        answered[name] = value
    return AWSResponse(wire.url, answer.status, answered, _Raw(answer.body))


def _body(body: Any) -> bytes:
    if body is None:
        return b""
    if isinstance(body, str):
        return body.encode()
    return bytes(body.read()) if hasattr(body, "read") else bytes(body)


def _action(headers: dict[str, str], body: bytes) -> str | None:
    if not headers.get("Content-Type", "").startswith("application/x-www-form-urlencoded"):
        return None
    return parse_qs(body.decode()).get("Action", [None])[0]


class _Raw(BytesIO):
    """What botocore expects of urllib3's response."""

    def stream(self, amt: int = 65536, decode_content: bool | None = None) -> Any:
        """The body in pieces."""
        while piece := self.read(amt):
            yield piece

"""Who may sign, when the server was given credentials: their owner, its functions, and keys that it made.

A key of a user or of an assumed role is as good as AWS makes it: its own secret, its session token, its end.
No policy is evaluated, but a role has to exist to be assumed.
Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
"""

import hmac
from datetime import UTC, datetime
from urllib.parse import parse_qs, parse_qsl

from landform.cloud.embedded import EmbeddedCloud
from landform.server.auth import Credentials, SignatureError
from landform.server.routing import Destination, Incoming

_TOKEN_HEADER = "x-amz-security-token"
_TOKEN_FIELD = "X-Amz-Security-Token"


def accepted(
    cloud: EmbeddedCloud, owner: Credentials, request: Incoming, destination: Destination
) -> Credentials:
    """The credentials that the request has to be signed with. Raises SignatureError for an ended session."""
    account_id = destination.account_id
    if account_id is not None and account_id != owner.access_key:
        return Credentials(access_key=account_id, secret_key=cloud.functions.secret_key(account_id))
    name = destination.access_key
    key = cloud.key(name) if name is not None and name != owner.access_key else None
    if name is None or key is None:
        return owner
    if key.session_token is not None:
        _check_session(request, key.session_token, key.expires_at)
    return Credentials(access_key=name, secret_key=key.secret_key)


def _check_session(request: Incoming, token: str, expires_at: datetime | None) -> None:
    given = request.headers.get(_TOKEN_HEADER) or dict(parse_qsl(request.query)).get(_TOKEN_FIELD, "")
    if not hmac.compare_digest(given.encode(), token.encode()):
        raise SignatureError("InvalidClientTokenId", "The security token included in the request is invalid.")
    if expires_at is not None and expires_at <= datetime.now(UTC).replace(tzinfo=expires_at.tzinfo):
        raise SignatureError("ExpiredToken", "The security token included in the request is expired")


def check_assumption(cloud: EmbeddedCloud, request: Incoming, account_id: str) -> None:
    """Raises SignatureError when the request to STS asks for a role that nobody has made."""
    form = parse_qs(request.body.decode(errors="replace"))
    arn = form.get("RoleArn", [""])[0]
    if form.get("Action") == ["AssumeRole"] and not cloud.has_role(arn):
        raise SignatureError(
            "AccessDenied",
            f"User: arn:aws:iam::{account_id}:root is not authorized to perform: sts:AssumeRole on resource: "
            f"{arn}",
        )

"""Signatures (SigV4), checked when the server was given credentials.

botocore computes what the signature must be from the request as it came; the comparison takes the same time
however much of it is right. A request may be sent again while its time is within the skew, as with AWS.
Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from landform.server.routing import SCOPE, Incoming

CLOCK_SKEW_SECONDS: Final = 300
LONGEST_LINK_SECONDS: Final = 604_800
"""How long a presigned URL may be good.

Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html
"""
UNSIGNED: Final = "UNSIGNED-PAYLOAD"


class SignatureError(Exception):
    """A request that is not signed as it must be."""

    def __init__(self, code: str, message: str, status: int = 403) -> None:
        super().__init__(message)
        self.code = code
        self.status = status


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """The one pair of keys that is accepted."""

    access_key: str
    secret_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claim:
    """What a request says of its signature."""

    scope: Mapping[str, str]
    signed_headers: str
    signature: str
    timestamp: str
    valid_seconds: float
    query: str  # without the signature
    payload: str | None  # the hash that was signed; None: that of the body


def verify(request: Incoming, credentials: Credentials, now: datetime | None = None) -> None:
    """Raises SignatureError unless the request was signed with the credentials, now and as it is."""
    claim = _claim_of_header(request) or _claim_of_query(request)
    if claim is None and "AWSAccessKeyId=" in request.query:
        _verify_old_link(request, credentials, now or datetime.now(UTC))
        return
    if claim is None:
        raise SignatureError("MissingAuthenticationToken", "Missing Authentication Token")
    if not hmac.compare_digest(claim.scope["key"].encode(), credentials.access_key.encode()):
        raise SignatureError("InvalidClientTokenId", "The security token included in the request is invalid.")
    if "host" not in claim.signed_headers.split(";"):
        # Without it, what was signed for one service or bucket could be sent to another.
        raise SignatureError(
            "SignatureDoesNotMatch",
            "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
        )
    _check_time(claim, now or datetime.now(UTC))
    _check_payload(request, claim)
    _compare(claim.signature, _signature(request, claim, credentials))


def _compare(given: str, expected: str) -> None:
    if not hmac.compare_digest(given.encode(), expected.encode()):
        raise SignatureError(
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided. Check your AWS "
            "Secret Access Key and signing method. Consult the service documentation for details.",
        )


def _verify_old_link(request: Incoming, credentials: Credentials, now: datetime) -> None:
    """A presigned URL of S3 in the older form (HMAC-SHA1), which boto3 still makes by default.

    Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/RESTAuthentication.html
    """
    from botocore.auth import HmacV1Auth
    from botocore.compat import HTTPHeaders
    from botocore.credentials import Credentials as Keys

    given = dict(parse_qsl(request.query, keep_blank_values=True))
    expires = given.get("Expires", "")
    if not expires.isdigit() or now.timestamp() > int(expires):
        raise SignatureError("AccessDenied", "Request has expired")
    if not hmac.compare_digest(given.get("AWSAccessKeyId", "").encode(), credentials.access_key.encode()):
        raise SignatureError("InvalidAccessKeyId", "The access key is not known.")
    headers = HTTPHeaders()
    for name, value in request.headers.items():
        if name.startswith("x-amz-") or name in ("content-md5", "content-type"):
            headers[name] = value

    class LinkAuth(HmacV1Auth):
        """What is signed as the date is the end of the link's time."""

        def _get_date(self) -> str:
            return expires

    signer: Any = LinkAuth(Keys(credentials.access_key, credentials.secret_key))
    url = urlsplit(f"http://host{request.path}?{request.query}")
    _compare(given.get("Signature", ""), signer.get_signature(request.method, url, headers))


def _claim_of_header(request: Incoming) -> _Claim | None:
    authorization = request.headers.get("authorization", "")
    scope = SCOPE.search(authorization)
    if scope is None:
        return None
    words = (each.strip() for each in authorization.partition(" ")[2].split(","))
    parts = (each.split("=", 1) for each in words if "=" in each)
    given = dict(parts)
    return _Claim(
        scope=scope.groupdict(),
        signed_headers=given.get("SignedHeaders", ""),
        signature=given.get("Signature", ""),
        timestamp=request.headers.get("x-amz-date", ""),
        valid_seconds=CLOCK_SKEW_SECONDS,
        query=request.query,
        payload=request.headers.get("x-amz-content-sha256"),
    )


def _claim_of_query(request: Incoming) -> _Claim | None:
    """That of a presigned URL."""
    given = dict(parse_qsl(request.query, keep_blank_values=True))
    scope = SCOPE.search(f"Credential={given.get('X-Amz-Credential', '')}")
    if scope is None:
        return None
    kept = [each for each in request.query.split("&") if not each.startswith("X-Amz-Signature=")]
    expires = given.get("X-Amz-Expires", "")
    return _Claim(
        scope=scope.groupdict(),
        signed_headers=given.get("X-Amz-SignedHeaders", ""),
        signature=given.get("X-Amz-Signature", ""),
        timestamp=given.get("X-Amz-Date", ""),
        valid_seconds=float(expires) if expires.isdigit() else CLOCK_SKEW_SECONDS,
        query="&".join(kept),
        payload=UNSIGNED if scope["service"] == "s3" else None,
    )


def _check_time(claim: _Claim, now: datetime) -> None:
    if claim.valid_seconds > LONGEST_LINK_SECONDS:
        raise SignatureError(
            "AuthorizationQueryParametersError",
            "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be "
            f"less than {LONGEST_LINK_SECONDS} seconds",
            400,
        )
    try:
        signed_at = datetime.strptime(claim.timestamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        raise SignatureError("IncompleteSignature", "Date must be in ISO-8601 'basic format'.") from None
    age = (now - signed_at).total_seconds()
    if not -CLOCK_SKEW_SECONDS <= age <= claim.valid_seconds:
        raise SignatureError(
            "SignatureDoesNotMatch", f"Signature expired: {claim.timestamp} is too far from now."
        )


def _check_payload(request: Incoming, claim: _Claim) -> None:
    declared = claim.payload
    if declared is None or declared == UNSIGNED or declared.startswith("STREAMING-"):
        return
    if not hmac.compare_digest(declared.encode(), hashlib.sha256(request.body).hexdigest().encode()):
        raise SignatureError(
            "XAmzContentSHA256Mismatch",
            "The provided 'x-amz-content-sha256' header does not match what was computed.",
        )


def _signature(request: Incoming, claim: _Claim, credentials: Credentials) -> str:
    from botocore.auth import S3SigV4Auth, SigV4Auth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials as Keys

    headers = {name: request.headers.get(name, "") for name in claim.signed_headers.split(";") if name}
    url = f"http://{request.headers.get('host', '')}{request.path}"
    url += f"?{claim.query}" if claim.query else ""
    rebuilt: Any = AWSRequest(method=request.method, url=url, headers=headers)
    rebuilt.context["timestamp"] = claim.timestamp
    kind = S3SigV4Auth if claim.scope["service"] == "s3" else SigV4Auth
    keys = Keys(credentials.access_key, credentials.secret_key)
    signer: Any = kind(keys, claim.scope["service"], claim.scope["region"])
    payload = claim.payload or hashlib.sha256(request.body).hexdigest()
    lines = signer.canonical_request(rebuilt).split("\n")
    canonical = "\n".join([*lines[:-1], payload])  # the last line is the body's hash
    return str(signer.signature(signer.string_to_sign(rebuilt, canonical), rebuilt))

"""Signatures, made by botocore as clients make them, then changed, moved and kept too long."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from botocore.auth import SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials as Keys

from landform.server.auth import Credentials, SignatureError, verify
from landform.server.routing import Incoming

OWNER = Credentials(access_key="AKIDEXAMPLE", secret_key="s3cret")
BODY = b"Action=DescribeStacks&Version=2010-05-15"
URL = "http://127.0.0.1:4566/"


def signed(*, skip_host: bool = False) -> Incoming:
    """A request as a client signs it now."""
    request: Any = AWSRequest(method="POST", url=URL, data=BODY, headers={"Host": "127.0.0.1:4566"})
    signer: Any = SigV4Auth(Keys(OWNER.access_key, OWNER.secret_key), "cloudformation", "us-east-1")
    if skip_host:
        signer.headers_to_sign = _without_host(signer.headers_to_sign)
    signer.add_auth(request)
    headers = {name.lower(): str(value) for name, value in request.headers.items()}
    return Incoming(method="POST", path="/", query="", headers=headers, body=BODY)


def _without_host(original: Any) -> Any:
    def headers_to_sign(request: Any) -> Any:
        found = original(request)
        del found["host"]
        return found

    return headers_to_sign


def presigned(expires: int) -> Incoming:
    """A link to STS as a client presigns it now."""
    request: Any = AWSRequest(method="GET", url=f"{URL}?Action=GetCallerIdentity&Version=2011-06-15")
    signer: Any = SigV4QueryAuth(
        Keys(OWNER.access_key, OWNER.secret_key), "sts", "us-east-1", expires=expires
    )
    signer.add_auth(request)
    parts = urlsplit(request.url)
    return Incoming(method="GET", path="/", query=parts.query, headers={"host": parts.netloc})


def refusal(request: Incoming, now: datetime | None = None) -> tuple[str, int]:
    with pytest.raises(SignatureError) as caught:
        verify(request, OWNER, now)
    return caught.value.code, caught.value.status


def test_what_the_owner_signed_is_accepted() -> None:
    verify(signed(), OWNER)
    verify(presigned(60), OWNER)


@pytest.mark.parametrize(
    "change",
    [
        {"body": BODY.replace(b"DescribeStacks", b"ListStackss123")},
        {"path": "/other"},
        {"query": "Action=DeleteStack"},
        {"method": "PUT"},
    ],
)
def test_an_altered_request_is_refused(change: dict[str, Any]) -> None:
    assert refusal(replace(signed(), **change)) == ("SignatureDoesNotMatch", 403)


def test_a_request_for_another_host_is_refused() -> None:
    request = signed()
    moved = replace(request, headers={**request.headers, "host": "s3.amazonaws.com"})
    assert refusal(moved) == ("SignatureDoesNotMatch", 403)


def test_a_signature_that_leaves_out_the_host_is_refused() -> None:
    assert refusal(signed(skip_host=True)) == ("SignatureDoesNotMatch", 403)


@pytest.mark.parametrize("minutes", [6, -6])
def test_a_request_of_another_time_is_refused(minutes: int) -> None:
    now = datetime.now(UTC) + timedelta(minutes=minutes)
    assert refusal(signed(), now) == ("SignatureDoesNotMatch", 403)


def test_a_link_ends_with_its_time() -> None:
    now = datetime.now(UTC)
    verify(presigned(3600), OWNER, now + timedelta(minutes=59))
    assert refusal(presigned(3600), now + timedelta(minutes=61)) == ("SignatureDoesNotMatch", 403)


def test_a_link_is_good_for_a_week_at_most() -> None:
    verify(presigned(604_800), OWNER)
    assert refusal(presigned(604_801)) == ("AuthorizationQueryParametersError", 400)


@pytest.mark.parametrize("name", ["authorization", "x-amz-date"])
def test_a_request_without_its_signature_or_time_is_refused(name: str) -> None:
    request = signed()
    bare = replace(request, headers={each: text for each, text in request.headers.items() if each != name})
    code = {"authorization": "MissingAuthenticationToken", "x-amz-date": "IncompleteSignature"}[name]
    assert refusal(bare) == (code, 403)


def test_another_key_or_secret_is_refused() -> None:
    other = Credentials(access_key="AKIDOTHER", secret_key="s3cret")
    with pytest.raises(SignatureError) as caught:
        verify(signed(), other)
    assert caught.value.code == "InvalidClientTokenId"
    with pytest.raises(SignatureError) as caught:
        verify(signed(), replace(OWNER, secret_key="another"))
    assert caught.value.code == "SignatureDoesNotMatch"

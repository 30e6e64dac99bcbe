"""Requests to S3 that name no operation: AWS answers 405, moto fails on them.

Source: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html (MethodNotAllowed)
"""

from typing import Final
from urllib.parse import parse_qs, urlsplit

from landform.cloud.hosts import read_host
from landform.cloud.wire import WireAnswer, WireRequest

_METHODS: Final = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"})
_POSTS_TO_KEYS: Final = frozenset({"restore", "select", "uploadId", "uploads"})
_BODY: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>MethodNotAllowed</Code>'
    "<Message>The specified method is not allowed against this resource.</Message></Error>"
)


def method_refusal(request: WireRequest) -> WireAnswer | None:
    """The answer to a request for S3 with a method that its bucket or object does not have; else None."""
    parts = urlsplit(request.url)
    if read_host(parts.netloc).prefix != "s3":
        return None
    if request.method in _METHODS:
        is_known = request.method != "POST" or parts.path in ("", "/")
        if is_known or _POSTS_TO_KEYS & parse_qs(parts.query, keep_blank_values=True).keys():
            return None
    return WireAnswer(405, {"content-type": "application/xml"}, _BODY.encode())

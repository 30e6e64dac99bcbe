"""A request and its answer as plain bytes: what is dispatched, logged and replayed."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

ACCESS_KEY: Final = "AKIALANDFORMEMBEDDED"
"""The key id of the sessions a cloud makes. moto wants twenty letters; it is no secret and opens nothing."""

ACCOUNT_HEADER: Final = "x-moto-account-id"


@dataclass(frozen=True, slots=True)
class WireRequest:
    """One HTTP request that is never sent."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes

    def fingerprint(self) -> bytes:
        """Sixteen bytes that are equal for equal calls of the same account."""
        digest = hashlib.blake2b(digest_size=16)
        lowered = {name.lower(): value for name, value in self.headers.items()}
        for part in (self.method, self.url, lowered.get("x-amz-target", ""), lowered.get(ACCOUNT_HEADER, "")):
            digest.update(part.encode())
            digest.update(b"\0")
        digest.update(self.body)
        return digest.digest()


@dataclass(frozen=True, slots=True)
class WireAnswer:
    """The HTTP answer to it."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def fingerprint(self) -> bytes:
        """Sixteen bytes that are equal for answers that say the same; headers only frame an answer."""
        return hashlib.blake2b(b"%d\0%b" % (self.status, self.body), digest_size=16).digest()


def authorization(service: str, region: str, access_key: str = ACCESS_KEY) -> str:
    """An Authorization header that names account key, region and service; it signs nothing."""
    scope = f"{access_key}/20000101/{region}/{service}/aws4_request"
    return f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=embedded"

"""What host names and URLs of AWS's services say, in all the spellings that clients make up."""

import re
from typing import Final, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

AWS_DOMAINS: Final = (
    ".amazonaws.com",
    ".amazonaws.com.cn",
    ".api.aws",
    ".localhost.localstack.cloud",
    ".localhost",
)
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1", "localhost.localstack.cloud"})
REGION: Final = re.compile(r"[a-z]{2}(-[a-z]+)+-\d")
_NO_SERVICE: Final = frozenset({"dualstack", "www"})


class HostParts(NamedTuple):
    """What a host name tells; None for what it does not."""

    bucket: str | None
    prefix: str | None  # of the service: `sqs`, `api.ecr`; `s3` for every kind of S3 name
    region: str | None


class ObjectAddress(NamedTuple):
    """An object of S3."""

    bucket: str
    key: str
    version: str | None


def is_aws_host(host: str) -> bool:
    """Whether a host name is in one of the domains."""
    return host.endswith(AWS_DOMAINS)


def read_host(host: str) -> HostParts:
    """The parts of a host name without its port."""
    domain = next((each for each in AWS_DOMAINS if host.endswith(each)), None)
    if domain is None:
        return HostParts(None, None, None)
    labels = host.removesuffix(domain).split(".")
    region = next((each for each in labels if REGION.fullmatch(each)), None)
    labels = [each for each in labels if each != region and each not in _NO_SERVICE]
    for index, label in enumerate(labels):
        if label == "s3" or label.startswith("s3-"):
            return HostParts(".".join(labels[:index]) or None, "s3", region or _region_in(label))
    return HostParts(None, ".".join(labels) or None, region)


def read_object_url(url: str) -> ObjectAddress | None:
    """The object that an S3 URL names, path style or with the bucket in the host; None for other URLs."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    if parts.scheme == "s3":
        return _address(host, parts.path, None)
    version = parse_qs(parts.query).get("versionId", [None])[0]
    found = read_host(host)
    if parts.scheme not in ("http", "https") or (found.prefix != "s3" and host not in LOOPBACK):
        return None
    if found.bucket is not None:
        return _address(found.bucket, parts.path, version)
    bucket, _, key = parts.path.removeprefix("/").partition("/")
    return _address(bucket, key, version)


def _address(bucket: str, path: str, version: str | None) -> ObjectAddress | None:
    key = unquote(path.removeprefix("/"))
    return ObjectAddress(bucket, key, version) if bucket and key else None


def _region_in(label: str) -> str | None:
    found = REGION.search(label)
    return found[0] if found else None

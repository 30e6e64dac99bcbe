"""What keeps the command from AWS, told in a sentence with what to do about it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from landform.cli.errors import CommandError

EXPIRED: Final = frozenset({"ExpiredToken", "ExpiredTokenException", "RequestExpired"})
UNKNOWN_KEYS: Final = frozenset({"InvalidClientTokenId", "UnrecognizedClientException", "InvalidAccessKeyId"})
_SIGN_IN = "sign in again (`aws sso login`, `aws login`), or get new keys"
_KINDS: Final = {
    # botocore's class -> what to do; the sentence itself is botocore's.
    "NoCredentialsError": "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, run `aws configure`, or name a "
    "profile with --profile",
    "PartialCredentialsError": "set the missing one, or unset both",
    "CredentialRetrievalError": "run the profile's credential_process by hand to see why",
    "ProfileNotFound": "`aws configure list-profiles` lists the profiles",
    "NoRegionError": "give --region, set AWS_REGION, or set a region in the profile",
    "InvalidRegionError": "a region is written like eu-west-1",
    "ConfigParseError": "correct the file of profiles",
    "InvalidConfigError": "correct the profile",
    "MissingDependencyException": "install what it names beside Landform",
    "TokenRetrievalError": _SIGN_IN,
    "SSOTokenLoadError": _SIGN_IN,
    "UnauthorizedSSOTokenError": _SIGN_IN,
    "SSOError": _SIGN_IN,
    "LoginRefreshRequired": _SIGN_IN,
    "EndpointConnectionError": "look at the network, the proxy (HTTPS_PROXY) and the region's name",
    "ConnectTimeoutError": "look at the network, the proxy (HTTPS_PROXY) and the region's name",
    "ReadTimeoutError": "try again; what had begun in AWS goes on",
    "ConnectionClosedError": "try again; what had begun in AWS goes on",
    "ProxyConnectionError": "look at the proxy (HTTPS_PROXY)",
    "SSLError": "look at the proxy, or give AWS_CA_BUNDLE its certificate",
}


def aws_error(error: Exception) -> CommandError | None:
    """The error as the user should read it, or None when it is not about reaching or entering AWS."""
    from botocore.exceptions import BotoCoreError, ClientError

    if isinstance(error, ClientError):
        return _refusal(error.response.get("Error", {}).get("Code", ""))
    if not isinstance(error, BotoCoreError):
        return None
    text = str(error).rstrip(".")
    kinds = (kind.__name__ for kind in type(error).__mro__)
    advice = next((_KINDS[kind] for kind in kinds if kind in _KINDS), None)
    return CommandError(_SENTENCES.get(type(error).__name__, text), hint=advice)


_SENTENCES: Final = {
    "NoCredentialsError": "there are no AWS credentials: neither in the environment nor in a profile",
    "NoRegionError": "no AWS region is given, and the profile names none",
}


def _refusal(code: str) -> CommandError | None:
    if code in EXPIRED:
        return CommandError("the AWS credentials have expired", code=code, hint=_SIGN_IN)
    if code in UNKNOWN_KEYS:
        return CommandError(
            "AWS does not know these credentials", code=code, hint="look at AWS_ACCESS_KEY_ID or the profile"
        )
    return None


@contextmanager
def told() -> Iterator[None]:
    """Raise errors about reaching or entering AWS as CommandErrors; others pass as they are."""
    try:
        yield
    except Exception as error:
        known = aws_error(error)
        if known is None:
            raise
        raise known from None

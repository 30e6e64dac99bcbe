"""Access keys that were made in the embedded cloud: whose they are and their secrets; and roles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from landform.cloud.moto_world import World

MADE_HERE: Final = re.compile(r"(AKIA|ASIA|LSIA)[A-Z0-9]{16}\Z")
"""Access keys as IAM and STS make them."""
_ROLE: Final = re.compile(r"arn:[a-z-]+:iam::(?P<account>\d{12}):role/(?:.+/)?(?P<name>[\w+=,.@-]{1,64})\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessKey:
    """A key of a user, or of a role that somebody has assumed."""

    account_id: str
    secret_key: str
    session_token: str | None = None  # None: a user's key, which needs none
    expires_at: datetime | None = None  # None: never


def find_key(world: "World", access_key: str) -> AccessKey | None:
    """The key in the world's IAM and STS; None when they did not make it."""
    with world.installed():
        for account_id, backend in _iam_backends():
            found = backend.access_keys.get(access_key)
            if found is not None:
                session = _session(account_id, access_key)
                return AccessKey(
                    account_id=account_id,
                    secret_key=str(found.secret_access_key),
                    session_token=session.session_token if session else None,
                    expires_at=session.expiration if session else None,
                )
    return None


def has_role(world: "World", arn: str) -> bool:
    """Whether there is a role of that ARN."""
    wanted = _ROLE.match(arn)
    if wanted is None:
        return False
    with world.installed():
        roles = (
            role
            for account_id, backend in _iam_backends()
            if account_id == wanted["account"]
            for role in backend.roles.values()
        )
        return any(each.arn == arn for each in roles)


def _iam_backends() -> Iterator[tuple[str, Any]]:
    from moto.iam.models import iam_backends

    for account_id, partitions in dict.items(iam_backends):
        for backend in dict.values(partitions):
            yield str(account_id), backend


def _session(account_id: str, access_key: str) -> Any:
    """STS's record of the assumption that made the key; None for a user's key."""
    from moto.sts.models import sts_backends

    for backend in dict.values(dict.get(sts_backends, account_id, {})):
        found = backend.get_assumed_role_from_access_key(access_key)
        if found is not None:
            return found
    return None

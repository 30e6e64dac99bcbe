"""Assumes the roles that an assembly names, with the cdk command's way out.

A role that cannot be assumed is no obstacle when the credentials at hand are of the right account: they are
used, and a warning says so. In any other account there is no way on. Credentials stay in botocore's memory
and are renewed by it; nothing here prints or stores them.
Source: https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html, what the cdk command 2.1148 does.
"""

import getpass
import re
from typing import TYPE_CHECKING, Any, Final

from landform.assembly.access import RoleRequest
from landform.cli.aws.caller import Caller
from landform.cli.aws.errors import EXPIRED, told
from landform.cli.console import warn
from landform.cli.errors import CommandError

if TYPE_CHECKING:
    from boto3 import Session

_NOT_IN_SESSION_NAMES: Final = re.compile(r"[^\w+=,.@-]")
MAX_SESSION_NAME: Final = 64


class Sessions:
    """The boto3 sessions of one environment, one for each role, made once."""

    def __init__(self, caller: Caller, *, account_id: str, region: str) -> None:
        self._caller = caller
        self._account_id = account_id
        self._region = region
        self._made: dict[tuple[str, str | None, str] | None, Session] = {}

    def session(self, role: RoleRequest | None) -> "Session":
        """The session of a role whose placeholders are filled in; None: of the credentials at hand.

        Raises CommandError when there is no way to act in the account.
        """
        key = role.identity if role is not None else None
        if key not in self._made:
            self._made[key] = self._own() if role is None else self._assumed(role)
        return self._made[key]

    def _own(self) -> "Session":
        if self._caller.account_id != self._account_id:
            raise CommandError(
                f"this is about the AWS account {self._account_id}, the credentials "
                f"({self._caller.arn}) are for {self._caller.account_id}",
                hint="name a profile of that account with --profile",
            )
        return _session_in(self._caller, self._region)

    def _assumed(self, role: RoleRequest) -> "Session":
        from botocore.exceptions import ClientError

        try:
            with told():
                return _assume(self._caller, role, self._region)
        except ClientError as error:
            given = error.response.get("Error", {})
            why = f"{given.get('Code')}: {given.get('Message')}"
        except CommandError as error:
            if error.code in EXPIRED or error.code is None:
                raise
            why = f"{error.code}: {error.message}"
        if self._caller.account_id != self._account_id:
            raise CommandError(
                f"the role {role.arn} cannot be assumed by {self._caller.arn}, whose account "
                f"{self._caller.account_id} is not the stacks' {self._account_id}: {why}",
                hint=f"bootstrap the other account with `landform bootstrap aws://{self._account_id}/"
                f"{self._region} --trust {self._caller.account_id}`, or name a profile of it with --profile",
            )
        warn(
            f"the role {role.arn} cannot be assumed ({why}); the credentials at hand are of the right "
            "account and are used instead"
        )
        return self.session(None)


def _session_in(caller: Caller, region: str) -> "Session":
    """A session with the caller's credentials for another region; they are renewed as the caller's are."""
    import boto3
    from botocore.session import Session as BotocoreSession

    core: Any = BotocoreSession()
    core._credentials = caller.session.get_credentials()  # botocore has no public setter for renewable ones
    return boto3.Session(botocore_session=core, region_name=region)


def _assume(caller: Caller, role: RoleRequest, region: str) -> "Session":
    """Raises ClientError or CommandError when STS does not give the role."""
    import boto3
    from botocore.credentials import AssumeRoleCredentialFetcher, DeferredRefreshableCredentials
    from botocore.session import Session as BotocoreSession

    source = _session_in(caller, region)
    core: Any = BotocoreSession()
    fetcher = AssumeRoleCredentialFetcher(
        client_creator=lambda service, **options: source.client(service, region_name=region),
        source_credentials=source.get_credentials(),
        role_arn=role.arn,
        extra_args=_arguments(role),
        cache={},
    )
    credentials: Any = DeferredRefreshableCredentials(
        refresh_using=fetcher.fetch_credentials, method="assume-role"
    )
    credentials.get_frozen_credentials()  # so that a refusal comes here and not in the middle of the work
    core._credentials = credentials
    return boto3.Session(botocore_session=core, region_name=region)


def _arguments(role: RoleRequest) -> dict[str, Any]:
    name = _NOT_IN_SESSION_NAMES.sub("-", f"landform-{_user_name()}")[:MAX_SESSION_NAME]
    found: dict[str, Any] = {"RoleSessionName": name, **role.options}
    if role.external_id is not None:
        found["ExternalId"] = role.external_id
    if "Tags" in found and "TransitiveTagKeys" not in found:
        found["TransitiveTagKeys"] = [each["Key"] for each in found["Tags"]]
    return found


def _user_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"

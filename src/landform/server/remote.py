"""A server as a target: boto3 sessions whose every client goes to its port.

It has the same members as LocalTarget. The server runs and resumes operations itself, so nothing is ever
interrupted here and there is nothing to take over.
"""

import json
import os
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import urlopen

from landform.environment import EnvironmentFaultError
from landform.server.http import FIDELITY
from landform.server.process import health

if TYPE_CHECKING:
    import boto3

TIMEOUT_SECONDS = 10.0
DEFAULT_ACCOUNT = "000000000000"  # of who names none
NO_SECRET = "x" * 40  # a server without --auth takes any


class ServerUnreachableError(Exception):
    """Nothing answers at the address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteFidelity:
    """How true to AWS the server serves a type; as the ledger has it."""

    level: str
    gaps: dict[str, str]
    unsupported: dict[str, str]
    change_gaps: dict[str, str]
    notes: tuple[str, ...]


class RemoteTarget:
    """One server."""

    def __init__(self, url: str, *, account_id: str, region: str) -> None:
        """Raises ServerUnreachableError when no Landform server answers at the URL."""
        self._url = url.rstrip("/")
        self._account_id = account_id
        self._region = region
        if health(self._url) is None:
            raise ServerUnreachableError(f"no Landform server answers at {self._url}")

    def session(self) -> "boto3.Session":
        """A boto3 session for the account and region."""
        import boto3

        own_keys = "AWS_ACCESS_KEY_ID" in os.environ and self._is_account_of_own_keys()
        session = boto3.Session(
            aws_access_key_id=None if own_keys else self._account_id,
            aws_secret_access_key=None if own_keys else NO_SECRET,
            region_name=self._region,
        )
        plain_client = session.client

        def client(*arguments: Any, **options: Any) -> Any:
            return plain_client(*arguments, **{"endpoint_url": self._url, **options})

        session.client = client  # type: ignore[method-assign]  # boto3 has no setting for one endpoint for all
        return session

    def _is_account_of_own_keys(self) -> bool:
        """Whether the keys of the environment are for the account; those of nobody's account are for all."""
        if self._account_id == DEFAULT_ACCOUNT:
            return True
        import boto3

        identity = boto3.client("sts", endpoint_url=self._url, region_name=self._region)
        return bool(identity.get_caller_identity()["Account"] == self._account_id)

    def resume(self) -> list[str]:
        """Nothing: the server resumes."""
        return []

    def interrupted(self) -> list[str]:
        """Nothing: the server resumes."""
        return []

    def is_run_elsewhere(self) -> bool:
        """Yes, by the server."""
        return True

    def fault(self) -> EnvironmentFaultError | None:
        """Nothing in this process: the server goes on when what hinders it has passed."""
        return None

    def is_busy(self) -> bool:
        """Whether the server still answers: it runs whatever has begun."""
        return health(self._url) is not None

    def operations(self) -> dict[str, bool]:
        """The API's operations, and whether the server answers each."""
        found: dict[str, bool] = self._page("api")
        return found

    def fidelity(self, type_name: str) -> RemoteFidelity:
        """How true to AWS the server serves a type."""
        found = self._page(type_name)
        return RemoteFidelity(
            level=found["level"],
            gaps=found["no_effect"],
            unsupported={},
            change_gaps=found["change_gaps"],
            notes=tuple(found["notes"]),
        )

    def close(self) -> None:
        """Nothing is held."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _page(self, name: str) -> Any:
        """A page of the ledger."""
        try:
            with urlopen(f"{self._url}{FIDELITY}{quote(name, safe=':')}", timeout=TIMEOUT_SECONDS) as page:
                return json.loads(page.read())
        except (HTTPError, URLError, OSError) as error:
            raise ServerUnreachableError(f"{self._url} does not answer: {error}") from None

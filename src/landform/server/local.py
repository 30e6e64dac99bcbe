"""The in-process target: boto3 whose CloudFormation is ours and whose other services are embedded.

Only the sessions made here are answered here; other sessions of the same Python program go where they always
went. Nothing is ever sent over a network.
"""

import threading
import uuid
import weakref
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from landform.api.front import answer, supported_operations
from landform.api.wire import ApiAnswer, ApiRequest
from landform.cloud.refusals import error_answer
from landform.cloud.session import SCOPE
from landform.cloud.wire import WireAnswer
from landform.engine.engine import OWNER_WAIT_SECONDS, Engine, Settings, open_engine
from landform.engine.own_state import adopt
from landform.engine.ownership import StateInUseError
from landform.engine.requests import Place
from landform.engine.zones import known_regions
from landform.environment import EnvironmentFaultError
from landform.providers.fidelity import Fidelity, fidelity
from landform.providers.schema_facts import SchemaFactsCatalog
from landform.server.http import ServerSettings
from landform.server.loopback import Loopback
from landform.template.limits import AWS_LIMITS

if TYPE_CHECKING:
    import boto3
    from botocore.awsrequest import AWSPreparedRequest, AWSResponse

DEFAULT_ACCOUNT = "000000000000"
DEFAULT_REGION = "us-east-1"
__all__ = ["DEFAULT_ACCOUNT", "DEFAULT_REGION", "LocalTarget", "StateInUseError", "adopt"]


class LocalTarget:
    """CloudFormation and the embedded cloud of one state folder, or of one in memory.

    One that is forgotten instead of closed is closed when nothing refers to it or its sessions any more, and
    at the latest when Python ends.
    """

    def __init__(
        self,
        folder: Path | None = None,
        *,
        account_id: str = DEFAULT_ACCOUNT,
        region: str = DEFAULT_REGION,
        enforce_limits: bool = True,
        owner_wait_seconds: float = OWNER_WAIT_SECONDS,
        waiting: Callable[[str], None] | None = None,
        engine: Engine | None = None,
    ) -> None:
        """Open the folder.

        Args:
            owner_wait_seconds: how long to wait for another process that uses the folder.
            waiting: told once, in a sentence, whom that wait is for.
            engine: one that is open already, which decides all but account and region.

        Raises EnvironmentFaultError when the folder's state cannot be worked with.
        """
        if not (account_id.isdigit() and len(account_id) == 12):
            raise ValueError(f"an account id has 12 digits, not {account_id!r}")
        if region not in known_regions():
            raise ValueError(f"there is no region {region!r}")
        self.place = Place(account_id=account_id, region=region)
        limits = AWS_LIMITS if enforce_limits else None
        self._engine: Engine = engine or open_engine(
            Settings(folder=folder, limits=limits, owner_wait_seconds=owner_wait_seconds, waiting=waiting)
        )
        self._forgotten = weakref.finalize(self, _close_forgotten, self._engine)
        if self._engine.cloud.endpoint is None:
            self._engine.set_door(
                Loopback(self._engine, ServerSettings(account_id=account_id, region=region))
            )

    def session(self) -> "boto3.Session":
        """A boto3 session for the account and region."""
        return self._engine.cloud.session(
            self.place.account_id,
            self.place.region,
            {"cloudformation": self._answered, "cloudcontrol": self._controlled},
        )

    def resume(self) -> list[str]:
        """Resume interrupted operations: the names of their stacks. Raises StateInUseError."""
        return self._engine.own()

    def interrupted(self) -> list[str]:
        """Names of the stacks with a live operation."""
        return self._engine.interrupted()

    def is_run_elsewhere(self) -> bool:
        """Whether another process runs the operations of the folder."""
        return self._engine.is_run_elsewhere

    def fault(self) -> EnvironmentFaultError | None:
        """What of the environment has interrupted an operation in this process."""
        return next(iter(self._engine.runner.faults), None)

    def is_busy(self) -> bool:
        """Whether an operation runs in this process now."""
        return self._engine.runner.is_busy

    def fidelity(self, type_name: str) -> Fidelity:
        """How true to AWS the embedded cloud serves a type."""
        return fidelity(type_name, SchemaFactsCatalog(self._engine.catalog))

    def operations(self) -> dict[str, bool]:
        """The API's operations, and whether each is answered."""
        return supported_operations()

    def wait(self) -> None:
        """Block until no operation runs in this process any more.

        Raises EnvironmentFaultError when an operation was interrupted by one: it can be resumed.
        """
        self._engine.runner.wait_all()
        fault = self.fault()
        if fault is not None:
            raise fault

    def close(self) -> None:
        """Give everything back; running operations can be resumed later."""
        self._forgotten.detach()
        self._engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _answered(self, request: "AWSPreparedRequest") -> "AWSResponse":
        headers = {name.lower(): _text(value) for name, value in request.headers.items()}
        wire = ApiRequest(path=urlsplit(str(request.url)).path, headers=headers, body=_body(request))
        place = self._place(request)
        if place.region not in known_regions():
            return _response(request, _no_region(place.region, headers))
        return _response(request, answer(self._engine, place, wire))

    def _controlled(self, request: "AWSPreparedRequest") -> "AWSResponse":
        from landform.api import cloud_control

        target = _text(request.headers["X-Amz-Target"])
        place = self._place(request)
        if place.region not in known_regions():
            return _response(request, _no_region(place.region, {"x-amz-target": target}))
        return _response(request, cloud_control.answer(self._engine, place, target, _body(request)))

    def _place(self, request: "AWSPreparedRequest") -> Place:
        """Where a client works: its own region and keys count, the target's are what it has otherwise."""
        scope = SCOPE.search(_text(request.headers.get("Authorization", "")))
        if scope is None:
            return self.place
        account_id = self._engine.cloud.account_of(scope["key"]) or self.place.account_id
        return Place(account_id=account_id, region=scope["region"])


def _close_forgotten(engine: Engine) -> None:
    """In a thread of its own: what is forgotten may be found so anywhere, under any lock."""
    if threading.main_thread().is_alive():
        threading.Thread(target=engine.close, name="landform-closing").start()
    else:  # Python is ending; there are no new threads any more
        engine.close()


def _text(value: str | bytes) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def _body(request: "AWSPreparedRequest") -> bytes:
    body: Any = request.body or b""  # a form or a document: text or bytes, never a file
    return body.encode() if isinstance(body, str) else body


def _no_region(region: str, headers: Mapping[str, str]) -> WireAnswer:
    text = f"There is no region {region}."
    return error_answer(
        "InvalidClientTokenId", text, 403, str(uuid.uuid4()), headers=headers, service="cloudformation"
    )


def _response(request: "AWSPreparedRequest", answered: ApiAnswer | WireAnswer) -> "AWSResponse":
    from botocore.awsrequest import AWSResponse
    from botocore.compat import HTTPHeaders

    headers = HTTPHeaders()
    for name, value in answered.headers.items():
        headers[name] = value
    return AWSResponse(str(request.url), answered.status, headers, _Raw(answered.body))


class _Raw(BytesIO):
    """What botocore expects of urllib3's response."""

    def stream(self, amt: int = 65536, decode_content: bool | None = None) -> Any:
        """The body in pieces."""
        while piece := self.read(amt):
            yield piece

"""One cloud's share of moto, whose state is otherwise one heap per process.

A world's backends stand in moto's tables only while one of its requests is served; before and after,
the tables hold what they held. So clouds do not see each other, and neither do `mock_aws` users in the
same process. All of it happens under one lock: moto is not thread-safe.
"""

import io
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from landform.cloud import moto_seams, moto_sources
from landform.cloud.moto_moment import MOMENT, StartedInvocation
from landform.cloud.refusals import refusal, refusal_of_crash
from landform.cloud.s3_bodies import policy_problem
from landform.cloud.s3_methods import method_refusal
from landform.cloud.wire import ACCOUNT_HEADER, WireAnswer, WireRequest
from landform.environment import fault_of

MOTO_LOCK: Final = threading.RLock()

HOSTS_REMEMBERED: Final = 4096  # virtual-hosted buckets each have a host; forget them all beyond this

BASE_ATTRIBUTES: Final = frozenset(
    {"backend", "service_name", "_use_boto3_regions", "_additional_regions", "_id"}
)

SYSTEM_ACCOUNT: Final = "123456789012"  # whose backend is asked for a service's URL patterns


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What came of a request."""

    answer: WireAnswer
    started: list[StartedInvocation] = field(default_factory=list)  # the functions that services want to run
    drawn: list[bytes] = field(default_factory=list)  # what a replay has to be given
    wait_seconds: float = 0.0  # it would have waited so long for what has not come
    is_unchanging: bool = False  # it changed nothing
    has_arrival: bool = False  # something came that others may wait for


class World:
    """The state of all services of one cloud, and the way to them."""

    def __init__(self, seed: str, folder: Path | None = None) -> None:
        self.seed = seed
        self._folder = folder  # where the tracebacks of failed services are kept; None: nowhere
        self.contents: list[tuple[Any, dict[str, Any], dict[str, Any]]] = []

    def run(
        self,
        request: WireRequest,
        *,
        seed: int | None = None,
        at: float | None = None,
        given: Sequence[bytes] = (),
    ) -> Served:
        """Let moto answer; fails closed with 501 when it has no such service.

        Args:
            seed: for moto's random generator; None leaves it as it is (reads).
            at: the time moto shall believe in; None for the real one.
            given: what the request drew when it was made for the first time (replays).
        """
        with self.installed():
            MOMENT.at, MOMENT.started, MOMENT.drawn, MOMENT.given = at, [], [], iter(given)
            MOMENT.wait_seconds, MOMENT.is_unchanging, MOMENT.has_arrival = 0.0, False, False
            if seed is not None:
                moto_sources.seed(seed)
            answer = _answer(request, self._folder)
            return Served(
                answer=answer,
                started=MOMENT.started,
                drawn=MOMENT.drawn,
                wait_seconds=MOMENT.wait_seconds,
                is_unchanging=MOMENT.is_unchanging,
                has_arrival=MOMENT.has_arrival,
            )

    @contextmanager
    def installed(self) -> Iterator[None]:
        """While this holds, moto's tables are this world's."""
        with MOTO_LOCK:
            moto_seams.arrange()
            from moto.core.base_backend import BackendDict

            instances: list[Any] = BackendDict._instances
            foreign = _take_out(instances)
            before = (MOMENT.cloud_seed, MOMENT.at, MOMENT.started, MOMENT.drawn)
            MOMENT.cloud_seed = self.seed
            _put_in(instances, self.contents)
            try:
                yield
            finally:
                self.contents = _take_out(instances)
                _put_in(instances, foreign)
                MOMENT.cloud_seed, MOMENT.at, MOMENT.started, MOMENT.drawn = before
                MOMENT.given = iter(())


def _take_out(instances: list[Any]) -> list[tuple[Any, dict[str, Any], dict[str, Any]]]:
    taken = []
    for table in instances:
        extras = {name: value for name, value in vars(table).items() if name not in BASE_ATTRIBUTES}
        taken.append((table, dict.copy(table), extras))
        dict.clear(table)
        for name, value in extras.items():
            setattr(table, name, type(value)())
    instances.clear()
    return taken


def _put_in(instances: list[Any], contents: list[tuple[Any, dict[str, Any], dict[str, Any]]]) -> None:
    for table, accounts, extras in contents:
        instances.append(table)
        dict.update(table, accounts)
        vars(table).update(extras)


class _Routes:
    """Which of moto's functions answers which URL. The same for every world, so there is one per process."""

    def __init__(self) -> None:
        self._of_service: dict[str, list[tuple[re.Pattern[str], Any]]] = {}
        self._services_of_host: dict[str, list[str]] = {}

    def find(self, url: str) -> Any | None:
        """moto's function for a URL without its query string, None when moto has none."""
        for service in self._services(url):
            for pattern, function in self._table(service):
                if pattern.match(url):
                    return function
        return None

    def _services(self, url: str) -> list[str]:
        from moto.backend_index import backend_url_patterns

        host = urlsplit(url).netloc
        known = self._services_of_host.get(host)
        if known is None:
            if len(self._services_of_host) > HOSTS_REMEMBERED:
                self._services_of_host.clear()
            # No pattern of moto's index looks at the path, so the host decides.
            known = [
                service for service, pattern in backend_url_patterns if pattern.match(f"https://{host}/")
            ]
            self._services_of_host[host] = known
        return known

    def _table(self, service: str) -> list[tuple[re.Pattern[str], Any]]:
        table = self._of_service.get(service)
        if table is None:
            tables = moto_seams.backend_tables(service)
            regions = tables[SYSTEM_ACCOUNT] if hasattr(tables, "service_name") else tables
            backend = next(regions[name] for name in ("us-east-1", "aws") if name in regions)
            table = [(re.compile(url), function) for url, function in backend.urls.items()]
            if hasattr(tables, "service_name"):
                dict.pop(tables, SYSTEM_ACCOUNT, None)
            self._of_service[service] = table
        return table


_ROUTES: Final = _Routes()


def find_route(url: str) -> Any | None:
    """moto's function for a URL, its service imported if need be; None when moto has none."""
    with MOTO_LOCK:
        moto_seams.arrange()
        return _ROUTES.find(url)


def _answer(request: WireRequest, folder: Path | None) -> WireAnswer:
    from moto.core.exceptions import HTTPException

    refused = method_refusal(request)
    if refused is not None:
        return refused
    parts = urlsplit(request.url)
    function = _ROUTES.find(f"{parts.scheme}://{parts.netloc}{parts.path}")
    if function is None:
        return refusal(501, "NotImplemented", f"The embedded cloud has no service at {parts.netloc}.")
    if parts.netloc.startswith("iam."):
        moto_seams.ensure_managed_policies(request.headers.get(ACCOUNT_HEADER, SYSTEM_ACCOUNT), request.body)
    if ".s3." in parts.netloc:
        problem = policy_problem(request.method, request.url, request.body)
        if problem is not None:
            return refusal(400, *problem)
    incoming = _moto_request(request)
    try:
        status, headers, body = function(incoming, request.url, incoming.headers)
    except HTTPException as error:
        status, headers, body = error.code, dict(error.get_headers()), error.get_body()
    except NotImplementedError as error:
        return refusal(501, "NotImplemented", f"The embedded cloud does not do this: {error}")
    except Exception as error:  # the services' door: moto may trip over anything
        fault = fault_of(error)
        if fault is not None:  # a full disk is no service's answer
            raise fault from error
        return refusal_of_crash(request, error, folder)
    data = body.encode() if isinstance(body, str) else bytes(body or b"")
    return WireAnswer(int(status), {str(name): str(value) for name, value in headers.items()}, data)


def _moto_request(request: WireRequest) -> Any:
    from moto.core.request import (
        PRESERVED_HEADER_NAMES_ENVIRON_KEY,
        Request,
        environ_key_for_header,
        should_preserve_original_header_name,
    )

    parts = urlsplit(request.url)
    target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    environ: dict[str, Any] = {
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(parts.path or "/", encoding="latin-1"),
        "QUERY_STRING": parts.query,
        "SERVER_NAME": parts.hostname,
        "SERVER_PORT": "443",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": parts.netloc,
        "REMOTE_ADDR": "127.0.0.1",
        "REQUEST_URI": target,
        "RAW_URI": target,
        "CONTENT_LENGTH": str(len(request.body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": parts.scheme,
        "wsgi.input": io.BytesIO(request.body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    preserved = {}
    for name, value in request.headers.items():
        key = environ_key_for_header(name)
        if key != "CONTENT_LENGTH" and name.lower() != "transfer-encoding":
            environ[key] = value
        if should_preserve_original_header_name(name):
            preserved[key] = name
    environ[PRESERVED_HEADER_NAMES_ENVIRON_KEY] = preserved
    return Request(environ)

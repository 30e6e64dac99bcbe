"""The embedded cloud: opens its file, serves requests, remembers them.

Nothing is loaded until the first request. A change is run, appended to the log, and only then answered:
if the process is killed before the row is written, the change was never answered and never happened;
afterwards it is replayed with the same random seed and time.
"""

import logging
import re
import secrets
import sys
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from landform.cloud.direct import DirectClients
from landform.cloud.log import FILE_NAME, RequestLog, TokenKey
from landform.cloud.moto_world import MOTO_LOCK, Served, World
from landform.cloud.responses import Responses
from landform.cloud.seal import SealError
from landform.cloud.waiting import Arrivals, Patience
from landform.cloud.wire import ACCESS_KEY, WireAnswer, WireRequest
from landform.environment import EnvironmentFaultError

if TYPE_CHECKING:
    import boto3

    from landform.cloud.keys import AccessKey
    from landform.cloud.lambda_runtime.runtime import LambdaRuntime
    from landform.cloud.session import OwnServices

LOG: Final = logging.getLogger("landform.cloud")
DEFAULT_ACCOUNT: Final = "000000000000"
SNAPSHOT_EVERY: Final = 2000  # changes; bounds the time a restart needs to some seconds
BYTES_OF_A_CHANGE: Final = (
    1000  # as logged, about; a log as long as the snapshot takes about its time to read
)
SNAPSHOT_AT_CLOSE: Final = 200  # changes; replaying fewer is quicker than a snapshot's reading and writing
KEPT_REQUESTS: Final = 20_000  # behind a snapshot, to rebuild a world that a newer moto cannot read


class CloudStateError(EnvironmentFaultError):
    """The cloud's saved state cannot be brought back; the message says what to do."""


class Difference(NamedTuple):
    """A logged request that was answered otherwise when it was made again."""

    number: int
    method: str
    url: str


class EmbeddedCloud:
    """All services of all accounts and regions, kept in `folder`.

    With folder None it lives in memory and ends with the object; each such cloud is apart from all
    others. A folder is open in one process at a time (CloudInUseError).
    """

    def __init__(self, folder: Path | None, *, default_account: str = DEFAULT_ACCOUNT) -> None:
        self._folder = folder
        self.default_account = default_account
        self._log: RequestLog | None = None
        self._world: World | None = None
        self._since_snapshot = 0
        self._snapshot_bytes = 0  # of the last one
        self._functions: LambdaRuntime | None = None
        self.responses = Responses()
        self.is_expected: Callable[[], bool] | None = None  # whether there must be a file
        self.runs_by_itself = True  # whether functions run that nobody here has asked for
        self.before_opening: Callable[[], None] | None = None  # may refuse, by raising
        self.arrivals = Arrivals()
        self.differences: tuple[Difference, ...] = ()  # of the last rebuilding from the log
        self.endpoint: Callable[[], str] | None = None  # the URL of a door to this cloud, for functions

    @property
    def functions(self) -> "LambdaRuntime":
        """What runs the Lambda functions, made at its first use."""
        with MOTO_LOCK:
            if self._functions is None:
                from landform.cloud.lambda_runtime.runtime import LambdaRuntime

                self._functions = LambdaRuntime(self)
            return self._functions

    def stop_functions(self) -> None:
        """Stop every function that runs; those that are invoked later run again."""
        with MOTO_LOCK:
            functions, self._functions = self._functions, None
        if functions is not None:
            functions.close()

    def clients(self, account_id: str | None = None, region: str = "us-east-1") -> DirectClients:
        """The short route to the services, without boto3's clients."""
        return DirectClients(self, account_id or self.default_account, region)

    def session(
        self,
        account_id: str | None = None,
        region: str = "us-east-1",
        own_services: "OwnServices | None" = None,
    ) -> "boto3.Session":
        """A boto3 session whose clients speak to this cloud and can reach nothing else.

        Requests for `own_services` are answered by the functions given instead of by the cloud.
        """
        from landform.cloud.session import embedded_session

        return embedded_session(self, account_id or self.default_account, region, own_services)

    def serve(
        self,
        request: WireRequest,
        *,
        is_change: bool,
        token: str | None = None,
        occurrences: dict[bytes, int] | None = None,
    ) -> WireAnswer:
        """Answer one request, waiting for what it waits for (long polls, functions).

        Args:
            token: the client token of a change; the n-th equal request under a token is made once.
            occurrences: how often each request was already made by this caller under the token;
                counted up here.
        """
        self._ask()
        if "lambda" in request.url:
            from landform.cloud.lambda_runtime import requests as invocations

            if invocations.is_invocation(request.url):
                return invocations.answer_invocation(self, self.functions, request)
        key = _token_key(request, token, occurrences) if is_change and token is not None else None
        patience, arrived = Patience(), threading.Event()
        served = self.look(request, is_change=is_change, key=key)
        if served.wait_seconds == 0:
            return served.answer
        with self.arrivals.told(arrived.set):
            while pause := self._pause(patience, served):
                # Looks come after the listening began, so nothing comes unseen.
                served = self.look(request, is_change=is_change, key=key)
                if served.wait_seconds:
                    arrived.wait(pause)
                    arrived.clear()
        return served.answer

    def _pause(self, patience: Patience, served: Served) -> float:
        return 0.0 if self.arrivals.is_closed else patience.pause_seconds(served.wait_seconds)

    def look(self, request: WireRequest, *, is_change: bool, key: TokenKey | None = None) -> Served:
        """What a service says now; unlike `serve` this never waits, and runs no function."""
        with MOTO_LOCK:
            served = self._served(request, is_change, key)
        for each in served.started if self.runs_by_itself else ():
            self.functions.start(each)
        if served.has_arrival:
            self.arrivals.tell()
        if is_change and self.runs_by_itself and "/event-source-mappings" in request.url:
            self.functions.poll()
        return served

    def _served(self, request: WireRequest, is_change: bool, key: TokenKey | None) -> Served:
        if not is_change:
            return self.world().run(request)
        if key is not None:
            known = self.log().answer_of(key)
            if known is not None:
                return Served(answer=known)
        return self._change(request, key)

    def key(self, access_key: str) -> "AccessKey | None":
        """An access key that was made here (a user's, or of an assumed role); None for all others."""
        from landform.cloud import keys

        if access_key == ACCESS_KEY or not keys.MADE_HERE.match(access_key):
            return None  # also of the cloud's own sessions, which need no open cloud to ask the store
        with MOTO_LOCK:
            return keys.find_key(self.world(), access_key)

    def account_of(self, access_key: str | None) -> str | None:
        """The account that an access key speaks for: twelve digits are one; None when it tells none."""
        if access_key is None or re.fullmatch(r"\d{12}", access_key):
            return access_key
        known = self.key(access_key)
        return known.account_id if known is not None else None

    def has_role(self, arn: str) -> bool:
        """Whether IAM has a role of that ARN."""
        from landform.cloud import keys

        with MOTO_LOCK:
            return keys.has_role(self.world(), arn)

    def knows_token(self, token: str) -> bool:
        """Whether a change under the token was answered, by this process or an earlier one."""
        with MOTO_LOCK:
            return self.log().knows_token(token)

    def log(self) -> RequestLog:
        """The cloud's file, opened at its first use."""
        if self._log is None:
            self._ask()
            self._check_presence()
            self._log = RequestLog(self._folder)
        return self._log

    def _ask(self) -> None:
        """Wait until the file may be opened; before the lock is taken, which other clouds need meanwhile."""
        if self._log is None and self.before_opening is not None:
            self.before_opening()

    def _check_presence(self) -> None:
        if self._folder is None or self.is_expected is None or self.was_begun():
            return
        if self.is_expected():
            raise CloudStateError(
                f"{self._folder / FILE_NAME}: it is missing or empty, although there are stacks whose "
                "resources were in it",
                hint="bring back a copy of it, or remove the whole state folder and deploy the stacks anew",
            )

    def was_begun(self) -> bool:
        """Whether the folder holds a cloud's file, read or not."""
        file = self._folder / FILE_NAME if self._folder is not None else None
        return file is not None and file.exists() and file.stat().st_size > 0

    def occupy(self) -> None:
        """Open the file, so that no other process can, and read nothing yet."""
        self._ask()
        with MOTO_LOCK:
            self.log()

    def open(self) -> None:
        """Bring back what the folder holds, if anything. Raises EnvironmentFaultError when that cannot be."""
        self._ask()
        with MOTO_LOCK:
            if self.log().last_number():
                self.world()

    def world(self) -> World:
        """The services' state, brought back at its first use: the last snapshot, then the log's tail."""
        if self._world is None:
            world = World(self.log().fact("seed", secrets.token_hex(8)), self._folder)
            self._replay(world, self._load_snapshot(world))
            self._world = world
            self._serve_mappings()
        return self._world

    def _replay(self, world: World, number: int) -> None:
        """Make the logged changes after that number again, and tell of those that came out otherwise."""
        differing = []
        for logged in self.log().requests_after(number):
            served = world.run(logged.request, seed=logged.seed, at=logged.at, given=logged.drawn)
            if logged.answered is not None and logged.answered != served.answer.fingerprint():
                differing.append(Difference(logged.number, logged.request.method, logged.request.url))
            self._since_snapshot += 1
        self.differences = tuple(differing)
        if differing:
            first = differing[0]
            LOG.warning(
                "%d of %d requests to the embedded cloud in %s came out otherwise when its state was rebuilt,"
                " so ids or contents may have changed since they were answered. The first is request %d:"
                " %s %s",
                *(len(differing), self._since_snapshot, self._folder),
                *(first.number, first.method, first.url),
            )

    def _serve_mappings(self) -> None:
        """Go on with the event source mappings of an earlier process, if there are any."""
        if "moto.awslambda.models" not in sys.modules or not self.runs_by_itself:
            return
        from landform.cloud.lambda_runtime.polling import mappings

        if mappings(self):
            self.functions.poll()

    def warm_up(self, services: Iterable[str]) -> None:
        """Import what the services (botocore's names) need, so that their first requests are quick.

        Meant for a thread of its own beside other work. Waits for nothing and changes nothing.
        """
        from landform.cloud.direct import warm_up

        for service in services:
            warm_up(service)

    def save_snapshot(self) -> None:
        """Write the whole state down, so that the next start need not replay."""
        from landform.cloud import snapshot

        with MOTO_LOCK:
            data = snapshot.dump(self.world())
            self._snapshot_bytes = len(data)
            self.log().save_snapshot(snapshot.stamp(), data, at=time.time(), kept_requests=KEPT_REQUESTS)
            self._since_snapshot = 0

    def close(self) -> None:
        """Give the file back. The cloud opens again at its next use; a cloud in memory is emptied."""
        self.stop_functions()
        self.arrivals.close()
        with MOTO_LOCK:
            self.arrivals.open()
            if self._log is None:
                return
            if self._folder is not None and self._since_snapshot >= SNAPSHOT_AT_CLOSE:
                self.save_snapshot()
            self._log.close()
            self._log = None
            self._world = None
            self._since_snapshot = 0

    def _change(self, request: WireRequest, key: TokenKey | None) -> Served:
        world, log = self.world(), self.log()
        seed, at = secrets.randbits(62), time.time()
        try:
            served = world.run(request, seed=seed, at=at)
            if served.is_unchanging and key is None:
                return served
            log.append(request, seed, at, key, served.answer, drawn=served.drawn)
        except BaseException:
            # Interrupted between doing and writing down: memory may know more than the log, which rules.
            if self._folder is not None:
                self._world = None
            raise
        self._since_snapshot += 1
        # A snapshot's cost grows with the state, so the distance between two grows with it.
        due = max(SNAPSHOT_EVERY, self._snapshot_bytes // BYTES_OF_A_CHANGE)
        if self._folder is not None and self._since_snapshot >= due:
            self.save_snapshot()
        return served

    def _load_snapshot(self, world: World) -> int:
        from landform.cloud import snapshot

        try:
            saved = self.log().snapshot()
        except SealError:
            self._forget_snapshot(
                "It has a snapshot that this user's key has not closed: another user or an older Landform "
                "made it, or it is damaged. Snapshots run code when they are read, so it was not read."
            )
            return 0
        if saved is None:
            return 0
        number, stamped, data = saved
        try:
            snapshot.load(world, stamped, data)
        except snapshot.SnapshotMisfitError as error:
            self._forget_snapshot(str(error))
            return 0
        self._snapshot_bytes = len(data)
        return number

    def _forget_snapshot(self, why: str) -> None:
        """Let the log rebuild all, and say so. Raises CloudStateError when the log's beginnings are gone."""
        log = self.log()
        if log.first_number() > 1:
            raise CloudStateError(
                f"The embedded cloud in {self._folder} cannot be brought back. {why} "
                f"The log begins with request {log.first_number()}, so it cannot rebuild the state either.",
                hint="use the versions that wrote it, as the user who did (whose key is in XDG_STATE_HOME or "
                "~/.local/state/landform); or remove the folder and deploy the stacks again",
            )
        log.forget_snapshot()
        LOG.warning("The embedded cloud in %s is rebuilt from its log. %s", self._folder, why)


def _token_key(request: WireRequest, token: str, occurrences: dict[bytes, int] | None) -> TokenKey:
    fingerprint = request.fingerprint()
    occurrences = {} if occurrences is None else occurrences
    occurrence = occurrences.get(fingerprint, 0)
    occurrences[fingerprint] = occurrence + 1
    return TokenKey(token=token, fingerprint=fingerprint, occurrence=occurrence)

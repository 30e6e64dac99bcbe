"""The embedded cloud: opens its file, serves requests, remembers them.

Nothing is loaded until the first request. A change is run, appended to the log, and only then answered:
if the process is killed before the row is written, the change was never answered and never happened;
afterwards it is replayed with the same random seed and time.
"""

import logging
import secrets
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from landform.cloud.direct import DirectClients
from landform.cloud.log import FILE_NAME, RequestLog, TokenKey
from landform.cloud.moto_seams import StartedInvocation
from landform.cloud.moto_world import MOTO_LOCK, World, forget_instances
from landform.cloud.responses import Responses
from landform.cloud.seal import SealError
from landform.cloud.wire import WireAnswer, WireRequest
from landform.environment import EnvironmentFaultError

if TYPE_CHECKING:
    import boto3

    from landform.cloud.keys import AccessKey
    from landform.cloud.lambda_runtime.runtime import LambdaRuntime
    from landform.cloud.session import OwnServices

LOG: Final = logging.getLogger("landform.cloud")
DEFAULT_ACCOUNT: Final = "000000000000"
SNAPSHOT_EVERY: Final = 2000  # changes; bounds the time a restart needs to some seconds
SNAPSHOT_AT_CLOSE: Final = 200  # changes; replaying fewer is quicker than a snapshot's reading and writing
KEPT_REQUESTS: Final = 20_000  # behind a snapshot, to rebuild a world that a newer moto cannot read


class CloudStateError(EnvironmentFaultError):
    """The cloud's saved state cannot be brought back; the message says what to do."""


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
        self._functions: LambdaRuntime | None = None
        self.responses = Responses()
        self.is_expected: Callable[[], bool] | None = None  # whether there must be a file
        self.runs_by_itself = True  # whether functions run that nobody here has asked for
        self.before_opening: Callable[[], None] | None = None  # may refuse, by raising
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
        """Answer one request.

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
        started: list[StartedInvocation] = []
        with MOTO_LOCK:
            answer = self._served(request, is_change, token, occurrences, started)
        for each in started if self.runs_by_itself else ():
            self.functions.start(each)
        if is_change and self.runs_by_itself and "/event-source-mappings" in request.url:
            self.functions.poll()
        return answer

    def _served(
        self,
        request: WireRequest,
        is_change: bool,
        token: str | None,
        occurrences: dict[bytes, int] | None,
        started: list[StartedInvocation],
    ) -> WireAnswer:
        if not is_change:
            return self.world().run(request, started=started)
        key = None
        if token is not None:
            key = _token_key(request, token, occurrences if occurrences is not None else {})
            known = self.log().answer_of(key)
            if known is not None:
                return known
        return self._change(request, key, started)

    def key(self, access_key: str) -> "AccessKey | None":
        """An access key that was made here (a user's, or of an assumed role); None for all others."""
        from landform.cloud import keys

        if not keys.MADE_HERE.match(access_key):
            return None
        with MOTO_LOCK:
            return keys.find_key(self.world(), access_key)

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
            from landform.cloud import moto_seams

            moto_seams.arrange()
            world = World(self.log().fact("seed", secrets.token_hex(8)))
            number = self._load_snapshot(world)
            for logged in self.log().requests_after(number):
                world.run(logged.request, seed=logged.seed, at=logged.at)
                self._since_snapshot += 1
            self._world = world
            self._serve_mappings()
        return self._world

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
            self.log().save_snapshot(snapshot.stamp(), data, at=time.time(), kept_requests=KEPT_REQUESTS)
            self._since_snapshot = 0
            forget_instances()

    def close(self) -> None:
        """Give the file back. The cloud opens again at its next use; a cloud in memory is emptied."""
        self.stop_functions()
        with MOTO_LOCK:
            if self._log is None:
                return
            if self._folder is not None and self._since_snapshot >= SNAPSHOT_AT_CLOSE:
                self.save_snapshot()
            self._log.close()
            self._log = None
            self._world = None
            self._since_snapshot = 0

    def _change(
        self, request: WireRequest, key: TokenKey | None, started: list[StartedInvocation]
    ) -> WireAnswer:
        world, log = self.world(), self.log()
        seed, at = secrets.randbits(62), time.time()
        try:
            answer = world.run(request, seed=seed, at=at, started=started)
            log.append(request, seed, at, key, answer)
        except BaseException:
            # Interrupted between doing and writing down: memory may know more than the log, which rules.
            if self._folder is not None:
                self._world = None
            raise
        self._since_snapshot += 1
        # A snapshot's cost grows with the state, so the distance between two grows with it.
        due = max(SNAPSHOT_EVERY, log.last_number() // 4)
        if self._folder is not None and self._since_snapshot >= due:
            self.save_snapshot()
        return answer

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


def _token_key(request: WireRequest, token: str, occurrences: dict[bytes, int]) -> TokenKey:
    fingerprint = request.fingerprint()
    occurrence = occurrences.get(fingerprint, 0)
    occurrences[fingerprint] = occurrence + 1
    return TokenKey(token=token, fingerprint=fingerprint, occurrence=occurrence)

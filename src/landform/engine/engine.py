"""The engine of one state: everything joined, opened and closed in one place."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from landform.cloud.clients import Clients
from landform.cloud.embedded import EmbeddedCloud
from landform.engine.change_sets import ChangeSets
from landform.engine.drift import Drifts
from landform.engine.driver import Clock
from landform.engine.ids import NewId, random_id
from landform.engine.nested_requests import NestedRequests
from landform.engine.nested_stacks import NestedStacks
from landform.engine.operations import Operations
from landform.engine.own_state import ForeignStateError, check_files, is_ours, mark
from landform.engine.ownership import Ownership, StateInUseError
from landform.engine.prepare import Preparer
from landform.engine.queries import Queries
from landform.engine.requests import Place
from landform.engine.rollbacks import Rollbacks
from landform.engine.runner import Parts, Runner, wall_clock
from landform.engine.signals import Signals
from landform.engine.stacks import Stacks
from landform.environment import EnvironmentFaultError, working_on
from landform.ground.handler import Provider
from landform.providers.embedded import EmbeddedProvider
from landform.providers.schema_facts import SchemaFactsCatalog
from landform.schema.catalog import load_catalog
from landform.schema.check import Checker
from landform.store.interface import Store
from landform.template.limits import AWS_LIMITS, Limits

if TYPE_CHECKING:
    from landform.engine.cloud_control import CloudControl

LOG = logging.getLogger("landform.engine")
CLOUD_FOLDER = "cloud"
DELETED_KEPT_SECONDS = 90 * 24 * 3600.0
"""How long deleted stacks are known.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStacks.html
"""
LOST = "the state folder was removed or replaced while it was used"
OWNER_WAIT_SECONDS = 600.0  # how long a second process waits for the first to finish its operation


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How an engine is opened."""

    folder: Path | None  # None: everything in memory, gone when the engine is closed
    limits: Limits | None = AWS_LIMITS  # None: AWS's quotas are not enforced
    owner_wait_seconds: float = OWNER_WAIT_SECONDS
    waiting: Callable[[str], None] | None = None  # told, in a sentence, whom a wait for the ownership is for
    goes_on_after_faults: bool = False  # whether operations wait for the environment's faults to pass
    wrap_provider: Callable[[Provider], Provider] | None = None  # what stands before each place's provider
    clock: Clock = wall_clock
    new_id: NewId = random_id


class Door(Protocol):
    """A way into the engine for the functions that its cloud runs."""

    def url(self) -> str:
        """Where it is; opens it at the first call."""

    def close(self) -> None:
        """Let nobody in any more."""


class Engine:
    """Stacks, change sets and queries over one store, one cloud and one runner.

    Reading what is stored needs no ownership. Whoever changes something first takes the ownership of the
    folder and resumes whatever an earlier process left unfinished: see `own`. Whoever looks into the cloud
    owns the folder too, because the cloud lives in one process at a time.
    """

    def __init__(self, store: Store, cloud: EmbeddedCloud, settings: Settings) -> None:
        """Join them. What the state holds runs by itself only where `cloud.runs_by_itself`."""
        self.store = store
        self.cloud = cloud
        self._settings = settings
        self.limits = settings.limits
        self._ownership = Ownership(settings.folder, settings.waiting)
        cloud.before_opening = self._own_to_read
        self.catalog = load_catalog()
        self.door: Door | None = None
        self._listers: dict[Place, EmbeddedProvider] = {}
        self._providers: dict[Place, Provider] = {}
        self._changing = threading.RLock()
        parts = Parts(
            store=store,
            catalog=self.catalog,
            provider_for=self._provider,
            lister_for=self._embedded,
            clients_for=self._clients,
            clock=settings.clock,
            new_id=settings.new_id,
            open_cloud=cloud.open,
            goes_on_after_faults=settings.goes_on_after_faults,
        )
        self.runner = Runner(parts, owner=settings.new_id())
        operations = Operations(parts, self.runner)
        self._parts = parts
        self._checker = Checker()  # compiles each type's validator once, for all who check
        self.preparer = Preparer(self.catalog, self._checker, settings.limits)
        self.stacks = Stacks(parts, self.preparer, operations, self.runner)
        self.rollbacks = Rollbacks(parts, self.stacks, operations)
        self.change_sets = ChangeSets(parts, self.stacks, operations)
        self.drifts = Drifts(parts, self.stacks)
        self.signals = Signals(parts, self.stacks, self.runner)
        self.queries = Queries(parts, self.stacks, self.preparer)

    @cached_property
    def cloud_control(self) -> "CloudControl":
        """Single resources; loaded when it is first asked for, which most commands never do."""
        from landform.engine.cloud_control import CloudControl

        return CloudControl(self._parts, self._checker)

    def own(self, *, wait_seconds: float | None = None) -> list[str]:
        """Become the owner and resume interrupted operations: the names of their stacks.

        Waits while another process is the owner; raises StateInUseError when it stays so too long, and
        ForeignStateError when another user's operation would go on, and EnvironmentFaultError when the cloud
        cannot be opened: then nothing is resumed.
        """
        if self._ownership.runs_here and self._settings.folder is not None:
            return []
        self._ownership.acquire(self._settings.owner_wait_seconds if wait_seconds is None else wait_seconds)
        try:
            self.cloud.occupy()
            live = self.store.live_operations()
            if live:
                self._require_own_state()
                self.cloud.open()
            if self._settings.folder is not None:  # who owns a state in memory is asked all the time
                self.prune()
        except BaseException:
            self.cloud.close()
            self._ownership.release()
            raise
        resumed: list[str] = []
        for operation in live:
            stack = self.store.stack(operation.stack_id)
            self.runner.submit(operation.operation_id)
            resumed.append(stack.stack_name if stack else operation.stack_id)
        return resumed

    def _require_own_state(self) -> None:
        if not self.cloud.runs_by_itself:
            raise ForeignStateError(
                f"an operation in {self._settings.folder} was interrupted, and to go on with it could run "
                "code of whoever made this state, which is not this user",
                hint="`landform adopt` makes the state your own, if you know where it is from",
            )

    def prune(self) -> None:
        """Forget the stacks that were deleted long ago."""
        for stack_id in self.store.deleted_before(self._settings.clock() - DELETED_KEPT_SECONDS):
            self.store.forget_stack(stack_id)

    @property
    def is_run_elsewhere(self) -> bool:
        """Whether another process runs the operations of the folder."""
        return self._ownership.is_run_elsewhere()

    @property
    def is_lost(self) -> bool:
        """Whether the state folder was removed or replaced since this process became its owner."""
        return self._ownership.is_lost

    @contextmanager
    def changing(self, *, owning: bool) -> Iterator[None]:
        """Let nobody else begin a change between looking at a stack and changing it.

        Raises EnvironmentFaultError when the state folder is gone: what is written there would be lost.
        """
        with self._changing:
            if self.is_lost:
                raise EnvironmentFaultError(LOST, hint="begin again with what is there now")
            if owning:
                self.own()
            yield

    def own_if_free(self) -> None:
        """Become the owner unless another process is, without waiting for it, and run what has stopped."""
        try:
            self.own(wait_seconds=0.0)
        except StateInUseError:
            return
        for operation in self.store.live_operations():
            self.runner.submit(operation.operation_id)

    def interrupted(self) -> list[str]:
        """Names of the stacks whose operation is live although nobody may be running it."""
        found = [self.store.stack(each.stack_id) for each in self.store.live_operations()]
        return [each.stack_name for each in found if each is not None]

    def set_door(self, door: Door) -> None:
        """Let functions in by this door, which is closed with the engine."""
        self.door = door
        self.cloud.endpoint = door.url

    def stop(self) -> None:
        """Stop operations, which can be resumed later, and then the functions that they wait for."""
        self.runner.close()
        self.cloud.stop_functions()

    def close(self) -> None:
        """Stop, and give everything back."""
        self.stop()
        if self.door is not None:
            self.door.close()
        self.cloud.close()
        self.store.close()
        self._ownership.release()

    def _own_to_read(self) -> None:
        """Before the cloud is opened: wait for whoever has it, or fail; never be in an operation's way."""
        self._ownership.acquire(self._settings.owner_wait_seconds, to_read=True)

    def _clients(self, place: Place) -> Clients:
        return self.cloud.clients(place.account_id, place.region)

    def _embedded(self, place: Place) -> EmbeddedProvider:
        if place not in self._listers:
            self._listers[place] = EmbeddedProvider(
                self.cloud, SchemaFactsCatalog(self.catalog), place.account_id, place.region
            )
        return self._listers[place]

    def _provider(self, place: Place) -> Provider:
        if place not in self._providers:
            provider: Provider = NestedStacks(
                self._embedded(place),
                self._parts,
                NestedRequests(self._parts, self.stacks, self.change_sets),
                self.runner,
                partial(self.changing, owning=False),
            )
            wrap = self._settings.wrap_provider
            self._providers[place] = provider if wrap is None else wrap(provider)
        return self._providers[place]


def open_engine(settings: Settings) -> Engine:
    """The engine of a folder, or one in memory."""
    folder = settings.folder
    if folder is None:
        from landform.store.memory import MemoryStore

        return Engine(MemoryStore(), EmbeddedCloud(None), settings)
    from landform.store.sql import STATE_FILE, open_store

    check_files(folder)
    is_new = not (folder / STATE_FILE).exists() and not (folder / CLOUD_FOLDER).exists()
    if is_new:
        with working_on(folder):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        mark(folder)
    cloud = EmbeddedCloud(folder / CLOUD_FOLDER)
    store = open_store(folder, has_resources=cloud.was_begun)
    cloud.is_expected = store.has_resources
    cloud.runs_by_itself = is_new or is_ours(folder)
    if not cloud.runs_by_itself:
        LOG.warning(
            "The state in %s was not made by this user (or by an older Landform, or under another home "
            "folder). Nothing in it runs by itself. `landform adopt` makes it your own, if you know where it "
            "is from.",
            folder,
        )
    return Engine(store, cloud, settings)

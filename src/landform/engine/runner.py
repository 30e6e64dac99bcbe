"""Runs operations on an event loop of its own, in a thread of this process.

One runner works on one store. It owns the operations it was given: the lock that keeps a second process from
running the same state's operations is the caller's (landform.engine.ownership).
"""

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from landform.deploy.deployment import Deployment
from landform.engine.alarms import look_at_alarms
from landform.engine.collector import rare_collections
from landform.engine.driver import Clock, Driver
from landform.engine.effects import Effects
from landform.engine.ids import NewId
from landform.engine.kept_signals import kept_signals
from landform.engine.lookups import ClientsFor, Lookups
from landform.engine.operation_request import request_of
from landform.engine.requests import Place
from landform.engine.spec_builder import build_spec
from landform.environment import EnvironmentFaultError, fault_of
from landform.ground.handler import Lister, Provider
from landform.ground.records import StackRecord
from landform.schema.catalog import Catalog
from landform.store.interface import CancelPendingError, FencedError, Store

LOG = logging.getLogger("landform.engine")
RETRY_SECONDS = 0.5  # between tries to go on, while the environment does not let an operation
STOP_SECONDS = 5.0  # how long closing waits for the loop to end

ProviderFor = Callable[[Place], Provider]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What every operation is run with."""

    store: Store
    catalog: Catalog
    provider_for: ProviderFor
    lister_for: Callable[[Place], Lister]
    clients_for: ClientsFor
    clock: Clock
    new_id: NewId
    open_cloud: Callable[[], None]  # raises EnvironmentFaultError when what is to be worked on is not there
    ticks: Clock = time.monotonic  # what waiting is measured by; its zero is anywhere
    goes_on_after_faults: bool = False  # whether operations wait for the environment's faults to pass


class Runner:
    """Starts operations and knows which are running."""

    def __init__(self, parts: Parts, owner: str) -> None:
        self._parts = parts
        self._owner = owner
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._running: dict[str, threading.Event] = {}  # by operation id
        self._drivers: dict[str, Driver] = {}
        self._faults: dict[str, EnvironmentFaultError] = {}  # why an operation does not go on, by its id

    @property
    def is_busy(self) -> bool:
        """Whether any operation runs here now."""
        return bool(self._running)

    @property
    def faults(self) -> list[EnvironmentFaultError]:
        """What of the environment keeps operations from going on, oldest first."""
        return list(self._faults.values())

    def submit(self, operation_id: str) -> None:
        """Run the operation, from its beginning or from where its journal ends."""
        with self._lock:
            if operation_id in self._running:
                return
            self._running[operation_id] = threading.Event()
            loop = self._started()
        asyncio.run_coroutine_threadsafe(self._advance(operation_id), loop)

    def cancel(self, operation_id: str, reason: str) -> None:
        """Cancel an operation that runs here; nothing happens when it does not."""
        driver = self._drivers.get(operation_id)
        if driver is not None and self._loop is not None:
            self._loop.call_soon_threadsafe(driver.cancel, reason)

    def release(self, operation_id: str) -> None:
        """Let a held operation go on; nothing happens when it does not run here."""
        driver = self._drivers.get(operation_id)
        if driver is not None and self._loop is not None:
            self._loop.call_soon_threadsafe(driver.release)

    def signal(self, operation_id: str) -> None:
        """Tell the operation that signals were received; nothing happens when it does not run here."""
        driver = self._drivers.get(operation_id)
        if driver is not None and self._loop is not None:
            self._loop.call_soon_threadsafe(driver.take_signals)

    def amend(self, operation_id: str, amended: Callable[[StackRecord], StackRecord]) -> bool:
        """Change something of a stack through its operation's driver; False when none runs here."""
        loop = self._loop
        if operation_id not in self._running or loop is None:
            return False

        async def amend() -> bool:
            # It was submitted before: by now its driver is there, unless it has ended since; then its stack
            # is nobody's and the caller writes it.
            driver = self._drivers.get(operation_id)
            if driver is None:
                return False
            driver.amend(amended)
            return True

        return asyncio.run_coroutine_threadsafe(amend(), loop).result(STOP_SECONDS)

    def wait(self, operation_id: str, timeout_seconds: float | None = None) -> bool:
        """Block until the operation has ended here; False when the time is over first."""
        done = self._running.get(operation_id)
        return True if done is None else done.wait(timeout_seconds)

    def wait_all(self) -> None:
        """Block until nothing runs any more."""
        for operation_id in list(self._running):
            self.wait(operation_id)

    def close(self) -> None:
        """Stop at once. Operations that were running go on when somebody submits them again."""
        with self._lock:
            loop, thread = self._loop, self._thread
            self._loop = self._thread = None
        if loop is not None and thread is not None:
            loop.call_soon_threadsafe(loop.stop)
            thread.join(STOP_SECONDS)

    def _started(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            self._thread = threading.Thread(
                target=_run_loop, args=(self._loop,), name="landform-runner", daemon=True
            )
            self._thread.start()
        return self._loop

    async def _advance(self, operation_id: str) -> None:
        try:
            while not await self._run(operation_id):
                await asyncio.sleep(RETRY_SECONDS)
        finally:
            self._running.pop(operation_id).set()

    async def _run(self, operation_id: str) -> bool:
        """Run the operation as far as it goes: False when it is to be run again."""
        try:
            driver = self._driver(operation_id)
            if driver is not None:
                self._drivers[operation_id] = driver
                with rare_collections():
                    await driver.run()
        except FencedError:
            LOG.info("operation %s was taken over by another owner", operation_id)
        except CancelPendingError:
            return False
        except Exception as error:
            # The journal is intact: the operation stays live and can be resumed.
            fault = fault_of(error)
            if fault is not None:
                return self._interrupted(operation_id, fault)
            LOG.exception("operation %s stopped", operation_id)
        finally:
            self._drivers.pop(operation_id, None)
        self._faults.pop(operation_id, None)
        return True

    def _interrupted(self, operation_id: str, fault: EnvironmentFaultError) -> bool:
        """Keep the fault for those who ask: whether the operation stays interrupted."""
        before = self._faults.get(operation_id)
        if before is None or str(before) != str(fault):
            LOG.error("operation %s is interrupted: %s", operation_id, fault)
        self._faults[operation_id] = fault
        return not self._parts.goes_on_after_faults

    def _driver(self, operation_id: str) -> Driver | None:
        """The driver of an operation this runner has claimed; None when it is over."""
        parts = self._parts
        epoch = parts.store.claim(operation_id, self._owner)
        operation = parts.store.operation(operation_id)
        stack = parts.store.stack(operation.stack_id) if operation else None
        if epoch is None or operation is None or stack is None:
            return None
        request = request_of(operation)
        place = Place(account_id=stack.account_id, region=stack.region)
        built = build_spec(operation, request, stack, parts.catalog)
        told = parts.store.events(stack.stack_id, limit=1)
        effects = Effects(
            operation=operation,
            request=request,
            stack=stack,
            epoch=epoch,
            new_id=parts.new_id,
            told_at=told[0][1].timestamp if told else 0.0,
            references={
                name: each.references
                for name, each in parts.store.resources(stack.stack_id).items()
                if each.references
            },
        )
        return Driver(
            store=parts.store,
            provider=parts.provider_for(place),
            lookups=Lookups(parts.store, parts.clients_for, place),
            catalog=parts.catalog,
            clock=parts.clock,
            ticks=parts.ticks,
            machine=Deployment(built.spec),
            effects=effects,
            look_at_alarms=lambda watch: look_at_alarms(parts.clients_for(place), watch),
            kept_signals=partial(kept_signals, parts.store, stack.stack_id, operation_id),
        )


def _run_loop(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    loop.run_forever()
    for task in asyncio.all_tasks(loop):
        task.cancel()
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()


def wall_clock() -> float:
    """Seconds since the epoch."""
    return time.time()

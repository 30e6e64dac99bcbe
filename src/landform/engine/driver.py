"""Runs one operation: feeds the machine, journals, writes, and only then acts.

The order is what makes a crash cost nothing but time: an input and everything it changed are in one
transaction; provider calls go out after it. Whatever was lost by a crash is asked again with the same client
tokens. Inputs that are ready together are written together.

Waiting is measured by a clock that nobody sets; what is shown is told by the wall clock. A fault of the
environment is no answer of a provider: it ends the run, and a later run goes on from the journal.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from landform.deploy.codec import decode_input, encode_input
from landform.deploy.deployment import Deployment
from landform.deploy.messages import (
    Answered,
    Begin,
    CallProvider,
    CancelRequested,
    DeleteRequested,
    Input,
    Released,
    SignalReceived,
    TimerFired,
)
from landform.engine.alarms import LookAtAlarms
from landform.engine.effects import Effects
from landform.engine.hiding import hidden_as, secrets_in, without_secrets
from landform.engine.lookups import Lookups
from landform.engine.ssm_references import plain_references, resolved_texts
from landform.environment import fault_of
from landform.ground.handler import (
    HandlerAction,
    HandlerAnswer,
    HandlerErrorCode,
    HandlerFailure,
    HandlerRequest,
    HandlerSuccess,
    Provider,
)
from landform.ground.lookups import DynamicReference, Lookup, NotFound
from landform.ground.records import StackRecord
from landform.ground.statuses import OperationKind
from landform.ground.values import Properties, Value
from landform.plan.check_references import misplaced_references, refusal
from landform.schema.catalog import Catalog
from landform.store.interface import JournalEntry, Store
from landform.template.dynamic import find_dynamic_references, substituted

CANCEL_POLL_SECONDS = 0.25  # how soon a cancel asked for by another process is noticed
ALARM_POLL_SECONDS = 1.0  # how soon an alarm that is raised is noticed
MAX_BATCH = 64  # inputs written in one transaction

_SENDING = (HandlerAction.CREATE, HandlerAction.UPDATE)
_CANCELS = CancelRequested | DeleteRequested
_DELETIONS = "deletions wanted during a creation"
_RELEASES = "held updates whose parent is done"

Clock = Callable[[], float]
KeptSignals = Callable[[], Iterable[SignalReceived]]
"""The signals that were received for the operation so far, those handed over before among them."""


def want_deletion(store: Store, operation_id: str, while_status: str | None = None) -> bool:
    """Remember that a creation is to be cut off and its stack deleted; survives a crash.

    False when it is too late for that: see Store.request_cancel.
    """
    store.remember(_DELETIONS, operation_id, {"wanted": True})
    return store.request_cancel(operation_id, while_status)


def deletion_wanted(store: Store, operation_id: str) -> bool:
    """Whether `want_deletion` was called for the operation."""
    return store.idempotent(_DELETIONS, operation_id) is not None


def want_release(store: Store, operation_id: str) -> None:
    """Remember that the parent of a held nested stack is done; survives a crash."""
    store.remember(_RELEASES, operation_id, {"wanted": True})


def release_wanted(store: Store, operation_id: str) -> bool:
    """Whether `want_release` was called for the operation."""
    return store.idempotent(_RELEASES, operation_id) is not None


class Driver:
    """Advances one operation to its end."""

    def __init__(
        self,
        *,
        store: Store,
        provider: Provider,
        lookups: Lookups,
        catalog: Catalog,
        clock: Clock,
        ticks: Clock,
        machine: Deployment,
        effects: Effects,
        kept_signals: KeptSignals,
        look_at_alarms: LookAtAlarms,
    ) -> None:
        self._store = store
        self._provider = provider
        self._lookups = lookups
        self._catalog = catalog
        self._clock = clock
        self._ticks = ticks
        self._began: tuple[float, float] | None = None  # time and ticks at the start of this run
        self._machine = machine
        self._effects = effects
        self._kept_signals = kept_signals
        self._look_at_alarms = look_at_alarms
        self._watch_number = 0  # of the alarms that were looked at
        self._looks_at = 0.0  # when they are looked at again
        self._signals: set[tuple[str, str]] = set()  # source and unique id of those handed over
        self._inputs: asyncio.Queue[Input | Exception] = asyncio.Queue()  # an error ends the run
        self._tasks: set[asyncio.Task[None]] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._wakes_at: float | None = None  # what the timer was set for
        self._sequence = 0
        self._last_now = 0.0
        self._is_cancelled = False  # the machine has been told, or a cancel is among the inputs
        self._knows_cancel = False  # the machine has been told

    async def run(self) -> None:
        """From the journal's end to the operation's end.

        Raises FencedError when superseded, CancelPendingError when a cancel has to be told first, and
        EnvironmentFaultError when the environment does not let it go on: then another run may.
        """
        for entry in self._store.journal(self._effects.operation.operation_id):
            self._sequence = entry.sequence + 1
            self._last_now = entry.now
            assert isinstance(entry.input, dict)  # written by encode_input
            given = decode_input(entry.input)
            if isinstance(given, SignalReceived):
                self._signals.add((given.source, given.unique_id))
            self._knows_cancel = self._knows_cancel or isinstance(given, _CANCELS)
            # Replayed commands are dropped, but the stack's record has to follow them.
            self._effects.apply(self._machine.handle(given, entry.now), entry.now)
            self._effects.take()
        # Time that has passed since an earlier run counts; a clock that was set back does not.
        self._began = (max(self._clock(), self._last_now), self._ticks())
        self._is_cancelled = self._knows_cancel
        if self._sequence == 0:
            self._inputs.put_nowait(Begin())
        if self._store.cancel_requested(self._effects.operation.operation_id):
            self.cancel("User Initiated")
        if self._sequence or self._effects.operation.kind is not OperationKind.CREATE:
            self.take_signals()  # nothing could be signaled before a new stack's creation
        watcher = asyncio.create_task(self._watch())
        self._start(self._machine.outstanding())
        self._arm_timer()
        self._watch_alarms()
        try:
            while not self._machine.is_finished:
                await self._step()
        finally:
            watcher.cancel()
            for task in self._tasks:
                task.cancel()
            if self._timer is not None:
                self._timer.cancel()

    async def _step(self) -> None:
        batch = [await self._inputs.get()]
        while len(batch) < MAX_BATCH and not self._inputs.empty():
            batch.append(self._inputs.get_nowait())
        # A cancel that was confirmed must not come after what would make it too late.
        for given in sorted(batch, key=lambda each: not isinstance(each, Begin | _CANCELS)):
            if self._machine.is_finished:
                break
            if isinstance(given, Exception):
                raise given
            self._knows_cancel = self._knows_cancel or isinstance(given, _CANCELS)
            now = max(self._now(), self._last_now)
            self._last_now = now
            entry = JournalEntry(sequence=self._sequence, now=now, input=encode_input(given))
            self._effects.writes.inputs.append(entry)
            self._sequence += 1
            self._effects.apply(self._machine.handle(given, now), self._clock())
        writes, calls = self._effects.take()
        writes.knows_cancel = self._knows_cancel
        self._store.commit(writes)
        self._start(calls)
        self._arm_timer()
        self._watch_alarms()

    def _now(self) -> float:
        """Seconds since the epoch as the beginning of this run saw them, and what has passed since."""
        assert self._began is not None  # set before anything waits
        time, ticks = self._began
        return time + self._ticks() - ticks

    def cancel(self, reason: str) -> None:
        """Ask the machine to cancel, if it was not asked before; called on the driver's own loop."""
        if self._is_cancelled:
            return
        self._is_cancelled = True
        is_deletion = deletion_wanted(self._store, self._effects.operation.operation_id)
        self._inputs.put_nowait(
            DeleteRequested(reason=reason) if is_deletion else CancelRequested(reason=reason)
        )

    def release(self) -> None:
        """Tell the machine that the parent's update is done; called on the driver's own loop."""
        self._inputs.put_nowait(Released())

    def amend(self, amended: Callable[[StackRecord], StackRecord]) -> None:
        """Change something of the stack that no operation does; called on the driver's own loop.

        The driver holds the stack's record, so nobody else may write it meanwhile.
        """
        self._effects.stack = amended(self._effects.stack)
        self._store.save_stack(self._effects.stack)

    def take_signals(self) -> None:
        """Hand the signals over that came since the last time; called on the driver's own loop."""
        for signal in self._kept_signals():
            if (signal.source, signal.unique_id) not in self._signals:
                self._signals.add((signal.source, signal.unique_id))
                self._inputs.put_nowait(signal)

    async def _watch(self) -> None:
        """Notice what another process or operation decides: a cancel, signals, the end of the parent's."""
        try:
            await self._watch_others()
        except Exception as error:
            self._inputs.put_nowait(error)

    async def _watch_others(self) -> None:
        operation_id = self._effects.operation.operation_id
        while not self._store.cancel_requested(operation_id):
            await asyncio.sleep(CANCEL_POLL_SECONDS)
            if self._machine.waits_for_signals:
                self.take_signals()
            elif self._machine.is_held and release_wanted(self._store, operation_id):
                self._inputs.put_nowait(Released())
            self._watch_alarms()
        self.cancel("User Initiated")

    def _watch_alarms(self) -> None:
        """Look at the alarms the machine names: at once for a new wish, then now and then for bad news."""
        watch = self._machine.watch
        if watch is None:
            return
        is_new = watch.number != self._watch_number
        if not is_new and self._now() < self._looks_at:
            return
        self._watch_number = watch.number
        self._looks_at = self._now() + ALARM_POLL_SECONDS
        seen = self._look_at_alarms(watch)
        if is_new or seen.raised or seen.missing:
            self._inputs.put_nowait(seen)

    def _arm_timer(self) -> None:
        wakes_at = self._machine.wakes_at
        if wakes_at == self._wakes_at:
            return
        if self._timer is not None:
            self._timer.cancel()
        self._wakes_at = wakes_at
        if wakes_at is not None:
            delay = max(0.0, wakes_at - self._now())
            self._timer = asyncio.get_running_loop().call_later(delay, self._wake)

    def _wake(self) -> None:
        self._timer = self._wakes_at = None
        self._inputs.put_nowait(TimerFired())

    def _start(self, calls: list[CallProvider]) -> None:
        for call in calls:
            task = asyncio.create_task(self._call(call))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _call(self, call: CallProvider) -> None:
        wait = call.not_before - self._now()
        if wait > 0:
            await asyncio.sleep(wait)
        try:
            answer = await self._answer(call)
        except Exception as error:
            self._inputs.put_nowait(error)
            return
        self._inputs.put_nowait(Answered(token=call.token, answer=answer, call_number=call.call_number))

    async def _answer(self, call: CallProvider) -> HandlerAnswer:
        stack = self._effects.stack
        desired = self._misplaced(call) or self._resolved(call.desired)
        if isinstance(desired, HandlerFailure):
            return desired
        before = self._effects.references.get(call.logical_id, {})
        models = [self._recalled(each, before) for each in (*call.also_possible, call.previous)]
        request = handler_request(stack, call, desired, models)
        try:
            answer = await self._provider.handle(request)
        except Exception as error:
            fault = fault_of(error)
            if fault is not None:
                raise fault from error
            answer = HandlerFailure(
                code=HandlerErrorCode.INTERNAL_FAILURE,
                message=f"{type(error).__name__}: {error}. This is a bug in Landform.",
            )
        if isinstance(answer, HandlerSuccess) and call.action in _SENDING:
            self._effects.references[call.logical_id] = self._texts(call.desired)
        answer = self._with_properties(call, hidden_as(call.desired, answer))
        return without_secrets(answer, (*secrets_in(desired), *secrets_in([*models])))

    def _misplaced(self, call: CallProvider) -> HandlerFailure | None:
        """The refusal of a secure reference that only deployment has put where AWS takes none."""
        schema = self._catalog.find(call.type_name)
        places = misplaced_references(schema, call.desired) if schema is not None else []
        if not places or call.action in (HandlerAction.DELETE, HandlerAction.READ):
            return None
        return HandlerFailure(code=HandlerErrorCode.INVALID_REQUEST, message=refusal(places))

    def _recalled(self, properties: Properties, before: Mapping[str, str]) -> dict[str, Value]:
        """What may exist, resolved; it can be undone although a secret that it used is gone.

        `before`: what its plain references to Parameter Store stood for.
        """
        known: dict[Lookup, Value | NotFound] = {
            DynamicReference("ssm", key): text for key, text in before.items()
        }
        resolved = self._resolved(substituted(properties, known))
        return dict(properties) if isinstance(resolved, HandlerFailure) else resolved

    def _texts(self, properties: Properties) -> dict[str, str]:
        references = plain_references(properties)
        return resolved_texts(properties, self._lookups.answer(references)) if references else {}

    def _resolved(self, properties: Properties) -> dict[str, Value] | HandlerFailure:
        """The properties with dynamic references replaced, or why one cannot be."""
        references = find_dynamic_references(dict(properties))
        if not references:
            return dict(properties)
        facts = self._lookups.answer(references)
        for fact in facts.values():
            if isinstance(fact, NotFound):
                return HandlerFailure(code=HandlerErrorCode.INVALID_REQUEST, message=fact.reason)
        return substituted(properties, facts)

    def _with_properties(self, call: CallProvider, answer: HandlerAnswer) -> HandlerAnswer:
        """Fn::GetAtt also reads plain properties: those the handler does not return are as desired."""
        if not isinstance(answer, HandlerSuccess) or call.action is HandlerAction.DELETE:
            return answer
        schema = self._catalog.find(call.type_name)
        if schema is None:
            return answer
        given = {
            name: value
            for name, value in call.desired.items()
            if name in schema.attributes and name not in answer.attributes
        }
        return replace(answer, attributes={**given, **answer.attributes}) if given else answer


def handler_request(
    stack: StackRecord, call: CallProvider, desired: Properties, models: Sequence[Properties]
) -> HandlerRequest:
    """The handler request of a call; `models` is what may exist, oldest first."""
    return HandlerRequest(
        action=call.action,
        type_name=call.type_name,
        client_token=call.token,
        account_id=stack.account_id,
        region=stack.region,
        stack_id=stack.stack_id,
        stack_name=stack.stack_name,
        logical_id=call.logical_id,
        physical_id=call.physical_id,
        desired=desired,
        previous=models[-1],
        also_possible=tuple(models[:-1]),
        callback_context=call.callback_context,
    )

"""One stack operation as a deterministic machine: inputs in, commands out.

`Deployment.handle(input, now)` is the whole interface. The machine reads no clock, asks no provider and
stores nothing; the same spec and the same inputs give the same commands, in the same order. So a driver
journals inputs, and after a crash builds the machine again, hands it the journal, throws the commands away,
and sends `outstanding()` once more, with the same tokens.

The phases are in `stack_machine`, the steps of a resource in `resource_machine`; this file joins them.
"""

from collections.abc import Iterator
from typing import assert_never

from landform.deploy import wording
from landform.deploy.calls import Calls, OutcomeKind
from landform.deploy.forward import Forward
from landform.deploy.ledger import Ledger
from landform.deploy.messages import (
    AlarmsSeen,
    Answered,
    Begin,
    CallProvider,
    CancelRequested,
    Command,
    DeleteRequested,
    Finish,
    Input,
    Released,
    SetOutputs,
    SetStackStatus,
    SignalReceived,
    TimerFired,
    WakeAt,
)
from landform.deploy.monitoring import Monitoring, Watch
from landform.deploy.removing import Copy, RemovalRules, Removing
from landform.deploy.resource_machine import RemovalCause
from landform.deploy.restoring import Restoring
from landform.deploy.spec import DeploymentSpec, DesiredFailure
from landform.deploy.stack_machine import CANCELLABLE, DELETABLE, LIMITED_IN_TIME, Phase, Signal, move
from landform.ground.records import ResourceRecord
from landform.ground.statuses import OnFailure, OperationKind, StackStatus

_BEGIN = {
    OperationKind.CREATE: Signal.BEGIN_CREATE,
    OperationKind.UPDATE: Signal.BEGIN_UPDATE,
    OperationKind.DELETE: Signal.BEGIN_DELETE,
    OperationKind.IMPORT: Signal.BEGIN_IMPORT,
}
_FORWARD = frozenset({Phase.CREATING, Phase.UPDATING, Phase.IMPORTING})
_STOPPING = frozenset(
    {
        Phase.STOPPING_CREATE,
        Phase.STOPPING_CREATE_TO_DELETE,
        Phase.STOPPING_UPDATE,
        Phase.STOPPING_IMPORT,
    }
)


class Deployment:
    """One operation on one stack."""

    def __init__(self, spec: DeploymentSpec) -> None:
        self._spec = spec
        self._ledger = Ledger(spec)
        self._calls = Calls(spec.operation_id, spec.max_concurrency)
        self._phase = Phase.NEW
        self._status: StackStatus | None = None
        self._work: Forward | Restoring | Removing | None = None
        self._forward: Forward | None = None
        self._deadline: float | None = None  # of the stack
        self._armed: float | None = None  # the latest WakeAt; None: it fired, or is not wanted any more
        self._timed_out = False
        self._monitoring = Monitoring(spec.alarms, spec.monitoring_seconds)

    @property
    def is_finished(self) -> bool:
        """Whether Finish has been given; further inputs are dropped."""
        return self._phase is Phase.DONE

    @property
    def is_held(self) -> bool:
        """Whether the update is done and waits for the parent's decision: Released or CancelRequested."""
        return self._phase is Phase.HELD

    @property
    def status(self) -> StackStatus | None:
        """The stack's status as this operation set it last; None before Begin."""
        return self._status

    @property
    def waits_for_signals(self) -> bool:
        """Whether a resource is made and waits to be told that it is ready."""
        return self._phase in _FORWARD and self._forward is not None and self._forward.deadline is not None

    @property
    def wakes_at(self) -> float | None:
        """When TimerFired is wanted, to be armed again after a replay; None: not at all."""
        if self._phase not in _FORWARD or self._forward is None:
            return None
        is_limited = self._phase in LIMITED_IN_TIME and not self._timed_out
        times = [self._forward.deadline, self._monitoring.deadline(self._ledger.now)]
        if is_limited:
            times.append(self._deadline)
        return min((each for each in times if each is not None), default=None)

    @property
    def watch(self) -> Watch | None:
        """The alarms that AlarmsSeen is wanted of, also after a replay; None: of none."""
        return self._monitoring.watch if self._phase in _FORWARD else None

    def outstanding(self) -> list[CallProvider]:
        """The calls that wait for an answer, to be sent again after a replay."""
        return list(self._calls)

    def handle(self, given: Input, now: float) -> list[Command]:
        """What is to be done about this input; nothing for one that comes late, twice or to no use.

        Args:
            given: the input.
            now: seconds since the epoch, never less than at the input before.
        """
        if self._phase is Phase.DONE:
            return []
        self._ledger.now = now
        match given:
            case Begin():
                self._begin(now)
            case Answered():
                self._answered(given, now)
            case CancelRequested():
                self._cancel(given.reason)
            case DeleteRequested():
                self._delete(given.reason)
            case TimerFired():
                self._timer(now)
            case SignalReceived():
                self._receive(given)
            case AlarmsSeen():
                if self._phase in _FORWARD:
                    self._monitoring.see(given)
            case Released():
                self._release()
            case _:
                assert_never(given)
        self._go_on()
        self._arm()
        return self._ledger.take_commands()

    # -- inputs ------------------------------------------------------------------------------------------

    def _begin(self, now: float) -> None:
        if self._phase is not Phase.NEW:
            return
        kind = self._spec.kind
        signal = self._undo_signal() if kind is OperationKind.ROLLBACK else _BEGIN[kind]
        self._move(signal, wording.USER_INITIATED)
        if self._phase in LIMITED_IN_TIME and self._spec.timeout_seconds is not None:
            self._deadline = now + self._spec.timeout_seconds

    def _undo_signal(self) -> Signal:
        prior = self._spec.prior_status
        of_create = prior in (StackStatus.CREATE_FAILED, StackStatus.ROLLBACK_FAILED)
        return Signal.BEGIN_UNDO_CREATE if of_create else Signal.BEGIN_UNDO_UPDATE

    def _answered(self, answered: Answered, now: float) -> None:
        outcome = self._calls.settle(answered, now)
        if outcome.kind is OutcomeKind.STALE or self._work is None:
            return
        if outcome.next_call is not None:
            self._ledger.add(outcome.next_call)
        self._work.settle(outcome.logical_id, outcome)

    def _cancel(self, reason: str) -> None:
        if self._phase in CANCELLABLE:
            self._turn_back(Signal.UNDO, reason)

    def _delete(self, reason: str) -> None:
        if self._phase in DELETABLE:
            self._turn_back(Signal.UNDO_AND_DELETE, reason)

    def _release(self) -> None:
        if self._phase is Phase.HELD:
            self._move(Signal.RELEASED, None)

    def _receive(self, signal: SignalReceived) -> None:
        if self._phase in _FORWARD and self._forward is not None:
            self._forward.receive(signal)

    def _timer(self, now: float) -> None:
        self._armed = None
        if self._phase in LIMITED_IN_TIME and self._deadline is not None and now >= self._deadline:
            self._timed_out = True

    def _arm(self) -> None:
        """Ask for a timer when the time it is wanted at changes; after a restart only that one is known."""
        wakes_at = self.wakes_at
        if wakes_at != self._armed and wakes_at is not None:
            self._ledger.add(WakeAt(time=wakes_at))
        self._armed = wakes_at

    # -- going on ----------------------------------------------------------------------------------------

    def _go_on(self) -> None:
        """Do all that can be done now, through as many phases as need no answer."""
        while self._phase not in (Phase.NEW, Phase.DONE):
            if self._work is not None and self._phase not in _STOPPING and not self._timed_out:
                self._work.advance()
            before = self._phase
            if self._phase in _FORWARD:
                self._judge_forward()
            elif self._phase in _STOPPING:
                self._judge_stopping()
            else:
                self._judge_backward()
            if self._phase is before:
                return

    def _judge_forward(self) -> None:
        forward = self._forward
        if forward is None:
            return
        keeps = self._spec.on_failure is OnFailure.DO_NOTHING
        halt = f"{wording.TIMED_OUT}. " if self._timed_out else self._monitoring.trouble
        if halt is not None and keeps:
            forward.hold()
        elif halt is not None:
            self._timed_out = False
            self._turn_back(self._failure_signal(), self._with_request(halt))
            return
        if forward.has_failed and not keeps:
            self._turn_back(self._failure_signal(), None)
        elif forward.is_idle and (forward.has_failed or halt is not None):
            self._move(Signal.KEEP_FAILURE, halt or _failures(forward))
        elif forward.is_idle:
            self._conclude_forward()

    def _conclude_forward(self) -> None:
        outputs = self._spec.desired.outputs(self._ledger)
        if isinstance(outputs, DesiredFailure):
            if self._spec.on_failure is OnFailure.DO_NOTHING:
                self._move(Signal.KEEP_FAILURE, outputs.reason)
            else:
                self._turn_back(self._failure_signal(), self._with_request(f"{outputs.reason}. "))
            return
        if not self._monitoring.is_over(self._ledger.now):
            return
        self._ledger.add(SetOutputs(outputs=outputs))
        is_held = self._spec.is_held and self._phase is Phase.UPDATING
        self._move(Signal.DONE_AND_HELD if is_held else Signal.DONE_WELL, None)

    def _judge_stopping(self) -> None:
        if not len(self._calls):
            self._move(Signal.DRAINED, None)

    def _judge_backward(self) -> None:
        work = self._work
        if isinstance(work, Restoring) and work.is_idle:
            self._move(Signal.DONE_BADLY if work.has_failed else Signal.DONE_WELL, _failures(work) or None)
        elif isinstance(work, Removing) and work.is_idle:
            self._move(Signal.DONE_BADLY if work.failed else Signal.DONE_WELL, self._removal_reason(work))

    def _failure_signal(self) -> Signal:
        deletes = self._spec.on_failure is OnFailure.DELETE and self._phase is Phase.CREATING
        return Signal.UNDO_AND_DELETE if deletes else Signal.UNDO

    def _turn_back(self, signal: Signal, reason: str | None) -> None:
        """Stop the forward work. Without a reason given, it is the resources that failed."""
        if self._forward is not None:
            self._forward.stop()
        if reason is None and self._forward is not None:
            reason = self._with_request(_failures(self._forward))
        self._move(signal, reason)

    def _with_request(self, reason: str) -> str:
        """A create's reason ends with what the user wanted to happen then; an update's does not."""
        if self._phase is not Phase.CREATING:
            return reason
        deletes = self._spec.on_failure is OnFailure.DELETE
        return reason + (wording.DELETE_REQUESTED if deletes else wording.ROLLBACK_REQUESTED)

    def _removal_reason(self, work: Removing) -> str | None:
        if not work.failed:
            return None
        if self._phase is Phase.CLEANING_UP:
            return wording.CLEANUP_INCOMPLETE
        if self._phase is Phase.CLEANING_UP_ROLLBACK:
            return wording.ROLLBACK_CLEANUP_INCOMPLETE
        return wording.failed_resources("delete", work.failed)

    # -- phases ------------------------------------------------------------------------------------------

    def _move(self, signal: Signal, reason: str | None) -> None:
        row = move(self._phase, signal)
        self._phase = row.phase
        if row.status is not None:
            self._status = row.status
            self._ledger.add(SetStackStatus(status=row.status, reason=reason))
        if row.phase in _FORWARD:
            self._forward = Forward(self._spec, self._ledger, self._calls)
            self._work = self._forward
        elif row.phase is Phase.RESTORING:
            self._work = Restoring(self._spec, self._stable_records(), self._ledger, self._calls)
        elif row.phase is Phase.DONE and self._status is not None:
            self._ledger.add(Finish(status=self._status))
        elif row.phase not in _STOPPING and row.phase is not Phase.HELD:
            self._work = self._removing(row.phase)

    def _stable_records(self) -> dict[str, ResourceRecord]:
        targets = self._spec.resources.values()
        return {each.logical_id: each.stable for each in targets if each.stable is not None}

    def _removing(self, phase: Phase) -> Removing:
        copies = {
            Phase.CLEANING_UP: self._left_over_by_update,
            Phase.CLEANING_UP_ROLLBACK: self._made_by_failed_update,
            Phase.UNDOING_CREATE: self._made_by_failed_create,
            Phase.DELETING_FAILED_CREATE: self._made_by_failed_create,
            Phase.UNDOING_IMPORT: self._taken_in_by_failed_import,
            Phase.DELETING: self._all_copies,
        }[phase]
        is_cleanup = phase in (Phase.CLEANING_UP, Phase.CLEANING_UP_ROLLBACK)
        rules = RemovalRules(
            retained=self._spec.retain_resources if phase is Phase.DELETING else frozenset(),
            retain_except_on_create=self._spec.retain_except_on_create,
            is_cleanup=is_cleanup,
            settled=tuple(self._held()) if is_cleanup else (),
        )
        return Removing(copies(), rules, self._spec.types, self._ledger, self._calls)

    def _held(self) -> Iterator[ResourceRecord]:
        for record in self._ledger.live_records():
            if record.physical_id is not None and self._spec.types.is_held(record.type_name):
                yield record

    def _left_over_by_update(self) -> Iterator[Copy]:
        yield from self._superseded(RemovalCause.REPLACED)
        for record in self._ledger.live_records():
            if not self._spec.resources[record.logical_id].is_desired:
                yield _copy(record, RemovalCause.DECLARATION_REMOVED)

    def _made_by_failed_update(self) -> Iterator[Copy]:
        for record in self._ledger.superseded_records():
            stable = self._spec.resources[record.logical_id].stable
            is_original = stable is not None and stable.physical_id == record.physical_id
            cause = RemovalCause.REPLACED if is_original else RemovalCause.REPLACEMENT_UNDONE
            yield _copy(record, cause, is_live=False)
        for record in self._ledger.live_records():
            if self._spec.resources[record.logical_id].stable is None:
                yield _copy(record, RemovalCause.CREATION_UNDONE)

    def _made_by_failed_create(self) -> Iterator[Copy]:
        yield from self._superseded(RemovalCause.REPLACEMENT_UNDONE)
        for record in self._ledger.live_records():
            yield _copy(record, RemovalCause.CREATION_UNDONE)

    def _taken_in_by_failed_import(self) -> Iterator[Copy]:
        for record in self._ledger.live_records():
            if self._spec.resources[record.logical_id].stable is None:
                yield _copy(record, RemovalCause.IMPORT_UNDONE)

    def _all_copies(self) -> Iterator[Copy]:
        yield from self._superseded(RemovalCause.REPLACED)
        for record in self._ledger.live_records():
            yield _copy(record, RemovalCause.STACK_DELETED)

    def _superseded(self, cause: RemovalCause) -> Iterator[Copy]:
        for record in self._ledger.superseded_records():
            yield _copy(record, cause, is_live=False)


_UNDOING = frozenset({RemovalCause.CREATION_UNDONE, RemovalCause.REPLACEMENT_UNDONE})


def _copy(record: ResourceRecord, cause: RemovalCause, *, is_live: bool = True) -> Copy:
    if record.found is not None and cause in _UNDOING:
        return Copy(record, is_live=is_live, cause=RemovalCause.IMPORT_UNDONE)
    if record.is_half_made:
        cause = RemovalCause.HALF_MADE
    return Copy(record, is_live=is_live, cause=cause)


def _failures(work: Forward | Restoring) -> str:
    creates = wording.failed_resources("create", work.failed_to_create)
    if isinstance(work, Forward):
        creates += wording.failed_resources("import", work.failed_to_import)
    return creates + wording.failed_resources("update", work.failed_to_update)

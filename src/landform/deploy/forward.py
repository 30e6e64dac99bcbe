"""Bringing every wanted resource to its wanted properties, as many at a time as dependencies allow.

Decides what a resource's turn means and hands the FORWARD table its signals. What it leaves behind for a
rollback is in the ledger: the live records, the superseded copies, and which resources are unsure.
"""

from dataclasses import replace

from landform.deploy import wording
from landform.deploy.calls import Calls, Outcome, OutcomeKind
from landform.deploy.forward_effects import ForwardEffects
from landform.deploy.ledger import Ledger
from landform.deploy.messages import SignalReceived
from landform.deploy.news import NO_NEWS, News, ResourceWork, news_of
from landform.deploy.order import Countdown
from landform.deploy.resource_machine import (
    FORWARD,
    WAITING_FOR_SIGNALS,
    ForwardSignal,
    ForwardState,
    step,
)
from landform.deploy.signals import WaitEnd, Waits
from landform.deploy.spec import ChangeKind, ChangeVerdict, DeploymentSpec, DesiredFailure
from landform.ground.handler import HandlerErrorCode
from landform.ground.statuses import DeletionPolicy, OnFailure, OperationKind, ResourceStatus

_COMPLETE = frozenset({ForwardState.COMPLETE, ForwardState.UNCHANGED})
_MAKING = frozenset({ForwardState.CREATING, ForwardState.REPLACING, ForwardState.REMAKING})
_JUDGED = {
    ForwardSignal.UPDATE: "Update:Modify",
    ForwardSignal.REPLACE: "Update:Replace",
    ForwardSignal.REPLACE_DELETE_FIRST: "Update:Replace",
}
_IN_PROGRESS = frozenset({ResourceStatus.CREATE_IN_PROGRESS, ResourceStatus.UPDATE_IN_PROGRESS})


class Forward:
    """The forward work of a create or update."""

    def __init__(self, spec: DeploymentSpec, ledger: Ledger, calls: Calls) -> None:
        self._spec = spec
        self._ledger = ledger
        self._calls = calls
        targets = {each.logical_id: each for each in spec.resources.values() if each.is_desired}
        self._order = Countdown({name: target.depends_on for name, target in targets.items()})
        self._works = {name: ResourceWork(target) for name, target in targets.items()}
        self._effects = ForwardEffects(ledger, calls)
        self._waits = Waits()
        self._refuse_removals()

    @property
    def failed_to_create(self) -> list[str]:
        """The resources that should have come into being and did not, in the order in which they failed."""
        return self._effects.failed_to_create

    @property
    def failed_to_update(self) -> list[str]:
        """The resources that should have changed and did not, in the order in which they failed."""
        return self._effects.failed_to_update

    @property
    def failed_to_import(self) -> list[str]:
        """The resources that should have been taken in and were not, in the order in which they failed."""
        return self._effects.imports.failed

    @property
    def has_failed(self) -> bool:
        """Whether any resource has failed."""
        return bool(self.failed_to_create or self.failed_to_update or self.failed_to_import)

    @property
    def _must_turn_back(self) -> bool:
        # AWS goes on along independent paths only where the failure is to be kept:
        # https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-failure-options.html
        return self.has_failed and self._spec.on_failure is not OnFailure.DO_NOTHING

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way and nothing more can start."""
        return not self._order.has_ready and not len(self._calls) and not len(self._waits)

    @property
    def deadline(self) -> float | None:
        """When the first wait for signals is over; None when nothing waits."""
        return self._waits.deadline

    def advance(self) -> None:
        """Start everything that may start, and end the waits that are over."""
        self._end_waits()
        while self._order.has_ready and self._calls.has_room and not self._must_turn_back:
            work = self._works[self._order.take()]
            wanted = self._spec.desired.properties(work.logical_id, self._ledger)
            if isinstance(wanted, DesiredFailure):
                self._signal(work, ForwardSignal.IMPOSSIBLE, News(reason=wanted.reason))
            else:
                work.wanted = wanted
                self._begin(work, self._decide(work))

    def settle(self, logical_id: str, outcome: Outcome) -> None:
        """A call of this resource was answered."""
        work = self._works[logical_id]
        if outcome.kind is OutcomeKind.PENDING:
            if outcome.physical_id is not None:
                self._signal(work, ForwardSignal.IDENTIFIED, news_of(outcome))
        elif outcome.kind is OutcomeKind.SUCCEEDED and work.state is ForwardState.IMPORTING:
            self._signal(work, *self._looked_at(work, outcome))
        elif outcome.kind is OutcomeKind.SUCCEEDED:
            self._succeed(work, news_of(outcome))
        elif self._can_be_replaced(work, outcome):
            self._replace_instead(work)
        else:
            self._signal(work, ForwardSignal.FAILED, news_of(outcome))

    def _can_be_replaced(self, work: ResourceWork, outcome: Outcome) -> bool:
        """Whether an update was refused that the type promises to make by a replacement then."""
        is_refused = outcome.code is HandlerErrorCode.NOT_UPDATABLE and work.state is ForwardState.UPDATING
        return is_refused and work.verdict is not None and work.verdict.may_replace

    def _replace_instead(self, work: ResourceWork) -> None:
        denial = self._denial(work.logical_id, work.target.type_name, "Update:Replace")
        reason = denial or _custom_name(work.verdict)
        if reason is None:
            self._signal(work, ForwardSignal.NOT_UPDATABLE)
        else:
            self._signal(work, ForwardSignal.FAILED, News(reason=reason))

    def receive(self, signal: SignalReceived) -> None:
        """Somebody signals."""
        if not self._waits.keep(signal) or signal.logical_id is None:
            return
        live = self._ledger.live(signal.logical_id)
        if live is not None and live.status in _IN_PROGRESS:
            self._ledger.tell(live, live.status, wording.signal_received(signal.status, signal.unique_id))

    def _succeed(self, work: ResourceWork, news: News) -> None:
        """The provider is done; a resource that was made may have to wait for signals."""
        wait = None
        if work.state in _MAKING:
            wait = self._spec.desired.wait(work.logical_id, work.wanted)
        if isinstance(wait, DesiredFailure):
            self._signal(work, ForwardSignal.FAILED, replace(news, reason=wait.reason))
        elif wait is None:
            self._signal(work, ForwardSignal.SUCCEEDED, news)
        else:
            work.made = news
            self._signal(work, ForwardSignal.MADE, news)
            self._waits.begin(work.logical_id, wait, self._ledger.now)
            self._end_waits()

    def _end_waits(self) -> None:
        for logical_id, end in self._waits.ended(self._ledger.now):
            work = self._works[logical_id]
            signal = ForwardSignal.SUCCEEDED if end.failure is None else ForwardSignal.FAILED
            self._signal(work, signal, _with_end(work.made or NO_NEWS, end))

    def hold(self) -> None:
        """Start nothing more and wait for no signals; what is under way ends as it would."""
        self._order.stop()
        for work in self._works.values():
            if work.state in WAITING_FOR_SIGNALS:
                self._signal(work, ForwardSignal.STOP)

    def stop(self) -> None:
        """Turn back: what waits never starts, what is under way is told as failed."""
        self._order.stop()
        for work in self._works.values():
            self._signal(work, ForwardSignal.STOP)

    def _signal(self, work: ResourceWork, signal: ForwardSignal, news: News = NO_NEWS) -> None:
        row = step(FORWARD, work.state, signal)
        if signal is ForwardSignal.STOP:
            self._waits.stop(work.logical_id)
        work.state = row.next_state
        self._effects.perform(row.effect, work, news)
        if work.state in _COMPLETE and signal is not ForwardSignal.STOP:
            self._order.done(work.logical_id)

    def _begin(self, work: ResourceWork, signal: ForwardSignal) -> None:
        """Do what must be done, unless the stack policy denies it or the old one's name is in the way."""
        reason = self._denial(work.logical_id, work.target.type_name, _JUDGED.get(signal))
        if reason is None and signal is ForwardSignal.REPLACE:
            reason = _custom_name(work.verdict)
        if reason is None:
            self._signal(work, signal)
        else:
            self._signal(work, ForwardSignal.IMPOSSIBLE, News(reason=reason))

    def _denial(self, logical_id: str, type_name: str, action: str | None) -> str | None:
        rules = self._spec.rules
        return None if rules is None or action is None else rules.denial(logical_id, type_name, action)

    def _refuse_removals(self) -> None:
        """A resource that leaves the template fails at once when the stack policy keeps it."""
        for record in self._ledger.live_records():
            target = self._spec.resources[record.logical_id]
            if not target.is_desired:
                denial = self._denial(record.logical_id, record.type_name, "Update:Delete")
                if denial is not None:
                    self._effects.refuse_removal(ResourceWork(target), denial)

    def _looked_at(self, work: ResourceWork, outcome: Outcome) -> tuple[ForwardSignal, News]:
        """What an existing resource is good for, now that it is known."""
        actual = outcome.success.properties if outcome.success else {}
        adoption = self._spec.types.adopt(work.target.type_name, actual, work.wanted)
        if adoption.fixed_paths:
            return ForwardSignal.FAILED, News(reason=wording.import_differs(adoption.fixed_paths))
        verdict = self._spec.types.verdict(work.target.type_name, adoption.properties, work.wanted)
        is_as_wanted = verdict.kind is ChangeKind.NONE
        signal = ForwardSignal.FOUND_AS_WANTED if is_as_wanted else ForwardSignal.SUCCEEDED
        return signal, replace(news_of(outcome), properties=adoption.properties)

    def _decide(self, work: ResourceWork) -> ForwardSignal:
        """What must be done now that all the resource depends on is complete."""
        live = self._ledger.live(work.logical_id)
        if live is None or live.physical_id is None:
            return ForwardSignal.CREATE if work.target.import_as is None else ForwardSignal.IMPORT
        if self._spec.kind is OperationKind.IMPORT:
            return ForwardSignal.NOTHING  # an import leaves alone what the stack has
        if live.is_half_made:
            return ForwardSignal.SCRAP_AND_CREATE
        if live.type_name != work.target.type_name:
            return ForwardSignal.REPLACE
        verdict = self._spec.types.verdict(live.type_name, live.properties, work.wanted)
        work.verdict = verdict
        if verdict.kind is ChangeKind.NONE:
            is_wanted = work.target.is_edited or self._ledger.is_unsure(work.logical_id)
            return ForwardSignal.UPDATE if is_wanted else ForwardSignal.NOTHING
        if verdict.kind is ChangeKind.UPDATE:
            return ForwardSignal.UPDATE
        # A policy that keeps the old one leaves nothing to delete first.
        if verdict.delete_first and work.target.update_replace_policy is DeletionPolicy.DELETE:
            return ForwardSignal.REPLACE_DELETE_FIRST
        return ForwardSignal.REPLACE


def _custom_name(verdict: ChangeVerdict | None) -> str | None:
    name = verdict.custom_name if verdict is not None else None
    return None if name is None else wording.custom_name(name)


def _with_end(news: News, end: WaitEnd) -> News:
    """What is known of a resource whose wait is over."""
    attributes = news.attributes if end.data is None else {**news.attributes, "Data": end.data}
    return replace(news, reason=end.failure or "", attributes=attributes)

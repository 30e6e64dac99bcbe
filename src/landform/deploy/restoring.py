"""Bringing resources back to their last stable state after an update failed.

Nothing that was replaced or removed has been deleted yet (that is what the clean-up is for), so most of the
way back is to take the old copy into use again and to undo updates in place, in the order of the old
dependencies. One case is harder: where the old copy had to be deleted first, it is made anew from its
recorded properties, and what refers to it is computed again, because the new one may have another identity.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from landform.deploy import wording
from landform.deploy.calls import Calls, Outcome, OutcomeKind
from landform.deploy.ledger import Ledger
from landform.deploy.news import NO_NEWS, News, news_of
from landform.deploy.order import Countdown
from landform.deploy.resource_machine import RESTORE, RestoreEffect, RestoreSignal, RestoreState, step
from landform.deploy.spec import ChangeKind, DeploymentSpec, DesiredFailure
from landform.ground.handler import HandlerAction
from landform.ground.records import ResourceRecord
from landform.ground.statuses import DeletionPolicy, ResourceStatus
from landform.ground.values import Properties

_Status = ResourceStatus


@dataclass(slots=True)
class RestoreWork:
    """One resource on its way back."""

    stable: ResourceRecord
    state: RestoreState = RestoreState.WAITING
    wanted: Properties = field(default_factory=dict)
    is_announced: bool = False
    attempted_before: tuple[Properties, ...] = ()  # the record's, before it was asked for this update
    is_taken_back: bool = False  # the stable copy had been replaced and is in use again

    @property
    def logical_id(self) -> str:
        """The resource's name in the template."""
        return self.stable.logical_id


class Restoring:
    """The way back of every resource that existed at the last stable state."""

    def __init__(
        self, spec: DeploymentSpec, stable: Mapping[str, ResourceRecord], ledger: Ledger, calls: Calls
    ) -> None:
        self._spec = spec
        self._ledger = ledger
        self._calls = calls
        # Records of two stable states may be mixed after failures that were kept; a circle must not hold us.
        prerequisites = {name: record.depends_on for name, record in stable.items()}
        self._order = Countdown(prerequisites, certainty=lambda _waits, _other: 0)
        self._works = {name: RestoreWork(record) for name, record in stable.items()}
        self._revised: set[str] = set()  # have another identity or other attributes than the stable record
        self.failed_to_create: list[str] = []
        self.failed_to_update: list[str] = []
        self._effects: dict[RestoreEffect, Callable[[RestoreWork, News], None]] = {
            RestoreEffect.NONE: lambda _work, _news: None,
            RestoreEffect.KEEP: self._keep,
            RestoreEffect.BEGIN_UPDATE: self._begin_update,
            RestoreEffect.BEGIN_CLEARING: self._begin_clearing,
            RestoreEffect.BEGIN_REMAKING: self._begin_remaking,
            RestoreEffect.BEGIN_REMAKING_AFTER_CLEARING: self._begin_remaking_after_clearing,
            RestoreEffect.REFUSE: self._refuse,
            RestoreEffect.ANNOUNCE: self._announce,
            RestoreEffect.COMPLETE_UPDATE: self._complete_update,
            RestoreEffect.COMPLETE_REMAKING: self._complete_remaking,
            RestoreEffect.FAIL_UPDATE: self._fail_update,
            RestoreEffect.FAIL_CLEARING: self._fail_clearing,
            RestoreEffect.FAIL_REMAKING: self._fail_remaking,
        }

    @property
    def has_failed(self) -> bool:
        """Whether any resource could not be restored."""
        return bool(self.failed_to_create or self.failed_to_update)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way and nothing more can start."""
        return not self._order.has_ready and not len(self._calls)

    def advance(self) -> None:
        """Start everything that may start."""
        while self._order.has_ready and self._calls.has_room:
            work = self._works[self._order.take()]
            self._signal(work, *self._decide(work))

    def settle(self, logical_id: str, outcome: Outcome) -> None:
        """A call of this resource was answered."""
        work = self._works[logical_id]
        if outcome.kind is OutcomeKind.PENDING:
            if outcome.physical_id is not None:
                self._signal(work, RestoreSignal.IDENTIFIED, news_of(outcome))
        elif outcome.kind is OutcomeKind.SUCCEEDED:
            self._signal(work, RestoreSignal.SUCCEEDED, news_of(outcome))
        else:
            self._signal(work, RestoreSignal.FAILED, news_of(outcome))

    def _signal(self, work: RestoreWork, signal: RestoreSignal, news: News = NO_NEWS) -> None:
        row = step(RESTORE, work.state, signal)
        work.state = row.next_state
        self._effects[row.effect](work, news)
        # A failure does not hold back the others: as much as possible is restored.
        if work.state in (RestoreState.RESTORED, RestoreState.FAILED):
            self._order.done(work.logical_id)

    # -- deciding ----------------------------------------------------------------------------------------

    def _take_back_old_copy(self, work: RestoreWork) -> None:
        """If the stable copy was replaced but still exists, it becomes the stack's resource again."""
        live = self._ledger.live(work.logical_id)
        if live is not None and live.physical_id == work.stable.physical_id:
            return
        for copy in self._ledger.copies(work.logical_id):
            if copy.physical_id == work.stable.physical_id and not self._is_outdated(work, copy):
                work.is_taken_back = True
                self._ledger.forget_copy(work.logical_id, copy.physical_id or "")
                if live is not None:
                    self._ledger.supersede(live)
                self._ledger.save(copy)

    def _is_outdated(self, work: RestoreWork, old: ResourceRecord) -> bool:
        """Whether an earlier rollback had to make the resource anew, because this copy could not be used."""
        live = self._ledger.live(work.logical_id)
        if live is None or self._kind(live, work) is not ChangeKind.NONE:
            return False
        return self._kind(old, work) is ChangeKind.REPLACE

    def _kind(self, record: ResourceRecord, work: RestoreWork) -> ChangeKind:
        """What leads from the record to what is wanted; REPLACE for what cannot be kept in any case."""
        unusable = record.physical_id is None or record.is_half_made
        if unusable or record.type_name != work.stable.type_name:
            return ChangeKind.REPLACE
        return self._spec.types.verdict(record.type_name, record.properties, work.wanted).kind

    def _decide(self, work: RestoreWork) -> tuple[RestoreSignal, News]:
        """What must be done now that all the resource depends on has been dealt with."""
        wanted = self._wanted(work)
        if isinstance(wanted, DesiredFailure):
            return RestoreSignal.IMPOSSIBLE, News(reason=wanted.reason)
        work.wanted = wanted
        self._take_back_old_copy(work)
        live = self._existing(work)
        if self._kind(live, work) is ChangeKind.REPLACE:
            return self._remake(work, live)
        is_same = self._kind(live, work) is ChangeKind.NONE and not self._was_attempted(work, live)
        return (RestoreSignal.KEEP if is_same else RestoreSignal.UPDATE), NO_NEWS

    def _was_attempted(self, work: RestoreWork, live: ResourceRecord) -> bool:
        """Whether anything was done since the stable state that the recorded properties do not show.

        What was in doubt even then (a rollback that went on without the resource) stays so.
        """
        return self._ledger.was_edited(work.logical_id) or live.attempted != work.stable.attempted

    def _wanted(self, work: RestoreWork) -> Properties | DesiredFailure:
        previous = self._spec.previous_desired
        if previous is None or self._revised.isdisjoint(work.stable.depends_on):
            return work.stable.properties
        if self._has_failed_dependency(work):
            return DesiredFailure(reason=wording.DEPENDENCY_NOT_RESTORED)
        return previous.properties(work.logical_id, self._ledger)

    def _remake(self, work: RestoreWork, live: ResourceRecord) -> tuple[RestoreSignal, News]:
        """Nothing is made before what it depends on, nor beside what has to go first."""
        if self._has_failed_dependency(work):
            return RestoreSignal.IMPOSSIBLE, News(reason=wording.DEPENDENCY_NOT_RESTORED)
        if live.physical_id is None or live.type_name != work.stable.type_name:
            return RestoreSignal.REMAKE, NO_NEWS
        if live.is_half_made:
            return RestoreSignal.CLEAR_AND_REMAKE, NO_NEWS
        verdict = self._spec.types.verdict(live.type_name, live.properties, work.wanted)
        clears = verdict.delete_first and live.update_replace_policy is DeletionPolicy.DELETE
        return (RestoreSignal.CLEAR_AND_REMAKE if clears else RestoreSignal.REMAKE), NO_NEWS

    def _has_failed_dependency(self, work: RestoreWork) -> bool:
        return any(
            each in self._works and self._works[each].state is RestoreState.FAILED
            for each in work.stable.depends_on
        )

    # -- effects -----------------------------------------------------------------------------------------

    def _existing(self, work: RestoreWork) -> ResourceRecord:
        live = self._ledger.live(work.logical_id)
        if live is not None:
            return live
        return work.stable.anew(None, work.stable.status, properties=work.stable.properties)

    def _call(self, work: RestoreWork, action: HandlerAction, existing: ResourceRecord | None) -> None:
        self._ledger.add(
            self._calls.start(
                self._ledger.now,
                action,
                logical_id=work.logical_id,
                type_name=existing.type_name if existing else work.stable.type_name,
                existing=existing,
                desired=work.wanted,
            )
        )

    def _keep(self, work: RestoreWork, _news: News) -> None:
        live = self._existing(work)
        record = replace(self._as_declared(work, live), status=work.stable.status)
        if work.is_taken_back or self._ledger.was_touched(work.logical_id):
            # AWS tells that the resource is in order again, although nothing had to be done.
            record = replace(record, status=_Status.UPDATE_COMPLETE, status_reason=None)
            self._ledger.tell(record, _Status.UPDATE_COMPLETE, properties=record.properties)
        self._note_revision(work, record)
        if record != live:
            self._ledger.save(record)

    def _as_declared(self, work: RestoreWork, live: ResourceRecord) -> ResourceRecord:
        """The physical resource that is live, as the stable template declares it."""
        stable = work.stable
        return replace(
            live,
            properties=work.wanted,
            status_reason=stable.status_reason,
            depends_on=stable.depends_on,
            deletion_policy=stable.deletion_policy,
            update_replace_policy=stable.update_replace_policy,
            metadata=stable.metadata,
        )

    def _note_revision(self, work: RestoreWork, record: ResourceRecord) -> None:
        """Those that refer to it must be looked at again if it is not what they knew at the stable state."""
        known = (work.stable.physical_id, work.stable.attributes)
        if (record.physical_id, record.attributes) != known:
            self._revised.add(work.logical_id)

    def _begin_update(self, work: RestoreWork, _news: News) -> None:
        live = self._existing(work)
        self._ledger.tell(live, _Status.UPDATE_IN_PROGRESS, properties=work.wanted)
        work.attempted_before = live.attempted
        asked = replace(live.asked(work.wanted), status=_Status.UPDATE_IN_PROGRESS, status_reason=None)
        self._ledger.note(asked)
        self._call(work, HandlerAction.UPDATE, live)

    def _tell_remaking(self, work: RestoreWork) -> ResourceRecord:
        live = self._existing(work)
        self._ledger.tell(
            replace(live, type_name=work.stable.type_name),
            _Status.UPDATE_IN_PROGRESS,
            wording.REPLACEMENT,
            work.wanted,
        )
        return live

    def _begin_clearing(self, work: RestoreWork, _news: News) -> None:
        live = self._tell_remaking(work)
        self._ledger.tell(live, _Status.DELETE_IN_PROGRESS)
        self._call(work, HandlerAction.DELETE, live)

    def _begin_remaking(self, work: RestoreWork, _news: News) -> None:
        self._tell_remaking(work)
        self._call(work, HandlerAction.CREATE, None)

    def _begin_remaking_after_clearing(self, work: RestoreWork, _news: News) -> None:
        live = self._existing(work)
        self._ledger.tell(live, _Status.DELETE_COMPLETE)
        self._ledger.save(live.anew(None, _Status.UPDATE_IN_PROGRESS, properties=live.properties))
        self._call(work, HandlerAction.CREATE, None)

    def _announce(self, work: RestoreWork, news: News) -> None:
        if work.is_announced:
            return
        work.is_announced = True
        self._ledger.tell(
            work.stable,
            _Status.UPDATE_IN_PROGRESS,
            wording.CREATION_INITIATED,
            work.wanted,
            news.physical_id,
        )

    def _remade(self, work: RestoreWork, news: News) -> ResourceRecord:
        return work.stable.anew(
            news.physical_id, _Status.UPDATE_COMPLETE, properties=work.wanted, attributes=news.attributes
        )

    def _complete_update(self, work: RestoreWork, news: News) -> None:
        live = self._existing(work)
        if news.is_replacement:
            self._ledger.supersede(replace(live, attempted=work.attempted_before))
            record = self._remade(work, news)
        else:
            attributes = {**live.attributes, **news.attributes}
            record = replace(
                self._as_declared(work, live.renamed(news.physical_id)),
                status=_Status.UPDATE_COMPLETE,
                status_reason=None,
                attributes=attributes,
                attempted=(),
            )
        self._note_revision(work, record)
        self._ledger.tell(record, _Status.UPDATE_COMPLETE, properties=work.wanted)
        self._ledger.save(record)

    def _complete_remaking(self, work: RestoreWork, news: News) -> None:
        self._announce(work, news)
        live = self._ledger.live(work.logical_id)
        if live is not None:
            self._ledger.supersede(live)
        record = self._remade(work, news)
        self._note_revision(work, record)
        self._ledger.tell(record, _Status.UPDATE_COMPLETE, properties=work.wanted)
        self._ledger.save(record)

    def _tell_failed(self, work: RestoreWork, reason: str) -> None:
        record = replace(self._existing(work), status=_Status.UPDATE_FAILED, status_reason=reason)
        self._ledger.tell(record, _Status.UPDATE_FAILED, reason, work.wanted or None)
        self._ledger.note_possible(record, work.stable.depends_on)

    def _refuse(self, work: RestoreWork, news: News) -> None:
        self._ledger.tell(self._existing(work), _Status.UPDATE_IN_PROGRESS)
        self._tell_failed(work, news.reason)
        self.failed_to_update.append(work.logical_id)

    def _fail_update(self, work: RestoreWork, news: News) -> None:
        self._tell_failed(work, news.reason)
        self.failed_to_update.append(work.logical_id)

    def _fail_clearing(self, work: RestoreWork, news: News) -> None:
        live = self._existing(work)
        self._ledger.tell(live, _Status.DELETE_FAILED, news.reason)
        if not live.is_half_made:
            self._ledger.note(live.half_deleted())
            self._tell_failed(work, news.reason)
        else:
            self._ledger.tell(live, _Status.UPDATE_FAILED, news.reason)
        self.failed_to_update.append(work.logical_id)

    def _fail_remaking(self, work: RestoreWork, news: News) -> None:
        self._tell_failed(work, news.reason)
        if news.physical_id is not None:
            half_made = work.stable.anew(
                news.physical_id, _Status.CREATE_FAILED, properties=work.wanted, is_half_made=True
            )
            self._ledger.supersede(half_made)
        self.failed_to_create.append(work.logical_id)

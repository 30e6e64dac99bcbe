"""What the steps of the FORWARD table bring about: commands, calls, and entries in the ledger.

One method an effect, straight through; what happens when is in the table alone.
"""

from collections.abc import Callable
from dataclasses import replace

from landform.deploy import wording
from landform.deploy.calls import Calls
from landform.deploy.import_effects import ImportEffects
from landform.deploy.ledger import Ledger
from landform.deploy.news import NO_NEWS, News, ResourceWork
from landform.deploy.resource_machine import ForwardEffect
from landform.ground.handler import HandlerAction
from landform.ground.records import ResourceRecord
from landform.ground.statuses import ResourceStatus

_Status = ResourceStatus


class ForwardEffects:
    """Carries out effects, and remembers which resources failed."""

    def __init__(self, ledger: Ledger, calls: Calls) -> None:
        self._ledger = ledger
        self._calls = calls
        self.failed_to_create: list[str] = []
        self.failed_to_update: list[str] = []
        self.imports = ImportEffects(ledger, calls)
        self._effects: dict[ForwardEffect, Callable[[ResourceWork, News], None]] = {
            ForwardEffect.NONE: lambda _work, _news: None,
            ForwardEffect.KEEP: self._keep,
            ForwardEffect.BEGIN_CREATE: self._begin_create,
            ForwardEffect.BEGIN_UPDATE: self._begin_update,
            ForwardEffect.BEGIN_REPLACEMENT: self._begin_replacement,
            ForwardEffect.BEGIN_REPLACEMENT_INSTEAD: self._begin_replacement_instead,
            ForwardEffect.BEGIN_CLEARING: self._begin_clearing,
            ForwardEffect.BEGIN_REMAKING: self._begin_remaking,
            ForwardEffect.BEGIN_SCRAPPING: self._begin_scrapping,
            ForwardEffect.BEGIN_CREATE_AFTER_SCRAPPING: self._begin_create_after_scrapping,
            ForwardEffect.BEGIN_IMPORT: self.imports.begin,
            ForwardEffect.TAKE_IN: self.imports.take_in,
            ForwardEffect.TAKE_IN_AS_IT_IS: self.imports.take_in_as_it_is,
            ForwardEffect.FAIL_IMPORT: self.imports.fail,
            ForwardEffect.CANCEL_IMPORT: self.imports.cancel,
            ForwardEffect.REFUSE: self._refuse,
            ForwardEffect.ANNOUNCE_CREATION: self._announce_creation,
            ForwardEffect.ANNOUNCE_REPLACEMENT: self._announce_replacement,
            ForwardEffect.COMPLETE_CREATE: self._complete_create,
            ForwardEffect.COMPLETE_UPDATE: self._complete_update,
            ForwardEffect.COMPLETE_REPLACEMENT: self._complete_replacement,
            ForwardEffect.COMPLETE_REMAKING: self._complete_remaking,
            ForwardEffect.FAIL_CREATE: self._fail_create,
            ForwardEffect.FAIL_UPDATE: self._fail_update,
            ForwardEffect.FAIL_REPLACEMENT: self._fail_replacement,
            ForwardEffect.FAIL_CLEARING: self._fail_clearing,
            ForwardEffect.FAIL_REMAKING: self._fail_remaking,
            ForwardEffect.FAIL_SCRAPPING: self._fail_scrapping,
            ForwardEffect.CANCEL_CREATE: self._cancel_create,
            ForwardEffect.CANCEL_UPDATE: self._cancel_update,
            ForwardEffect.CANCEL_REPLACEMENT: self._cancel_replacement,
            ForwardEffect.CANCEL_REMAKING: self._cancel_remaking,
            ForwardEffect.NOTE_CREATED: self._note_created,
            ForwardEffect.NOTE_UPDATED: self._note_updated,
            ForwardEffect.NOTE_NOT_UPDATED: self._note_not_updated,
            ForwardEffect.NOTE_REPLACEMENT: self._note_replacement,
            ForwardEffect.NOTE_CLEARED: self._note_cleared,
            ForwardEffect.NOTE_NOT_CLEARED: self._note_half_deleted,
            ForwardEffect.NOTE_REMADE: self._note_remade,
        }

    def perform(self, effect: ForwardEffect, work: ResourceWork, news: News) -> None:
        """Carry it out."""
        self._effects[effect](work, news)

    def _existing(self, work: ResourceWork) -> ResourceRecord:
        """The live record of a resource that must have one."""
        live = self._ledger.live(work.logical_id)
        if live is None:
            raise RuntimeError(f"{work.logical_id} has no record. This is a bug in Landform.")
        return live

    def _call(
        self,
        work: ResourceWork,
        action: HandlerAction,
        type_name: str,
        existing: ResourceRecord | None = None,
    ) -> None:
        self._ledger.add(
            self._calls.start(
                self._ledger.now,
                action,
                logical_id=work.logical_id,
                type_name=type_name,
                existing=existing,
                desired=work.wanted,
            )
        )

    # -- beginning ---------------------------------------------------------------------------------------

    def _keep(self, work: ResourceWork, _news: News) -> None:
        live = self._existing(work)
        kept = replace(
            live,
            depends_on=self._ledger.kept_dependencies(work.target),
            deletion_policy=work.target.deletion_policy,
            update_replace_policy=work.target.update_replace_policy,
            metadata=work.target.metadata,
        )
        if kept != live or work.target.had_drifted:
            self._ledger.note(kept)

    def _begin_create(self, work: ResourceWork, _news: News) -> None:
        record = self._ledger.record_of(
            work.target, work.wanted, _Status.CREATE_IN_PROGRESS, is_half_made=True
        )
        self._ledger.tell(record, _Status.CREATE_IN_PROGRESS, properties=work.wanted)
        self._ledger.save(record)
        self._call(work, HandlerAction.CREATE, record.type_name)

    def _begin_update(self, work: ResourceWork, _news: News) -> None:
        live = self._existing(work)
        work.attempted_before = live.attempted
        self._ledger.tell(live, _Status.UPDATE_IN_PROGRESS, properties=work.wanted)
        asked = replace(live.asked(work.wanted), status=_Status.UPDATE_IN_PROGRESS, status_reason=None)
        self._ledger.note(asked)
        self._call(work, HandlerAction.UPDATE, live.type_name, live)

    def _begin_replacement(self, work: ResourceWork, _news: News) -> None:
        self._tell_replacement(work)
        self._call(work, HandlerAction.CREATE, work.target.type_name)

    def _begin_replacement_instead(self, work: ResourceWork, news: News) -> None:
        """The update was refused before it changed anything."""
        self._ledger.note(replace(self._existing(work), attempted=work.attempted_before))
        self._begin_replacement(work, news)

    def _begin_clearing(self, work: ResourceWork, _news: News) -> None:
        live = self._existing(work)
        self._tell_replacement(work)
        self._ledger.tell(live, _Status.DELETE_IN_PROGRESS)
        self._call(work, HandlerAction.DELETE, live.type_name, live)

    def _tell_replacement(self, work: ResourceWork) -> None:
        live = self._existing(work)
        self._ledger.tell(
            replace(live, type_name=work.target.type_name),
            _Status.UPDATE_IN_PROGRESS,
            wording.REPLACEMENT,
            work.wanted,
        )
        self._ledger.note(replace(live, status=_Status.UPDATE_IN_PROGRESS, status_reason=wording.REPLACEMENT))

    def _begin_remaking(self, work: ResourceWork, _news: News) -> None:
        self._forget_cleared(work, _Status.UPDATE_IN_PROGRESS)
        self._call(work, HandlerAction.CREATE, work.target.type_name)

    def _begin_scrapping(self, work: ResourceWork, _news: News) -> None:
        live = self._existing(work)
        self._ledger.tell(live, _Status.DELETE_IN_PROGRESS)
        self._call(work, HandlerAction.DELETE, live.type_name, live)

    def _begin_create_after_scrapping(self, work: ResourceWork, news: News) -> None:
        self._forget_cleared(work, _Status.CREATE_FAILED)
        self._begin_create(work, news)

    def _forget_cleared(self, work: ResourceWork, status: ResourceStatus) -> None:
        """The live copy is deleted; the record stays, to say what it was, without a physical id."""
        live = self._existing(work)
        self._ledger.tell(live, _Status.DELETE_COMPLETE)
        gone = live.anew(None, status, properties=live.properties, is_half_made=live.is_half_made)
        self._ledger.save(replace(gone, status_reason=live.status_reason))

    # -- progress and success ----------------------------------------------------------------------------

    def _announce_creation(self, work: ResourceWork, news: News) -> None:
        if work.is_announced:
            return
        reason = wording.CREATION_INITIATED
        record = replace(self._existing(work).identified(news.physical_id), status_reason=reason)
        self._tell_initiated(work, record)
        self._ledger.save(record)

    def _tell_initiated(self, work: ResourceWork, record: ResourceRecord) -> None:
        if not work.is_announced:
            work.is_announced = True
            status, reason = _Status.CREATE_IN_PROGRESS, wording.CREATION_INITIATED
            self._ledger.tell(record, status, reason, work.wanted)

    def _announce_replacement(self, work: ResourceWork, news: News) -> None:
        if work.is_announced:
            return
        work.is_announced = True
        self._ledger.tell(
            replace(self._existing(work), type_name=work.target.type_name),
            _Status.UPDATE_IN_PROGRESS,
            wording.CREATION_INITIATED,
            work.wanted,
            news.physical_id,
        )

    def _made(self, work: ResourceWork, news: News, status: ResourceStatus) -> ResourceRecord:
        return self._ledger.record_of(
            work.target,
            work.wanted,
            status,
            news.physical_id,
            news.attributes,
            is_half_made=status is _Status.CREATE_FAILED,
        )

    def _complete_create(self, work: ResourceWork, news: News) -> None:
        record = self._made(work, news, _Status.CREATE_COMPLETE)
        self._tell_initiated(work, record)
        self._ledger.tell(record, _Status.CREATE_COMPLETE, properties=work.wanted)
        self._ledger.save(record)

    def _complete_update(self, work: ResourceWork, news: News) -> None:
        record = self._updated(work, news, _Status.UPDATE_COMPLETE)
        self._ledger.tell(record, _Status.UPDATE_COMPLETE, properties=work.wanted)
        self._save_updated(work, record)

    def _save_updated(self, work: ResourceWork, record: ResourceRecord) -> None:
        if work.target.is_edited:
            self._ledger.save_edited(record)
        else:
            self._ledger.save(record)

    def _updated(self, work: ResourceWork, news: News, status: ResourceStatus) -> ResourceRecord:
        live = self._existing(work)
        record = self._made(work, replace(news, physical_id=news.physical_id or live.physical_id), status)
        if news.is_replacement:
            # The old one was left as it was before it was asked.
            old = replace(live, attempted=work.attempted_before)
            self._ledger.supersede(replace(old, update_replace_policy=work.target.update_replace_policy))
            return record
        return replace(
            record,
            attributes={**live.attributes, **news.attributes},
            found=live.found,
        )

    def _complete_replacement(self, work: ResourceWork, news: News) -> None:
        live = self._existing(work)
        self._announce_replacement(work, news)
        record = self._made(work, news, _Status.UPDATE_COMPLETE)
        self._ledger.tell(record, _Status.UPDATE_COMPLETE, properties=work.wanted)
        # The new template's policy decides about the old copy, so that both can change in one update.
        self._ledger.supersede(replace(live, update_replace_policy=work.target.update_replace_policy))
        self._ledger.save(record)

    def _complete_remaking(self, work: ResourceWork, news: News) -> None:
        self._announce_replacement(work, news)
        record = self._made(work, news, _Status.UPDATE_COMPLETE)
        self._ledger.tell(record, _Status.UPDATE_COMPLETE, properties=work.wanted)
        self._ledger.save(record)

    # -- failure -----------------------------------------------------------------------------------------

    def _refuse(self, work: ResourceWork, news: News) -> None:
        """What is wanted cannot be computed: no call is made."""
        live = self._ledger.live(work.logical_id)
        if work.target.import_as is not None and (live is None or live.physical_id is None):
            self.imports.fail(work, news)
        elif live is None:
            record = self._ledger.record_of(work.target, {}, _Status.CREATE_FAILED, is_half_made=True)
            self._ledger.save(record)
            self._fail_create(work, news)
        elif live.physical_id is None or live.is_half_made:
            self._fail_create(work, replace(news, physical_id=live.physical_id))
        else:
            self._tell_update_failed(work, news.reason)

    def refuse_removal(self, work: ResourceWork, reason: str) -> None:
        """The template does not hold the resource any more, and it may not go."""
        self._tell_update_failed(work, reason)

    def _fail_create(self, work: ResourceWork, news: News) -> None:
        record = replace(
            self._existing(work).identified(news.physical_id),
            status=_Status.CREATE_FAILED,
            status_reason=news.reason,
        )
        self._ledger.tell(record, _Status.CREATE_FAILED, news.reason, record.properties)
        self._ledger.save(record)
        self.failed_to_create.append(work.logical_id)

    def _tell_update_failed(self, work: ResourceWork, reason: str) -> None:
        live = self._existing(work)
        self._ledger.tell(live, _Status.UPDATE_FAILED, reason, work.wanted or None)
        self._ledger.note(replace(live, status=_Status.UPDATE_FAILED, status_reason=reason))
        self.failed_to_update.append(work.logical_id)

    def _fail_update(self, work: ResourceWork, news: News) -> None:
        self._tell_update_failed(work, news.reason)
        self._note_not_updated(work, news)

    def _fail_replacement(self, work: ResourceWork, news: News) -> None:
        self._tell_update_failed(work, news.reason)
        self._note_replacement(work, news)

    def _fail_clearing(self, work: ResourceWork, news: News) -> None:
        self._note_half_deleted(work, news)
        self._tell_update_failed(work, news.reason)

    def _fail_remaking(self, work: ResourceWork, news: News) -> None:
        self._tell_update_failed(work, news.reason)
        self._note_remade(work, news)

    def _fail_scrapping(self, work: ResourceWork, news: News) -> None:
        live = self._existing(work)
        self._ledger.tell(live, _Status.DELETE_FAILED, news.reason)
        self._fail_create(work, replace(news, physical_id=live.physical_id))

    # -- turning back ------------------------------------------------------------------------------------

    def _cancel_create(self, work: ResourceWork, _news: News) -> None:
        live = self._existing(work)
        self._fail_create(work, News(reason=wording.CREATION_CANCELLED, physical_id=live.physical_id))

    def _cancel_update(self, work: ResourceWork, _news: News) -> None:
        self._tell_update_failed(work, wording.UPDATE_CANCELLED)

    def _cancel_replacement(self, work: ResourceWork, _news: News) -> None:
        self._tell_update_failed(work, wording.UPDATE_CANCELLED)
        self._note_replacement(work, work.made or NO_NEWS)

    def _cancel_remaking(self, work: ResourceWork, _news: News) -> None:
        self._tell_update_failed(work, wording.UPDATE_CANCELLED)
        self._note_remade(work, work.made or NO_NEWS)

    def _note_created(self, work: ResourceWork, news: News) -> None:
        """Complete or not, it was not wanted any more: kept as half made, to be deleted."""
        live = self._existing(work)
        made = live.identified(news.physical_id or live.physical_id)
        self._ledger.save(replace(made, attributes=news.attributes))

    def _note_updated(self, work: ResourceWork, news: News) -> None:
        live = self._existing(work)
        record = self._updated(work, news, _Status.UPDATE_FAILED)
        self._save_updated(work, replace(record, status_reason=live.status_reason))

    def _note_not_updated(self, work: ResourceWork, _news: News) -> None:
        self._ledger.note_possible(self._existing(work), self._ledger.kept_dependencies(work.target))

    def _note_replacement(self, work: ResourceWork, news: News) -> None:
        """Whatever was made of the new copy never came into use."""
        self._ledger.supersede(self._made(work, news, _Status.CREATE_FAILED))

    def _note_cleared(self, work: ResourceWork, _news: News) -> None:
        self._forget_cleared(work, self._existing(work).status)

    def _note_half_deleted(self, work: ResourceWork, news: News) -> None:
        live = self._existing(work)
        self._ledger.tell(live, _Status.DELETE_FAILED, news.reason)
        self._ledger.note(live.half_deleted())

    def _note_remade(self, work: ResourceWork, news: News) -> None:
        """The old copy is gone; what was made in its place, if anything, must go too."""
        if news.physical_id is not None:
            self._ledger.save(self._made(work, news, _Status.CREATE_FAILED))

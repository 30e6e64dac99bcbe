"""What the steps of the FORWARD table bring about where a resource that exists is taken into the stack.

AWS looks at the resource, tells that it is imported, and then updates it to what the template says of it.
What was found is kept in the record, so that undoing the import puts it back. Nothing here ever deletes.
"""

from dataclasses import replace

from landform.deploy import wording
from landform.deploy.calls import Calls
from landform.deploy.ledger import Ledger
from landform.deploy.news import News, ResourceWork
from landform.ground.handler import HandlerAction
from landform.ground.records import ResourceRecord
from landform.ground.statuses import ResourceStatus

_Status = ResourceStatus


class ImportEffects:
    """Carries them out, and remembers which imports failed."""

    def __init__(self, ledger: Ledger, calls: Calls) -> None:
        self._ledger = ledger
        self._calls = calls
        self.failed: list[str] = []

    def begin(self, work: ResourceWork, _news: News) -> None:
        """Look at what exists."""
        record = self._ledger.record_of(
            work.target, {}, _Status.IMPORT_IN_PROGRESS, physical_id=work.target.import_as
        )
        self._ledger.tell(record, _Status.IMPORT_IN_PROGRESS, wording.IMPORT_STARTED, work.wanted)
        self._ledger.save(replace(record, status_reason=wording.IMPORT_STARTED))
        self._ask(HandlerAction.READ, work, record)

    def take_in(self, work: ResourceWork, news: News) -> None:
        """It exists and can be what the template wants: it is the stack's from now on, and is updated."""
        record = self._taken_in(work, news)
        self._ledger.save(record.asked(work.wanted))
        self._ask(HandlerAction.UPDATE, work, record)

    def _ask(self, action: HandlerAction, work: ResourceWork, record: ResourceRecord) -> None:
        call = self._calls.start(
            self._ledger.now,
            action,
            logical_id=work.logical_id,
            type_name=record.type_name,
            existing=record,
            desired=work.wanted,
        )
        self._ledger.add(call)

    def take_in_as_it_is(self, work: ResourceWork, news: News) -> None:
        """It already is what the template wants: the update that AWS tells has nothing to do."""
        record = self._taken_in(work, news)
        record = replace(record, status=_Status.UPDATE_COMPLETE, status_reason=None, properties=work.wanted)
        self._ledger.tell(record, _Status.UPDATE_COMPLETE, properties=work.wanted)
        self._ledger.save(record)

    def _taken_in(self, work: ResourceWork, news: News) -> ResourceRecord:
        record = self._ledger.record_of(
            work.target,
            news.properties,
            _Status.IMPORT_COMPLETE,
            physical_id=news.physical_id,
            attributes=news.attributes,
        )
        record = replace(record, found=news.properties)
        self._ledger.tell(record, _Status.IMPORT_COMPLETE, wording.IMPORT_COMPLETED, work.wanted)
        self._ledger.tell(record, _Status.UPDATE_IN_PROGRESS, wording.IMPORT_APPLIED, work.wanted)
        return replace(record, status=_Status.UPDATE_IN_PROGRESS, status_reason=wording.IMPORT_APPLIED)

    def fail(self, work: ResourceWork, news: News) -> None:
        """It cannot be taken in: the stack has nothing under this name."""
        record = self._ledger.record_of(work.target, {}, _Status.IMPORT_FAILED)
        record = replace(record, status_reason=news.reason)
        self._ledger.tell(
            record, _Status.IMPORT_FAILED, news.reason, work.wanted or None, work.target.import_as
        )
        self._ledger.save(record)
        self.failed.append(work.logical_id)

    def cancel(self, work: ResourceWork, _news: News) -> None:
        """The operation turns back before the resource was looked at."""
        self.fail(work, News(reason=wording.IMPORT_CANCELLED))

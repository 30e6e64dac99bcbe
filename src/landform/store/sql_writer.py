"""Writes rows inside one transaction: the batch of an operation, stacks, events and what else changes."""

from collections.abc import Sequence

from landform.ground.records import ChangeSetRecord, OperationRecord, StackEvent, StackRecord
from landform.store import statements
from landform.store.codec import Cipher, closed_text, dumps
from landform.store.database import Session
from landform.store.interface import CancelPendingError, FencedError, OperationWrites
from landform.store.rows import document, record_of


class SqlWriter:
    """Lives as long as its transaction."""

    def __init__(self, session: Session, cipher: Cipher) -> None:
        self._session = session
        self._cipher = cipher

    def commit(self, writes: OperationWrites) -> None:
        """Write a batch, or raise FencedError or CancelPendingError before anything is written."""
        self._check_epoch(writes)
        self._put_journal(writes)
        self._put_resources(writes)
        self._put_superseded(writes)
        self.put_events(writes.events)
        if writes.stack is not None:
            self.put_stack(writes.stack)
            self._put_exports(writes, writes.stack)
        if writes.result is not None:
            self._finish(writes)

    def _check_epoch(self, writes: OperationWrites) -> None:
        found = self._session.rows(statements.LIVE, the_operation_id=writes.operation_id)
        _, epoch, is_cancelled = found[0] if found else (None, None, False)
        if epoch != writes.epoch:
            raise FencedError(writes.operation_id)
        if is_cancelled and writes.stack is not None and not writes.knows_cancel:
            raise CancelPendingError(writes.operation_id)

    def _put_journal(self, writes: OperationWrites) -> None:
        if writes.result is not None:
            return  # the journal ends here: a finished operation is never replayed
        rows = [
            {
                "operation_id": writes.operation_id,
                "sequence": each.sequence,
                "now": each.now,
                "input": dumps(each.input, self._cipher),
            }
            for each in writes.inputs
        ]
        self._session.run_all(statements.ADD_INPUT, rows)

    def _put_resources(self, writes: OperationWrites) -> None:
        keys = {"stack_id": writes.stack_id}
        gone = [name for name, record in writes.resources.items() if record is None]
        self._session.run_all(statements.REMOVE_RESOURCE, [{**keys, "logical_id": name} for name in gone])
        rows = [
            {**keys, "logical_id": name, "document": document(record, self._cipher)}
            for name, record in writes.resources.items()
            if record is not None
        ]
        self._session.run_all(statements.PUT_RESOURCE, rows)

    def _put_superseded(self, writes: OperationWrites) -> None:
        for (logical_id, physical_id), record in writes.superseded.items():
            key = {"stack_id": writes.stack_id, "logical_id": logical_id, "physical_id": physical_id}
            self._session.run(statements.REMOVE_SUPERSEDED, **key)
            if record is not None:
                text = document(record, self._cipher)
                self._session.run(statements.ADD_SUPERSEDED, **key, document=text)

    def put_stack(self, record: StackRecord) -> None:
        """Insert or replace a stack."""
        self._session.run(
            statements.PUT_STACK,
            stack_id=record.stack_id,
            account_id=record.account_id,
            region=record.region,
            stack_name=record.stack_name,
            document=document(record, self._cipher),
        )

    def forget_stack(self, stack_id: str) -> None:
        """Remove a stack with all that is known of it."""
        operations = self._session.column(statements.OPERATIONS_OF, stack_id=stack_id)
        for operation_id in operations:
            self._session.run(statements.REMOVE_JOURNAL, the_operation_id=operation_id)
        for each in (stack_id, *operations):
            self._session.run(statements.REMOVE_TOKENS, the_id=each)
        for statement in statements.FORGET_STACK:
            self._session.run(statement, stack_id=stack_id)

    def put_events(self, events: Sequence[StackEvent]) -> None:
        """Append events in order."""
        rows = [{"stack_id": each.stack_id, "document": document(each, self._cipher)} for each in events]
        self._session.run_all(statements.ADD_EVENT, rows)

    def put_change_set(self, record: ChangeSetRecord) -> None:
        """Insert or replace a change set."""
        self._session.run(
            statements.PUT_CHANGE_SET,
            change_set_id=record.change_set_id,
            stack_id=record.stack_id,
            document=document(record, self._cipher),
        )

    def remove_change_set(self, change_set_id: str) -> None:
        """Remove a change set."""
        self._session.run(statements.REMOVE_CHANGE_SET, change_set_id=change_set_id)

    def begin_operation(self, operation: OperationRecord) -> None:
        """Insert a live operation; the database refuses a second one of the same stack."""
        self._session.run(
            statements.BEGIN_OPERATION,
            operation_id=operation.operation_id,
            stack_id=operation.stack_id,
            epoch=operation.epoch,
            is_live=True,
            cancel_requested=False,
            document=document(operation, self._cipher),
        )

    def claim(self, operation_id: str, owner: str) -> int | None:
        """Raise the epoch of a live operation: the new one; None when it is over."""
        epoch: int | None = self._session.scalar(
            statements.CLAIM, the_operation_id=operation_id, the_owner=owner
        )
        return epoch

    def request_cancel(self, operation_id: str, while_status: str | None) -> bool:
        """Ask whoever runs the operation to cancel it; False when it is over or its stack has moved on."""
        found = self._session.rows(statements.LIVE, the_operation_id=operation_id)
        if not found:
            return False
        if while_status is not None:
            text = self._session.scalar(statements.STACK, stack_id=found[0][0])
            if record_of(StackRecord, text, self._cipher).status != while_status:
                return False
        self._session.run(statements.REQUEST_CANCEL, the_operation_id=operation_id)
        return True

    def put_token(self, scope: str, token: str, text: str) -> None:
        """Insert or replace what is remembered under a token."""
        self._session.run(statements.PUT_TOKEN, scope=scope, token=token, document=text)

    def _put_exports(self, writes: OperationWrites, stack: StackRecord) -> None:
        place = {"account_id": stack.account_id, "region": stack.region}
        if writes.exports is not None:
            self._session.run(statements.REMOVE_EXPORTS, stack_id=writes.stack_id)
            rows = [
                {
                    **place,
                    "name": each.name,
                    "value": closed_text(each.value, self._cipher),
                    "stack_id": each.stack_id,
                }
                for each in writes.exports
            ]
            self._session.run_all(statements.ADD_EXPORT, rows)
        if writes.imports is not None:
            self._session.run(statements.REMOVE_IMPORTS, stack_id=writes.stack_id)
            owner = {"stack_id": writes.stack_id, "stack_name": stack.stack_name}
            rows = [{**place, **owner, "name": name} for name in sorted(set(writes.imports))]
            self._session.run_all(statements.ADD_IMPORT, rows)

    def _finish(self, writes: OperationWrites) -> None:
        self._session.run(
            statements.FINISH,
            the_operation_id=writes.operation_id,
            the_end=writes.finished_at,
            the_result=writes.result,
        )
        # What it did stands in the other tables.
        self._session.run(statements.REMOVE_JOURNAL, the_operation_id=writes.operation_id)

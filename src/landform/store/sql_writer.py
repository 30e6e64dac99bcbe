"""Writes rows inside one transaction: the batch of an operation, stacks and events."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from landform.ground.records import StackEvent, StackRecord
from landform.store import tables
from landform.store.codec import Cipher, dumps
from landform.store.interface import FencedError, OperationWrites
from landform.store.rows import document


class SqlWriter:
    """Lives as long as its transaction."""

    def __init__(self, connection: Connection, cipher: Cipher) -> None:
        self._connection = connection
        self._cipher = cipher

    def commit(self, writes: OperationWrites) -> None:
        """Write a batch, or raise FencedError before anything is written."""
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
        columns = tables.OPERATIONS.c
        query = select(columns.epoch).where(columns.operation_id == writes.operation_id, columns.is_live)
        if self._connection.execute(query).scalar() != writes.epoch:
            raise FencedError(writes.operation_id)

    def _put_journal(self, writes: OperationWrites) -> None:
        if writes.inputs:
            rows = [
                {
                    "operation_id": writes.operation_id,
                    "sequence": each.sequence,
                    "now": each.now,
                    "input": dumps(each.input, self._cipher),
                }
                for each in writes.inputs
            ]
            self._connection.execute(insert(tables.JOURNAL), rows)

    def _put_resources(self, writes: OperationWrites) -> None:
        table = tables.RESOURCES
        gone = [name for name, record in writes.resources.items() if record is None]
        for name in gone:
            self._connection.execute(
                delete(table).where(table.c.stack_id == writes.stack_id, table.c.logical_id == name)
            )
        rows = [
            {"stack_id": writes.stack_id, "logical_id": name, "document": document(record, self._cipher)}
            for name, record in writes.resources.items()
            if record is not None
        ]
        if rows:
            statement = upsert(table)
            statement = statement.on_conflict_do_update(
                index_elements=["stack_id", "logical_id"], set_={"document": statement.excluded.document}
            )
            self._connection.execute(statement, rows)

    def _put_superseded(self, writes: OperationWrites) -> None:
        table = tables.SUPERSEDED
        for (logical_id, physical_id), record in writes.superseded.items():
            self._connection.execute(
                delete(table).where(
                    table.c.stack_id == writes.stack_id,
                    table.c.logical_id == logical_id,
                    table.c.physical_id == physical_id,
                )
            )
            if record is not None:
                self._connection.execute(
                    insert(table).values(
                        stack_id=writes.stack_id,
                        logical_id=logical_id,
                        physical_id=physical_id,
                        document=document(record, self._cipher),
                    )
                )

    def put_stack(self, record: StackRecord) -> None:
        """Insert or replace a stack."""
        values = {
            "stack_id": record.stack_id,
            "account_id": record.account_id,
            "region": record.region,
            "stack_name": record.stack_name,
            "document": document(record, self._cipher),
        }
        statement = upsert(tables.STACKS).values(values)
        self._connection.execute(statement.on_conflict_do_update(index_elements=["stack_id"], set_=values))

    def put_events(self, events: Sequence[StackEvent]) -> None:
        """Append events in order."""
        if events:
            rows = [{"stack_id": each.stack_id, "document": document(each, self._cipher)} for each in events]
            self._connection.execute(insert(tables.EVENTS), rows)

    def _put_exports(self, writes: OperationWrites, stack: StackRecord) -> None:
        place = {"account_id": stack.account_id, "region": stack.region}
        if writes.exports is not None:
            table = tables.EXPORTS
            self._connection.execute(delete(table).where(table.c.stack_id == writes.stack_id))
            rows = [
                {**place, "name": each.name, "value": each.value, "stack_id": each.stack_id}
                for each in writes.exports
            ]
            if rows:
                self._connection.execute(insert(table), rows)
        if writes.imports is not None:
            table = tables.IMPORTS
            self._connection.execute(delete(table).where(table.c.stack_id == writes.stack_id))
            owner = {"stack_id": writes.stack_id, "stack_name": stack.stack_name}
            rows = [{**place, **owner, "name": name} for name in sorted(set(writes.imports))]
            if rows:
                self._connection.execute(insert(table), rows)

    def _finish(self, writes: OperationWrites) -> None:
        columns = tables.OPERATIONS.c
        self._connection.execute(
            update(tables.OPERATIONS)
            .where(columns.operation_id == writes.operation_id)
            .values(is_live=False, finished_at=writes.finished_at, result=writes.result)
        )
        # A finished operation is never replayed: what it did stands in the other tables.
        self._connection.execute(
            delete(tables.JOURNAL).where(tables.JOURNAL.c.operation_id == writes.operation_id)
        )

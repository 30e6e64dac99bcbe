"""The store over SQLAlchemy Core: SQLite in a folder.

Every method is one transaction on a connection of its own. Writers begin IMMEDIATE, so that two of them wait
for each other instead of failing half-way; WAL lets readers go on meanwhile.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, bindparam, create_engine, delete, event, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import IntegrityError

from landform.ground.records import (
    ChangeSetRecord,
    OperationRecord,
    ResourceRecord,
    StackEvent,
    StackRecord,
)
from landform.ground.values import Json
from landform.store import tables
from landform.store.codec import FileKeyCipher, dumps, loads
from landform.store.interface import (
    ExportRecord,
    JournalEntry,
    OperationInProgressError,
    OperationWrites,
)
from landform.store.rows import document, record_of
from landform.store.sql_writer import SqlWriter

STATE_FILE = "state.db"
KEY_FILE = "secret.key"
BUSY_SECONDS = 30.0  # how long a writer waits for another one; batches take milliseconds
MAX_OPEN_RETRIES = 50  # switching a new file to WAL can meet another process doing the same
_FOLDER_NOTE = "# Landform's state: not for version control.\n*\n"


def open_store(folder: Path) -> "SqlStore":
    """The store in the folder, made with a .gitignore of its own if it is not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text(_FOLDER_NOTE, encoding="utf-8")
    file = folder / STATE_FILE
    file.touch(mode=0o600, exist_ok=True)
    engine = create_engine(
        f"sqlite:///{file}", connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False}
    )
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return SqlStore(engine, FileKeyCipher(folder / KEY_FILE))


def _on_connect(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we begin transactions ourselves
    for attempt in range(MAX_OPEN_RETRIES):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            break
        except Exception as error:
            if "locked" not in str(error) or attempt == MAX_OPEN_RETRIES - 1:
                raise
            time.sleep(0.02)
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA foreign_keys=ON")


def _on_begin(connection: Connection) -> None:
    mode = "IMMEDIATE" if connection.get_execution_options().get("is_writer") else "DEFERRED"
    connection.exec_driver_sql(f"BEGIN {mode}")


# The questions that clients ask all the time: to build one costs more than to answer it (measured).
_STACK: Final = select(tables.STACKS.c.document).where(tables.STACKS.c.stack_id == bindparam("stack_id"))
_STACKS: Final = (
    select(tables.STACKS.c.document)
    .where(
        tables.STACKS.c.account_id == bindparam("account_id"), tables.STACKS.c.region == bindparam("region")
    )
    .order_by(tables.STACKS.c.position.desc())
)
_STACK_NAMED: Final = _STACKS.where(tables.STACKS.c.stack_name == bindparam("name")).limit(1)


class SqlStore:
    """See landform.store.interface.Store for what each method does."""

    def __init__(self, engine: Engine, cipher: FileKeyCipher) -> None:
        self._engine = engine
        self._cipher = cipher
        with self._writing() as connection:
            tables.migrate(connection)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._engine.connect().execution_options(is_writer=True) as connection, connection.begin():
            yield connection

    def stack(self, stack_id: str) -> StackRecord | None:
        with self._reading() as connection:
            found = connection.execute(_STACK, {"stack_id": stack_id}).scalar()
        return record_of(StackRecord, found, self._cipher) if found else None

    def stack_named(self, account_id: str, region: str, name: str) -> StackRecord | None:
        given = {"account_id": account_id, "region": region, "name": name}
        with self._reading() as connection:
            found = connection.execute(_STACK_NAMED, given).scalar()
        return record_of(StackRecord, found, self._cipher) if found else None

    def stacks(self, account_id: str, region: str) -> list[StackRecord]:
        with self._reading() as connection:
            found = connection.execute(_STACKS, {"account_id": account_id, "region": region}).scalars().all()
        return [record_of(StackRecord, each, self._cipher) for each in found]

    def save_stack(self, record: StackRecord, events: Sequence[StackEvent] = ()) -> None:
        with self._writing() as connection:
            SqlWriter(connection, self._cipher).put_stack(record)
            SqlWriter(connection, self._cipher).put_events(events)

    def forget_stack(self, stack_id: str) -> None:
        with self._writing() as connection:
            for table in (tables.STACKS, tables.EVENTS, tables.CHANGE_SETS):
                connection.execute(delete(table).where(table.c.stack_id == stack_id))

    def resources(self, stack_id: str) -> dict[str, ResourceRecord]:
        columns = tables.RESOURCES.c
        query = select(columns.logical_id, columns.document).where(columns.stack_id == stack_id)
        with self._reading() as connection:
            found = connection.execute(query).all()
        return {name: record_of(ResourceRecord, each, self._cipher) for name, each in found}

    def superseded(self, stack_id: str) -> list[ResourceRecord]:
        columns = tables.SUPERSEDED.c
        query = select(columns.document).where(columns.stack_id == stack_id).order_by(columns.position)
        with self._reading() as connection:
            found = connection.execute(query).scalars().all()
        return [record_of(ResourceRecord, each, self._cipher) for each in found]

    def events(
        self, stack_id: str, *, before: int | None = None, limit: int = 100
    ) -> list[tuple[int, StackEvent]]:
        columns = tables.EVENTS.c
        query = select(columns.position, columns.document).where(columns.stack_id == stack_id)
        if before is not None:
            query = query.where(columns.position < before)
        query = query.order_by(columns.position.desc()).limit(limit)
        with self._reading() as connection:
            found = connection.execute(query).all()
        return [(position, record_of(StackEvent, each, self._cipher)) for position, each in found]

    def save_change_set(self, record: ChangeSetRecord) -> None:
        values = {
            "change_set_id": record.change_set_id,
            "stack_id": record.stack_id,
            "document": document(record, self._cipher),
        }
        statement = upsert(tables.CHANGE_SETS).values(values)
        statement = statement.on_conflict_do_update(index_elements=["change_set_id"], set_=values)
        with self._writing() as connection:
            connection.execute(statement)

    def change_set(self, change_set_id: str) -> ChangeSetRecord | None:
        columns = tables.CHANGE_SETS.c
        query = select(columns.document).where(columns.change_set_id == change_set_id)
        with self._reading() as connection:
            found = connection.execute(query).scalar()
        return record_of(ChangeSetRecord, found, self._cipher) if found else None

    def change_sets(self, stack_id: str) -> list[ChangeSetRecord]:
        columns = tables.CHANGE_SETS.c
        query = select(columns.document).where(columns.stack_id == stack_id).order_by(columns.position.desc())
        with self._reading() as connection:
            found = connection.execute(query).scalars().all()
        return [record_of(ChangeSetRecord, each, self._cipher) for each in found]

    def delete_change_set(self, change_set_id: str) -> None:
        table = tables.CHANGE_SETS
        with self._writing() as connection:
            connection.execute(delete(table).where(table.c.change_set_id == change_set_id))

    def exports(self, account_id: str, region: str) -> dict[str, ExportRecord]:
        columns = tables.EXPORTS.c
        query = (
            select(columns.name, columns.value, columns.stack_id)
            .where(columns.account_id == account_id, columns.region == region)
            .order_by(columns.name)
        )
        with self._reading() as connection:
            found = connection.execute(query).all()
        return {name: ExportRecord(name=name, value=value, stack_id=owner) for name, value, owner in found}

    def importers(self, account_id: str, region: str, export_name: str) -> list[str]:
        columns = tables.IMPORTS.c
        query = (
            select(columns.stack_name)
            .where(columns.account_id == account_id, columns.region == region, columns.name == export_name)
            .order_by(columns.stack_name)
        )
        with self._reading() as connection:
            return list(connection.execute(query).scalars().all())

    def begin_operation(
        self, operation: OperationRecord, stack: StackRecord, events: Sequence[StackEvent]
    ) -> None:
        values = {
            "operation_id": operation.operation_id,
            "stack_id": operation.stack_id,
            "epoch": operation.epoch,
            "is_live": True,
            "cancel_requested": False,
            "document": document(operation, self._cipher),
        }
        try:
            with self._writing() as connection:
                connection.execute(insert(tables.OPERATIONS).values(values))
                SqlWriter(connection, self._cipher).put_stack(stack)
                SqlWriter(connection, self._cipher).put_events(events)
        except IntegrityError:
            raise OperationInProgressError(operation.stack_id) from None

    def operation(self, operation_id: str) -> OperationRecord | None:
        found = self._operations(tables.OPERATIONS.c.operation_id == operation_id)
        return found[0] if found else None

    def live_operations(self) -> list[OperationRecord]:
        return self._operations(tables.OPERATIONS.c.is_live)

    def _operations(self, condition: Any) -> list[OperationRecord]:
        columns = tables.OPERATIONS.c
        query = select(
            columns.document, columns.epoch, columns.owner, columns.finished_at, columns.result
        ).where(condition)
        with self._reading() as connection:
            found = connection.execute(query.order_by(columns.position)).all()
        return [
            replace(
                record_of(OperationRecord, row.document, self._cipher),
                epoch=row.epoch,
                owner=row.owner,
                finished_at=row.finished_at,
                result=row.result,
            )
            for row in found
        ]

    def claim(self, operation_id: str, owner: str) -> int | None:
        columns = tables.OPERATIONS.c
        statement = (
            update(tables.OPERATIONS)
            .where(columns.operation_id == operation_id, columns.is_live)
            .values(epoch=columns.epoch + 1, owner=owner)
            .returning(columns.epoch)
        )
        with self._writing() as connection:
            epoch: int | None = connection.execute(statement).scalar()
        return epoch

    def journal(self, operation_id: str) -> list[JournalEntry]:
        columns = tables.JOURNAL.c
        query = (
            select(columns.sequence, columns.now, columns.input)
            .where(columns.operation_id == operation_id)
            .order_by(columns.sequence)
        )
        with self._reading() as connection:
            found = connection.execute(query).all()
        return [
            JournalEntry(sequence=sequence, now=now, input=loads(text, self._cipher))
            for sequence, now, text in found
        ]

    def commit(self, writes: OperationWrites) -> None:
        with self._writing() as connection:
            SqlWriter(connection, self._cipher).commit(writes)

    def request_cancel(self, operation_id: str) -> None:
        statement = update(tables.OPERATIONS).where(tables.OPERATIONS.c.operation_id == operation_id)
        with self._writing() as connection:
            connection.execute(statement.values(cancel_requested=True))

    def cancel_requested(self, operation_id: str) -> bool:
        columns = tables.OPERATIONS.c
        query = select(columns.cancel_requested).where(columns.operation_id == operation_id)
        with self._reading() as connection:
            return bool(connection.execute(query).scalar())

    def idempotent(self, scope: str, token: str) -> Mapping[str, Json] | None:
        columns = tables.TOKENS.c
        query = select(columns.document).where(columns.scope == scope, columns.token == token)
        with self._reading() as connection:
            found = connection.execute(query).scalar()
        return loads(found, self._cipher) if found else None

    def remember(self, scope: str, token: str, value: Mapping[str, Json]) -> None:
        values = {"scope": scope, "token": token, "document": dumps(dict(value), self._cipher)}
        statement = upsert(tables.TOKENS).values(values)
        statement = statement.on_conflict_do_update(index_elements=["scope", "token"], set_=values)
        with self._writing() as connection:
            connection.execute(statement)

    def remembered(self, scope: str) -> dict[str, Mapping[str, Json]]:
        columns = tables.TOKENS.c
        query = select(columns.token, columns.document).where(columns.scope == scope)
        with self._reading() as connection:
            rows = connection.execute(query).all()
        return {token: loads(text, self._cipher) for token, text in rows}

    def close(self) -> None:
        self._engine.dispose()

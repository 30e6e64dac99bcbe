"""The store over SQLite in a folder; SQLAlchemy Core writes its SQL.

Every method that writes is one transaction on a connection of its own. Writers begin IMMEDIATE, so that two
of them wait for each other instead of failing half-way; WAL lets readers go on meanwhile.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import QueuePool, create_engine, event

from landform.environment import EnvironmentFaultError, working_on
from landform.ground.records import (
    ChangeSetRecord,
    OperationRecord,
    ResourceRecord,
    StackEvent,
    StackRecord,
)
from landform.ground.values import Json
from landform.store import statements, tables
from landform.store.codec import FileKeyCipher, dumps, loads, opened_text
from landform.store.database import Database, Statement, file_faults
from landform.store.interface import (
    ExportRecord,
    JournalEntry,
    OperationInProgressError,
    OperationWrites,
    Remembered,
)
from landform.store.rows import record_of
from landform.store.sql_writer import SqlWriter

STATE_FILE = "state.db"
KEY_FILE = "secret.key"
BUSY_SECONDS = 30.0  # how long a writer waits for another one; batches take milliseconds
MAX_OPEN_RETRIES = 50  # switching a new file to WAL can meet another process doing the same
NEWEST = 2**62  # above every position of an event
_BACK = "bring back a copy of it, or remove the whole folder and deploy the stacks anew"
_FOLDER_NOTE = "# Landform's state: not for version control.\n*\n"


class StateMissingError(EnvironmentFaultError):
    """The state is gone although there is what it was about."""


def open_store(folder: Path, *, has_resources: Callable[[], bool] = lambda: False) -> "SqlStore":
    """The store in the folder, made with a .gitignore of its own if it is not there yet.

    Args:
        has_resources: whether there are resources already, asked when the state is missing or empty: then it
            is not begun anew, and StateMissingError is raised.

    Raises EnvironmentFaultError when the state cannot be worked with.
    """
    file = (folder / STATE_FILE).absolute()
    with working_on(file):
        _make_file(folder, file, has_resources)
    # Only that file: a connection that is made later does not begin another one in its place.
    address = f"{file.as_uri()}?mode=rw"
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, check_same_thread=False),
        poolclass=QueuePool,
    )
    event.listen(engine, "connect", _on_connect)
    with file_faults(file), engine.connect() as connection:
        if not tables.is_newest(connection):  # else nobody who only reads waits for one who writes
            connection.rollback()
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            tables.migrate(connection, file)
            connection.commit()
    database = Database(engine, file)
    return SqlStore(database, FileKeyCipher(folder / KEY_FILE, partial(_holds_secrets, database)))


def _make_file(folder: Path, file: Path, has_resources: Callable[[], bool]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    is_there = file.exists() and file.stat().st_size > 0
    if not is_there and has_resources():
        raise StateMissingError(f"{file}: it is missing or empty, although there are resources", hint=_BACK)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text(_FOLDER_NOTE, encoding="utf-8")
    if not is_there:
        file.touch(mode=0o600, exist_ok=True)


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


def _holds_secrets(database: Database) -> bool:
    with database.reading() as session:
        return any(session.scalar(each) is not None for each in statements.ANY_SECRET)


class SqlStore:
    """See landform.store.interface.Store for what each method does."""

    def __init__(self, database: Database, cipher: FileKeyCipher) -> None:
        self._database = database
        self._cipher = cipher

    @property
    def revision(self) -> int:
        return self._database.revision

    @contextmanager
    def _writing(self) -> Iterator[SqlWriter]:
        with self._database.writing() as session:
            yield SqlWriter(session, self._cipher)

    def stack(self, stack_id: str) -> StackRecord | None:
        with self._database.reading() as session:
            found = session.scalar(statements.STACK, stack_id=stack_id)
        return record_of(StackRecord, found, self._cipher) if found else None

    def stack_named(self, account_id: str, region: str, name: str) -> StackRecord | None:
        with self._database.reading() as session:
            found = session.scalar(statements.STACK_NAMED, account_id=account_id, region=region, name=name)
        return record_of(StackRecord, found, self._cipher) if found else None

    def stacks(self, account_id: str, region: str) -> list[StackRecord]:
        with self._database.reading() as session:
            found = session.column(statements.STACKS_OF, account_id=account_id, region=region)
        return [record_of(StackRecord, each, self._cipher) for each in found]

    def save_stack(self, record: StackRecord, events: Sequence[StackEvent] = ()) -> None:
        with self._writing() as writer:
            writer.put_stack(record)
            writer.put_events(events)

    def forget_stack(self, stack_id: str) -> None:
        with self._writing() as writer:
            writer.forget_stack(stack_id)

    def deleted_before(self, moment: float) -> list[str]:
        with self._database.reading() as session:
            return session.column(statements.DELETED_BEFORE, moment=moment)

    def resources(self, stack_id: str) -> dict[str, ResourceRecord]:
        with self._database.reading() as session:
            found = session.rows(statements.RESOURCES_OF, stack_id=stack_id)
        return {name: record_of(ResourceRecord, each, self._cipher) for name, each in found}

    def has_resources(self) -> bool:
        with self._database.reading() as session:
            return session.scalar(statements.ANY_RESOURCE) is not None

    def superseded(self, stack_id: str) -> list[ResourceRecord]:
        with self._database.reading() as session:
            found = session.column(statements.SUPERSEDED_OF, stack_id=stack_id)
        return [record_of(ResourceRecord, each, self._cipher) for each in found]

    def events(
        self, stack_id: str, *, before: int | None = None, limit: int = 100
    ) -> list[tuple[int, StackEvent]]:
        end = NEWEST if before is None else before
        with self._database.reading() as session:
            found = session.rows(statements.EVENTS_BEFORE, stack_id=stack_id, before=end, limit=limit)
        return [(position, record_of(StackEvent, each, self._cipher)) for position, each in found]

    def save_change_set(self, record: ChangeSetRecord) -> None:
        with self._writing() as writer:
            writer.put_change_set(record)

    def change_set(self, change_set_id: str) -> ChangeSetRecord | None:
        with self._database.reading() as session:
            found = session.scalar(statements.CHANGE_SET, change_set_id=change_set_id)
        return record_of(ChangeSetRecord, found, self._cipher) if found else None

    def change_sets(self, stack_id: str) -> list[ChangeSetRecord]:
        with self._database.reading() as session:
            found = session.column(statements.CHANGE_SETS_OF, stack_id=stack_id)
        return [record_of(ChangeSetRecord, each, self._cipher) for each in found]

    def delete_change_set(self, change_set_id: str) -> None:
        with self._writing() as writer:
            writer.remove_change_set(change_set_id)

    def exports(self, account_id: str, region: str) -> dict[str, ExportRecord]:
        with self._database.reading() as session:
            found = session.rows(statements.EXPORTS_OF, account_id=account_id, region=region)
        return {
            name: ExportRecord(name=name, value=opened_text(value, self._cipher), stack_id=owner)
            for name, value, owner in found
        }

    def importers(self, account_id: str, region: str, export_name: str) -> list[str]:
        with self._database.reading() as session:
            return session.column(
                statements.IMPORTERS, account_id=account_id, region=region, name=export_name
            )

    def begin_operation(
        self,
        operation: OperationRecord,
        stack: StackRecord,
        events: Sequence[StackEvent],
        remembered: Remembered | None = None,
    ) -> None:
        try:
            with self._writing() as writer:
                writer.begin_operation(operation)
                writer.put_stack(stack)
                writer.put_events(events)
                if remembered is not None:
                    text = dumps(dict(remembered.value), self._cipher)
                    writer.put_token(remembered.scope, remembered.token, text)
        except self._database.IntegrityError:
            raise OperationInProgressError(operation.stack_id) from None

    def operation(self, operation_id: str) -> OperationRecord | None:
        found = self._operations(statements.OPERATION, the_operation_id=operation_id)
        return found[0] if found else None

    def live_operations(self) -> list[OperationRecord]:
        return self._operations(statements.LIVE_OPERATIONS)

    def _operations(self, statement: Statement, **values: str) -> list[OperationRecord]:
        with self._database.reading() as session:
            found = session.rows(statement, **values)
        return [
            replace(
                record_of(OperationRecord, text, self._cipher),
                epoch=epoch,
                owner=owner,
                finished_at=finished_at,
                result=result,
            )
            for text, epoch, owner, finished_at, result in found
        ]

    def claim(self, operation_id: str, owner: str) -> int | None:
        with self._writing() as writer:
            return writer.claim(operation_id, owner)

    def journal(self, operation_id: str) -> list[JournalEntry]:
        with self._database.reading() as session:
            found = session.rows(statements.JOURNAL_OF, the_operation_id=operation_id)
        return [
            JournalEntry(sequence=sequence, now=now, input=loads(text, self._cipher))
            for sequence, now, text in found
        ]

    def commit(self, writes: OperationWrites) -> None:
        with self._writing() as writer:
            writer.commit(writes)

    def request_cancel(self, operation_id: str, while_status: str | None = None) -> bool:
        with self._writing() as writer:
            return writer.request_cancel(operation_id, while_status)

    def cancel_requested(self, operation_id: str) -> bool:
        with self._database.reading() as session:
            return bool(session.scalar(statements.CANCEL_REQUESTED, the_operation_id=operation_id))

    def idempotent(self, scope: str, token: str) -> Mapping[str, Json] | None:
        with self._database.reading() as session:
            found = session.scalar(statements.TOKEN, scope=scope, token=token)
        return loads(found, self._cipher) if found else None

    def remember(self, scope: str, token: str, value: Mapping[str, Json]) -> None:
        with self._writing() as writer:
            writer.put_token(scope, token, dumps(dict(value), self._cipher))

    def remembered(self, scope: str) -> dict[str, Mapping[str, Json]]:
        with self._database.reading() as session:
            found = session.rows(statements.TOKENS_OF, scope=scope)
        return {token: loads(text, self._cipher) for token, text in found}

    def close(self) -> None:
        self._database.close()

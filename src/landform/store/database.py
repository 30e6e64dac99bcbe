"""Transactions, and statements that are compiled once.

SQLAlchemy writes the SQL for the dialect and pools the connections; the DBAPI runs it: see
docs/decisions/0004-compiled-statements.md.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Final

from sqlalchemy import Delete, Engine, Insert, Select, Update
from sqlalchemy.exc import DBAPIError

from landform.environment import damaged, fault_of, working_on

Clause = Select[Any] | Insert | Update | Delete


class Statement:
    """A statement of SQLAlchemy Core, with the columns that are given where it inserts rows."""

    def __init__(self, clause: Clause, *columns: str) -> None:
        self.clause: Final = clause
        self.columns: Final = columns or None


@dataclass(frozen=True, slots=True)
class _Compiled:
    text: str
    names: tuple[str, ...]  # of the parameters, in order
    constants: Mapping[str, Any]  # parameters that the statement itself gives

    def arguments(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(values[name] if name in values else self.constants[name] for name in self.names)


class Session:
    """Runs statements inside one transaction, or alone."""

    def __init__(self, cursor: Any, database: "Database") -> None:
        self._cursor = cursor
        self._database = database

    def rows(self, statement: Statement, **values: Any) -> list[tuple[Any, ...]]:
        """All rows."""
        self._run(statement, values)
        found: list[tuple[Any, ...]] = self._cursor.fetchall()
        return found

    def column(self, statement: Statement, **values: Any) -> list[Any]:
        """The first column of all rows."""
        return [row[0] for row in self.rows(statement, **values)]

    def scalar(self, statement: Statement, **values: Any) -> Any:
        """The first column of the first row; None when there is no row."""
        self._run(statement, values)
        found = self._cursor.fetchone()
        return found[0] if found else None

    def run(self, statement: Statement, **values: Any) -> None:
        """Run it; what it returns is dropped."""
        self._run(statement, values)

    def run_all(self, statement: Statement, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run it once for each row of values."""
        if rows:
            compiled = self._database.compiled(statement)
            self._cursor.executemany(compiled.text, [compiled.arguments(each) for each in rows])

    def _run(self, statement: Statement, values: Mapping[str, Any]) -> None:
        compiled = self._database.compiled(statement)
        self._cursor.execute(compiled.text, compiled.arguments(values))


@contextmanager
def file_faults(file: Path) -> Iterator[None]:
    """Raise what is wrong with the file as an EnvironmentFaultError, also where SQLAlchemy wraps it."""
    try:
        with working_on(file):
            yield
    except (DBAPIError, sqlite3.DatabaseError) as error:
        original = error.orig if isinstance(error, DBAPIError) else error
        if original is None or isinstance(original, sqlite3.IntegrityError | sqlite3.ProgrammingError):
            raise
        # The statements are always the same and right: what SQLite cannot work with is in the file.
        fault = fault_of(original, file) or damaged(str(file))
        raise fault from error


class Database:
    """The connections of an SQLite file; they are in autocommit mode outside `writing`.

    What is wrong with the file is raised as an EnvironmentFaultError that names it.
    """

    def __init__(self, engine: Engine, file: Path) -> None:
        self.engine: Final = engine
        self._file = file
        self.IntegrityError: Final[type[Exception]] = engine.dialect.loaded_dbapi.IntegrityError
        self._compiled: dict[Statement, _Compiled] = {}
        with file_faults(file):
            self._observer = (
                engine.raw_connection()
            )  # never writes: every commit is one of another connection
        self._observing = Lock()

    @property
    def revision(self) -> int:
        """Another number after every commit, by whichever process.

        Source: https://www.sqlite.org/pragma.html#pragma_data_version
        """
        with file_faults(self._file), self._observing:
            found: int = self._observer.cursor().execute("PRAGMA data_version").fetchone()[0]
        return found

    def close(self) -> None:
        """Close all connections."""
        self._observer.close()
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One question; several of them may see different states."""
        with file_faults(self._file), closing(self.engine.raw_connection()) as connection:
            yield Session(connection.cursor(), self)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction that is alone in writing; undone when an exception leaves the block."""
        with file_faults(self._file), closing(self.engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute("BEGIN IMMEDIATE")
            try:
                yield Session(cursor, self)
            except BaseException:
                connection.rollback()
                raise
            cursor.execute("COMMIT")

    def compiled(self, statement: Statement) -> _Compiled:
        """The statement's SQL."""
        found = self._compiled.get(statement)
        if found is None:
            made = statement.clause.compile(dialect=self.engine.dialect, column_keys=statement.columns)
            found = _Compiled(str(made), tuple(made.positiontup or ()), dict(made.params))
            self._compiled[statement] = found
        return found

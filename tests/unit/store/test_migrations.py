"""How a database comes to the newest schema, and how a connection to it is set up."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection

from landform.store import sql, statements, tables
from landform.store.sql import open_store


def versions(folder: Path) -> list[int]:
    with closing(sqlite3.connect(folder / "state.db")) as connection:
        return [row[0] for row in connection.execute("SELECT version FROM schema_version")]


def test_a_new_database_is_of_version_one(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    assert versions(tmp_path) == [1]


def test_an_older_database_goes_through_each_migration_since_its_version_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store(tmp_path).close()
    done: list[str] = []

    def second(connection: Connection) -> None:
        done.append("to 2")
        connection.exec_driver_sql("CREATE TABLE of_two (x INTEGER)")

    def third(connection: Connection) -> None:
        done.append("to 3")
        connection.exec_driver_sql("INSERT INTO of_two VALUES (7)")

    monkeypatch.setattr(tables, "MIGRATIONS", (second,))
    open_store(tmp_path).close()
    assert (done, versions(tmp_path)) == (["to 2"], [2])
    monkeypatch.setattr(tables, "MIGRATIONS", (second, third))
    open_store(tmp_path).close()
    open_store(tmp_path).close()
    assert (done, versions(tmp_path)) == (["to 2", "to 3"], [3])
    with closing(sqlite3.connect(tmp_path / "state.db")) as connection:
        assert connection.execute("SELECT x FROM of_two").fetchall() == [(7,)]


def test_a_migration_that_fails_leaves_the_database_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store(tmp_path).close()

    def broken(connection: Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE half (x INTEGER)")
        raise LookupError("half-way")

    monkeypatch.setattr(tables, "MIGRATIONS", (broken,))
    with pytest.raises(LookupError, match="half-way"):
        open_store(tmp_path)
    assert versions(tmp_path) == [1]
    with closing(sqlite3.connect(tmp_path / "state.db")) as connection:
        assert connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'half'").fetchall() == []


class Busy:
    """A connection whose first tries to switch to WAL fail."""

    isolation_level: str | None = ""

    def __init__(self, failures: int, text: str = "database is locked") -> None:
        self.failures = failures
        self.text = text
        self.executed: list[str] = []

    def execute(self, statement: str) -> None:
        self.executed.append(statement)
        if len(self.executed) <= self.failures:
            raise sqlite3.OperationalError(self.text)


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    taken: list[float] = []
    monkeypatch.setattr("landform.store.sql.time.sleep", taken.append)
    return taken


def test_a_connection_waits_for_another_process_that_makes_the_file(naps: list[float]) -> None:
    connection = Busy(failures=2)
    sql._on_connect(connection, None)
    assert connection.executed == [
        *["PRAGMA journal_mode=WAL"] * 3,
        "PRAGMA synchronous=NORMAL",
        "PRAGMA foreign_keys=ON",
    ]
    assert connection.isolation_level is None
    assert naps == [0.02, 0.02]


def test_a_connection_gives_up_after_fifty_tries(naps: list[float]) -> None:
    connection = Busy(failures=50)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        sql._on_connect(connection, None)
    assert len(connection.executed) == 50
    assert len(naps) == 49


def test_what_is_no_wait_for_another_is_told_at_once(naps: list[float]) -> None:
    connection = Busy(failures=1, text="disk I/O error")
    with pytest.raises(sqlite3.OperationalError, match="disk"):
        sql._on_connect(connection, None)
    assert (len(connection.executed), naps) == (1, [])


def test_a_database_that_another_process_has_just_brought_up_is_left_alone(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    with store._database.engine.connect() as connection:
        tables.migrate(connection, tmp_path / "state.db")
    store.close()
    assert versions(tmp_path) == [1]


def test_the_tables_of_version_one_are_those_of_the_files_that_are_out_there(tmp_path: Path) -> None:
    """Whoever changes a table writes a migration, and the tables after it beside these."""
    open_store(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "state.db")) as connection:
        rows = connection.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY name"
        ).fetchall()
    found = "".join(" ".join(row[0].split()) + ";\n" for row in rows)
    assert found == Path(__file__).with_name("schema_1.sql").read_text(encoding="utf-8")


def test_a_statement_names_only_the_columns_that_it_is_given(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    compiled = store._database.compiled(statements.ADD_EVENT)
    assert compiled.names == ("stack_id", "document")
    assert "position" not in compiled.text
    assert store._database.compiled(statements.ADD_EVENT) is compiled
    store.close()

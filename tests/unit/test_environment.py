"""What is the environment's fault, and what is not."""

import errno
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

from landform.environment import EnvironmentFaultError, fault_of, working_on
from landform.store.database import file_faults


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "/s/x: there is no room left on the disk"),
        (errno.EDQUOT, "/s/x: there is no room left on the disk"),
        (errno.EACCES, "/s/x: it may not be read or written by this user"),
        (errno.EPERM, "/s/x: it may not be read or written by this user"),
        (errno.EROFS, "/s/x: it is on a read-only file system"),
        (errno.EIO, "/s/x: the disk does not answer as it should"),
        (errno.EMFILE, "/s/x: too many files are open"),
    ],
)
def test_a_fault_of_the_file_system_is_told_with_the_file(number: int, said: str) -> None:
    fault = fault_of(OSError(number, "", "/s/x"))
    assert str(fault) == said
    assert fault is not None
    assert fault.hint


@pytest.mark.parametrize(
    "error",
    [
        FileNotFoundError(errno.ENOENT, "", "a.json"),
        ConnectionRefusedError(errno.ECONNREFUSED, ""),
        ValueError("x"),
        sqlite3.IntegrityError("UNIQUE constraint failed"),
    ],
)
def test_what_has_other_causes_is_no_fault_of_the_environment(error: Exception) -> None:
    assert fault_of(error) is None


def full_database() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE t (x)")
    connection.execute("PRAGMA max_page_count = 2")
    return connection


def test_a_full_database_is_told_with_its_file() -> None:
    said = r"^/s/db: there is no room left on the disk$"
    with pytest.raises(EnvironmentFaultError, match=said), working_on(Path("/s/db")):
        full_database().execute("INSERT INTO t VALUES (zeroblob(100000))")


def test_a_file_that_is_no_database_is_told_as_damaged(tmp_path: Path) -> None:
    (tmp_path / "db").write_bytes(b"no database at all" * 100)
    with pytest.raises(EnvironmentFaultError, match=r"db: it is damaged$"), working_on(tmp_path / "db"):
        sqlite3.connect(tmp_path / "db").execute("SELECT * FROM t")


def test_a_fault_that_the_library_wraps_is_found(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'none' / 'db'}")
    with pytest.raises(OperationalError):
        engine.connect()
    with (
        pytest.raises(
            EnvironmentFaultError, match=r"it cannot be opened: it is gone, or rights are missing$"
        ),
        file_faults(tmp_path / "db"),
    ):
        engine.connect()

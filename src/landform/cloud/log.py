"""The cloud's file: the request log, the answers per client token, snapshots, and the twin's rows.

One SQLite file that a single process opens at a time. Each change is one committed row before its answer
is given, so a killed process loses nothing (SQLite's WAL survives the process; a power cut may lose the
last moments, never the file's integrity). What can hold a secret is sealed (landform.cloud.seal), and the
file is readable by its owner only.
"""

import json
import logging
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from landform.cloud.seal import Seal, SealError, UserSeal
from landform.cloud.wire import WireAnswer, WireRequest
from landform.environment import EnvironmentFaultError, working_on

LOG: Final = logging.getLogger("landform.cloud")
FILE_NAME: Final = "cloud.sqlite"
LOCK_WAIT_SECONDS: Final = 5.0
ANSWERS_KEPT_SECONDS: Final = 30 * 24 * 3600  # an operation older than a month is not resumed

LOSSES_SHOWN: Final = 10
#: Answers are asked for again by actions that are under way, of which there are never so many.
ANSWERS_KEPT: Final = 50_000
ANSWERS_KEPT_IN_MEMORY: Final = 10_000
PRUNED_EVERY: Final = 1_000  # answers

SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS requests (
    number INTEGER PRIMARY KEY, at REAL NOT NULL, seed INTEGER NOT NULL, method TEXT NOT NULL,
    url TEXT NOT NULL, headers TEXT NOT NULL, body BLOB NOT NULL, answered BLOB, drawn BLOB);
CREATE TABLE IF NOT EXISTS answers (
    token TEXT NOT NULL, fingerprint BLOB NOT NULL, occurrence INTEGER NOT NULL, at REAL NOT NULL,
    status INTEGER NOT NULL, headers TEXT NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (token, fingerprint, occurrence)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS snapshots (
    number INTEGER PRIMARY KEY, stamp TEXT NOT NULL, data BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS twins (
    account TEXT NOT NULL, region TEXT NOT NULL, type_name TEXT NOT NULL, physical_id TEXT NOT NULL,
    token TEXT NOT NULL, properties BLOB NOT NULL, attributes BLOB NOT NULL,
    PRIMARY KEY (account, region, type_name, physical_id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS twin_answers (
    token TEXT NOT NULL, action TEXT NOT NULL, at REAL NOT NULL, answer BLOB NOT NULL,
    PRIMARY KEY (token, action)) WITHOUT ROWID;
"""


FORMAT: Final = 2
"""Of the file. 1 had no fingerprints of answers and no drawn keys (and said 0)."""

Execute = Callable[..., Any]
"""sqlite3's Connection.execute."""


class CloudInUseError(EnvironmentFaultError):
    """Another process has the cloud open: its state lives in one process at a time."""


class CloudFormatError(EnvironmentFaultError):
    """The file is of a later format; the message says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedRequest:
    """A change as it was made, with all that is needed to make it again alike."""

    number: int
    at: float  # seconds since the epoch
    seed: int  # of the service's random generator
    request: WireRequest
    answered: bytes | None  # the fingerprint of its answer; None in files of the first format
    drawn: Sequence[bytes] = ()  # key material that OpenSSL made for it, which cannot be seeded


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenKey:
    """Names the n-th call of its kind under a client token."""

    token: str
    fingerprint: bytes
    occurrence: int  # from 0


class RequestLog:
    """The cloud's file, opened; `folder` None keeps everything in memory."""

    def __init__(self, folder: Path | None) -> None:
        self.is_durable = folder is not None
        self._folder = folder
        self._file = folder / FILE_NAME if folder is not None else Path(":memory:")
        with working_on(self._file):
            self.connection = _open(folder)
            self.seal = Seal(folder)
            try:
                self._check_key()
                self._next = self._highest() + 1
                self._answers = 0  # kept since the file was opened
            except BaseException:
                self.connection.close()
                raise

    @cached_property
    def user_seal(self) -> UserSeal:
        """What snapshots are closed with."""
        return UserSeal()

    def close(self) -> None:
        """Give the file back to others."""
        self.connection.close()

    @contextmanager
    def transaction(self) -> Iterator[Execute]:
        """All statements of the block are kept, or none."""
        with working_on(self._file):
            self.connection.execute("BEGIN")
            try:
                yield self.connection.execute
            except BaseException:
                self.connection.execute("ROLLBACK")
                raise
            self.connection.execute("COMMIT")

    def append(
        self,
        request: WireRequest,
        seed: int,
        at: float,
        key: TokenKey | None,
        answer: WireAnswer,
        *,
        drawn: Sequence[bytes] = (),
    ) -> int:
        """Remember a change that was made, and its answer when it has a token; returns its number.

        Args:
            drawn: what no seed gives again (LoggedRequest).
        """
        number = self._next
        with self.transaction() as execute:
            if self.is_durable:
                headers = self._close_text(json.dumps(dict(request.headers)))
                url, body = self._close_text(request.url), self.seal.close(request.body)
                row = (number, at, seed, request.method, url, headers, body)
                kept = self.seal.close(_joined(drawn)) if drawn else None
                execute(
                    "INSERT INTO requests VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (*row, answer.fingerprint(), kept),
                )
            if key is not None:
                headers = self._close_text(json.dumps(dict(answer.headers)))
                body = self.seal.close(answer.body)
                execute(
                    "INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (key.token, key.fingerprint, key.occurrence, at, answer.status, headers, body),
                )
        self._next += 1
        if key is not None:
            self.count_answer(at)
        return number

    def count_answer(self, at: float) -> None:
        """One more answer is kept; now and then the old ones are forgotten.

        Args:
            at: the time, in seconds since the epoch.
        """
        self._answers += 1
        if self._answers % PRUNED_EVERY == 0:
            with self.transaction() as execute:
                self._forget_answers(execute, at)

    def _forget_answers(self, execute: Execute, at: float) -> None:
        kept = ANSWERS_KEPT if self.is_durable else ANSWERS_KEPT_IN_MEMORY
        for table in ("answers", "twin_answers"):
            execute(f"DELETE FROM {table} WHERE at < ?", (at - ANSWERS_KEPT_SECONDS,))
            execute(
                f"DELETE FROM {table} WHERE at <= (SELECT at FROM {table} ORDER BY at DESC LIMIT 1 OFFSET ?)",
                (kept,),
            )

    def answer_of(self, key: TokenKey) -> WireAnswer | None:
        """The answer given to that call, None if it was never made."""
        query = (
            "SELECT status, headers, body FROM answers WHERE token = ? AND fingerprint = ? AND occurrence = ?"
        )
        row = next(self._rows(query, key.token, key.fingerprint, key.occurrence), None)
        if row is None:
            return None
        return WireAnswer(row[0], json.loads(self._open_text(row[1])), self.seal.open(row[2]))

    def knows_token(self, token: str) -> bool:
        """Whether any call under the token was answered."""
        return bool(self.connection.execute("SELECT 1 FROM answers WHERE token = ?", (token,)).fetchone())

    def requests_after(self, number: int) -> Iterator[LoggedRequest]:
        """The logged changes with higher numbers, oldest first."""
        query = (
            "SELECT number, at, seed, method, url, headers, body, answered, drawn FROM requests"
            " WHERE number > ? ORDER BY number"
        )
        losses: list[str] = []
        expected = number + 1
        for row in self._rows(query, number):
            if row[0] > expected:
                losses.append(f"rows are gone: {row[0] - expected} before row {row[0]}")
            expected = row[0] + 1
            try:
                url = self._open_text(row[4])
                headers = json.loads(self._open_text(row[5]))
                request = WireRequest(row[3], url, headers, self.seal.open(row[6]))
                drawn = _split(self.seal.open(row[8])) if row[8] is not None else ()
            except (SealError, ValueError, TypeError):
                losses.append(
                    f"row {row[0]} cannot be read ({_moment(row[1])}, {row[3]} {self._host(row[4])})"
                )
                continue
            yield LoggedRequest(
                number=row[0], at=row[1], seed=row[2], request=request, answered=row[7], drawn=drawn
            )
        if losses:
            self._tell_losses(losses)

    def first_number(self) -> int:
        """The number of the oldest request still kept; the next one when none is."""
        (number,) = self.connection.execute("SELECT min(number) FROM requests").fetchone()
        return self._next if number is None else int(number)

    def last_number(self) -> int:
        """The number of the last change, 0 before the first."""
        return self._next - 1

    def snapshot(self) -> tuple[int, str, bytes] | None:
        """The last snapshot as (number of the last change in it, stamp, data).

        Raises SealError for one that this user has not written, or that is damaged.
        """
        row = next(self._rows("SELECT number, stamp, data FROM snapshots ORDER BY number DESC LIMIT 1"), None)
        return (row[0], row[1], self.user_seal.open(row[2], f"{row[0]} {row[1]}")) if row else None

    def save_snapshot(self, stamp: str, data: bytes, *, at: float, kept_requests: int) -> None:
        """Keep this snapshot of all changes so far, drop older ones and what is too old to be needed."""
        number = self.last_number()
        if not self.user_seal.has_key:  # the log stays whole, and every start makes all changes again
            LOG.warning(
                "There is no place for this user's key, so no snapshot is kept of the embedded cloud in %s "
                "and every start is slower than the one before. Set XDG_STATE_HOME to a folder that stays.",
                self._folder,
            )
            return
        closed = self.user_seal.close(data, f"{number} {stamp}")
        with self.transaction() as execute:
            execute("DELETE FROM snapshots")
            execute("INSERT INTO snapshots VALUES (?, ?, ?)", (number, stamp, closed))
            execute("DELETE FROM requests WHERE number <= ?", (number - kept_requests,))
            self._forget_answers(execute, at)

    def forget_snapshot(self) -> None:
        """Drop a snapshot that does not fit any more."""
        self.connection.execute("DELETE FROM snapshots")

    def fact(self, name: str, default: str) -> str:
        """A remembered word about the cloud itself; remembers the default when there is none yet."""
        self.connection.execute("INSERT OR IGNORE INTO facts VALUES (?, ?)", (name, default))
        (value,) = self.connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return str(value)

    def _rows(self, query: str, *values: object) -> Iterator[Any]:
        """The rows one by one. Raises EnvironmentFaultError at a page that is damaged."""
        with working_on(self._file):
            yield from self.connection.execute(query, values)

    def _close_text(self, text: str) -> str | bytes:
        """What is written of a URL or of headers, which may hold secrets as bodies do."""
        return self.seal.close(text.encode()) if self.is_durable else text

    def _open_text(self, kept: str | bytes) -> str:
        """The text again; files of earlier releases have it as it is. Raises SealError."""
        return kept if isinstance(kept, str) else self.seal.open(kept).decode()

    def _host(self, url: str | bytes) -> str:
        """What a damaged row was about: the host of the service, which is no secret."""
        try:
            return urlsplit(self._open_text(url)).netloc or "?"
        except (SealError, ValueError):
            return "to an unknown service"

    def _check_key(self) -> None:
        """Refuse to go on without the key that closed what is there. Raises SealError."""
        if not self.is_durable:
            return
        kept = self.connection.execute("SELECT value FROM facts WHERE name = 'key'").fetchone()
        closed = [] if kept else self._closed_samples()
        name = self.seal.check(kept[0] if kept else "" if closed else None)
        if kept:
            return
        if closed and not any(map(self._opens, closed)):  # an older file, which names no key
            self.seal.check("unknown")
        self.connection.execute("INSERT INTO facts VALUES ('key', ?)", (name,))

    def _closed_samples(self) -> list[bytes]:
        query = (
            "SELECT * FROM (SELECT body FROM requests ORDER BY number DESC LIMIT 3)"
            " UNION ALL SELECT * FROM (SELECT properties FROM twins LIMIT 3)"
        )
        return [row[0] for row in self.connection.execute(query)]

    def _opens(self, closed: bytes) -> bool:
        try:
            self.seal.open(closed)
        except SealError:
            return False
        return True

    def _tell_losses(self, losses: list[str]) -> None:
        shown = losses[:LOSSES_SHOWN]
        if len(losses) > LOSSES_SHOWN:
            shown.append(f"{len(losses) - LOSSES_SHOWN} more")
        LOG.warning(
            "The log of the embedded cloud in %s is damaged: %s. What these requests made or changed is not "
            "there any more, and what was made after them may differ. `landform drift` compares the stacks "
            "with what is left; a copy of the folder brings it back.",
            self._folder,
            "; ".join(shown),
        )

    def _highest(self) -> int:
        (requests,) = self.connection.execute("SELECT max(number) FROM requests").fetchone()
        (snapshots,) = self.connection.execute("SELECT max(number) FROM snapshots").fetchone()
        return max(requests or 0, snapshots or 0)


def _moment(at: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at))


def _joined(pieces: Sequence[bytes]) -> bytes:
    return json.dumps([piece.hex() for piece in pieces]).encode()


def _split(data: bytes) -> tuple[bytes, ...]:
    return tuple(bytes.fromhex(piece) for piece in json.loads(data))


def _bring_up_to_date(connection: sqlite3.Connection, folder: Path) -> None:
    """Give a file of an earlier format today's. Raises CloudFormatError for one of a later format."""
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    if found > FORMAT:
        raise CloudFormatError(
            f"The embedded cloud in {folder} was written by a newer Landform (its format is {found}, this"
            f" Landform reads {FORMAT}). Use that version, or another state folder."
        )
    columns = {row[1] for row in connection.execute("PRAGMA table_info(requests)")}
    for name in ("answered", "drawn"):
        if name not in columns:
            connection.execute(f"ALTER TABLE requests ADD COLUMN {name} BLOB")
    connection.execute(f"PRAGMA user_version = {FORMAT}")


def _open(folder: Path | None) -> sqlite3.Connection:
    if folder is None:
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        connection.executescript(SCHEMA)
        return connection
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / FILE_NAME
    # SQLite gives the files it makes beside this one (-wal, -shm) the same mode.
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    path.chmod(0o600)
    connection = sqlite3.connect(
        path, isolation_level=None, check_same_thread=False, timeout=LOCK_WAIT_SECONDS
    )
    try:
        # Exclusive: the services' state lives in this process's memory, so nobody else may write meanwhile.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.executescript("BEGIN IMMEDIATE; COMMIT;" + SCHEMA)
        _bring_up_to_date(connection, folder)
    except CloudFormatError:
        connection.close()
        raise
    except sqlite3.Error as error:
        connection.close()
        if "locked" not in str(error):
            raise
        message = f"The embedded cloud in {folder} is in use by another process."
        raise CloudInUseError(message) from error
    return connection

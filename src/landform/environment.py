"""What is wrong with the machine that Landform runs on, as opposed to a request, a template or a service.

A full disk, missing rights, a damaged or foreign file: no answer of a provider, and nothing a template can
correct. It ends the command, or keeps a server's operations waiting, and the operations can be resumed.
The one place where the errors of files and of SQLite are told apart from all others.
"""

import errno
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_NO_ROOM: Final = ("there is no room left on the disk", "make room and try again")
_NO_RIGHTS: Final = (
    "it may not be read or written by this user",
    "look at its owner and its rights, or give another --state",
)
_READ_ONLY: Final = ("it is on a read-only file system", "make it writable, or give another --state")
_BROKEN_DISK: Final = ("the disk does not answer as it should", "look at the system's log")
_TOO_MANY_FILES: Final = ("too many files are open", "raise the limit of open files (`ulimit -n`)")
_DAMAGED: Final = ("it is damaged", "bring back a copy of it, or give another --state and deploy anew")

_BY_ERRNO: Final[Mapping[int, tuple[str, str]]] = {
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.EACCES: _NO_RIGHTS,
    errno.EPERM: _NO_RIGHTS,
    errno.EROFS: _READ_ONLY,
    errno.EISDIR: ("it is a folder", "put it out of the way"),
    errno.EIO: _BROKEN_DISK,
    errno.EMFILE: _TOO_MANY_FILES,
    errno.ENFILE: _TOO_MANY_FILES,
}
_BY_SQLITE: Final[Mapping[int, tuple[str, str]]] = {
    # Primary result codes. Source: https://www.sqlite.org/rescode.html
    sqlite3.SQLITE_FULL: _NO_ROOM,
    sqlite3.SQLITE_READONLY: ("it may not be written by this user", _NO_RIGHTS[1]),
    sqlite3.SQLITE_PERM: _NO_RIGHTS,
    sqlite3.SQLITE_CANTOPEN: (
        "it cannot be opened: it is gone, or rights are missing",
        "look whether the folder is there, and at its rights",
    ),
    sqlite3.SQLITE_BUSY: ("another process keeps it locked", "wait for that process, or end it"),
    sqlite3.SQLITE_IOERR: ("the disk is full, or does not answer as it should", "look at the disk"),
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}
_PRIMARY: Final = 0xFF  # the low byte of an extended result code is the primary one


class EnvironmentFaultError(Exception):
    """The environment keeps Landform from working. The message says what and why, the hint what to do."""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


def fault_of(error: BaseException, file: Path | None = None) -> EnvironmentFaultError | None:
    """The fault that an error is; None for one that has other causes.

    Args:
        file: what was worked on, where the error itself does not say it.
    """
    if isinstance(error, EnvironmentFaultError):
        return error
    if isinstance(error, OSError):
        known = _BY_ERRNO.get(error.errno or 0)
        file = Path(str(error.filename)) if error.filename is not None else file
    elif isinstance(error, sqlite3.Error):
        known = _BY_SQLITE.get(getattr(error, "sqlite_errorcode", 0) & _PRIMARY)
    else:
        known = None
    if known is None:
        return None
    why, hint = known
    return EnvironmentFaultError(f"{file if file is not None else 'a file of the state'}: {why}", hint=hint)


def damaged(what: str) -> EnvironmentFaultError:
    """The fault that something of the state cannot be read."""
    why, hint = _DAMAGED
    return EnvironmentFaultError(f"{what}: {why}", hint=hint)


@contextmanager
def working_on(file: Path) -> Iterator[None]:
    """Raise what goes wrong with the file as an EnvironmentFaultError that names it."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        fault = fault_of(error, file)
        if fault is None:
            raise
        raise fault from error

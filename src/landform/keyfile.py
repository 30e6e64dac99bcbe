"""Secret keys in files that only their owner can read.

Two kinds, for two fears (docs/decisions/0003-key-file.md). The keys of a state folder lie in it and close
what the store and the cloud write: who copies a database alone learns no secret. The user's own key lies
outside every folder and is never copied with one: what it has signed, this user wrote, so it may run code
here.
"""

import contextlib
import hashlib
import hmac
import os
import secrets
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from landform.environment import EnvironmentFaultError

USER_FOLDER: Final = "landform"
USER_FILE: Final = "user.key"
KEY_BYTES: Final = 32
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_WRITERS: Final = stat.S_IWGRP | stat.S_IWOTH


class KeyFileError(EnvironmentFaultError):
    """A key, or a file that must be the user's own, cannot be relied on."""


def kept_key(file: Path, make: Callable[[], bytes]) -> bytes:
    """The key in the file; a new one is made and kept when there is no file.

    The file is whole or not there, whenever the process is killed, and of several processes that make one
    at the same time the first one's key counts for all. Raises KeyFileError, OSError.
    """
    if not file.exists():
        _keep(file, make())
    return read_key(file)


def read_key(file: Path) -> bytes:
    """The key in a file that is there. Raises KeyFileError when others could know it, OSError."""
    check_own(file, others_may_read=False)
    key = file.read_bytes()
    if not key:
        raise KeyFileError(
            f"{file}: the key is empty, so what it closed cannot be opened", hint="bring back a copy of it"
        )
    return key


def check_own(path: Path, *, others_may_read: bool) -> None:
    """Raise KeyFileError unless a file or folder is the user's own and nobody else's to change.

    The system's administrator may own it too: they can do everything anyway.
    """
    found = path.stat()
    if found.st_uid not in (os.geteuid(), 0):
        raise KeyFileError(
            f"{path}: it belongs to another user ({found.st_uid}), who could make code run in your name",
            hint="run Landform as that user, give another --state, or take the files over with `chown`",
        )
    if found.st_mode & (_WRITERS if others_may_read else _OTHERS):
        doing = "change" if others_may_read else "read or change"
        raise KeyFileError(
            f"{path}: other users may {doing} it", hint=f"take their rights away: chmod go-rwx {path}"
        )


def user_key() -> bytes | None:
    """The user's own key, made at its first use; None where there is no place to keep one.

    Raises KeyFileError when there is one that cannot be relied on.
    """
    folder = user_folder()
    if folder is None:
        return None
    file = folder / USER_FILE
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        check_own(folder, others_may_read=True)
        key = kept_key(file, lambda: secrets.token_bytes(KEY_BYTES))
    except OSError:
        return None
    if len(key) != KEY_BYTES:
        raise KeyFileError(
            f"{file}: the key has {len(key)} bytes instead of {KEY_BYTES}",
            hint="bring back a copy of it, or remove it: states are then rebuilt from their logs",
        )
    return key


def user_folder() -> Path | None:
    """Where the user's own key lies; None when the user has no home.

    Source: https://specifications.freedesktop.org/basedir-spec/latest/ (a relative path is not valid)
    """
    given = Path(os.environ.get("XDG_STATE_HOME", ""))
    if given.is_absolute():
        return given / USER_FOLDER
    try:
        return Path.home() / ".local" / "state" / USER_FOLDER
    except RuntimeError:
        return None


def user_signature(text: str) -> str | None:
    """What only this user can write about the text; None where there is no key."""
    key = user_key()
    return None if key is None else hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def _keep(file: Path, key: bytes) -> None:
    descriptor, draft = tempfile.mkstemp(prefix=f"{file.name}.", dir=file.parent)  # mode 0600
    try:
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(key)
        with contextlib.suppress(FileExistsError):  # another process was quicker
            os.link(draft, file)
    finally:
        Path(draft).unlink()

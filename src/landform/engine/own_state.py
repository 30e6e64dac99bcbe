"""Whether this user made a state folder, or got it with somebody else's files.

A state holds code: functions that queues start, custom resources of an operation that was interrupted. In a
folder that came with a clone or an archive it is a stranger's, and none of it runs until the user says so
(`landform adopt`). Everything else works: what is stored is data, and the cloud is rebuilt from its log.

The mark is signed with the user's own key (landform.keyfile). See docs/decisions/0003-key-file.md.
"""

import contextlib
import hmac
import os
import secrets
import stat
from pathlib import Path
from typing import Final

from landform.environment import EnvironmentFaultError, working_on
from landform.keyfile import KeyFileError, check_own, user_folder, user_signature

MARK_FILE: Final = "made.by"
#: What is read from a state and believed; the keys are looked at where they are read.
_RELIED_ON: Final = ("state.db*", "cloud", "cloud/cloud.sqlite*")
_OTHERS_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH
_ABOUT: Final = "landform state "


class ForeignStateError(EnvironmentFaultError):
    """Code of a state that this user has not made would run."""


def check_files(folder: Path) -> None:
    """Raise KeyFileError when another user could have written the state."""
    if not folder.is_dir():
        return
    for path in (folder, *(each for pattern in _RELIED_ON for each in folder.glob(pattern))):
        with contextlib.suppress(FileNotFoundError):  # another process has just closed its database
            _check(path, is_root=path == folder)


def _check(path: Path, *, is_root: bool) -> None:
    if path.is_symlink() and not is_root:  # the folder itself may lie elsewhere
        raise KeyFileError(f"{path}: it is a link", hint="put the file itself in its place")
    mode = path.stat().st_mode
    if path.is_dir() and mode & _OTHERS_WRITE and path.stat().st_uid == os.geteuid():
        path.chmod(mode & ~_OTHERS_WRITE)  # made under a generous umask
    check_own(path, others_may_read=True)


def mark(folder: Path) -> None:
    """Write down that the state is this user's. Where no key can be kept, nothing is written."""
    name = secrets.token_hex(16)
    signature = user_signature(_ABOUT + name)
    if signature is not None:
        with working_on(folder / MARK_FILE):
            draft = folder / f"{MARK_FILE}.{name}"
            draft.write_text(f"{name} {signature}\n", encoding="utf-8")
            draft.chmod(0o600)
            draft.replace(folder / MARK_FILE)


def is_ours(folder: Path) -> bool:
    """Whether this user has marked the state."""
    try:
        name, _, signature = (folder / MARK_FILE).read_text(encoding="utf-8").strip().partition(" ")
    except (OSError, ValueError):
        return False
    expected = user_signature(_ABOUT + name)
    return expected is not None and hmac.compare_digest(signature.encode(), expected.encode())


def adopt(folder: Path) -> None:
    """Make a state this user's own. Raises ForeignStateError where no key can be kept."""
    mark(folder)
    if not is_ours(folder):
        raise ForeignStateError(
            f"there is no place to keep this user's key in ({user_folder() or 'no home folder'})",
            hint="set XDG_STATE_HOME to a folder that can be written",
        )

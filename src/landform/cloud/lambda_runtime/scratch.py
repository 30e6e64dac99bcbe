"""The scratch folders of execution environments, and those that killed processes have left behind.

Whoever uses a folder holds a lock on a file in it, which ends with the process however that ends. A process
number would not do: it is used again, and other containers that share the folder have their own.
"""

import fcntl
import os
import shutil
import stat
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import Final

PREFIX: Final = "landform-function-"
LOCK: Final = ".landform-owner"
UNLOCKED_SECONDS: Final = (
    3600.0  # a folder without a lock is just being made, or was left by an older Landform
)


class Scratch:
    """A new folder, removed by `remove`."""

    def __init__(self) -> None:
        _remove_orphans_once()
        self.path = Path(tempfile.mkdtemp(prefix=PREFIX))
        draft = self.path / f"{LOCK}.draft"
        self._lock = os.open(draft, os.O_CREAT | os.O_RDWR, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        draft.rename(self.path / LOCK)  # nobody ever sees it without its lock

    def remove(self) -> None:
        """Remove it with all that is in it."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1


@cache
def _remove_orphans_once() -> None:
    remove_orphans(Path(tempfile.gettempdir()), time.time())


def remove_orphans(folder: Path, now: float) -> list[Path]:
    """Remove this user's scratch folders in `folder` whose processes have ended: which they were."""
    return [each for each in folder.glob(f"{PREFIX}*") if _is_orphan(each, now) and _removed(each)]


def _is_orphan(folder: Path, now: float) -> bool:
    try:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
            return False
        descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_NOFOLLOW)
    except FileNotFoundError:
        return now - found.st_mtime > UNLOCKED_SECONDS
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return True


def _removed(folder: Path) -> bool:
    shutil.rmtree(folder, ignore_errors=True)
    return True

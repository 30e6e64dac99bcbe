"""One process at a time runs the operations of a state folder.

The owner holds a lock on a file, which the operating system lets go when the process ends, however it
ends. So an operation that is live while nobody owns the folder was interrupted, and whoever owns it next
resumes it.
"""

import fcntl
import os
import time
from pathlib import Path

LOCK_FILE = "owner.lock"
RETRY_SECONDS = 0.1


class StateInUseError(Exception):
    """Another process runs operations on this state."""

    def __init__(self, holder: str) -> None:
        super().__init__(f"another Landform process is using this state ({holder})")
        self.holder = holder


class Ownership:
    """The right to run operations on a folder's state."""

    def __init__(self, folder: Path | None) -> None:
        self._file = folder / LOCK_FILE if folder is not None else None
        self._descriptor: int | None = None

    @property
    def is_held(self) -> bool:
        """Whether this process is the owner; state in memory has no other."""
        return self._file is None or self._descriptor is not None

    def acquire(self, wait_seconds: float = 0.0) -> None:
        """Become the owner. Raises StateInUseError when another process still is after the wait."""
        if self.is_held or self._file is None:
            return
        descriptor = os.open(self._file, os.O_CREAT | os.O_RDWR, 0o600)
        deadline = time.monotonic() + wait_seconds
        while not _lock(descriptor):
            if time.monotonic() >= deadline:
                holder = os.read(descriptor, 64).decode(errors="replace").strip() or "unknown"
                os.close(descriptor)
                raise StateInUseError(holder)
            time.sleep(RETRY_SECONDS)
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"process {os.getpid()}\n".encode())
        self._descriptor = descriptor

    def release(self) -> None:
        """Give the right back."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

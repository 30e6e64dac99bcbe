"""One process at a time runs the operations of a state folder, or has its cloud open.

The owner holds a lock on a file, which the operating system lets go when the process ends, however it
ends. So an operation that is live while nobody runs the folder's operations was interrupted, and whoever
does next resumes it. The services' state lives in the memory of the process that has the cloud open: who
only reads it owns the folder meanwhile too, so that nobody's operation meets a cloud that is in use.
"""

import fcntl
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from landform.environment import working_on

LOCK_FILE: Final = "owner.lock"
RETRY_SECONDS: Final = 0.1
_READS: Final = ", which reads its cloud"


class StateInUseError(Exception):
    """Another process runs operations on this state, or reads its cloud."""

    def __init__(self, holder: str) -> None:
        super().__init__(f"another Landform process is using this state ({holder})")
        self.holder = holder


class Ownership:
    """The right to run operations on a folder's state and to open its cloud."""

    def __init__(self, folder: Path | None, waiting: Callable[[str], None] | None = None) -> None:
        """`waiting` is told once, in a sentence, whom `acquire` waits for."""
        self._file = folder / LOCK_FILE if folder is not None else None
        self._waiting = waiting
        self._descriptor: int | None = None
        self._runs = False  # whether operations are run by this right
        self._changing = threading.RLock()  # two threads of a process are one owner

    @property
    def runs_here(self) -> bool:
        """Whether this process runs the operations; state in memory has no other."""
        return self._file is None or self._runs

    @property
    def is_lost(self) -> bool:
        """Whether the folder that was acquired is gone, or another one is in its place."""
        if self._file is None or self._descriptor is None:
            return False
        try:
            return not os.path.samestat(self._file.stat(), os.fstat(self._descriptor))
        except FileNotFoundError:
            return True

    def acquire(self, wait_seconds: float = 0.0, *, to_read: bool = False) -> None:
        """Become the owner. Raises StateInUseError when another process still is after the wait."""
        if self._file is None:
            return
        with self._changing, working_on(self._file):
            if self._descriptor is None:
                self._descriptor = self._locked(self._file, wait_seconds)
                self._note(self._descriptor, to_read=to_read)
            elif not (to_read or self._runs):
                self._note(self._descriptor, to_read=False)
            self._runs = self._runs or not to_read

    def is_run_elsewhere(self) -> bool:
        """Whether another process runs the operations; one that only reads the cloud does not."""
        if self._file is None or self._descriptor is not None or not self._file.exists():
            return False
        with working_on(self._file):
            descriptor = os.open(self._file, os.O_RDONLY)
            try:
                return not _lock(descriptor) and _READS not in _holder(descriptor)
            finally:
                os.close(descriptor)

    def release(self) -> None:
        """Give the right back."""
        with self._changing:
            if self._descriptor is not None:
                os.close(self._descriptor)
            self._descriptor, self._runs = None, False

    def _locked(self, file: Path, wait_seconds: float) -> int:
        descriptor = os.open(file, os.O_CREAT | os.O_RDWR, 0o600)
        deadline = time.monotonic() + wait_seconds
        told = self._waiting is None
        try:
            while not _lock(descriptor):
                refusal = StateInUseError(_holder(descriptor))
                if time.monotonic() >= deadline:
                    raise refusal
                if not told and self._waiting is not None:
                    self._waiting(str(refusal))
                told = True
                time.sleep(RETRY_SECONDS)
        except BaseException:
            os.close(descriptor)
            raise
        return descriptor

    def _note(self, descriptor: int, *, to_read: bool) -> None:
        """Leave word of who holds the lock, for those who wait."""
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"process {os.getpid()}{_READS if to_read else ''}\n".encode(), 0)


def _holder(descriptor: int) -> str:
    return os.pread(descriptor, 64, 0).decode(errors="replace").strip() or "unknown"


def _lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

"""A secret key in a file that only its owner can read: what the store and the cloud close their data with."""

import contextlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path


def kept_key(file: Path, make: Callable[[], bytes]) -> bytes:
    """The key in the file; a new one is made and kept when there is no file.

    The file is whole or not there, whenever the process is killed, and of several processes that make one
    at the same time the first one's key counts for all. Raises OSError.
    """
    if not file.exists():
        _keep(file, make())
    return file.read_bytes()


def _keep(file: Path, key: bytes) -> None:
    descriptor, draft = tempfile.mkstemp(prefix=f"{file.name}.", dir=file.parent)  # mode 0600
    try:
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(key)
        with contextlib.suppress(FileExistsError):  # another process was quicker
            os.link(draft, file)
    finally:
        Path(draft).unlink()

"""Folders for what the library itself makes assets of; they go when the process ends."""

import atexit
import shutil
import tempfile
from pathlib import Path
from typing import Final

_FOLDERS: Final[set[str]] = set()


def temporary_folder(prefix: str) -> Path:
    """A new folder. Assets are copied out of it while the app is made, so nothing reads it later."""
    folder = tempfile.mkdtemp(prefix=prefix)
    if not _FOLDERS:
        atexit.register(_remove_all)
    _FOLDERS.add(folder)
    return Path(folder)


def keep(path: str) -> None:
    """The folder is read after all: its asset stays where it is, as no asset is staged."""
    _FOLDERS.discard(path)


def _remove_all() -> None:
    for folder in _FOLDERS:
        shutil.rmtree(folder, ignore_errors=True)

"""Encrypts what the cloud keeps in its file: request bodies hold passwords and secrets.

The key of the log lies beside the file, readable by its owner only: a copied or committed database gives
nothing away, and a whole folder can be read wherever it is. A snapshot runs code when it is read, so it is
closed with the user's own key, which is not in the folder: one that opens was written by this user.
See docs/decisions/0003-key-file.md.
"""

import hashlib
import os
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from landform.environment import EnvironmentFaultError
from landform.keyfile import KEY_BYTES, kept_key, user_key

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_FILE: Final = "cloud.key"
NONCE_BYTES: Final = 12  # AES-GCM's own size
NAME_BYTES: Final = 8  # of a key's name in front of what it closed


class SealError(EnvironmentFaultError):
    """What is closed cannot be opened: it is damaged, or the key is missing or another one."""


class Seal:
    """Closes and opens pieces of data; does nothing for a cloud in memory."""

    def __init__(self, folder: Path | None) -> None:
        self._file = folder / KEY_FILE if folder is not None else None

    def close(self, data: bytes) -> bytes:
        """What is written."""
        return data if self._file is None else _closed(self._cipher, data)

    def open(self, data: bytes) -> bytes:
        """What was closed. Raises SealError."""
        return data if self._file is None else _opened(self._cipher, data, f"a part of {self._file.parent}")

    def check(self, known: str | None) -> str:
        """The name of the key, which is made when nothing is closed yet; "" for a cloud in memory.

        Args:
            known: the name of the key that has closed what is there: "" when it was not written down, None
                when nothing is closed yet.

        Raises SealError when that key is missing or another one is in its place: it is never replaced.
        """
        if self._file is None:
            return ""
        hint = "bring the key back, or remove the folder and deploy the stacks anew"
        if known is not None and not self._file.exists():
            raise SealError(f"{self._file}: the key is missing, so nothing here can be opened", hint=hint)
        name = _name(self._key)
        if known and known != name:
            raise SealError(f"{self._file}: this is not the key that closed what is here", hint=hint)
        return name

    @cached_property
    def _key(self) -> bytes:
        assert self._file is not None  # only asked for by a cloud with a folder
        key = kept_key(self._file, partial(os.urandom, KEY_BYTES))
        if len(key) != KEY_BYTES:
            raise SealError(
                f"{self._file}: the key is damaged: it has {len(key)} bytes instead of {KEY_BYTES}",
                hint="bring back a copy of it, or remove the folder and deploy the stacks anew",
            )
        return key

    @cached_property
    def _cipher(self) -> "AESGCM":
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        return AESGCM(self._key)


class UserSeal:
    """Closes and opens what only this user may have written."""

    def __init__(self) -> None:
        self._key = user_key()

    @property
    def has_key(self) -> bool:
        """Whether there is a place to keep a key in; without one nothing can be closed or opened."""
        return self._key is not None

    def close(self, data: bytes, about: str) -> bytes:
        """What is written; `about` is told again to open it."""
        assert self._key is not None  # has_key
        return bytes.fromhex(_name(self._key)) + _closed(self._cipher, data, about)

    def open(self, data: bytes, about: str) -> bytes:
        """What this user closed. Raises SealError for all else."""
        if self._key is None or data[:NAME_BYTES].hex() != _name(self._key):
            raise SealError("this user's key has not closed it")
        return _opened(self._cipher, data[NAME_BYTES:], "it", about)

    @cached_property
    def _cipher(self) -> "AESGCM":
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        assert self._key is not None
        return AESGCM(self._key)


def _name(key: bytes) -> str:
    """A name for the key that does not give it away."""
    return hashlib.blake2b(key, digest_size=NAME_BYTES, person=b"landform-name").hexdigest()


def _closed(cipher: "AESGCM", data: bytes, about: str = "") -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + cipher.encrypt(nonce, data, about.encode() or None)


def _opened(cipher: "AESGCM", data: bytes, what: str, about: str = "") -> bytes:
    from cryptography.exceptions import InvalidTag

    try:
        return cipher.decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], about.encode() or None)
    except (InvalidTag, ValueError) as error:  # ValueError: too short to have a nonce
        raise SealError(
            f"{what} is damaged, or another key has closed it",
            hint="bring back a copy of the folder, or remove it and deploy the stacks anew",
        ) from error

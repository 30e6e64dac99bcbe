"""Encrypts what the cloud keeps in its file: request bodies hold passwords and secrets.

The key lies beside the file, readable by its owner only: a copied or committed database gives nothing away.
"""

import os
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from landform.keyfile import kept_key

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_FILE: Final = "cloud.key"
NONCE_BYTES: Final = 12  # AES-GCM's own size
KEY_BITS: Final = 256


class Seal:
    """Closes and opens pieces of data; does nothing for a cloud in memory."""

    def __init__(self, folder: Path | None) -> None:
        self._file = folder / KEY_FILE if folder is not None else None

    def close(self, data: bytes) -> bytes:
        """What is written."""
        if self._file is None:
            return data
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, data, None)

    def open(self, data: bytes) -> bytes:
        """What was closed. Raises InvalidTag when another key closed it."""
        if self._file is None:
            return data
        return self._cipher.decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], None)

    @cached_property
    def _cipher(self) -> "AESGCM":
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        assert self._file is not None  # only asked for by a cloud with a folder
        return AESGCM(kept_key(self._file, partial(AESGCM.generate_key, bit_length=KEY_BITS)))

"""Records to JSON text and back; secrets are written encrypted.

A `Secret` becomes {"$secret": token}. Maps that could be mistaken for one are wrapped. The key lies beside
the database in a file only its owner can read, so a copied database alone gives no secret away.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from landform.environment import damaged
from landform.ground.values import Secret
from landform.keyfile import KeyFileError, kept_key

_BACK = "bring the key back, or remove the state folder and deploy the stacks anew"
_SECRET = "$secret"
_MAP = "$map"
_CLOSED = '{"$secret":"'


class Cipher(Protocol):
    """Turns secrets into tokens and back."""

    def encrypt(self, text: str) -> str:
        """The token for a secret."""

    def decrypt(self, token: str) -> str:
        """The secret of a token."""


class FileKeyCipher:
    """Fernet with a key kept in a file; the file is made when the first secret is written."""

    def __init__(self, key_file: Path, holds_secrets: Callable[[], bool]) -> None:
        """Read nothing yet.

        Args:
            holds_secrets: whether there is something that a key has closed: then none is made anew.
        """
        self._key_file = key_file
        self._holds_secrets = holds_secrets
        self._fernet: Any = None  # cryptography.fernet.Fernet, imported only when a secret appears

    def encrypt(self, text: str) -> str:
        """The token for a secret. Raises KeyFileError."""
        return str(self._loaded().encrypt(text.encode()).decode())

    def decrypt(self, token: str) -> str:
        """The secret of a token. Raises KeyFileError when another key made it, or there is none."""
        from cryptography.fernet import InvalidToken

        try:
            return str(self._loaded().decrypt(token.encode()).decode())
        except InvalidToken as error:
            raise KeyFileError(
                f"{self._key_file}: it does not open the secrets of this state", hint=_BACK
            ) from error

    def _loaded(self) -> Any:
        if self._fernet is None:
            from cryptography.fernet import Fernet

            if not self._key_file.exists() and self._holds_secrets():
                raise KeyFileError(
                    f"{self._key_file}: the key is missing, so the secrets of this state cannot be opened",
                    hint=_BACK,
                )
            try:
                self._fernet = Fernet(kept_key(self._key_file, Fernet.generate_key))
            except ValueError as error:
                raise KeyFileError(f"{self._key_file}: the key is damaged", hint=_BACK) from error
        return self._fernet


def dumps(value: object, cipher: Cipher) -> str:
    """JSON text of a value that may hold secrets."""
    return json.dumps(_written(value, cipher.encrypt), separators=(",", ":"), ensure_ascii=False)


def loads(text: str, cipher: Cipher) -> Any:
    """The value of a JSON text, with its secrets."""
    try:
        plain = json.loads(text)
    except ValueError as error:
        raise damaged("a document of the state") from error
    return _read(plain, cipher.decrypt) if _SECRET in text or _MAP in text else plain


def closed_text(text: str, cipher: Cipher) -> str:
    """A text as a column of its own keeps it: as it is, a Secret (or what looks like one) closed."""
    is_closed = isinstance(text, Secret) or text.startswith(_CLOSED)
    return dumps(Secret(text), cipher) if is_closed else text


def opened_text(kept: str, cipher: Cipher) -> str:
    """What `closed_text` was given."""
    return Secret(loads(kept, cipher)) if kept.startswith(_CLOSED) else kept


def _written(value: Any, encrypt: Callable[[str], str]) -> Any:
    if isinstance(value, Secret):
        return {_SECRET: encrypt(str(value))}
    if isinstance(value, dict):
        if _SECRET in value or _MAP in value:
            return {_MAP: [[key, _written(item, encrypt)] for key, item in value.items()]}
        return {key: _written(item, encrypt) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_written(item, encrypt) for item in value]
    return value


def _read(value: Any, decrypt: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        if _SECRET in value:
            return Secret(decrypt(value[_SECRET]))
        if _MAP in value:
            return {key: _read(item, decrypt) for key, item in value[_MAP]}
        return {key: _read(item, decrypt) for key, item in value.items()}
    if isinstance(value, list):
        return [_read(item, decrypt) for item in value]
    return value

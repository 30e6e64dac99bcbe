"""A world as bytes and back.

All services are pickled together, because they hold references to each other. A pickle runs code when it
is read and fits one version of moto and Python only: it is stamped with both, never leaves the cloud's
own file, and a misfit is refused here (the log then rebuilds the world).
"""

import contextlib
import importlib
import io
import sys
import tempfile
import threading
import types
import weakref
import zlib
from functools import cache
from importlib.metadata import version
from typing import Any

from landform.cloud.moto_world import World

LOCK_TYPES = (type(threading.Lock()), type(threading.RLock()))
SPOOL_LIMIT_BYTES = 1 << 20


class SnapshotMisfitError(Exception):
    """The snapshot was made by another version, or cannot be read."""


@cache
def stamp() -> str:
    """What a snapshot depends on."""
    python = f"{sys.implementation.name}-{sys.version_info.major}.{sys.version_info.minor}"
    return f"moto-{version('moto')} {python}"


def dump(world: World) -> bytes:
    """The world as bytes. The caller holds the lock."""
    state = [
        (
            table.backend.__module__,
            table.service_name,
            {account: dict(dict.items(regions)) for account, regions in accounts.items()},
            extras,
        )
        for table, accounts, extras in world.contents
    ]
    buffer = io.BytesIO()
    _pickler()(buffer, protocol=5).dump(state)
    return zlib.compress(buffer.getvalue(), 1)


def load(world: World, stamped: str, data: bytes) -> None:
    """Fill an empty world from bytes. The caller holds the lock.

    Raises SnapshotMisfitError when it was made by other versions.
    """
    import pickle

    if stamped != stamp():
        raise SnapshotMisfitError(f"The snapshot was made by {stamped}, this is {stamp()}.")
    try:
        with world.installed():  # so that moto makes the objects as it does for requests
            state = pickle.loads(zlib.decompress(data))
    except (AttributeError, ImportError, TypeError, pickle.UnpicklingError, zlib.error) as error:
        raise SnapshotMisfitError(f"The snapshot cannot be read: {error}") from error
    contents = []
    with world.installed():
        for module, service, accounts, extras in state:
            table = _table(module, service)
            for account, regions in accounts.items():
                dict.update(table[account], regions)
            vars(table).update(extras)
            contents.append(table)


def _table(module_name: str, service: str) -> Any:
    from moto.core.base_backend import BackendDict

    module = importlib.import_module(module_name)
    for value in vars(module).values():
        is_here = isinstance(value, BackendDict) and value.backend.__module__ == module_name
        if is_here and value.service_name == service:
            return value
    raise SnapshotMisfitError(f"{module_name} has no table of {service}.")


@cache
def _pickler() -> type:
    import cloudpickle  # type: ignore[import-untyped]  # ships no types
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec, rsa

    private_keys = (rsa.RSAPrivateKey, ec.EllipticCurvePrivateKey)
    public_keys = (rsa.RSAPublicKey, ec.EllipticCurvePublicKey)

    class WorldPickler(cloudpickle.CloudPickler):  # type: ignore[misc]  # ships no types
        """Adds what moto's objects hold and pickle cannot write."""

        def reducer_override(self, thing: Any) -> Any:
            if isinstance(thing, private_keys):
                return _private_key, (_key_bytes(thing),)
            if isinstance(thing, public_keys):
                return _public_key, (_public_bytes(thing),)
            if isinstance(thing, x509.Certificate):
                return _certificate, (_certificate_bytes(thing),)
            if isinstance(thing, LOCK_TYPES):
                return _lock if isinstance(thing, LOCK_TYPES[0]) else _reentrant_lock, ()
            if isinstance(thing, weakref.WeakValueDictionary):
                return _weak_values, (list(thing.items()),)
            if isinstance(thing, threading.Thread):
                return type(None), ()
            if isinstance(thing, tempfile.SpooledTemporaryFile):
                return _spool, _spool_state(thing)
            if type(thing).__name__ == "ParameterDict" and not isinstance(thing, types.ModuleType):
                return _parameters, (type(thing), vars(thing).copy(), dict(thing))
            return super().reducer_override(thing)

    return WorldPickler


def _key_bytes(key: Any) -> bytes:
    from cryptography.hazmat.primitives import serialization

    pkcs8 = serialization.PrivateFormat.PKCS8
    return bytes(key.private_bytes(serialization.Encoding.DER, pkcs8, serialization.NoEncryption()))


def _private_key(data: bytes) -> Any:
    from cryptography.hazmat.primitives import serialization

    return serialization.load_der_private_key(data, None)


def _public_bytes(key: Any) -> bytes:
    from cryptography.hazmat.primitives import serialization

    info = serialization.PublicFormat.SubjectPublicKeyInfo
    return bytes(key.public_bytes(serialization.Encoding.DER, info))


def _public_key(data: bytes) -> Any:
    from cryptography.hazmat.primitives import serialization

    return serialization.load_der_public_key(data)


def _certificate_bytes(certificate: Any) -> bytes:
    from cryptography.hazmat.primitives import serialization

    return bytes(certificate.public_bytes(serialization.Encoding.DER))


def _certificate(data: bytes) -> Any:
    from cryptography import x509

    return x509.load_der_x509_certificate(data)


def _lock() -> Any:
    return threading.Lock()


def _reentrant_lock() -> Any:
    return threading.RLock()


def _weak_values(items: list[tuple[Any, Any]]) -> Any:
    return weakref.WeakValueDictionary(items)


def _spool_state(spool: Any) -> tuple[bytes, int]:
    position = spool.tell()
    spool.seek(0)
    data = spool.read()
    spool.seek(position)
    return data, position


def _spool(data: bytes, position: int) -> Any:
    spool: Any = tempfile.SpooledTemporaryFile(max_size=SPOOL_LIMIT_BYTES)  # noqa: SIM115  # it outlives this
    spool.write(data)
    spool.seek(position)
    return spool


def _parameters(kind: Any, attributes: dict[str, Any], items: dict[str, Any]) -> Any:
    parameters = kind.__new__(kind)
    vars(parameters).update(attributes)
    with contextlib.suppress(AttributeError):
        parameters.default_factory = list
    dict.update(parameters, items)
    return parameters

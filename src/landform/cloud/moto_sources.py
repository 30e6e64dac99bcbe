"""Where moto's modules get time, randomness, keys and threads from.

A replay of the request log has to give the same ids, keys and times, so nothing in moto may reach the real
sources (landform.cloud.moto_imports sees to that). All here is the real thing while no embedded cloud is
serving (landform.cloud.moto_moment).

What cannot be seeded (OpenSSL makes keys from its own randomness) is kept in the log and given back.
Nothing waits either: the lock of the services is held meanwhile. Who asks moto to wait is asked again later,
by the cloud, outside of the lock.
"""

import datetime
import os
import random
import secrets
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from hashlib import blake2b
from typing import Any, Final

from landform.cloud.moto_moment import MOMENT

STRAY: Final = random.Random()
"""What the other modules draw from instead of the system. Apart from moto's own generator, whose next values
must not depend on them."""


def seed(value: int) -> None:
    """Seed all randomness of the next request."""
    moto_random().seed(value)
    STRAY.seed(value)


@contextmanager
def seeded_by(name: str) -> Iterator[None]:
    """What is drawn meanwhile depends on the name alone, and what is drawn afterwards on nothing of it."""
    generators = [STRAY]
    internal = sys.modules.get("moto.moto_api._internal")
    if hasattr(internal, "mock_random"):  # else moto itself is just being imported
        generators.append(moto_random())
    states = [each.getstate() for each in generators]
    for each in generators:
        each.seed(int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big"))
    try:
        yield
    finally:
        for each, state in zip(generators, states, strict=True):
            each.setstate(state)


def moto_random() -> Any:
    """moto's own generator."""
    from moto.moto_api._internal import mock_random

    return mock_random


class Generator:
    """One seeded generator under the names of all modules that give randomness."""

    def __init__(self, source: Callable[[], random.Random]) -> None:
        self._source = source

    def random_function(self, name: str) -> Callable[..., Any]:
        """A function of the module `random`, drawing from here."""
        original: Callable[..., Any] = getattr(random, name)

        def draw(*arguments: Any, **named: Any) -> Any:
            return (getattr(self._source(), name) if _is_seeded() else original)(*arguments, **named)

        return draw

    def uuid4(self) -> uuid.UUID:
        """A random UUID."""
        return uuid.UUID(int=self._source().getrandbits(128), version=4) if _is_seeded() else uuid.uuid4()

    def uuid1(self) -> uuid.UUID:
        """A UUID that tells no machine and no time."""
        return uuid.UUID(int=self._source().getrandbits(128), version=1) if _is_seeded() else uuid.uuid1()

    def urandom(self, count: int) -> bytes:
        """Random bytes."""
        if not _is_seeded():
            return os.urandom(count)
        return self._source().getrandbits(8 * count).to_bytes(count, "little")

    def token_bytes(self, count: int | None = None) -> bytes:
        """Random bytes."""
        return self.urandom(secrets.DEFAULT_ENTROPY if count is None else count)

    def token_hex(self, count: int | None = None) -> str:
        """Random bytes as text, two letters each."""
        return self.token_bytes(count).hex()

    def token_urlsafe(self, count: int | None = None) -> str:
        """Random bytes as text."""
        import base64

        return base64.urlsafe_b64encode(self.token_bytes(count)).rstrip(b"=").decode()

    def choice(self, values: Sequence[Any]) -> Any:
        """One of the values."""
        return self._source().choice(values) if _is_seeded() else secrets.choice(values)

    def randbelow(self, limit: int) -> int:
        """A number from 0 that is less than the limit."""
        return self._source().randrange(limit) if _is_seeded() else secrets.randbelow(limit)

    def randbits(self, count: int) -> int:
        """A number of so many bits."""
        return self._source().getrandbits(count) if _is_seeded() else secrets.randbits(count)

    def random_serial_number(self) -> int:
        """A certificate's serial number."""
        if _is_seeded():
            return self._source().getrandbits(159) | 1
        from cryptography import x509

        return x509.random_serial_number()


class Importing:
    """How many of moto's modules are being imported, one inside the other."""

    depth = 0


def _is_seeded() -> bool:
    return MOMENT.is_serving or Importing.depth > 0


class _AnyOf(type):
    """Lets a stand-in for a class recognise every object of the class as its own."""

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, cls.__mro__[1])


class ClockedDatetime(datetime.datetime, metaclass=_AnyOf):
    """Stands for the class datetime in moto's modules: `now` is the time of the request being served.

    It makes plain datetimes, so nothing of it gets into moto's state.
    """

    def __new__(cls, *arguments: Any, **named: Any) -> Any:
        return datetime.datetime(*arguments, **named)

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> Any:
        """The time of the request, else the real one."""
        return datetime.datetime.fromtimestamp(now(), tz)

    @classmethod
    def today(cls) -> Any:
        """The same without a time zone."""
        return cls.now()

    @classmethod
    def utcnow(cls) -> Any:
        """The same in UTC, which is not said."""
        return cls.now(datetime.UTC).replace(tzinfo=None)


class ClockedDate(datetime.date, metaclass=_AnyOf):
    """Stands for the class date: `today` is the day of the request being served."""

    def __new__(cls, *arguments: Any, **named: Any) -> Any:
        return datetime.date(*arguments, **named)

    @classmethod
    def today(cls) -> Any:
        """The day of the request, else the real one."""
        return datetime.date.fromtimestamp(now())


def now() -> float:
    """The time of the request being served, else the real one; in seconds since the epoch."""
    return time.time() if MOMENT.at is None else MOMENT.at


def now_ns() -> int:
    """The same in nanoseconds."""
    return time.time_ns() if MOMENT.at is None else int(MOMENT.at * 1e9)


def at_now(name: str) -> Callable[..., Any]:
    """A function of `time` that takes now for a time that is not given."""
    original: Callable[..., Any] = getattr(time, name)

    def told(seconds: float | None = None) -> Any:
        return original(now() if seconds is None else seconds)

    return told


def strftime(form: str, moment: Any = None) -> str:
    """A moment as text, now when none is given."""
    return time.strftime(form, time.localtime(now()) if moment is None else moment)


def sleep(seconds: float) -> None:
    """Sleep, or say that the request would have."""
    if not MOMENT.is_serving:
        time.sleep(seconds)
    # The request is asked again, outside of the lock, until so much time has passed.
    MOMENT.wait_seconds = max(MOMENT.wait_seconds, seconds)


class InlineThread:
    """Stands for a thread: what it does is done at once, as part of the request, and so again at a replay.

    While nobody is served it is a real one.
    """

    daemon = False

    def __init__(
        self,
        group: None = None,
        target: Callable[..., Any] | None = None,
        name: str | None = None,
        args: Sequence[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
        *,
        daemon: bool | None = None,
    ) -> None:
        self.name = name or "moto"
        self._work = None if target is None else partial(target, *args, **dict(kwargs or {}))
        self._thread: threading.Thread | None = None
        self.daemon = bool(daemon)

    def run(self) -> None:
        """The work."""
        if self._work is not None:
            self._work()

    def start(self) -> None:
        """Do the work."""
        if MOMENT.is_serving:
            self.run()
            return
        self._thread = threading.Thread(target=self.run, name=self.name, daemon=self.daemon)
        self._thread.start()

    def join(self, timeout: float | None = None) -> None:
        """Wait for its end."""
        if self._thread is not None:
            self._thread.join(timeout)

    def is_alive(self) -> bool:
        """Whether it is at work."""
        return self._thread is not None and self._thread.is_alive()


class NotEmulatedError(NotImplementedError):
    """What moto would do and an embedded cloud does not, which the client is told as moto's own gaps."""


def timer(*arguments: Any, **named: Any) -> threading.Timer:
    """A timer; refused to who is served, because nothing would fire it again at a replay."""
    if MOMENT.is_serving:
        raise NotEmulatedError("nothing is done later by itself, such as a timer of a workflow")
    return threading.Timer(*arguments, **named)


def _drawn(make: Callable[[], bytes]) -> bytes:
    """What OpenSSL makes of its own randomness: kept for replays, or given back in one."""
    given = next(MOMENT.given, None)
    made = make() if given is None else given
    if MOMENT.drawn is not None:
        MOMENT.drawn.append(made)
    return made


def drawn_key(make: Callable[..., Any]) -> Callable[..., Any]:
    """A function that makes a private key."""

    def generate(*arguments: Any, **named: Any) -> Any:
        from cryptography.hazmat.primitives import serialization

        if not MOMENT.is_serving:
            return make(*arguments, **named)
        form = (serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        data = _drawn(lambda: make(*arguments, **named).private_bytes(*form))
        return serialization.load_der_private_key(data, None)

    return generate


class KeyClass:
    """Stands for a class of private keys that makes keys itself."""

    def __init__(self, original: Any) -> None:
        self._original = original
        self._make = drawn_key(original.generate)

    def generate(self) -> Any:
        """A new key."""
        return _Key(self._make()) if MOMENT.is_serving else self._original.generate()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._original, name)


class _Key:
    """A private key whose text is drawn too: OpenSSH's form has random bytes in it."""

    def __init__(self, key: Any) -> None:
        self._key = key

    def private_bytes(self, *arguments: Any, **named: Any) -> bytes:
        """The key in the form wanted."""
        return _drawn(lambda: bytes(self._key.private_bytes(*arguments, **named)))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._key, name)

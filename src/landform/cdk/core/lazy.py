"""Values produced when the app is synthesized."""

from collections.abc import Callable
from typing import Any, Protocol

from landform.cdk.core.checked import Checked
from landform.cdk.core.tokens import IResolveContext, token_list, token_number, token_text

Producer = Any
"""An object with `produce()`, or a function of no argument or of the resolve context."""


class IStableStringProducer(Protocol):
    """Produces a string."""

    def produce(self) -> str | None:
        """The string."""


class IStableListProducer(Protocol):
    """Produces a list of strings."""

    def produce(self) -> "list[str] | None":
        """The list."""


class IStableNumberProducer(Protocol):
    """Produces a number."""

    def produce(self) -> float | None:
        """The number."""


class IStableAnyProducer(Protocol):
    """Produces any value."""

    def produce(self) -> Any:
        """The value."""


class IStringProducer(Protocol):
    """Produces a string from the place where it is used."""

    def produce(self, context: IResolveContext) -> str | None:
        """The string."""


class IListProducer(Protocol):
    """Produces a list of strings from the place where it is used."""

    def produce(self, context: IResolveContext) -> "list[str] | None":
        """The list."""


class INumberProducer(Protocol):
    """Produces a number from the place where it is used."""

    def produce(self, context: IResolveContext) -> float | None:
        """The number."""


class IAnyProducer(Protocol):
    """Produces any value from the place where it is used."""

    def produce(self, context: IResolveContext) -> Any:
        """The value."""


class LazyValue:
    """A value that is produced when a template is written."""

    def __init__(self, producer: Producer, *, cached: bool, omit_empty: bool = False) -> None:
        self._produce = _function_of(producer)
        self._is_cached = cached
        self._cache: list[Any] = []
        self._omit_empty = omit_empty
        self.display_hint: str | None = None

    def resolve(self, context: IResolveContext) -> Any:
        """The value, as it is used at this place."""
        if self._is_cached and self._cache:
            return self._cache[0]
        value = self._produce(context)
        if self._omit_empty and isinstance(value, list | dict) and not value:
            value = None
        if self._is_cached:
            self._cache[:] = [value]
        return value

    def to_string(self) -> str:
        """A string that stands for it."""
        return token_text(self)

    def __str__(self) -> str:
        return token_text(self)


def _function_of(producer: Producer) -> Callable[[IResolveContext], Any]:
    produce: Any = getattr(producer, "produce", producer)
    code = getattr(produce, "__code__", None)
    bound = 1 if hasattr(produce, "__self__") else 0
    takes_context = code is not None and code.co_argcount - bound >= 1
    found: Callable[[IResolveContext], Any] = produce if takes_context else lambda _context: produce()
    return found


class Lazy(Checked):
    """Makes values that are produced at synthesis; the stable ones are produced once."""

    @staticmethod
    def string(producer: Producer, *, display_hint: str | None = None) -> str:
        """A string."""
        return token_text(LazyValue(producer, cached=True), display_hint)

    @staticmethod
    def number(producer: Producer) -> float:
        """A number."""
        return token_number(LazyValue(producer, cached=True))

    @staticmethod
    def list(
        producer: Producer, *, display_hint: str | None = None, omit_empty: bool | None = None
    ) -> list[str]:
        """A list of strings."""
        return token_list(LazyValue(producer, cached=True, omit_empty=bool(omit_empty)), display_hint)

    @staticmethod
    def any(
        producer: Producer, *, display_hint: str | None = None, omit_empty_array: bool | None = None
    ) -> Any:
        """Any value."""
        lazy = LazyValue(producer, cached=True, omit_empty=bool(omit_empty_array))
        lazy.display_hint = display_hint
        return lazy

    @staticmethod
    def uncached_string(producer: Producer, *, display_hint: str | None = None) -> str:
        """A string, produced anew at each use."""
        return token_text(LazyValue(producer, cached=False), display_hint)

    @staticmethod
    def uncached_number(producer: Producer) -> float:
        """A number, produced anew at each use."""
        return token_number(LazyValue(producer, cached=False))

    @staticmethod
    def uncached_list(
        producer: Producer, *, display_hint: str | None = None, omit_empty: bool | None = None
    ) -> Any:
        """A list, produced anew at each use."""
        return token_list(LazyValue(producer, cached=False, omit_empty=bool(omit_empty)), display_hint)

    @staticmethod
    def uncached_any(
        producer: Producer, *, display_hint: str | None = None, omit_empty_array: bool | None = None
    ) -> Any:
        """Any value, produced anew at each use."""
        lazy = LazyValue(producer, cached=False, omit_empty=bool(omit_empty_array))
        lazy.display_hint = display_hint
        return lazy

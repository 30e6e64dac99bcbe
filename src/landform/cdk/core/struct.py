"""Property records of the API: given as objects or as maps with the same names."""

from collections.abc import Mapping
from typing import Any, TypeVar

Record = TypeVar("Record")


def record(kind: type[Record], given: Any) -> Record | None:
    """The record, made from a map where a map was given."""
    if given is None or isinstance(given, kind):
        return given
    if isinstance(given, Mapping):
        return kind(**given)
    raise TypeError(f"A {kind.__name__} or a map is needed, got {given!r}")


def records(kind: type[Record], given: Any) -> list[Record]:
    """A list of them."""
    return [found for each in given or () if (found := record(kind, each)) is not None]


def plain_json(value: Any) -> Any:
    """Records and maps in them as plain maps."""
    if isinstance(value, Mapping):
        return {key: plain_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain_json(item) for item in value]
    return value

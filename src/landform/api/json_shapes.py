"""Whether parameters that came as JSON have the types of their operation's model.

JSON can put a list where the model has text; operations rely on the types, so they are checked once, here.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from botocore.model import ListShape, MapShape, Shape, StructureShape

from landform.engine.json_documents import is_unicode

_SCALARS: Final[Mapping[str, tuple[type, ...]]] = {
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "long": (int,),
    "float": (int, float),
    "double": (int, float),
    "timestamp": (int, float),
}


def without_nulls(shape: StructureShape, given: Mapping[str, Any]) -> dict[str, Any]:
    """The members that the model knows and that have a value."""
    return {name: given[name] for name in shape.members if given.get(name) is not None}


def type_error(shape: Shape, value: Any) -> str | None:
    """A sentence about the first value of the wrong type, or None."""
    return next(_errors(shape, value, ""), None)


def _errors(shape: Shape, value: Any, path: str) -> Iterator[str]:
    if isinstance(shape, StructureShape):
        if not isinstance(value, dict):
            yield _sentence(path, "an object")
            return
        for name, member in shape.members.items():
            if value.get(name) is not None:
                yield from _errors(member, value[name], f"{path}.{name}" if path else name)
    elif isinstance(shape, ListShape):
        if not isinstance(value, list):
            yield _sentence(path, "a list")
            return
        for number, item in enumerate(value):
            yield from _errors(shape.member, item, f"{path}.{number}")
    elif isinstance(shape, MapShape):
        if not isinstance(value, dict):
            yield _sentence(path, "an object")
            return
        for key, item in value.items():
            yield from _errors(shape.value, item, f"{path}.{key[:100]}")
    else:
        yield from _scalar_errors(shape, value, path)


def _scalar_errors(shape: Shape, value: Any, path: str) -> Iterator[str]:
    kinds = _SCALARS.get(shape.type_name, (str,))
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
        yield _sentence(path, f"of type {shape.type_name}")
    elif isinstance(value, str) and not is_unicode(value):
        yield f"{path} holds half of a surrogate pair, which is no character."


def _sentence(path: str, kind: str) -> str:
    return f"{path or 'The request'} must be {kind}."

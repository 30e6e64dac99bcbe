"""Parameters and answers as JSON or CBOR have them: trees of the model's shapes.

Such a tree can have a list where the model has text; operations rely on the types, so they are checked once,
here.
"""

from collections.abc import Callable, Iterator, Mapping
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


def known_values(shape: Shape, given: Any) -> Any:
    """The value with those members of its structures that the model knows and that are not null."""
    if isinstance(shape, StructureShape):
        members = shape.members.items()
        return {
            name: known_values(each, given[name]) for name, each in members if given.get(name) is not None
        }
    if isinstance(shape, ListShape):
        return [known_values(shape.member, each) for each in given]
    if isinstance(shape, MapShape):
        return {key: known_values(shape.value, each) for key, each in given.items()}
    return given


def answer_values(shape: Shape, value: Any, timestamp: Callable[[float], Any]) -> Any:
    """An operation's answer as a tree, its moments (seconds since the epoch) as the protocol writes them."""
    if isinstance(shape, StructureShape):
        members = shape.members.items()
        return {
            name: answer_values(each, value[name], timestamp)
            for name, each in members
            if value.get(name) is not None
        }
    if isinstance(shape, ListShape):
        return [answer_values(shape.member, each, timestamp) for each in value]
    if isinstance(shape, MapShape):
        return {key: answer_values(shape.value, each, timestamp) for key, each in value.items()}
    if shape.type_name == "timestamp":
        return timestamp(round(value * 1e6) // 1000 / 1000)  # whole milliseconds, as AWS gives them
    return str(value) if shape.type_name == "string" else value


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

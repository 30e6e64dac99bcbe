"""What a service's model asks of a request's values, in AWS's words: required members, word lists, sizes.

Patterns are not checked here: the engine checks those that matter and knows better what to say.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from botocore.model import ListShape, Shape, StringShape, StructureShape

_NUMBERS = frozenset({"integer", "long", "float", "double"})


def constraint_errors(shape: StructureShape, parameters: Mapping[str, Any]) -> str | None:
    """AWS's sentence about everything that breaks a constraint, or None."""
    found = list(_structure(shape, parameters, ""))
    if not found:
        return None
    count = f"{len(found)} validation error{'s' if len(found) > 1 else ''} detected"
    return f"{count}: {'; '.join(found)}"


def _structure(shape: StructureShape, value: Mapping[str, Any], path: str) -> Iterator[str]:
    for name, member in shape.members.items():
        place = f"{path}{name[0].lower()}{name[1:]}"
        if name in value:
            yield from _value(member, value[name], place)
        elif name in shape.required_members:
            yield f"Value null at '{place}' failed to satisfy constraint: Member must not be null"


def _value(shape: Shape, value: Any, path: str) -> Iterator[str]:
    if isinstance(shape, StructureShape):
        yield from _structure(shape, value, f"{path}.")
    elif isinstance(shape, ListShape):
        most = shape.metadata.get("max")
        if most is not None and len(value) > most:
            what = f"Member must have length less than or equal to {most}"
            yield f"Value '{str(value)[:100]}' at '{path}' failed to satisfy constraint: {what}"
        for number, item in enumerate(value, start=1):
            yield from _value(shape.member, item, f"{path}.{number}.member")
    else:
        problem = _scalar(shape, value)
        if problem is not None:
            shown = str(value)[:100]
            yield f"Value '{shown}' at '{path}' failed to satisfy constraint: Member must {problem}"


def _scalar(shape: Shape, value: Any) -> str | None:
    words = shape.enum if isinstance(shape, StringShape) else []
    if words and value not in words:
        return f"satisfy enum value set: [{', '.join(words)}]"
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    what = "have value" if shape.type_name in _NUMBERS else "have length"
    size = value if shape.type_name in _NUMBERS else len(str(value))
    if least is not None and size < least:
        return f"{what} greater than or equal to {least}"
    if most is not None and size > most:
        return f"{what} less than or equal to {most}"
    return None

"""What differs between a resource as a stack deployed it and as it is now.

Only properties that the template sets are looked at: what a service adds by itself is no drift, and a
member that a map has beyond the template's is none either; an item that a list has is.
Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html
"""

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from landform.ground.values import Properties, Secret, Value, masked
from landform.plan.compare import differences
from landform.plan.model import PropertySteps
from landform.schema.coerce import coerce
from landform.schema.resource_schema import PropertyPath, ResourceSchema

_DYNAMIC = "{{resolve:"
_SECRET_REFERENCES = ("{{resolve:ssm-secure:", "{{resolve:secretsmanager:")


class DifferenceType(StrEnum):
    """AWS's kinds of property differences."""

    ADD = "ADD"  # an item that the template's list does not have
    REMOVE = "REMOVE"
    NOT_EQUAL = "NOT_EQUAL"


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyDrift:
    """One property that is not as it was deployed; values as text, secrets masked."""

    path: str  # such as /VersioningConfiguration/Status
    expected: str
    actual: str
    kind: DifferenceType


def property_drifts(
    schema: ResourceSchema, expected: Properties, actual: Properties, unreliable: frozenset[str]
) -> tuple[PropertyDrift, ...]:
    """All differences. `unreliable` are dotted paths of properties whose reading tells nothing."""
    wanted, now = _comparable(schema, expected, actual, unreliable)
    found = differences(schema, wanted, now)
    return tuple(drift for each in found for drift in _drifts(each.path, each.before, each.after))


def as_found(
    schema: ResourceSchema, expected: Properties, actual: Properties, unreliable: frozenset[str]
) -> Properties:
    """The properties as they are now; those that have not drifted just as they were deployed."""
    wanted, now = _comparable(schema, expected, actual, unreliable)
    drifted = {each.path[0] for each in differences(schema, wanted, now)}
    return {
        name: now[name] if name in drifted else value
        for name, value in expected.items()
        if name not in drifted or name in now
    }


def _comparable(
    schema: ResourceSchema, expected: Properties, actual: Properties, unreliable: frozenset[str]
) -> tuple[dict[str, Value], dict[str, Value]]:
    """What was deployed and what is now, in one form; only what can be told, and what the template sets."""
    unreadable = schema.write_only | {tuple(path.split(".")) for path in unreliable}
    wanted = {name: as_document(value) for name, value in expected.items() if not is_hidden(value)}
    now = coerce(schema, {name: value for name, value in actual.items() if name in wanted})
    now = {name: in_shape_of(wanted[name], as_document(value)) for name, value in now.items()}
    return wanted, _completed(unreadable, wanted, now)


def with_unreadable(schema: ResourceSchema, wanted: Properties, actual: Properties) -> dict[str, Value]:
    """The actual properties, with those that no read returns as they are wanted."""
    return _completed(schema.write_only, wanted, actual)


def as_document(value: Value) -> Value:
    """The value with every JSON document that is given as text read: two texts of one document are equal."""
    if isinstance(value, dict):
        return {key: as_document(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_document(each) for each in value]
    if isinstance(value, str) and value.lstrip().startswith(("{", "[")):
        with contextlib.suppress(ValueError, RecursionError):
            document: Value = json.loads(value)
            return document
    return value


def _completed(
    unreadable: frozenset[PropertyPath], wanted: Properties, actual: Properties
) -> dict[str, Value]:
    filled = _filled(unreadable, dict(wanted), dict(actual))
    assert isinstance(filled, dict)
    return filled


def _filled(unreadable: frozenset[PropertyPath], wanted: Value, actual: Value) -> Value:
    """The value with what no read returns as it is wanted: what lies on the paths, and empty lists and maps.

    Paths pass through lists without a step.
    """
    if isinstance(wanted, list) and isinstance(actual, list) and len(wanted) == len(actual):
        return [_filled(unreadable, old, new) for old, new in zip(wanted, actual, strict=True)]
    if actual is None and wanted in ([], {}):
        return wanted
    if not isinstance(wanted, dict) or not isinstance(actual, dict | None):
        return actual
    filled = dict(actual or {})
    for name, value in wanted.items():
        found = filled.get(name)
        now = value if (name,) in unreadable else _filled(_below(unreadable, name), value, found)
        if now is not None:
            filled[name] = now
    return filled or actual


def compared(expected: Properties, actual: Properties) -> Properties:
    """The properties now that the template sets."""
    return {name: value for name, value in actual.items() if name in expected}


def _below(paths: frozenset[PropertyPath], name: str) -> frozenset[PropertyPath]:
    """The rests of the paths that begin with a name."""
    return frozenset(path[1:] for path in paths if path[0] == name and len(path) > 1)


def is_hidden(value: Value) -> bool:
    """Whether a secret or a dynamic reference is inside: its value now cannot be told from its text."""
    if isinstance(value, Secret):
        return True
    if isinstance(value, str):
        return _DYNAMIC in value
    if isinstance(value, dict):
        return any(is_hidden(each) for each in value.values())
    return isinstance(value, list) and any(is_hidden(each) for each in value)


def as_hidden(wanted: Value, actual: Value) -> Value:
    """What was read, its strings Secret wherever what is wanted is a secret or refers to one."""
    if isinstance(wanted, dict) and isinstance(actual, dict):
        return {key: as_hidden(wanted.get(key), value) for key, value in actual.items()}
    if isinstance(wanted, list) and isinstance(actual, list) and len(wanted) == len(actual):
        return [as_hidden(old, new) for old, new in zip(wanted, actual, strict=True)]
    return _all_secret(actual) if _is_secret(wanted) else actual


def _is_secret(value: Value) -> bool:
    if isinstance(value, dict | list):
        return any(_is_secret(each) for each in (value.values() if isinstance(value, dict) else value))
    is_secret = isinstance(value, Secret)
    return is_secret or (isinstance(value, str) and any(each in value for each in _SECRET_REFERENCES))


def _all_secret(value: Value) -> Value:
    if isinstance(value, dict):
        return {key: _all_secret(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_all_secret(each) for each in value]
    return Secret(value) if isinstance(value, str) else value


def in_shape_of(wanted: Value, actual: Value) -> Value:
    """The value without the members that the wanted maps do not have."""
    if isinstance(wanted, dict) and isinstance(actual, dict):
        return {key: in_shape_of(wanted[key], value) for key, value in actual.items() if key in wanted}
    if isinstance(wanted, list) and isinstance(actual, list) and len(wanted) == len(actual):
        return [in_shape_of(old, new) for old, new in zip(wanted, actual, strict=True)]
    return actual


def _drifts(path: PropertySteps, expected: Value, actual: Value) -> Iterator[PropertyDrift]:
    if isinstance(expected, list) and isinstance(actual, list):
        changed = list(_item_drifts(path, expected, actual))
        if len({each.kind for each in changed}) == 1:
            yield from changed
            return
    kind = DifferenceType.REMOVE if actual is None else DifferenceType.NOT_EQUAL
    yield _drift(path, expected, actual, kind)


def _item_drifts(path: PropertySteps, expected: list[Value], actual: list[Value]) -> Iterator[PropertyDrift]:
    """Items only one of the two lists has."""
    known, present = [_text(each) for each in expected], [_text(each) for each in actual]
    for index, item in enumerate(expected):
        if _text(item) not in present:
            yield _drift((*path, index), item, None, DifferenceType.REMOVE)
    for index, item in enumerate(actual):
        if _text(item) not in known:
            yield _drift((*path, index), None, item, DifferenceType.ADD)


def _drift(path: PropertySteps, expected: Value, actual: Value, kind: DifferenceType) -> PropertyDrift:
    place = "".join(f"/{step}" for step in path)
    return PropertyDrift(path=place, expected=_text(expected), actual=_text(actual), kind=kind)


def _text(value: Value) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(masked(value), sort_keys=True, separators=(",", ":"))

"""Checks properties against the schema of their type.

JSON Schema is jsonschema-rs's work; the keywords CloudFormation adds (requiredXor, dependentExcluded …) are
checked here, at the top level. Values that are known only after deployment, and dynamic references, match
everything: a violation that rests on one is not reported.
"""

import contextlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Final

import jsonschema_rs

from landform.ground.source import TemplatePath
from landform.ground.values import MASK, NO_VALUE, Properties, Secret, Unknown, Value
from landform.schema.pack import JsonObject
from landform.schema.resource_schema import ResourceSchema

_OPEN: Final = "\x00open\x00"  # what stands for a value not known yet; no template can hold NUL
_DYNAMIC: Final = "{{resolve:"


class ViolationKind(StrEnum):
    """What is wrong with a property."""

    UNKNOWN_PROPERTY = "unknown property"
    MISSING_PROPERTY = "missing property"
    WRONG_TYPE = "wrong type"
    INVALID_VALUE = "invalid value"
    READ_ONLY_PROPERTY = "read-only property"
    WRONG_COMBINATION = "wrong combination"


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One disagreement between properties and their schema."""

    kind: ViolationKind
    path: TemplatePath  # below Properties; of the unknown or missing property itself
    message: str  # a full sentence without the value of any secret
    known: tuple[str, ...] = ()  # for an unknown property: the names there are
    keyword: str = ""  # of JSON Schema; empty for the rules that CloudFormation adds
    limit: str = ""  # what the keyword asks for: a number, or types with commas between


_KINDS: Final = {
    "additionalProperties": ViolationKind.UNKNOWN_PROPERTY,
    "required": ViolationKind.MISSING_PROPERTY,
    "type": ViolationKind.WRONG_TYPE,
}
_COMBINATORS: Final = frozenset({"oneOf", "anyOf", "not", "if", "contains", "dependencies"})


class Checker:
    """Checks properties. All checkers of a process share what is compiled, once a schema."""

    def check(self, schema: ResourceSchema, properties: Properties) -> list[Violation]:
        """All violations, in the order of the template's properties where the engine keeps it."""
        instance, hides = _closed(dict(properties))
        found: list[Violation] = []
        for error in _validator(schema).iter_errors(instance):
            path = tuple(error.instance_path)
            at_path = _value_at(instance, path)
            keyword = _keyword(error)
            if hides and _rests_on_open(keyword, at_path):
                continue
            found.extend(_violations(schema, keyword, error, path, properties))
        found.extend(_read_only(schema, properties))
        found.extend(_combinations(schema, properties))
        return found


@cache
def _validator(schema: ResourceSchema) -> jsonschema_rs.Draft7Validator:
    document = {**schema.validation_document, "required": sorted(schema.required)}
    return jsonschema_rs.Draft7Validator(document)


def _closed(value: Value, count: list[int] | None = None) -> tuple[Any, bool]:
    """The value as plain JSON with a unique marker for each open part, and whether there was any."""
    count = count if count is not None else [0]
    before = count[0]
    plain = _close(value, count)
    return plain, count[0] > before


def _close(value: Value, count: list[int]) -> Any:
    if isinstance(value, dict):
        return {key: _close(item, count) for key, item in value.items() if item is not NO_VALUE}
    if isinstance(value, list):
        return [_close(item, count) for item in value if item is not NO_VALUE]
    if isinstance(value, Unknown) or (isinstance(value, str) and _DYNAMIC in value):
        count[0] += 1
        return f"{_OPEN}{count[0]}"
    return str(value) if isinstance(value, Secret) else value


def _rests_on_open(keyword: str, value: Any) -> bool:
    if isinstance(value, str):
        return value.startswith(_OPEN)
    if keyword not in _COMBINATORS and keyword != "uniqueItems":
        return False
    if isinstance(value, dict):
        return any(_rests_on_open("oneOf", item) for item in value.values())
    return isinstance(value, list) and any(_rests_on_open("oneOf", item) for item in value)


def _value_at(value: Any, path: TemplatePath) -> Any:
    for step in path:
        value = value[step]
    return value


def _keyword(error: jsonschema_rs.ValidationError) -> str:
    return str(error.schema_path[-1]) if error.schema_path else ""


def _violations(
    schema: ResourceSchema,
    keyword: str,
    error: jsonschema_rs.ValidationError,
    path: TemplatePath,
    properties: Properties,
) -> Iterator[Violation]:
    kind = _KINDS.get(keyword, ViolationKind.INVALID_VALUE)
    details: Mapping[str, Any] = error.kind.as_dict()
    if kind is ViolationKind.UNKNOWN_PROPERTY:
        known = tuple(sorted(_names_at(schema, path)))
        for name in details.get("unexpected", ()):
            message = f'The property "{name}" does not exist.'
            yield Violation(kind=kind, path=(*path, name), message=message, known=known)
    elif kind is ViolationKind.MISSING_PROPERTY:
        name = str(details.get("property"))
        yield Violation(kind=kind, path=(*path, name), message=f'The property "{name}" is required.')
    else:
        limit = details.get("limit", ", ".join(details.get("types", ())))
        message = _sentence(error, properties, path)
        yield Violation(kind=kind, path=path, message=message, keyword=keyword, limit=str(limit))


def _sentence(error: jsonschema_rs.ValidationError, properties: Properties, path: TemplatePath) -> str:
    value: Any = properties
    # Where AWS::NoValue removed list items, positions differ and the value cannot be found.
    with contextlib.suppress(KeyError, IndexError, TypeError):
        value = _value_at(properties, path)
    if _has_secret(value):
        return f"The value {MASK} is not allowed here."
    return f"{error.message}."


def _has_secret(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_has_secret(item) for item in value.values())
    if isinstance(value, list):
        return any(_has_secret(item) for item in value)
    return isinstance(value, Secret)


def _names_at(schema: ResourceSchema, path: TemplatePath) -> frozenset[str]:
    names = tuple(step for step in path if isinstance(step, str))
    if not names:
        return schema.writable
    node: JsonObject | None = schema.node(names)
    while node is not None and "items" in node and "properties" not in node:
        node = schema.resolve(node["items"])
    return frozenset(node.get("properties", ())) if node else frozenset()


def _read_only(schema: ResourceSchema, properties: Properties) -> Iterator[Violation]:
    for name in properties:
        if (name,) in schema.read_only and properties[name] is not NO_VALUE:
            message = f'The property "{name}" is set by the service and cannot be given.'
            yield Violation(kind=ViolationKind.READ_ONLY_PROPERTY, path=(name,), message=message)


def _combinations(schema: ResourceSchema, properties: Properties) -> Iterator[Violation]:
    rules = schema.combination_rules()
    given = {name for name, value in properties.items() if value is not NO_VALUE}
    kind = ViolationKind.WRONG_COMBINATION
    for names in _groups(rules.get("requiredXor")):
        if len(given & set(names)) != 1:
            message = f"Exactly one of {_listed(names)} must be given."
            yield Violation(kind=kind, path=(), message=message)
    for names in _groups(rules.get("requiredOr")):
        if not given & set(names):
            yield Violation(kind=kind, path=(), message=f"At least one of {_listed(names)} must be given.")
    for name, others in rules.get("dependentExcluded", {}).items():
        for other in sorted(given & set(others)) if name in given else ():
            message = f'"{name}" and "{other}" cannot be given together.'
            yield Violation(kind=kind, path=(name,), message=message)
    for name, others in rules.get("dependentRequired", {}).items():
        for other in sorted(set(others) - given) if name in given else ():
            yield Violation(kind=kind, path=(name,), message=f'"{name}" needs "{other}" to be given too.')


def _groups(rule: Any) -> list[list[str]]:
    """requiredXor is one list of names, or a list of such lists."""
    if not rule:
        return []
    return [rule] if isinstance(rule[0], str) else list(rule)


def _listed(names: list[str]) -> str:
    return ", ".join(json.dumps(name) for name in names)

"""Gives property values the JSON types their schema asks for, as CloudFormation does.

Templates hold "80" or 80, "true" or true; CloudFormation accepts both wherever one is meant. Everything
after this step (comparison, checking, handlers) sees one spelling. What cannot be converted is left for the
checker to report. Unknown values and secrets pass through untouched.
"""

import re

from landform.ground.values import Properties, Secret, Value
from landform.schema.pack import JsonObject
from landform.schema.resource_schema import ResourceSchema

_INTEGER = re.compile(r"[+-]?\d{1,40}\Z")
_NUMBER = re.compile(r"[+-]?\d{1,40}(\.\d{1,40})?([eE][+-]?\d{1,3})?\Z")
_BOOLEANS = {"true": True, "false": False}


def coerce(schema: ResourceSchema, properties: Properties) -> dict[str, Value]:
    """The properties with scalars in the types the schema declares."""
    nodes = schema.validation_document.get("properties", {})
    return {
        name: _coerce(schema, nodes[name], value) if name in nodes else value
        for name, value in properties.items()
    }


def _coerce(schema: ResourceSchema, node: JsonObject, value: Value) -> Value:
    node = schema.resolve(node)
    if isinstance(value, dict):
        return _coerce_map(schema, node, value)
    if isinstance(value, list):
        items = node.get("items")
        return [_coerce(schema, items, each) for each in value] if isinstance(items, dict) else value
    return coerce_scalar(declared_types(node), value)


def _coerce_map(schema: ResourceSchema, node: JsonObject, value: dict[str, Value]) -> Value:
    named = node.get("properties", {})
    by_pattern = node.get("patternProperties", {})
    other = next(iter(by_pattern.values()), node.get("additionalProperties"))
    result: dict[str, Value] = {}
    for key, item in value.items():
        inner = named.get(key, other)
        result[key] = _coerce(schema, inner, item) if isinstance(inner, dict) else item
    return result


def declared_types(node: JsonObject) -> tuple[str, ...]:
    """The JSON types a schema node allows, in its own order; empty when it does not say."""
    declared = node.get("type", ())
    return (declared,) if isinstance(declared, str) else tuple(declared)


def coerce_scalar(types: tuple[str, ...], value: Value) -> Value:
    """The scalar in the first declared type it can be read as, or unchanged."""
    if not types or isinstance(value, Secret):
        return value
    if isinstance(value, bool):
        return ("true" if value else "false") if types == ("string",) else value
    if isinstance(value, int | float):
        return _number_text(value) if types == ("string",) else value
    if isinstance(value, str) and "string" not in types:
        return _from_text(types, value)
    return value


def _from_text(types: tuple[str, ...], text: str) -> Value:
    if "boolean" in types and text.lower() in _BOOLEANS:
        return _BOOLEANS[text.lower()]
    if ("integer" in types or "number" in types) and _INTEGER.match(text):
        return int(text)
    if "number" in types and _NUMBER.match(text):
        return float(text)
    return text


def _number_text(value: int | float) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)

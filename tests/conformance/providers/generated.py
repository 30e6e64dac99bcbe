"""Values that a property's registry schema allows: several of each, and all members of every map.

They satisfy the schema's types, enums, patterns and limits. What a value means (that a role exists, that two
settings fit each other) no schema says: such values stand in tables of the tests.
"""

import re
from itertools import islice
from typing import Any, Final

from landform.schema.pack import JsonObject
from landform.schema.resource_schema import PropertyPath, ResourceSchema

MOST_DEPTH: Final = 6
"""Registry schemas may contain themselves; deeper members are left out."""

TEXTS: Final = (
    "kit-one",
    "kit-two",
    "KitOne",
    "kitone",
    "1",
    "2",
    "/kit/one",
    "10.3.0.0/16",
    "arn:aws:iam::000000000000:role/kit-one",
    "arn:aws:iam::000000000000:role/kit-two",
    "arn:aws:sns:us-east-1:000000000000:kit-one",
    "arn:aws:lambda:us-east-1:000000000000:function:kit-one",
    "arn:aws:kms:us-east-1:000000000000:key/0f0f0f0f-0000-4000-8000-000000000001",
    "arn:aws:secretsmanager:us-east-1:000000000000:secret:kit-one",
    "kit one two three four five six seven eight nine ten",
)
"""Tried in turn against a property's pattern."""


class Ungenerated(Exception):
    """No text of the table satisfies the pattern."""


def values_of(schema: ResourceSchema, name: str, count: int = 3) -> list[Any]:
    """Up to `count` different values of a top-level property; none where no text fits a pattern."""
    made: list[Any] = []
    node = schema.validation_document["properties"][name]
    for variant in range(count * 2):
        value = _Maker(schema, variant).value(node, (name,), 0)
        if value is not None and value not in made:
            made.append(value)
    return made[:count]


class _Maker:
    def __init__(self, schema: ResourceSchema, variant: int) -> None:
        self._schema = schema
        self._variant = variant

    def value(self, node: JsonObject, path: PropertyPath, depth: int) -> Any:
        """A value, None where there is none."""
        node = self._whole(node)
        if "const" in node:
            return node["const"]
        if node.get("enum"):
            return node["enum"][self._variant % len(node["enum"])]
        match _type(node):
            case "boolean":
                return self._variant % 2 == 0
            case "integer" | "number":
                return self._number(node)
            case "array":
                return self._list(node, path, depth)
            case "object":
                return self._map(node, path, depth)
            case _:
                return self._text(node)

    def _whole(self, node: JsonObject) -> JsonObject:
        """The node with references followed and the first of its alternatives taken."""
        node = dict(self._schema.resolve(node))
        for keyword in ("allOf", "anyOf", "oneOf"):
            branches = [self._schema.resolve(each) for each in node.pop(keyword, ())]
            for branch in branches if keyword == "allOf" else branches[:1]:
                inner = {**node.get("properties", {}), **branch.get("properties", {})}
                node = {**branch, **node, **({"properties": inner} if inner else {})}
        return node

    def _number(self, node: JsonObject) -> int:
        low = int(node.get("minimum", 1))
        return min(low + 1 + self._variant, int(node.get("maximum", low + 1 + self._variant)))

    def _text(self, node: JsonObject) -> str | None:
        low, high = int(node.get("minLength", 0)), int(node.get("maxLength", 2**16))
        pattern = node.get("pattern", "")
        fitting = [
            text
            for text in TEXTS
            if low <= len(text) <= high and re.search(pattern.replace(r"\p", r"."), text)
        ]
        return fitting[self._variant % len(fitting)] if fitting else None

    def _list(self, node: JsonObject, path: PropertyPath, depth: int) -> list[Any] | None:
        count = max(1, int(node.get("minItems", 1)))
        items = [
            _Maker(self._schema, self._variant + number).value(node.get("items", {}), path, depth + 1)
            for number in range(count)
        ]
        return items if None not in items else None

    def _map(self, node: JsonObject, path: PropertyPath, depth: int) -> dict[str, Any] | None:
        if depth >= MOST_DEPTH:
            return None
        found: dict[str, Any] = {}
        hidden = self._schema.read_only
        for name, child in node.get("properties", {}).items():
            if (*path, name) not in hidden:
                found[name] = self.value(child, (*path, name), depth + 1)
        for child in islice(node.get("patternProperties", {}).values(), 1):
            found["KitKey"] = self.value(child, (*path, "KitKey"), depth + 1)
        if not found:
            return {} if node.get("additionalProperties") is False else {"KitKey": f"kit-{self._variant}"}
        if any(found.get(name) is None for name in node.get("required", ()) if name in found):
            return None
        return {name: value for name, value in found.items() if value is not None}


def _type(node: JsonObject) -> str:
    kind = node.get("type")
    if isinstance(kind, list):
        kind = kind[0]
    if kind is None:
        return "object" if "properties" in node else "string"
    return str(kind)

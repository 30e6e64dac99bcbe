"""Which properties differ, with the list order that the schema gives meaning to.

Both sides are coerced to the schema first, so 80 and "80" do not differ. Lists that the schema calls
unordered (`insertionOrder: false`) are compared without their order. A difference is reported at the
deepest place where both sides are maps; lists differ as a whole unless they have the same length, and where
the verdict on replacement needs all of their items.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from landform.ground.values import NO_VALUE, Properties, Unknown, Value
from landform.plan.model import PropertySteps
from landform.schema.pack import JsonObject
from landform.schema.resource_schema import ResourceSchema


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where before and after differ; None stands for absent."""

    path: PropertySteps
    before: Value
    after: Value


def differences(schema: ResourceSchema | None, before: Properties, after: Properties) -> list[Difference]:
    """All differences, in the order of the names."""
    nodes: JsonObject = schema.validation_document.get("properties", {}) if schema else {}
    found: list[Difference] = []
    for name in sorted({**before, **after}):
        if before.get(name) is after.get(name):
            continue
        node = nodes.get(name)
        found.extend(_differences(schema, node, (name,), _present(before, name), _present(after, name)))
    return found


def _present(properties: Properties, name: str) -> Value:
    value = properties.get(name)
    return None if value is NO_VALUE else value


def _differences(
    schema: ResourceSchema | None, node: JsonObject | None, path: PropertySteps, before: Value, after: Value
) -> Iterator[Difference]:
    if _same(before, after):
        return
    node = schema.resolve(node) if schema and node else None
    if isinstance(before, dict) and isinstance(after, dict):
        yield from _in_maps(schema, node, path, before, after)
    elif isinstance(before, list) and isinstance(after, list):
        yield from _in_lists(schema, node, path, before, after)
    else:
        yield Difference(path, before, after)


def _in_maps(
    schema: ResourceSchema | None,
    node: JsonObject | None,
    path: PropertySteps,
    before: dict[str, Value],
    after: dict[str, Value],
) -> Iterator[Difference]:
    named = node.get("properties", {}) if node else {}
    for key in sorted({**before, **after}):
        child = named.get(key)
        yield from _differences(schema, child, (*path, key), before.get(key), after.get(key))


def _in_lists(
    schema: ResourceSchema | None,
    node: JsonObject | None,
    path: PropertySteps,
    before: list[Value],
    after: list[Value],
) -> Iterator[Difference]:
    unordered = bool(node) and node is not None and node.get("insertionOrder") is False
    if unordered and sorted(map(_key, before)) == sorted(map(_key, after)):
        return
    is_whole = schema is not None and len(path) == 1 and path[0] in schema.replaced_by_edits
    if len(before) != len(after) or unordered or is_whole:
        yield Difference(path, before, after)
        return
    items = node.get("items") if node else None
    for index, (old, new) in enumerate(zip(before, after, strict=True)):
        yield from _differences(schema, items, (*path, index), old, new)


def _same(before: Value, after: Value) -> bool:
    """Equality as JSON has it: true is not 1; an unknown equals nothing, itself included."""
    if isinstance(before, Unknown) or isinstance(after, Unknown):
        return False
    if isinstance(before, bool) != isinstance(after, bool):
        return False
    if isinstance(before, dict) and isinstance(after, dict):
        return before.keys() == after.keys() and all(_same(before[key], after[key]) for key in before)
    if isinstance(before, list) and isinstance(after, list):
        return len(before) == len(after) and all(map(_same, before, after))
    return before == after


def _key(value: Value) -> str:
    return json.dumps(value, sort_keys=True, default=repr)

"""The property types of a resource type: its definitions and the objects written inline.

An inline object is named by its property, the objects of an inline list by the property and `Items`.
"""

from collections.abc import Iterator

from landform.cdk.l1.convert import Converter
from landform.cdk.l1.overlay import extra_property_types
from landform.schema.pack import JsonObject
from landform.schema.resource_schema import ResourceSchema

MAX_ATTRIBUTE_DEPTH = 5  # a definition may contain itself


def property_types(schema: ResourceSchema, converter: Converter) -> dict[str, JsonObject]:
    """Name -> a node whose `properties` are the members, alternatives joined."""
    found: dict[str, JsonObject] = {}
    for name, definition in schema.definitions.items():
        node = converter.items(definition) or definition if definition.get("type") == "array" else definition
        members = converter.members(node)
        if members:
            found[name] = _joined(node, members)
    for root in (schema.validation_document, *schema.definitions.values()):
        for name, node in _inline(root):
            members = converter.members(node)
            if members and name not in found:
                found[name] = _joined(node, members)
    return {**found, **extra_property_types(schema.type_name, found)}


def nested_attributes(schema: ResourceSchema, converter: Converter) -> dict[str, JsonObject]:
    """Attributes for the members of attributes that are objects, and for the objects attributes stand in."""
    found: dict[str, JsonObject] = {}
    for name in sorted(schema.attributes):
        parent = name.rpartition(".")[0]
        if parent and parent not in schema.writable:
            found[parent] = schema.node(tuple(parent.split("."))) or {}
        _add_members(found, name, schema.node(tuple(name.split("."))), converter)
    return found


def _add_members(
    found: dict[str, JsonObject], prefix: str, node: JsonObject | None, converter: Converter
) -> None:
    if prefix.count(".") >= MAX_ATTRIBUTE_DEPTH:
        return
    for name, member in converter.members(node).items():
        found[f"{prefix}.{name}"] = member
        _add_members(found, f"{prefix}.{name}", member, converter)


def _joined(node: JsonObject, members: dict[str, JsonObject]) -> JsonObject:
    return {"properties": members, "required": node.get("required", ())}


def _inline(node: JsonObject) -> Iterator[tuple[str, JsonObject]]:
    """The objects written inside a node, at any depth, without following references."""
    for name, child in node.get("properties", {}).items():
        yield from _at_property(name, child)
    for keyword in ("oneOf", "anyOf", "allOf"):
        for branch in node.get(keyword, ()):
            yield from _inline(branch)


def _at_property(name: str, node: JsonObject) -> Iterator[tuple[str, JsonObject]]:
    if "$ref" in node:
        return
    items = node.get("items")
    if isinstance(items, dict) and "$ref" not in items:
        yield f"{name}Items", items
        yield from _inline(items)
        return
    yield name, node
    yield from _inline(node)

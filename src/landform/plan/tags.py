"""Puts the stack's tags on every resource that can carry them, as CloudFormation does.

A tag the template gives the resource wins over a stack tag with the same key.
Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-resource-tags.html
"""

from collections.abc import Mapping

from landform.ground.values import Unknown, Value
from landform.schema.coerce import declared_types
from landform.schema.resource_schema import ResourceSchema


def with_stack_tags(
    schema: ResourceSchema, properties: dict[str, Value], tags: Mapping[str, str]
) -> dict[str, Value]:
    """The properties with the stack's tags merged into the type's tag property."""
    name = schema.tag_property
    if not tags or name is None:
        return properties
    given = properties.get(name)
    merged = _merged_map(schema, name, given, tags) or _merged_list(schema, name, given, tags)
    return {**properties, name: merged} if merged is not None else properties


def _merged_map(
    schema: ResourceSchema, name: str, given: Value, tags: Mapping[str, str]
) -> dict[str, Value] | None:
    node = schema.node((name,))
    if node is None or "object" not in declared_types(node) or "array" in declared_types(node):
        return None
    if given is None or isinstance(given, dict):
        return {**tags, **(given or {})}
    return None


def _merged_list(
    schema: ResourceSchema, name: str, given: Value, tags: Mapping[str, str]
) -> list[Value] | None:
    """None when the tags are no list of keys and values, or are known only after deployment."""
    node = schema.node((name,))
    item = schema.resolve(node["items"]) if node and isinstance(node.get("items"), dict) else {}
    required = set(item.get("required", ()))
    extra: dict[str, Value] = {}
    if "PropagateAtLaunch" in required:
        extra = {"PropagateAtLaunch": True}
    shape = set(item.get("properties", ()))
    if not {"Key", "Value"} <= shape or isinstance(given, Unknown):
        return None
    own: list[Value] = list(given) if isinstance(given, list) else []
    keys = {each["Key"] for each in own if isinstance(each, dict) and isinstance(each.get("Key"), str)}
    added: list[Value] = [
        {"Key": key, "Value": value, **extra} for key, value in tags.items() if key not in keys
    ]
    return [*own, *added]

"""Property values from Python's spelling to CloudFormation's, guided by the schema.

Maps may be given as property objects, or as dicts with snake_case, camelCase or CloudFormation's own keys.
Where the schema is open (policies, free maps), keys are data and stay as they are.
"""

from collections.abc import Mapping
from typing import Any

from landform.cdk.core.lazy import LazyValue
from landform.cdk.core.tokens import IResolveContext, token_text
from landform.cdk.l1.naming import folded, snake
from landform.schema.pack import JsonObject
from landform.schema.resource_schema import ResourceSchema

_COMBINATIONS = ("oneOf", "anyOf", "allOf")


class Converter:
    """Converts the properties of one resource type."""

    def __init__(self, schema: ResourceSchema) -> None:
        self._schema = schema
        self._names: dict[int, dict[str, str]] = {}  # id(node) -> folded name -> CloudFormation's name

    def properties(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Top-level properties, keys already in CloudFormation's spelling."""
        return {
            name: self.value(self._schema.node((name,)), value)
            for name, value in values.items()
            if value is not None
        }

    def value(self, node: JsonObject | None, value: Any) -> Any:
        """A value where the schema has this node."""
        written = getattr(value, "_cloudformation_values", None)
        if written is not None:
            return written()
        if isinstance(value, Mapping):
            return self._mapping(node, value)
        if isinstance(value, list | tuple):
            items = self.items(node)
            return [self.value(items, each) for each in value]
        return _Converted(self, node, value) if isinstance(value, LazyValue) else value

    def _mapping(self, node: JsonObject | None, value: Mapping[str, Any]) -> dict[str, Any]:
        members = self.members(node)
        if not members:
            inner = self._values_of(node)
            return {key: self.value(inner, item) for key, item in value.items()}
        names = self._names_of(node, members)
        result: dict[str, Any] = {}
        for key, item in value.items():
            name = names.get(folded(key), key) if isinstance(key, str) else key
            result[name] = self.value(members.get(name), item)
        return result

    def _names_of(self, node: JsonObject | None, members: Mapping[str, Any]) -> dict[str, str]:
        key = id(node)
        if key not in self._names:
            own = {folded(name): name for name in members}
            self._names[key] = {folded(snake(name)): name for name in members} | own
        return self._names[key]

    def members(self, node: JsonObject | None) -> dict[str, JsonObject]:
        """The properties of an object, those of its alternatives with them."""
        if node is None:
            return {}
        node = self._schema.resolve(node)
        members: dict[str, JsonObject] = dict(node.get("properties", {}))
        for combination in _COMBINATIONS:
            for option in node.get(combination, ()):
                members.update(self._schema.resolve(option).get("properties", {}))
        return members

    def items(self, node: JsonObject | None) -> JsonObject | None:
        """What the items of a list are, where the list is one of several alternatives, too."""
        if node is None:
            return None
        node = self._schema.resolve(node)
        options = (option for each in _COMBINATIONS for option in node.get(each, ()))
        found = (each.get("items") for each in (node, *map(self._schema.resolve, options)))
        items = next((each for each in found if isinstance(each, dict)), None)
        return None if items is None else self._schema.resolve(items)

    def _values_of(self, node: JsonObject | None) -> JsonObject | None:
        if node is None:
            return None
        node = self._schema.resolve(node)
        patterns = list(node.get("patternProperties", {}).values())
        other = patterns[0] if patterns else node.get("additionalProperties")
        return self._schema.resolve(other) if isinstance(other, dict) else None


class _Converted:
    """A value that is produced at synthesis, converted then."""

    def __init__(self, converter: Converter, node: JsonObject | None, value: LazyValue) -> None:
        self._converter, self._node, self._value = converter, node, value
        self.display_hint = value.display_hint

    def resolve(self, context: IResolveContext) -> Any:
        return self._converter.value(self._node, self._value.resolve(context))

    def __str__(self) -> str:
        return token_text(self)

"""Stubs of the classes of resource types, from the schemas."""

from collections.abc import Iterator
from typing import Any, Final

from landform.cdk.l1.convert import Converter
from landform.cdk.l1.factory import TypedCfnResource, attribute_shape, attributes_of, resource_class
from landform.cdk.l1.naming import class_of, snake
from landform.cdk.l1.references import member_of, static_names
from landform.cdk.l1.structs import PropertyStruct
from landform.schema.coerce import declared_types
from landform.schema.pack import JsonObject
from landform.schema.resource_schema import ResourceSchema

RESOLVABLE: Final = "aws_cdk.IResolvable"
_SIMPLE: Final = {
    "string": "str",
    "integer": "float",
    "number": "float",
    "boolean": f"bool | {RESOLVABLE}",
}
_ATTRIBUTES: Final = {"list": "list[str]", "number": "float", "reference": RESOLVABLE, "text": "str"}
_TAGS: Final = "Sequence[aws_cdk.CfnTag | Mapping[str, Any]]"
_STEP: Final = "    "
Members = list[tuple[str, str]]  # name and annotation, those that must be given first


def resource_stub(schema: ResourceSchema) -> Iterator[str]:
    """The lines of a type's class and of its record of keyword arguments."""
    kind = resource_class(schema, "stub")
    types = _Types(schema, kind)
    members = [(name, types.of_property(kind._members[name])) for name in _ordered(kind)]
    scope, id = (f"{name}_" if name in kind._members else name for name in ("scope", "id"))
    keywords = keyword_list(members, kind._required)
    yield f"class {kind.__name__}(aws_cdk.CfnResource):"
    for struct in types.structs.values():
        yield from _struct_stub(struct, types)
    yield f"{_STEP}CFN_RESOURCE_TYPE_NAME: ClassVar[str]"
    yield f"{_STEP}def __init__(self, {scope}: constructs.Construct, {id}: str{keywords}) -> None: ..."
    for name, annotation in members:
        if name != "tags":
            yield f"{_STEP}{name}: {annotation} | None"
    if "tags" in kind._members:
        yield f"{_STEP}tags: aws_cdk.TagManager"
    for name, attribute in sorted(attributes_of(schema, types.converter).items()):
        yield f"{_STEP}@property"
        yield f"{_STEP}def {name}(self) -> {_ATTRIBUTES[attribute_shape(attribute, schema)]}: ..."
    yield from _names(schema.type_name, kind.__name__)
    yield f"class {kind.__name__}Props:"
    yield f"{_STEP}def __init__(self{keywords}) -> None: ..."


def _names(type_name: str, kind: str) -> Iterator[str]:
    """What names resources of the type: `bucket_ref`, `from_bucket_arn` and the like."""
    yield f"{_STEP}@staticmethod"
    yield f"{_STEP}def {snake(f'Is{kind}')}(x: Any) -> bool: ..."
    for name in static_names(type_name):
        yield f"{_STEP}@staticmethod"
        if name.startswith("arn_for_"):
            yield f"{_STEP}def {name}(resource: Any) -> str: ..."
        else:
            given = name.removeprefix("from_") if not name.endswith("_arn") else "arn"
            yield f"{_STEP}def {name}(scope: constructs.Construct, id: str, {given}: str) -> Any: ..."
    member = member_of(type_name)
    if member is not None:
        yield f"{_STEP}@property"
        yield f"{_STEP}def {member[0]}(self) -> Any: ..."


def keyword_list(members: Members, required: frozenset[str]) -> str:
    """The keyword parameters behind others, with the comma before them."""
    if not members:
        return ""
    parts = [
        f"{name}: {annotation}" if name in required else f"{name}: {annotation} | None = ..."
        for name, annotation in members
    ]
    return ", *, " + ", ".join(parts)


def _struct_stub(struct: Any, types: "_Types") -> Iterator[str]:
    members = [(each, types.of_member(struct, each)) for each in _ordered(struct)]
    yield f"{_STEP}class {struct.__name__}:"
    yield f"{_STEP * 2}def __init__(self{keyword_list(members, struct._required)}) -> None: ..."
    for name, annotation in members:
        yield f"{_STEP * 2}{name}: {annotation}" + ("" if name in struct._required else " | None")


def _ordered(kind: Any) -> list[str]:
    return sorted(kind._members, key=lambda each: (each not in kind._required, each))


class _Types:
    """Annotations of one type's properties."""

    def __init__(self, schema: ResourceSchema, kind: type[TypedCfnResource]) -> None:
        self._schema = schema
        self._owner = class_of(schema.type_name)
        self.converter = Converter(schema)
        self.structs: dict[str, Any] = {
            name: value
            for name, value in vars(kind).items()
            if isinstance(value, type) and issubclass(value, PropertyStruct)
        }

    def of_property(self, name: str) -> str:
        """The annotation of a top-level property."""
        node = self._schema.validation_document.get("properties", {}).get(name)
        if name == self._schema.tag_property and isinstance(node, dict):
            is_map = "object" in declared_types(self._schema.resolve(node))
            return "Mapping[str, str]" if is_map else _TAGS
        return self._of(node, name)

    def of_member(self, struct: Any, member: str) -> str:
        """The annotation of a member of a property type."""
        name = struct._members[member]
        return self._of(struct._node["properties"].get(name), name)

    def _of(self, node: JsonObject | None, name: str) -> str:
        if not isinstance(node, dict):
            return "Any"
        pointer = node.get("$ref", "")
        named = f"{pointer.rpartition('/')[2]}Property" if pointer else f"{name}Property"
        resolved = self._schema.resolve(node)
        if named in self.structs and self.converter.members(resolved):
            return f"{self._owner}.{named} | Mapping[str, Any] | {RESOLVABLE}"
        kinds = declared_types(resolved)
        if kinds == ("array",):
            items = self._of(resolved.get("items"), f"{name}Items")
            return f"Sequence[{items}]" + ("" if items == "str" else f" | {RESOLVABLE}")
        return _SIMPLE.get(kinds[0], "Any") if len(kinds) == 1 else "Any"

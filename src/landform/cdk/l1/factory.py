"""Makes the class of a resource type: constructor, properties, attributes, property types.

The classes are made when a module is first asked for them, from the one schema they stand for.
"""

from typing import TYPE_CHECKING, Any

from landform.cdk.constructs.trace import creation_place
from landform.cdk.core.bad_input import accepts_json, shown, wrong_json
from landform.cdk.core.cfn_resource import CfnResource
from landform.cdk.core.checked import CheckedKind
from landform.cdk.core.enums import ResolutionTypeHint, TagType
from landform.cdk.core.tag_manager import TagManager
from landform.cdk.core.tokens import token_list, token_number, token_text
from landform.cdk.l1.convert import Converter
from landform.cdk.l1.naming import attribute_of, class_of, snake
from landform.cdk.l1.overlay import extra_attributes
from landform.cdk.l1.property_types import nested_attributes, property_types
from landform.cdk.l1.structs import struct_class
from landform.ground.diagnostics import did_you_mean
from landform.schema.coerce import declared_types
from landform.schema.resource_schema import ResourceSchema


class _ResourceKind(CheckedKind):
    """Gives the classes their static methods (landform.cdk.l1.references) when they are first used."""

    if not TYPE_CHECKING:

        def __getattr__(cls, name: str) -> Any:
            if name.startswith(("arn_for_", "from_", "is_cfn_")):
                from landform.cdk.l1.references import static_of

                found = static_of(cls, name)
                if found is not None:
                    return found
            raise AttributeError(
                f"type object '{cls.__name__}' has no attribute '{name}'{did_you_mean(name, dir(cls))}"
            )


class TypedCfnResource(CfnResource, metaclass=_ResourceKind):
    """The base of all generated classes."""

    CFN_RESOURCE_TYPE_NAME: str
    _schema: ResourceSchema
    _converter: Converter
    _members: dict[str, str]  # Python name -> CloudFormation's name
    _required: frozenset[str]  # Python names
    _types: dict[str, str]  # Python name -> its one declared type, where it has just one

    def __init__(self, /, *place: Any, **properties: Any) -> None:
        scope, id = self._placed(place, properties)
        self._check(scope, id, properties)
        super().__init__(scope, id, type=self.CFN_RESOURCE_TYPE_NAME)
        self._given = {name: value for name, value in properties.items() if value is not None}
        kind, name = _tagging(self._schema)
        if name is not None:
            manager = TagManager(
                kind, self.CFN_RESOURCE_TYPE_NAME, self._given.pop(snake(name), None), tag_property_name=name
            )
            if name == "Tags":
                self.tags = manager
            self.cdk_tag_manager = manager

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            if name.endswith("_ref"):
                from landform.cdk.l1.references import reference_of

                found = reference_of(self, name)
                if found is not None:
                    return found
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

    def cfn_property_name(self, cdk_property_name: str) -> str | None:
        """What CloudFormation calls a property (`delaySeconds` or `delay_seconds`); None where unknown."""
        if cdk_property_name[:1].isupper():
            return None
        return self._members.get(snake(cdk_property_name))

    def _placed(self, place: tuple[Any, ...], properties: dict[str, Any]) -> list[Any]:
        """Scope and id; by keyword they have an underscore where a property has their name."""
        kind = type(self).__name__
        names = [f"{name}_" if name in self._members else name for name in ("scope", "id")]
        if len(place) > len(names):
            raise TypeError(f"{kind} takes scope and id; properties are given by keyword")
        given = list(place)
        for name in names[len(place) :]:
            if name not in properties:
                raise TypeError(f"{kind} is missing the required argument '{name}'")
            given.append(properties.pop(name))
        return given

    def _check(self, scope: Any, id: str, properties: dict[str, Any]) -> None:
        """Raise TypeError for what cannot be right: construct, parameter and the user's line are named."""
        for name, value in properties.items():
            if name not in self._members:
                problem = f"got an unexpected keyword argument '{name}'"
                raise TypeError(
                    f"{self._named(scope, id)} {problem}{did_you_mean(name, list(self._members))}"
                )
            declared = self._types.get(name)
            if declared is not None and not accepts_json(declared, value):
                raise TypeError(f"{self._named(scope, id)}: {name} {wrong_json(declared, value)}")
        missing = sorted(name for name in self._required if properties.get(name) is None)
        if missing:
            raise TypeError(f"{self._named(scope, id)} is missing the required argument '{missing[0]}'")

    def _named(self, scope: Any, id: str) -> str:
        return shown(type(self).__name__, scope, id, creation_place())

    @property
    def _properties(self) -> dict[str, Any]:
        written = {self._members[name]: value for name, value in self._given.items()}
        return self._converter.properties(written)

    def _merged_properties(self) -> dict[str, Any]:
        properties = dict(self._properties)
        manager = getattr(self, "cdk_tag_manager", None)
        if manager is not None:
            properties[manager.tag_property_name] = manager.render_tags()
        return properties


def _property(name: str) -> property:
    def get(self: TypedCfnResource) -> Any:
        return self._given.get(name)

    def put(self: TypedCfnResource, value: Any) -> None:
        if value is None:
            self._given.pop(name, None)
        else:
            self._given[name] = value

    return property(get, put)


def _attribute(name: str, schema: ResourceSchema) -> property:
    shape = attribute_shape(name, schema)

    def get(self: TypedCfnResource) -> Any:
        if shape == "list":
            return token_list(self.get_att(name, ResolutionTypeHint.STRING_LIST))
        reference = self.get_att(name)
        if shape == "number":
            return token_number(reference)
        return reference if shape == "reference" else token_text(reference)

    return property(get)


def attribute_shape(name: str, schema: ResourceSchema) -> str:
    """How an attribute is given: as a list, a number, a reference (for maps and booleans) or text."""
    extra = extra_attributes(schema.type_name).get(name)
    if extra is not None:
        return extra
    node = schema.node(tuple(name.split(".")))
    types = declared_types(node) if node is not None else ()
    if types == ("array",):
        return "list"
    if types in (("integer",), ("number",)):
        return "number"
    return "reference" if types in (("boolean",), ("object",)) else "text"


def attributes_of(schema: ResourceSchema, converter: Converter) -> dict[str, str]:
    """The attributes of a type: Python name to CloudFormation's."""
    extra = extra_attributes(schema.type_name)
    names = [*schema.attributes, *nested_attributes(schema, converter), *extra]
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(attribute_of(name), name)
    return found


def _tagging(schema: ResourceSchema) -> tuple[TagType, str | None]:
    name = schema.tag_property
    if name is None or name not in schema.writable:
        return TagType.NOT_TAGGABLE, None
    node = schema.node((name,)) or {}
    if "object" in declared_types(node):
        return TagType.MAP, name
    items = schema.resolve(node["items"]) if isinstance(node.get("items"), dict) else {}
    members = set(items.get("properties", ()))
    if "PropagateAtLaunch" in members:
        return TagType.AUTOSCALING_GROUP, name
    return (TagType.STANDARD, name) if {"Key", "Value"} <= members else (TagType.NOT_TAGGABLE, None)


def _single_types(schema: ResourceSchema, members: dict[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for python_name, name in members.items():
        types = declared_types(schema.node((name,)) or {})
        if len(types) == 1:
            found[python_name] = types[0]
    return found


def resource_class(schema: ResourceSchema, module: str) -> type[TypedCfnResource]:
    """The class of a type, to live in the given module."""
    name = class_of(schema.type_name)
    converter = Converter(schema)
    members = {snake(each): each for each in sorted(schema.writable)}
    attributes: dict[str, Any] = {
        "CFN_RESOURCE_TYPE_NAME": schema.type_name,
        "_schema": schema,
        "_converter": converter,
        "_members": members,
        "_required": frozenset(snake(each) for each in schema.required),
        "_types": _single_types(schema, members),
        "__module__": module,
        "__qualname__": name,
        "__doc__": f"{schema.type_name}: every property and attribute of the registry's schema.",
    }
    tags = schema.tag_property
    for python_name, cloudformation_name in members.items():
        if cloudformation_name != tags:
            attributes[python_name] = _property(python_name)
    for python_name, attribute in attributes_of(schema, converter).items():
        attributes.setdefault(python_name, _attribute(attribute, schema))
    for definition, node in property_types(schema, converter).items():
        struct = f"{definition}Property"
        attributes[struct] = struct_class(name, struct, converter, node, module)
    return type(name, (TypedCfnResource,), attributes)

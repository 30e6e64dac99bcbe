"""The registry's schemas in the form the twin asks for: property paths as dotted names."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from types import NoneType
from typing import Any, Final

from landform.ground.source import TemplatePath
from landform.ground.values import Properties, Value
from landform.schema.catalog import Catalog
from landform.schema.check import Checker, Violation, ViolationKind
from landform.schema.resource_schema import PropertyPath, ResourceSchema


class SchemaFacts:
    """One type's facts; see landform.cloud.twin.TwinType."""

    def __init__(self, schema: ResourceSchema) -> None:
        self._schema = schema
        self.type_name = schema.type_name

    @property
    def properties(self) -> Mapping[str, Any]:
        """All top-level properties with their schemas, references followed."""
        return {name: self._schema.node((name,)) or {} for name in self._schema.properties}

    @property
    def attributes(self) -> Iterable[str]:
        """The GetAtt names."""
        return self._schema.attributes

    @property
    def required(self) -> Collection[str]:
        """The properties without which nothing is made."""
        return self._schema.required

    @property
    def create_only(self) -> Collection[str]:
        """The properties that cannot change."""
        return _dotted(self._schema.create_only)

    @property
    def read_only(self) -> Collection[str]:
        """The properties the service decides."""
        return _dotted(self._schema.read_only)

    @property
    def write_only(self) -> Collection[str]:
        """The properties that a read does not return."""
        return _dotted(self._schema.write_only)

    @property
    def primary_identifier(self) -> Collection[str]:
        """The properties that together name a resource, in order."""
        return [".".join(path) for path in self._schema.primary_identifier]

    def validate(self, properties: Properties, /) -> Sequence[str]:
        """What is wrong with the properties, as CloudFormation's handlers say it."""
        return [_said(each, properties) for each in _checker().check(self._schema, properties)]

    def misshapen(self, properties: Properties, /) -> Sequence[str]:
        """The same, of what has the wrong type, is missing or unknown, which no handler could read."""
        found = _checker().check(self._schema, properties)
        return [_said(each, properties) for each in found if each.kind in _SHAPES]


_SHAPES: Final = frozenset(
    {ViolationKind.WRONG_TYPE, ViolationKind.MISSING_PROPERTY, ViolationKind.UNKNOWN_PROPERTY}
)

# What handlers call JSON's types, and Python's types where they come from.
_JSON_NAMES: Final = {
    "array": "JSONArray",
    "boolean": "Boolean",
    "integer": "Integer",
    "null": "Null",
    "number": "Number",
    "object": "JSONObject",
    "string": "String",
}
_FOUND_NAMES: Final = {
    bool: "Boolean",
    dict: "JSONObject",
    float: "BigDecimal",
    int: "Integer",
    list: "JSONArray",
    NoneType: "Null",
}


def _said(violation: Violation, properties: Properties) -> str:
    """The violation in the words of CloudFormation's handlers, which show no values.

    Source: https://github.com/aws-cloudformation/cloudformation-resource-schema/issues/127 (constraints),
    https://github.com/aws-cloudformation/cfn-lint/issues/3223 (types)
    """
    if violation.kind is ViolationKind.UNKNOWN_PROPERTY:
        return f"{_pointer(violation.path[:-1])}: extraneous key [{violation.path[-1]}] is not permitted"
    if violation.kind is ViolationKind.MISSING_PROPERTY:
        return f"{_pointer(violation.path[:-1])}: required key [{violation.path[-1]}] not found"
    return f"{_pointer(violation.path)}: {_constraint(violation, properties)}"


def _constraint(violation: Violation, properties: Properties) -> str:
    if violation.keyword == "type":
        wanted = ", ".join(_JSON_NAMES.get(each, each) for each in violation.limit.split(", "))
        return f"expected type: {wanted}, found: {_found(properties, violation.path)}"
    if violation.keyword in ("maxLength", "minLength"):
        return f"expected {violation.keyword}: {violation.limit}"
    if violation.keyword:
        return f"failed validation constraint for keyword [{violation.keyword}]"
    return violation.message


def _pointer(path: TemplatePath) -> str:
    return "/".join(["#", *map(str, path)])


def _found(properties: Properties, path: TemplatePath) -> str:
    value: Value = dict(properties)
    for step in path:
        if isinstance(value, dict):
            value = value[str(step)]
        elif isinstance(value, list):
            value = value[int(step)]
    return _FOUND_NAMES.get(type(value), "String")


@cache
def _checker() -> Checker:
    """One for the process: it keeps compiled schemas."""
    return Checker()


class SchemaFactsCatalog:
    """Finds facts for the twin; see landform.providers.embedded.TypeCatalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def find(self, type_name: str, /) -> SchemaFacts | None:
        """The type's facts, None when the registry does not know it."""
        schema = self._catalog.find(type_name)
        return SchemaFacts(schema) if schema is not None else None


def _dotted(paths: Iterable[PropertyPath]) -> frozenset[str]:
    return frozenset(".".join(path) for path in paths)

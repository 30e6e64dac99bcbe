"""The registry's schemas in the form the twin asks for: property paths as dotted names."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

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

    def validate(self, properties: Mapping[str, Any], /) -> Sequence[str]:
        """What is wrong with the properties, as CloudFormation's handlers say it."""
        return [_said(each) for each in _checker().check(self._schema, properties)]


def _said(violation: Violation) -> str:
    if violation.kind is ViolationKind.UNKNOWN_PROPERTY:
        return f"extraneous key [{violation.path[-1]}] is not permitted"
    if violation.kind is ViolationKind.MISSING_PROPERTY:
        return f"required key [{violation.path[-1]}] not found"
    return f"#/{'/'.join(map(str, violation.path))}: {violation.message}"


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

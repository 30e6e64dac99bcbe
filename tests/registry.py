"""The twin's facts of all public types, for tests that hold handlers and the twin against the registry."""

from landform.providers.schema_facts import SchemaFactsCatalog
from landform.schema.catalog import load_catalog


def registry() -> SchemaFactsCatalog:
    """The catalog that ships with Landform, as providers see it."""
    return SchemaFactsCatalog(load_catalog())

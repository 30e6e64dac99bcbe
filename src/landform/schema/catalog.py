"""All resource types by name: the pack, our overlays, and the CloudFormation types the registry lacks."""

import json
from functools import cache
from importlib.resources import files
from typing import Any, Final

from landform.ground.diagnostics import did_you_mean
from landform.schema.pack import SchemaPack, load_pack
from landform.schema.resource_schema import ResourceSchema

CUSTOM_PREFIX: Final = "Custom::"
CUSTOM_RESOURCE: Final = "AWS::CloudFormation::CustomResource"


class Catalog:
    """Finds the facts of a type; each type is loaded once, when first asked for."""

    def __init__(self, pack: SchemaPack, overlays: dict[str, dict[str, Any]]) -> None:
        self._pack = pack
        self._overlays = overlays
        self._schemas: dict[str, ResourceSchema | None] = {}
        self.source = f"{pack.source}, schemas of {pack.schema_date}"

    def find(self, type_name: str) -> ResourceSchema | None:
        """The facts of the type, or None when no such public type is known."""
        if type_name not in self._schemas:
            # Every Custom:: type has the facts of the one custom resource type that has a name.
            is_custom = type_name.startswith(CUSTOM_PREFIX)
            overlay = self._overlays.get(CUSTOM_RESOURCE if is_custom else type_name, {})
            document = overlay.get("document") or self._pack.document(type_name)
            if document and is_custom:
                document = {**document, "typeName": type_name}
            self._schemas[type_name] = ResourceSchema(document, overlay) if document else None
        return self._schemas[type_name]

    def type_names(self) -> list[str]:
        """All known type names, sorted."""
        added = [name for name, overlay in self._overlays.items() if "document" in overlay]
        return sorted({*self._pack.type_names(), *added})

    def suggestion(self, type_name: str) -> str:
        """A sentence that names the closest known type, or ""."""
        return did_you_mean(type_name, self.type_names())


@cache
def load_catalog() -> Catalog:
    """The catalog that ships with Landform; immutable facts, so one per process."""
    overlays: dict[str, dict[str, Any]] = {}
    folder = files("landform.schema") / "overlays"
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if file.name.endswith(".json"):
            for type_name, overlay in json.loads(file.read_text(encoding="utf-8"))["types"].items():
                overlays.setdefault(type_name, {}).update(overlay)
    return Catalog(load_pack(), overlays)

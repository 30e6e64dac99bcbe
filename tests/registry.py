"""AWS's registry schemas as cfn-lint publishes them, for tests that hold our tables against them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class RegistryType:
    """One schema, with the facts the providers ask for."""

    schema: Mapping[str, Any]

    @property
    def type_name(self) -> str:
        return str(self.schema["typeName"])

    @property
    def properties(self) -> Mapping[str, Any]:
        return dict(self.schema["properties"])

    @property
    def attributes(self) -> tuple[str, ...]:
        return tuple(name.replace("/", ".") for name in self._names("readOnlyProperties"))

    @property
    def required(self) -> frozenset[str]:
        return frozenset(self.schema.get("required", ()))

    @property
    def create_only(self) -> frozenset[str]:
        return frozenset(self._names("createOnlyProperties"))

    @property
    def read_only(self) -> frozenset[str]:
        return frozenset(self._names("readOnlyProperties"))

    @property
    def write_only(self) -> frozenset[str]:
        return frozenset(self._names("writeOnlyProperties"))

    @property
    def primary_identifier(self) -> tuple[str, ...]:
        return self._names("primaryIdentifier")

    def validate(self, properties: Mapping[str, Any], /) -> tuple[str, ...]:
        """Nothing but unknown names: enough for tests of those who call it."""
        return tuple(
            f"extraneous key [{name}] is not permitted" for name in properties if name not in self.properties
        )

    def _names(self, keyword: str) -> tuple[str, ...]:
        return tuple(path.removeprefix("/properties/") for path in self.schema.get(keyword, ()))


class Registry:
    """A catalogue over those schemas."""

    def find(self, type_name: str, /) -> RegistryType | None:
        return _find(type_name)


@cache
def _index() -> dict[str, str]:
    index: dict[str, str] = json.loads((_folder() / "providers" / "us-east-1.json").read_text())
    return index


@cache
def _find(type_name: str) -> RegistryType | None:
    name = _index().get(type_name)
    if name is None:
        return None
    path = _folder() / "resources" / f"{name.removesuffix('.json')}.json"
    return RegistryType(json.loads(path.read_text()))


def _folder() -> Path:
    return Path(str(files("cfnlint"))) / "data" / "schemas"

"""One resource's life, as data: what to make, how to change it, what replaces it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A type's contract case.

    Texts "@Name" and "@Name.Attribute" stand for the physical id and attributes of the resources in
    `needs`, which are made first.
    """

    type_name: str
    properties: Mapping[str, Any]
    updates: tuple[Mapping[str, Any], ...] = ()  # each: properties after the change, all of them
    replaced: Mapping[str, Any] | None = None  # with a create-only property changed
    needs: tuple[tuple[str, str, Mapping[str, Any]], ...] = ()  # name, type, properties
    uploads: tuple[tuple[str, str, bytes], ...] = ()  # bucket, key, body: made after the needs
    changes_id: bool = False  # an update answers a new physical id (a new revision)
    name: str = ""  # tells several cases of one type apart

    @property
    def title(self) -> str:
        """As test ids show it."""
        return f"{self.type_name}{'-' + self.name if self.name else ''}"

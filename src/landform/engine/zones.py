"""The availability zones of each region, from a table, so that Fn::GetAZs needs no service."""

import json
from functools import cache
from importlib.resources import files


@cache
def _table() -> dict[str, list[str]]:
    text = (files("landform.engine") / "zones.json").read_text(encoding="utf-8")
    zones: dict[str, list[str]] = json.loads(text)["zones"]
    return zones


def availability_zones(region: str) -> tuple[str, ...]:
    """Zone names in order; empty for a region nobody knows."""
    return tuple(_table().get(region, ()))


def known_regions() -> frozenset[str]:
    """All regions in the table."""
    return frozenset(_table())

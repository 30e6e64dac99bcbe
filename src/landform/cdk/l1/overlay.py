"""Attributes and property types that the API names although the registry's schemas have dropped them.

overlay.json is written by tools/build_l1_overlay.py from aws-cdk-lib's jsii assembly and its templates: for a
resource type the shapes of attributes by name, and for each property type its members: the property type they
hold (`[]` before it: lists of it; empty: plain values) and whether they are required.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from landform.schema.pack import JsonObject

PATH = Path(__file__).with_name("overlay.json")


def extra_attributes(type_name: str) -> dict[str, str]:
    """The shape of each further attribute: `text`, `number`, `list` or `reference`."""
    found: dict[str, str] = _overlay().get(type_name, {}).get("attributes", {})
    return found


def extra_property_types(type_name: str, known: dict[str, JsonObject]) -> dict[str, JsonObject]:
    """Nodes of the further property types; members lead to known and further ones."""
    structs = _overlay().get(type_name, {}).get("structs", {})
    nodes: dict[str, JsonObject] = {name: {} for name in structs if name not in known}
    every = {**nodes, **known}
    for name, node in nodes.items():
        members = structs[name]
        node["properties"] = {member: _node(child, every) for member, (child, _) in members.items()}
        node["required"] = [member for member, (_, is_required) in members.items() if is_required]
    return nodes


def _node(child: str, every: dict[str, JsonObject]) -> JsonObject:
    inner = every.get(child.removeprefix("[]"), {})
    return {"items": inner} if child.startswith("[]") else inner


@cache
def _overlay() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(PATH.read_text(encoding="utf-8"))
    return found

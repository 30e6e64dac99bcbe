"""Writes what aws-cdk-lib's Cfn classes have beyond the registry: src/landform/cdk/l1/overlay.json.

The registry has dropped some attributes and property types that the API still names. Their members, shapes
and which are required come from the jsii assembly, the names in templates from what aws-cdk-lib writes.

    python -m tools.build_l1_overlay ASSEMBLY.json --gaps GAPS.json
    node tools/measure_l1_overlay.js ASSEMBLY.json GAPS.json > MEASURED.json
    python -m tools.build_l1_overlay ASSEMBLY.json --measured MEASURED.json
"""

import argparse
import json
import tomllib
from pathlib import Path
from typing import Any, Final

from landform.cdk.l1.naming import attribute_of
from landform.cdk.l1.overlay import PATH
from tools.check_l1_api import GAPS, Assembly, module_of, python_name, resource_types

Overlay = dict[str, dict[str, Any]]
_SHAPES: Final = {"string": "text", "number": "number"}


def gaps_of(assembly: Assembly) -> dict[str, list[list[str]]]:
    """The attributes and property types to measure: those on the list of gaps, and those closed before."""
    listed = tomllib.loads(GAPS.read_text(encoding="utf-8"))
    before: Overlay = json.loads(PATH.read_text(encoding="utf-8")) if PATH.exists() else {}
    found: dict[str, list[list[str]]] = {"attributes": [], "structs": []}
    for fqn, body in resource_types(assembly):
        shown = f"{module_of(assembly, fqn)}.{body['name']}"
        closed = before.get(_type_name(body), {})
        for each in body.get("properties", ()):
            name = python_name(each["name"])
            is_closed = name in {attribute_of(one) for one in closed.get("attributes", ())}
            if f"{shown}.{name}" in listed["attributes"] or is_closed:
                found["attributes"].append([fqn, each["name"]])
        structs = (each for name, each in assembly["types"].items() if name.rpartition(".")[0] == fqn)
        for struct in (each for each in structs if each.get("datatype")):
            is_closed = struct["name"].removesuffix("Property") in closed.get("structs", ())
            if f"{shown}.{struct['name']}" in listed["structs"] or is_closed:
                found["structs"].append([fqn, struct["name"]])
    return found


def overlay_of(assembly: Assembly, measured: dict[str, list[Any]]) -> Overlay:
    """The overlay, by resource type. What could not be measured is left out and stays a gap."""
    types = assembly["types"]
    found: Overlay = {}
    for fqn, name, written in measured["attributes"]:
        if written.startswith("ERROR") or attribute_of(written) != python_name(name):
            print(f"left out: {fqn}.{name}: {written}")
            continue
        member = next(each for each in types[fqn]["properties"] if each["name"] == name)
        entry: dict[str, Any] = found.setdefault(_type_name(types[fqn]), {})
        entry.setdefault("attributes", {})[written] = _shape(member["type"])
    for fqn, name, written in measured["structs"]:
        given = types[f"{fqn}.{name}"].get("properties", ())
        if not isinstance(written, dict) or not all(each["name"] in written for each in given):
            print(f"left out: {fqn}.{name}: {written or 'nothing holds it'}")
            continue
        members = {
            written[each["name"]]: [_child(each["type"]), int(not each.get("optional", False))]
            for each in given
        }
        entry = found.setdefault(_type_name(types[fqn]), {})
        entry.setdefault("structs", {})[name.removesuffix("Property")] = members
    return found


def _type_name(body: dict[str, Any]) -> str:
    return str(body["docs"]["custom"]["cloudformationResource"])


def _shape(kind: dict[str, Any]) -> str:
    if "collection" in kind:
        return "list" if kind["collection"]["elementtype"].get("primitive") == "string" else "reference"
    return _SHAPES.get(kind.get("primitive", ""), "reference")


def _child(kind: dict[str, Any], prefix: str = "") -> str:
    """The property type that a member holds; `[]` before it for lists of it; empty for plain values."""
    if kind.get("fqn", "").endswith("Property"):
        return prefix + str(kind["fqn"]).rpartition(".")[2].removesuffix("Property")
    if kind.get("collection", {}).get("kind") == "array":
        return _child(kind["collection"]["elementtype"], "[]")
    inner = [_child(each, prefix) for each in kind.get("union", {}).get("types", ())]
    return next((each for each in inner if each), "")


def main() -> None:
    """Write the gaps to measure, or the overlay."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("assembly", type=Path, help="the jsii assembly as JSON")
    parser.add_argument("--gaps", type=Path, help="where to write what is to be measured")
    parser.add_argument("--measured", type=Path, help="what tools/measure_l1_overlay.js printed")
    options = parser.parse_args()
    assembly = json.loads(options.assembly.read_text(encoding="utf-8"))
    if options.gaps is not None:
        options.gaps.write_text(json.dumps(gaps_of(assembly)), encoding="utf-8")
    if options.measured is not None:
        measured = json.loads(options.measured.read_text(encoding="utf-8"))
        found = overlay_of(assembly, measured)
        lines = ",\n".join(f'"{name}": {json.dumps(found[name], sort_keys=True)}' for name in sorted(found))
        PATH.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()

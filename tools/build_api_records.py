"""Writes the names of the API that need no code: src/landform/cdk/api/<module>.json.

Source: the jsii assembly of aws-cdk-lib, whose member names are turned into Python's.

    python -m tools.build_api_records ASSEMBLY.json …
"""

import argparse
import json
from pathlib import Path
from typing import Any

from tools.check_l1_api import python_name
from tools.check_l2_api import LIBRARY, fields_of, native_modules, parameter_name, read_assembly, types_of

_FOLDER = Path(__file__).parents[1] / "src" / "landform" / "cdk" / "api"
Assembly = dict[str, Any]


def names_of(assembly: Assembly, module: str) -> dict[str, Any]:
    """Records with their members, interfaces, and the members that name a resource."""
    records: dict[str, str] = {}
    interfaces: list[str] = []
    references: dict[str, list[str]] = {}
    for name, body in types_of(assembly, module):
        simple = name.rsplit(".", 1)[1]
        if body.get("datatype"):
            records[simple] = " ".join(
                parameter_name(each["name"]) + ("" if each.get("optional") else "!")
                for each in fields_of(assembly, name)
            )
        elif body["kind"] == "interface":
            interfaces.append(simple)
        else:
            references |= _references(assembly, body)
    return {
        "records": dict(sorted(records.items())),
        "interfaces": sorted(interfaces),
        "references": dict(sorted(references.items())),
    }


def _references(assembly: Assembly, body: Any) -> dict[str, list[str]]:
    found = {}
    for member in body.get("properties", ()):
        kind = member["type"].get("fqn", "")
        if member["name"].endswith("Ref") and kind.startswith(f"{LIBRARY}.interfaces."):
            found[python_name(member["name"])] = [
                parameter_name(each["name"]) for each in fields_of(assembly, kind)
            ]
    return found


def main() -> None:
    """Write the file of every native module."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("assembly", type=Path, nargs="+", help="the jsii assemblies as JSON")
    options = parser.parse_args()
    assembly = read_assembly(options.assembly)
    for module in native_modules():
        names = names_of(assembly, module)
        text = json.dumps(names, indent=0, ensure_ascii=True)
        (_FOLDER / f"{module}.json").write_text(f"{text}\n", encoding="utf-8")
        print(module, *(f"{len(value)} {kind}" for kind, value in names.items()))


if __name__ == "__main__":
    main()

"""Holds the classes of all resource types to the API that aws-cdk-lib's jsii assembly describes.

Writes what is missing or spelled otherwise to tests/parity/l1_api_gaps.toml, a list that only shrinks.

    python -m tools.check_l1_api ASSEMBLY.json [--accept-growth]
"""

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from landform.cdk.l1.references import member_of
from tools.build_python_names import python_names

GAPS = Path(__file__).parents[1] / "tests" / "parity" / "l1_api_gaps.toml"
_HEADER = """# What aws-cdk-lib's Cfn classes have and ours lack, or spell otherwise. The list only shrinks.
# Written by tools/check_l1_api.py.

"""
_ATTRIBUTE = re.compile(r"attr[A-Z0-9]")
_WORD_START = re.compile(r"([a-z0-9])([A-Z])")
_ACRONYM_END = re.compile(r"([A-Z]+)([A-Z][a-z]+)")

Assembly = dict[str, Any]


def python_name(name: str) -> str:
    """A member's name in Python, as the real package has it."""
    return python_names().get(name) or _by_rule(name)


def _by_rule(name: str) -> str:
    """The same for the members of other packages, as jsii's generator makes it."""
    text = _ACRONYM_END.sub(r"\1_\2", _WORD_START.sub(r"\1_\2", name))
    return text.lower()


def resource_types(assembly: Assembly) -> Iterator[tuple[str, Any]]:
    """Every class that stands for a resource type."""
    for name, body in assembly["types"].items():
        custom = body.get("docs", {}).get("custom", {})
        if body["kind"] == "class" and "cloudformationResource" in custom:
            yield name, body


def gaps_of(assembly: Assembly) -> dict[str, list[str]]:
    """Missing names by kind: modules, classes, properties, attributes, property types and their members."""
    found: dict[str, list[str]] = {
        kind: [] for kind in ("modules", "classes", "properties", "attributes", "names", "structs", "members")
    }
    nested = _structs_by_class(assembly)
    for name, body in resource_types(assembly):
        module = module_of(assembly, name)
        try:
            ours = getattr(import_module(module.replace("aws_cdk", "landform.cdk", 1)), body["name"])
        except ModuleNotFoundError:
            found["modules"].append(module)
            continue
        except AttributeError:
            found["classes"].append(f"{module}.{body['name']}")
            continue
        _compare(assembly, name, ours, f"{module}.{body['name']}", found)
        _compare_structs(nested.get(name, []), ours, f"{module}.{body['name']}", found)
    return {kind: sorted(set(names)) for kind, names in found.items()}


def _compare(assembly: Assembly, name: str, ours: Any, shown: str, found: dict[str, list[str]]) -> None:
    props = assembly["types"].get(f"{name}Props", {})
    for member in props.get("properties", ()):
        wanted = _parameter(python_name(member["name"]))
        if wanted not in ours._members:
            found["properties"].append(f"{shown}.{wanted}")
    body = assembly["types"][name]
    for member in body.get("properties", ()):
        wanted = python_name(member["name"])
        if _ATTRIBUTE.match(member["name"]) and not hasattr(ours, wanted):
            found["attributes"].append(f"{shown}.{wanted}")
        is_reference = ".interfaces." in member["type"].get("fqn", "")
        if is_reference and wanted != (member_of(ours.CFN_RESOURCE_TYPE_NAME) or ("",))[0]:
            found["names"].append(f"{shown}.{wanted}")
    for method in body.get("methods", ()):
        if method.get("static") and not hasattr(ours, python_name(method["name"])):
            found["names"].append(f"{shown}.{python_name(method['name'])}")


def _compare_structs(structs: list[Any], ours: Any, shown: str, found: dict[str, list[str]]) -> None:
    for struct in structs:
        kind = getattr(ours, struct["name"], None)
        if kind is None:
            found["structs"].append(f"{shown}.{struct['name']}")
            continue
        for member in struct.get("properties", ()):
            wanted = _parameter(python_name(member["name"]))
            if wanted not in kind._members:
                found["members"].append(f"{shown}.{struct['name']}.{wanted}")


def _structs_by_class(assembly: Assembly) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for name, body in assembly["types"].items():
        if body.get("datatype") and body["name"].endswith("Property"):
            found.setdefault(name.rsplit(".", maxsplit=1)[0], []).append(body)
    return found


def _parameter(name: str) -> str:
    import keyword

    return f"{name}_" if keyword.iskeyword(name) else name


def module_of(assembly: Assembly, name: str) -> str:
    submodule = name.rsplit(".", maxsplit=1)[0]
    targets = assembly["submodules"].get(submodule, {}).get("targets", assembly["targets"])
    found: str = targets["python"]["module"]
    return found


def _read() -> dict[str, list[str]]:
    return tomllib.loads(GAPS.read_text(encoding="utf-8")) if GAPS.exists() else {}


def _write(gaps: dict[str, list[str]]) -> None:
    lines = [_HEADER]
    for kind, names in gaps.items():
        body = "".join(f'    "{name}",\n' for name in names)
        lines.append(f"{kind} = [\n{body}]\n\n" if names else f"{kind} = []\n\n")
    GAPS.write_text("".join(lines).rstrip() + "\n", encoding="utf-8")


def main() -> None:
    """Compare, print the numbers, and write the list unless it would grow."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("assembly", type=Path, help="the jsii assembly as JSON")
    parser.add_argument("--accept-growth", action="store_true", help="write the list even when it grows")
    options = parser.parse_args()
    assembly = json.loads(options.assembly.read_text(encoding="utf-8"))
    before, after = _read(), gaps_of(assembly)
    for kind, names in after.items():
        print(f"{kind}: {len(names)} (before: {len(before.get(kind, []))})")
    new = sorted(name for kind, names in after.items() for name in set(names) - set(before.get(kind, [])))
    if before and new and not options.accept_growth:
        print("New gaps:", *new[:50], sep="\n  ")
        sys.exit(1)
    _write(after)


if __name__ == "__main__":
    main()

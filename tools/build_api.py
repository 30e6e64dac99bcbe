"""Writes what aws-cdk-lib's API is, one file for each native module: src/landform/cdk/api/<module>.json.

Source: the jsii assemblies of aws-cdk-lib and constructs, their names turned into Python's. Only names and
types are taken, no text.

    python -m tools.build_api ASSEMBLY.json …
"""

import argparse
import json
import keyword
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from landform.cdk.api import native_modules
from tools.check_l1_api import python_name

FOLDER: Final = Path(__file__).parents[1] / "src" / "landform" / "cdk" / "api"
LIBRARY: Final = "aws-cdk-lib"
_ROOTS: Final = {"aws_cdk": LIBRARY, "constructs": "constructs"}
_PRIMITIVES: Final = {
    "string": "str",
    "number": "float",
    "boolean": "bool",
    "date": "datetime.datetime",
    "json": "Any",
    "any": "Any",
}
Assembly = dict[str, Any]


def read_assembly(paths: list[Path]) -> Assembly:
    """The types of several assemblies together."""
    found: Assembly = {}
    for path in paths:
        found |= json.loads(path.read_text(encoding="utf-8"))["types"]
    return found


def api_of(types: Assembly, module: str) -> dict[str, Any]:
    """Every class, record, interface and enum of a module that is no L1; `Outer.Inner` what is in a class."""
    start = f"{_home(types, module)}."
    made = {name.removeprefix(start): _entry(types, body) for name, body in _types_of(types, module)}
    return dict(sorted(made.items()))


def _types_of(types: Assembly, module: str) -> Iterator[tuple[str, Any]]:
    home = _home(types, module)
    generated = {name for name, body in types.items() if _is_generated(body)}
    for name, body in types.items():
        owner, simple = name.rsplit(".", 1)
        is_inner = owner.rpartition(".")[0] == home and owner in types and owner not in generated
        if not (owner == home or is_inner) or name in generated:
            continue
        if simple.endswith("Props") and f"{owner}.{simple.removesuffix('Props')}" in generated:
            continue
        yield name, body


def _home(types: Assembly, module: str) -> str:
    if module in _ROOTS:
        return _ROOTS[module]
    alpha = f"@aws-cdk/{module.replace('_', '-')}"
    return alpha if any(each.startswith(f"{alpha}.") for each in types) else f"{LIBRARY}.{module}"


def _is_generated(body: Any) -> bool:
    return "cloudformationResource" in body.get("docs", {}).get("custom", {})


def _entry(types: Assembly, body: Any) -> dict[str, Any]:
    if body["kind"] == "enum":
        return {"kind": "enum", "members": [each["name"] for each in body["members"]]}
    if body.get("datatype"):
        return {"kind": "record", "members": _members(types, body["fqn"])}
    entry: dict[str, Any] = {"kind": body["kind"]}
    if "base" in body:
        entry["base"] = _name(body["base"])
    if body.get("abstract"):
        entry["abstract"] = True
    if body.get("interfaces"):
        entry["implements"] = [_name(each) for each in body["interfaces"]]
    if "initializer" in body:
        entry["parameters"] = _parameters(types, body["initializer"])
    entry["properties"] = {
        _property_name(each): _type(each["type"], optional=bool(each.get("optional")))
        for each in body.get("properties", ())
        if not each.get("protected")
    }
    entry["methods"] = {
        _safe(each["name"]): _method(types, each)
        for each in body.get("methods", ())
        if not each.get("protected")
    }
    settable = [
        _property_name(each)
        for each in body.get("properties", ())
        if not each.get("immutable") and not each.get("protected")
    ]
    references = _references(types, body)
    entry |= {"settable": settable} if settable else {}
    return entry | ({"references": references} if references else {})


def _method(types: Assembly, method: Any) -> dict[str, Any]:
    returns = method.get("returns")
    found: dict[str, Any] = {
        "parameters": _parameters(types, method),
        "returns": _type(returns["type"], optional=bool(returns.get("optional"))) if returns else "None",
    }
    return found | ({"static": True} if method.get("static") else {})


def _parameters(types: Assembly, callable_: Any) -> list[str]:
    """`name:type`, with `?` behind the name of one that may be left out; keywords stand behind `*`."""
    given = list(callable_.get("parameters", ()))
    found: list[str] = []
    for each in given:
        struct = _lifted(types, each) if each is given[-1] else None
        if struct is not None:
            # A member that has to be given has to be, even where the struct as a whole may be left out.
            return [*found, "*", *_members(types, struct)]
        mark = "*" if each.get("variadic") else ""
        optional = "?" if each.get("optional") else ""
        found.append(f"{mark}{_safe(each['name'])}{optional}:{_type(each['type'])}")
    return found


def _lifted(types: Assembly, parameter: Any) -> str | None:
    """The struct whose members become keywords: that of the last parameter, unless variadic or in a union."""
    name: str = parameter["type"].get("fqn", "")
    is_struct = types.get(name, {}).get("datatype") and not parameter.get("variadic")
    return name if is_struct else None


def _members(types: Assembly, name: str) -> list[str]:
    return [
        f"{_safe(each['name'])}{'?' if each.get('optional') else ''}:{_type(each['type'])}"
        for each in sorted(_fields(types, name), key=lambda each: bool(each.get("optional")))
    ]


def _fields(types: Assembly, name: str) -> list[Any]:
    body = types.get(name, {})
    found = {each["name"]: each for base in body.get("interfaces", ()) for each in _fields(types, base)}
    found |= {each["name"]: each for each in body.get("properties", ())}
    return list(found.values())


def _references(types: Assembly, body: Any) -> dict[str, list[str]]:
    """The members that name a resource, such as `queue_ref`, with the attributes they are made of."""
    found = {}
    for member in body.get("properties", ()):
        kind = member["type"].get("fqn", "")
        if member["name"].endswith("Ref") and kind.startswith(f"{LIBRARY}.interfaces."):
            found[python_name(member["name"])] = [_safe(each["name"]) for each in _fields(types, kind)]
    return found


def _property_name(member: Any) -> str:
    """The member's name; jsii's generator takes that of a constant apart, too: POP3S is POP3_S."""
    name = _safe(member["name"])
    return name.upper() if member.get("const") else name


def _safe(name: str) -> str:
    found = python_name(name)
    return f"{found}_" if keyword.iskeyword(found) else found


def _type(kind: Any, *, optional: bool = False) -> str:
    return f"{_plain_type(kind)} | None" if optional else _plain_type(kind)


def _plain_type(kind: Any) -> str:
    if "primitive" in kind:
        return _PRIMITIVES[kind["primitive"]]
    if "fqn" in kind:
        return _name(kind["fqn"])
    if "collection" in kind:
        inner = _type(kind["collection"]["elementtype"])
        return f"Sequence[{inner}]" if kind["collection"]["kind"] == "array" else f"Mapping[str, {inner}]"
    if "union" in kind:
        return " | ".join(dict.fromkeys(_type(each) for each in kind["union"]["types"]))
    return "Any"  # an intersection


def _name(fqn: str) -> str:
    if fqn.startswith("@aws-cdk/"):
        package, _, rest = fqn.removeprefix("@aws-cdk/").partition(".")
        return f"{package.replace('-', '_')}.{rest}"
    library, _, rest = fqn.partition(".")
    if library == "constructs" or (library == LIBRARY and not rest.split(".")[0].islower()):
        return f"{'constructs' if library == 'constructs' else 'aws_cdk'}.{rest}"
    return rest


def write_names(types: Assembly) -> None:
    """Every module with its names that no resource type makes, so that what is not native can be named."""
    found: dict[str, list[str]] = {}
    for fqn, body in types.items():
        module, _, name = _name(fqn).rpartition(".")
        if "." not in module:
            names = found.setdefault(module, [])
            names += [] if _is_generated(body) or name.startswith("Cfn") else [name]
    lines = [" ".join([module, *sorted(names)]) for module, names in sorted(found.items())]
    (FOLDER / "names.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Write the file of every native module."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("assembly", type=Path, nargs="+", help="the jsii assemblies as JSON")
    options = parser.parse_args()
    types = read_assembly(options.assembly)
    for module in native_modules():
        names = api_of(types, module)
        lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(entry)}" for name, entry in names.items())
        (FOLDER / f"{module}.json").write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")
        print(module, len(names))
    write_names(types)


if __name__ == "__main__":
    main()

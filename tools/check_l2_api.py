"""Holds the classes written by hand to the API that aws-cdk-lib's jsii assembly describes.

Compares classes, structs, interfaces and enums of the native modules: members, statics, parameters, and
whether a parameter may be left out. Writes what is missing to tests/parity/l2_api_gaps.toml, a list that
only shrinks.

    python -m tools.check_l2_api ASSEMBLY.json … [--module aws_sqs …] [--accept-growth]
"""

import argparse
import importlib.util
import inspect
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from tools.check_l1_api import python_name

GAPS = Path(__file__).parents[1] / "tests" / "parity" / "l2_api_gaps.toml"
NATIVE = Path(__file__).parents[1] / "tests" / "parity" / "native_modules.toml"
_HEADER = """# What aws-cdk-lib has and our native modules lack. The list only shrinks.
# Written by tools/check_l2_api.py.

"""
LIBRARY = "aws-cdk-lib"
Assembly = dict[str, Any]


def read_assembly(paths: list[Path]) -> Assembly:
    """The types of several assemblies as one: aws-cdk-lib and constructs."""
    found: Assembly = {"types": {}}
    for path in paths:
        found["types"] |= json.loads(path.read_text(encoding="utf-8"))["types"]
    return found


def parameter_name(name: str) -> str:
    """A parameter's name in Python; jsii puts an underscore behind words that Python keeps."""
    import keyword

    found = python_name(name)
    return f"{found}_" if keyword.iskeyword(found) else found


def types_of(assembly: Assembly, module: str) -> Iterator[tuple[str, Any]]:
    """The types of a Python module that are no L1: classes, structs, interfaces, enums."""
    roots = {"aws_cdk": LIBRARY, "constructs": "constructs"}
    home = roots.get(module) or f"{LIBRARY}.{module}"
    generated = {
        name
        for name, body in assembly["types"].items()
        if "cloudformationResource" in body.get("docs", {}).get("custom", {})
    }
    for name, body in assembly["types"].items():
        owner, simple = name.rsplit(".", 1)
        if (
            owner != home
            or name in generated
            or body.get("namespace", "").rpartition(".")[2].startswith("Cfn")
        ):
            continue
        if simple.endswith("Props") and f"{owner}.{simple.removesuffix('Props')}" in generated:
            continue
        yield name, body


def gaps_of(assembly: Assembly, modules: list[str]) -> dict[str, list[str]]:
    """The missing names of each module."""
    return {module: sorted(set(_gaps(assembly, module))) for module in modules}


def _gaps(assembly: Assembly, module: str) -> Iterator[str]:
    if importlib.util.find_spec(f"landform.cdk.{module}") is None and module != "aws_cdk":
        yield "(the module)"
        return
    place = import_module("landform.cdk" if module == "aws_cdk" else f"landform.cdk.{module}")
    for name, body in types_of(assembly, module):
        simple = name.rsplit(".", 1)[1]
        ours = getattr(place, simple, None)
        if ours is None:
            yield simple
        elif body["kind"] == "enum":
            yield from (f"{simple}.{m['name']}" for m in body["members"] if not hasattr(ours, m["name"]))
        elif body.get("datatype"):
            yield from _struct_gaps(assembly, name, ours)
        elif body["kind"] == "class":
            yield from _class_gaps(assembly, name, ours)


def _struct_gaps(assembly: Assembly, name: str, ours: Any) -> Iterator[str]:
    known = getattr(ours, "_members", None) or inspect.signature(ours).parameters
    for field in fields_of(assembly, name):
        if parameter_name(field["name"]) not in known:
            yield f"{ours.__name__}.{parameter_name(field['name'])}"


def _class_gaps(assembly: Assembly, name: str, ours: Any) -> Iterator[str]:
    simple = name.rsplit(".", 1)[1]
    for body in _lineage(assembly, name):
        for member in body.get("properties", ()):
            wanted = member["name"] if member.get("const") else python_name(member["name"])
            if not _has(ours, wanted) and not _has(ours, member["name"]):
                yield f"{simple}.{wanted}"
        for method in body.get("methods", ()):
            if method.get("protected"):
                continue
            wanted = parameter_name(method["name"])
            found = _plain(ours, wanted)
            if found is None:
                yield f"{simple}.{wanted}"
            else:
                yield from _signature_gaps(assembly, method, found, f"{simple}.{wanted}")
    initializer = next(
        (each["initializer"] for each in _lineage(assembly, name) if "initializer" in each), None
    )
    if initializer is not None and not assembly["types"][name].get("abstract"):
        yield from _signature_gaps(assembly, initializer, ours.__init__, f"{simple}()")


def _signature_gaps(assembly: Assembly, callable_: Any, ours: Any, shown: str) -> Iterator[str]:
    known = inspect.signature(ours).parameters
    if any(each.kind is inspect.Parameter.VAR_KEYWORD for each in known.values()):
        return
    given = list(callable_.get("parameters", ()))
    struct = _struct_of(assembly, given[-1]) if given else None
    must_accept: list[tuple[str, bool]] = [
        (parameter_name(each["name"]), bool(each.get("optional")))
        for each in (given[:-1] if struct else given)
        if not each.get("variadic") and not each["name"].startswith("_")  # nobody names an unused one
    ]
    for field in fields_of(assembly, struct) if struct else ():
        optional = bool(field.get("optional")) or bool(given[-1].get("optional"))
        must_accept.append((parameter_name(field["name"]), optional))
    variadic = any(each.kind is inspect.Parameter.VAR_POSITIONAL for each in known.values())
    if any(each.get("variadic") for each in given) and not variadic:
        yield f"{shown} *{python_name(given[-1]['name'])}"
    for name, optional in must_accept:
        if name not in known:
            yield f"{shown} {name}"
        elif optional and known[name].default is inspect.Parameter.empty:
            yield f"{shown} {name} (may be left out)"


def _lineage(assembly: Assembly, name: str) -> Iterator[Any]:
    while name in assembly["types"]:
        body = assembly["types"][name]
        yield body
        name = body.get("base", "")


def fields_of(assembly: Assembly, name: str) -> Iterator[Any]:
    """The members of a struct, with those of the structs it extends."""
    body = assembly["types"].get(name, {})
    yield from body.get("properties", ())
    for base in body.get("interfaces", ()):
        yield from fields_of(assembly, base)


def _struct_of(assembly: Assembly, parameter: Any) -> str | None:
    """The struct whose fields become keywords: that of the last parameter, unless variadic or in a union."""
    name = parameter["type"].get("fqn", "")
    body = assembly["types"].get(name, {})
    return name if body.get("datatype") and not parameter.get("variadic") else None


def _has(kind: Any, name: str) -> bool:
    if _plain(kind, name) is not None or any(
        name in getattr(each, "__annotations__", ()) for each in kind.__mro__
    ):
        return True
    pattern = re.compile(rf"\bself\.{re.escape(name)}\b[^=\n]*=")
    return any(pattern.search(_source(each)) for each in kind.__mro__ if each is not object)


_sources: dict[Any, str] = {}


def _source(kind: Any) -> str:
    if kind not in _sources:
        try:
            _sources[kind] = inspect.getsource(kind)
        except (OSError, TypeError):
            _sources[kind] = ""
    return _sources[kind]


def _plain(kind: Any, name: str) -> Any:
    return getattr(kind, name, None)


def read_gaps() -> dict[str, list[str]]:
    """The recorded list."""
    return tomllib.loads(GAPS.read_text(encoding="utf-8")) if GAPS.exists() else {}


def native_modules() -> list[str]:
    """The modules that are to be complete."""
    found: list[str] = tomllib.loads(NATIVE.read_text(encoding="utf-8"))["modules"]
    return found


def _write(gaps: dict[str, list[str]]) -> None:
    lines = [_HEADER]
    for module, names in sorted(gaps.items()):
        body = "".join(f'    "{name}",\n' for name in names)
        lines.append(f"{module} = [\n{body}]\n\n" if names else f"{module} = []\n\n")
    GAPS.write_text("".join(lines).rstrip() + "\n", encoding="utf-8")


def main() -> None:
    """Compare, print what is missing, and write the list unless it would grow."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("assembly", type=Path, nargs="+", help="the jsii assemblies as JSON")
    parser.add_argument("--module", action="append", help="only look at this module, and write nothing")
    parser.add_argument("--accept-growth", action="store_true", help="write the list even when it grows")
    options = parser.parse_args()
    assembly = read_assembly(options.assembly)
    after = gaps_of(assembly, options.module or native_modules())
    if options.module:
        for module, names in after.items():
            print(f"{module}: {len(names)} missing", *names, sep="\n  ")
        return
    before = read_gaps()
    for module, names in after.items():
        print(f"{module}: {len(names)} (before: {len(before.get(module, []))})")
    new = sorted(f"{m}.{name}" for m, names in after.items() for name in set(names) - set(before.get(m, [])))
    if before and new and not options.accept_growth:
        print("New gaps:", *new[:50], sep="\n  ")
        sys.exit(1)
    _write(after)


if __name__ == "__main__":
    main()

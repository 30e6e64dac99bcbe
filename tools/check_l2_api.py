"""Holds the classes written by hand to the API (landform.cdk.api, which comes from aws-cdk-lib).

Compares classes, records, interfaces and enums of the native modules: members, statics, parameters, and
whether a parameter may be left out. `tests/parity/test_l2_api.py` holds the findings to
tests/parity/l2_api_gaps.toml, a list that only shrinks.

    python -m tools.check_l2_api [MODULE …]      print what modules lack
    python -m tools.check_l2_api --write         write the list again
"""

import argparse
import importlib.util
import inspect
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from typing import Any

from landform.cdk.api import names_of, native_modules
from landform.cdk.core.missing import NotNativeError
from landform.cdk.core.native import Native

GAPS = Path(__file__).parents[1] / "tests" / "parity" / "l2_api_gaps.toml"
_HEADER = """# What aws-cdk-lib's API has and our native modules lack. The list only shrinks.
# Written by `python -m tools.check_l2_api --write`.

"""
_NOT_OURS = ("PROPERTY_INJECTION_ID",)  # made for every class by one rule; see tests/unit/cdk


def gaps_of(module: str) -> list[str]:
    """What a module lacks."""
    return sorted(set(_gaps(module)))


def _gaps(module: str) -> Iterator[str]:
    place_name = "landform.cdk" if module == "aws_cdk" else f"landform.cdk.{module}"
    if importlib.util.find_spec(place_name) is None:
        yield "(the module)"
        return
    place = import_module(place_name)
    for name, entry in names_of(module).items():
        try:
            ours = attrgetter(name)(place)
        except (AttributeError, NotNativeError):
            yield name
            continue
        if entry["kind"] == "enum":
            yield from (f"{name}.{member}" for member in entry["members"] if not hasattr(ours, member))
        elif entry["kind"] == "record":
            yield from _record_gaps(name, entry, ours)
        elif entry["kind"] == "class":
            yield from _class_gaps(name, entry, ours)


def _record_gaps(name: str, entry: Mapping[str, Any], ours: Any) -> Iterator[str]:
    known = getattr(ours, "_members", None) or inspect.signature(ours.__init__).parameters
    for each in entry["members"]:
        member = each.partition(":")[0].removesuffix("?")
        if member not in known:
            yield f"{name}.{member}"


def _class_gaps(name: str, entry: Mapping[str, Any], ours: Any) -> Iterator[str]:
    lineage = list(_lineage(entry))
    seen: set[str] = set()  # an override has names of its own for its parameters
    for body in lineage:
        answered = (*_NOT_OURS, *(body.get("references", ()) if issubclass(ours, Native) else ()))
        for member in body["properties"]:
            if member not in answered and not _has(ours, member):
                yield f"{name}.{member}"
        for method, signature in body["methods"].items():
            if method in seen:
                continue
            seen.add(method)
            found = getattr(ours, method, None)
            if found is None:
                yield f"{name}.{method}"
            else:
                yield from _signature_gaps(signature["parameters"], found, f"{name}.{method}")
    parameters = next((each["parameters"] for each in lineage if "parameters" in each), None)
    if parameters is not None and not entry.get("abstract"):
        yield from _signature_gaps(parameters, ours.__init__, f"{name}()")


def _signature_gaps(parameters: list[str], ours: Any, shown: str) -> Iterator[str]:
    known = inspect.signature(ours).parameters
    kinds = {each.kind for each in known.values()}
    if inspect.Parameter.VAR_KEYWORD in kinds:
        return
    for each in parameters:
        name = each.partition(":")[0]
        if name == "*" or name.startswith("_"):  # nobody names a parameter that is not used
            continue
        if name.startswith("*"):
            if inspect.Parameter.VAR_POSITIONAL not in kinds:
                yield f"{shown} {name}"
        elif name.removesuffix("?") not in known:
            yield f"{shown} {name.removesuffix('?')}"
        elif name.endswith("?") and known[name[:-1]].default is inspect.Parameter.empty:
            yield f"{shown} {name[:-1]} (may be left out)"


def _lineage(entry: Mapping[str, Any] | None) -> Iterator[Mapping[str, Any]]:
    while entry is not None:
        yield entry
        module, _, name = entry.get("base", "").partition(".")
        entry = names_of(module).get(name) if module else None


def _has(kind: Any, name: str) -> bool:
    if hasattr(kind, name) or any(name in getattr(each, "__annotations__", ()) for each in kind.__mro__):
        return True
    pattern = re.compile(rf"\bself\.{re.escape(name)}\b[^=\n]*=")
    return any(pattern.search(_source(each)) for each in kind.__mro__ if each is not object)


@cache
def _source(kind: Any) -> str:
    try:
        return inspect.getsource(kind)
    except (OSError, TypeError):
        return ""


def read_gaps() -> dict[str, list[str]]:
    """The recorded list, by module."""
    return tomllib.loads(GAPS.read_text(encoding="utf-8"))


def _write() -> None:
    lines = [_HEADER]
    for module in native_modules():
        body = "".join(f'    "{name}",\n' for name in gaps_of(module))
        lines.append(f"{module} = [\n{body}]\n\n" if body else f"{module} = []\n\n")
    GAPS.write_text("".join(lines).rstrip() + "\n", encoding="utf-8")


def main() -> None:
    """Print what is missing, or write it down."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("module", nargs="*", default=native_modules(), help="all native modules by default")
    parser.add_argument("--write", action="store_true", help="write the list instead of printing it")
    options = parser.parse_args()
    if options.write:
        _write()
        return
    for module in options.module:
        names = gaps_of(module)
        print(f"{module}: {len(names)} missing", *names, sep="\n  ")


if __name__ == "__main__":
    main()

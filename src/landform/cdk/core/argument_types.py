"""Whether a value may be what the API's data says a parameter takes.

The types are those of `landform.cdk.api`: `str`, `Sequence[aws_iam.PolicyStatement]`, `aws_s3.IBucket`.
Classes are compared by the names they have in the API, so nothing is loaded to look at a value. A token is
any value. An interface is met by name, or by having the members that it adds to those it extends; of
classes of modules that are not native only built-in values are known to be wrong.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from functools import cache
from typing import Any, Final, NamedTuple

from landform.cdk.api import Record, names_of
from landform.cdk.core.tokens import is_unresolved

_PACKAGE: Final = "landform.cdk."
_BUILT_IN: Final = (str, bool, int, float, list, tuple, set, frozenset, bytes)
_IMPORTED: Final = "aws_cdk.Resource"  # the class of much that exists already
_SIMPLE: Final[dict[str, tuple[type, ...]]] = {
    "str": (str,),
    "float": (int, float),
    "bool": (bool,),
    "datetime.datetime": (datetime.datetime,),
}

_kinds: dict[type[Any], frozenset[str]] = {}  # what was looked at before


class Misfit(NamedTuple):
    """A value, at a path below the argument, that cannot be of the type."""

    path: str
    type: str
    value: Any


@cache
def options_of(kind: str) -> tuple[tuple[str, str], ...]:
    """The alternatives of a type: `("Sequence", "str")`, `("Mapping", "float")`, `("", "aws_sqs.IQueue")`."""
    found = []
    for each in _alternatives(kind):
        outer, bracket, inner = each.partition("[")
        if bracket:
            found.append((outer, inner[:-1].removeprefix("str, ") if outer == "Mapping" else inner[:-1]))
        else:
            found.append(("", each))
    return tuple(found)


def _alternatives(kind: str) -> list[str]:
    parts, depth = [""], 0
    for word in kind.split(" | "):
        parts[-1] += f" | {word}" if depth else word
        depth += word.count("[") - word.count("]")
        if not depth:
            parts.append("")
    return parts[:-1]


def misfit(kind: str, value: Any, path: str) -> Misfit | None:
    """What in a value cannot be of the type; None where nothing is certainly wrong."""
    if kind == "Any" or is_unresolved(value):
        return None
    inner: Misfit | None = None
    for outer, name in options_of(kind):
        found = _misfit_of(outer, name, value, path)
        if found is None:
            return None
        if found.path != path:
            inner = found
    return inner or Misfit(path, kind, value)


def _misfit_of(outer: str, name: str, value: Any, path: str) -> Misfit | None:
    if outer == "Sequence":
        if isinstance(value, str | bytes) or not isinstance(value, Sequence):
            return Misfit(path, name, value)
        return _first(misfit(name, each, f"{path}[{place}]") for place, each in enumerate(value))
    if outer == "Mapping":
        if not isinstance(value, Mapping):
            return Misfit(path, name, value)
        return _first(misfit(name, each, f"{path}[{key!r}]") for key, each in value.items())
    if outer or name == "Any":
        return None  # of a type that has no data
    entry = entry_of(name)
    if entry is not None and entry["kind"] == "record" and isinstance(value, Mapping):
        return _misfit_of_record(entry, value, path)
    return None if _fits(name, entry, value) else Misfit(path, name, value)


def _first(found: Iterator[Misfit | None]) -> Misfit | None:
    return next((each for each in found if each is not None), None)


def _misfit_of_record(entry: Mapping[str, Any], value: Mapping[str, Any], path: str) -> Misfit | None:
    if isinstance(value, Record):
        return None  # looked at when it was made
    types = {
        name.removesuffix("?"): kind for name, _, kind in (each.partition(":") for each in entry["members"])
    }
    return _first(
        misfit(types[key], each, f"{path}[{key!r}]")
        for key, each in value.items()
        if key in types and each is not None
    )


def _fits(name: str, entry: Mapping[str, Any] | None, value: Any) -> bool:
    if name == "None":
        return value is None
    if name in _SIMPLE:
        is_bool = isinstance(value, bool)
        return (
            isinstance(value, _SIMPLE[name]) and not isinstance(value, Enum) and is_bool == (name == "bool")
        )
    if name in api_names(type(value)):
        return True
    if entry is not None and callable(value) and list(entry.get("methods", ())) == ["produce"]:
        return True  # Landform takes a function for a producer of values, too
    if value is None or isinstance(value, (*_BUILT_IN, Enum, type)):
        return False
    if entry is None:
        return _may_be_unknown(name, value)
    if isinstance(value, Mapping):
        return False
    if entry["kind"] == "interface":
        return _has_members(value, entry)
    if entry["kind"] == "record":  # one module may hand on the record of another
        return type(value).__name__ == name.rpartition(".")[2]
    return entry["kind"] != "enum" and _is_private(type(value))


def _may_be_unknown(name: str, value: Any) -> bool:
    """Of a type without data: a reference names a resource, which only its own classes have."""
    if not name.startswith("interfaces.") or not name.endswith("Ref"):
        return True
    return not _has_own_name(type(value))


def _is_private(kind: type[Any]) -> bool:
    """Whether it is a class of the library that its API does not name: what it stands for cannot be seen."""
    return kind.__module__.startswith(_PACKAGE) and not _has_own_name(kind)


def _has_own_name(kind: type[Any]) -> bool:
    return any(entry_of(name) is not None for name in own_names(kind) if name != _IMPORTED)


def _has_members(value: Any, entry: Mapping[str, Any]) -> bool:
    """Whether an object has what an interface adds to those it extends."""
    kind = type(value)
    if hasattr(kind, "__getattr__") and not kind.__module__.startswith(_PACKAGE) and not api_names(kind):
        return True  # answers any name
    needed = [name for name, type in entry["properties"].items() if not type.endswith(" | None")]
    own = [each for each in (*needed, *entry["methods"]) if not each.endswith("_ref")]
    if own:
        known = getattr(value, "__dict__", {})
        return all(hasattr(kind, each) or each in known for each in own)
    above = [entry_of(each) for each in entry.get("implements", ())]
    return all(_has_members(value, each) for each in above if each is not None)


def entry_of(name: str) -> Mapping[str, Any] | None:
    """The API's entry of `aws_sqs.Queue`; None where the module has no data."""
    start = len("interfaces.") if name.startswith("interfaces.") else 0
    module, _, simple = name[start:].partition(".")
    module = name[:start] + module
    found: Mapping[str, Any] | None = names_of(module).get(simple) if module else None
    return found


def api_names(kind: type[Any]) -> frozenset[str]:
    """All that a class is, in names of the API: itself, its bases, and the interfaces of all of them."""
    known = _kinds.get(kind)
    if known is None:
        known = _kinds[kind] = frozenset(_all_names(kind))
    return known


def _all_names(kind: type[Any]) -> set[str]:
    found: set[str] = set()
    open_names = [name for each in kind.__mro__ for name in own_names(each)]
    while open_names:
        name = open_names.pop()
        entry = entry_of(name)
        if name in found:
            continue
        found.add(name)
        if entry is not None and entry["kind"] in ("class", "interface"):
            open_names += [*entry.get("implements", ()), *([entry["base"]] if "base" in entry else [])]
    return found


def own_names(kind: type[Any]) -> Iterator[str]:
    """The name in the API that a class of the library would have; nothing for the user's own."""
    module = kind.__module__
    if module.startswith(_PACKAGE) or module == "landform.cdk":
        home = module.removeprefix("landform.cdk").removeprefix(".").partition(".")[0]
        yield f"{'aws_cdk' if home in ('', 'core') else home}.{kind.__qualname__}"


def words(kind: str) -> str:
    """The type in words: `a Duration`, `a list of str`, `a map of str`."""
    return " or ".join(_word(outer, name) for outer, name in options_of(kind) if name != "None")


def _word(outer: str, name: str) -> str:
    simple = {"float": "number"}.get(name, name.rpartition(".")[2])
    if outer in ("Sequence", "Mapping"):
        inner = " or ".join(dict.fromkeys(each.rpartition(".")[2] for _, each in options_of(name)))
        of = "" if name == "Any" else f" of {inner.replace('float', 'number')}"
        return ("a list" if outer == "Sequence" else "a map") + of
    return f"{'an' if simple[:1] in 'AEIOaeio' else 'a'} {simple}"

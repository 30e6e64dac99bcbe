"""What the API of each native module is, as data; and what of it needs no code.

One file for each module, which `tools/build_api.py` writes from aws-cdk-lib's jsii assembly, names every
class, record, interface and enum with its members and their types. Records of keyword arguments and
interfaces are made from it; classes written by hand are held to it, and type stubs come from it.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, Protocol

from landform.cdk.core.checked import OWN_FOLDER

_FOLDER: Final = Path(__file__).parent


class Record(Mapping[str, Any]):
    """Keyword arguments under one name; a map of those that were given.

    A member that was left out is None when it is read as an attribute.
    """

    _members: frozenset[str]
    _required: frozenset[str]

    def __init__(self, **values: Any) -> None:
        kind = type(self).__qualname__
        frame = sys._getframe().f_back
        if frame is not None and not frame.f_code.co_filename.startswith(OWN_FOLDER):
            from landform.cdk.core.bad_input import check_record

            check_record(type(self), values, f"{frame.f_code.co_filename}:{frame.f_lineno}")
        for name in values:
            if name not in self._members:
                raise TypeError(f"{kind}() got an unexpected keyword argument '{name}'{self._nearest(name)}")
        missing = sorted(name for name in self._required if values.get(name) is None)
        if missing:
            raise TypeError(f"{kind}() missing required argument '{missing[0]}'")
        self._values = {name: value for name, value in values.items() if value is not None}

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self._members:
            raise AttributeError(f"{type(self).__qualname__} has no member '{name}'")
        return self._values.get(name)

    def __repr__(self) -> str:
        inner = ", ".join(f"{name}={value!r}" for name, value in self._values.items())
        return f"{type(self).__qualname__}({inner})"

    def _nearest(self, name: str) -> str:
        from landform.ground.diagnostics import did_you_mean

        return did_you_mean(name, list(self._members))


@cache
def names_of(module: str) -> Mapping[str, Any]:
    """The API of a module such as `aws_sqs`, by name; empty where it is not native.

    An entry is a record (its members), an enum (its members), a class or an interface (parameters,
    properties, methods, bases). A parameter is `name:type`, with `?` behind a name that may be left out;
    keywords stand behind `*`.
    """
    path = _FOLDER / f"{module}.json"
    if not path.exists():
        return {}
    found: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def native_modules() -> list[str]:
    """The modules that are written by hand and held to the whole API."""
    return (_FOLDER / "modules.txt").read_text(encoding="utf-8").split()


@cache
def real_names() -> Mapping[str, frozenset[str]]:
    """All modules of aws-cdk-lib, native or not, with their names that no resource type makes."""
    lines = (_FOLDER / "names.txt").read_text(encoding="utf-8").splitlines()
    return {module: frozenset(names) for module, *names in (line.split() for line in lines)}


@cache
def find(module: str, name: str) -> type[Any] | None:
    """The record or interface of a name, made when first asked for; None if the API has none."""
    entry = names_of(module).get(name)
    shown = f"landform.cdk.{module}" if module != "aws_cdk" else "landform.cdk"
    if entry is None or entry["kind"] not in ("interface", "record"):
        return None
    if entry["kind"] == "interface":
        return type(name, (Protocol,), {"__module__": shown, "__doc__": "An interface."})
    words = [each.partition(":")[0] for each in entry["members"]]
    attributes = {
        "_members": frozenset(each.removesuffix("?") for each in words),
        "_required": frozenset(each for each in words if not each.endswith("?")),
        "__module__": shown,
        "__qualname__": name,
        "__doc__": "Keyword arguments: " + ", ".join(each.removesuffix("?") for each in words),
    }
    return type(name, (Record,), attributes)


def reference(owner: Any, name: str) -> Any:
    """What `queue_ref` and the like give: the attributes that name the resource; None for other names."""
    if not name.endswith("_ref"):
        return None
    modules = (
        each.__module__.removeprefix("landform.cdk.").partition(".")[0] for each in type(owner).__mro__
    )
    for module in dict.fromkeys(modules):
        for entry in names_of(module).values():
            members = entry.get("references", {}).get(name)
            if members is not None:
                return reference_of(**{each: _attribute(owner, each) for each in members})
    return None


def reference_of(**members: Any) -> Any:
    """What names a resource; for those whose attributes are called otherwise."""
    kind = type("Reference", (Record,), {"_members": frozenset(members), "_required": frozenset()})
    return kind(**members)


def _attribute(owner: Any, name: str) -> Any:
    own = getattr(owner, name, None)
    return own if own is not None else getattr(owner, f"attr_{name}", None) or getattr(owner, "ref", None)

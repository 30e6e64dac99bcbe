"""Stubs of what is no resource type's class, from the API's data."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from landform.cdk.api import names_of, native_modules
from landform.cdk.l1.naming import class_of, module_of
from landform.schema.catalog import load_catalog

_STEP: Final = "    "
_QUALIFIED: Final = re.compile(r"\b([a-z][a-z0-9_]*)\.([A-Za-z_][A-Za-z0-9_.]*)")


def module_stub(module: str) -> Iterator[str]:
    """The lines of every class, record, interface and enum of a native module."""
    writer = _Writer(module)
    for name, entry in names_of(module).items():
        if "." not in name:
            yield from writer.write(name, entry)


class _Writer:
    """Knows which names an annotation may use."""

    def __init__(self, module: str) -> None:
        self._module = module
        self._native = frozenset(native_modules())
        self._resources = {f"{module_of(each)}.{class_of(each)}" for each in load_catalog().type_names()}

    def write(self, name: str, entry: Mapping[str, Any]) -> Iterator[str]:
        """One entry."""
        writers: Mapping[str, Callable[[str, Mapping[str, Any]], Iterator[str]]] = {
            "enum": self._enum,
            "record": self._record,
            "interface": self._interface,
            "class": self._class,
        }
        yield from writers[entry["kind"]](name, entry)

    def _enum(self, name: str, entry: Mapping[str, Any]) -> Iterator[str]:
        yield f"class {name}(enum.Enum):"
        for member in entry["members"]:
            yield f"{_STEP}{member} = ..."

    def _record(self, name: str, entry: Mapping[str, Any]) -> Iterator[str]:
        keywords = self._signature(["*", *entry["members"]])
        yield f"class {name}:"
        yield f"{_STEP}def __init__({keywords}) -> None: ..."
        yield f"{_STEP}def keys(self) -> Sequence[str]: ..."
        yield f"{_STEP}def __getitem__(self, name: str) -> Any: ..."
        for each in entry["members"]:
            member, _, kind = each.partition(":")
            optional = " | None" if member.endswith("?") else ""
            yield f"{_STEP}@property"
            yield f"{_STEP}def {member.removesuffix('?')}(self) -> {self._annotation(kind)}{optional}: ..."

    def _interface(self, name: str, entry: Mapping[str, Any]) -> Iterator[str]:
        bases = [each for each in map(self._base, self._own_interfaces(entry)) if each]
        yield f"class {name}({', '.join([*bases, '_Protocol'])}):"
        yield from self._members(entry)

    def _class(self, name: str, entry: Mapping[str, Any]) -> Iterator[str]:
        base = self._base(entry["base"]) if "base" in entry else ""
        implemented = [each for each in map(self._base, self._own_interfaces(entry)) if each]
        bases = [each for each in (base, *implemented) if each]
        yield f"class {name}({', '.join(bases)}):" if bases else f"class {name}:"
        if "parameters" in entry:
            yield f"{_STEP}def __init__({self._signature(entry['parameters'])}) -> None: ..."
        yield from self._members(entry)
        yield from self._inner(name)

    def _inner(self, name: str) -> Iterator[str]:
        """What stands inside a class."""
        for each, entry in names_of(self._module).items():
            outer, _, simple = each.rpartition(".")
            if outer == name:
                yield from (_STEP + line for line in self.write(simple, entry))

    def _members(self, entry: Mapping[str, Any]) -> Iterator[str]:
        for name, kind in entry["properties"].items():
            if name[:1].isupper():
                yield f"{_STEP}{name}: ClassVar[{self._annotation(kind)}]"
            elif name in entry.get("settable", ()):
                yield f"{_STEP}{name}: {self._annotation(kind)}"
            else:
                yield f"{_STEP}@property"
                yield f"{_STEP}def {name}(self) -> {self._annotation(kind)}: ..."
        for name, method in entry["methods"].items():
            signature = self._signature(method["parameters"], has_self="static" not in method)
            if "static" in method:
                yield f"{_STEP}@staticmethod"
            yield f"{_STEP}def {name}({signature}) -> {self._annotation(method['returns'])}: ..."
        if not entry["properties"] and not entry["methods"]:
            yield f"{_STEP}..."

    def _own_interfaces(self, entry: Mapping[str, Any]) -> list[str]:
        """The interfaces that no base has already, so that the order of bases is always possible."""
        inherited: set[str] = set()
        base = entry.get("base")
        while base:
            body = _entry_of(base)
            inherited |= {each for name in body.get("implements", ()) for each in _closure(name)}
            base = body.get("base")
        own = [name for name in entry.get("implements", ()) if name not in inherited]
        covered = {each for name in own for each in _closure(name) if each != name}
        return [name for name in own if name not in covered]

    def _base(self, name: str) -> str:
        return found if (found := self._annotation(name)) != "Any" else ""

    def _signature(self, parameters: list[str], *, has_self: bool = True) -> str:
        parts = ["self"] if has_self else []
        for each in parameters if parameters[-1:] != ["*"] else parameters[:-1]:
            name, _, kind = each.partition(":")
            annotation = self._annotation(kind, is_given=True)
            if not kind:
                parts.append(name)
            elif name.endswith("?"):
                parts.append(f"{name[:-1]}: {annotation} | None = ...")
            else:
                parts.append(f"{name}: {annotation}")
        return ", ".join(parts)

    def _annotation(self, text: str, *, is_given: bool = False) -> str:
        """The type as the stub writes it; a record may be given as a map; unknown names are Any."""

        def written(found: re.Match[str]) -> str:
            module, name = found.groups()
            known = self._known(module, name)
            if not known:
                return "Any"
            plain = name if module == self._module else f"{module}.{name}"
            is_record = names_of(module).get(name, {}).get("kind") == "record"
            return f"{plain} | Mapping[str, Any]" if is_given and is_record else plain

        return text if text.startswith("datetime.") else _QUALIFIED.sub(written, text)

    def _known(self, module: str, name: str) -> bool:
        if module in self._native and name in names_of(module):
            return True
        return f"{module}.{name.partition('.')[0]}" in self._resources


def _entry_of(name: str) -> Mapping[str, Any]:
    module, _, simple = name.partition(".")
    found: Mapping[str, Any] = names_of(module).get(simple, {})
    return found


def _closure(name: str) -> Iterator[str]:
    yield name
    for base in _entry_of(name).get("implements", ()):
        yield from _closure(base)

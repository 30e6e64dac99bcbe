"""Values for parameters of any type, as calls that tests/differential/evaluate.py carries out.

Of the ways to make an object of a class or an interface the cheapest is taken, counted in calls; a second
value is made the second cheapest way.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, TypeAlias

from tools.differential import recipes

Call: TypeAlias = Any
Apis: TypeAlias = Mapping[str, Mapping[str, Any]]  # module -> name -> entry, as in landform.cdk.api

#: Rounds in which costs are handed on from parts to wholes; more than any value is deep.
_ROUNDS: Final = 8
_IMPOSSIBLE: Final = 1_000.0
#: Records in records in records: deeper, only what has to be given is given.
_DEPTH_MAX: Final = 3
_PRIMITIVES: Final = ("str", "float", "bool", "Any", "None", "datetime.datetime")


class ImpossibleError(Exception):
    """No value of the type can be made of native classes."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to make an object."""

    kind: str  # new, static, enum
    target: str  # aws_sqs.Queue, aws_cdk.Duration.minutes
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter of a callable."""

    name: str
    type: str
    is_optional: bool
    is_keyword: bool
    is_variadic: bool = False


def parameters_of(given: tuple[str, ...] | list[str]) -> list[Parameter]:
    """The parameters of a signature of the API's data."""
    found: list[Parameter] = []
    is_keyword = False
    for each in given:
        if each == "*":
            is_keyword = True
            continue
        name, _, kind = each.partition(":")
        found.append(
            Parameter(
                name=name.strip("*?"),
                type=kind,
                is_optional=name.endswith("?"),
                is_keyword=is_keyword,
                is_variadic=name.startswith("*"),
            )
        )
    return found


@dataclass
class Values:
    """Makes values of the types of an API."""

    apis: Apis
    natives: frozenset[str]
    _ways: dict[str, list[Way]] = field(default_factory=dict)

    def entry(self, name: str) -> Mapping[str, Any] | None:
        """The API's entry of `aws_sqs.Queue`."""
        start = len("interfaces.") if name.startswith("interfaces.") else 0
        module, _, simple = name[start:].partition(".")
        return self.apis.get(name[:start] + module, {}).get(simple)

    @cached_property
    def ancestors(self) -> Mapping[str, frozenset[str]]:
        """Every class and interface with all it is, itself included."""
        found: dict[str, frozenset[str]] = {}

        def of(name: str) -> frozenset[str]:
            if name not in found:
                found[name] = frozenset((name,))
                entry = self.entry(name) or {}
                above = [*entry.get("implements", ()), *([entry["base"]] if "base" in entry else [])]
                found[name] = frozenset((name,)).union(*(of(each) for each in above))
            return found[name]

        for module, names in self.apis.items():
            for simple, entry in names.items():
                if entry["kind"] in ("class", "interface"):
                    of(f"{module}.{simple}")
        return found

    def ways(self, name: str) -> list[Way]:
        """All ways to make what is a `name`."""
        if name not in self._ways:
            kinds = [each for each, above in self.ancestors.items() if name in above]
            found = [way for kind in kinds for way in self._own_ways(kind, name)]
            self._ways[name] = sorted(dict.fromkeys(found), key=lambda way: (way.target, way.kind))
        return self._ways[name]

    def _own_ways(self, kind: str, wanted: str) -> Iterator[Way]:
        entry = self.entry(kind) or {}
        module = kind.rpartition(".")[0]
        if entry.get("kind") != "class" or module not in self.natives:
            return
        if not entry.get("abstract") and "parameters" in entry:
            yield Way("new", kind, tuple(entry["parameters"]))
        for name, type_name in entry["properties"].items():
            if name.isupper() and wanted in self.ancestors.get(type_name, ()):
                yield Way("enum", f"{kind}.{name}")
        for name, method in entry["methods"].items():
            if method.get("static") and wanted in self.ancestors.get(method["returns"], ()):
                yield Way("static", f"{kind}.{name}", tuple(method["parameters"]))

    @cached_property
    def costs(self) -> Mapping[str, float]:
        """How many calls the cheapest value of each class and interface takes."""
        costs: dict[str, float] = {}
        for _ in range(_ROUNDS):
            for name in self.ancestors:
                costs[name] = min(
                    (self._cost_of_way(way, costs) for way in self.ways(name)), default=_IMPOSSIBLE
                )
        return costs

    def _cost_of_way(self, way: Way, costs: Mapping[str, float]) -> float:
        needed = [each for each in parameters_of(way.parameters) if not each.is_optional]
        own = {"new": 1.0, "static": 1.2, "enum": 0.5}[way.kind]
        return min(own + sum(self._cost(each.type, costs) for each in needed), _IMPOSSIBLE)

    def _cost(self, kind: str, costs: Mapping[str, float], depth: int = 0) -> float:
        options = [each for each in kind.split(" | ") if each != "None"]
        if len(options) > 1:
            return min(self._cost(each, costs, depth) for each in options)
        name = _inner(options[0])
        if name in _PRIMITIVES:
            return 0.1
        if name in recipes.VALUES or name in recipes.SAME:
            return 1.0
        entry = self.entry(name)
        if entry is None or depth > _DEPTH_MAX:
            return costs.get(name, _IMPOSSIBLE)
        if entry["kind"] == "enum":
            return 0.2
        if entry["kind"] == "record":
            needed = [each for each in parameters_of(entry["members"]) if not each.is_optional]
            return 0.5 + sum(self._cost(each.type, costs, depth + 1) for each in needed)
        return costs.get(name, _IMPOSSIBLE)

    def value(self, kind: str, name: str, variant: int, depth: int = 0) -> Call:
        """The first (0) or second (1) value of a type for a parameter.

        Raises ImpossibleError.
        """
        options = [each for each in kind.split(" | ") if each != "None"]
        if len(options) > 1:
            chosen = sorted(options, key=lambda each: (self._cost(each, self.costs), each))
            return self.value(chosen[0] if variant == 0 else chosen[1], name, 0, depth)
        one = options[0]
        if one.startswith("Sequence["):
            first = self.value(one[9:-1], name, 0, depth + 1)
            return [first] if variant == 0 else [first, self.value(one[9:-1], name, 1, depth + 1)]
        if one.startswith("Mapping["):
            inner = one[8:-1].partition(", ")[2]
            return {"map": {f"key{variant}": self.value(inner, name, variant, depth + 1)}}
        if one in _PRIMITIVES:
            return _primitive(one, name, variant)
        same = recipes.SAME.get(one, one)
        if same in recipes.VALUES:
            return recipes.VALUES[same][variant]
        return self._named(one, variant, depth)

    def _named(self, name: str, variant: int, depth: int) -> Call:
        entry = self.entry(name)
        if entry is not None and entry["kind"] == "enum":
            members = entry["members"]
            return {"enum": f"{name}.{members[min(variant, len(members) - 1)]}"}
        if entry is not None and entry["kind"] == "record":
            return self._record(name, entry, variant, depth)
        ways = sorted(self.ways(name), key=lambda way: (self._cost_of_way(way, self.costs), way.target))
        usable = [way for way in ways if self._cost_of_way(way, self.costs) < _IMPOSSIBLE]
        if not usable or depth > 2 * _DEPTH_MAX:
            raise ImpossibleError(name)
        return self.made(usable[min(variant, len(usable) - 1)], variant, depth)

    def made(self, way: Way, variant: int, depth: int = 0) -> Call:
        """A call that goes one way, with what it has to be given."""
        if way.kind == "enum":
            return {"enum": way.target}
        simple = way.target.split(".", 1)[1].replace(".", "")
        return self.call(way, f"{simple}{variant}", (), depth)

    def call(self, way: Way, id: str, chosen: tuple[tuple[str, int], ...], depth: int = 0) -> Call:
        """A call with what has to be given, and the chosen optional parameters at a variant each."""
        variants = dict(chosen)
        always = recipes.ALWAYS.get(way.target, {})
        args: list[Call] = []
        named, own_id = {}, None
        for each in parameters_of(way.parameters):
            if each.name not in variants and (each.is_optional or each.name in always):
                continue
            own = recipes.own_value(way.target, each.name, variants.get(each.name, 0))
            if own is not None and each.is_keyword:
                named[each.name] = own
            elif own is not None:
                args.append(own)
            elif each.name == "scope" and each.type == "constructs.Construct":
                args.append({"stack": True})
            elif each.name == "id" and args[:1] == [{"stack": True}]:
                own_id = id
                args.append(id)
            elif each.is_keyword:
                named[each.name] = self.value(each.type, each.name, variants.get(each.name, 0), depth + 1)
            else:
                args.append(self.value(each.type, each.name, variants.get(each.name, 0), depth + 1))
        named = {**always, **named}
        if way.kind == "new" and own_id is not None:
            return {"new": way.target, "id": own_id, "args": args[2:], "kw": named}
        return {way.kind: way.target, "args": args, "kw": named}

    def _record(self, name: str, entry: Mapping[str, Any], variant: int, depth: int) -> Call:
        named = {}
        for each in parameters_of(entry["members"]):
            if each.is_optional and (variant == 0 or depth >= _DEPTH_MAX):
                continue
            try:
                own = recipes.own_value(name, each.name, 0)
                named[each.name] = own if own is not None else self.value(each.type, each.name, 0, depth + 1)
            except ImpossibleError:
                if not each.is_optional:
                    raise
        return {"record": name, "kw": named}


def _inner(kind: str) -> str:
    while kind.endswith("]"):
        kind = kind.partition("[")[2][:-1].rpartition(", ")[2]
    return kind


def _primitive(kind: str, name: str, variant: int) -> Call:
    if kind == "str":
        return recipes.text(name, variant)
    if kind == "float":
        return recipes.number(name, variant)
    if kind == "bool":
        return variant == 0
    if kind == "Any":
        return ({"map": {"Key": "value"}}, "text")[variant]
    raise ImpossibleError(kind)

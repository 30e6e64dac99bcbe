"""The cases of a module: constructors, statics, methods with every option at two values, and properties."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias

from tools.differential import recipes
from tools.differential.uses import use_of
from tools.differential.values import Call, ImpossibleError, Values, Way, parameters_of

Case: TypeAlias = dict[str, Any]

ENVIRONMENT: Final = {"account": "111122223333", "region": "us-east-1"}


def cases_of(values: Values, module: str) -> list[Case]:
    """The cases of a module, by name."""
    found: dict[str, Case] = {}
    for name, entry in values.apis[module].items():
        if entry["kind"] != "class":
            continue
        for case in _of_class(values, f"{module}.{name}", entry):
            if any(re.fullmatch(each, case["name"]) for each in recipes.SKIPPED):
                continue
            if case["name"].startswith(recipes.IN_ENVIRONMENT):
                case["env"] = dict(ENVIRONMENT)
            found.setdefault(case["name"], case)
    return [found[name] for name in sorted(found)]


def _of_class(values: Values, kind: str, entry: Mapping[str, Any]) -> Iterator[Case]:
    if not entry.get("abstract") and "parameters" in entry:
        way = Way("new", kind, tuple(entry["parameters"]))
        for case in (
            *_calls(values, way, _shown(values, kind)),
            *_together(values, way, _shown(values, kind)),
        ):
            yield _stated(values, kind, case, is_new=True)
        yield from _used(values, way, kind)
    for name, method in entry["methods"].items():
        if method.get("static"):
            way = Way("static", f"{kind}.{name}", tuple(method["parameters"]))
            for case in _calls(values, way, _shown(values, method["returns"])):
                yield _stated(values, method["returns"], case, is_new=True)
            yield from _used(values, way, method["returns"])
    for name, type_name in entry["properties"].items():
        if name.isupper():
            show = _shown(values, type_name)
            yield {"name": f"{kind}.{name}", "call": {"enum": f"{kind}.{name}"}, "show": show}
    yield from _of_object(values, kind)


def _stated(values: Values, kind: str, case: Case, *, is_new: bool = False) -> Case:
    """The case of what is a state: a state machine shows it, and it has what it needs to be right."""
    finish = recipes.FINISHED.get(kind) if is_new else None
    if finish is not None:
        case = {**case, "call": {"call": case["call"], **finish}}
    is_state = "aws_stepfunctions.IChainable" in values.ancestors.get(kind, ())
    return {**case, "define": True} if is_state else case


def _together(values: Values, way: Way, show: list[str]) -> Iterator[Case]:
    """Calls with options that are given together, in a context of their own where they have one."""
    for label, asked in recipes.TOGETHER.get(way.target, {}).items():
        call = values.call(way, "It", ())
        given = {**call["kw"], **asked.get("kw", {})}
        call["kw"] = {name: value for name, value in given.items() if value is not None}
        case = {"name": f"{way.target}({label})", "call": call, "show": show}
        yield {**case, **({"context": asked["context"]} if "context" in asked else {})}


def _used(values: Values, way: Way, kind: str) -> Iterator[Case]:
    """What is made and then used, for what shows its options only there."""
    use = use_of(values.ancestors.get(kind, ()))
    if use is not None:
        for case in (*_calls(values, way, []), *_together(values, way, [])):
            yield {**case, "name": f"{case['name']} in use", "call": use(case["call"])}


def _of_object(values: Values, kind: str) -> Iterator[Case]:
    """Properties and methods; of what is inherited the options are tried where it is declared."""
    try:
        owner = values.value(kind, "owner", 0)
    except ImpossibleError:
        return
    tried: set[tuple[str, ...]] = set()
    for above in sorted(values.ancestors[kind], key=lambda each: (each != kind, each)):
        entry = values.entry(above)
        if entry is None or entry["kind"] != "class":
            continue
        for name in entry["properties"]:
            if not name.isupper() and name != "node":
                yield {"name": f"{kind}.{name}", "call": {"get": owner, "name": name}, "show": []}
        for name, method in entry["methods"].items():
            if method.get("static"):
                continue
            options = tuple(each for each in method["parameters"] if "?:" in each)
            is_whole = above == kind and options not in tried
            tried.add(options)
            way = Way("static", f"{kind}.{name}", tuple(method["parameters"]))
            show = _shown(values, method["returns"])
            for case in _calls(values, way, show, id="Given", is_whole=is_whole):
                given = {each: case["call"][each] for each in ("args", "kw")}
                called = {**case, "call": {"call": owner, "name": name, **given}}
                yield _stated(values, method["returns"], called)


def _calls(
    values: Values, way: Way, show: list[str], *, id: str = "It", is_whole: bool = True
) -> Iterator[Case]:
    """A call as it is, and with each of its options at two values; or just as it is."""
    options = [each.name for each in parameters_of(way.parameters) if each.is_optional]
    single = [((name, variant),) for name in options for variant in (0, 1)]
    choices: list[tuple[tuple[str, int], ...]] = [(), *(single if is_whole else ())]
    seen: list[Call] = []
    for chosen in choices:
        try:
            call = values.call(way, id, chosen)
        except ImpossibleError:
            continue
        if call in seen:
            continue
        seen.append(call)
        shown = ", ".join(f"{name}#{variant}" for name, variant in chosen)
        yield {"name": f"{way.target}({shown})", "call": call, "show": show}


def _shown(values: Values, kind: str) -> list[str]:
    """The properties of a returned object that are shown with it: its text, numbers and flags."""
    names: set[str] = set()
    if use_of(values.ancestors.get(kind, ())) is not None:
        return []  # some of them are there only once it is used
    for above in values.ancestors.get(kind.removesuffix(" | None"), ()):
        entry = values.entry(above) or {}
        for name, type_name in entry.get("properties", {}).items():
            if name in recipes.UNSHOWN:
                continue
            if not name.isupper() and type_name.removesuffix(" | None") in ("str", "float", "bool"):
                names.add(name)
    return sorted(names)

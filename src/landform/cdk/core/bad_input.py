"""Refuses arguments that cannot be right, at the call that gives them, in one form for all classes.

What a call takes is said by the API's data where it names the class, for the other classes by annotations.
Only what is certainly wrong is refused, and a token is any value.
"""

import types
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cache
from typing import Any, Final, NamedTuple, Union, get_args, get_origin

from landform.cdk.constructs.trace import named
from landform.cdk.core.argument_types import entry_of, misfit, own_names, words
from landform.cdk.core.checked import OWN_FOLDER
from landform.cdk.core.tokens import is_unresolved
from landform.ground.diagnostics import did_you_mean

MAX_SHOWN: Final = 60  # letters of a value in a message
_BUILT_IN: Final = (str, bool, int, float, list, tuple, dict, set, bytes)

_parameters: dict[Any, "_Parameters"] = {}
_of_the_api: dict[tuple[type[Any], str], "_Parameters | None"] = {}


class _Parameters(NamedTuple):
    """What a function takes."""

    by_position: tuple[str, ...]
    types: Mapping[str, Any]  # types of the API's data, or annotations
    required: frozenset[str]
    variadic: Any  # the type of further arguments by position; None where there are none
    takes_other_names: bool
    is_of_the_api: bool


_ANYTHING: Final = _Parameters((), {}, frozenset(), Any, True, False)


def check_call(kind: type[Any], args: tuple[Any, ...], given: Mapping[str, Any], place: str) -> None:
    """Raise TypeError for an unknown keyword, or for a value of a type that the parameter does not take."""
    function = _unwrapped(kind.__init__)
    if _is_the_users(function):
        return  # what it hands on to the library is looked at there
    parameters = _described_by_api(kind, "") or _described(function, 1)
    problem = _problem(parameters, args, given)
    if problem is not None:
        values = _values(parameters, args, given)
        raise TypeError(shown(kind.__name__, values.get("scope"), values.get("id"), place) + problem)


def check_init(function: Any, args: tuple[Any, ...], given: Mapping[str, Any], place: str) -> None:
    """The same for a constructor that the user's own subclass calls."""
    kind = next(each for each in type(args[0]).__mro__ if _unwrapped(vars(each).get("__init__")) is function)
    check_call(kind, args[1:], given, place)


def check_method(function: Any, args: tuple[Any, ...], given: Mapping[str, Any], place: str) -> None:
    """The same for a method that is called with its object, or its class, in front."""
    owner = args[0]
    kind = owner if isinstance(owner, type) else type(owner)
    parameters = _described_by_api(kind, function.__name__) or _described(function, 1)
    problem = _problem(parameters, args[1:], given)
    if problem is not None:
        node = getattr(owner, "node", None)
        path = str(getattr(node, "path", ""))
        raise TypeError(named(f"{kind.__name__}.{function.__name__}", path, place) + problem)


def check_static(function: Any, args: tuple[Any, ...], given: Mapping[str, Any], place: str) -> None:
    """The same for a static method; one that makes a construct names its path."""
    home = function.__module__.removeprefix("landform.cdk.").partition(".")[0]
    kind, _, name = function.__qualname__.rpartition(".")
    api = "aws_cdk" if home == "core" else home
    parameters = _described_by_name(f"{api}.{kind}", name) or _described(function, 0)
    problem = _problem(parameters, args, given)
    if problem is not None:
        values = _values(parameters, args, given)
        raise TypeError(shown(function.__qualname__, values.get("scope"), values.get("id"), place) + problem)


def check_record(kind: type[Any], given: Mapping[str, Any], place: str) -> None:
    """The same for a record; what it lacks or does not know it says itself."""
    parameters = _described_by_api(kind, "")
    problem = parameters and _problem(
        parameters._replace(required=frozenset(), takes_other_names=True), (), given
    )
    if problem:
        raise TypeError(named(kind.__name__, "", place) + problem)


def _unwrapped(function: Any) -> Any:
    return getattr(function, "__wrapped__", function)


def _is_the_users(function: Any) -> bool:
    code = getattr(function, "__code__", None)
    return code is not None and not code.co_filename.startswith((OWN_FOLDER, "<"))


def _problem(parameters: _Parameters, args: tuple[Any, ...], given: Mapping[str, Any]) -> str | None:
    """What is wrong with the arguments; None where nothing is."""
    names, types = parameters.by_position, parameters.types
    if len(args) > len(names) and parameters.variadic is None:
        return f" takes {len(names)} arguments by position, not {len(args)}"
    values = _values(parameters, args, given)
    for name, value in values.items():
        if name not in types:
            if not parameters.takes_other_names:
                hint = did_you_mean(name, sorted(types))
                return f" got an unexpected keyword argument '{name}'{hint}"
        elif value is not None or (parameters.is_of_the_api and name in parameters.required):
            said = _wrong(parameters, types[name], value, name)
            if said is not None:
                return said
    for place, value in enumerate(args[len(names) :], len(names) + 1):
        said = _wrong(parameters, parameters.variadic, value, f"argument {place}")
        if said is not None:
            return said
    missing = sorted(parameters.required - set(values))
    return f" is missing the required argument '{missing[0]}'" if missing else None


def _wrong(parameters: _Parameters, kind: Any, value: Any, name: str) -> str | None:
    if not parameters.is_of_the_api:
        return None if accepts(kind, value) else f": {name} has to be {_expected(kind)}, not {_given(value)}"
    found = misfit(kind, value, name)
    return found and f": {found.path} has to be {words(found.type)}, not {_given(found.value)}"


def _values(parameters: _Parameters, args: tuple[Any, ...], given: Mapping[str, Any]) -> dict[str, Any]:
    return {**dict(zip(parameters.by_position, args, strict=False)), **given}


def _described_by_api(kind: type[Any], method: str) -> _Parameters | None:
    """What the API's data says of a method of a class, of its constructor for "", if it says anything."""
    key = (kind, method)
    if key not in _of_the_api:
        found = (
            _described_by_name(name, method) for each in _speaking(kind, method) for name in own_names(each)
        )
        _of_the_api[key] = next((each for each in found if each is not None), None)
    return _of_the_api[key]


def _speaking(kind: type[Any], method: str) -> Iterator[type[Any]]:
    """The classes whose entries may tell of a method: for a constructor none above its code."""
    for each in kind.__mro__:
        yield each
        if method == "" and "__init__" in vars(each):
            return


@cache
def _described_by_name(name: str, method: str) -> _Parameters | None:
    entry = entry_of(name)
    while entry is not None and entry["kind"] in ("class", "record"):
        if entry["kind"] == "record":
            return _parsed(("*", *entry["members"]))
        if method == "" and "parameters" in entry:
            return _parsed(entry["parameters"])
        if method in entry["methods"]:
            return _parsed(entry["methods"][method]["parameters"])
        entry = entry_of(entry.get("base", ""))
    return None


def _parsed(given: Iterable[str]) -> _Parameters:
    """The parameters of a signature of the API's data."""
    types: dict[str, str] = {}
    required, positional, variadic, is_keyword = set(), [], None, False
    for each in given:
        name, _, kind = each.partition(":")
        if each == "*":
            is_keyword = True
        elif name.startswith("*"):
            variadic = kind
        else:
            types[name.removesuffix("?")] = kind
            if not name.endswith("?"):
                required.add(name)
            if not is_keyword:
                positional.append(name.removesuffix("?"))
    return _Parameters(tuple(positional), types, frozenset(required), variadic, False, True)


def _described(function: Any, skipped: int) -> _Parameters:
    """What a function takes after its first `skipped` parameters, by its annotations."""
    function = _unwrapped(function)
    code = getattr(function, "__code__", None)
    found = _parameters.get(code)
    if found is not None:
        return found
    if code is None or not code.co_filename.startswith(OWN_FOLDER):
        return _ANYTHING  # the user's own
    positional = code.co_varnames[skipped : code.co_argcount]
    keywords = code.co_varnames[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]
    defaults = function.__defaults__ or ()
    optional = {*positional[len(positional) - len(defaults) :], *(function.__kwdefaults__ or ())}
    annotations = {name: function.__annotations__.get(name, Any) for name in (*positional, *keywords)}
    found = _Parameters(
        positional,
        annotations,
        frozenset(name for name in annotations if name not in optional),
        Any if code.co_flags & 0x04 else None,  # has *names
        bool(code.co_flags & 0x08),  # has **names
        False,
    )
    _parameters[code] = found
    return found


def accepts(annotation: Any, value: Any) -> bool:
    """Whether the value may be right for the annotation."""
    if annotation is Any or isinstance(annotation, str) or is_unresolved(value):
        return True
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        return any(accepts(each, value) for each in get_args(annotation) if each is not type(None))
    if origin is not None:
        return _accepts_generic(origin, get_args(annotation), value)
    return _accepts_class(annotation, value)


def _accepts_class(annotation: Any, value: Any) -> bool:
    if not isinstance(annotation, type):
        return True
    if getattr(annotation, "_is_protocol", False):
        return not isinstance(value, (*_BUILT_IN, Enum))
    if annotation in (float, int):
        return isinstance(value, int | float) and not isinstance(value, bool)
    if isinstance(value, annotation):
        return not (annotation is str and isinstance(value, Enum))
    if annotation in _BUILT_IN or issubclass(annotation, Enum):
        return False
    if isinstance(value, Mapping):
        return True  # a record given as a map
    return not isinstance(value, (*_BUILT_IN, Enum))


def _accepts_generic(origin: Any, inner: tuple[Any, ...], value: Any) -> bool:
    if origin is type or origin is Callable or not isinstance(origin, type):
        return True
    if issubclass(origin, Mapping):
        return isinstance(value, Mapping) or not isinstance(value, _BUILT_IN)
    if issubclass(origin, Sequence | Iterable):
        if isinstance(value, list | tuple):
            return all(each is None or accepts(inner[0], each) for each in value) if inner else True
        return not isinstance(value, _BUILT_IN)
    return True


def _expected(annotation: Any) -> str:
    """The annotation in words: `a Duration`, `a list of str`."""
    options = [annotation]
    if get_origin(annotation) in (Union, types.UnionType):
        options = [each for each in get_args(annotation) if each is not type(None)]
    return " or ".join(_word(each) for each in options)


def _word(annotation: Any) -> str:
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        return "a map"
    if origin is not None:
        of = f" of {getattr(inner[0], '__name__', inner[0])}" if inner and inner[0] is not Any else ""
        return f"a list{of}"
    name = {"float": "number"}.get(annotation.__name__, annotation.__name__)
    return f"{'an' if name[:1] in 'AEIOaeio' else 'a'} {name}"


def _given(value: Any) -> str:
    path = getattr(getattr(value, "node", None), "path", None)
    if value is None or isinstance(path, str):
        return "None" if path is None else named(type(value).__name__, path, None)
    text = repr(value)
    return f"{type(value).__name__} {text if len(text) <= MAX_SHOWN else text[:MAX_SHOWN] + '…'}"


def shown(kind: str, scope: Any, id: Any, place: str | None) -> str:
    """A construct that is being made: its class, its path and the line."""
    node = getattr(scope, "node", None)
    path = f"{node.path}/{id}".lstrip("/") if node is not None and isinstance(id, str) else ""
    return named(kind, path, place)


_JSON_TYPES: Final[dict[str, tuple[type, ...]]] = {
    "string": (bool, int, float, list, tuple),
    "boolean": (str, int, float, list, tuple),
    "integer": (str, bool, list, tuple),
    "number": (str, bool, list, tuple),
    "array": (str, bool, int, float),
}
"""A type of the registry's schemas -> types of values that certainly are not of it."""


def accepts_json(declared: str | None, value: Any) -> bool:
    """Whether the value may be right for a property of one declared type; None is not known."""
    wrong = _JSON_TYPES.get(declared or "", ())
    if not isinstance(value, wrong) or is_unresolved(value):
        return True
    return declared == "boolean" and isinstance(value, bool)


def wrong_json(declared: str, value: Any) -> str:
    """What to say of a value of another type."""
    name = {"string": "str", "boolean": "bool", "integer": "int", "array": "list"}.get(declared, declared)
    return f"has to be {'an' if name[0] in 'aei' else 'a'} {name}, not {_given(value)}"

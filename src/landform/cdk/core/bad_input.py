"""Refuses arguments that cannot be right, at the call that gives them, in one form for all classes.

The annotations of a constructor say what it takes. Only what is certainly wrong is refused: a value of a
built-in type, or a member of an enum, where something else is asked for. Objects of other classes may be
what is asked for in ways that cannot be seen, and tokens stand for any value.
"""

import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import Any, Final, NamedTuple, Union, get_args, get_origin

from landform.cdk.constructs.trace import named
from landform.cdk.core.tokens import is_unresolved
from landform.ground.diagnostics import did_you_mean

OWN_FOLDER: Final = str(Path(__file__).parent.parent)  # landform/cdk
MAX_SHOWN: Final = 60  # letters of a value in a message
_BUILT_IN: Final = (str, bool, int, float, list, tuple, dict, set, bytes)

_parameters: dict[Any, "_Parameters"] = {}


class _Parameters(NamedTuple):
    """What a function takes."""

    by_position: tuple[str, ...]
    annotations: dict[str, Any]
    required: frozenset[str]
    takes_more_by_position: bool
    takes_other_names: bool


_ANYTHING: Final = _Parameters((), {}, frozenset(), True, True)


def check_call(kind: type[Any], args: tuple[Any, ...], given: Mapping[str, Any], place: str) -> None:
    """Raise TypeError for an unknown keyword, or for a value of a type that the parameter does not take."""
    parameters = _described(kind.__init__, 1)
    problem = _problem(parameters, args, given)
    if problem is not None:
        values = _values(parameters, args, given)
        raise TypeError(shown(kind.__name__, values.get("scope"), values.get("id"), place) + problem)


def check_method(function: Any, args: tuple[Any, ...], given: Mapping[str, Any], place: str) -> None:
    """The same for a method that is called with its object, or its class, in front."""
    parameters = _described(function, 1)
    problem = _problem(parameters, args[1:], given)
    if problem is not None:
        owner = args[0]
        kind = owner if isinstance(owner, type) else type(owner)
        node = getattr(owner, "node", None)
        path = str(getattr(node, "path", ""))
        raise TypeError(named(f"{kind.__name__}.{function.__name__}", path, place) + problem)


def check_static(function: Any, args: tuple[Any, ...], given: Mapping[str, Any], place: str) -> None:
    """The same for a static method; one that makes a construct names its path."""
    parameters = _described(function, 0)
    problem = _problem(parameters, args, given)
    if problem is not None:
        values = _values(parameters, args, given)
        raise TypeError(shown(function.__qualname__, values.get("scope"), values.get("id"), place) + problem)


def _problem(parameters: _Parameters, args: tuple[Any, ...], given: Mapping[str, Any]) -> str | None:
    """What is wrong with the arguments; None where nothing is."""
    names, annotations = parameters.by_position, parameters.annotations
    if len(args) > len(names) and not parameters.takes_more_by_position:
        return f" takes {len(names)} arguments by position, not {len(args)}"
    values = _values(parameters, args, given)
    for name, value in values.items():
        if name not in annotations:
            if not parameters.takes_other_names:
                hint = did_you_mean(name, sorted(annotations))
                return f" got an unexpected keyword argument '{name}'{hint}"
        elif value is not None and not accepts(annotations[name], value):
            return f": {name} has to be {_expected(annotations[name])}, not {_given(value)}"
    missing = sorted(parameters.required - set(values))
    return f" is missing the required argument '{missing[0]}'" if missing else None


def _values(parameters: _Parameters, args: tuple[Any, ...], given: Mapping[str, Any]) -> dict[str, Any]:
    return {**dict(zip(parameters.by_position, args, strict=False)), **given}


def _described(function: Any, skipped: int) -> _Parameters:
    """What a function takes after its first `skipped` parameters."""
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
    takes_more = bool(code.co_flags & 0x04)  # has *names
    found = _Parameters(
        positional,
        annotations,
        frozenset(name for name in annotations if name not in optional),
        takes_more,
        bool(code.co_flags & 0x08),  # has **names
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

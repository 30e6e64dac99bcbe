"""Values with paths in them, as the Amazon States Language writes them: `"name.$": "$.path"`."""

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, Final

from landform.cdk.aws_stepfunctions.path_token import path_of
from landform.cdk.core.tokens import is_token, is_unresolved

_ARGUMENT: Final = re.compile(
    r"""\s*(?:(?P<call>States\.[A-Za-z0-9]+\()|(?P<text>'(?:[^'\\]|\\.)*')|(?P<path>\$(?:\[[^\]]*\]|[^,()\[\]])*)
    |(?P<end>\)))""",
    re.VERBOSE,
)
_TOKEN_PATHS: Final = ("$$", "$$.Task", "$$.Task.Token")
_JSONATA_TOKEN: Final = re.compile(r"\{%.*\$states\.context(\.Task(\.Token)?)?(?![.\w]).*%\}", re.DOTALL)


def render_object(given: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The object with paths marked in its names; None for None.

    Raises ValueError for a path in a list.
    """
    if given is None:
        return None
    found: dict[str, Any] = {}
    for name, value in given.items():
        path = path_of(value)
        if path is not None:
            found[f"{name}.$"] = path
        elif value is not None:
            found[name] = _inner(value)
    return found


def _inner(value: Any) -> Any:
    if isinstance(value, Mapping):
        return render_object(value)
    return [_item(each) for each in value] if isinstance(value, list | tuple) else value


def _item(value: Any) -> Any:
    if path_of(value) is not None and not is_token(value):
        raise ValueError(
            "A path cannot stand in a list, only in an object. Make the list with JsonPath.array or "
            "JsonPath.list_at"
        )
    return _inner(value)


def referenced_paths(given: Any) -> Iterator[str]:
    """The paths in a value, those inside intrinsic functions included."""
    path = path_of(given)
    if path is not None:
        yield from _paths_within(path)
    elif isinstance(given, Mapping):
        for each in given.values():
            yield from referenced_paths(each)
    elif isinstance(given, list | tuple):
        for each in given:
            _item(each)
            yield from referenced_paths(each)


def _paths_within(path: str) -> list[str]:
    if not path.startswith("States."):
        return [path]
    found: list[str] = []
    place = depth = 0
    while place < len(path):
        match = _ARGUMENT.match(path, place)
        if match is None:
            return [path]
        if match["path"]:
            found.append(match["path"].strip())
        depth += bool(match["call"]) - bool(match["end"])
        place = match.end()
        while path[place : place + 1] in (",", " "):
            place += 1
    return found if depth == 0 else [path]


def contains_task_token(given: Any) -> bool:
    """Whether a value refers to the token of the task, or to a part of the context that has it."""
    return any(each in _TOKEN_PATHS for each in referenced_paths(given)) or _has_jsonata_token(given)


def _has_jsonata_token(given: Any) -> bool:
    if isinstance(given, str):
        return _JSONATA_TOKEN.fullmatch(given) is not None
    if isinstance(given, Mapping):
        return any(_has_jsonata_token(each) for each in given.values())
    return isinstance(given, list | tuple) and any(_has_jsonata_token(each) for each in given)


def checked_path(path: str | None) -> str | None:
    """A path as the value of a property; raises ValueError for another text."""
    if path is not None and not is_unresolved(path) and not path.startswith("$"):
        raise ValueError(f"Expected JSON path to start with '$', got: {path}")
    return path


def present(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that are there; of a choice its word."""
    return {
        name: value.value if isinstance(value, Enum) else value
        for name, value in values.items()
        if value is not None
    }


def in_script_order(value: Any) -> Any:
    """The value with its names in the order of JavaScript's objects: numbers first, by size."""
    if isinstance(value, list | tuple):
        return [in_script_order(each) for each in value]
    if not isinstance(value, Mapping):
        return value
    numbers = sorted((each for each in value if _is_number(each)), key=int)
    others = [each for each in value if not _is_number(each)]
    return {name: in_script_order(value[name]) for name in (*numbers, *others)}


def _is_number(name: Any) -> bool:
    return isinstance(name, str) and name.isdecimal() and name.isascii() and (name == "0" or name[0] != "0")

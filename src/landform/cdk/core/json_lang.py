"""JSON text that may hold tokens: becomes one string, an Fn::Join where functions stand inside.

A function whose value is text stands inside quotes with its text; one that gives a number or a list does not
get quotes.
"""

import json
import re
from typing import Any

from landform.cdk.core.json_null import JsonNull
from landform.cdk.core.resolve import ResolveContext, join
from landform.cdk.core.tokens import IResolvable, IResolveContext, token_text

_MARK = "\x00{}\x00"
_NUMBER_MARK = "\x00#{}\x00"
_QUOTED_NUMBER = re.compile(r'"\\u0000#(\d+)\\u0000"')
FUNCTIONS_PREFIX = "Fn::"


class _Number(dict[str, Any]):
    """A function that gives a number."""


class _List(dict[str, Any]):
    """A function that gives a list."""


class _JsonContext(ResolveContext):
    """Keeps apart what gives a number, and what gives a list."""

    def __init__(self, outer: IResolveContext) -> None:
        super().__init__(outer.scope, preparing=outer.preparing, on_token=getattr(outer, "_on_token", None))
        self.functions: list[Any] = []  # of keys; those of values come behind them

    def _key(self, key: Any) -> str:
        name = self.resolve(key)
        if isinstance(name, dict) and _is_function(name):
            marked: str = _mark(name, self.functions)
            return marked
        return name if isinstance(name, str) else super()._key(key)

    def _token(self, token: IResolvable) -> Any:
        return token if token is JsonNull.INSTANCE else super()._token(token)

    def _resolve(self, x: Any) -> Any:
        if isinstance(x, _Number | _List):
            return x
        resolved = super()._resolve(x)
        if isinstance(x, float) and isinstance(resolved, dict):
            return _Number(resolved)
        return _List(resolved) if isinstance(x, list) and isinstance(resolved, dict) else resolved


class _JsonText:
    display_hint = "JSON"

    def __init__(self, value: Any, space: float | None) -> None:
        self._value = value
        self._space = space

    def resolve(self, context: IResolveContext) -> Any:
        inner = _JsonContext(context)
        resolved = inner.resolve(self._value)
        functions = inner.functions
        marked = _marked(resolved, functions)
        indent = int(self._space) if self._space else None
        separators = None if indent else (",", ":")
        text = json.dumps(marked, indent=indent, separators=separators, ensure_ascii=False)
        return join(_parts(text, functions))


def to_json_string(value: Any, space: float | None = None) -> str:
    """A string that becomes the JSON of the value."""
    return token_text(_JsonText(value, space))


def _marked(value: Any, functions: list[Any]) -> Any:
    """The value with a marked string in place of each function."""
    if isinstance(value, _List):
        raise ValueError(
            "A list that is known only at deployment cannot stand in JSON text. Join it to a string with "
            f"Fn.join, or use Fn.to_json_string: {dict(value)}"
        )
    if value is JsonNull.INSTANCE:
        return None
    if isinstance(value, dict):
        if _is_function(value):
            return _mark(value, functions)
        return {key: _marked(item, functions) for key, item in value.items()}
    if isinstance(value, list):
        return [_marked(item, functions) for item in value]
    return value


def _mark(value: dict[str, Any], functions: list[Any]) -> Any:
    name, argument = next(iter(value.items()))
    if name == "Fn::Join" and argument[0] == "" and isinstance(argument[1], list):
        # Pieces of text around functions: each piece has to be escaped as part of one JSON string.
        return "".join(each if isinstance(each, str) else _marker(each, functions) for each in argument[1])
    return _marker(value, functions)


def _marker(value: Any, functions: list[Any]) -> str:
    functions.append(value)
    return (_NUMBER_MARK if isinstance(value, _Number) else _MARK).format(len(functions) - 1)


def _is_function(value: dict[str, Any]) -> bool:
    if len(value) != 1:
        return False
    name = next(iter(value))
    return name == "Ref" or name.startswith(FUNCTIONS_PREFIX)


def _parts(text: str, functions: list[Any]) -> list[Any]:
    text = _QUOTED_NUMBER.sub(r"\\u0000\1\\u0000", text).replace("\\u0000#", "\\u0000")
    pieces = text.split("\\u0000")
    return [functions[int(piece)] if index % 2 else piece for index, piece in enumerate(pieces)]

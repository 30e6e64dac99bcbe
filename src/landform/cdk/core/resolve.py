"""Turns a value full of tokens into plain JSON for a template."""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

from landform.cdk.core.tokens import (
    LIST_TOKEN,
    NUMBER_SIGN,
    STRING_TOKEN,
    IResolvable,
    fragments_of,
    is_token,
    token_of_list,
    token_of_number,
)

MAX_DEPTH = 200  # of values inside values; deeper means a token that contains itself

OnToken = Callable[[IResolvable, "ResolveContext"], None]


class ResolveContext:
    """Where a value is being resolved."""

    def __init__(self, scope: Any, *, preparing: bool = False, on_token: OnToken | None = None) -> None:
        self.scope = scope
        self.preparing = preparing
        self._on_token = on_token
        self._depth = 0

    @property
    def document_path(self) -> list[str]:
        """Not kept: messages name constructs and source lines."""
        return []

    def resolve(self, x: Any) -> Any:
        """The plain value; None for what is left out."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            self._depth = 0
            raise RecursionError("Unable to resolve object tree with circular reference")
        try:
            return self._resolve(x)
        finally:
            self._depth -= 1

    def _resolve(self, x: Any) -> Any:
        if x is None or isinstance(x, bool | int):
            return x
        if isinstance(x, str):
            return self._text(x) if "${Token[" in x or NUMBER_SIGN in x else x
        if isinstance(x, float):
            token = token_of_number(x)
            return self._token(token) if token is not None else _whole(x)
        if isinstance(x, Mapping):
            return self._mapping(x)
        if isinstance(x, list | tuple):
            return self._list(list(x))
        if is_token(x):
            return self._token(x)
        if isinstance(x, Enum):
            return self._resolve(x.value)
        struct = getattr(x, "_to_cloudformation", None)
        if struct is not None:
            return self._resolve(struct())
        raise TypeError(f"Trying to resolve() a {type(x).__name__}, which has no place in a template: {x!r}")

    def _token(self, token: IResolvable) -> Any:
        if self._on_token is not None:
            self._on_token(token, self)
        return self.resolve(token.resolve(self))

    def _text(self, text: str) -> Any:
        pieces = fragments_of(text)
        if len(pieces) == 1:
            only = pieces[0]
            return only if isinstance(only, str) else self._token(only)
        return join([each if isinstance(each, str) else self._token(each) for each in pieces])

    def _list(self, items: list[Any]) -> Any:
        token = token_of_list(items)
        if token is not None:
            return self._token(token)
        for item in items:
            if isinstance(item, str) and LIST_TOKEN.search(item):
                raise ValueError(
                    "Found an encoded list token inside a list of other items. A list token can only be used "
                    "as the whole list."
                )
        resolved = [self.resolve(item) for item in items]
        return [item for item in resolved if item is not None]

    def _mapping(self, mapping: Mapping[Any, Any]) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key, value in mapping.items():
            name = self._key(key)
            resolved = self.resolve(value)
            if resolved is not None:
                result[name] = resolved
        return result

    def _key(self, key: Any) -> str:
        if isinstance(key, str) and STRING_TOKEN.search(key) is None:
            return key
        name = self.resolve(key)
        if not isinstance(name, str):
            raise TypeError(
                f'"{key}" is used as the key in a map so must resolve to a string, but it resolves to: '
                f'{name!r}. Consider using "CfnJson" to delay resolution to deployment-time'
            )
        return name


def _whole(number: float) -> float | int:
    """JavaScript has one kind of number: 3.0 is written as 3."""
    return int(number) if number.is_integer() else number


def join(parts: list[Any]) -> Any:
    """The parts as one string: Fn::Join where some are functions, neighbouring texts merged.

    An inner Fn::Join with an empty delimiter is taken apart.
    """
    merged: list[Any] = []
    for part in _flattened(parts):
        if merged and isinstance(part, str) and isinstance(merged[-1], str):
            merged[-1] += part
        elif part != "":
            merged.append(part)
    if not merged:
        return ""
    return merged[0] if len(merged) == 1 else {"Fn::Join": ["", merged]}


def _flattened(parts: list[Any]) -> list[Any]:
    found: list[Any] = []
    for part in parts:
        if isinstance(part, bool):
            found.append("true" if part else "false")
        elif isinstance(part, int | float):
            found.append(str(_whole(float(part))))
        elif _is_plain_join(part):
            found.extend(_flattened(part["Fn::Join"][1]))
        elif part is not None:
            found.append(part)
    return found


def _is_plain_join(part: Any) -> bool:
    if not isinstance(part, dict) or list(part) != ["Fn::Join"]:
        return False
    delimiter, items = part["Fn::Join"]
    return delimiter == "" and isinstance(items, list)


def resolve(value: Any, scope: Any, *, preparing: bool = False) -> Any:
    """The plain value in the template of the scope."""
    return ResolveContext(scope, preparing=preparing).resolve(value)

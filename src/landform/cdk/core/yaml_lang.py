"""YAML text that may hold tokens: one string, an Fn::Join where functions stand inside."""

import re
from typing import Any, Final

from landform.cdk.core.resolve import join
from landform.cdk.core.tokens import IResolveContext, token_text

_PLAIN: Final = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`][^\n]*\Z|[-?:][^\s][^\n]*\Z")
_READ_OTHERWISE: Final = re.compile(
    r"(?i:true|false|yes|no|on|off|y|n|null|~|)\Z|[-+]?(\.[0-9]+|[0-9][0-9_]*(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z"
    r"|0[xob][0-9a-fA-F_]+\Z|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\Z|[-+]?\.(inf|nan)\Z"
)
"""Texts that a reader of YAML 1.1 or 1.2 takes for something else."""


class _YamlText:
    display_hint = "YAML"

    def __init__(self, value: Any) -> None:
        self._value = value

    def resolve(self, context: IResolveContext) -> Any:
        functions: list[Any] = []
        text = "\n".join(_lines(context.resolve(self._value), functions)) + "\n"
        pieces = text.split("\x00")
        return join([functions[int(each)] if index % 2 else each for index, each in enumerate(pieces)])


def to_yaml_string(value: Any) -> str:
    """A string that becomes the YAML of the value."""
    return token_text(_YamlText(value))


def _lines(value: Any, functions: list[Any]) -> list[str]:
    if isinstance(value, dict) and not _is_function(value) and value:
        return [
            line for key, item in value.items() for line in _entry(f"{_text(str(key))}:", item, functions)
        ]
    if isinstance(value, list) and value:
        return [line for item in value for line in _item(item, functions)]
    return _scalar(value, functions)


def _entry(head: str, value: Any, functions: list[Any]) -> list[str]:
    lines = _lines(value, functions)
    if _is_block(value):
        return [head, *(f"  {line}" for line in lines)]
    return [f"{head} {lines[0]}", *(f"  {line}" if line else "" for line in lines[1:])]


def _item(value: Any, functions: list[Any]) -> list[str]:
    first, *others = _lines(value, functions)
    return [f"- {first}", *(f"  {line}" if line else "" for line in others)]


def _is_block(value: Any) -> bool:
    if isinstance(value, dict):
        return bool(value) and not _is_function(value)
    return isinstance(value, list) and bool(value)


def _scalar(value: Any, functions: list[Any]) -> list[str]:
    if isinstance(value, dict) and value:
        functions.append(value)
        return [f"\x00{len(functions) - 1}\x00"]
    if isinstance(value, dict | list):
        return ["{}" if isinstance(value, dict) else "[]"]
    if isinstance(value, bool):
        return ["true" if value else "false"]
    if isinstance(value, str) and "\n" in value:
        body = value.removesuffix("\n").split("\n")
        return ["|" if value.endswith("\n") else "|-", *body]
    return [_text(value) if isinstance(value, str) else str(value)]


def _text(text: str) -> str:
    plain = _PLAIN.match(text) and text == text.strip() and ": " not in text and " #" not in text
    if plain and not text.endswith(":") and not _READ_OTHERWISE.match(text):
        return text
    if '"' in text and "'" not in text:
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    return f'"{escaped}"'


def _is_function(value: dict[str, Any]) -> bool:
    name = next(iter(value), "") if len(value) == 1 else ""
    return name == "Ref" or name.startswith("Fn::")

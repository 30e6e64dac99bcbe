"""What a target is given of an event.

Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from landform.cdk.api import find
from landform.cdk.aws_events.field import EventField
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.stack import Stack
from landform.cdk.core.tokens import fragments_of, token_text

_OPEN: Final = "\ue000"  # of private use: around a key that stands for a whole text
_CLOSE: Final = "\ue001"
_WHOLE: Final = re.compile(f'\\\\?"{_OPEN}([^{_CLOSE}]*){_CLOSE}\\\\?"')


class RuleTargetInput(Native):
    """What a target is given; without one it is the event itself."""

    def __init__(self) -> None:
        pass

    @staticmethod
    def from_text(text: str) -> "RuleTargetInput":
        """A text, with parts of the event in it."""
        return _FieldInput(text, "text")

    @staticmethod
    def from_multiline_text(text: str) -> "RuleTargetInput":
        """A text of several lines, each a text of its own."""
        return _FieldInput(text, "lines")

    @staticmethod
    def from_object(obj: Any) -> "RuleTargetInput":
        """JSON, with parts of the event in it."""
        return _FieldInput(obj, "object")

    @staticmethod
    def from_event_path(path: str) -> "RuleTargetInput":
        """The part of the event at a path."""
        return _PathInput(path)

    def bind(self, rule: Any) -> Any:
        """What the rule's resource says of it: RuleTargetInputProperties."""
        raise TypeError(f"{type(self).__name__} does not say what it gives to a target of {rule.node.path}")


class _PathInput(RuleTargetInput):
    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path

    def bind(self, rule: Any) -> Any:
        del rule
        return _properties(input_path=self._path)


class _FieldInput(RuleTargetInput):
    """An input with parts of the event in it."""

    def __init__(self, value: Any, kind: str) -> None:
        super().__init__()
        self._value = value
        self._kind = kind

    def bind(self, rule: Any) -> Any:
        paths: dict[str, str] = {}
        marked = _marked(self._value, paths, whole=self._kind == "object")
        stack = Stack.of(rule)
        if self._kind == "lines":
            written = "\n".join(stack.to_json_string(each) for each in marked.split("\n"))
        else:
            written = stack.to_json_string(marked)
        text = Lazy.uncached_string(lambda context: _unquoted(context.resolve(written)))
        if not paths:
            return _properties(input=text)
        return _properties(input_template=text, input_paths_map=paths)


def _marked(value: Any, paths: dict[str, str], *, whole: bool) -> Any:
    """The value with `<name>` for parts of the event; the names are collected with their paths."""
    if isinstance(value, str):
        fragments = fragments_of(value)
        if whole and len(fragments) == 1 and isinstance(fragments[0], EventField):
            return f"{_OPEN}{_name_of(fragments[0], paths)}{_CLOSE}"
        return "".join(each if isinstance(each, str) else _in_text(each, paths) for each in fragments)
    if isinstance(value, EventField):
        return _marked(value.to_string(), paths, whole=whole)
    if isinstance(value, Mapping):
        return {name: _marked(each, paths, whole=whole) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_marked(each, paths, whole=whole) for each in value if each is not None]
    return value


def _in_text(token: Any, paths: dict[str, str]) -> str:
    if isinstance(token, EventField):
        return f"<{_name_of(token, paths)}>"
    return token_text(token)


def _name_of(field: EventField, paths: dict[str, str]) -> str:
    name = field.display_hint
    known = paths.setdefault(name, field.path)
    if known != field.path:
        raise ValueError(
            f"Single key '{name}' is used for two different JSON paths: '{field.path}' and '{known}'"
        )
    return name


def _unquoted(value: Any) -> Any:
    """The text with names that stand for whole values out of their quotes."""
    if isinstance(value, str):
        return _WHOLE.sub(r"<\1>", value)
    if isinstance(value, list):
        return [_unquoted(each) for each in value]
    if isinstance(value, Mapping):
        return {name: _unquoted(each) for name, each in value.items()}
    return value


def _properties(**members: Any) -> Any:
    kind = find("aws_events", "RuleTargetInputProperties")
    assert kind is not None  # a record of the API
    return kind(**members)

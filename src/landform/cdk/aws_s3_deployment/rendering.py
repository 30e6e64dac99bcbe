"""Text with tokens in it: a file with markers, and what each marker becomes at deployment."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from landform.cdk.core.stack import Stack
from landform.cdk.core.tokens import is_unresolved

_MARKER: Final = "<<marker:0xbaba:{}>>"


@dataclass(slots=True)
class Rendered:
    """A text, and the values of the markers in it."""

    text: str = ""
    markers: dict[str, Any] = field(default_factory=dict)

    def mark(self, value: Any) -> str:
        """A marker for a value."""
        marker = _MARKER.format(len(self.markers))
        self.markers[marker] = value
        return marker


def rendered_text(scope: Any, data: str) -> Rendered:
    """A text, a marker for each token."""
    found = Rendered()
    found.text = _marked(Stack.of(scope).resolve(data), found)
    return found


def rendered_json(scope: Any, value: Any) -> Rendered:
    """JSON, a marker for each text, number or list with tokens; its value comes with its quotes."""
    found = Rendered()
    text = json.dumps(_leaves(scope, value, found), separators=(",", ":"), ensure_ascii=False)
    for marker in found.markers:
        text = text.replace(f'{{"Ref":"{marker}"}}', marker)
    found.text = text
    return found


def rendered_yaml(scope: Any, value: Any) -> Rendered:
    """YAML, with markers as in JSON."""
    from landform.cdk.core.yaml_lang import to_yaml_string

    found = Rendered()
    written = Stack.of(scope).resolve(to_yaml_string(_leaves(scope, value, found)))
    found.text = "".join(each if isinstance(each, str) else each["Ref"] for each in _pieces(written))
    return found


def _marked(resolved: Any, found: Rendered) -> str:
    return "".join(each if isinstance(each, str) else found.mark(each) for each in _pieces(resolved))


def _pieces(resolved: Any) -> list[Any]:
    """The texts and functions that a text is made of."""
    separator, pieces = resolved.get("Fn::Join", ("", None)) if isinstance(resolved, Mapping) else ("", None)
    return pieces if isinstance(pieces, list) and separator == "" else [resolved]


def _leaves(scope: Any, value: Any, found: Rendered) -> Any:
    """The value with `{"Ref": marker}` for what has tokens in it."""
    stack = Stack.of(scope)
    if is_unresolved(value):
        return {"Ref": found.mark(stack.resolve(stack.to_json_string(value)))}
    if isinstance(value, Mapping):
        return {
            _marked(stack.resolve(name), found): _leaves(scope, each, found)
            for name, each in value.items()
            if each is not None
        }
    if isinstance(value, list | tuple):
        return [_leaves(scope, each, found) for each in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value

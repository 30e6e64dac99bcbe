"""Reads a template file: JSON, or YAML 1.2 with CloudFormation's short tags.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
"""

import json
import re
from pathlib import Path
from typing import Any, Final

import yaml

_SHORT: Final = (
    "Base64 Cidr FindInMap GetAZs ImportValue Join Sub Select Split Transform And Equals If Not Or GetAtt"
)
_CORE_SCHEMA: Final = (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
)
"""Kind, what it looks like, first characters. Source: https://yaml.org/spec/1.2.2/#103-core-schema"""


class _Loader(yaml.SafeLoader):
    """The core schema of YAML 1.2: `yes` and dates are text, there are no merge keys."""

    yaml_implicit_resolvers: Any = {}  # noqa: RUF012  (the type is the parent's)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = self.construct_object(key_node, deep=True)
            key = key if isinstance(key, str) else str(key)
            if key in found:
                raise ValueError(f'Map keys must be unique; "{key}" is repeated{key_node.start_mark}')
            found[key] = self.construct_object(value_node, deep=True)
        return found


def _integer(loader: Any, node: Any) -> int:
    text = loader.construct_scalar(node)
    base = {"0o": 8, "0x": 16}.get(text[:2], 10)
    return int(text, base)


def _number(loader: Any, node: Any) -> float:
    return float(loader.construct_scalar(node))


def _tagged(loader: Any, suffix: str, node: Any) -> Any:
    """A short tag as the function it stands for; other tags say nothing."""
    if isinstance(node, yaml.ScalarNode):
        plain = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        plain = loader.construct_sequence(node, deep=True)
    else:
        plain = loader.construct_mapping(node, deep=True)
    if suffix in ("Ref", "Condition"):
        return {suffix: plain}
    return {f"Fn::{suffix}": plain} if suffix in _SHORT.split() else plain


for _name, _pattern, _starts in _CORE_SCHEMA:
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_name}", re.compile(f"(?:{_pattern})\\Z"), [*_starts])
_Loader.add_constructor("tag:yaml.org,2002:int", _integer)
_Loader.add_constructor("tag:yaml.org,2002:float", _number)
_Loader.add_constructor("tag:yaml.org,2002:map", _Loader.construct_mapping)
_Loader.add_multi_constructor("!", _tagged)


def read_template(file: str) -> dict[str, Any]:
    """The template of a file. Raises OSError, and ValueError where it is not a map."""
    text = Path(file).read_text(encoding="utf-8")
    try:
        found = json.loads(text)
    except json.JSONDecodeError:
        found = yaml.load(text, Loader=_Loader)
    if not isinstance(found, dict):
        raise ValueError(f"The template in {file} is not a map")
    return found

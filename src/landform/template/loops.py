"""AWS::LanguageExtensions: loops are written out, and functions that name a resource become its name.

The other extensions (Fn::Length, Fn::ToJsonString, the default of Fn::FindInMap, functions in policies) are
part of the language here and need no rewriting. What a loop makes stands where its body stands.
Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

from landform.ground.source import TemplatePath
from landform.ground.values import Value
from landform.template.declarations import scalar_text
from landform.template.nodes import ListNode, MapNode, Node, Scalar, ScalarNode
from landform.template.transform_calls import LANGUAGE_EXTENSIONS, LOOP

#: The sections that loops may stand in.
_SECTIONS: Final = ("Conditions", "Resources", "Outputs")
_WORD: Final = re.compile("[A-Za-z0-9_]+")
_NOT_ALPHANUMERIC: Final = re.compile("[^A-Za-z0-9]")
_FAILED: Final = f"Transform {LANGUAGE_EXTENSIONS} failed with: "

Evaluate = Callable[[Node, TemplatePath], Value]
"""The value of a node; raises LoopError when it is not known before the deployment."""

Variables = Mapping[str, Scalar]
"""What the identifiers of the loops around stand for."""


class LoopError(Exception):
    """A loop cannot be written out."""

    def __init__(self, detail: str, place: int, path: TemplatePath) -> None:
        super().__init__(detail)
        self.detail = detail
        self.place = place
        self.path = path


class LoopWriter:
    """Writes out the loops of one template."""

    __slots__ = ("_evaluate", "_loops", "_names")

    def __init__(self, evaluate: Evaluate) -> None:
        self._evaluate = evaluate
        self._loops: dict[str, int] = {}  # loop name -> its place
        self._names: frozenset[str] = frozenset()

    def write_out(self, root: MapNode) -> MapNode:
        """The template without loops. Raises LoopError at the first that cannot be written out."""
        resources = root.entries.get("Resources")
        self._names = frozenset(resources.entries) if isinstance(resources, MapNode) else frozenset()
        written = MapNode(root.place, dict(root.entries), dict(root.key_places))
        for section in _SECTIONS:
            if section in root.entries:
                written.entries[section] = self._node(root.entries[section], (section,), {})
        return written

    def _node(self, node: Node, path: TemplatePath, variables: Variables) -> Node:
        if isinstance(node, ScalarNode):
            if not variables or not isinstance(node.value, str):
                return node
            return ScalarNode(_substituted(node.value, variables), node.place)
        if isinstance(node, ListNode):
            items = [self._node(item, (*path, index), variables) for index, item in enumerate(node.items)]
            return ListNode(node.place, items)
        return self._call(self._map(node, path, variables), path, variables)

    def _map(self, node: MapNode, path: TemplatePath, variables: Variables) -> MapNode:
        written = MapNode(node.place)
        for key, value in node.entries.items():
            name = _substituted(key, variables)
            if key.startswith(LOOP):
                made = self._loop(name, value, node.key_places[key], (*path, key), variables)
            else:
                made = MapNode(
                    value.place,
                    {name: self._node(value, (*path, key), variables)},
                    {name: node.key_places[key]},
                )
            self._merge(written, made, path)
        return written

    def _merge(self, into: MapNode, made: MapNode, path: TemplatePath) -> None:
        for name, value in made.entries.items():
            if name in into.entries:
                detail = (
                    f'{_FAILED}the key "{name}" is made twice.\nThe names that a loop makes have to differ: '
                    "put the identifier into the key, and no value into the collection twice."
                )
                raise LoopError(detail, made.key_places[name], (*path, name))
            into.entries[name] = value
            into.key_places[name] = made.key_places[name]

    def _call(self, node: MapNode, path: TemplatePath, variables: Variables) -> Node:
        """A reference to an identifier, or a call whose resource is named by a function, as a plain one."""
        if len(node.entries) != 1:
            return node
        ((key, argument),) = node.entries.items()
        if key == "Ref":
            if isinstance(argument, ScalarNode):
                is_variable = isinstance(argument.value, str) and argument.value in variables
                return ScalarNode(variables[str(argument.value)], node.place) if is_variable else node
            return self._with(node, key, self._name(argument, (*path, key)))
        is_named_by_function = key == "Fn::GetAtt" and isinstance(argument, ListNode) and argument.items
        if is_named_by_function and isinstance(argument, ListNode):
            first = argument.items[0]
            if isinstance(first, MapNode):
                name = self._name(first, (*path, key, 0))
                return self._with(node, key, ListNode(argument.place, [name, *argument.items[1:]]))
        return node

    def _with(self, node: MapNode, key: str, argument: Node) -> MapNode:
        return MapNode(node.place, {key: argument}, dict(node.key_places))

    def _name(self, node: Node, path: TemplatePath) -> Node:
        """The name that a function gives."""
        value = self._evaluate(node, path)
        if isinstance(value, str) and value:
            return ScalarNode(str(value), node.place)
        detail = f"{_FAILED}{path[-1]} layout is incorrect.\nThe function has to give the name of a resource."
        raise LoopError(detail, node.place, path)

    def _loop(self, name: str, node: Node, place: int, path: TemplatePath, variables: Variables) -> MapNode:
        """All entries that a loop makes."""
        self._check_name(name.removeprefix(LOOP), place, path)
        identifier, collection, body = self._parts(node, path)
        written = MapNode(node.place)
        for value in self._collection(self._node(collection, (*path, 1), variables), (*path, 1)):
            inner = {**variables, identifier: value}
            self._check_keys(body, identifier, path)
            self._merge(written, self._map(body, (*path, 2), inner), path)
        return written

    def _check_name(self, name: str, place: int, path: TemplatePath) -> None:
        if self._loops.setdefault(name, place) != place or name in self._names:
            detail = (
                f'{_FAILED}the name "{name}" stands for a loop and for something else.\nThe name of a loop '
                "is its own in the whole template."
            )
            raise LoopError(detail, place, path)

    def _parts(self, node: Node, path: TemplatePath) -> tuple[str, Node, MapNode]:
        if isinstance(node, ListNode) and len(node.items) == 3:
            identifier, collection, body = node.items
            if isinstance(identifier, ScalarNode) and isinstance(body, MapNode):
                word = identifier.value
                if isinstance(word, str) and _WORD.fullmatch(word):
                    return word, collection, body
        detail = (
            f"{_FAILED}Fn::ForEach layout is incorrect.\nWrite a loop as a list of three: an identifier of "
            "letters and digits, the collection, and a mapping from ${identifier} to what is repeated."
        )
        raise LoopError(detail, node.place, path)

    def _check_keys(self, body: MapNode, identifier: str, path: TemplatePath) -> None:
        for key in body.entries:
            if key.startswith(LOOP) or f"${{{identifier}}}" in key or f"&{{{identifier}}}" in key:
                continue
            detail = (
                f"{_FAILED}Fn::ForEach layout is incorrect.\n"
                f'The key "{key}" has to hold ${{{identifier}}} or &{{{identifier}}}, or every round '
                "would make the same name."
            )
            raise LoopError(detail, body.key_places[key], (*path, 2, key))

    def _collection(self, node: Node, path: TemplatePath) -> list[Scalar]:
        values = self._evaluate(node, path)
        if isinstance(values, list) and all(isinstance(each, str | int | float) for each in values):
            return [each for each in values if isinstance(each, str | int | float)]
        detail = (
            f"{_FAILED}Fn::ForEach layout is incorrect.\nThe collection has to be a list of strings that is "
            "known before the deployment, or a Ref to a parameter that is one."
        )
        raise LoopError(detail, node.place, path)


def _substituted(text: str, variables: Variables) -> str:
    """The text with ${identifier} as its value, and &{identifier} as the letters and digits of it."""
    for name, value in variables.items():
        if f"{{{name}}}" in text:
            shown = scalar_text(value)
            text = text.replace(f"${{{name}}}", shown)
            text = text.replace(f"&{{{name}}}", _NOT_ALPHANUMERIC.sub("", shown))
    return text

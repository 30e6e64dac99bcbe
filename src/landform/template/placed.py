"""Positions for what a transform made: each value stands where the value it came from stands.

A transform answers JSON, which has no lines. What is found under the same path before keeps that place, and
what a loop may have made stands where the loop's body stands. Any other new key belongs to the longest key
beside it that it begins with (transforms name what they make after what they make it of: `Api` becomes
`ApiStage`), else to a transform called beside it, else to the transform that is asked for.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from landform.ground.values import Json
from landform.template.nodes import ListNode, MapNode, Node, ScalarNode
from landform.template.transform_calls import FUNCTION, LOOP

_IDENTIFIER: Final = re.compile(r"[$&]\{[A-Za-z0-9_]+\}")


def placed(value: Json, source: Node | None, place: int) -> Node:
    """The value as nodes. `source`: what stood there before; `place`: for what nothing stood for."""
    at = place if source is None else source.place
    if isinstance(value, dict):
        node = MapNode(at)
        origins = _Origins(source, place)
        for key, item in value.items():
            below, key_place = origins.of(key)
            node.key_places[key] = key_place
            node.entries[key] = placed(item, below, key_place)
        return node
    if isinstance(value, list):
        before = source.items if isinstance(source, ListNode) else []
        items = [
            placed(item, before[index] if index < len(before) else None, at)
            for index, item in enumerate(value)
        ]
        return ListNode(at, items)
    return ScalarNode(value, at)


@dataclass(frozen=True, slots=True)
class _Made:
    """A key that a loop makes for every value of its collection."""

    pattern: re.Pattern[str]
    prefix: str
    node: Node
    place: int


class _Origins:
    """Where the keys of a mapping come from."""

    __slots__ = ("_entries", "_made", "_place", "_places")

    def __init__(self, source: Node | None, place: int) -> None:
        before = source if isinstance(source, MapNode) else MapNode(place)
        self._entries = before.entries
        self._places = before.key_places
        self._made = list(_made_by_loops(before))
        self._place = before.key_places.get(FUNCTION, place)

    def of(self, key: str) -> tuple[Node | None, int]:
        """What stood under the key, if anything did, and where."""
        if key in self._entries:
            return self._entries[key], self._places[key]
        for made in self._made:
            if made.pattern.fullmatch(key):
                return made.node, made.place
        named_so = [(len(name), self._places[name]) for name in self._entries if key.startswith(name)]
        named_so += [
            (len(each.prefix), each.place)
            for each in self._made
            if each.prefix and key.startswith(each.prefix)
        ]
        return None, max(named_so, default=(0, self._place))[1]


def _made_by_loops(node: MapNode) -> Iterator[_Made]:
    for key, loop in node.entries.items():
        if not key.startswith(LOOP) or not isinstance(loop, ListNode) or len(loop.items) != 3:
            continue
        body = loop.items[2]
        if not isinstance(body, MapNode):
            continue
        yield from _made_by_loops(body)
        for name, value in body.entries.items():
            if not name.startswith(LOOP):
                fixed = _IDENTIFIER.split(name)
                pattern = re.compile(".+".join(re.escape(part) for part in fixed))
                yield _Made(pattern, fixed[0], value, body.key_places[name])

"""The plain tree between text and language: scalars, lists and mappings, each with its place.

Both formats (JSON and YAML) are read into it, with the short tags already in their long form, so that the
language is read once. The builder refuses duplicate keys and too deep nesting; it knows nothing of what
a template means. The records are not frozen and their fields are positional because a template has
hundreds of thousands of them: frozen ones take three times as long to make (measured).
"""

from dataclasses import dataclass, field
from typing import Final, TypeAlias

from landform.ground.diagnostics import Diagnostic, RelatedLocation
from landform.ground.source import SourceLocation, TemplatePath
from landform.template.codes import diagnose

#: Levels of nesting. Reading and evaluating recurse about three frames a level, and Python allows 1,000.
MAX_DEPTH: Final = 100

#: Nodes that aliases may add by repeating their anchor; without it a text of 1 kB can stand for billions.
MAX_ALIAS_NODES: Final = 100_000

Scalar: TypeAlias = str | int | float | bool | None


@dataclass(slots=True)
class ScalarNode:
    """A string, number, boolean or null."""

    value: Scalar
    location: SourceLocation


@dataclass(slots=True)
class ListNode:
    """A list."""

    location: SourceLocation
    items: list["Node"] = field(default_factory=list)


@dataclass(slots=True)
class MapNode:
    """A mapping with string keys; a key that was repeated keeps its first value."""

    location: SourceLocation
    entries: dict[str, "Node"] = field(default_factory=dict)
    key_locations: dict[str, SourceLocation] = field(default_factory=dict)


Node: TypeAlias = ScalarNode | ListNode | MapNode


class UnreadableError(Exception):
    """Nothing can be made of the text; carries the one diagnostic that says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.detail)
        self.diagnostic = diagnostic


@dataclass(slots=True)
class _Frame:
    """A collection that is still open."""

    node: ListNode | MapNode
    wrapper: str | None  # the long name of the function whose short tag stood before it
    anchor: str | None
    count_before: int  # nodes made before this one
    key: str | None = None  # the key whose value comes next
    is_repeated: bool = False  # that key was there before: drop the value


def wrap(name: str | None, node: Node) -> Node:
    """The long form of a short tag: `!Ref x` becomes `Ref: x`."""
    if name is None:
        return node
    return MapNode(node.location, {name: node}, {name: node.location})


class TreeBuilder:
    """Takes the pieces of a text in order and makes the tree."""

    __slots__ = ("alias_nodes", "anchors", "count", "diagnostics", "frames", "root")

    def __init__(self) -> None:
        self.root: Node | None = None
        self.diagnostics: list[Diagnostic] = []
        self.frames: list[_Frame] = []
        self.anchors: dict[str, tuple[Node | None, int]] = {}  # None: still open; the int is its size
        self.count = 0  # nodes made, aliases expanded
        self.alias_nodes = 0

    def awaits_key(self) -> bool:
        """Whether the next scalar is a key."""
        if not self.frames:
            return False
        frame = self.frames[-1]
        return frame.key is None and type(frame.node) is MapNode

    def add_key(self, key: str, location: SourceLocation) -> None:
        """The key of the next value of the open mapping."""
        frame = self.frames[-1]
        assert type(frame.node) is MapNode, "a key outside a mapping; this is a bug in Landform"
        frame.key = key
        frame.is_repeated = key in frame.node.entries
        if frame.is_repeated:
            self._report_repeated(key, location, frame.node.key_locations[key])
        else:
            frame.node.key_locations[key] = location

    def add(self, node: Node) -> None:
        """A complete node, put where the open collection waits for one."""
        self.count += 1
        self._attach(node)

    def open(self, node: ListNode | MapNode, wrapper: str | None = None, anchor: str | None = None) -> None:
        """Begin a collection; every node until `close` belongs to it."""
        if len(self.frames) >= MAX_DEPTH:
            detail = (
                f"The template nests more than {MAX_DEPTH} lists and mappings in each other. No template of "
                "use does; move the inner parts up."
            )
            raise UnreadableError(diagnose("LF1005", detail, node.location, self.path()))
        if anchor is not None:
            self.anchors[anchor] = (None, 0)
        self.frames.append(_Frame(node, wrapper, anchor, self.count))

    def close(self) -> None:
        """End the innermost open collection."""
        frame = self.frames.pop()
        self.count += 1
        node = wrap(frame.wrapper, frame.node)
        if frame.anchor is not None:
            self.anchors[frame.anchor] = (node, self.count - frame.count_before)
        self._attach(node)

    def add_alias(self, anchor: str, location: SourceLocation) -> None:
        """The anchored node once more."""
        node, size = self._anchored(anchor, location)
        self.count += size
        self.alias_nodes += size
        if self.alias_nodes > MAX_ALIAS_NODES:
            detail = (
                f"Aliases repeat more than {MAX_ALIAS_NODES:,} values, which no template needs. Write the "
                "parts out, or use parameters and mappings."
            )
            raise UnreadableError(diagnose("LF1006", detail, location, self.path()))
        self._attach(node)

    def alias_text(self, anchor: str, location: SourceLocation) -> str | None:
        """The text an alias stands for when it is used as a key, or None when it is no text."""
        node, _ = self._anchored(anchor, location)
        return node.value if isinstance(node, ScalarNode) and isinstance(node.value, str) else None

    def path(self) -> TemplatePath:
        """Where the builder stands."""
        steps: list[str | int] = []
        for frame in self.frames:
            if type(frame.node) is ListNode:
                steps.append(len(frame.node.items))
            elif frame.key is not None:
                steps.append(frame.key)
        return tuple(steps)

    def _anchored(self, anchor: str, location: SourceLocation) -> tuple[Node, int]:
        if anchor not in self.anchors:
            detail = f'The alias "*{anchor}" has no anchor "&{anchor}" before it.'
            raise UnreadableError(diagnose("LF1001", detail, location, self.path()))
        node, size = self.anchors[anchor]
        if node is None:
            detail = f'The alias "*{anchor}" stands inside its own anchor, so the value would have no end.'
            raise UnreadableError(diagnose("LF1006", detail, location, self.path()))
        return node, size

    def _attach(self, node: Node) -> None:
        if not self.frames:
            self.root = node
            return
        frame = self.frames[-1]
        owner = frame.node
        if type(owner) is ListNode:
            owner.items.append(node)
        elif type(owner) is MapNode:
            assert frame.key is not None, "a value without a key; this is a bug in Landform"
            if not frame.is_repeated:
                owner.entries[frame.key] = node
            frame.key = None

    def _report_repeated(self, key: str, location: SourceLocation, first: SourceLocation) -> None:
        detail = (
            f'The key "{key}" stands twice in the same mapping, so one of the two values would be lost. '
            "Remove or rename one."
        )
        related = (RelatedLocation(message=f'first "{key}"', location=first),)
        self.diagnostics.append(diagnose("LF1002", detail, location, self.path(), related=related))

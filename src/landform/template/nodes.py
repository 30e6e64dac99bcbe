"""The plain tree between text and language: scalars, lists and mappings, each with its place.

Both formats (JSON and YAML) are read into it, with the short tags already in their long form, so that the
language is read once. The builder refuses duplicate keys and too deep nesting; it knows nothing of what
a template means.

A template has hundreds of thousands of nodes, so they are made cheap (measured): not frozen, positional,
and their place is one integer until someone asks for a SourceLocation.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from landform.ground.diagnostics import Diagnostic, RelatedLocation
from landform.ground.source import SourceLocation, TemplatePath
from landform.template.codes import diagnose

#: Levels of nesting. Reading and evaluating recurse about three frames a level, and Python allows 1,000.
MAX_DEPTH: Final = 100

Scalar: TypeAlias = str | int | float | bool | None


COLUMN_BITS: Final = 32
_COLUMN_MASK: Final = (1 << COLUMN_BITS) - 1


def place_of(line: int, column: int) -> int:
    """A line and a column, both from 1, as one integer."""
    return line << COLUMN_BITS | column


def located(file: str, place: int) -> SourceLocation:
    """The place as the rest of the program knows it."""
    return SourceLocation(file, place >> COLUMN_BITS, place & _COLUMN_MASK)


@dataclass(slots=True)
class ScalarNode:
    """A string, number, boolean or null."""

    value: Scalar
    place: int


@dataclass(slots=True)
class ListNode:
    """A list."""

    place: int
    items: list["Node"] = field(default_factory=list)


@dataclass(slots=True)
class MapNode:
    """A mapping with string keys; a key that was repeated keeps its first value."""

    place: int
    entries: dict[str, "Node"] = field(default_factory=dict)
    key_places: dict[str, int] = field(default_factory=dict)


Node: TypeAlias = ScalarNode | ListNode | MapNode


class KeyLocations(Mapping[str, SourceLocation]):
    """Where each key of a mapping stands; the locations are made when asked for."""

    __slots__ = ("file", "places")

    def __init__(self, file: str, places: Mapping[str, int]) -> None:
        self.file = file
        self.places = places

    def __getitem__(self, key: str) -> SourceLocation:
        return located(self.file, self.places[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)


class UnreadableError(Exception):
    """Nothing can be made of the text; carries the one diagnostic that says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.detail)
        self.diagnostic = diagnostic


def nests_too_deeply(location: SourceLocation, path: TemplatePath = ()) -> UnreadableError:
    """What is raised for a text that nests deeper than `MAX_DEPTH`."""
    detail = (
        f"The template nests more than {MAX_DEPTH} lists and mappings in each other. No template of use "
        "does; move the inner parts up."
    )
    return UnreadableError(diagnose("LF1005", detail, location, path))


def wrap(name: str | None, node: Node) -> Node:
    """The long form of a short tag: `!Ref x` becomes `Ref: x`."""
    if name is None:
        return node
    return MapNode(node.place, {name: node}, {name: node.place})


#: Takes the value of a repeated key until its mapping ends. No text can hold half a surrogate pair.
_REPEATED: Final = "\ud800"


@dataclass(slots=True)
class _Frame:
    """What the builder goes back to when a collection ends."""

    owner: ListNode | MapNode
    key: str | None
    wrapper: str | None  # the long name of the function whose short tag stood before the collection


class TreeBuilder:
    """Takes the pieces of a text in order and makes the tree."""

    __slots__ = (
        "_frames",
        "_root",
        "diagnostics",
        "file",
        "key",
        "owner",
    )

    def __init__(self, file: str) -> None:
        self.file = file
        self.diagnostics: list[Diagnostic] = []
        self._root = ListNode(0)
        self.owner: ListNode | MapNode = self._root  # the innermost open collection
        self.key: str | None = None  # of the owner's next value, when it is a mapping
        self._frames: list[_Frame] = []

    @property
    def root(self) -> Node | None:
        """The tree, or None for an empty text."""
        return self._root.items[0] if self._root.items else None

    @property
    def is_open(self) -> bool:
        """Whether a collection is open."""
        return bool(self._frames)

    @property
    def awaits_key(self) -> bool:
        """Whether the next scalar is a key."""
        return self.key is None and type(self.owner) is MapNode

    def add_key(self, key: str, place: int) -> None:
        """The key of the next value of the open mapping."""
        owner = self.owner
        assert type(owner) is MapNode, "a key outside a mapping; this is a bug in Landform"
        if key in owner.key_places:
            self._report_repeated(key, place, owner.key_places[key])
            self.key = _REPEATED
        else:
            owner.key_places[key] = place
            self.key = key

    def add(self, node: Node) -> None:
        """A complete node, put where the open collection waits for one."""
        owner = self.owner
        if type(owner) is MapNode:
            assert self.key is not None, "a value without a key; this is a bug in Landform"
            owner.entries[self.key] = node
            self.key = None
        elif type(owner) is ListNode:
            owner.items.append(node)

    def open(self, node: ListNode | MapNode, wrapper: str | None = None) -> None:
        """Begin a collection; every node until `close` belongs to it."""
        if len(self._frames) >= MAX_DEPTH:
            raise nests_too_deeply(located(self.file, node.place), self.path()[:3])
        self._frames.append(_Frame(self.owner, self.key, wrapper))
        self.owner = node
        self.key = None

    def close(self) -> None:
        """End the innermost open collection."""
        frame = self._frames.pop()
        closed = self.owner
        if type(closed) is MapNode:
            closed.entries.pop(_REPEATED, None)
        self.owner = frame.owner
        self.key = frame.key
        self.add(closed if frame.wrapper is None else wrap(frame.wrapper, closed))

    def path(self) -> TemplatePath:
        """Where the builder stands."""
        open_collections = [(frame.owner, frame.key) for frame in self._frames[1:]]
        if self._frames:
            open_collections.append((self.owner, self.key))
        steps: list[str | int] = []
        for owner, key in open_collections:
            if type(owner) is ListNode:
                steps.append(len(owner.items))
            elif key is not None:
                steps.append(key)
        return tuple(steps)

    def report(self, code: str, detail: str, place: int) -> None:
        """Add a mistake at a place."""
        self.diagnostics.append(diagnose(code, detail, located(self.file, place), self.path()))

    def unreadable(self, code: str, detail: str, place: int) -> UnreadableError:
        """The error that ends the reading."""
        return UnreadableError(diagnose(code, detail, located(self.file, place), self.path()))

    def _report_repeated(self, key: str, place: int, first: int) -> None:
        detail = (
            f'The key "{key}" stands twice in the same mapping, so one of the two values would be lost. '
            "Remove or rename one."
        )
        related = (RelatedLocation(message=f'first "{key}"', location=located(self.file, first)),)
        path = (*self.path(), key)
        location = located(self.file, place)
        self.diagnostics.append(diagnose("LF1002", detail, location, path, related=related))

"""Aspects: visitors that change or check every construct below the one they are added to."""

from typing import Any, ClassVar, Protocol
from weakref import WeakKeyDictionary

from landform.cdk.core.checked import Checked

MAX_ROUNDS = 100  # aspects may add constructs and aspects; a tree that never settles is a mistake


class IAspect(Protocol):
    """Visits constructs."""

    def visit(self, node: Any) -> None:
        """Called once for each construct."""


class AspectPriority(Checked):
    """Lower ones run first."""

    MUTATING: ClassVar[int] = 200
    READONLY: ClassVar[int] = 1000
    DEFAULT: ClassVar[int] = 500


class AspectApplication(Checked):
    """An aspect at its place."""

    def __init__(self, construct: Any, aspect: IAspect, priority: int) -> None:
        if priority < 0:
            raise ValueError("Priority must be a non-negative number")
        self.construct = construct
        self.aspect = aspect
        self.priority = priority


class Aspects(Checked):
    """The aspects of one construct."""

    _known: ClassVar["WeakKeyDictionary[Any, Aspects]"] = WeakKeyDictionary()

    def __init__(self, scope: Any) -> None:
        self._scope = scope
        self._applied: list[AspectApplication] = []

    @staticmethod
    def of(scope: Any) -> "Aspects":
        """The aspects of a construct."""
        found = Aspects._known.get(scope)
        if found is None:
            found = Aspects(scope)
            Aspects._known[scope] = found
        return found

    def add(self, aspect: IAspect, *, priority: float | None = None) -> None:
        """Visit this construct and everything below it."""
        rank = AspectPriority.DEFAULT if priority is None else int(priority)
        self._applied.append(AspectApplication(self._scope, aspect, rank))

    @property
    def all(self) -> list[IAspect]:
        """The aspects added here."""
        return [each.aspect for each in self._applied]

    @property
    def applied(self) -> list[AspectApplication]:
        """The aspects added here with their priorities."""
        return list(self._applied)


def invoke_aspects(root: Any) -> None:
    """Let every aspect visit every construct below it once, lower priorities first, until nothing is new."""
    visited: set[tuple[int, int]] = set()
    kept: list[Any] = []  # keeps visited objects alive, so that ids are not used again
    for _ in range(MAX_ROUNDS):
        if not _round(root, [], visited, kept):
            return
    raise RuntimeError(
        "We have detected a possible infinite loop while invoking Aspects: they keep adding constructs."
    )


def _round(
    construct: Any, inherited: list[AspectApplication], visited: set[tuple[int, int]], kept: list[Any]
) -> bool:
    from landform.cdk.core.stage import Stage

    did = False
    own = Aspects._known.get(construct)
    applications = [*inherited, *(own.applied if own else ())]
    for application in sorted(applications, key=lambda each: each.priority):
        key = (id(construct), id(application.aspect))
        if key not in visited:
            visited.add(key)
            kept.extend((construct, application.aspect))
            application.aspect.visit(construct)
            did = True
    for child in construct.node.children:
        if not isinstance(child, Stage):
            did = _round(child, applications, visited, kept) or did
    return did

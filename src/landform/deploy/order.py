"""Which of many things may start now, given what each must wait for.

Every question is answered in constant time, so that ten thousand resources cost ten thousand small steps.
"""

from collections import deque
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

Node = TypeVar("Node", bound=Hashable)


class CycleError(Exception):
    """The nodes of a graph wait for each other; `nodes` names them."""

    def __init__(self, nodes: Collection[Hashable]) -> None:
        self.nodes = tuple(nodes)
        super().__init__(
            f"these wait for each other: {', '.join(map(str, nodes))}. This is a bug in Landform."
        )


class Countdown(Generic[Node]):
    """Hands out nodes whose prerequisites are all done, in the order in which they became ready."""

    def __init__(
        self,
        prerequisites: Mapping[Node, Collection[Node]],
        *,
        certainty: Callable[[Node, Node], int] | None = None,
    ) -> None:
        """Take the graph; prerequisites that are no nodes are ignored.

        Raises CycleError, unless `certainty` is given: how sure it is that a node (the first) has to wait for
        another. Nodes that wait for each other then stop waiting where it is least sure; where it is equally
        sure everywhere, only the first of them starts without waiting for the rest, which still waits for it.
        """
        waits = {
            node: {each for each in before if each in prerequisites and each != node}
            for node, before in prerequisites.items()
        }
        circles = _circles(waits)
        if circles and certainty is None:
            raise CycleError([node for circle in circles for node in circle])
        while circles and certainty is not None:
            for circle in circles:
                _loosen(circle, waits, certainty)
            circles = _circles({node: waits[node] for circle in circles for node in circle})
        self._missing = {node: len(before) for node, before in waits.items()}
        self._followers: dict[Node, list[Node]] = {node: [] for node in waits}
        for node, before in waits.items():
            for each in prerequisites[node]:
                if each in before:
                    before.discard(each)
                    self._followers[each].append(node)
        self._ready = deque(node for node, count in self._missing.items() if count == 0)

    @property
    def has_ready(self) -> bool:
        """Whether `take` would give a node."""
        return bool(self._ready)

    def take(self) -> Node:
        """The next node that may start. IndexError when there is none."""
        return self._ready.popleft()

    def done(self, node: Node) -> None:
        """The node is done: what waited only for it becomes ready."""
        for follower in self._followers[node]:
            self._missing[follower] -= 1
            if self._missing[follower] == 0:
                self._ready.append(follower)

    def stop(self) -> None:
        """Nothing more will be handed out."""
        self._ready.clear()
        self._followers = {node: [] for node in self._followers}


def _loosen(
    circle: Collection[Node], waits: Mapping[Node, set[Node]], certainty: Callable[[Node, Node], int]
) -> None:
    """Take away the least certain reasons to wait inside a circle, or the first node's if all are equal."""
    members = dict.fromkeys(circle)
    reasons = {
        (node, each): certainty(node, each) for node in circle for each in waits[node] & members.keys()
    }
    least, first = min(reasons.values()), next(iter(circle))
    are_equal = least == max(reasons.values())
    for (node, each), certain in reasons.items():
        if node == first if are_equal else certain == least:
            waits[node].discard(each)


def _circles(waits: Mapping[Node, Collection[Node]]) -> list[list[Node]]:
    """The groups of nodes that wait for each other, as large as possible, all in their given order.

    Kosaraju's way: seen from the nodes that are left last, whoever is reached backwards is in the same group.
    """
    if _is_in_order(waits, waits) or _is_in_order(waits, reversed([*waits])):
        return []
    followers: dict[Node, list[Node]] = {node: [] for node in waits}
    for node, before in waits.items():
        for each in before:
            if each in followers:
                followers[each].append(node)
    seen: set[Node] = set()
    left = [node for root in waits for node in _walk(root, waits, seen, followers)]
    seen.clear()
    group_of: dict[Node, Node] = {}
    for root in reversed(left):
        group_of.update(dict.fromkeys(_walk(root, followers, seen, followers), root))
    groups: dict[Node, list[Node]] = {}
    for node in waits:
        groups.setdefault(group_of[node], []).append(node)
    return [group for group in groups.values() if len(group) > 1]


def _is_in_order(waits: Mapping[Node, Collection[Node]], nodes: Iterable[Node]) -> bool:
    """Whether each of the nodes waits only for those before it, so that there is no circle."""
    before: set[Node] = set()
    for node in nodes:
        if not before.issuperset(waits[node]):
            return False
        before.add(node)
    return True


def _walk(
    root: Node,
    edges: Mapping[Node, Collection[Node]],
    seen: set[Node],
    nodes: Collection[Node],
) -> Iterator[Node]:
    """Nodes not seen yet that the root leads to, each when all it leads to has been left (no recursion)."""
    if root in seen:
        return
    seen.add(root)
    path = [(root, iter(edges[root]))]
    while path:
        node, onward = path[-1]
        following = next((each for each in onward if each in nodes and each not in seen), None)
        if following is None:
            path.pop()
            yield node
        else:
            seen.add(following)
            path.append((following, iter(edges[following])))

"""Which of many things may start now, given what each must wait for.

Every question is answered in constant time, so that ten thousand resources cost ten thousand small steps.
"""

from collections import deque
from collections.abc import Callable, Collection, Hashable, Mapping
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
        is_certain: Callable[[Node, Node], bool] | None = None,
    ) -> None:
        """Take the graph; prerequisites that are no nodes are ignored.

        Raises CycleError, unless `is_certain` is given: then the nodes of cycles wait for one another only
        where it says so (given the node that waits and the other), and if that does not help, not at all.
        """
        waits = {
            node: {each for each in before if each in prerequisites and each != node}
            for node, before in prerequisites.items()
        }
        circular = _circular(waits)
        if circular and is_certain is None:
            raise CycleError(circular)
        for node in circular:
            waits[node] -= {
                each for each in waits[node] & circular.keys() if is_certain and not is_certain(node, each)
            }
        circular = _circular(waits) if circular else {}
        for node in circular:
            waits[node] -= circular.keys()
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


def _circular(waits: Mapping[Node, Collection[Node]]) -> dict[Node, None]:
    """The nodes on cycles or between cycles, in their given order."""
    followers: dict[Node, list[Node]] = {node: [] for node in waits}
    for node, before in waits.items():
        for each in before:
            followers[each].append(node)
    behind_removed = _without_free(waits, followers)
    inner = {node: [each for each in followers[node] if each in behind_removed] for node in behind_removed}
    backward = {node: [each for each in waits[node] if each in behind_removed] for node in behind_removed}
    return _without_free(inner, backward)


def _without_free(
    waits: Mapping[Node, Collection[Node]], followers: Mapping[Node, Collection[Node]]
) -> dict[Node, None]:
    """What is left when nodes that wait for nothing are taken away, again and again."""
    missing = {node: len(before) for node, before in waits.items()}
    free = deque(node for node, count in missing.items() if count == 0)
    while free:
        for follower in followers[free.popleft()]:
            missing[follower] -= 1
            if missing[follower] == 0:
                free.append(follower)
    return {node: None for node, count in missing.items() if count > 0}

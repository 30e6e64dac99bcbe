"""Orders resources so that each comes after what it depends on."""

from collections import deque
from collections.abc import Iterable, Mapping


def topological_order(depends_on: Mapping[str, Iterable[str]]) -> list[str]:
    """The names so that each follows its dependencies; ties keep the mapping's order.

    Dependencies outside the mapping are ignored. Names on a cycle, and those behind one, are left out: the
    template check has reported the cycle before anything is planned.
    """
    waiting = {name: {each for each in needs if each in depends_on} for name, needs in depends_on.items()}
    dependents: dict[str, list[str]] = {name: [] for name in depends_on}
    for name, needs in waiting.items():
        for need in needs:
            dependents[need].append(name)
    ready = deque(name for name, needs in waiting.items() if not needs)
    order: list[str] = []
    while ready:
        name = ready.popleft()
        order.append(name)
        for dependent in dependents[name]:
            waiting[dependent].discard(name)
            if not waiting[dependent]:
                ready.append(dependent)
    return order

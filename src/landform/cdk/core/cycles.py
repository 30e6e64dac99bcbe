"""Cycles between stacks: found when a dependency is added, drawn with what causes each edge."""

from itertools import pairwise
from typing import Any


def refuse_stack_cycle(source: Any, target: Any, reason: str | None) -> None:
    """Raise when the target already comes after the source."""
    path = _path(target, source, set())
    if path is None:
        return
    edges = [*_edges(path), (source, target, [reason] if reason else [])]
    drawn = "\n".join(_drawn(*edge) for edge in edges)
    raise ValueError(
        f"'{target.node.path}' depends on '{source.node.path}'. Adding this dependency "
        f"({reason or 'asked for'}) would create a cyclic reference:\n{drawn}\n"
        "Ways out: move the resource that both need into a stack of its own; pass a name instead of a "
        "reference; or make one of the references weak."
    )


def _path(start: Any, goal: Any, seen: set[int]) -> list[Any] | None:
    if start is goal:
        return [start]
    seen.add(id(start))
    for following in start.dependencies:
        if id(following) not in seen:
            rest = _path(following, goal, seen)
            if rest is not None:
                return [start, *rest]
    return None


def _edges(path: list[Any]) -> list[tuple[Any, Any, list[str]]]:
    return [(first, second, first._dependencies[second].reasons) for first, second in pairwise(path)]


def _drawn(source: Any, target: Any, reasons: list[str]) -> str:
    place = f" ({source.creation_place})" if source.creation_place else ""
    because = f": {reasons[0]}" if reasons else ""
    return f"  {source.node.path}{place} -> {target.node.path}{because}"

"""Cycles between stacks: found when a dependency is added, drawn with what causes each edge."""

from itertools import pairwise
from typing import Any, Final

MAX_REASONS: Final = 5  # of one edge in a drawing


def refuse_stack_cycle(source: Any, target: Any, reason: str | None) -> None:
    """Raise when the target already comes after the source."""
    path = _path(target, source, set())
    if path is None:
        return
    edges = [*_edges(path), (source, target, [reason] if reason else [])]
    drawn = "".join(_drawn(*edge) for edge in edges)
    raise ValueError(
        f"'{source.node.path}' depends on '{target.node.path}', and '{target.node.path}' already depends on "
        f"'{source.node.path}', so neither can be deployed first:\n{drawn}  {_placed(target)}\n"
        "This would create a cyclic reference. Ways out: move the resource that both need into a stack of "
        "its own; pass a name that you choose instead of a reference; or let one stack set up both resources."
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
    """A stack with the edge that leaves it: a line for each of the first reasons."""
    del target
    shown = reasons[:MAX_REASONS] or ["asked for"]
    if len(reasons) > MAX_REASONS:
        shown = [*shown, f"and {len(reasons) - MAX_REASONS} more"]
    lines = "".join(f"   |  {each}\n" for each in shown)
    return f"  {_placed(source)}\n{lines}   v\n"


def _placed(stack: Any) -> str:
    place = f" ({stack.creation_place})" if stack.creation_place else ""
    return f"{stack.node.path}{place}"

"""Cycles: resources that wait for each other, and conditions defined by themselves.

A cycle is printed as its path, with a line for every edge that says which use makes it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from landform.ground.diagnostics import Diagnostic, RelatedLocation
from landform.ground.source import SourceLocation, format_path
from landform.template.codes import diagnose
from landform.template.conditions import condition_uses
from landform.template.model import Expression, ResourceDeclaration, Template
from landform.template.references import references

#: More cycles than this help nobody; the search for each costs a pass over the tied names.
MAX_CYCLES: Final = 20


@dataclass(frozen=True, slots=True)
class Edge:
    """One use of a name by another."""

    target: str
    message: str
    location: SourceLocation


Graph: TypeAlias = Mapping[str, Mapping[str, Edge]]


def resource_cycles(template: Template) -> Iterator[Diagnostic]:
    """A Diagnostic for each cycle of resources that wait for each other."""
    names = template.resources.keys()
    graph = {
        name: {edge.target: edge for edge in reversed(list(_edges(resource))) if edge.target in names}
        for name, resource in template.resources.items()
    }
    for cycle in find_cycles(graph):
        detail = (
            f"Circular dependency between resources: [{', '.join(sorted(set(cycle)))}]. Each waits for the "
            f"next to be made, so none can be: {_drawn(cycle)}. Remove one of the uses below."
        )
        start = template.resources[cycle[0]]
        yield diagnose(
            "LF1107", detail, start.location, ("Resources", cycle[0]), related=_related(graph, cycle)
        )


def condition_cycles(template: Template) -> Iterator[Diagnostic]:
    """A Diagnostic for each cycle of conditions that are defined by each other."""
    graph: dict[str, dict[str, Edge]] = {}
    for name, expression in template.conditions.items():
        edges = [
            Edge(used, f"{name} uses {used}", call.location)
            for used, call in condition_uses(expression)
            if used in template.conditions
        ]
        graph[name] = {edge.target: edge for edge in reversed(edges)}
    for cycle in find_cycles(graph):
        detail = f"These conditions are defined by each other, so none has a value: {_drawn(cycle)}."
        yield diagnose(
            "LF1108",
            detail,
            template.condition_locations.get(cycle[0]),
            ("Conditions", cycle[0]),
            related=_related(graph, cycle),
        )


def _edges(resource: ResourceDeclaration) -> Iterator[Edge]:
    name = resource.logical_id
    expressions: tuple[Expression | None, ...] = (
        resource.properties,
        resource.creation_policy,
        resource.update_policy,
    )
    for expression in expressions:
        for reference in references(expression) if expression is not None else ():
            used = f"{reference.target}.{reference.attribute}" if reference.attribute else reference.target
            where = format_path(reference.path[2:])
            yield Edge(reference.target, f"{name} uses {used} in {where}", reference.location)
    for target, location in zip(resource.depends_on, resource.depends_on_locations, strict=True):
        yield Edge(target, f"{name} names {target} in DependsOn", location)


def _drawn(cycle: Sequence[str]) -> str:
    return " → ".join([*cycle, cycle[0]])


def _related(graph: Graph, cycle: Sequence[str]) -> tuple[RelatedLocation, ...]:
    edges = [graph[name][after] for name, after in zip(cycle, [*cycle[1:], cycle[0]], strict=True)]
    return tuple([RelatedLocation(message=edge.message, location=edge.location) for edge in edges])


def find_cycles(graph: Graph) -> list[list[str]]:
    """Cycles that together show every name that is part of one, at most MAX_CYCLES of them.

    Each is a shortest one through its first name. Names that lead into no cycle or out of none are peeled
    off first, so that a template without cycles costs one pass over its edges.
    """
    tied = _peel(graph)
    cycles: list[list[str]] = []
    shown: set[str] = set()
    for name in graph:
        if len(cycles) == MAX_CYCLES:
            break
        if name not in tied or name in shown:
            continue
        cycle = _shortest(graph, tied, name)
        cycles.extend([cycle] if cycle else [])
        shown.update(cycle)
    return cycles


def _peel(graph: Graph) -> set[str]:
    """The names that lie on a cycle or between two."""
    forward = {name: list(edges) for name, edges in graph.items()}
    backward: dict[str, list[str]] = {name: [] for name in graph}
    for name, edges in forward.items():
        for target in edges:
            backward[target].append(name)
    return _peel_ends(forward, backward) & _peel_ends(backward, forward)


def _peel_ends(forward: Mapping[str, Sequence[str]], backward: Mapping[str, Sequence[str]]) -> set[str]:
    """The names that remain when those to which no remaining name leads are taken off."""
    leads = {name: len(sources) for name, sources in backward.items()}
    free = [name for name, count in leads.items() if not count]
    remaining = set(forward)
    while free:
        name = free.pop()
        remaining.discard(name)
        for target in forward[name]:
            leads[target] -= 1
            if not leads[target]:
                free.append(target)
    return remaining


def _shortest(graph: Graph, tied: set[str], start: str) -> list[str]:
    """The shortest way from a name back to itself, or an empty list."""
    before: dict[str, str] = {}
    level = [start]
    while level:
        following: list[str] = []
        for name in level:
            for target in graph[name]:
                if target == start:
                    return _walk_back(before, start, name)
                if target in tied and target not in before:
                    before[target] = name
                    following.append(target)
        level = following
    return []


def _walk_back(before: Mapping[str, str], start: str, name: str) -> list[str]:
    way = [name]
    while way[-1] != start:
        way.append(before[way[-1]])
    return way[::-1]

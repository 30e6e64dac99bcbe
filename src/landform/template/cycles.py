"""Cycles: resources that wait for each other, and conditions defined by themselves.

A cycle is printed as its path, with a line for every edge that says which use makes it. The search works
on names alone; what an edge is made of is looked up only for the edges that are printed.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from landform.ground.diagnostics import Diagnostic, RelatedLocation
from landform.ground.source import format_path
from landform.template.codes import diagnose
from landform.template.conditions import condition_uses
from landform.template.model import Expression, ResourceDeclaration, Template
from landform.template.references import Reference, references

#: More cycles than this help nobody; the search for each costs a pass over the tied names.
MAX_CYCLES: Final = 20

Graph: TypeAlias = Mapping[str, Sequence[str]]
"""Each name with the names it uses."""


def resource_cycles(template: Template) -> Iterator[Diagnostic]:
    """A Diagnostic for each cycle of resources that wait for each other."""
    resources = template.resources
    graph: dict[str, list[str]] = {}
    for name, resource in resources.items():
        targets = dict.fromkeys(use.target for use in _references(resource))
        targets.update(dict.fromkeys(resource.depends_on))
        graph[name] = [target for target in targets if target in resources]
    for cycle in find_cycles(graph):
        detail = (
            f"Circular dependency between resources: [{', '.join(sorted(set(cycle)))}]. Each waits for the "
            f"next to be made, so none can be: {_drawn(cycle)}. Remove one of the uses below."
        )
        start = resources[cycle[0]]
        related = tuple([_resource_edge(resources[user], used) for user, used in _edges(cycle)])
        yield diagnose("LF1107", detail, start.location, ("Resources", cycle[0]), related=related)


def condition_cycles(template: Template) -> Iterator[Diagnostic]:
    """A Diagnostic for each cycle of conditions that are defined by each other."""
    conditions = template.conditions
    uses = {name: condition_uses(expression) for name, expression in conditions.items()}
    graph = {
        name: list(dict.fromkeys(used for used, _ in pairs if used in conditions))
        for name, pairs in uses.items()
    }
    for cycle in find_cycles(graph):
        detail = f"These conditions are defined by each other, so none has a value: {_drawn(cycle)}."
        related = tuple(
            [
                RelatedLocation(
                    message=f"{user} uses {used}",
                    location=next(call.location for name, call in uses[user] if name == used),
                )
                for user, used in _edges(cycle)
            ]
        )
        location = template.condition_locations.get(cycle[0])
        yield diagnose("LF1108", detail, location, ("Conditions", cycle[0]), related=related)


def _references(resource: ResourceDeclaration) -> Iterator[Reference]:
    expressions: tuple[Expression | None, ...] = (
        resource.properties,
        resource.creation_policy,
        resource.update_policy,
    )
    for expression in expressions:
        if expression is not None:
            yield from references(expression)


def _resource_edge(user: ResourceDeclaration, used: str) -> RelatedLocation:
    """The first use of a resource by another."""
    for use in _references(user):
        if use.target == used:
            what = f"{used}.{use.attribute}" if use.attribute else used
            message = f"{user.logical_id} uses {what} in {format_path(use.path[2:])}"
            return RelatedLocation(message=message, location=use.location)
    location = user.depends_on_locations[user.depends_on.index(used)]
    return RelatedLocation(message=f"{user.logical_id} names {used} in DependsOn", location=location)


def _edges(cycle: Sequence[str]) -> list[tuple[str, str]]:
    return list(zip(cycle, [*cycle[1:], cycle[0]], strict=True))


def _drawn(cycle: Sequence[str]) -> str:
    return " → ".join([*cycle, cycle[0]])


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
    backward: dict[str, list[str]] = {name: [] for name in graph}
    for name, targets in graph.items():
        for target in targets:
            backward[target].append(name)
    return _peel_ends(graph, backward) & _peel_ends(backward, graph)


def _peel_ends(forward: Graph, backward: Graph) -> set[str]:
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
        for name, target in ((each, target) for each in level for target in graph[each]):
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

"""Cycles between the resources of a template, which CloudFormation would refuse."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from landform.cdk.assertions.result import AssertionFailure

_IN_SUB = re.compile(r"\$\{([A-Za-z0-9]+)(?:\.[^}]*)?\}")


def refuse_cycles(template: Mapping[str, Any]) -> None:
    """Raise AssertionFailure, naming the resources of a cycle."""
    resources = template.get("Resources", {})
    edges = {id: [each for each in _needs(body) if each in resources] for id, body in resources.items()}
    cycle = _cycle(edges)
    if cycle:
        drawn = " -> ".join(cycle)
        raise AssertionFailure(f"Template is undeployable, these resources have a dependency cycle: {drawn}")


def _needs(body: Mapping[str, Any]) -> Iterator[str]:
    """The logical ids that a resource depends on; a property of the name DependsOn is another thing."""
    named = body.get("DependsOn", ())
    yield from [named] if isinstance(named, str) else named
    yield from _uses({name: value for name, value in body.items() if name != "DependsOn"})


def _uses(value: Any) -> Iterator[str]:
    """The logical ids that a value names."""
    if isinstance(value, list):
        for each in value:
            yield from _uses(each)
        return
    if not isinstance(value, dict):
        return
    for key, inner in value.items():
        if key == "Ref" and isinstance(inner, str):
            yield inner
        elif key == "Fn::GetAtt":
            yield inner[0] if isinstance(inner, list) else str(inner).partition(".")[0]
        elif key == "Fn::Sub":
            text = inner[0] if isinstance(inner, list) else inner
            yield from _IN_SUB.findall(text)
            yield from _uses(inner[1:] if isinstance(inner, list) else None)
        else:
            yield from _uses(inner)


def _cycle(edges: Mapping[str, list[str]]) -> list[str] | None:
    """A cycle, its first resource again at its end; None when there is none."""
    done: set[str] = set()
    for start in edges:
        path: list[str] = []
        pending = [(start, iter(edges[start]))] if start not in done else []
        while pending:
            id, following = pending[-1]
            if len(path) < len(pending):
                path.append(id)
            target = next(following, None)
            if target is None:
                done.add(id)
                pending.pop()
                path.pop()
            elif target in path:
                return [*path[path.index(target) :], target]
            elif target not in done:
                pending.append((target, iter(edges[target])))
    return None

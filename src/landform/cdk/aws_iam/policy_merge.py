"""Merges the statements of a policy where the meaning stays the same.

Two statements become one when effect and conditions are equal, neither has an id or excepts anything, and of
actions, resources and principals at most one differs.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from landform.cdk.aws_iam.policy_statement import Effect, PolicyStatement
from landform.cdk.aws_iam.protocols import LITERAL


@dataclass(frozen=True, slots=True, kw_only=True)
class _Comparable:
    effect: Effect
    conditions: str
    actions: dict[str, str]
    resources: dict[str, str]
    principals: dict[str, Any]  # what tells principals apart -> principal
    source: PolicyStatement


def merge_statements(statements: Sequence[PolicyStatement]) -> list[PolicyStatement]:
    """The statements, merged; the order of the first of each is kept."""
    held: list[PolicyStatement | _Comparable] = [_comparable(each) or each for each in statements]
    index = 0
    while index < len(held):
        if not _merge_one(held, index):
            index += 1
    return [each if isinstance(each, PolicyStatement) else _statement(each) for each in held]


def _merge_one(held: list[PolicyStatement | _Comparable], index: int) -> bool:
    """Merge the statement with the first later one that fits."""
    first = held[index]
    if isinstance(first, PolicyStatement):
        return False
    for other in range(index + 1, len(held)):
        second = held[other]
        merged = None if isinstance(second, PolicyStatement) else _merged(first, second)
        if merged is not None:
            held[index] = merged
            del held[other]
            return True
    return False


def _merged(first: _Comparable, second: _Comparable) -> _Comparable | None:
    if first.effect is not second.effect or first.conditions != second.conditions:
        return None
    if bool(first.principals) != bool(second.principals) or bool(first.resources) != bool(second.resources):
        return None
    differing = [
        name
        for name in ("actions", "resources", "principals")
        if set(getattr(first, name)) != set(getattr(second, name))
    ]
    if len(differing) > 1:
        return None
    changes: dict[str, Any] = {name: {**getattr(first, name), **getattr(second, name)} for name in differing}
    return replace(first, **changes)


def _comparable(statement: PolicyStatement) -> _Comparable | None:
    if statement.sid or statement.not_actions or statement.not_resources or statement.not_principals:
        return None
    principals: dict[str, Any] = {}
    for each in statement.principals:
        key = _identity(each)
        if key is None:
            return None
        principals[key] = each
    return _Comparable(
        effect=statement.effect,
        conditions=json.dumps(statement.conditions, default=str, sort_keys=True),
        actions={each: each for each in statement.actions},
        resources={each: each for each in statement.resources},
        principals=principals,
        source=statement,
    )


def _identity(principal: Any) -> str | None:
    fragment = principal.policy_fragment
    if LITERAL in fragment.principal_json:
        return None
    return json.dumps([fragment.principal_json, fragment.conditions], default=str, sort_keys=True)


def _statement(merged: _Comparable) -> PolicyStatement:
    return merged.source.copy(
        actions=list(merged.actions),
        resources=list(merged.resources),
        principals=list(merged.principals.values()),
    )

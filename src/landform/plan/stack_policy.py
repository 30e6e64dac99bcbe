"""Stack policies: which changes of existing resources an update may make.

A policy denies what no statement allows; a Deny goes before every Allow. Only updates are judged: creating
resources, deleting the stack and rolling back are not. The deployment asks when a resource's turn comes,
because only then is it known whether a change replaces.
Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/protect-stack-resources.html
"""

import fnmatch
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

MAX_BYTES: Final = 16_384  # of a policy, same source
_PREFIX: Final = "LogicalResourceId/"
_CONDITIONS: Final = ("StringEquals", "StringLike")
_ACTIONS: Final = ("Update:Modify", "Update:Replace", "Update:Delete", "Update:*")


class PolicyError(ValueError):
    """A policy that is none; the message says what and where."""


@dataclass(frozen=True, slots=True)
class StackPolicy:
    """A policy that was read."""

    statements: tuple[Mapping[str, Any], ...]

    def denial(self, logical_id: str, type_name: str, action: str) -> str | None:
        """AWS's sentence when the policy does not allow the action (such as Update:Replace), else None.

        AWS names actions and resources as the statement that denies writes them, as in published events
        (`Statement [#1] does not allow [Update:*] for resource [*];`). Where no statement allows the action,
        only the first words are known to be AWS's.
        """
        allowed = False
        for number, statement in enumerate(self.statements, start=1):
            if not _concerns(statement, logical_id, type_name, action):
                continue
            if statement["Effect"] == "Deny":
                by = f"Statement [#{number}] does not allow {_shown(statement)}"
                return f"Action denied by stack policy: {by};"
            allowed = True
        if allowed:
            return None
        where = f"[{action}] for resource [{_PREFIX}{logical_id}]"
        return f"Action not allowed by stack policy: No statement allows {where};"


def read_policy(text: str) -> StackPolicy:
    """The policy of a document. Raises PolicyError."""
    if len(text.encode()) > MAX_BYTES:
        raise PolicyError(f"A stack policy has at most {MAX_BYTES} bytes")
    try:
        document = json.loads(text)
    except ValueError as error:
        raise PolicyError(f"Error validating stack policy: Malformed JSON: {error}") from None
    statements = document.get("Statement") if isinstance(document, dict) else None
    if not isinstance(statements, list) or not statements:
        raise PolicyError("Error validating stack policy: Statement must be a list with at least one item")
    for number, each in enumerate(statements, start=1):
        _check(each, number)
    return StackPolicy(tuple(statements))


def _check(statement: Any, number: int) -> None:
    where = f"Error validating stack policy: Statement [#{number}]"
    if not isinstance(statement, dict):
        raise PolicyError(f"{where} is not a map")
    known = {"Effect", "Action", "NotAction", "Principal", "Resource", "NotResource", "Condition", "Sid"}
    for name in sorted(set(statement) - known):
        raise PolicyError(f"{where} has the unknown element {name}")
    if statement.get("Effect") not in ("Allow", "Deny"):
        raise PolicyError(f"{where}: Effect must be Allow or Deny")
    for pair in (("Action", "NotAction"), ("Resource", "NotResource")):
        if sum(name in statement for name in pair) != 1:
            raise PolicyError(f"{where} must have one of {pair[0]} and {pair[1]}")
    if statement.get("Principal") != "*":
        raise PolicyError(f'{where}: Principal must be "*"')
    _check_names(statement, where)


def _check_names(statement: Mapping[str, Any], where: str) -> None:
    for action in _listed(statement.get("Action", statement.get("NotAction"))):
        if action not in _ACTIONS:
            raise PolicyError(f"{where}: the action {action} is unknown; there are {', '.join(_ACTIONS)}")
    for resource in _listed(statement.get("Resource", statement.get("NotResource"))):
        if resource != "*" and not str(resource).startswith(_PREFIX):
            raise PolicyError(f"{where}: the resource {resource} must be * or begin with {_PREFIX}")
    for operator in statement.get("Condition", {}):
        if operator not in _CONDITIONS:
            raise PolicyError(f"{where}: the condition {operator} is not supported in stack policies")


def _shown(statement: Mapping[str, Any]) -> str:
    actions = _listed(statement.get("Action", statement.get("NotAction")))
    resources = _listed(statement.get("Resource", statement.get("NotResource")))
    return f"[{', '.join(map(str, actions))}] for resource [{', '.join(map(str, resources))}]"


def _concerns(statement: Mapping[str, Any], logical_id: str, type_name: str, action: str) -> bool:
    actions = _listed(statement.get("Action", statement.get("NotAction")))
    if _matches(actions, action) == ("NotAction" in statement):
        return False
    resources = _listed(statement.get("Resource", statement.get("NotResource")))
    if _matches(resources, f"{_PREFIX}{logical_id}") == ("NotResource" in statement):
        return False
    return all(
        _holds(operator, _listed(tests.get("ResourceType")), type_name)
        for operator, tests in statement.get("Condition", {}).items()
    )


def _holds(operator: str, wanted: list[Any], type_name: str) -> bool:
    return _matches(wanted, type_name) if operator == "StringLike" else type_name in wanted


def _matches(patterns: list[Any], text: str) -> bool:
    return any(fnmatch.fnmatchcase(text, str(each).replace("[", "[[]")) for each in patterns)


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]

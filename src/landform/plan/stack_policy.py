"""Stack policies: which changes of existing resources an update may make.

A policy denies what no statement allows; a Deny goes before every Allow. Only updates are judged: creating
resources and deleting the stack are not.
Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/protect-stack-resources.html
"""

import fnmatch
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from landform.plan.model import Plan, Replacement, Step, StepAction

MAX_BYTES: Final = 16_384  # of a policy, same source
_PREFIX: Final = "LogicalResourceId/"
_CONDITIONS: Final = ("StringEquals", "StringLike")
_ACTIONS: Final = ("Update:Modify", "Update:Replace", "Update:Delete", "Update:*")


class PolicyError(ValueError):
    """A policy that is none; the message says what and where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """A change that the policy does not allow."""

    logical_id: str
    action: str  # such as Update:Replace
    statement: int | None  # number of the statement that denies it, from 1; None: no statement allows it

    def __str__(self) -> str:
        """AWS's sentence."""
        by = f"Statement [#{self.statement}] denies" if self.statement else "No statement allows"
        return (
            f"Action denied by stack policy: {by} [{self.action}] for resource [{_PREFIX}{self.logical_id}]"
        )


@dataclass(frozen=True, slots=True)
class StackPolicy:
    """A policy that was read."""

    statements: tuple[Mapping[str, Any], ...]

    def denials(self, plan: Plan) -> list[Denial]:
        """What of a plan is not allowed, in the plan's order."""
        return [
            found for step in plan.steps for action in _actions(step) if (found := self._judge(step, action))
        ]

    def _judge(self, step: Step, action: str) -> Denial | None:
        allowed = False
        for number, statement in enumerate(self.statements, start=1):
            if not _concerns(statement, step, action):
                continue
            if statement["Effect"] == "Deny":
                return Denial(logical_id=step.logical_id, action=action, statement=number)
            allowed = True
        return None if allowed else Denial(logical_id=step.logical_id, action=action, statement=None)


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


def _actions(step: Step) -> Iterator[str]:
    if step.action is StepAction.UPDATE:
        yield "Update:Modify"
        if step.replacement is Replacement.MAY:
            yield "Update:Replace"
    elif step.action is StepAction.REPLACE:
        yield "Update:Replace"
    elif step.action in (StepAction.DELETE, StepAction.RETAIN):
        yield "Update:Delete"


def _concerns(statement: Mapping[str, Any], step: Step, action: str) -> bool:
    actions = _listed(statement.get("Action", statement.get("NotAction")))
    if _matches(actions, action) == ("NotAction" in statement):
        return False
    resources = _listed(statement.get("Resource", statement.get("NotResource")))
    if _matches(resources, f"{_PREFIX}{step.logical_id}") == ("NotResource" in statement):
        return False
    return all(
        _holds(operator, _listed(tests.get("ResourceType")), step.type_name)
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

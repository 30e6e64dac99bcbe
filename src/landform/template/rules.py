"""Rules: what must hold of the parameters before anything is made.

Fn::RefAll, Fn::ValueOf and Fn::ValueOfAll ask about existing resources; what they need is looked up.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-rules.html
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from landform.ground.diagnostics import Diagnostic
from landform.ground.lookups import Facts, Lookup
from landform.ground.values import Unknown, Value
from landform.template.codes import diagnose
from landform.template.compute import equals, is_scalar
from landform.template.evaluate import Evaluator, NoResources, PseudoParameters, Scope
from landform.template.model import Expression, Function, RuleDeclaration, Template

_MEMBER_TESTS: Final = frozenset({"Fn::Contains", "Fn::EachMemberEquals", "Fn::EachMemberIn"})
_LOGIC: Final = frozenset({"Fn::And", "Fn::Or", "Fn::Not"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedRules:
    """The broken rules, and the lookups without which some could not be checked."""

    diagnostics: tuple[Diagnostic, ...]
    missing: frozenset[Lookup]


def check_rules(
    template: Template, parameters: Mapping[str, Value], pseudo: PseudoParameters, facts: Facts
) -> CheckedRules:
    """An error for each assertion that does not hold."""
    scope = Scope(
        template=template,
        parameters=parameters,
        pseudo=pseudo,
        facts=facts,
        conditions={},
        resources=NoResources(),
    )
    evaluator = Evaluator(scope)
    found: list[Diagnostic] = []
    for rule in template.rules.values():
        found.extend(_check_rule(rule, evaluator))
    return CheckedRules(diagnostics=(*evaluator.diagnostics, *found), missing=frozenset(evaluator.missing))


def _check_rule(rule: RuleDeclaration, evaluator: Evaluator) -> list[Diagnostic]:
    path = ("Rules", rule.name)
    if rule.condition is not None and _holds(rule.condition, evaluator) is not True:
        return []
    found: list[Diagnostic] = []
    for assertion in rule.assertions:
        if _holds(assertion.assertion, evaluator) is False:
            said = assertion.description or "One of its assertions does not hold for these parameters."
            detail = f'The rule "{rule.name}" is broken: {said}'
            found.append(diagnose("LF1401", detail, assertion.assertion.location, path))
    return found


def _holds(expression: Expression, evaluator: Evaluator) -> bool | None:
    """Whether a rule's expression is true; None when it cannot be told."""
    if isinstance(expression, Function) and expression.name in _LOGIC:
        return _combined(expression, evaluator)
    if isinstance(expression, Function) and expression.name in _MEMBER_TESTS:
        return _member_test(expression, evaluator)
    value = evaluator.value(expression)
    if isinstance(value, bool):
        return value
    if not isinstance(value, Unknown):
        evaluator.report("LF1608", "This has to be a condition, which is true or false.", expression)
    return None


def _combined(expression: Function, evaluator: Evaluator) -> bool | None:
    results = [_holds(each, evaluator) for each in expression.arguments]
    if not results:
        return None
    if expression.name == "Fn::Not":
        return None if results[0] is None else not results[0]
    return _decided(results, by=expression.name == "Fn::Or")


def _decided(results: list[bool | None], *, by: bool) -> bool | None:
    """One result of this value decides; without one, it takes all results to tell."""
    if by in results:
        return by
    return None if None in results else not by


def _member_test(expression: Function, evaluator: Evaluator) -> bool | None:
    if len(expression.arguments) != 2:
        return None  # reading it has reported what is wrong with it
    first, second = (evaluator.value(each) for each in expression.arguments)
    if isinstance(first, Unknown) or isinstance(second, Unknown):
        return None
    members = _members(first)
    if members is None or (expression.name == "Fn::EachMemberIn" and not isinstance(second, list)):
        evaluator.report("LF1601", f"{expression.name} compares the members of lists.", expression)
        return None
    if expression.name == "Fn::Contains":
        return _is_in(second, members)
    if expression.name == "Fn::EachMemberEquals":
        return _decided([_is_equal(member, second) for member in members], by=False)
    allowed = _members(second) or []
    return _decided([_is_in(member, allowed) for member in members], by=False)


def _members(value: Value) -> list[Value] | None:
    if isinstance(value, list):
        return value
    return [value] if is_scalar(value) else None


def _is_in(value: Value, members: list[Value]) -> bool | None:
    return _decided([_is_equal(value, member) for member in members], by=True)


def _is_equal(value: Value, other: Value) -> bool | None:
    result = equals(value, other)
    return None if isinstance(result, Unknown) else result

"""Expressions and what is known about the world, to values. No I/O: what is missing is said, not fetched.

Recursion is plain and follows the template, whose depth `nodes.MAX_DEPTH` limits. What depends on a resource
that does not exist yet is `Unknown`, but no more than it must be: an Fn::If on a known condition and an
Fn::Select of a known item stay known. A mistake gives a Diagnostic and an `Unknown` that waits for
nothing, so that it is reported once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol, assert_never

from landform.ground.diagnostics import Diagnostic
from landform.ground.lookups import Facts, Lookup
from landform.ground.values import NO_VALUE, ResourceReference, Unknown, Value
from landform.template.codes import diagnose
from landform.template.compute import COMPUTATIONS, Call, join_parts
from landform.template.conditions import condition_order
from landform.template.model import (
    Expression,
    Function,
    GetAtt,
    ListExpression,
    Literal,
    MapExpression,
    Ref,
    Sub,
    Template,
)
from landform.template.rule_questions import QUESTIONS

NOTHING_KNOWN: Final = Unknown(())
"""The value of what could not be evaluated: a mistake was reported or a lookup is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PseudoParameters:
    """The pseudo parameters of one stack."""

    account_id: str
    region: str
    partition: str
    url_suffix: str
    stack_id: str
    stack_name: str
    notification_arns: tuple[str, ...] = ()

    def value(self, name: str) -> Value:
        """The value of `AWS::…`.

        Raises KeyError for a name that is none of the eight.
        """
        if name == "AWS::NotificationARNs":
            return list(self.notification_arns)
        values: dict[str, Value] = {
            "AWS::AccountId": self.account_id,
            "AWS::NoValue": NO_VALUE,
            "AWS::Partition": self.partition,
            "AWS::Region": self.region,
            "AWS::StackId": self.stack_id,
            "AWS::StackName": self.stack_name,
            "AWS::URLSuffix": self.url_suffix,
        }
        return values[name]


class ResourceValues(Protocol):
    """What is known about the resources of the stack."""

    def ref(self, logical_id: str) -> Value:
        """The value of Ref; Unknown when the resource is not there yet."""

    def attribute(self, logical_id: str, name: str) -> Value:
        """The value of an attribute; Unknown when it is not known yet."""


class NoResources:
    """Resource values before anything is deployed: all unknown."""

    def ref(self, logical_id: str) -> Value:
        """Unknown."""
        return Unknown((ResourceReference(logical_id),))

    def attribute(self, logical_id: str, name: str) -> Value:
        """Unknown."""
        return Unknown((ResourceReference(logical_id, name),))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Everything an expression may refer to."""

    template: Template
    parameters: Mapping[str, Value]
    pseudo: PseudoParameters
    facts: Facts
    conditions: Mapping[str, bool]
    resources: ResourceValues


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluated:
    """The value of an expression, the lookups it still needs, and the mistakes found."""

    value: Value
    missing: frozenset[Lookup] = frozenset()
    diagnostics: tuple[Diagnostic, ...] = ()


def evaluate(expression: Expression, scope: Scope) -> Evaluated:
    """The value of the expression. NO_VALUE is gone from lists and maps; alone it stays.

    Dynamic references stay in their strings. When `missing` is not empty, look the facts up and evaluate
    again. Never raises for what a template says.
    """
    evaluator = Evaluator(scope)
    value = evaluator.value(expression)
    return Evaluated(
        value=value, missing=frozenset(evaluator.missing), diagnostics=tuple(evaluator.diagnostics)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionResults:
    """Which conditions hold; one whose value is not known is left out."""

    values: Mapping[str, bool]
    missing: frozenset[Lookup]
    diagnostics: tuple[Diagnostic, ...]


def evaluate_conditions(
    template: Template, parameters: Mapping[str, Value], pseudo: PseudoParameters, facts: Facts
) -> ConditionResults:
    """The values of all conditions."""
    values: dict[str, bool] = {}
    scope = Scope(
        template=template,
        parameters=parameters,
        pseudo=pseudo,
        facts=facts,
        conditions=values,
        resources=NoResources(),
    )
    evaluator = Evaluator(scope)
    for name in condition_order(template):
        expression = template.conditions[name]
        value = evaluator.value(expression)
        if isinstance(value, bool):
            values[name] = value
        elif not isinstance(value, Unknown):
            detail = f'The condition "{name}" is neither true nor false. Compare something with Fn::Equals.'
            evaluator.diagnostics.append(diagnose("LF1608", detail, expression.location, expression.path))
    return ConditionResults(
        values=values, missing=frozenset(evaluator.missing), diagnostics=tuple(evaluator.diagnostics)
    )


class Evaluator:
    """One evaluation: the scope, and what it collects."""

    __slots__ = ("diagnostics", "missing", "scope")

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.missing: set[Lookup] = set()
        self.diagnostics: list[Diagnostic] = []

    def value(self, expression: Expression) -> Value:
        """The value of an expression."""
        if isinstance(expression, Literal):
            return expression.value
        if isinstance(expression, MapExpression):
            entries = {key: self.value(each) for key, each in expression.entries.items()}
            if any(item is NO_VALUE for item in entries.values()):
                entries = {key: item for key, item in entries.items() if item is not NO_VALUE}
            return entries
        if isinstance(expression, Ref):
            return self._ref(expression)
        if isinstance(expression, Function):
            return self._function(expression)
        if isinstance(expression, Sub):
            return self._sub(expression)
        if isinstance(expression, GetAtt):
            return self._get_att(expression)
        if isinstance(expression, ListExpression):
            items = [self.value(each) for each in expression.items]
            if any(item is NO_VALUE for item in items):
                items = [item for item in items if item is not NO_VALUE]
            return items
        assert_never(expression)

    def report(self, code: str, detail: str, expression: Expression) -> Unknown:
        """Add a mistake; gives the value to go on with."""
        self.diagnostics.append(diagnose(code, detail, expression.location, expression.path))
        return NOTHING_KNOWN

    def condition(self, name: str) -> bool | Unknown:
        """Whether a named condition holds; not known when it could not be evaluated."""
        return self.scope.conditions.get(name, NOTHING_KNOWN)

    def _ref(self, expression: Ref) -> Value:
        name = expression.name
        scope = self.scope
        if name in scope.template.resources:
            return scope.resources.ref(name)
        if name in scope.parameters:
            return scope.parameters[name]
        if name.startswith("AWS::"):
            try:
                return scope.pseudo.value(name)
            except KeyError:
                pass
        if name in scope.template.parameters:
            return NOTHING_KNOWN  # resolve_parameters has said why it has no value
        return self.report("LF1101", f'There is no parameter or resource "{name}".', expression)

    def _get_att(self, expression: GetAtt) -> Value:
        if expression.logical_id not in self.scope.template.resources:
            return self.report("LF1102", f'There is no resource "{expression.logical_id}".', expression)
        name = self.value(expression.attribute)
        if isinstance(name, Unknown):
            return name
        if not isinstance(name, str) or not name:
            return self.report(
                "LF1601", "The name of an attribute has to be a string that is not empty.", expression
            )
        return self.scope.resources.attribute(expression.logical_id, name)

    def _sub(self, expression: Sub) -> Value:
        parts: list[Value] = []
        for part in expression.parts:
            if isinstance(part, str):
                parts.append(part)
                continue
            value = self.value(part)
            if isinstance(value, list | dict) or value is NO_VALUE:
                detail = (
                    "A variable of Fn::Sub does not resolve to a string. Use Fn::Join for lists and "
                    "Fn::ToJsonString for mappings."
                )
                return self.report("LF1601", detail, part)
            parts.append(value)
        return join_parts("", parts)

    def _function(self, expression: Function) -> Value:
        name, arguments = expression.name, expression.arguments
        if not arguments:
            return NOTHING_KNOWN  # reading it has reported what is wrong with it
        if name == "Fn::If":
            condition_name = arguments[0]
            holds = (
                self.condition(str(condition_name.value))
                if isinstance(condition_name, Literal)
                else NOTHING_KNOWN
            )
            if isinstance(holds, Unknown):
                return holds
            return self.value(arguments[1] if holds else arguments[2])
        if name == "Condition":
            condition_name = arguments[0]
            return (
                self.condition(str(condition_name.value))
                if isinstance(condition_name, Literal)
                else NOTHING_KNOWN
            )
        compute = COMPUTATIONS.get(name) or QUESTIONS.get(name)
        if compute is None:
            return NOTHING_KNOWN  # Fn::Transform and the tests of Rules, which `check` refuses here
        return compute(Call(evaluator=self, expression=expression))

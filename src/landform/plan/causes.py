"""Why a property changes: from the property through its expression to what made the value different."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from landform.ground.source import SourceLocation
from landform.ground.values import Value
from landform.plan.desired import DesiredStack
from landform.plan.model import Cause, CauseKind, PropertySteps, Replacement, Step, StepAction
from landform.plan.planned_values import PlannedValues
from landform.template.model import Expression, Function, ListExpression, Located, MapExpression, Template
from landform.template.parameter_types import parameter_type
from landform.template.references import Reference, references

_OUTSIDE = frozenset({"Fn::ImportValue", "Fn::GetStackOutput", "Fn::GetAZs"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Causes:
    """Finds the causes of changes in one stack."""

    stack: DesiredStack
    values: PlannedValues
    parameters: Mapping[str, Value]
    prior_parameters: Mapping[str, Value]
    prior_tags: Mapping[str, str]
    prior_template: Template | None

    def of(self, logical_id: str, path: PropertySteps) -> tuple[Cause, ...]:
        """The causes of a change at the path of the resource's properties, at least one."""
        declaration = self.stack.resources[logical_id].declaration
        expression = expression_at(declaration.properties, path)
        if expression is None:
            return (Cause(kind=self._without_expression(logical_id, path), location=declaration.location),)
        found = [*self._from_references(expression), *self._edits(logical_id, path, expression)]
        if not found and (_looks_outside(expression) or self._reads_parameter_store(expression)):
            found = [Cause(kind=CauseKind.OUTSIDE, location=expression.location)]
        return tuple(found) or (Cause(kind=CauseKind.TEMPLATE, location=expression.location),)

    def _without_expression(self, logical_id: str, path: PropertySteps) -> CauseKind:
        declaration = self.stack.resources[logical_id].declaration
        schema = self.stack.catalog.find(declaration.type_name)
        is_tags = schema is not None and schema.tag_property == path[0]
        return CauseKind.TAGS if is_tags and self.stack.tags != self.prior_tags else CauseKind.TEMPLATE

    def _from_references(self, expression: Expression) -> Iterator[Cause]:
        seen: set[tuple[str, str | None]] = set()
        for reference in references(expression, self.stack.conditions):
            key = (reference.target, reference.attribute)
            if key not in seen:
                seen.add(key)
                yield from self._from_reference(reference)

    def _reads_parameter_store(self, expression: Expression) -> bool:
        """Whether the value of a parameter is looked up: it changes although the parameter does not."""
        for each in references(expression, self.stack.conditions):
            declared = self.stack.template.parameters.get(each.target)
            kind = parameter_type(declared.type_name) if declared else None
            if kind is not None and kind.is_ssm_value:
                return True
        return False

    def _from_reference(self, reference: Reference) -> Iterator[Cause]:
        if reference.target in self.stack.template.parameters:
            now = self.parameters.get(reference.target)
            if self.prior_parameters.get(reference.target) != now:
                yield Cause(kind=CauseKind.PARAMETER, entity=reference.target, location=reference.location)
        elif self.values.changes(reference.target, reference.attribute):
            kind = CauseKind.ATTRIBUTE if reference.attribute else CauseKind.REFERENCE
            entity = reference.target + (f".{reference.attribute}" if reference.attribute else "")
            because = _because(self.values.step(reference.target), reference.attribute)
            yield Cause(kind=kind, entity=entity, location=reference.location, because=because)

    def _edits(self, logical_id: str, path: PropertySteps, expression: Expression) -> Iterator[Cause]:
        if self.prior_template is None:
            return
        before = self.prior_template.resources.get(logical_id)
        was = expression_at(before.properties, path) if before else None
        if was is None or not same_expression(was, expression):
            yield Cause(kind=CauseKind.TEMPLATE, location=expression.location)


def _because(step: Step | None, attribute: str | None) -> tuple[Cause, ...]:
    if step is None or step.action in (StepAction.CREATE, StepAction.IMPORT):
        return ()
    if step.replacement is not Replacement.NO:
        decisive = [each for each in step.changes if each.replacement is not Replacement.NO]
    else:
        top = (attribute or "").split(".", 1)[0]
        decisive = [each for each in step.changes if each.path[0] == top]
    causes: dict[tuple[CauseKind, str | None, SourceLocation | None], Cause] = {}
    for change in decisive or step.changes:
        for each in change.causes:
            # By its own words: what it leads to follows from them, and may be as long as the template.
            causes.setdefault((each.kind, each.entity, each.location), each)
    return tuple(causes.values())


def expression_at(expression: Expression, path: PropertySteps) -> Expression | None:
    """The expression at a path of the value: the deepest one on the way that yields it.

    None when the first name is not written in the template at all (a stack tag, a removed property).
    """
    current = expression
    for depth, step in enumerate(path):
        inner: Expression | None = None
        if isinstance(current, MapExpression) and isinstance(step, str):
            inner = current.entries.get(step)
        elif isinstance(current, ListExpression) and isinstance(step, int) and step < len(current.items):
            inner = current.items[step]
        if inner is None:
            return None if depth == 0 else current
        current = inner
    return current


def same_expression(first: Any, second: Any) -> bool:
    """Whether two expressions say the same, wherever they stand."""
    if type(first) is not type(second):
        return False
    if is_dataclass(first):
        places = {each.name for each in fields(Located)} | {"key_locations"}
        names = [each.name for each in fields(first) if each.name not in places]
        return all(same_expression(getattr(first, name), getattr(second, name)) for name in names)
    if isinstance(first, tuple):
        return len(first) == len(second) and all(map(same_expression, first, second))
    if isinstance(first, Mapping):
        return first.keys() == second.keys() and all(
            same_expression(first[key], second[key]) for key in first
        )
    return bool(first == second)


def _looks_outside(expression: Expression) -> bool:
    if isinstance(expression, Function):
        return expression.name in _OUTSIDE or any(map(_looks_outside, expression.arguments))
    if isinstance(expression, ListExpression):
        return any(map(_looks_outside, expression.items))
    if isinstance(expression, MapExpression):
        return any(map(_looks_outside, expression.entries.values()))
    parts = getattr(expression, "parts", ())
    return any(_looks_outside(part) for part in parts if not isinstance(part, str))

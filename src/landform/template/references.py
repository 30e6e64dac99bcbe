"""Which names an expression uses: the edges of the dependency graph.

Yields resources and parameters alike (the caller knows which is which), never pseudo parameters. Names of
conditions and mappings are not references.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from landform.ground.source import SourceLocation, TemplatePath
from landform.template.model import (
    Expression,
    Function,
    GetAtt,
    ListExpression,
    Literal,
    MapExpression,
    Ref,
    Sub,
)


@dataclass(frozen=True, slots=True)
class Reference:
    """One use of a name."""

    target: str  # a logical id or the name of a parameter
    attribute: str | None  # None for Ref; "*" when only evaluation can tell which attribute
    location: SourceLocation
    path: TemplatePath


def references(expression: Expression, conditions: Mapping[str, bool] | None = None) -> Iterator[Reference]:
    """Every Ref, Fn::GetAtt and variable of Fn::Sub in the expression, in the order of the text.

    With `conditions`, only the branch of each Fn::If that is taken is followed; a condition that is not
    among them makes both count.
    """
    pending = [expression]
    while pending:
        each = pending.pop()
        if isinstance(each, Literal):
            continue
        if isinstance(each, Ref):
            if not each.name.startswith("AWS::"):
                yield Reference(each.name, None, each.location, each.path)
            continue
        if isinstance(each, GetAtt):
            attribute = each.attribute
            name = attribute.value if isinstance(attribute, Literal) else "*"
            yield Reference(each.logical_id, str(name), each.location, each.path)
        pending.extend(reversed(subexpressions(each, conditions)))


def subexpressions(expression: Expression, conditions: Mapping[str, bool] | None = None) -> list[Expression]:
    """The expressions directly inside one, in the order of the text."""
    if isinstance(expression, MapExpression):
        return list(expression.entries.values())
    if isinstance(expression, ListExpression):
        return list(expression.items)
    if isinstance(expression, Sub):
        return [part for part in expression.parts if not isinstance(part, str)]
    if isinstance(expression, GetAtt):
        return [expression.attribute]
    if isinstance(expression, Function):
        if conditions is not None and expression.name == "Fn::If" and len(expression.arguments) == 3:
            return _taken(expression, conditions)
        return list(expression.arguments)
    return []


def _taken(call: Function, conditions: Mapping[str, bool]) -> list[Expression]:
    condition, if_true, if_false = call.arguments
    value = conditions.get(str(condition.value)) if isinstance(condition, Literal) else None
    if value is None:
        return [if_true, if_false]
    return [if_true if value else if_false]

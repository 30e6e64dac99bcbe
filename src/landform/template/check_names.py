"""Whether the names in expressions lead somewhere, and functions stand where they may.

One pass over each expression with a list of what is still to do, so that its cost is linear.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from landform.ground.diagnostics import Diagnostic, did_you_mean
from landform.ground.source import SourceLocation, TemplatePath
from landform.template.codes import diagnose
from landform.template.functions import FUNCTIONS, PSEUDO_PARAMETERS, SPECIAL_PLACES, Place
from landform.template.model import (
    Expression,
    Function,
    GetAtt,
    ListExpression,
    Literal,
    MapExpression,
    Ref,
    ResourceDeclaration,
    Sub,
    Template,
)
from landform.template.references import references, subexpressions


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where an expression stands."""

    place: Place
    user: str  # whose expression it is, as messages name it
    takes_resources: bool = True  # False: nothing that only a deployed resource can tell

    @property
    def block(self) -> str:
        """The section, as AWS's sentences name it."""
        return _BLOCKS.get(self.place, "Resources")


_BLOCKS: Final = {Place.OUTPUT: "Outputs", Place.CONDITION: "Conditions", Place.RULE: "Rules"}

#: Places whose values are needed before any resource exists.
_BEFORE_RESOURCES: Final = frozenset({Place.CONDITION, Place.RULE, Place.POLICY})


class NameChecker:
    """Checks expressions against the names that a template declares."""

    __slots__ = ("diagnostics", "template")

    def __init__(self, template: Template) -> None:
        self.template = template
        self.diagnostics: list[Diagnostic] = []

    def check(self, expression: Expression, surroundings: Surroundings) -> None:
        """Report what is wrong in one expression."""
        pending = [expression]
        while pending:
            each = pending.pop()
            if isinstance(each, Literal):
                if each.value is None:
                    self._null(each)
                continue
            if isinstance(each, Ref):
                self._ref(each, surroundings)
                continue
            if isinstance(each, MapExpression):
                pending.extend(reversed(list(each.entries.values())))
                continue
            if isinstance(each, ListExpression):
                pending.extend(reversed(each.items))
                continue
            if isinstance(each, Function):
                self._function(each, surroundings)
            elif isinstance(each, GetAtt):
                self._get_att(each, surroundings)
            elif isinstance(each, Sub):
                self._allowed("Fn::Sub", SPECIAL_PLACES["Fn::Sub"], each, surroundings)
            pending.extend(reversed(subexpressions(each)))

    def check_condition(
        self, name: str, location: SourceLocation, path: TemplatePath, surroundings: Surroundings
    ) -> None:
        """Report a condition that is not declared."""
        if name not in self.template.conditions:
            said = (
                f"Template format error: Unresolved condition dependency {name} in the {surroundings.block}"
            )
            self._undeclared(f"{said} block of the template", name, location, path, surroundings)

    def _undeclared(
        self, said: str, name: str, location: SourceLocation, path: TemplatePath, surroundings: Surroundings
    ) -> None:
        user = surroundings.user
        detail = (
            f'{said}\n{user[0].upper()}{user[1:]} uses the condition "{name}", which Conditions does not '
            f"declare.{did_you_mean(name, list(self.template.conditions))}"
        )
        self.diagnostics.append(diagnose("LF1103", detail, location, path))

    def check_depends_on(self, resource: ResourceDeclaration) -> None:
        """Report names in DependsOn that are no resources."""
        resources = self.template.resources
        for name, location in zip(resource.depends_on, resource.depends_on_locations, strict=True):
            if name not in resources:
                detail = (
                    f"Template format error: Unresolved resource dependencies [{name}] in the Resources "
                    "block of the template\nDependsOn takes logical ids of this template."
                    f"{did_you_mean(name, list(resources))}"
                )
                path = ("Resources", resource.logical_id, "DependsOn")
                self.diagnostics.append(diagnose("LF1106", detail, location, path))

    def _report(self, code: str, detail: str, expression: Expression) -> None:
        self.diagnostics.append(diagnose(code, detail, expression.location, expression.path))

    def _null(self, expression: Literal) -> None:
        detail = (
            "'null' values are not allowed in templates. Give a value, or leave the key out; to decide it at "
            "deployment use AWS::NoValue."
        )
        self._report("LF1017", detail, expression)

    def _allowed(
        self, name: str, places: frozenset[Place], expression: Expression, surroundings: Surroundings
    ) -> bool:
        if surroundings.place in places:
            return True
        allowed = ", ".join(sorted(place.value for place in places))
        detail = f"{name} cannot be used in {surroundings.user}. It can be used in: {allowed}."
        self._report("LF1203", detail, expression)
        return False

    def _ref(self, expression: Ref, surroundings: Surroundings) -> None:
        name = expression.name
        template = self.template
        if name in template.parameters or name in PSEUDO_PARAMETERS:
            return
        if name in template.resources:
            self._takes_resource(name, f'the resource "{name}"', expression, surroundings)
            return
        known: Sequence[str] = [*template.parameters, *template.resources, *PSEUDO_PARAMETERS]
        detail = (
            f'{_unresolved(name, surroundings)}\nThere is no parameter or resource "{name}".'
            f"{did_you_mean(name, known)}"
        )
        self._report("LF1101", detail, expression)

    def _takes_resource(
        self, name: str, what: str, expression: Expression, surroundings: Surroundings
    ) -> bool:
        if surroundings.takes_resources and surroundings.place not in _BEFORE_RESOURCES:
            return True
        said = f"{surroundings.user[0].upper()}{surroundings.user[1:]} cannot refer to {what}"
        if surroundings.place is Place.CONDITION:
            said = f"{_unresolved(name, surroundings)}\n{said}"
        detail = f"{said}: it has to be known before any resource is made. Use a parameter."
        self._report("LF1203", detail, expression)
        return False

    def _get_att(self, expression: GetAtt, surroundings: Surroundings) -> None:
        name = expression.logical_id
        if name in self.template.resources:
            self._takes_resource(name, f'an attribute of the resource "{name}"', expression, surroundings)
            return
        if name in self.template.parameters:
            cure = f' "{name}" is a parameter; parameters have no attributes, use Ref.'
        else:
            cure = did_you_mean(name, list(self.template.resources))
        detail = (
            f"Template error: instance of Fn::GetAtt references undefined resource {name}\nThere is no "
            f'resource "{name}".{cure}'
        )
        self._report("LF1102", detail, expression)

    def _function(self, expression: Function, surroundings: Surroundings) -> None:
        name = expression.name
        shape = FUNCTIONS.get(name)
        if not expression.arguments or shape is None or name == "Fn::Transform":
            return  # reading it, or the check of macro calls, reports what is wrong with it
        if not self._allowed(name, shape.places, expression, surroundings):
            return
        if name == "Fn::If":
            self._if(expression, surroundings)
        elif name == "Condition" and isinstance(expression.arguments[0], Literal):
            condition = str(expression.arguments[0].value)
            self.check_condition(condition, expression.location, expression.path, surroundings)
        elif name == "Fn::FindInMap":
            self._find_in_map(expression)
        elif name == "Fn::ImportValue":
            self._import_value(expression)

    def _if(self, expression: Function, surroundings: Surroundings) -> None:
        condition = expression.arguments[0]
        name = str(condition.value) if isinstance(condition, Literal) else ""
        if name not in self.template.conditions:
            # Recorded: api__test_changesets, "unresolved condition dependency MissingCondition in Fn::If".
            said = f"Template error: unresolved condition dependency {name} in Fn::If"
            self._undeclared(said, name, expression.location, expression.path, surroundings)

    def _import_value(self, expression: Function) -> None:
        """Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-importvalue.html"""
        used = [each.target for each in references(expression) if each.target in self.template.resources]
        if used:
            detail = (
                "Template error: the attribute in Fn::ImportValue must not depend on any resources, imported "
                f'values, or Fn::GetAZs\nHere it depends on "{used[0]}"; use a parameter or a plain name.'
            )
            self._report("LF1203", detail, expression)

    def _find_in_map(self, expression: Function) -> None:
        """Keys that are written out can be looked up now."""
        mappings = self.template.mappings
        has_default = len(expression.arguments) == 4
        texts = [
            each.value if isinstance(each, Literal) and isinstance(each.value, str) else None
            for each in expression.arguments[:3]
        ]
        name, top, second = texts
        if name is None or has_default:
            return
        if name not in mappings:
            detail = (
                f"Template error: Mapping named '{name}' is not present in the 'Mappings' section of "
                f"template\nMappings does not declare it.{did_you_mean(name, list(mappings))}"
            )
            self._report("LF1104", detail, expression)
            return
        keys = mappings[name]
        if top is not None and top not in keys:
            detail = f'The mapping "{name}" has no key "{top}".{did_you_mean(top, list(keys))}'
            self._report("LF1105", detail, expression)
        elif second is not None:
            chosen = [keys[top]] if top is not None else list(keys.values())
            known = sorted({key for attributes in chosen for key in attributes})
            if second not in known:
                detail = f'The mapping "{name}" has no second key "{second}".{did_you_mean(second, known)}'
                self._report("LF1105", detail, expression)


def _unresolved(name: str, surroundings: Surroundings) -> str:
    """AWS's sentence for a name that cannot be referred to (recorded but for Conditions and Rules)."""
    if surroundings.place is Place.CONDITION:
        return (
            f"Template format error: Unresolved dependencies [{name}]. Cannot reference resources in the "
            "Conditions block of the template"
        )
    said = f"Unresolved resource dependencies [{name}] in the {surroundings.block} block of the template"
    return said if surroundings.place is Place.OUTPUT else f"Template format error: {said}"

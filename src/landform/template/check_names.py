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
from landform.template.references import subexpressions


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where an expression stands."""

    place: Place
    user: str  # whose expression it is, as messages name it
    takes_resources: bool = True  # False: nothing that only a deployed resource can tell


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

    def check_condition(self, name: str, location: SourceLocation, path: TemplatePath, user: str) -> None:
        """Report a condition that is not declared."""
        if name in self.template.conditions:
            return
        known = list(self.template.conditions)
        detail = (
            f"Template format error: Unresolved condition dependency {name}: {user} uses the condition "
            f'"{name}", which Conditions does not declare.{did_you_mean(name, known)}'
        )
        self.diagnostics.append(diagnose("LF1103", detail, location, path))

    def check_depends_on(self, resource: ResourceDeclaration) -> None:
        """Report names in DependsOn that are no resources."""
        resources = self.template.resources
        for name, location in zip(resource.depends_on, resource.depends_on_locations, strict=True):
            if name not in resources:
                detail = (
                    f"Template format error: Unresolved resource dependencies [{name}] in the Resources "
                    "block of the template. DependsOn takes logical ids of this template."
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
        allowed = " and ".join(sorted(place.value for place in places))
        detail = f"{name} cannot be used in {surroundings.user}: it works in {allowed} only."
        self._report("LF1203", detail, expression)
        return False

    def _ref(self, expression: Ref, surroundings: Surroundings) -> None:
        name = expression.name
        template = self.template
        if name in template.parameters or name in PSEUDO_PARAMETERS:
            return
        if name in template.resources:
            self._takes_resource(f'the resource "{name}"', expression, surroundings)
            return
        block = "Outputs" if surroundings.place is Place.OUTPUT else "Resources"
        known: Sequence[str] = [*template.parameters, *template.resources, *PSEUDO_PARAMETERS]
        detail = (
            f"Template format error: Unresolved resource dependencies [{name}] in the {block} block of the "
            f'template. There is no parameter or resource "{name}".{did_you_mean(name, known)}'
        )
        self._report("LF1101", detail, expression)

    def _takes_resource(self, what: str, expression: Expression, surroundings: Surroundings) -> bool:
        if surroundings.takes_resources and surroundings.place not in _BEFORE_RESOURCES:
            return True
        detail = (
            f"{surroundings.user[0].upper()}{surroundings.user[1:]} cannot refer to {what}: it has to be "
            "known before any resource is made. Use a parameter."
        )
        self._report("LF1203", detail, expression)
        return False

    def _get_att(self, expression: GetAtt, surroundings: Surroundings) -> None:
        name = expression.logical_id
        if name in self.template.resources:
            self._takes_resource(f'an attribute of the resource "{name}"', expression, surroundings)
            return
        if name in self.template.parameters:
            cure = f' "{name}" is a parameter; parameters have no attributes, use Ref.'
        else:
            cure = did_you_mean(name, list(self.template.resources))
        detail = (
            f"Template error: instance of Fn::GetAtt references undefined resource {name}. There is no "
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
        first = expression.arguments[0]
        if name in {"Fn::If", "Condition"} and isinstance(first, Literal):
            self.check_condition(str(first.value), expression.location, expression.path, surroundings.user)
        elif name == "Fn::FindInMap":
            self._find_in_map(expression)

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
                f'Template error: Mapping named "{name}" is not present in the Mappings section of the '
                f"template.{did_you_mean(name, list(mappings))}"
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

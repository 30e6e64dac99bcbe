"""Checks a template against the facts of the resource types it uses.

Finds unknown types, properties the type lacks or misses, values of the wrong type, and attributes that do not
exist. Values known only after deployment are taken as right. What no type decides is checked in
landform.template.check.
"""

from collections.abc import Iterator

from landform.ground.diagnostics import Diagnostic, did_you_mean
from landform.ground.source import SourceLocation, TemplatePath, format_path
from landform.plan.causes import expression_at
from landform.plan.desired import DesiredResource, DesiredStack
from landform.schema.check import Checker, Violation, ViolationKind
from landform.schema.resource_schema import ResourceSchema
from landform.template.evaluate import NoResources
from landform.template.model import MapExpression
from landform.template.references import Reference, references

ANY_ATTRIBUTE = "*"  # the name of the attribute is itself an expression

_SUMMARIES = {
    ViolationKind.UNKNOWN_PROPERTY: ("LF2002", "Unknown property"),
    ViolationKind.MISSING_PROPERTY: ("LF2003", "Missing property"),
    ViolationKind.WRONG_TYPE: ("LF2004", "Value of the wrong type"),
    ViolationKind.INVALID_VALUE: ("LF2005", "Invalid value"),
    ViolationKind.READ_ONLY_PROPERTY: ("LF2006", "Property set by the service"),
    ViolationKind.WRONG_COMBINATION: ("LF2007", "Properties that do not go together"),
}


def check_types(desired: DesiredStack, checker: Checker) -> list[Diagnostic]:
    """All disagreements between the wanted resources and their types."""
    found: list[Diagnostic] = []
    for logical_id, resource in desired.resources.items():
        schema = desired.catalog.find(resource.declaration.type_name)
        if schema is None:
            found.extend(_unknown_type(desired, resource))
        else:
            value = desired.properties(logical_id, NoResources()).value
            properties = value if isinstance(value, dict) else {}
            found.extend(_diagnostic(resource, schema, each) for each in checker.check(schema, properties))
        found.extend(_unknown_attributes(desired, resource))
    return found


def _unknown_type(desired: DesiredStack, resource: DesiredResource) -> Iterator[Diagnostic]:
    declaration = resource.declaration
    name = declaration.type_name
    yield Diagnostic(
        code="LF2001",
        summary="Unknown resource type",
        detail=f'There is no resource type "{name}".{desired.catalog.suggestion(name)}',
        location=declaration.type_location,
        path=("Resources", declaration.logical_id, "Type"),
    )


def _diagnostic(resource: DesiredResource, schema: ResourceSchema, violation: Violation) -> Diagnostic:
    declaration = resource.declaration
    code, summary = _SUMMARIES[violation.kind]
    return Diagnostic(
        code=code,
        summary=summary,
        detail=_detail(schema, violation),
        location=_place(declaration.properties, violation.path) or declaration.location,
        path=("Resources", declaration.logical_id, "Properties", *violation.path),
    )


def _detail(schema: ResourceSchema, violation: Violation) -> str:
    name = violation.path[-1] if violation.path else ""
    parent = format_path(violation.path[:-1])
    place = f'"{parent}" of {schema.type_name}' if parent else schema.type_name
    if violation.kind is ViolationKind.UNKNOWN_PROPERTY:
        guess = did_you_mean(str(name), violation.known)
        choices = "" if guess else f" It has: {', '.join(violation.known)}."
        return f'{place} has no property "{name}".{guess}{choices}'
    if violation.kind is ViolationKind.MISSING_PROPERTY:
        return f'{place} needs the property "{name}", which is not given. Add it.'
    whole = format_path(violation.path)
    subject = f'"{whole}" of {schema.type_name}' if whole else schema.type_name
    return f"{subject}: {violation.message}"


def _place(expression: MapExpression, path: TemplatePath) -> SourceLocation | None:
    """Where the violation stands: the key for a property that is written, else what should hold it."""
    if not path:
        return None
    parent = expression_at(expression, path[:-1]) if len(path) > 1 else expression
    if isinstance(parent, MapExpression) and path[-1] in parent.key_locations:
        return parent.key_locations[str(path[-1])]
    exact = expression_at(expression, path)
    if exact is not None:
        return exact.location
    return parent.location if parent is not None else None


def _unknown_attributes(desired: DesiredStack, resource: DesiredResource) -> Iterator[Diagnostic]:
    for reference in resource.references:
        yield from _check_attribute(desired, reference)


def check_output_attributes(desired: DesiredStack) -> list[Diagnostic]:
    """Attributes used by outputs that their resource's type lacks."""
    return [
        diagnostic
        for name in desired.active_outputs()
        for reference in references(desired.template.outputs[name].value, desired.conditions)
        for diagnostic in _check_attribute(desired, reference)
    ]


def _check_attribute(desired: DesiredStack, reference: Reference) -> Iterator[Diagnostic]:
    target, attribute = desired.resources.get(reference.target), reference.attribute
    if target is None or attribute is None or attribute == ANY_ATTRIBUTE:
        return
    schema = desired.catalog.find(target.declaration.type_name)
    if schema is None or schema.has_attribute(attribute):
        return
    known = sorted(schema.attributes)
    guess = did_you_mean(attribute, known)
    choices = "" if guess else f" {schema.type_name} has: {', '.join(known) or 'no attributes'}."
    yield Diagnostic(
        code="LF2008",
        summary="Unknown attribute",
        detail=(
            f'"{reference.target}" has no attribute "{attribute}", so this value can never be resolved.'
            f"{guess}{choices}"
        ),
        location=reference.location,
        path=reference.path,
    )

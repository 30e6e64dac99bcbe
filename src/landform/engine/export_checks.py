"""Export names that a template cannot have: taken by another stack, or given twice; with source lines."""

from collections.abc import Iterator

from landform.engine.desired_state import TakenExports, export_refusal
from landform.ground.diagnostics import Diagnostic, RelatedLocation
from landform.ground.source import SourceLocation
from landform.ground.values import is_known
from landform.plan.desired import DesiredStack, text_of
from landform.template.evaluate import NoResources, evaluate


def known_exports(desired: DesiredStack) -> tuple[tuple[str, str, SourceLocation], ...]:
    """(export name, output, place) of every export whose name is known before the deployment."""
    scope = desired.scope(NoResources())
    found: list[tuple[str, str, SourceLocation]] = []
    for output in desired.active_outputs():
        expression = desired.template.outputs[output].export_name
        if expression is not None:
            value = evaluate(expression, scope).value
            if is_known(value):
                found.append((text_of(value), output, expression.location))
    return tuple(found)


def export_mistakes(desired: DesiredStack, exports: TakenExports) -> Iterator[Diagnostic]:
    """One diagnostic for each name that cannot be exported."""
    first: dict[str, tuple[str, SourceLocation]] = {}
    for name, output, location in known_exports(desired):
        path = ("Outputs", output, "Export", "Name")
        refusal = export_refusal({name: None}, TakenExports(owners=exports.owners, users={}, values={}))
        if refusal is not None:
            detail = f"{refusal}\nNames of exports are unique in an account and region. Give another name."
            yield Diagnostic(
                code="LF2112", summary="Export name taken", detail=detail, location=location, path=path
            )
        if name in first:
            other, place = first[name]
            yield Diagnostic(
                code="LF2113",
                summary="Export name given twice",
                detail=(
                    f"Template error: the export name {name} is given to more than one output of the stack.\n"
                    "Names of exports are unique in an account and region. Give one of them another name."
                ),
                location=location,
                path=path,
                related=(RelatedLocation(message=f"first given to {other}", location=place),),
            )
        first.setdefault(name, (output, location))

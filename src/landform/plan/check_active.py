"""References from what is deployed to resources whose condition is false: AWS refuses them.

DependsOn may name such a resource, and a branch of Fn::If that is not taken may use it.
Source: recorded, engine__test_conditions, test_dependent_ref and test_output_reference_to_skipped_resource.
"""

from collections.abc import Iterable, Iterator, Mapping

from landform.ground.diagnostics import Diagnostic, RelatedLocation
from landform.template.model import Template
from landform.template.references import Reference, references


def check_active(
    template: Template, conditions: Mapping[str, bool], active: Mapping[str, Iterable[Reference]]
) -> Iterator[Diagnostic]:
    """At most one diagnostic for the resources and one for the outputs, each with all names.

    `active` holds the references of every resource that is deployed, by logical id.
    """

    def is_skipped(reference: Reference) -> bool:
        return reference.target in template.resources and reference.target not in active

    used = [each for found in active.values() for each in found]
    yield from _unresolved(
        [each for each in used if is_skipped(each)], "Resources", "Template format error: "
    )
    used = [
        each
        for output in template.outputs.values()
        if output.condition is None or conditions.get(output.condition, True)
        for each in references(output.value, conditions)
    ]
    yield from _unresolved([each for each in used if is_skipped(each)], "Outputs", "")


def _unresolved(found: list[Reference], block: str, before: str) -> Iterator[Diagnostic]:
    if not found:
        return
    names = sorted({each.target for each in found})
    yield Diagnostic(
        code="LF2110",
        summary="Reference to a resource that is not deployed",
        detail=(
            f"{before}Unresolved resource dependencies [{', '.join(names)}] in the {block} block of the "
            "template\nTheir conditions are false. Use Fn::If with the same condition around the reference, "
            "or give what refers to them that condition too."
        ),
        location=found[0].location,
        path=found[0].path,
        related=tuple(RelatedLocation(message=each.target, location=each.location) for each in found[1:]),
    )

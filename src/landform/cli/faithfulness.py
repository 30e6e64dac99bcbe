"""What a deployment to the embedded cloud only pretends: said once, or refused with --strict."""

from collections.abc import Iterable, Iterator

from landform.cli.checked import Checked
from landform.cli.console import hint, say
from landform.cli.errors import usage_error
from landform.cli.target import Target
from landform.template.model import ResourceDeclaration

ONLY_RECORDED = frozenset({"twin", "absent"})


def require_faithful(target: Target, checked: Iterable[Checked]) -> None:
    """For --strict: raise CommandError when anything would be less than in AWS."""
    found = [line for each in checked for line in _shortcomings(target, each)]
    if found:
        raise usage_error(
            "--strict: these would be less than in AWS, so nothing was made:\n"
            + "\n".join(f"  {line}" for line in found),
            "leave --strict out to deploy them as records; `landform fidelity TYPE` says what to expect",
        )


def tell_faithfulness(target: Target, checked: Iterable[Checked]) -> None:
    """Say once which types are only recorded, and which properties have no effect."""
    resources = [each for one in checked for each in one.template.resources.values()]
    twins = dict.fromkeys(
        each.type_name for each in resources if target.fidelity(each.type_name).level in ONLY_RECORDED
    )
    if twins:
        say(f"Only recorded here, not run: {', '.join(twins)}", colour="yellow")
    without: dict[str, None] = {}
    for each in resources:
        without.update(dict.fromkeys(f"{each.type_name}.{name}" for name, _ in _without_effect(target, each)))
    if without:
        say(f"Kept without their full effect here: {', '.join(without)}", colour="yellow")
    if twins or without:
        hint("`landform fidelity TYPE` says what to expect; --strict refuses such a deployment")


def _shortcomings(target: Target, checked: Checked) -> Iterator[str]:
    for resource in checked.template.resources.values():
        level = target.fidelity(resource.type_name).level
        if level in ONLY_RECORDED:
            yield f"{resource.logical_id} ({resource.type_name}) is a {level} ({resource.location})"
        for name, reason in _without_effect(target, resource):
            yield f"{resource.logical_id}.{name}: {reason} ({resource.location})"


def _without_effect(target: Target, resource: ResourceDeclaration) -> Iterator[tuple[str, str]]:
    known = target.fidelity(resource.type_name).no_effect
    for name in resource.properties.entries:
        if name in known:
            yield name, known[name]

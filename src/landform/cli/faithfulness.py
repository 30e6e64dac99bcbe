"""What a deployment to the embedded cloud only pretends: said once, or refused with --strict.

Only what a deployment really makes counts: resources whose condition holds, and properties that have a value.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from landform.assembly.assets import StackAssets
from landform.cli.checked import Checked
from landform.cli.console import hint, say
from landform.cli.errors import usage_error
from landform.cli.nested_templates import Part, part_of, with_nested
from landform.cli.target import Target
from landform.ground.source import SourceLocation
from landform.ground.values import NO_VALUE, Value
from landform.plan.model import PropertySteps, StepAction

if TYPE_CHECKING:
    from landform.cli.preview import Preview

ONLY_RECORDED = frozenset({"twin", "absent"})


def require_faithful(target: Target, checked: Iterable[Checked], assets: Mapping[str, StackAssets]) -> None:
    """For --strict: raise CommandError when anything would be less than in AWS, in nested stacks too."""
    found = [
        line
        for each in checked
        for part in with_nested(target, part_of(each), assets.get(each.stack_name))
        for line in _shortcomings(target, part)
    ]
    _refuse(found)


def require_faithful_changes(target: Target, previews: Iterable["Preview"]) -> None:
    """The same for changes that the embedded cloud would lose of what it keeps as created."""
    steps = (step for each in previews if each.plan for step in each.plan.steps)
    found = [
        f"{step.logical_id}.{path}: {reason}{_place(step.location)}"
        for step in steps
        if step.action is StepAction.UPDATE
        for path, reason in target.fidelity(step.type_name).change_gaps.items()
        if any(_meets(path, change.path) for change in step.changes)
    ]
    _refuse(found)


def tell_faithfulness(target: Target, checked: Iterable[Checked]) -> None:
    """Say once which types are only recorded, and which properties have no effect."""
    parts = [part_of(one) for one in checked]
    types = dict.fromkeys(each.type_name for part in parts for each in part.resources())
    twins = [name for name in types if target.fidelity(name).level in ONLY_RECORDED]
    if twins:
        say(f"Only recorded here, not run: {', '.join(twins)}", colour="yellow")
    without: dict[str, None] = {}
    for part in parts:
        for each in part.resources():
            lost = _without_effect(target, part, each.logical_id)
            without.update(dict.fromkeys(f"{each.type_name}.{path}" for path, _ in lost))
    if without:
        say(f"Kept without their full effect here: {', '.join(without)}", colour="yellow")
    if twins or without:
        hint("`landform fidelity TYPE` says what to expect; --strict refuses such a deployment")


def _refuse(lines: list[str]) -> None:
    if lines:
        raise usage_error(
            "--strict: these would be less than in AWS, so nothing was made:\n"
            + "\n".join(f"  {line}" for line in lines),
            "leave --strict out to deploy them as records; `landform fidelity TYPE` says what to expect",
        )


def _shortcomings(target: Target, part: Part) -> Iterator[str]:
    yield from part.problems
    for resource in part.resources():
        name, level = f"{part.prefix}{resource.logical_id}", target.fidelity(resource.type_name).level
        if level in ONLY_RECORDED:
            yield f"{name} ({resource.type_name}) is a {level} ({resource.location})"
        for path, reason in _without_effect(target, part, resource.logical_id):
            yield f"{name}.{path}: {reason} ({resource.location})"


def _without_effect(target: Target, part: Part, logical_id: str) -> Iterator[tuple[str, str]]:
    known = target.fidelity(part.template.resources[logical_id].type_name).no_effect
    properties = part.properties(logical_id) if known else {}
    for path, reason in known.items():
        if _has(properties, path.split(".")):
            yield path, reason


def _has(value: Value, path: list[str]) -> bool:
    """Whether there is anything at a path, which passes through lists without a step."""
    if isinstance(value, list):
        return any(_has(each, path) for each in value)
    if not path:
        return value is not None and value is not NO_VALUE
    return isinstance(value, dict) and path[0] in value and _has(value[path[0]], path[1:])


def _meets(path: str, changed: PropertySteps) -> bool:
    """Whether a change lies at or below a path, or above it."""
    steps = [step for step in changed if isinstance(step, str)]
    wanted = path.split(".")
    shorter = min(len(steps), len(wanted))
    return steps[:shorter] == wanted[:shorter]


def _place(location: SourceLocation | None) -> str:
    return f" ({location})" if location else ""

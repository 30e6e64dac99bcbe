"""A plan as text: one block a resource, readable without colour, the reason under each change.

Signs: + created, ~ updated in place, -/+ replaced (new first), +/- is never used; - deleted, = kept in
the cloud but taken out of the stack; < exists and is taken into the stack.
"""

import json
from collections.abc import Iterator, Mapping

from landform.ground.source import TemplatePath, format_path
from landform.ground.values import Properties, Value, is_known, masked
from landform.plan.model import (
    Cause,
    CauseKind,
    OutputChange,
    Plan,
    PropertyChange,
    Replacement,
    Step,
    StepAction,
)

AFTER_DEPLOYMENT = "(known after deployment)"
_SIGNS = {
    StepAction.CREATE: "+",
    StepAction.UPDATE: "~",
    StepAction.REPLACE: "-/+",
    StepAction.DELETE: "-",
    StepAction.RETAIN: "=",
    StepAction.IMPORT: "<",
}
_MAX_VALUE = 100  # characters of a value in a line; the change set holds it whole
_MAX_CHAIN = 8  # links of a reason chain; longer ones are cut with "…"


def plan_text(plan: Plan, names: Mapping[str, str] | None = None) -> str:
    """The whole plan, ending with the counts; one line when there is nothing to do.

    `names` says more about resources, by logical id, such as what in a program made them.
    """
    if plan.is_empty:
        return "No changes.\n"
    lines: list[str] = []
    for step in plan.steps:
        lines.extend(_step_lines(step, (names or {}).get(step.logical_id)))
    if plan.attribute_changes:
        others = ", ".join(plan.attribute_changes)
        lines.append(f"Only metadata, policies or order change for: {others}")
    if plan.outputs:
        lines.append("Outputs:")
        lines.extend(f"  {_output_line(each)}" for each in plan.outputs)
    lines.append(summary_line(plan))
    return "\n".join(lines) + "\n"


def summary_line(plan: Plan) -> str:
    """The counts: `Plan: 2 to create, 1 to update, 1 to replace, 0 to delete, 5 unchanged.`"""
    counts = plan.counts()
    kept, imported = counts[StepAction.RETAIN], counts[StepAction.IMPORT]
    return (
        f"Plan: {counts[StepAction.CREATE]} to create, {counts[StepAction.UPDATE]} to update, "
        f"{counts[StepAction.REPLACE]} to replace, {counts[StepAction.DELETE]} to delete, "
        + (f"{imported} to import, " if imported else "")
        + (f"{kept} to keep in the cloud, " if kept else "")
        + f"{len(plan.unchanged)} unchanged."
    )


def removal_line(step: Step) -> str:
    """The line of a resource that leaves its stack."""
    return next(_step_lines(step, None))


def _step_lines(step: Step, name: str | None) -> Iterator[str]:
    head = f"{_SIGNS[step.action]:>3} {step.logical_id} ({step.type_name}){_verdict(step)}"
    yield f"{head}  [{name}]" if name else head
    if step.action is StepAction.CREATE:
        yield from (f"      {line}" for line in _property_lines(step.after))
    for change in step.changes:
        yield f"      {_change_line(change)}"
        for cause in change.causes:
            yield f"          because {_chain(cause)}"


def _verdict(step: Step) -> str:
    if step.action is StepAction.RETAIN:
        return f" leaves the stack, {step.physical_id} stays ({step.deletion_policy})"
    if step.action is StepAction.IMPORT:
        return f" {step.physical_id} is imported"
    if step.action is StepAction.DELETE:
        return f" {step.physical_id} is deleted"
    if step.replacement is Replacement.NO:
        return ""
    names = ", ".join(
        format_path(each.path) for each in step.changes if each.replacement is not Replacement.NO
    )
    if step.replacement is Replacement.YES:
        return f" is replaced: {names} cannot be updated in place"
    return f" may be replaced, depending on {names}"


def _property_lines(properties: Properties) -> Iterator[str]:
    for name, value in properties.items():
        yield f"{name}: {_shown(value)}"


def _change_line(change: PropertyChange) -> str:
    path: TemplatePath = change.path
    name = format_path(path)
    if change.kind == "Add":
        return f"{name}: + {_shown(change.after)}"
    if change.kind == "Remove":
        return f"{name}: - {_shown(change.before)}"
    if not is_known(change.before) and not is_known(change.after):
        return f"{name}: {_shown(change.after)}"
    return f"{name}: {_shown(change.before)} -> {_shown(change.after)}"


def _chain(cause: Cause) -> str:
    links: list[str] = []
    current: Cause | None = cause
    while current is not None and len(links) < _MAX_CHAIN:
        links.append(_link(current))
        current = current.because[0] if current.because else None
    return " <- ".join(links) + (" <- …" if current is not None else "")


def _link(cause: Cause) -> str:
    words = {
        CauseKind.TEMPLATE: "the template was edited",
        CauseKind.PARAMETER: f"parameter {cause.entity} has another value",
        CauseKind.REFERENCE: f"{cause.entity} changes",
        CauseKind.ATTRIBUTE: f"{cause.entity} changes",
        CauseKind.OUTSIDE: "a value from outside the stack has changed",
        CauseKind.TAGS: "the stack's tags have changed",
    }[cause.kind]
    return f"{words} ({cause.location})" if cause.location else words


def _output_line(change: OutputChange) -> str:
    if change.after is None:
        return f"- {change.name}"
    if change.before is None:
        return f"+ {change.name}: {_shown(change.after)}"
    return f"~ {change.name}: {_shown(change.before)} -> {_shown(change.after)}"


def _shown(value: Value) -> str:
    text = json.dumps(masked(value, AFTER_DEPLOYMENT), ensure_ascii=False)
    text = text.replace(f'"{AFTER_DEPLOYMENT}"', AFTER_DEPLOYMENT)
    return text if len(text) <= _MAX_VALUE else text[: _MAX_VALUE - 1] + "…"

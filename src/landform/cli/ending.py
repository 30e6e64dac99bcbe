"""How operations ended, told: the root cause first, then what became of the rest, then what to do."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from landform.cli.checked import Checked
from landform.cli.console import hint, say
from landform.cli.events import Failures, failures_of_last_operation
from landform.cli.report import report
from landform.cli.running import Ended
from landform.cli.source_map import name_of_construct
from landform.cli.target import Target

if TYPE_CHECKING:
    from mypy_boto3_cloudformation.type_defs import StackEventTypeDef

MAX_OTHERS = 5  # later failures that are shown; `landform events` has them all
_MEANINGS = {
    "ROLLBACK_COMPLETE": "everything that had been made was removed again",
    "UPDATE_ROLLBACK_COMPLETE": "everything is as it was before",
    "CREATE_FAILED": "what was made is kept",
    "UPDATE_FAILED": "what was done is kept",
    "ROLLBACK_FAILED": "what had been made could not all be removed",
    "UPDATE_ROLLBACK_FAILED": "not everything could be put back as it was",
    "DELETE_FAILED": "not everything could be deleted",
    "DELETE_COMPLETE": "the stack and what had been made were deleted",
}
_HINTS = {
    "ROLLBACK_COMPLETE": "correct the template and deploy again; the empty stack is replaced",
    "UPDATE_ROLLBACK_COMPLETE": "correct the template and deploy again",
    "CREATE_FAILED": "`landform rollback {0}` undoes it; after a correction "
    "`landform deploy --on-failure do-nothing` goes on from here",
    "UPDATE_FAILED": "`landform rollback {0}` undoes it; after a correction "
    "`landform deploy --on-failure do-nothing` goes on from here",
    "ROLLBACK_FAILED": "`landform destroy {0}` tries to remove the rest",
    "UPDATE_ROLLBACK_FAILED": "`landform rollback {0}` tries again",
    "DELETE_FAILED": "`landform destroy {0}` tries again",
}
_EMULATION_FAILED = "The embedded cloud failed to emulate"
"""How the reason of a resource begins that the embedded cloud, not the template, is to blame for."""


def tell_failures(target: Target, ended: Iterable[Ended], checked: Mapping[str, Checked]) -> bool:
    """Tell of every stack that did not end well: whether there was one."""
    bad = [each for each in ended if not each.is_good]
    for each in bad:
        if each.blocked_by:
            say(
                f"{each.stack_name} was not started, because {', '.join(each.blocked_by)} failed",
                colour="red",
            )
        elif each.refusal is not None:
            say(f"{each.stack_name}:", colour="red")
            report(each.refusal)
        elif each.stack_id is not None:
            failures = failures_of_last_operation(target.client, each.stack_id)
            _tell(each, failures, checked.get(each.stack_name))
    return bool(bad)


def _tell(ended: Ended, failures: Failures, checked: Checked | None) -> None:
    status = ended.status or ""
    meaning = _MEANINGS.get(status)
    first = failures.first
    if first is not None:
        say(f"error: {ended.stack_name}: {_sentence(first, checked)}", colour="red", bold=True)
    else:
        reason = ended.reason or failures.stack_reason or "no reason was given"
        say(f"error: {ended.stack_name}: {reason}", colour="red", bold=True)
    for each in failures.others[:MAX_OTHERS]:
        say(f"  then {_sentence(each, checked)}")
    if len(failures.others) > MAX_OTHERS:
        say(f"  and {len(failures.others) - MAX_OTHERS} more")
    say(f"{ended.stack_name} is now {status}" + (f": {meaning}" if meaning else ""))
    advice = advice_on(status, first.get("ResourceStatusReason", "") if first is not None else "")
    if advice is not None:
        hint(advice.format(ended.stack_name))


def advice_on(status: str, reason: str) -> str | None:
    """What to do about a stack, whose name is to be put in; None when there is nothing.

    Args:
        reason: of the resource that failed first; "" when none did.
    """
    if _EMULATION_FAILED in reason and status in _HINTS:
        return (
            "the template may be right: leave the resource out here, or deploy it with --target aws; "
            "failures.log, beside the cloud's state, has what a report needs"
        )
    return _HINTS.get(status)


def _sentence(event: "StackEventTypeDef", checked: Checked | None) -> str:
    name = event["LogicalResourceId"]
    declaration = checked.template.resources.get(name) if checked else None
    construct = checked.constructs.get(name) if checked else None
    place = f" at {declaration.location}" if declaration else ""
    if construct is not None:
        place = f" at {name_of_construct(construct)}"
    reason = event.get("ResourceStatusReason", "no reason was given")
    return f"{name} ({event['ResourceType']}) {event['ResourceStatus']}{place}\n    {reason}"

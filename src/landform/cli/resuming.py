"""Operations that a killed or interrupted command left: told, and finished before anything new begins."""

from landform.cli.console import hint, say
from landform.cli.events import EventFeed, is_end, newest_first
from landform.cli.running import Ended, end_interrupted, order_of, run_all
from landform.cli.target import Target

GOOD_ENDS = frozenset(
    {
        "CREATE_COMPLETE",
        "UPDATE_COMPLETE",
        "DELETE_COMPLETE",
        "ROLLBACK_COMPLETE",
        "UPDATE_ROLLBACK_COMPLETE",
    }
)
"""Ends after which nothing is left half done."""


def take_over(target: Target) -> list[str]:
    """Become the one who runs operations, resuming what was left: the names of those stacks."""
    names = target.take_over()
    for name in names:
        say(f"resuming the interrupted operation of {name}")
    return names


def finish_interrupted(target: Target) -> dict[str, Ended]:
    """Finish what was interrupted, with progress. How it ends does not matter to what comes next."""
    return follow(target, take_over(target))


def follow(target: Target, names: list[str]) -> dict[str, Ended]:
    """Watch running operations to their ends."""
    if not names:
        return {}
    ids = {name: _id_of(target, name) for name in names}

    def start(name: str) -> EventFeed | None:
        stack_id = ids[name]
        return since_last_end(target, stack_id) if stack_id else None

    try:
        return run_all(target, order_of(names), start, GOOD_ENDS)
    except KeyboardInterrupt:
        end_interrupted(target)


def _id_of(target: Target, name: str) -> str | None:
    """The id of the newest stack of the name, a deleted one included: it may be gone already."""
    for page in target.client.get_paginator("list_stacks").paginate():
        for each in page["StackSummaries"]:
            if each["StackName"] == name:
                return each["StackId"]
    return None


def since_last_end(target: Target, stack_id: str) -> EventFeed:
    """The events of the operation that runs (or has just ended), those before the interruption included."""
    events = newest_first(target.client, stack_id)
    next(events, None)  # may already be the end of this operation
    previous = next((each for each in events if is_end(each)), None)
    return EventFeed(target.client, stack_id, previous["EventId"] if previous else None)


def hint_at_interrupted(target: Target) -> None:
    """For commands that only read: say that something is waiting to be finished."""
    names = target.interrupted()
    if names:
        hint(f"the operation of {', '.join(names)} was interrupted; `landform resume` finishes it")

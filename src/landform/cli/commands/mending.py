"""`landform resume`, `cancel`, `rollback`: going on after an interruption or a failure."""

from typing import TYPE_CHECKING

import click

from landform.cli.commands.arguments import complete_stacks
from landform.cli.console import say, show_json
from landform.cli.ending import tell_failures
from landform.cli.errors import CommandError, ExitCode
from landform.cli.events import EventFeed
from landform.cli.options import current_options
from landform.cli.resuming import finish_interrupted, follow, since_last_end, take_over
from landform.cli.running import Ended, end_interrupted, order_of, run_all
from landform.cli.target import Target, open_target

if TYPE_CHECKING:
    from collections.abc import Collection

UNDONE = frozenset({"UPDATE_ROLLBACK_COMPLETE", "ROLLBACK_COMPLETE"})
DELETABLE_BY_ROLLBACK = UNDONE | {"DELETE_COMPLETE"}


@click.command()
def resume() -> ExitCode:
    """Finish every interrupted operation, forward or back, from where its journal ends."""
    options = current_options()
    with open_target(options, reads_only=not options.state.exists()) as target:
        ended = finish_interrupted(target)
        if not ended:
            say("Nothing was interrupted.")
        failed = tell_failures(target, ended.values(), {})
    _show(ended, as_json=options.as_json)
    return ExitCode.FAILED if failed else ExitCode.OK


@click.command()
@click.argument("stack", shell_complete=complete_stacks)
def cancel(stack: str) -> ExitCode:
    """Cancel the stack's update, running (here or in another process) or interrupted, and undo it."""
    options = current_options()
    with open_target(options) as target:
        resumed = [] if target.is_run_elsewhere() else take_over(target)
        ended = _cancel(target, stack)
        follow(target, [name for name in resumed if name != stack])
        failed = tell_failures(target, ended.values(), {})
    _show(ended, as_json=options.as_json)
    return ExitCode.FAILED if failed else ExitCode.OK


@click.command()
@click.argument("stack", shell_complete=complete_stacks)
def rollback(stack: str) -> ExitCode:
    """Take the stack back to its last good state, after a failure that was kept or an interrupted update."""
    options = current_options()
    with open_target(options) as target:
        resumed = take_over(target)
        if target.stack(stack)["StackStatus"] == "UPDATE_IN_PROGRESS":
            ended = _cancel(target, stack)
            resumed = [name for name in resumed if name != stack]
        else:
            follow(target, resumed)
            resumed = []
            ended = _roll_back(target, stack)
        follow(target, resumed)
        failed = tell_failures(target, ended.values(), {})
    _show(ended, as_json=options.as_json)
    return ExitCode.FAILED if failed else ExitCode.OK


def _cancel(target: Target, name: str) -> dict[str, Ended]:
    found = target.stack(name)
    status = found["StackStatus"]
    if status != "UPDATE_IN_PROGRESS":
        raise CommandError(
            f"CancelUpdateStack cannot be called from current stack status: {name} is in {status}",
            code="ValidationError",
            hint="only an update can be cancelled; "
            + (
                f"`landform resume`, then `landform destroy {name}`, undoes a creation"
                if status == "CREATE_IN_PROGRESS"
                else f"`landform events {name}` shows what has happened"
            ),
        )
    feed = since_last_end(target, found["StackId"])
    target.client.cancel_update_stack(StackName=found["StackId"])
    return _watch(target, name, feed, UNDONE)


def _roll_back(target: Target, name: str) -> dict[str, Ended]:
    found = target.stack(name)
    feed = EventFeed.from_now(target.client, found["StackId"])
    target.client.rollback_stack(StackName=found["StackId"])
    return _watch(target, name, feed, DELETABLE_BY_ROLLBACK)


def _watch(target: Target, name: str, feed: EventFeed, good: "Collection[str]") -> dict[str, Ended]:
    try:
        ended = run_all(target, order_of([name]), lambda _: feed, good)
    except KeyboardInterrupt:
        end_interrupted()
    if all(each.is_good for each in ended.values()):
        say(f"{name} is as it was before.")
    return ended


def _show(ended: dict[str, Ended], *, as_json: bool) -> None:
    if as_json:
        show_json({"stacks": [{"stack": name, "status": each.status} for name, each in ended.items()]})

"""`landform resume`, `adopt`, `cancel`, `rollback`: going on after an interruption or a failure."""

from typing import TYPE_CHECKING

import click

from landform.cli.approval import approve_change
from landform.cli.commands.arguments import approval_option, complete_stacks
from landform.cli.console import say, show_json
from landform.cli.ending import tell_failures
from landform.cli.errors import CommandError, ExitCode, usage_error
from landform.cli.events import EventFeed
from landform.cli.options import AWS, current_options
from landform.cli.resuming import finish_interrupted, follow, since_last_end, take_over
from landform.cli.running import Ended, end_interrupted, order_of, run_all
from landform.cli.target import Target, locate, open_target

if TYPE_CHECKING:
    from collections.abc import Collection

UNDONE = frozenset({"UPDATE_ROLLBACK_COMPLETE", "ROLLBACK_COMPLETE"})
DELETABLE_BY_ROLLBACK = UNDONE | {"DELETE_COMPLETE"}


@click.command()
def resume() -> ExitCode:
    """Finish every interrupted operation, forward or back, from where its journal ends."""
    options = current_options()
    if options.target == AWS:
        raise usage_error("AWS runs its operations to their end by itself: there is nothing to resume there")
    with open_target(options, reads_only=not options.state.exists()) as target:
        ended = finish_interrupted(target)
        if not ended:
            say("Nothing was interrupted.")
        failed = tell_failures(target, ended.values(), {})
    _show(ended, as_json=options.as_json)
    return ExitCode.FAILED if failed else ExitCode.OK


@click.command()
def adopt() -> None:
    """Make a state folder your own that came from somebody else, so that what is in it may run code.

    Functions that queues start and operations that were interrupted run the code in the state. In a folder
    that another user made, or that came with a clone or an archive, they do not, until this was said.
    """
    options = current_options()
    if not options.state.is_dir():
        raise usage_error(f"there is no state folder {options.state}")
    from landform.server.local import adopt as adopt_now

    adopt_now(options.state)
    say(f"{options.state} is yours now; a server that runs on it has to be started again")


@click.command()
@click.argument("stack", shell_complete=complete_stacks)
@approval_option
def cancel(stack: str, yes: bool) -> ExitCode:
    """Cancel the stack's update, running (here or in another process) or interrupted, and undo it.

    Asks for approval with --target aws only.
    """
    options = locate(current_options())
    with open_target(options) as target:
        _approve(target, f"Cancel the update of {stack}?", given=yes)
        resumed = [] if target.is_run_elsewhere() else take_over(target)
        ended = _cancel(target, stack)
        follow(target, [name for name in resumed if name != stack])
        failed = tell_failures(target, ended.values(), {})
    _show(ended, as_json=options.as_json)
    return ExitCode.FAILED if failed else ExitCode.OK


@click.command()
@click.argument("stack", shell_complete=complete_stacks)
@approval_option
def rollback(stack: str, yes: bool) -> ExitCode:
    """Take the stack back to its last good state, after a failure that was kept or an interrupted update.

    Asks for approval with --target aws only.
    """
    options = locate(current_options())
    with open_target(options) as target:
        _approve(target, f"Roll {stack} back?", given=yes)
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


def _approve(target: Target, question: str, *, given: bool) -> None:
    """Ask before AWS is changed; elsewhere the command's name says enough."""
    approve_change(target, question, given=given or not target.is_aws)


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
        end_interrupted(target)
    if all(each.is_good for each in ended.values()):
        say(f"{name} is as it was before.")
    return ended


def _show(ended: dict[str, Ended], *, as_json: bool) -> None:
    if as_json:
        show_json({"stacks": [{"stack": name, "status": each.status} for name, each in ended.items()]})

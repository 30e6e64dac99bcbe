"""`landform destroy`: delete stacks, those that use others first."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from landform.cli.app_settings import app_options, current_app_settings, exclusively_option
from landform.cli.app_stacks import Placed, by_place, choose_users, is_about_app, load_assembly
from landform.cli.approval import approve_change
from landform.cli.commands.arguments import approval_option, complete_stacks
from landform.cli.console import say, show_json, write_plan
from landform.cli.ending import tell_failures
from landform.cli.errors import CommandError, ExitCode
from landform.cli.events import EventFeed
from landform.cli.exports import importers
from landform.cli.options import Options, current_options
from landform.cli.ordering import Edge, Order, order_stacks, reversed_order
from landform.cli.resuming import finish_interrupted
from landform.cli.retained import removals
from landform.cli.running import Ended, end_interrupted, run_all
from landform.cli.target import Target, locate, open_target
from landform.ground.diagnostics import did_you_mean
from landform.plan.model import StepAction
from landform.plan.text import removal_line

if TYPE_CHECKING:
    from mypy_boto3_cloudformation.type_defs import StackTypeDef

    from landform.assembly.reading import AssemblyStack

GOOD = frozenset({"DELETE_COMPLETE"})


@click.command()
@click.argument("stacks", nargs=-1, shell_complete=complete_stacks, metavar="STACK...")
@app_options
@exclusively_option
@click.option("--all", "every", is_flag=True, help="All stacks of the account and region.")
@approval_option
def destroy(stacks: tuple[str, ...], every: bool, yes: bool) -> ExitCode:
    """Delete stacks with their resources, importing stacks before exporting ones.

    STACK is a stack's name, or a template file whose stack is meant. With --app, with a path or wildcard, or
    without any names where a cdk.json names an app, stacks of the app are meant, with those that depend on
    them unless --exclusively is given. What a DeletionPolicy retains stays.
    """
    options = locate(current_options())
    parts: list[Placed | None] = [None]
    if not every and _means_app(stacks):
        assembly = load_assembly(options).stacks
        chosen = choose_users(assembly, stacks, exclusively=current_app_settings().exclusively)
        parts = [*reversed(by_place(chosen, options))]
    elif not stacks and not every:
        raise click.UsageError("Name the stacks to delete, or give --all.")
    ended: list[Ended] = []
    failed = False
    if not parts:
        say("There are no stacks.")
    for part in parts:
        with open_target(part.options if part else options, role=part.role if part else None) as target:
            finish_interrupted(target)
            found = target.stacks()
            names = _names(stacks, part, found, every=every)
            if not names:
                say("There are no stacks." if len(parts) == 1 else f"There are no stacks in {target.place}.")
                continue
            done = _delete(
                target, {name: found[name] for name in names}, part.stacks if part else (), yes=yes
            )
            ended.extend(done)
            failed = tell_failures(target, done, {})
        if failed:
            break
    if options.as_json and ended:
        show_json(
            {
                "stacks": [
                    {"stack": each.stack_name, "status": each.status, "isDeleted": each.is_good}
                    for each in ended
                ]
            }
        )
    return ExitCode.FAILED if failed else ExitCode.OK


def _delete(
    target: Target, stacks: "dict[str, StackTypeDef]", app: "Sequence[AssemblyStack]", *, yes: bool
) -> list[Ended]:
    """Ask, and delete the stacks of one place: how it ended."""
    _refuse_protected(list(stacks.values()))
    order = _order(target, stacks, app)
    _show(target, target.options, order, stacks)
    approve_change(target, f"Delete {', '.join(order.names)}?", given=yes)
    arns = {each.stack_name: each.access.execution_role_arn for each in app if target.is_aws}

    def start(name: str) -> EventFeed | None:
        stack_id = stacks[name]["StackId"]
        feed = EventFeed.from_now(target.client, stack_id)
        arn = arns.get(name)
        target.delete_stack(stack_id, target.filled(arn) if arn else None)
        return feed

    try:
        return list(run_all(target, order, start, GOOD).values())
    except KeyboardInterrupt:
        end_interrupted(target, "a deletion that has begun cannot be undone")


def _means_app(stacks: tuple[str, ...]) -> bool:
    """Whether the app has to be run to know what is meant; a deployed stack's plain name needs no app."""
    if current_app_settings().app is not None:
        return True
    return is_about_app(stacks) and (not stacks or any("*" in each or "/" in each for each in stacks))


def _names(
    stacks: tuple[str, ...],
    part: "Placed | None",
    found: "dict[str, StackTypeDef]",
    *,
    every: bool,
) -> list[str]:
    """The deployed stacks that are meant."""
    if every:
        return list(found)
    if part is not None:
        return [each.stack_name for each in part.stacks if each.stack_name in found]
    return [_name_of(each, found) for each in dict.fromkeys(stacks)]


def _name_of(argument: str, stacks: "dict[str, StackTypeDef]") -> str:
    """The stack that an argument means: its name, `NAME=file`, or the file of its template."""
    stem = argument.partition("=")[0].rpartition("/")[2].partition(".")[0]
    for name in (argument, stem):
        if name in stacks:
            return name
    raise CommandError(
        f"Stack with id {argument} does not exist",
        code="ValidationError",
        hint=(did_you_mean(stem, list(stacks)).strip() or "`landform ls` lists the stacks"),
    )


def _refuse_protected(stacks: "list[StackTypeDef]") -> None:
    """Nothing is deleted when one of the stacks may not be."""
    protected = [each["StackName"] for each in stacks if each.get("EnableTerminationProtection")]
    if protected:
        raise CommandError(
            f"Stack [{protected[0]}] cannot be deleted while TerminationProtection is enabled",
            code="ValidationError",
            hint="switch it off first with UpdateTerminationProtection; nothing was deleted",
        )


def _order(target: Target, stacks: "dict[str, StackTypeDef]", app: "Sequence[AssemblyStack]") -> Order:
    names = {each.artifact_id: each.stack_name for each in app}
    edges = [
        Edge(user=each.stack_name, used=names[used], reason=f"{each.display_name} depends on {used}")
        for each in app
        for used in each.depends_on
        if each.stack_name in stacks and names.get(used) in stacks
    ]
    for name, stack in stacks.items():
        for export in filter(None, (output.get("ExportName") for output in stack.get("Outputs", []))):
            edges += [
                Edge(user=user, used=name, reason=f"{user} imports {export} of {name}")
                for user in importers(target, export)
                if user in stacks and user != name
            ]
    return reversed_order(order_stacks(stacks, edges))


def _show(target: Target, options: Options, order: Order, stacks: "dict[str, StackTypeDef]") -> None:
    for name in order.names:
        steps = removals(target, stacks[name], options)
        counts = Counter(each.action for each in steps)
        gone, kept = counts[StepAction.DELETE], counts[StepAction.RETAIN]
        say(
            f"{name} is deleted with {gone} resource{'' if gone == 1 else 's'}"
            + (f", {kept} to keep in the cloud:" if kept else ":"),
            bold=True,
        )
        if steps:
            write_plan("\n".join(map(removal_line, steps)), to_stdout=False)

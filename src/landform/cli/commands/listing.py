"""`landform ls`, `resources`, `outputs`, `exports`, `events`: what is there."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from landform.assembly.access import RoleRequest
from landform.assembly.reading import AssemblyStack
from landform.cli.app_settings import app_options
from landform.cli.app_stacks import by_place, is_about_app, load_assembly
from landform.cli.commands.arguments import complete_stacks
from landform.cli.console import say, show, show_json, write_table
from landform.cli.events import newest_first
from landform.cli.exports import importers
from landform.cli.options import AWS, current_options
from landform.cli.resuming import hint_at_interrupted
from landform.cli.target import locate, open_target
from landform.cli.views.outputs import outputs_json, outputs_text

if TYPE_CHECKING:
    from datetime import datetime

    from mypy_boto3_cloudformation.type_defs import StackEventTypeDef, StackTypeDef


@click.command()
@app_options
@click.option("--deployed", is_flag=True, help="Only what is deployed; do not run an app.")
def ls(deployed: bool) -> None:
    """List the stacks of the account and region, newest first.

    With an app (--app, or cdk.json's) its stacks come first, in the order of deployment, deployed or not.
    """
    options = locate(current_options())
    app: tuple[AssemblyStack, ...] = ()
    role: RoleRequest | None = None
    if not deployed and is_about_app(()):
        app = load_assembly(options).stacks
        places = by_place(app, options)
        if len({(each.options.account, each.options.region) for each in places}) == 1:
            options, role = places[0].options, app[0].access.lookup_role
    with open_target(options, reads_only=True, role=role) as target:
        found = target.stacks()
        hint_at_interrupted(target)
    stacks = list(found.values())
    if options.as_json:
        shown = {"app": [_app_json(each, found, app) for each in app]} if app else {}
        show_json({"stacks": [_stack_json(each) for each in stacks], **shown})
    elif app:
        names = {each.stack_name for each in app}
        rows = [_app_row(each, found) for each in app]
        rows.extend(_row(each["StackName"], each) for each in stacks if each["StackName"] not in names)
        write_table(("STACK", "STATUS", "CHANGED", "DESCRIPTION"), rows)
    elif not stacks:
        where = "" if options.target == AWS else f" ({options.state})"
        say(f"There are no stacks in account {options.account}, {options.region}{where}.")
    else:
        rows = [_row(each["StackName"], each) for each in stacks]
        write_table(("STACK", "STATUS", "CHANGED", "DESCRIPTION"), rows)


def _row(name: str, stack: "StackTypeDef") -> tuple[str, str, str, str]:
    changed = _time(stack.get("LastUpdatedTime", stack["CreationTime"]))
    return (name, stack["StackStatus"], changed, stack.get("Description", "").split("\n")[0])


def _app_row(stack: AssemblyStack, deployed: "Mapping[str, StackTypeDef]") -> tuple[str, str, str, str]:
    found = deployed.get(stack.stack_name)
    return _row(stack.display_name, found) if found else (stack.display_name, "not deployed", "", "")


def _app_json(
    stack: AssemblyStack, deployed: "Mapping[str, StackTypeDef]", app: tuple[AssemblyStack, ...]
) -> dict[str, object]:
    found = deployed.get(stack.stack_name)
    return {
        "id": stack.display_name,
        "stack": stack.stack_name,
        "status": found["StackStatus"] if found else None,
        "dependsOn": [each.display_name for each in app if each.artifact_id in stack.depends_on],
    }


@click.command()
@click.argument("stack", shell_complete=complete_stacks)
def resources(stack: str) -> None:
    """List a stack's resources with their physical ids."""
    options = locate(current_options())
    with open_target(options, reads_only=True) as target:
        pages = target.client.get_paginator("list_stack_resources").paginate(StackName=stack)
        found = [each for page in pages for each in page["StackResourceSummaries"]]
        hint_at_interrupted(target)
    if options.as_json:
        show_json(
            {"resources": [{k: v for k, v in each.items() if k != "DriftInformation"} for each in found]}
        )
        return
    rows = [
        (
            each["LogicalResourceId"],
            each["ResourceType"],
            each["ResourceStatus"],
            each.get("PhysicalResourceId", ""),
        )
        for each in found
    ]
    write_table(("RESOURCE", "TYPE", "STATUS", "PHYSICAL ID"), rows)


@click.command()
@click.argument("stacks", nargs=-1, shell_complete=complete_stacks, metavar="[STACK...]")
def outputs(stacks: tuple[str, ...]) -> None:
    """Show the outputs of stacks (of all, when none is named)."""
    options = locate(current_options())
    with open_target(options, reads_only=True) as target:
        found = [target.stack(name) for name in stacks] if stacks else list(target.stacks().values())
        hint_at_interrupted(target)
    if options.as_json:
        show_json({each["StackName"]: outputs_json(each) for each in found})
        return
    text = outputs_text(found)
    if text:
        show(text)
    else:
        say("There are no outputs.")


@click.command()
def exports() -> None:
    """List all exports with their values and the stacks that import them."""
    options = locate(current_options())
    with open_target(options, reads_only=True) as target:
        pages = target.client.get_paginator("list_exports").paginate()
        found = [each for page in pages for each in page["Exports"]]
        users = {each["Name"]: importers(target, each["Name"]) for each in found}
        hint_at_interrupted(target)
    rows = [
        (each["Name"], each["Value"], each["ExportingStackId"].split("/")[1], users[each["Name"]])
        for each in sorted(found, key=lambda each: each["Name"])
    ]
    if options.as_json:
        keys = ("name", "value", "stack", "importedBy")
        show_json({"exports": [dict(zip(keys, row, strict=True)) for row in rows]})
    elif not rows:
        say("There are no exports.")
    else:
        table = [(name, value, stack, ", ".join(names)) for name, value, stack, names in rows]
        write_table(("EXPORT", "VALUE", "STACK", "IMPORTED BY"), table)


@click.command()
@click.argument("stack", shell_complete=complete_stacks)
@click.option("-n", "--last", "count", type=click.IntRange(min=1), help="Only the last ones.")
@click.option("--failed", is_flag=True, help="Only failures.")
def events(stack: str, count: int | None, failed: bool) -> None:
    """Show a stack's events, oldest first. A deleted stack is named by its id."""
    options = locate(current_options())
    found: list[StackEventTypeDef] = []
    with open_target(options, reads_only=True) as target:
        for each in newest_first(target.client, stack):
            if failed and not each.get("ResourceStatus", "").endswith("_FAILED"):
                continue
            found.append(each)
            if count is not None and len(found) == count:
                break
        hint_at_interrupted(target)
    found.reverse()
    if options.as_json:
        show_json({"events": found})
        return
    rows = [
        (
            _time(each["Timestamp"]),
            each.get("ResourceStatus", ""),
            each["LogicalResourceId"],
            each["ResourceType"],
            each.get("ResourceStatusReason", ""),
        )
        for each in found
    ]
    write_table(("TIME", "STATUS", "RESOURCE", "TYPE", "REASON"), rows)


def _stack_json(stack: "StackTypeDef") -> dict[str, object]:
    return {
        "stack": stack["StackName"],
        "id": stack["StackId"],
        "status": stack["StackStatus"],
        "statusReason": stack.get("StackStatusReason"),
        "created": stack["CreationTime"],
        "updated": stack.get("LastUpdatedTime"),
        "description": stack.get("Description"),
        "isProtected": stack.get("EnableTerminationProtection", False),
        "outputs": outputs_json(stack),
    }


def _time(moment: "datetime") -> str:
    return moment.astimezone().strftime("%Y-%m-%d %H:%M:%S")

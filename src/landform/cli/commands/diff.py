"""`landform diff`: the plan of a deployment, made by the API and taken back."""

import click

from landform.cli.assets import bootstrap
from landform.cli.commands.arguments import tags_option, template_arguments
from landform.cli.console import say, show_json, write_plan
from landform.cli.errors import ExitCode
from landform.cli.options import current_options
from landform.cli.planning import Planned, Request, names_in, plan_all, prepare, preview_text
from landform.cli.preview import Preview, discard
from landform.cli.resuming import finish_interrupted
from landform.cli.target import open_target


@click.command()
@template_arguments
@tags_option
@click.option("--fail", is_flag=True, help="Exit with 1 when there are differences.")
def diff(
    *,
    templates: tuple[str, ...],
    parameters: tuple[str, ...],
    parameter_files: tuple[str, ...],
    tags: tuple[str, ...],
    fail: bool,
) -> ExitCode:
    """Show what a deployment would change: each resource, property, reason and source line.

    Of template files, or of stacks of the app (--app, or cdk.json's). Makes change sets and deletes them
    again, and with them any stack that was only made for the question.
    """
    options = current_options()
    request = Request(templates=templates, parameters=parameters, parameter_files=parameter_files, tags=tags)
    prepared = prepare(request, options)
    with open_target(prepared.options) as target:
        finish_interrupted(target)
        bootstrap(target, prepared.checked)
        planned = plan_all(target, prepared.checked, request.settings())
        discard(target, planned.previews)
    if options.as_json:
        show_json({"stacks": [preview_json(each) for each in planned.previews]})
    else:
        _print(planned)
    return ExitCode.FAILED if fail and not planned.is_empty else ExitCode.OK


def _print(planned: Planned) -> None:
    if planned.is_empty:
        say("No differences.")
        return
    for index, preview in enumerate(planned.previews):
        write_plan(("\n" if index else "") + preview_text(preview), to_stdout=True)


def preview_json(preview: Preview) -> dict[str, object]:
    """A preview with AWS's change records."""
    work = preview.work
    action = "NONE" if preview.is_empty else "CREATE" if work.is_new or work.is_leftover else "UPDATE"
    return {
        "stack": preview.stack_name,
        "file": work.checked.file.file,
        "action": action,
        "changes": list(preview.changes) if preview.change_set_id or preview.is_empty else None,
        "waitsFor": list(preview.waits_for),
        **({"constructs": names_in(preview)} if work.checked.file.facts else {}),
    }

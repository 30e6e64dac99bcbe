"""`landform diff`: the plan of a deployment, made by the API and taken back."""

import click

from landform.cli.assets import ensure_bootstrapped, publish_templates
from landform.cli.commands.arguments import tags_option, template_arguments
from landform.cli.console import say, show_json, write_plan
from landform.cli.errors import ExitCode
from landform.cli.options import current_options
from landform.cli.planning import Prepared, Request, names_in, plan_all, prepare, preview_text
from landform.cli.preview import Preview, discard
from landform.cli.resuming import finish_interrupted
from landform.cli.target import locate, open_target


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
    options = locate(current_options())
    request = Request(templates=templates, parameters=parameters, parameter_files=parameter_files, tags=tags)
    previews = [each for part in prepare(request, options) for each in _previews(part, request)]
    is_empty = all(each.is_empty for each in previews)
    if options.as_json:
        show_json({"stacks": [preview_json(each) for each in previews]})
    elif is_empty:
        say("No differences.")
    else:
        _print(previews)
    return ExitCode.FAILED if fail and not is_empty else ExitCode.OK


def _previews(part: Prepared, request: Request) -> tuple[Preview, ...]:
    """The previews of one place, taken back."""
    with open_target(part.options, role=part.role) as target:
        finish_interrupted(target)
        ensure_bootstrapped(target, part.checked)
        urls = publish_templates(target, part.checked, part.assets)
        planned = plan_all(target, part.checked, request.settings(urls))
        discard(target, planned.previews)
    return planned.previews


def _print(previews: list[Preview]) -> None:
    for index, preview in enumerate(previews):
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

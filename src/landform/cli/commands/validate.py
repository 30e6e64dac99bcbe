"""`landform validate`: all mistakes of templates, without an engine or a state."""

import click

from landform.cli.app_stacks import placed_files, read_sources
from landform.cli.checked import Checked, check_templates
from landform.cli.commands.arguments import template_arguments
from landform.cli.console import say, show, show_json
from landform.cli.errors import ExitCode
from landform.cli.inputs import read_parameters
from landform.cli.options import current_options
from landform.ground.diagnostics import Diagnostic, Severity, has_errors, render
from landform.ground.source import format_path


@click.command()
@template_arguments
def validate(
    templates: tuple[str, ...], parameters: tuple[str, ...], parameter_files: tuple[str, ...]
) -> ExitCode:
    """Check templates or an app's stacks: syntax, names, functions, types, properties, attributes.

    Prints every mistake with file, line and column. Parameters need not be given; those that are given are
    checked too. Exit code 2 when there is an error, 0 when there are only warnings or nothing.
    """
    options = current_options()
    sources = read_sources(templates, options)
    given = read_parameters(parameters, parameter_files)
    checked = check_templates(placed_files(sources), given)
    found = [each for one in checked for each in one.diagnostics]
    if options.as_json:
        show_json({"templates": [_template_json(each) for each in checked]})
    else:
        for each in found:
            show(render(each), colour="red" if each.severity is Severity.ERROR else "yellow")
            show()
        say(_summary(checked, found))
    return ExitCode.USAGE if has_errors(found) else ExitCode.OK


def _summary(checked: list[Checked], found: list[Diagnostic]) -> str:
    errors = sum(each.severity is Severity.ERROR for each in found)
    warnings = len(found) - errors
    resources = sum(len(each.template.resources) for each in checked)
    if not found:
        return f"{_count(len(checked), 'template')} with {_count(resources, 'resource')}: nothing is wrong."
    return f"{_count(errors, 'error')}, {_count(warnings, 'warning')} in {_count(len(checked), 'template')}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _template_json(checked: Checked) -> dict[str, object]:
    return {
        "stack": checked.stack_name,
        "file": checked.file.file,
        "isValid": not has_errors(checked.diagnostics),
        "diagnostics": [_diagnostic_json(each) for each in checked.diagnostics],
    }


def _diagnostic_json(diagnostic: Diagnostic) -> dict[str, object]:
    place = diagnostic.location
    return {
        "severity": str(diagnostic.severity),
        "code": diagnostic.code,
        "summary": diagnostic.summary,
        "detail": diagnostic.detail,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "path": format_path(diagnostic.path),
        "related": [
            {"message": each.message, "location": str(each.location) if each.location else None}
            for each in diagnostic.related
        ],
    }

"""Arguments that several commands share."""

from collections.abc import Callable
from typing import TypeVar

import click

from landform.cli.app_settings import app_options, exclusively_option

Function = TypeVar("Function", bound=Callable[..., object])


def complete_stacks(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """Names of stacks for a shell's completion; nothing when they cannot be had at once."""
    from landform.cli.options import options_of
    from landform.cli.target import open_target

    try:
        with open_target(options_of(context), reads_only=True) as target:
            return [name for name in target.stacks() if name.startswith(incomplete)]
    except Exception:
        return []  # a completion that fails must not write into the line that is being typed


def template_arguments(function: Function) -> Function:
    """TEMPLATES, or the app whose stacks are meant, with the parameters for them."""
    decorators = (
        click.argument("templates", nargs=-1, metavar="[[NAME=]TEMPLATE|STACK]..."),
        app_options,
        exclusively_option,
        click.option(
            "-p",
            "--parameter",
            "parameters",
            multiple=True,
            metavar="[STACK.]NAME=VALUE",
            help="A parameter; with STACK only for that one of several stacks.",
        ),
        click.option(
            "--parameters",
            "parameter_files",
            multiple=True,
            metavar="FILE",
            type=click.Path(exists=True, dir_okay=False),
            help="Parameters from a JSON or YAML file, as the aws CLI has it or as a mapping.",
        ),
    )
    for decorator in reversed(decorators):
        function = decorator(function)
    return function


def tags_option(function: Function) -> Function:
    """Tags of the stacks."""
    return click.option(
        "--tag", "tags", multiple=True, metavar="KEY=VALUE", help="A tag for the stacks and their resources."
    )(function)


def approval_option(function: Function) -> Function:
    """Approval beforehand."""
    return click.option("-y", "--yes", is_flag=True, help="Approve without being asked.")(function)

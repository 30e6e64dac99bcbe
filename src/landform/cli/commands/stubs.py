"""`landform stubs`: what editors and type checkers need to know of the aws_cdk API."""

from pathlib import Path

import click

from landform.cli.console import hint, say
from landform.cli.errors import usage_error


@click.command()
@click.argument("folder", default="typings", metavar="[FOLDER]")
@click.option("--module", "modules", multiple=True, help="Only this module, such as aws_s3; may be repeated.")
def stubs(folder: str, modules: tuple[str, ...]) -> None:
    """Write type stubs of aws_cdk, constructs and jsii.

    Pyright finds them in `typings` by itself; mypy with `mypy_path = "typings"`. An installed landform
    package brings them already: this is for source checkouts, and for projects that want their own.
    """
    from landform.cdk.stubs.tree import UnknownModuleError, write_stubs

    try:
        written = write_stubs(Path(folder), modules or None)
    except UnknownModuleError as error:
        raise usage_error(str(error)) from None
    say(f"{len(written)} modules in {folder}")
    hint(f'mypy: `mypy_path = "{folder}"` in pyproject.toml; Pyright looks into "typings" by itself')

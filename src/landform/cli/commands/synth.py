"""`landform synth`: run the app and show what it makes, without a target."""

import click

from landform.assembly.reading import AssemblyStack
from landform.cli.app_settings import app_options
from landform.cli.app_stacks import choose, load_assembly, tell_messages
from landform.cli.console import say, show, show_json, warn
from landform.cli.options import current_options


@click.command()
@click.argument("stacks", nargs=-1, metavar="[STACK]...")
@app_options
@click.option("-o", "--output", metavar="DIR", help="Folder of the assembly (default: cdk.out).")
@click.option("-q", "--quiet", is_flag=True, help="Do not print templates.")
def synth(stacks: tuple[str, ...], output: str | None, quiet: bool) -> None:
    """Run the app (--app, or cdk.json's) and print the template of a stack, in YAML or as --json.

    Of several stacks only the names are printed; their templates are in the assembly's folder.
    """
    options = current_options()
    assembly = load_assembly(options, output)
    # What a named stack depends on is no part of the question.
    chosen = choose(assembly.stacks, stacks, exclusively=True)
    tell_messages(chosen)
    if assembly.missing:
        warn(f"made with stand-ins for context that has to be looked up: {', '.join(assembly.missing)}")
    if quiet:
        return
    if options.as_json:
        templates = {each.stack_name: _template(each) for each in chosen}
        show_json(templates if len(templates) != 1 else next(iter(templates.values())))
    elif len(chosen) == 1:
        show(_yaml(chosen[0]).rstrip("\n"))
    else:
        say(f"{len(chosen)} stacks in {assembly.folder}:")
        for stack in chosen:
            show(stack.display_name)


def _template(stack: AssemblyStack) -> object:
    import json

    content: object = json.loads(stack.template_file.read_text(encoding="utf-8"))
    return content


def _yaml(stack: AssemblyStack) -> str:
    import yaml

    return yaml.safe_dump(_template(stack), sort_keys=False, allow_unicode=True, width=100)

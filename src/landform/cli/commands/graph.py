"""`landform graph`: what depends on what, inside stacks and between them."""

from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path

import click

from landform.cli.app_settings import current_app_settings
from landform.cli.app_stacks import placed_files, read_sources
from landform.cli.checked import declared, pseudo_parameters
from landform.cli.commands.arguments import template_arguments
from landform.cli.console import say, show, show_json
from landform.cli.inputs import TemplateFile, parameters_of, read_parameters, read_templates
from landform.cli.options import Options, current_options
from landform.cli.ordering import Interface, interface_of
from landform.cli.retained import deployed_template
from landform.cli.target import locate, open_target
from landform.cli.views.drawing import Arrow, Graph, Node, dot, graph_json, mermaid, svg, unique
from landform.ground.diagnostics import DiagnosticsError, has_errors, render
from landform.template.model import ResourceDeclaration, Template
from landform.template.references import references

_DRAWERS = {"mermaid": mermaid, "dot": dot, "svg": svg}


@click.command()
@template_arguments
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(list(_DRAWERS)),
    default="mermaid",
    show_default=True,
    help="The form of the drawing.",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to a file, not to stdout.")
def graph(
    *,
    templates: tuple[str, ...],
    parameters: tuple[str, ...],
    parameter_files: tuple[str, ...],
    form: str,
    output: str | None,
) -> None:
    """Draw which resources need which, from templates or from deployed stacks.

    What is no file is taken as the name of a deployed stack, with --app of a stack of the app; without any
    names the whole app of cdk.json is drawn. Dashed arrows are imports from other stacks.
    """
    options = locate(current_options())
    if not templates or current_app_settings().app is not None:
        placed = placed_files(read_sources(templates, options))
    else:
        placed = [(each, options) for each in _files(templates, options)]
    given = read_parameters(parameters, parameter_files)
    values = parameters_of({each.stack_name: declared(each) for each, _ in placed}, given)
    parsed = {each.stack_name: _template(each, values[each.stack_name], place) for each, place in placed}
    interfaces = {
        each.stack_name: interface_of(
            parsed[each.stack_name], values[each.stack_name], pseudo_parameters(each.stack_name, place)
        )
        for each, place in placed
    }
    drawn = _graph(parsed, interfaces)
    if options.as_json:
        show_json(graph_json(drawn))
        return
    text = _DRAWERS[form](drawn)
    if output is None:
        show(text)
    else:
        Path(output).write_text(text + "\n", encoding="utf-8")


def _files(arguments: tuple[str, ...], options: Options) -> list[TemplateFile]:
    """Template files, and the templates of deployed stacks for arguments that are no files."""
    stacks = [each for each in arguments if "=" not in each and not Path(each).exists() and "." not in each]
    files = read_templates(each for each in arguments if each not in stacks)
    if stacks:
        with open_target(options, reads_only=True) as target:
            for name in stacks:
                text = deployed_template(target, name)
                files.append(TemplateFile(stack_name=name, file=f"{name} (deployed)", text=text))
    return files


def _template(file: TemplateFile, parameters: Mapping[str, str], place: Options) -> Template:
    from landform.plan.diagnose import as_deployed

    pseudo = pseudo_parameters(file.stack_name, place)
    found = as_deployed(file.text, file=file.file, limits=None, parameters=dict(parameters), pseudo=pseudo)
    if found.template is None or has_errors(found.diagnostics):
        raise DiagnosticsError(found.diagnostics)
    for each in found.diagnostics:
        say(render(each), colour="yellow")
    return found.template


def _graph(templates: dict[str, Template], interfaces: dict[str, Interface]) -> Graph:
    nodes = [
        Node(stack_name=stack, logical_id=name, type_name=resource.type_name)
        for stack, template in templates.items()
        for name, resource in template.resources.items()
    ]
    arrows = [
        arrow
        for stack, template in templates.items()
        for resource in template.resources.values()
        for arrow in _inside(stack, resource, template)
    ]
    arrows.extend(_between(interfaces))
    return Graph(nodes=tuple(nodes), arrows=unique(arrows))


def _inside(stack: str, resource: ResourceDeclaration, template: Template) -> Iterator[Arrow]:
    used = [each.target for each in references(resource.properties)]
    for name in dict.fromkeys([*used, *resource.depends_on]):
        if name in template.resources:
            yield Arrow(user=f"{stack}.{resource.logical_id}", used=f"{stack}.{name}")


def _between(interfaces: dict[str, Interface]) -> Iterator[Arrow]:
    makers = {name: each for each in interfaces.values() for name in each.exports}
    for stack, interface in interfaces.items():
        for export, users in interface.importers.items():
            maker = makers.get(export)
            if maker is None:
                continue
            for user, used in product(sorted(users), sorted(maker.exports[export].uses)):
                yield Arrow(user=f"{stack}.{user}", used=f"{maker.stack_name}.{used}", is_import=True)

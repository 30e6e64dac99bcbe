"""Runs a template through the whole room, as the engine does, and keeps every Diagnostic."""

from collections.abc import Mapping

from landform.ground.diagnostics import Diagnostic, has_errors
from landform.ground.lookups import Lookup, NotFound
from landform.ground.values import Value
from landform.template.check import check_template
from landform.template.evaluate import NoResources, PseudoParameters, Scope, evaluate, evaluate_conditions
from landform.template.expand import expand, unexpanded
from landform.template.limits import AWS_LIMITS, Limits
from landform.template.model import Template
from landform.template.parameters import ParameterInput, resolve_parameters
from landform.template.parse import parse_template, read_expanded
from landform.template.rules import check_rules

PSEUDO = PseudoParameters(
    account_id="123456789012",
    region="eu-central-1",
    partition="aws",
    url_suffix="amazonaws.com",
    stack_id="arn:aws:cloudformation:eu-central-1:123456789012:stack/app/11111111-2222-3333-4444-555555555555",
    stack_name="app",
    notification_arns=("arn:aws:sns:eu-central-1:123456789012:news",),
)


class NothingExists(dict[Lookup, "Value | NotFound"]):
    """Facts in which every lookup has been answered, and nothing was found."""

    def __missing__(self, lookup: Lookup) -> NotFound:
        return NotFound("")

    def __contains__(self, lookup: object) -> bool:
        return True

    def get(self, lookup: Lookup, default: object = None) -> NotFound:
        return NotFound("")


def parse(text: str, limits: Limits | None = AWS_LIMITS) -> Template:
    """The template of a text without mistakes of form."""
    parsed = parse_template(text, file="app.yaml", limits=limits)
    assert parsed.template is not None, parsed.diagnostics
    assert not parsed.diagnostics, parsed.diagnostics
    return parsed.template


def all_diagnostics(
    text: str, file: str, given: Mapping[str, ParameterInput], limits: Limits
) -> list[Diagnostic]:
    """Everything that is wrong with a template and its parameters when nothing exists outside."""
    parsed = parse_template(text, file=file, limits=limits)
    if parsed.source is not None and has_errors(parsed.source.diagnostics):
        return list(parsed.source.diagnostics)
    if parsed.source is not None:
        values = resolve_parameters(parsed.source.template, given, {}, {}, limits).values
        expansion = expand(parsed.source, values, PSEUDO, {})
        if expansion.root is None:
            told = expansion.diagnostics or (unexpanded(parsed.source, expansion),)
            return [*parsed.source.diagnostics, *told]
        parsed, _ = read_expanded(parsed.source, expansion.root, limits)
    found = list(parsed.diagnostics)
    if parsed.template is None:
        return found
    found.extend(check_template(parsed.template))
    if has_errors(found):
        return found
    return [*found, *_evaluation_diagnostics(parsed.template, given, limits)]


def _evaluation_diagnostics(
    template: Template, given: Mapping[str, ParameterInput], limits: Limits
) -> list[Diagnostic]:
    facts = NothingExists()
    parameters = resolve_parameters(template, given, {}, facts, limits)
    found = [*parameters.diagnostics, *check_rules(template, parameters.values, PSEUDO, facts).diagnostics]
    conditions = evaluate_conditions(template, parameters.values, PSEUDO, facts)
    found.extend(conditions.diagnostics)
    scope = Scope(
        template=template,
        parameters=parameters.values,
        pseudo=PSEUDO,
        facts=facts,
        conditions=conditions.values,
        resources=NoResources(),
    )
    expressions = [
        *(each.properties for each in template.resources.values()),
        *(each.value for each in template.outputs.values()),
    ]
    for expression in expressions:
        evaluated = evaluate(expression, scope)
        found.extend(evaluated.diagnostics)
    return found

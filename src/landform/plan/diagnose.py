"""All that is wrong with a template, found without an engine: for `validate`, editors and previews.

Parameters that are not given and facts from outside are taken as known after deployment, so a template can be
checked before anybody knows its values.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from landform.ground.diagnostics import Diagnostic, has_errors
from landform.ground.lookups import AvailabilityZones, Lookup, NotFound
from landform.ground.values import Unknown, Value
from landform.plan.check_references import check_references
from landform.plan.check_types import check_output_attributes, check_types
from landform.plan.desired import DesiredStack, desire
from landform.schema.catalog import Catalog
from landform.schema.check import Checker
from landform.template.check import check_template
from landform.template.evaluate import PseudoParameters
from landform.template.expand import expand, unexpanded
from landform.template.limits import Limits
from landform.template.model import Template
from landform.template.parameters import ParameterInput, resolve_parameters
from landform.template.parse import Parsed, Source, parse_template, read_expanded

_OPEN = Unknown(())
_MAX_ROUNDS = 10
_NOT_GIVEN = "LF1305"  # a parameter without a value is no mistake of the template


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """A template as far as it could be read, and everything wrong with it, in the order of the source."""

    template: Template | None
    diagnostics: tuple[Diagnostic, ...]
    # The template with its conditions decided; None when it is unreadable or what it means is not known yet.
    desired: DesiredStack | None = None
    unexpanded: Source | None = None  # a template that means what transforms make of it, elsewhere


def diagnose_template(
    text: str,
    *,
    file: str,
    catalog: Catalog,
    checker: Checker,
    limits: Limits | None,
    parameters: Mapping[str, ParameterInput],
    pseudo: PseudoParameters,
) -> Diagnosis:
    """Check syntax, names, functions, parameters, rules, types and attributes."""
    parsed = as_deployed(text, file=file, limits=limits, parameters=parameters, pseudo=pseudo)
    if isinstance(parsed, Diagnosis):
        return parsed
    return diagnose_parsed(parsed, catalog=catalog, checker=checker, parameters=parameters, pseudo=pseudo)


def diagnose_parsed(
    parsed: Parsed,
    *,
    catalog: Catalog,
    checker: Checker,
    parameters: Mapping[str, ParameterInput],
    pseudo: PseudoParameters,
) -> Diagnosis:
    """The same of a template that has been read, and calls no transforms any more."""
    if parsed.template is None:
        return Diagnosis(template=None, diagnostics=parsed.diagnostics)
    found = [*parsed.diagnostics, *check_template(parsed.template)]
    facts: dict[Lookup, Value | NotFound] = {}
    given = resolve_parameters(parsed.template, parameters, {}, facts)
    found.extend(each for each in given.diagnostics if each.code != _NOT_GIVEN)
    for _ in range(_MAX_ROUNDS):
        desired = desire(
            parsed.template, catalog=catalog, pseudo=pseudo, parameters=given.values, facts=facts, tags={}
        )
        if not desired.missing:
            break
        facts.update({each: _assumed(each) for each in desired.missing})
    found.extend(desired.diagnostics)
    found.extend(check_types(desired.stack, checker))
    found.extend(check_output_attributes(desired.stack))
    found.extend(check_references(desired.stack))
    return Diagnosis(template=parsed.template, diagnostics=_in_order(found), desired=desired.stack)


def as_deployed(
    text: str,
    *,
    file: str,
    limits: Limits | None,
    parameters: Mapping[str, ParameterInput],
    pseudo: PseudoParameters,
) -> Parsed | Diagnosis:
    """The template that its transforms make; or all that can be said of it where they cannot run here."""
    parsed = parse_template(text, file=file, limits=limits)
    source = parsed.source
    if source is None:
        return parsed
    if has_errors(source.diagnostics):
        return Diagnosis(template=source.template, diagnostics=source.diagnostics)
    given = resolve_parameters(source.template, parameters, {}, {})
    found = expand(source, given.values, pseudo, {})
    if found.root is not None:
        return read_expanded(source, found.root, limits)[0]
    if found.diagnostics:
        diagnostics = (*source.diagnostics, *found.diagnostics)
        return Diagnosis(template=source.template, diagnostics=_in_order(list(diagnostics)))
    return Diagnosis(
        template=source.template,
        diagnostics=(*source.diagnostics, unexpanded(source, found)),
        unexpanded=source,
    )


def _assumed(lookup: Lookup) -> Value:
    """What stands for a fact nobody has looked up; zones are a list, so that Fn::Select has one."""
    return [_OPEN, _OPEN, _OPEN] if isinstance(lookup, AvailabilityZones) else _OPEN


def _in_order(found: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each mistake once, from the top of the file to its end; those without a place last."""
    once: dict[object, Diagnostic] = {}
    for each in found:
        once.setdefault((each.code, each.location, each.path), each)
    return tuple(sorted(once.values(), key=_position))


def _position(diagnostic: Diagnostic) -> tuple[bool, int, int, str]:
    place = diagnostic.location
    if place is None:
        return (True, 0, 0, diagnostic.code)
    return (False, place.line, place.column, diagnostic.code)

"""Mistakes in the declaration of a parameter itself, before any value is given."""

from collections.abc import Iterator

from landform.ground.diagnostics import Diagnostic, Severity, did_you_mean
from landform.template.codes import diagnose
from landform.template.constraints import broken_constraints, compiled
from landform.template.model import ParameterDeclaration
from landform.template.parameter_types import TYPE_NAMES, ParameterType, parameter_type


def check_parameter(declaration: ParameterDeclaration) -> Iterator[Diagnostic]:
    """What is wrong with one entry of Parameters."""
    kind = parameter_type(declaration.type_name)
    if kind is None:
        detail = (
            f'There is no parameter type "{declaration.type_name}".'
            f"{did_you_mean(declaration.type_name, TYPE_NAMES)}"
        )
        yield _at(declaration, "Type", "LF1301", detail)
        return
    yield from _misfits(declaration, kind)
    if declaration.allowed_pattern is not None and compiled(declaration.allowed_pattern) is None:
        detail = (
            f'"{declaration.allowed_pattern}" is not a regular expression that can be read here; no value is '
            "held to it. AWS reads it as Java does."
        )
        yield _at(declaration, "AllowedPattern", "LF1303", detail, Severity.WARNING)
    if declaration.default is not None and not kind.is_ssm_value:
        for _, text in broken_constraints(declaration, kind, declaration.default):
            shown = "****" if declaration.no_echo else declaration.default
            end = "" if text.endswith(".") else "."
            yield _at(declaration, "Default", "LF1302", f'The default "{shown}" is refused: {text}{end}')


def _misfits(declaration: ParameterDeclaration, kind: ParameterType) -> Iterator[Diagnostic]:
    is_text = not kind.is_number and not kind.is_list
    for name, value in (("MinLength", declaration.min_length), ("MaxLength", declaration.max_length)):
        if value is not None and not is_text:
            detail = f"{name} is for strings; the type of this parameter is {declaration.type_name}."
            yield _at(declaration, name, "LF1304", detail)
    for name, bound in (("MinValue", declaration.min_value), ("MaxValue", declaration.max_value)):
        if bound is not None and not kind.is_number:
            detail = f"{name} is for numbers; the type of this parameter is {declaration.type_name}."
            yield _at(declaration, name, "LF1304", detail)
    pairs = (
        ("MinLength", "MaxLength", declaration.min_length, declaration.max_length),
        ("MinValue", "MaxValue", declaration.min_value, declaration.max_value),
    )
    for low_name, high_name, low, high in pairs:
        if low is not None and high is not None and low > high:
            detail = f"{low_name} {low:g} is more than {high_name} {high:g}, so no value can be right."
            yield _at(declaration, low_name, "LF1304", detail)


def _at(
    declaration: ParameterDeclaration,
    attribute: str,
    code: str,
    detail: str,
    severity: Severity = Severity.ERROR,
) -> Diagnostic:
    location = declaration.attribute_locations.get(attribute, declaration.location)
    return diagnose(code, detail, location, ("Parameters", declaration.name, attribute), severity=severity)

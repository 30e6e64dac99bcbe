"""The values of a stack's parameters, from what was given, what was there before, and the defaults.

SSM parameters are not fetched: a missing one is a Lookup. Whether an AWS-specific value exists is not
checked, only its shape.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from landform.ground.diagnostics import Diagnostic, did_you_mean
from landform.ground.lookups import Facts, Lookup, NotFound, SsmParameter
from landform.ground.source import TemplatePath
from landform.ground.values import MASK, Secret, Value
from landform.template.codes import diagnose
from landform.template.compute import is_scalar
from landform.template.constraints import broken_constraints, members
from landform.template.declarations import scalar_text
from landform.template.limits import AWS_LIMITS, Limits
from landform.template.model import ParameterDeclaration, Template
from landform.template.parameter_types import ParameterType, parameter_type


@dataclass(frozen=True, slots=True)
class UsePrevious:
    """Take the value that the stack has now (UsePreviousValue of the API)."""


ParameterInput: TypeAlias = str | Secret | UsePrevious


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedParameters:
    """What Ref gives for each parameter, and how it came about."""

    values: Mapping[str, Value]  # by name: text (numbers too), or a list of texts; NoEcho as Secret
    # By name: the text given or defaulted, of an SSM type the name; the next operation's `previous`.
    inputs: Mapping[str, Value]
    resolved: Mapping[str, Value]  # of SSM types only: the value of the SSM parameter, as text
    missing: frozenset[Lookup]
    diagnostics: tuple[Diagnostic, ...]


def resolve_parameters(
    template: Template,
    given: Mapping[str, ParameterInput],
    previous: Mapping[str, Value],
    facts: Facts,
    limits: Limits | None = AWS_LIMITS,
) -> ResolvedParameters:
    """The value of every parameter that has a good one; the others are in `missing` or `diagnostics`.

    `previous` holds the `inputs` of the stack's last operation. A parameter that is not given takes its
    default, even when it had another value before, as in AWS.
    """
    resolver = _Resolver(template, facts, limits)
    resolver.check_names(given)
    unset: list[ParameterDeclaration] = []
    for declaration in template.parameters.values():
        text = resolver.input(declaration, given.get(declaration.name), previous)
        if text is None:
            unset.append(declaration)
        else:
            resolver.resolve(declaration, text)
    resolver.report_unset([each for each in unset if each.name not in given])
    return ResolvedParameters(
        values=resolver.values,
        inputs=resolver.inputs,
        resolved=resolver.resolved,
        missing=frozenset(resolver.missing),
        diagnostics=tuple(resolver.diagnostics),
    )


class _Resolver:
    __slots__ = ("diagnostics", "facts", "inputs", "limits", "missing", "resolved", "template", "values")

    def __init__(self, template: Template, facts: Facts, limits: Limits | None) -> None:
        self.template = template
        self.facts = facts
        self.limits = limits
        self.values: dict[str, Value] = {}
        self.inputs: dict[str, Value] = {}
        self.resolved: dict[str, Value] = {}
        self.missing: set[Lookup] = set()
        self.diagnostics: list[Diagnostic] = []

    def check_names(self, given: Mapping[str, ParameterInput]) -> None:
        """Report inputs that the template does not declare."""
        names = [name for name in given if name not in self.template.parameters]
        if names:
            known = list(self.template.parameters)
            hints = "".join(did_you_mean(name, known) for name in names)
            detail = (
                f"Parameters: [{', '.join(names)}] do not exist in the template\n{hints.strip()}".rstrip()
            )
            self.diagnostics.append(diagnose("LF1306", detail))

    def input(
        self, declaration: ParameterDeclaration, given: ParameterInput | None, previous: Mapping[str, Value]
    ) -> str | None:
        """The text to take for a parameter, or None when there is none."""
        if isinstance(given, UsePrevious):
            before = previous.get(declaration.name)
            if isinstance(before, str):
                return before
            detail = (
                f"Invalid input for parameter key {declaration.name}. Cannot specify usePreviousValue as "
                "true for a parameter key not in the previous template."
            )
            self._report(declaration, "LF1313", detail)
            return None
        return declaration.default if given is None else given

    def report_unset(self, unset: list[ParameterDeclaration]) -> None:
        """Report parameters without any value, all in one sentence as AWS does."""
        if unset:
            names = ", ".join(each.name for each in unset)
            detail = f"Parameters: [{names}] must have values\nGive them, or declare a Default."
            self._report(unset[0], "LF1305", detail)

    def resolve(self, declaration: ParameterDeclaration, text: str) -> None:
        """Check the text and keep what it stands for."""
        kind = parameter_type(declaration.type_name)
        if kind is None:
            return  # `check_template` reports the type
        name = declaration.name
        is_secret = declaration.no_echo or isinstance(text, Secret)
        self.inputs[name] = Secret(text) if is_secret else text
        if self._is_too_long(declaration, text):
            return
        value = self._ssm_value(declaration, text) if kind.is_ssm_value else text
        if value is None:
            return
        mistakes = list(broken_constraints(declaration, kind, text)) if not kind.is_ssm_value else []
        mistakes.extend(_wrong_shape(declaration, kind, value))
        for code, detail in mistakes:
            self._report(declaration, code, detail)
        if not mistakes:
            self.values[name] = _typed(value, kind, is_secret=is_secret)

    def _is_too_long(self, declaration: ParameterDeclaration, text: str) -> bool:
        size = len(text.encode(errors="replace"))
        if self.limits is None or size <= self.limits.parameter_value_bytes:
            return False
        detail = (
            f"The value of {declaration.name} has {size:,} bytes; AWS takes "
            f"{self.limits.parameter_value_bytes:,}. Put it into an SSM parameter or a file in S3."
        )
        self._report(declaration, "LF1505", detail)
        return True

    def _ssm_value(self, declaration: ParameterDeclaration, ssm_name: str) -> str | None:
        """The value of the SSM parameter, or None while it is missing or when it does not exist."""
        lookup = SsmParameter(ssm_name)
        if lookup not in self.facts:
            self.missing.add(lookup)
            return None
        answer = self.facts[lookup]
        if isinstance(answer, NotFound):
            fallback = f"Unable to fetch parameters [{ssm_name}] from parameter store for this account."
            self._report(declaration, "LF1314", answer.reason or fallback)
            return None
        items = answer if isinstance(answer, list) else [answer]
        text = ",".join([scalar_text(item) for item in items if is_scalar(item)])
        self.resolved[declaration.name] = Secret(text) if declaration.no_echo else text
        return text

    def _report(self, declaration: ParameterDeclaration, code: str, detail: str) -> None:
        path: TemplatePath = ("Parameters", declaration.name)
        self.diagnostics.append(diagnose(code, detail, declaration.location, path))


def _typed(text: str, kind: ParameterType, *, is_secret: bool) -> Value:
    """What Ref gives: numbers stay text, lists become lists."""
    values: list[Value] = [Secret(each) if is_secret else each for each in members(text, kind)]
    return values if kind.is_list else values[0]


def _wrong_shape(declaration: ParameterDeclaration, kind: ParameterType, text: str) -> list[tuple[str, str]]:
    if kind.shape is None:
        return []
    wrong = [value for value in members(text, kind) if not kind.shape.fullmatch(value)]
    shown = [MASK if declaration.no_echo else value[:80] for value in wrong]
    return [
        (
            "LF1312",
            f"Parameter validation failed: parameter value {value} for parameter name {declaration.name} "
            f"does not exist. It does not have the form of {declaration.type_name}.",
        )
        for value in shown
    ]

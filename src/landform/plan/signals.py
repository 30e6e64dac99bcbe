"""What a resource's CreationPolicy waits for.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-creationpolicy.html
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from landform.ground.diagnostics import Diagnostic, Severity
from landform.ground.values import NO_VALUE, Value
from landform.schema.catalog import Catalog
from landform.template.evaluate import Scope, evaluate
from landform.template.model import Expression, ResourceDeclaration

DEFAULT_SECONDS: Final = 300  # PT5M
MAX_SECONDS: Final = 12 * 3600  # of a creation policy and of a wait condition
_DURATION: Final = re.compile(r"PT(?=\d)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class CreationPolicy:
    """Signals that make a made resource complete."""

    count: int  # more than 0
    timeout_seconds: int
    percent: int | None  # of them that must be successes; None: all, and one failure is too many


def duration_seconds(text: str) -> int | None:
    """The seconds of an ISO 8601 duration of hours, minutes and seconds; None when the text is none.

    >>> duration_seconds("PT1H30M")
    5400
    """
    found = _DURATION.match(text)
    if found is None:
        return None
    hours, minutes, seconds = (int(each or 0) for each in found.groups())
    return hours * 3600 + minutes * 60 + seconds


def creation_policy(
    declaration: ResourceDeclaration, catalog: Catalog, scope: Scope
) -> tuple[CreationPolicy | None, tuple[Diagnostic, ...]]:
    """The resource's policy, None where it waits for nothing, and what is wrong with it."""
    expression = declaration.creation_policy
    if expression is None:
        return None, ()
    schema = catalog.find(declaration.type_name)
    kind = schema.creation_policy if schema is not None else None
    if kind is None:
        return None, (_without_effect(declaration, expression),)
    evaluated = evaluate(expression, scope)
    if evaluated.diagnostics or evaluated.missing:
        return None, evaluated.diagnostics
    try:
        return _read(evaluated.value, is_share=kind == "share"), ()
    except ValueError as error:
        return None, (_invalid(declaration, expression, str(error)),)


def _read(value: Value, *, is_share: bool) -> CreationPolicy | None:
    policy = _map(value, "CreationPolicy")
    if "ResourceSignal" not in policy:
        return None
    signal = _map(policy["ResourceSignal"], "ResourceSignal")
    group = _map(policy.get("AutoScalingCreationPolicy", {}), "AutoScalingCreationPolicy")
    count = _whole(signal.get("Count", 1), "Count", 1_000_000)
    percent = _whole(group.get("MinSuccessfulInstancesPercent", 100), "MinSuccessfulInstancesPercent", 100)
    text = signal.get("Timeout", f"PT{DEFAULT_SECONDS}S")
    seconds = duration_seconds(text) if isinstance(text, str) else None
    if seconds is None or not 0 < seconds <= MAX_SECONDS:
        raise ValueError(
            f'Timeout is "{text}". It must be an ISO 8601 duration in the form PT#H#M#S, at most PT12H'
        )
    if count == 0:
        return None
    return CreationPolicy(count=count, timeout_seconds=seconds, percent=percent if is_share else None)


def _map(value: Value, name: str) -> Mapping[str, Value]:
    if not isinstance(value, dict):
        raise ValueError(f"{name} must be a mapping")
    return {key: item for key, item in value.items() if item is not NO_VALUE}


def _whole(value: Value, name: str, most: int) -> int:
    text = str(value)
    if isinstance(value, bool) or not text.isascii() or not text.isdigit() or int(text) > most:
        raise ValueError(f'{name} is "{value}". It must be a whole number from 0 to {most}')
    return int(text)


def _invalid(declaration: ResourceDeclaration, expression: Expression, problem: str) -> Diagnostic:
    return Diagnostic(
        code="LF2114",
        summary="Invalid creation policy",
        detail=f'The CreationPolicy of "{declaration.logical_id}" cannot be read: {problem}.',
        location=expression.location,
        path=expression.path,
    )


def _without_effect(declaration: ResourceDeclaration, expression: Expression) -> Diagnostic:
    return Diagnostic(
        code="LF2115",
        summary="Creation policy without effect",
        detail=(
            f'"{declaration.logical_id}" is of type {declaration.type_name}, which waits for no signals. '
            "Only instances, Auto Scaling groups and wait conditions do. "
            "The resource is complete when it is made."
        ),
        location=expression.location,
        path=expression.path,
        severity=Severity.WARNING,
    )

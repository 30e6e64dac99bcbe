"""Whether a parameter's value keeps its declaration's constraints.

The first sentence of each detail is AWS's text, so that the API can answer with it.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
A description replaces the reason: https://github.com/aws/aws-cli/issues/7750
A pattern's failure names it: https://github.com/aws/aws-connected-device-framework/issues/183
The texts for lengths and ranges follow the same form and are not recorded.
"""

import math
import re
from collections.abc import Iterator
from typing import Final, Protocol

from landform.template.model import ParameterDeclaration
from landform.template.parameter_types import ParameterType

#: AllowedPattern is the template author's own and may backtrack, so it never sees a longer text. It is
#: AWS's quota for parameter values, and holds even when quotas are switched off.
MAX_PATTERN_INPUT = 4_096


class Pattern(Protocol):
    """A regular expression, whichever library reads it."""

    def fullmatch(self, string: str, /) -> object | None:
        """Not None when the whole text matches."""


def members(text: str, kind: ParameterType) -> list[str]:
    """The values a text holds: one, or the items of a list without the blanks around them."""
    return [item.strip() for item in text.split(",")] if kind.is_list else [text]


def number_of(text: str) -> float | None:
    """The number a text stands for, or None; neither infinite nor "not a number"."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and "_" not in text else None


#: Sets of Java's: a class inside a class, and intersections.
_SETS: Final = re.compile(r"&&|\[[^\]]*\[")
#: What `re` does not read at all, classes by name among it, or reads with a warning of times to come.
_NOT_FOR_RE: Final = re.compile(r"\\[hRzpP]|\(\?<[A-Za-z]|\[[^\]]*(?:--|~~|\|\|)")


def compiled(pattern: str) -> Pattern | None:
    """The pattern, or None when it cannot be read. AWS's are Java's; nearly all mean the same to `re`."""
    has_sets = _SETS.search(pattern) is not None
    if not has_sets and _NOT_FOR_RE.search(pattern) is None:
        try:
            return re.compile(pattern)
        except (re.error, RecursionError, OverflowError):
            pass
    import regex

    try:
        found: Pattern = regex.compile(pattern, regex.VERSION1 if has_sets else regex.VERSION0)
    except (regex.error, RecursionError, OverflowError):
        return None
    return found


def broken_constraints(
    declaration: ParameterDeclaration, kind: ParameterType, text: str
) -> Iterator[tuple[str, str]]:
    """The code and detail of the first constraint of each kind that the value breaks."""
    values = members(text, kind)
    if kind.is_number and any(number_of(value) is None for value in values):
        yield "LF1311", f"Parameter '{declaration.name}' must be a number."
        return
    allowed = declaration.allowed_values
    if allowed and any(not _is_allowed(value, allowed, kind) for value in values):
        listed = ", ".join(f'"{value}"' for value in allowed)
        reason = _reason(declaration, f"Parameter '{declaration.name}' must be one of AllowedValues")
        yield "LF1307", f"{reason.rstrip('.')}. They are {listed}."
    yield from _pattern(declaration, values)
    yield from _lengths(declaration, text)
    if kind.is_number:
        yield from _range(declaration, [float(value) for value in values])


def _reason(declaration: ParameterDeclaration, text: str) -> str:
    """AWS's sentence: the author's description of the constraint when there is one."""
    if declaration.constraint_description is None:
        return text
    return f"Parameter {declaration.name} failed to satisfy constraint: {declaration.constraint_description}"


def _is_allowed(value: str, allowed: tuple[str, ...], kind: ParameterType) -> bool:
    if value in allowed:
        return True
    number = number_of(value) if kind.is_number else None
    return number is not None and number in [number_of(each) for each in allowed]


def _pattern(declaration: ParameterDeclaration, values: list[str]) -> Iterator[tuple[str, str]]:
    pattern = compiled(declaration.allowed_pattern) if declaration.allowed_pattern is not None else None
    if pattern is None:
        return  # none declared, or `check_template` has warned that it cannot be read
    if any(len(value) > MAX_PATTERN_INPUT or not pattern.fullmatch(value) for value in values):
        text = f"Parameter '{declaration.name}' must match pattern {declaration.allowed_pattern}"
        yield "LF1308", _reason(declaration, text)


def _lengths(declaration: ParameterDeclaration, text: str) -> Iterator[tuple[str, str]]:
    name, least, most = declaration.name, declaration.min_length, declaration.max_length
    if least is not None and len(text) < least:
        yield "LF1309", _reason(declaration, f"Parameter '{name}' must contain at least {least} characters")
    if most is not None and len(text) > most:
        yield "LF1309", _reason(declaration, f"Parameter '{name}' must contain at most {most} characters")


def _range(declaration: ParameterDeclaration, values: list[float]) -> Iterator[tuple[str, str]]:
    name, least, most = declaration.name, declaration.min_value, declaration.max_value
    if least is not None and min(values) < least:
        yield "LF1310", _reason(declaration, f"Parameter '{name}' must be a number not less than {least:g}")
    if most is not None and max(values) > most:
        yield "LF1310", _reason(declaration, f"Parameter '{name}' must be a number not greater than {most:g}")

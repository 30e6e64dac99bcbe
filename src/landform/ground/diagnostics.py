"""A Diagnostic tells a person what is wrong, where, why, and what to do.

The summary is a fixed sentence per code and never holds names from the user's template, so that a kind
of mistake always reads the same; the detail holds the names, the reason and the cure, in full
sentences. Mistakes of a user are collected and shown together; they are raised only where a caller
cannot go on, as a DiagnosticsError that carries all of them.
"""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from landform.ground.source import SourceLocation, TemplatePath, format_path


class Severity(StrEnum):
    """How much a diagnostic weighs: only errors stop an operation."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedLocation:
    """A second place that belongs to the same mistake, such as one edge of a cycle."""

    message: str
    location: SourceLocation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One mistake or warning, complete enough to act on."""

    code: str  # "LF" and four digits; each code has one summary
    summary: str  # fixed words, no names
    detail: str  # what, why, what to do
    location: SourceLocation | None = None  # None: the mistake is in no file, such as a bad flag
    path: TemplatePath = ()  # empty: outside a template
    severity: Severity = Severity.ERROR
    related: tuple[RelatedLocation, ...] = ()


class DiagnosticsError(Exception):
    """The user's input cannot be worked with; `diagnostics` says everything that is wrong with it."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n\n".join(render(each) for each in self.diagnostics))


def render(diagnostic: Diagnostic) -> str:
    """The diagnostic as text, readable without colour.

    First line code and summary, second line place and path, then the detail and related places.
    """
    lines = [f"{diagnostic.severity}: {diagnostic.code} {diagnostic.summary}"]
    place = " ".join(part for part in (str(diagnostic.location or ""), format_path(diagnostic.path)) if part)
    if place:
        lines.append(f"  at {place}")
    lines.extend(f"  {line}" for line in diagnostic.detail.splitlines())
    for related in diagnostic.related:
        where = f" ({related.location})" if related.location else ""
        lines.append(f"    {related.message}{where}")
    return "\n".join(lines)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of them stops the operation."""
    return any(each.severity is Severity.ERROR for each in diagnostics)


def did_you_mean(given: str, known: Sequence[str]) -> str:
    """A sentence ` Did you mean "…"?` with a leading blank, or "" when nothing known is close."""
    close = difflib.get_close_matches(given, known, n=1, cutoff=0.6)
    if not close:
        lowered = {name.lower(): name for name in known}
        exact = lowered.get(given.lower())
        close = [exact] if exact else []
    return f' Did you mean "{close[0]}"?' if close else ""

"""Entries of a template's section that fit a pattern; and what to say when none does."""

from collections.abc import Mapping
from typing import Any

from landform.cdk.assertions.match import matcher_of
from landform.cdk.assertions.result import AssertionFailure, MatchResult

MAX_LINES = 20  # of differences in a message

Entries = dict[str, dict[str, Any]]


def fitting(entries: Entries, pattern: Any) -> Entries:
    """The entries that fit."""
    return {id: body for id, body in entries.items() if _test(pattern, body).finished().is_success}


def require_one(entries: Entries, pattern: Any, what: str) -> None:
    """Raise AssertionFailure, naming the closest entry, when none fits."""
    if not entries:
        raise AssertionFailure(f"The template has no {what}.")
    results = {id: _test(pattern, body) for id, body in entries.items()}
    successes = [each for each in results.values() if each.is_success]
    for each in successes:
        each.finished()
    if successes:
        return
    id = min(results, key=lambda each: results[each].fail_cost)
    number = (
        f"none of the {len(entries)} in the template fits" if len(entries) > 1 else "the only one does not"
    )
    closest = f"The closest is '{id}'{_path(entries[id])}:\n{_lines(results[id])}"
    raise AssertionFailure(f"There is no such {what}: {number}. {closest}")


def require_all(entries: Entries, pattern: Any, what: str) -> None:
    """Raise AssertionFailure, naming those that do not fit."""
    if not entries:
        raise AssertionFailure(f"The template has no {what}.")
    results = {id: _test(pattern, body) for id, body in entries.items()}
    wrong = {id: each for id, each in results.items() if each.has_failed()}
    if not wrong:
        for each in results.values():
            each.finished()
        return
    drawn = "\n".join(f"'{id}'{_path(entries[id])}:\n{_lines(each)}" for id, each in wrong.items())
    raise AssertionFailure(f"{len(wrong)} of {len(entries)} {what} do not fit:\n{drawn}")


def _test(pattern: Any, body: Mapping[str, Any]) -> MatchResult:
    return matcher_of(pattern, partial_objects=True).test(body)


def _path(body: Mapping[str, Any]) -> str:
    path = body.get("Metadata", {}).get("aws:cdk:path") if isinstance(body.get("Metadata"), dict) else None
    return f" ({path})" if path else ""


def _lines(result: MatchResult) -> str:
    lines = result.to_human_strings()
    more = [f"and {len(lines) - MAX_LINES} more"] if len(lines) > MAX_LINES else []
    return "\n".join(f"  {each}" for each in [*lines[:MAX_LINES], *more])

"""Patterns that choose events.

Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from landform.cdk.core.native import Native
from landform.cdk.core.numbers import number_text

_TEXT_OPERATORS: Final = ("=", "!=")
_NUMBER_OPERATORS: Final = ("=", "!=", "<", "<=", ">", ">=")
_REST: Final = "..."


@dataclass(frozen=True, slots=True)
class LiteralPattern:
    """A pattern as CloudWatch writes it."""

    log_pattern_string: str


class JsonPattern(Native):
    """A pattern for events that are JSON."""

    def __init__(self, json_pattern_string: str) -> None:
        self.json_pattern_string = json_pattern_string

    @property
    def log_pattern_string(self) -> str:
        """The pattern as CloudWatch writes it."""
        return f"{{ {self.json_pattern_string} }}"


class SpaceDelimitedTextPattern(Native):
    """A pattern for events with columns between spaces."""

    def __init__(self, columns: Sequence[str], restrictions: Mapping[str, Sequence[Any]]) -> None:
        self._columns = list(columns)
        self._restrictions = {name: list(each) for name, each in restrictions.items()}

    @staticmethod
    def construct(columns: Sequence[str]) -> "SpaceDelimitedTextPattern":
        """All events with these columns."""
        for each in columns:
            if each != _REST and not each.replace("_", "a").replace("-", "a").isalnum():
                raise ValueError(f"Column names may only hold letters, digits, '_' and '-', got '{each}'")
        if list(columns).count(_REST) > 1:
            raise ValueError("Can use at most one '...' column")
        return SpaceDelimitedTextPattern(columns, {})

    @property
    def log_pattern_string(self) -> str:
        """The pattern as CloudWatch writes it."""
        return f"[{', '.join(self._column(each) for each in self._columns)}]"

    def where_string(self, column_name: str, comparison: str, value: str) -> "SpaceDelimitedTextPattern":
        """Only where a column compares so with a text, in which `*` stands for anything."""
        operator = _operator(comparison, _TEXT_OPERATORS)
        return self._with(column_name, f"{operator} {_quoted(value)}")

    def where_number(self, column_name: str, comparison: str, value: float) -> "SpaceDelimitedTextPattern":
        """Only where a column compares so with a number."""
        operator = _operator(comparison, _NUMBER_OPERATORS)
        return self._with(column_name, f"{operator} {number_text(value)}")

    def _with(self, column: str, restriction: str) -> "SpaceDelimitedTextPattern":
        if column == _REST:
            raise ValueError("Can't use '...' in a restriction")
        if column not in self._columns:
            raise ValueError(f"Column in restrictions that is not in columns: {column}")
        known = {**self._restrictions, column: [*self._restrictions.get(column, []), restriction]}
        return SpaceDelimitedTextPattern(self._columns, known)

    def _column(self, name: str) -> str:
        return " && ".join(f"{name} {each}" for each in self._restrictions.get(name, [])) or name


class FilterPattern(Native):
    """Makes patterns."""

    @staticmethod
    def literal(log_pattern_string: str) -> LiteralPattern:
        """A pattern as CloudWatch writes it."""
        return LiteralPattern(log_pattern_string)

    @staticmethod
    def all_events() -> LiteralPattern:
        """Every event."""
        return LiteralPattern("")

    @staticmethod
    def all_terms(*terms: str) -> LiteralPattern:
        """Events with all of the terms."""
        return _terms([terms])

    @staticmethod
    def any_term(*terms: str) -> LiteralPattern:
        """Events with one of the terms."""
        return _terms([[each] for each in terms])

    @staticmethod
    def any_term_group(*term_groups: Sequence[str]) -> LiteralPattern:
        """Events with all terms of one of the groups."""
        return _terms(term_groups)

    @staticmethod
    def string_value(json_field: str, comparison: str, value: str) -> JsonPattern:
        """A field compares so with a text, in which `*` stands for anything."""
        return JsonPattern(f"{json_field} {_operator(comparison, _TEXT_OPERATORS)} {_quoted(value)}")

    @staticmethod
    def number_value(json_field: str, comparison: str, value: float) -> JsonPattern:
        """A field compares so with a number."""
        return JsonPattern(f"{json_field} {_operator(comparison, _NUMBER_OPERATORS)} {number_text(value)}")

    @staticmethod
    def regex_value(json_field: str, comparison: str, value: str) -> JsonPattern:
        """A field fits a regular expression."""
        return JsonPattern(f"{json_field} {_operator(comparison, _NUMBER_OPERATORS)} %{value}%")

    @staticmethod
    def is_null(json_field: str) -> JsonPattern:
        """A field is null."""
        return JsonPattern(f"{json_field} IS NULL")

    @staticmethod
    def not_exists(json_field: str) -> JsonPattern:
        """There is no such field."""
        return JsonPattern(f"{json_field} NOT EXISTS")

    @staticmethod
    def exists(json_field: str) -> JsonPattern:
        """There is such a field."""
        return FilterPattern.string_value(json_field, "=", "*")

    @staticmethod
    def boolean_value(json_field: str, value: bool) -> JsonPattern:
        """A field is true, or false."""
        return JsonPattern(f"{json_field} IS {'TRUE' if value else 'FALSE'}")

    @staticmethod
    def all(*patterns: JsonPattern) -> JsonPattern:
        """All of the patterns fit."""
        if not patterns:
            raise ValueError("Must supply at least one pattern, or use allEvents() to match all events.")
        return _joined("&&", patterns)

    @staticmethod
    def any(*patterns: JsonPattern) -> JsonPattern:
        """One of the patterns fits."""
        if not patterns:
            raise ValueError("Must supply at least one pattern")
        return _joined("||", patterns)

    @staticmethod
    def space_delimited(*columns: str) -> SpaceDelimitedTextPattern:
        """Events with columns between spaces; `...` stands for any number of them."""
        return SpaceDelimitedTextPattern.construct(columns)


def _operator(comparison: str, allowed: Sequence[str]) -> str:
    operator = "=" if comparison == "==" else comparison
    if operator not in allowed:
        choice = "either '=' or '!='" if allowed is _TEXT_OPERATORS else f"one of {', '.join(allowed)}"
        raise ValueError(f"Invalid comparison operator ('{comparison}'), must be {choice}")
    return operator


def _quoted(text: str) -> str:
    escaped = text.replace('"', '\\"')
    return f'"{escaped}"'


def _joined(operator: str, patterns: Sequence[JsonPattern]) -> JsonPattern:
    if len(patterns) == 1:
        return patterns[0]
    return JsonPattern(f" {operator} ".join(f"({each.json_pattern_string})" for each in patterns))


def _terms(groups: Sequence[Sequence[str]]) -> LiteralPattern:
    mark = "?" if len(groups) > 1 else ""
    return LiteralPattern(" ".join(mark + " ".join(_quoted(term) for term in group) for group in groups))

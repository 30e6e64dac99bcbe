"""Patterns: how much of a value has to be as written."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from landform.cdk.assertions.result import Matcher, MatchResult, shown, type_of
from landform.cdk.core.checked import Checked

MISSING_COST = 1
WRONG_TYPE_COST = 10  # a value of another type is further away than another value


def matcher_of(pattern: Any, *, partial_objects: bool) -> Matcher:
    """The pattern itself, or what a literal value means."""
    return pattern if isinstance(pattern, Matcher) else _Literal(pattern, partial_objects=partial_objects)


class _Literal(Matcher):
    name = "exact"

    def __init__(self, pattern: Any, *, partial_objects: bool) -> None:
        self._pattern = pattern
        self._partial = partial_objects

    def test(self, actual: Any) -> MatchResult:
        if isinstance(self._pattern, Mapping):
            return _Object(self._pattern, partial=self._partial).test(actual)
        if isinstance(self._pattern, list | tuple):
            return _Array(self._pattern, subsequence=False, partial_objects=self._partial).test(actual)
        result = MatchResult(actual)
        if type_of(actual) != type_of(self._pattern):
            message = f"expected {type_of(self._pattern)} {shown(self._pattern)}, found {_found(actual)}"
            result.record_failure(matcher=self, path=[], message=message, cost=WRONG_TYPE_COST)
        elif actual != self._pattern:
            message = f"expected {shown(self._pattern)}, found {shown(actual)}"
            result.record_failure(matcher=self, path=[], message=message)
        return result


def _found(actual: Any) -> str:
    return "nothing" if actual is None else f"{type_of(actual)} {shown(actual)}"


class _Object(Matcher):
    def __init__(self, pattern: Mapping[str, Any], *, partial: bool) -> None:
        self.name = "objectLike" if partial else "objectEquals"
        self._pattern = {key: value for key, value in pattern.items() if value is not None}
        self._partial = partial

    def test(self, actual: Any) -> MatchResult:
        result = MatchResult(actual)
        if not isinstance(actual, Mapping):
            message = f"expected an object, found {_found(actual)}"
            return result.record_failure(matcher=self, path=[], message=message, cost=WRONG_TYPE_COST)
        if not self._partial:
            for key in actual:
                if key not in self._pattern:
                    message = f"not expected, found {shown(actual[key])}"
                    result.record_failure(matcher=self, path=[key], message=message)
        for key, pattern in self._pattern.items():
            matcher = matcher_of(pattern, partial_objects=self._partial)
            if key in actual or isinstance(matcher, Match._Absent):
                result.compose(key, matcher.test(actual.get(key)))
            else:
                message = f"missing, expected {_wanted(pattern)}"
                result.record_failure(matcher=self, path=[key], message=message, cost=MISSING_COST)
        return result


def _wanted(pattern: Any) -> str:
    return f"Match.{pattern.name}" if isinstance(pattern, Matcher) else shown(pattern)


class _Array(Matcher):
    def __init__(self, pattern: Sequence[Any], *, subsequence: bool, partial_objects: bool) -> None:
        self.name = "arrayWith" if subsequence else "arrayEquals"
        self._pattern = list(pattern)
        self._subsequence = subsequence
        self._partial = partial_objects

    def test(self, actual: Any) -> MatchResult:
        result = MatchResult(actual)
        if not isinstance(actual, list):
            message = f"expected an array, found {_found(actual)}"
            return result.record_failure(matcher=self, path=[], message=message, cost=WRONG_TYPE_COST)
        return self._in_order(actual, result) if self._subsequence else self._equal(actual, result)

    def _equal(self, actual: list[Any], result: MatchResult) -> MatchResult:
        for index, pattern in enumerate(self._pattern):
            if index < len(actual):
                matcher = matcher_of(pattern, partial_objects=self._partial)
                result.compose(f"[{index}]", matcher.test(actual[index]))
            else:
                message = f"missing, expected {_wanted(pattern)}"
                result.record_failure(matcher=self, path=[f"[{index}]"], message=message)
        for index in range(len(self._pattern), len(actual)):
            message = f"not expected, found {shown(actual[index])}"
            result.record_failure(matcher=self, path=[f"[{index}]"], message=message)
        return result

    def _in_order(self, actual: list[Any], result: MatchResult) -> MatchResult:
        """Each pattern fits an item behind that of the pattern before; else the closest item is shown."""
        start = 0
        for pattern in self._pattern:
            matcher = matcher_of(pattern, partial_objects=self._partial)
            tried = [(index, matcher.test(actual[index])) for index in range(start, len(actual))]
            fitting = next(((index, each) for index, each in tried if each.is_success), None)
            if fitting is not None:
                start = fitting[0] + 1
                result.compose(f"[{fitting[0]}]", fitting[1])
            elif tried:
                index, closest = min(tried, key=lambda each: each[1].fail_cost)
                result.compose(f"[{index}, the closest]", closest)
            else:
                message = f"no item left for {_wanted(pattern)}"
                result.record_failure(matcher=self, path=[], message=message)
        return result


class Match(Checked):
    """Makes patterns."""

    class _Absent(Matcher):
        name = "absent"

        def test(self, actual: Any) -> MatchResult:
            """Hold a value against the pattern."""
            result = MatchResult(actual)
            if actual is not None:
                message = f"expected nothing, found {shown(actual)}"
                result.record_failure(matcher=self, path=[], message=message)
            return result

    _refused: ClassVar[str] = "Match has only static methods"

    def __init__(self) -> None:
        raise TypeError(self._refused)

    @staticmethod
    def absent() -> Matcher:
        """There must be nothing."""
        return Match._Absent()

    @staticmethod
    def any_value() -> Matcher:
        """There must be something."""
        return _AnyValue()

    @staticmethod
    def array_with(pattern: Sequence[Any]) -> Matcher:
        """These items in this order, others between them."""
        return _Array(pattern, subsequence=True, partial_objects=True)

    @staticmethod
    def array_equals(pattern: Sequence[Any]) -> Matcher:
        """Exactly these items."""
        return _Array(pattern, subsequence=False, partial_objects=False)

    @staticmethod
    def exact(pattern: Any) -> Matcher:
        """Exactly this value."""
        if _holds_matcher(pattern):
            raise TypeError("Match.exact() takes plain values: a pattern within it would say otherwise")
        return _Literal(pattern, partial_objects=False)

    @staticmethod
    def object_like(pattern: Mapping[str, Any]) -> Matcher:
        """An object with at least these members, objects in it likewise."""
        return _Object(pattern, partial=True)

    @staticmethod
    def object_equals(pattern: Mapping[str, Any]) -> Matcher:
        """An object with just these members."""
        return _Object(pattern, partial=False)

    @staticmethod
    def not_(pattern: Any) -> Matcher:
        """Anything that does not fit the pattern."""
        return _Not(pattern)

    @staticmethod
    def serialized_json(pattern: Any) -> Matcher:
        """A text whose JSON fits the pattern."""
        return _SerializedJson(pattern)

    @staticmethod
    def string_like_regexp(pattern: str) -> Matcher:
        """A text in which the regular expression is found."""
        return _Regexp(pattern)


class _AnyValue(Matcher):
    name = "anyValue"

    def test(self, actual: Any) -> MatchResult:
        result = MatchResult(actual)
        if actual is None:
            result.record_failure(matcher=self, path=[], message="expected any value, found nothing")
        return result


class _Not(Matcher):
    name = "not"

    def __init__(self, pattern: Any) -> None:
        self._pattern = pattern

    def test(self, actual: Any) -> MatchResult:
        result = MatchResult(actual)
        if matcher_of(self._pattern, partial_objects=False).test(actual).is_success:
            message = f"fits what it must not: {_wanted(self._pattern)}"
            result.record_failure(matcher=self, path=[], message=message)
        return result


class _SerializedJson(Matcher):
    name = "serializedJson"

    def __init__(self, pattern: Any) -> None:
        self._pattern = pattern

    def test(self, actual: Any) -> MatchResult:
        result = MatchResult(actual)
        if not isinstance(actual, str):
            message = f"expected JSON as a string, found {_found(actual)}"
            return result.record_failure(matcher=self, path=[], message=message, cost=WRONG_TYPE_COST)
        try:
            parsed = json.loads(actual)
        except ValueError:
            message = f"expected JSON, found {shown(actual)}"
            return result.record_failure(matcher=self, path=[], message=message)
        inner = matcher_of(self._pattern, partial_objects=False).test(parsed)
        return result.compose("(parsed)", inner)


class _Regexp(Matcher):
    name = "stringLikeRegexp"

    def __init__(self, pattern: str) -> None:
        self._pattern = re.compile(pattern)

    def test(self, actual: Any) -> MatchResult:
        result = MatchResult(actual)
        if not isinstance(actual, str):
            message = f"expected a string, found {_found(actual)}"
            result.record_failure(matcher=self, path=[], message=message, cost=WRONG_TYPE_COST)
        elif not self._pattern.search(actual):
            message = f"expected a text with /{self._pattern.pattern}/, found {shown(actual)}"
            result.record_failure(matcher=self, path=[], message=message)
        return result


def _holds_matcher(pattern: Any) -> bool:
    if isinstance(pattern, Mapping):
        return any(_holds_matcher(each) for each in pattern.values())
    if isinstance(pattern, list | tuple):
        return any(_holds_matcher(each) for each in pattern)
    return isinstance(pattern, Matcher)

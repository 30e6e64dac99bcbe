"""Captures: values of the template that a test wants to look at."""

from typing import Any

from landform.cdk.assertions.result import AssertionFailure, Matcher, MatchResult, type_of


class Capture(Matcher):
    """Takes whatever stands in its place, if it fits the pattern."""

    name = "Capture"

    def __init__(self, pattern: Any = None) -> None:
        from landform.cdk.assertions.match import Match

        if isinstance(pattern, Match._Absent):
            raise TypeError("Match.absent() cannot be captured: there is nothing to take")
        self._pattern = pattern
        self._values: list[Any] = []
        self._index = 0

    def test(self, actual: Any) -> MatchResult:
        """Hold a value against the pattern, and take it."""
        from landform.cdk.assertions.match import matcher_of

        result = MatchResult(actual)
        if actual is None:
            return result.record_failure(
                matcher=self, path=[], message="only a value can be captured, and here is none"
            )
        if self._pattern is not None:
            inner = matcher_of(self._pattern, partial_objects=False).test(actual)
            if inner.has_failed():
                for each in inner._failures:
                    result.record_failure(
                        matcher=each.matcher, path=each.path, message=each.message, cost=each.cost
                    )
                return result
            result._captures.extend(inner._captures)
        result.record_capture(capture=self, value=actual)
        return result

    def next(self) -> bool:
        """Go on to the next captured value; False when there is none."""
        if self._index + 1 < len(self._values):
            self._index += 1
            return True
        return False

    def as_string(self) -> str:
        """The value, a string."""
        found: str = self._of_type("string")
        return found

    def as_number(self) -> float:
        """The value, a number."""
        found: float = self._of_type("number")
        return found

    def as_boolean(self) -> bool:
        """The value, true or false."""
        found: bool = self._of_type("boolean")
        return found

    def as_array(self) -> list[Any]:
        """The value, a list."""
        found: list[Any] = self._of_type("array")
        return found

    def as_object(self) -> dict[str, Any]:
        """The value, a map."""
        found: dict[str, Any] = self._of_type("object")
        return found

    def _take(self, value: Any) -> None:
        self._values.append(value)

    def _of_type(self, wanted: str) -> Any:
        if not self._values:
            raise AssertionFailure("Nothing was captured: the claim with this Capture has not been made yet")
        value = self._values[self._index]
        if type_of(value) != wanted:
            raise AssertionFailure(f"The captured value is a {type_of(value)}, not a {wanted}: {value!r}")
        return value

"""What comes of holding a value against a pattern: where they differ, and what was captured."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from landform.cdk.core.checked import AbstractChecked, Checked

MAX_SHOWN = 120  # letters of a value in a message


class AssertionFailure(AssertionError, RuntimeError):
    """A claim that does not hold; RuntimeError too, since aws-cdk-lib raises that."""


class Matcher(AbstractChecked):
    """Says whether a value is as it should be."""

    name: str = "Matcher"

    @staticmethod
    def is_matcher(x: Any) -> bool:
        """Whether it is one."""
        return isinstance(x, Matcher)

    @abstractmethod
    def test(self, actual: Any) -> "MatchResult":
        """Hold a value against the pattern."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One difference."""

    matcher: Matcher
    path: tuple[str, ...]
    message: str
    cost: float = 1


class MatchResult(Checked):
    """The differences found, and the captures made on the way."""

    def __init__(self, target: Any) -> None:
        self.target = target
        self._failures: list[Failure] = []
        self._captures: list[tuple[Any, Any]] = []  # capture, value

    @property
    def fail_count(self) -> int:
        """How many differences there are."""
        return len(self._failures)

    @property
    def fail_cost(self) -> float:
        """How far the value is from the pattern."""
        return sum(each.cost for each in self._failures)

    @property
    def is_success(self) -> bool:
        """Whether there is no difference."""
        return not self._failures

    def has_failed(self) -> bool:
        """Whether there is a difference."""
        return bool(self._failures)

    def push(self, matcher: Matcher, path: Sequence[str], message: str) -> "MatchResult":
        """Note a difference."""
        return self.record_failure(matcher=matcher, path=path, message=message)

    def record_failure(
        self, *, matcher: Matcher, path: Sequence[str], message: str, cost: float | None = None
    ) -> "MatchResult":
        """Note a difference."""
        self._failures.append(Failure(matcher, tuple(path), message, 1 if cost is None else cost))
        return self

    def record_capture(self, *, capture: Any, value: Any) -> None:
        """Note a captured value; it counts when the whole pattern fits."""
        self._captures.append((capture, value))

    def compose(self, id: str, inner: "MatchResult") -> "MatchResult":
        """Take over what was found inside a member."""
        for each in inner._failures:
            self._failures.append(Failure(each.matcher, (id, *each.path), each.message, each.cost))
        self._captures.extend(inner._captures)
        return self

    def finished(self) -> "MatchResult":
        """Hand captured values to their captures, if all fits."""
        if self.is_success:
            for capture, value in self._captures:
                capture._take(value)
        self._captures.clear()
        return self

    def to_human_strings(self) -> list[str]:
        """A line for each difference: where, and what."""
        return [f"{place(each.path)}: {each.message}" for each in self._failures]

    def render_mismatch(self) -> str:
        """The differences as one text."""
        return "\n".join(self.to_human_strings())


def place(path: Sequence[str]) -> str:
    """A path as one writes it: `Properties.Tags[0].Key`."""
    text = "".join(each if each.startswith(("[", "(")) else f".{each}" for each in path)
    return text.removeprefix(".") or "the value"


def shown(value: Any) -> str:
    """A value as JSON, cut where it is long."""
    import json

    text = json.dumps(value, ensure_ascii=False, default=repr)
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"


def type_of(value: Any) -> str:
    """The word for a value's type."""
    words = {"dict": "object", "list": "array", "str": "string", "bool": "boolean", "NoneType": "null"}
    name = type(value).__name__
    return words.get(name, "number" if name in ("int", "float") else name)

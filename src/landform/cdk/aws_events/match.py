"""What a field of an event pattern matches.

Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
"""

import ipaddress
from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.core.native import Native
from landform.cdk.core.tokens import is_unresolved, token_list, token_text

_NUMERIC: Final = "numeric"


class Match(Native):
    """A matcher; as a list of text, a token that becomes what EventBridge writes."""

    def __init__(self, values: Sequence[Any], *, merged: bool = False) -> None:
        self._values = values
        self._merged = merged

    @staticmethod
    def exact_string(value: str) -> list[str]:
        """This text."""
        return _of(value)

    @staticmethod
    def equal(value: float) -> list[str]:
        """This number."""
        return _numeric("=", value)

    @staticmethod
    def null_value() -> list[str]:
        """JSON's null, which templates of ours cannot hold yet; raises ValueError."""
        raise ValueError(
            "aws_cdk.aws_events.Match.null_value() is not native in Landform yet: its templates hold no "
            "null. Run the app with `--jsii` to use aws-cdk-lib, or match with `Match.does_not_exist()`."
        )

    @staticmethod
    def exists() -> list[str]:
        """Anything."""
        return _of({"exists": True})

    @staticmethod
    def does_not_exist() -> list[str]:
        """A field that is missing."""
        return _of({"exists": False})

    @staticmethod
    def equals_ignore_case(value: str) -> list[str]:
        """This text, in letters of either case."""
        return _of({"equals-ignore-case": value})

    @staticmethod
    def prefix(value: str) -> list[str]:
        """Text that begins so."""
        return _of({"prefix": value})

    @staticmethod
    def prefix_equals_ignore_case(value: str) -> list[str]:
        """Text that begins so, in letters of either case."""
        return _of({"prefix": {"equals-ignore-case": value}})

    @staticmethod
    def suffix(value: str) -> list[str]:
        """Text that ends so."""
        return _of({"suffix": value})

    @staticmethod
    def suffix_equals_ignore_case(value: str) -> list[str]:
        """Text that ends so, in letters of either case."""
        return _of({"suffix": {"equals-ignore-case": value}})

    @staticmethod
    def wildcard(value: str) -> list[str]:
        """Text like this, where `*` stands for any letters."""
        return _of({"wildcard": value})

    @staticmethod
    def cidr(range: str) -> list[str]:
        """Addresses of a range."""
        return Match.ip_address_range(range)

    @staticmethod
    def ip_address_range(range: str) -> list[str]:
        """Addresses of a range."""
        if not is_unresolved(range):
            _check_range(range)
        return _of({"cidr": range})

    @staticmethod
    def greater_than(value: float) -> list[str]:
        """A greater number."""
        return _numeric(">", value)

    @staticmethod
    def greater_than_or_equal(value: float) -> list[str]:
        """This number or a greater one."""
        return _numeric(">=", value)

    @staticmethod
    def less_than(value: float) -> list[str]:
        """A smaller number."""
        return _numeric("<", value)

    @staticmethod
    def less_than_or_equal(value: float) -> list[str]:
        """This number or a smaller one."""
        return _numeric("<=", value)

    @staticmethod
    def interval(lower: float, upper: float) -> list[str]:
        """A number between two, both included."""
        if lower > upper:
            raise ValueError(f"Invalid interval: [{lower}, {upper}]")
        return _numeric(">=", lower, "<=", upper)

    @staticmethod
    def anything_but(*values: Any) -> list[str]:
        """Anything but these texts, or but these numbers."""
        if not values:
            raise ValueError("anythingBut matchers must be non-empty lists")
        texts = all(isinstance(each, str) for each in values)
        if not texts and not all(_is_number(each) for each in values):
            raise ValueError("anythingBut matchers must be lists that contain only strings or only numbers.")
        return _of({"anything-but": list(values)})

    @staticmethod
    def anything_but_prefix(*values: str) -> list[str]:
        """Text that begins otherwise."""
        return _anything_but("prefix", values)

    @staticmethod
    def anything_but_suffix(*values: str) -> list[str]:
        """Text that ends otherwise."""
        return _anything_but("suffix", values)

    @staticmethod
    def anything_but_wildcard(*values: str) -> list[str]:
        """Text that is not like these."""
        return _anything_but("wildcard", values)

    @staticmethod
    def anything_but_equals_ignore_case(*values: str) -> list[str]:
        """Other text, whatever the case of its letters."""
        return _anything_but("equals-ignore-case", values)

    @staticmethod
    def all_of(*matchers: Any) -> list[str]:
        """A number that all of these matchers match."""
        _check_matchers(matchers)
        return Match(matchers, merged=True).as_list()

    @staticmethod
    def any_of(*matchers: Any) -> list[str]:
        """What any of these matchers matches."""
        _check_matchers(matchers)
        return Match(matchers).as_list()

    @property
    def creation_stack(self) -> list[str]:
        """Not kept for tokens."""
        return []

    def as_list(self) -> list[str]:
        """As a list of text: a token."""
        return token_list(self)

    def resolve(self, context: Any) -> Any:
        """The matchers, as EventBridge writes them."""
        flat: list[Any] = []
        for each in self._values:
            found = context.resolve(each)
            flat.extend(found if isinstance(found, list) else [found])
        return [_merged(flat)] if self._merged else flat

    def to_string(self) -> str:
        """As text: a token."""
        return token_text(self)

    def __str__(self) -> str:
        return self.to_string()


def _of(value: Any) -> list[str]:
    return Match([value]).as_list()


def _numeric(*parts: Any) -> list[str]:
    return _of({_NUMERIC: list(parts)})


def _anything_but(kind: str, values: Sequence[str]) -> list[str]:
    if not values:
        raise ValueError("anythingBut matchers must be non-empty lists")
    return _of({"anything-but": {kind: values[0] if len(values) == 1 else list(values)}})


def _check_matchers(matchers: Sequence[Any]) -> None:
    if not matchers:
        raise ValueError("A list of matchers must contain at least one element.")


def _merged(matchers: Sequence[Any]) -> dict[str, Any]:
    if not all(isinstance(each, dict) and _NUMERIC in each for each in matchers):
        raise ValueError("Only numeric matchers can be merged into a single matcher.")
    return {_NUMERIC: [part for each in matchers for part in each[_NUMERIC]]}


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _check_range(range: str) -> None:
    try:
        ipaddress.ip_network(range, strict=False)
    except ValueError as error:
        raise ValueError(f"Invalid IP address range: {range}") from error
    if "/" not in range:
        raise ValueError(f"Invalid IP address range: {range}")

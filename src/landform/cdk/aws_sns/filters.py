"""Filters of subscriptions.

Source: https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from landform.cdk.core.checked import Checked
from landform.cdk.core.struct import record


@dataclass(frozen=True, slots=True, kw_only=True)
class BetweenCondition(Checked):
    """A range of numbers."""

    start: float
    stop: float


class SubscriptionFilter(Checked):
    """Conditions on one attribute, any of which lets a message through."""

    def __init__(self, conditions: Sequence[Any] | None = None) -> None:
        self.conditions = list(conditions or ())

    @staticmethod
    def string_filter(
        *,
        allowlist: Sequence[str] | None = None,
        denylist: Sequence[str] | None = None,
        match_prefixes: Sequence[str] | None = None,
        match_suffixes: Sequence[str] | None = None,
    ) -> "SubscriptionFilter":
        """Texts."""
        found: list[Any] = list(allowlist or ())
        if denylist:
            found.append({"anything-but": list(denylist)})
        found.extend({"prefix": each} for each in match_prefixes or ())
        found.extend({"suffix": each} for each in match_suffixes or ())
        return SubscriptionFilter(found)

    @staticmethod
    def numeric_filter(
        *,
        allowlist: Sequence[float] | None = None,
        between: BetweenCondition | None = None,
        between_strict: BetweenCondition | None = None,
        greater_than: float | None = None,
        greater_than_or_equal_to: float | None = None,
        less_than: float | None = None,
        less_than_or_equal_to: float | None = None,
    ) -> "SubscriptionFilter":
        """Numbers."""
        bounds = {
            ">": greater_than,
            ">=": greater_than_or_equal_to,
            "<": less_than,
            "<=": less_than_or_equal_to,
        }
        found: list[Any] = [{"numeric": ["=", each]} for each in allowlist or ()]
        found.extend({"numeric": [sign, each]} for sign, each in bounds.items() if each is not None)
        closed, opened = record(BetweenCondition, between), record(BetweenCondition, between_strict)
        if closed is not None:
            found.append({"numeric": [">=", closed.start, "<=", closed.stop]})
        if opened is not None:
            found.append({"numeric": [">", opened.start, "<", opened.stop]})
        return SubscriptionFilter(found)

    @staticmethod
    def exists_filter() -> "SubscriptionFilter":
        """The attribute is there."""
        return SubscriptionFilter([{"exists": True}])

    @staticmethod
    def not_exists_filter() -> "SubscriptionFilter":
        """The attribute is not there."""
        return SubscriptionFilter([{"exists": False}])


class FilterOrPolicyType(Enum):
    """What a filter of a message's body is."""

    FILTER = "FILTER"
    POLICY = "POLICY"


class FilterOrPolicy(Checked):
    """A filter of a message's body: conditions, or filters of what is inside."""

    type: FilterOrPolicyType
    written: Any

    @staticmethod
    def filter(filter: SubscriptionFilter) -> "Filter":
        """Conditions."""
        return Filter(filter)

    @staticmethod
    def policy(policy: Mapping[str, "FilterOrPolicy"]) -> "Policy":
        """Filters of what is inside."""
        return Policy(policy)

    def is_filter(self) -> bool:
        """Whether it is conditions."""
        return self.type is FilterOrPolicyType.FILTER

    def is_policy(self) -> bool:
        """Whether it is filters of what is inside."""
        return self.type is FilterOrPolicyType.POLICY


class Filter(FilterOrPolicy):
    """Conditions on one attribute."""

    type = FilterOrPolicyType.FILTER

    def __init__(self, filter_doc: SubscriptionFilter) -> None:
        self.filter_doc = filter_doc
        self.written = filter_doc.conditions


class Policy(FilterOrPolicy):
    """Filters of what is inside."""

    type = FilterOrPolicyType.POLICY

    def __init__(self, policy_doc: Mapping[str, FilterOrPolicy]) -> None:
        self.policy_doc = policy_doc
        self.written = {name: each.written for name, each in policy_doc.items()}

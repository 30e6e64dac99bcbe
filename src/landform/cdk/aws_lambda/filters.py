"""Which events of a source reach a function.

Source: https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
"""

import json
from collections.abc import Mapping
from typing import Any

from landform.cdk.core.native import Native


class FilterRule(Native):
    """Makes rules for the value of a field."""

    @staticmethod
    def null() -> Any:
        """It is null."""
        return [None]

    @staticmethod
    def empty() -> list[str]:
        """It is an empty text."""
        return [""]

    @staticmethod
    def is_equal(item: str | float | bool) -> Any:
        """It is this."""
        is_number = isinstance(item, int | float) and not isinstance(item, bool)
        return [{"numeric": ["=", item]}] if is_number else [item]

    @staticmethod
    def or_(*elem: str) -> list[str]:
        """It is one of these."""
        return list(elem)

    @staticmethod
    def not_equals(elem: str) -> list[dict[str, list[str]]]:
        """It is not this."""
        return [{"anything-but": [elem]}]

    @staticmethod
    def between(first: float, second: float) -> list[dict[str, list[Any]]]:
        """It is more than the first number and at most the second."""
        return [{"numeric": [">", first, "<=", second]}]

    @staticmethod
    def exists() -> list[dict[str, bool]]:
        """It is there."""
        return [{"exists": True}]

    @staticmethod
    def not_exists() -> list[dict[str, bool]]:
        """It is not there."""
        return [{"exists": False}]

    @staticmethod
    def begins_with(elem: str) -> list[dict[str, str]]:
        """It begins with this."""
        return [{"prefix": elem}]


class FilterCriteria(Native):
    """Makes filters."""

    @staticmethod
    def filter(filter: Mapping[str, Any]) -> dict[str, Any]:
        """Events whose fields follow the rules."""
        return {"pattern": json.dumps(filter, separators=(",", ":"), ensure_ascii=False)}

"""Attributes of load balancers, listeners and target groups: keys that are given values.

Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html
"""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from landform.cdk.core.lazy import Lazy
from landform.cdk.core.numbers import number_text
from landform.cdk.core.quantities import Duration


class Attributes:
    """Keys and their values, in the order in which they were first set."""

    def __init__(self) -> None:
        self._values: dict[str, str | None] = {}

    def set(self, key: str, value: str | None) -> None:
        """Give a key a value; None leaves it to AWS."""
        self._values[key] = value

    def flag(self, key: str, value: bool | None) -> None:
        """The same for what is on or off; None leaves the key alone."""
        if value is not None:
            self.set(key, "true" if value else "false")

    def set_given(self, values: Mapping[str, Any]) -> None:
        """Set those that are not None: flags, members of closed sets, times in seconds, and texts."""
        for key, value in values.items():
            if value is not None:
                self.set(key, _text(value))

    def rendered(self) -> Any:
        """What a template says, when it is written."""
        return Lazy.any(
            lambda: [
                {"key": key, "value": value} for key, value in self._values.items() if value is not None
            ],
            omit_empty_array=True,
        )


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Duration):
        return number_text(value.to_seconds())
    return str(value.value if isinstance(value, Enum) else value)

"""Attributes of load balancers, listeners and target groups: keys that are given values.

Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html
"""

from typing import Any

from landform.cdk.core.lazy import Lazy


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

    def rendered(self) -> Any:
        """What a template says, when it is written."""
        return Lazy.any(
            lambda: [
                {"key": key, "value": value} for key, value in self._values.items() if value is not None
            ],
            omit_empty_array=True,
        )

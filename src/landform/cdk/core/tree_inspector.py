"""Collects what constructs say of themselves for the tree."""

from typing import Any

from landform.cdk.core.native import Native


class TreeInspector(Native):
    """Attributes of one construct."""

    def __init__(self) -> None:
        self.attributes: dict[str, Any] = {}

    def add_attribute(self, key: str, value: Any) -> None:
        """Set one."""
        self.attributes[key] = value

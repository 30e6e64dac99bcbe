"""Parts of an event that a target is given.

Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
"""

import re
from typing import Any, ClassVar

from landform.cdk.core.native import Native
from landform.cdk.core.tokens import token_text


class EventField(Native):
    """A part of an event; as text, a token that only inputs of targets know."""

    account: ClassVar[str]
    detail_type: ClassVar[str]
    event_id: ClassVar[str]
    region: ClassVar[str]
    source: ClassVar[str]
    time: ClassVar[str]

    def __init__(self, path: str) -> None:
        self.path = path
        self.display_hint = re.sub(r"[^a-zA-Z0-9_-]", "-", re.sub(r"^[^a-zA-Z0-9_-]+", "", path))

    @staticmethod
    def from_path(path: str) -> str:
        """The part at a path such as `$.detail.state`."""
        return token_text(EventField(path), "event-field")

    @property
    def creation_stack(self) -> list[str]:
        """Not kept for tokens."""
        return []

    def resolve(self, _ctx: Any) -> Any:
        """The path, where it is not the input of a target."""
        return self.path

    def to_string(self) -> str:
        """As text: a token."""
        return token_text(self, "event-field")

    def to_json(self) -> str:
        """The path, as it is shown."""
        return f"<path:{self.path}>"

    def __str__(self) -> str:
        return self.to_string()


for _name, _path in (
    ("account", "$.account"),
    ("detail_type", "$.detail-type"),
    ("event_id", "$.id"),
    ("region", "$.region"),
    ("source", "$.source"),
    ("time", "$.time"),
):
    setattr(EventField, _name, EventField.from_path(_path))

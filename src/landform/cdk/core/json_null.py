"""A null that stays in JSON text, where None is left out."""

from typing import Any, ClassVar

from landform.cdk.core.native import Native


class JsonNull(Native):
    """`JsonNull.INSTANCE` is the one there is."""

    INSTANCE: ClassVar["JsonNull"]

    @property
    def creation_stack(self) -> list[str]:
        """Not kept."""
        return []

    def resolve(self, _ctx: Any) -> Any:
        """Nothing: templates have no null."""
        return None

    def to_json(self) -> Any:
        """None, which is written as null."""
        return None

    def to_string(self) -> str:
        """The word."""
        return "null"


JsonNull.INSTANCE = JsonNull()

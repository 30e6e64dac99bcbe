"""Claims about the tags of a stack itself."""

from typing import Any

from landform.cdk.assertions.match import matcher_of
from landform.cdk.assertions.result import AssertionFailure
from landform.cdk.core.checked import Checked


class Tags(Checked):
    """The tags of a stack, as its deployment sets them."""

    def __init__(self, tags: dict[str, str]) -> None:
        self._tags = tags

    @staticmethod
    def from_stack(stack: Any) -> "Tags":
        """The tags of a stack; the whole app is synthesized."""
        from landform.cdk.core.stage import Stage

        stage = Stage.of(stack)
        if stage is None:
            raise TypeError("The stack has to be part of an App or a Stage")
        stage.synth()
        return Tags(dict(stack.tags.tag_values()))

    def has_values(self, tags: Any) -> None:
        """The tags fit."""
        result = matcher_of(tags, partial_objects=True).test(self._tags)
        if result.has_failed():
            lines = "\n".join(f"  {each}" for each in result.to_human_strings())
            raise AssertionFailure(
                f"The tags of the stack are not as expected:\n{lines}\nIt has {self._tags}"
            )
        result.finished()

    def has_none(self) -> None:
        """There is no tag."""
        if self._tags:
            raise AssertionFailure(f"Expected no tags, found {self._tags}")

    def all(self) -> dict[str, str]:
        """All tags."""
        return dict(self._tags)

"""Which events of a repository begin a build.

Source: https://docs.aws.amazon.com/codebuild/latest/userguide/github-webhook.html
"""

from typing import Any

from landform.cdk.aws_codebuild.enums import EventAction
from landform.cdk.core.checked import Checked

_FILE_PATH = "FILE_PATH"
_COMMIT_MESSAGE = "COMMIT_MESSAGE"
_HEAD_REF = "HEAD_REF"
_BASE_REF = "BASE_REF"
_ACTOR = "ACTOR_ACCOUNT_ID"
_REPOSITORY = "REPOSITORY_NAME"


class FilterGroup(Checked):
    """Events, and all that has to be so of them."""

    def __init__(self, actions: frozenset[EventAction], filters: tuple[dict[str, Any], ...]) -> None:
        self.actions = actions
        self._ordered: tuple[EventAction, ...] = ()
        self.filters = filters

    @staticmethod
    def in_event_of(*actions: EventAction) -> "FilterGroup":
        """Events of these kinds."""
        if not actions:
            raise ValueError("A filter group must contain at least one event action")
        found = FilterGroup(frozenset(actions), ())
        found._ordered = tuple(dict.fromkeys(actions))
        return found

    def and_branch_is(self, branch_name: str) -> "FilterGroup":
        """Of a branch."""
        return self._head(f"refs/heads/{branch_name}", is_included=True)

    def and_branch_is_not(self, branch_name: str) -> "FilterGroup":
        """Not of a branch."""
        return self._head(f"refs/heads/{branch_name}", is_included=False)

    def and_tag_is(self, tag_name: str) -> "FilterGroup":
        """Of a tag."""
        return self._head(f"refs/tags/{tag_name}", is_included=True)

    def and_tag_is_not(self, tag_name: str) -> "FilterGroup":
        """Not of a tag."""
        return self._head(f"refs/tags/{tag_name}", is_included=False)

    def and_head_ref_is(self, pattern: str) -> "FilterGroup":
        """Of what a pattern fits."""
        return self._head(pattern, is_included=True)

    def and_head_ref_is_not(self, pattern: str) -> "FilterGroup":
        """Not of what a pattern fits."""
        return self._head(pattern, is_included=False)

    def and_actor_account_is(self, pattern: str) -> "FilterGroup":
        """By an account."""
        return self._with(_ACTOR, pattern, is_included=True)

    def and_actor_account_is_not(self, pattern: str) -> "FilterGroup":
        """Not by an account."""
        return self._with(_ACTOR, pattern, is_included=False)

    def and_base_branch_is(self, branch_name: str) -> "FilterGroup":
        """Into a branch; only for pull requests."""
        return self._base(f"refs/heads/{branch_name}", is_included=True)

    def and_base_branch_is_not(self, branch_name: str) -> "FilterGroup":
        """Not into a branch; only for pull requests."""
        return self._base(f"refs/heads/{branch_name}", is_included=False)

    def and_base_ref_is(self, pattern: str) -> "FilterGroup":
        """Into what a pattern fits; only for pull requests."""
        return self._base(pattern, is_included=True)

    def and_base_ref_is_not(self, pattern: str) -> "FilterGroup":
        """Not into what a pattern fits; only for pull requests."""
        return self._base(pattern, is_included=False)

    def and_commit_message_is(self, commit_message: str) -> "FilterGroup":
        """With a message that a pattern fits."""
        return self._with(_COMMIT_MESSAGE, commit_message, is_included=True)

    def and_commit_message_is_not(self, commit_message: str) -> "FilterGroup":
        """With no message that a pattern fits."""
        return self._with(_COMMIT_MESSAGE, commit_message, is_included=False)

    def and_file_path_is(self, pattern: str) -> "FilterGroup":
        """That change a file which a pattern fits."""
        return self._with(_FILE_PATH, pattern, is_included=True)

    def and_file_path_is_not(self, pattern: str) -> "FilterGroup":
        """That change no file which a pattern fits."""
        return self._with(_FILE_PATH, pattern, is_included=False)

    def and_repository_name_is(self, pattern: str) -> "FilterGroup":
        """Of a repository."""
        return self._with(_REPOSITORY, pattern, is_included=True)

    def and_repository_name_is_not(self, pattern: str) -> "FilterGroup":
        """Not of a repository."""
        return self._with(_REPOSITORY, pattern, is_included=False)

    def _to_json(self) -> list[Any]:
        events = ", ".join(each.value for each in self._ordered)
        return [{"Type": "EVENT", "Pattern": events}, *self.filters]

    def _head(self, pattern: str, *, is_included: bool) -> "FilterGroup":
        return self._with(_HEAD_REF, pattern, is_included=is_included)

    def _base(self, pattern: str, *, is_included: bool) -> "FilterGroup":
        if EventAction.PUSH in self.actions:
            raise ValueError(
                "A base reference condition cannot be added if a Group contains a PUSH event action"
            )
        return self._with(_BASE_REF, pattern, is_included=is_included)

    def _with(self, kind: str, pattern: str, *, is_included: bool) -> "FilterGroup":
        added: dict[str, Any] = {"Type": kind, "Pattern": pattern}
        if not is_included:
            added["ExcludeMatchedPattern"] = True
        found = FilterGroup(self.actions, (*self.filters, added))
        found._ordered = self._ordered
        return found

"""Tags on everything below a construct."""

from collections.abc import Sequence
from typing import Any

from landform.cdk.core.aspects import AspectPriority, Aspects
from landform.cdk.core.checked import Checked
from landform.cdk.core.tag_manager import TagManager

_REMOVE_PRIORITY = 200
_ADD_PRIORITY = 100


class Tag(Checked):
    """Sets one tag wherever it can be set."""

    def __init__(
        self,
        key: str,
        value: str,
        *,
        apply_to_launched_instances: bool | None = None,
        exclude_resource_types: Sequence[str] | None = None,
        include_resource_types: Sequence[str] | None = None,
        priority: float | None = None,
    ) -> None:
        if value is None:
            raise ValueError("Tag must have a value")
        self.key = key
        self.value = value
        self._launched = apply_to_launched_instances is not False
        self._exclude = list(exclude_resource_types or ())
        self._include = list(include_resource_types or ())
        self._priority = _ADD_PRIORITY if priority is None else int(priority)

    def visit(self, construct: Any) -> None:
        """Tag the construct if it can be tagged."""
        manager = TagManager.of(construct)
        if manager is not None and manager.apply_tag_aspect_here(self._include, self._exclude):
            manager.set_tag(self.key, self.value, self._priority, self._launched)


class RemoveTag(Checked):
    """Removes one tag wherever it is."""

    def __init__(
        self,
        key: str,
        *,
        exclude_resource_types: Sequence[str] | None = None,
        include_resource_types: Sequence[str] | None = None,
        priority: float | None = None,
        **_others: Any,
    ) -> None:
        self.key = key
        self._exclude = list(exclude_resource_types or ())
        self._include = list(include_resource_types or ())
        self._priority = _REMOVE_PRIORITY if priority is None else int(priority)

    def visit(self, construct: Any) -> None:
        """Take the tag away from the construct."""
        manager = TagManager.of(construct)
        if manager is not None and manager.apply_tag_aspect_here(self._include, self._exclude):
            manager.remove_tag(self.key, self._priority)


class Tags(Checked):
    """Tags of a scope."""

    def __init__(self, scope: Any) -> None:
        self._scope = scope

    @staticmethod
    def of(scope: Any) -> "Tags":
        """The tags of a scope."""
        return Tags(scope)

    def add(self, key: str, value: str, **props: Any) -> None:
        """Tag everything below the scope."""
        Aspects.of(self._scope).add(Tag(key, value, **props), priority=_aspect_priority(self._scope))

    def remove(self, key: str, **props: Any) -> None:
        """Take a tag away from everything below the scope."""
        Aspects.of(self._scope).add(RemoveTag(key, **props), priority=_aspect_priority(self._scope))


def _aspect_priority(scope: Any) -> int:
    mutating = scope.node.try_get_context("@aws-cdk/core:aspectPrioritiesMutating")
    return AspectPriority.MUTATING if mutating else AspectPriority.DEFAULT

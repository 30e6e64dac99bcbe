"""The tags of one resource, merged from its own properties and from aspects, in the type's own form."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from landform.cdk.core.checked import Checked
from landform.cdk.core.collation import collation_key
from landform.cdk.core.enums import TagType
from landform.cdk.core.lazy import Lazy

_OWN_PRIORITY = 50
DEFAULT_PRIORITY = 100


@dataclass(frozen=True, slots=True)
class CfnTag(Checked):
    """A key and a value."""

    key: str
    value: str

    def _to_cloudformation(self) -> dict[str, str]:
        return {"Key": self.key, "Value": self.value}


@dataclass(slots=True)
class _Tag:
    key: str
    value: str
    priority: int
    propagate: bool


class TagManager(Checked):
    """Keeps, for each key, the value of the highest priority."""

    def __init__(
        self,
        tag_type: TagType,
        resource_type_name: str,
        initial_tags: Any = None,
        *,
        tag_property_name: str | None = None,
    ) -> None:
        self._type = tag_type
        self.resource_type_name = resource_type_name
        self.tag_property_name = tag_property_name or "tags"
        self._tags: dict[str, _Tag] = {}
        self._priorities: dict[str, int] = {}  # of keys that were removed
        self._dynamic: Any = None
        self._initial_tag_priority = _OWN_PRIORITY
        for tag in self._parsed(initial_tags):
            self._tags[tag.key] = tag

    @staticmethod
    def is_taggable(construct: Any) -> bool:
        """Whether it has a tag manager as `tags`."""
        return isinstance(getattr(construct, "tags", None), TagManager)

    @staticmethod
    def is_taggable_v2(construct: Any) -> bool:
        """Whether it has a tag manager as `cdk_tag_manager`."""
        return isinstance(getattr(construct, "cdk_tag_manager", None), TagManager)

    @staticmethod
    def of(construct: Any) -> "TagManager | None":
        """The manager of a construct, or None."""
        if TagManager.is_taggable_v2(construct):
            found: TagManager = construct.cdk_tag_manager
            return found
        return construct.tags if TagManager.is_taggable(construct) else None

    def set_tag(
        self,
        key: str,
        value: str,
        priority: int | None = None,
        apply_to_launched_instances: bool | None = None,
    ) -> None:
        """Set a tag; an earlier one of higher priority stays."""
        rank = 0 if priority is None else priority
        known = self._tags.get(key)
        if rank < max(known.priority if known else -1, self._priorities.get(key, -1)):
            return
        self._tags[key] = _Tag(key, value, rank, apply_to_launched_instances is not False)

    def remove_tag(self, key: str, priority: int) -> None:
        """Remove a tag unless it was set with a higher priority."""
        known = self._tags.get(key)
        if priority >= (known.priority if known else -1):
            self._tags.pop(key, None)
            self._priorities[key] = priority

    def tag_values(self) -> dict[str, str]:
        """Keys and values."""
        return {key: self._tags[key].value for key in sorted(self._tags, key=collation_key)}

    def has_tags(self) -> bool:
        """Whether there is any."""
        return bool(self._tags) or self._dynamic is not None

    @property
    def rendered_tags(self) -> Any:
        """A token for the tags in the type's form."""
        return Lazy.any(self.render_tags)

    def render_tags(self, combine_with_tags: Any = None) -> Any:
        """The tags in the type's form; None when there are none."""
        del combine_with_tags
        tags = [self._tags[key] for key in sorted(self._tags, key=collation_key)]
        written = _written(self._type, tags)
        if self._dynamic is not None:
            return [*self._dynamic, *(written or ())] if isinstance(self._dynamic, list) else self._dynamic
        return written

    def apply_tag_aspect_here(
        self, include: Sequence[str] | None = None, exclude: Sequence[str] | None = None
    ) -> bool:
        """Whether a tag aspect with these filters applies to the resource type."""
        if exclude and self.resource_type_name in exclude:
            return False
        return not include or self.resource_type_name in include

    def _parsed(self, given: Any) -> list[_Tag]:
        if given is None or self._type is TagType.NOT_TAGGABLE:
            return []
        if isinstance(given, dict):
            return [_Tag(key, value, _OWN_PRIORITY, True) for key, value in given.items()]
        if not isinstance(given, list | tuple) or not all(_parts(each) for each in given):
            self._dynamic = given
            return []
        found = [_parts(each) for each in given]
        return [_Tag(key, value, _OWN_PRIORITY, propagate) for key, value, propagate in filter(None, found)]


def _parts(tag: Any) -> tuple[str, str, bool] | None:
    if isinstance(tag, CfnTag):
        return tag.key, tag.value, True
    if isinstance(tag, dict):
        key, value = tag.get("key", tag.get("Key")), tag.get("value", tag.get("Value"))
        propagate = tag.get("propagate_at_launch", tag.get("propagateAtLaunch", True))
        return (key, value, bool(propagate)) if isinstance(key, str) and value is not None else None
    values = getattr(tag, "_values", None)
    return _parts(values) if isinstance(values, dict) else None


def _written(kind: TagType, tags: list[_Tag]) -> Any:
    if not tags or kind is TagType.NOT_TAGGABLE:
        return None
    if kind is TagType.MAP:
        return {tag.key: tag.value for tag in tags}
    if kind is TagType.AUTOSCALING_GROUP:
        return [{"Key": tag.key, "Value": tag.value, "PropagateAtLaunch": tag.propagate} for tag in tags]
    return [{"Key": tag.key, "Value": tag.value} for tag in tags]

"""Amazon ECS: what its types have in common."""

from typing import Any, Final

from landform.providers.handlers.forms import camel, pascal
from landform.providers.handlers.model import own_tags

OWN_TAGS: Final = own_tags("tags")

OPAQUE: Final = frozenset({"DockerLabels", "DriverOpts", "Labels", "Options"})
"""Members of container definitions and volumes whose keys are the user's."""

LOWER_OPAQUE: Final = frozenset(name[0].lower() + name[1:] for name in OPAQUE)


def definition(given: Any) -> Any:
    """A property as the service takes it."""
    return camel(given, OPAQUE)


def definition_property(found: Any) -> Any:
    """What the service answers, as the property has it."""
    return pascal(found, LOWER_OPAQUE) or None


def active(found: list[dict[str, Any]]) -> Any:
    """The one that is not deleted: ECS shows deleted ones for a while."""
    return next((each for each in found if each["status"] == "ACTIVE"), None)

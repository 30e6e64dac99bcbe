"""Amazon ECS: what its types have in common."""

from typing import Final

from landform.providers.handlers.forms import camel, pascal
from landform.providers.handlers.model import own_tags
from landform.providers.handlers.view import View, first

OWN_TAGS: Final = own_tags("tags")

OPAQUE: Final = frozenset({"DockerLabels", "DriverOpts", "Labels", "Options"})
"""Members of container definitions and volumes whose keys are the user's."""

LOWER_OPAQUE: Final = frozenset(name[0].lower() + name[1:] for name in OPAQUE)


def definition(given: object) -> object:
    """A property as the service takes it."""
    return camel(given, OPAQUE)


def definition_property(found: object) -> object:
    """What the service answers, as the property has it."""
    return pascal(found, LOWER_OPAQUE) or None


def active(found: list[View]) -> View | None:
    """The one that is not deleted: ECS shows deleted ones for a while."""
    return first([each for each in found if each.text("status") == "ACTIVE"])

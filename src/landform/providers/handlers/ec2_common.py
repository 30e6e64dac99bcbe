"""Amazon EC2: what all its types share."""

from typing import Final

from landform.providers.handlers.model import IDS, TAGS, Call, Code, TagUpdate

EC2_TAGS: Final = TagUpdate(
    add=Call("CreateTags", {"Resources": IDS, "Tags": TAGS}),
    remove=Call(
        "DeleteTags",
        {"Resources": IDS, "Tags": Code(lambda work: [{"Key": key} for key in work.removed_tags()])},
    ),
)
"""Every EC2 resource is tagged by its id."""

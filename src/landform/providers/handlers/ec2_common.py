"""Amazon EC2: what all its types share."""

from collections.abc import Callable
from typing import Any, Final

from landform.providers.handlers.model import IDS, TAGS, Call, Code, TagUpdate
from landform.providers.handlers.work import Work

EC2_TAGS: Final = TagUpdate(
    add=Call("CreateTags", {"Resources": IDS, "Tags": TAGS}),
    remove=Call(
        "DeleteTags",
        {"Resources": IDS, "Tags": Code(lambda work: [{"Key": key} for key in work.removed_tags()])},
    ),
)
"""Every EC2 resource is tagged by its id."""


def filtered(operation: str, name: str, path: str) -> Callable[[Work], Any]:
    """A lookup of resources by one filter whose value is the physical id; None when there are none."""

    def found(work: Work) -> Any:
        filters = [{"Name": name, "Values": [work.physical_id]}]
        answer = work.call(operation, {"Filters": filters}).get(path) or []
        return answer[0] if answer else None

    return found

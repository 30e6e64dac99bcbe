"""An existing resource seen with the eyes of a template that takes it in.

Only what the template sets counts: what a resource has beside it stays as it is, and is never called a
difference. What cannot be read (write-only properties, secrets, dynamic references) is taken to be as the
template says, as drift detection does.
"""

from dataclasses import dataclass

from landform.ground.source import format_path
from landform.ground.values import Properties, Value
from landform.plan.compare import differences
from landform.plan.drift import as_document, in_shape_of, is_hidden, with_unreadable
from landform.plan.model import Replacement
from landform.plan.verdict import replacement_of
from landform.schema.coerce import coerce
from landform.schema.resource_schema import ResourceSchema


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """What of a resource the template speaks of."""

    properties: Properties
    fixed_paths: tuple[str, ...]  # differ from the template and cannot be changed in place


def adopt(schema: ResourceSchema, actual: Properties, wanted: Properties) -> Adopted:
    """The resource with the actual properties, as the template that wants others may record it."""
    shown = coerce(schema, {name: actual[name] for name in wanted if name in actual})
    found: dict[str, Value] = {}
    for name, value in wanted.items():
        if is_hidden(value):
            found[name] = value
        elif name in shown:
            shaped = in_shape_of(value, shown[name])
            found[name] = value if as_document(shaped) == as_document(value) else shaped
        elif (name,) in schema.create_only:
            found[name] = value  # it was set at the creation, and a read does not tell how
    found = with_unreadable(schema, wanted, found)
    fixed = [
        each.path
        for each in differences(schema, found, wanted)
        if each.before is not None and replacement_of(schema, each) is Replacement.YES
    ]
    return Adopted(properties=found, fixed_paths=tuple(format_path(path) for path in fixed))

"""Nested stacks whose template has changed at the URL it had: their parent's template does not show it.

Source: ChangeSource Automatic in
https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceChangeDetail.html
"""

from collections.abc import Iterator
from typing import Final

from landform.cloud.clients import Clients
from landform.engine.errors import EngineError
from landform.engine.objects import object_text
from landform.ground.records import ResourceRecord, StackRecord
from landform.plan.desired import text_of
from landform.schema.catalog import Catalog
from landform.store.interface import Store

#: Nested stacks below one another that are looked through; AWS's templates nest no deeper in practice.
DEPTH_MAX: Final = 10


def edited_nested(
    store: Store, clients: Clients, catalog: Catalog, stack: StackRecord, depth: int = 0
) -> frozenset[str]:
    """Logical ids of the stack's nested stacks whose template, or one below it, is another by now."""
    found: set[str] = set()
    for record, child in _nested(store, catalog, stack):
        url = text_of(record.properties.get("TemplateURL"))
        try:
            text = object_text(clients, "TemplateURL", url, is_limited=True)
        except EngineError:
            continue  # it is gone: nothing to be deployed
        is_below = depth < DEPTH_MAX and edited_nested(store, clients, catalog, child, depth + 1)
        if text != child.template_body or is_below:
            found.add(record.logical_id)
    return frozenset(found)


def _nested(
    store: Store, catalog: Catalog, stack: StackRecord
) -> Iterator[tuple[ResourceRecord, StackRecord]]:
    for record in store.resources(stack.stack_id).values():
        schema = catalog.find(record.type_name)
        child = store.stack(record.physical_id or "") if schema is not None and schema.is_held else None
        if child is not None:
            yield record, child

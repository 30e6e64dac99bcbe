"""Change sets with those of nested stacks below them."""

from landform.engine.errors import validation_error
from landform.ground.records import ChangeSetRecord
from landform.ground.statuses import StackStatus
from landform.store.interface import Store


def forget_change_set(store: Store, record: ChangeSetRecord) -> None:
    """Remove a change set with all below it, and nested stacks that were only under review for them."""
    store.delete_change_set(record.change_set_id)
    for nested_id in record.nested.values():
        nested = store.change_set(nested_id)
        if nested is None:
            continue
        forget_change_set(store, nested)
        child = store.stack(nested.stack_id)
        if child is not None and child.status is StackStatus.REVIEW_IN_PROGRESS:
            store.forget_stack(nested.stack_id)


def require_root(found: ChangeSetRecord) -> None:
    """A nested change set lives and dies with its root."""
    if found.root_change_set_id is not None:
        root = found.root_change_set_id
        raise validation_error(f"ChangeSet [{found.change_set_id}] is nested. Use its root [{root}].")

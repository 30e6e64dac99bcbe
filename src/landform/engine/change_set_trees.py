"""Change sets with those of nested stacks below them."""

from dataclasses import replace

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


def make_obsolete(store: Store, stack_id: str, but: str | None = None) -> None:
    """The stack changes: what its waiting change sets describe is no more. Those of an earlier change go.

    Recorded: api/test_changesets.py test_create_while_in_review.
    """
    for each in store.change_sets(stack_id):
        if each.change_set_id == but or each.execution_status.startswith("EXECUTE_"):
            continue
        if each.execution_status == "OBSOLETE":
            forget_change_set(store, each)
        else:
            store.save_change_set(replace(each, execution_status="OBSOLETE"))


def require_root(found: ChangeSetRecord) -> None:
    """A nested change set lives and dies with its root."""
    if found.root_change_set_id is not None:
        root = found.root_change_set_id
        raise validation_error(f"ChangeSet [{found.change_set_id}] is nested. Use its root [{root}].")

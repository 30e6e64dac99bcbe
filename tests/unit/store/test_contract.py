"""Both stores keep the same contract."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from landform.ground.records import (
    ChangeSetRecord,
    OperationRecord,
    OutputRecord,
    ResourceRecord,
    StackEvent,
    StackRecord,
)
from landform.ground.statuses import DeletionPolicy, OperationKind, ResourceStatus, StackStatus
from landform.ground.values import Secret
from landform.store.interface import (
    CancelPendingError,
    ExportRecord,
    FencedError,
    JournalEntry,
    OperationInProgressError,
    OperationWrites,
    Remembered,
    Store,
)
from landform.store.memory import MemoryStore
from landform.store.sql import open_store

STACK = StackRecord(
    stack_id="arn:aws:cloudformation:us-east-1:000000000000:stack/net/1",
    stack_name="net",
    account_id="000000000000",
    region="us-east-1",
    status=StackStatus.CREATE_IN_PROGRESS,
    created_at=1.0,
    parameters={"Password": Secret("hunter2"), "Zones": ["a", "b"]},
    outputs=(OutputRecord(key="Vpc", value="vpc-1", export_name="net-vpc"),),
)
OPERATION = OperationRecord(
    operation_id="op-1",
    stack_id=STACK.stack_id,
    kind=OperationKind.CREATE,
    started_at=1.0,
    request={"x": [1]},
)
EVENT = StackEvent(
    event_id="e1",
    stack_id=STACK.stack_id,
    stack_name="net",
    logical_id="net",
    physical_id=STACK.stack_id,
    resource_type="AWS::CloudFormation::Stack",
    timestamp=1.5,
    status=StackStatus.CREATE_IN_PROGRESS,
    reason="User Initiated",
)
QUEUE = ResourceRecord(
    logical_id="Queue",
    type_name="AWS::SQS::Queue",
    physical_id="https://q",
    status=ResourceStatus.CREATE_COMPLETE,
    properties={"DelaySeconds": 5, "Tags": [{"Key": "a", "Value": "b"}]},
    depends_on=("Key",),
    deletion_policy=DeletionPolicy.RETAIN,
)


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened: Store = MemoryStore() if request.param == "memory" else open_store(tmp_path / ".landform")
    yield opened
    opened.close()


def begun(store: Store) -> int:
    store.begin_operation(OPERATION, STACK, [EVENT])
    epoch = store.claim("op-1", "me")
    assert epoch is not None
    return epoch


def writes(epoch: int) -> OperationWrites:
    return OperationWrites(operation_id="op-1", stack_id=STACK.stack_id, epoch=epoch)


def test_a_stack_comes_back_as_it_was_saved(store: Store) -> None:
    store.save_stack(STACK, [EVENT])
    assert store.stack(STACK.stack_id) == STACK
    assert store.stack_named("000000000000", "us-east-1", "net") == STACK
    assert store.stack_named("000000000000", "eu-west-1", "net") is None
    assert [each for _, each in store.events(STACK.stack_id)] == [EVENT]


def test_a_secret_comes_back_as_a_secret(store: Store) -> None:
    store.save_stack(STACK)
    found = store.stack(STACK.stack_id)
    assert found is not None
    assert isinstance(found.parameters["Password"], Secret)
    assert found.parameters["Password"] == "hunter2"


def test_the_newest_stack_of_a_name_is_found(store: Store) -> None:
    old = replace(STACK, status=StackStatus.DELETE_COMPLETE)
    new = replace(STACK, stack_id=STACK.stack_id[:-1] + "2")
    store.save_stack(old)
    store.save_stack(new)
    assert store.stack_named("000000000000", "us-east-1", "net") == new
    assert store.stacks("000000000000", "us-east-1") == [new, old]


def test_a_stack_has_one_live_operation(store: Store) -> None:
    begun(store)
    with pytest.raises(OperationInProgressError):
        store.begin_operation(replace(OPERATION, operation_id="op-2"), STACK, [])
    assert [each.operation_id for each in store.live_operations()] == ["op-1"]


def test_a_finished_operation_makes_room_for_the_next_and_loses_its_journal(store: Store) -> None:
    batch = writes(begun(store))
    batch.inputs = [JournalEntry(sequence=0, now=2.0, input={"type": "begin"})]
    store.commit(batch)
    assert store.journal("op-1") == [JournalEntry(sequence=0, now=2.0, input={"type": "begin"})]
    last = writes(batch.epoch)
    last.result, last.finished_at = "CREATE_COMPLETE", 9.0
    store.commit(last)
    assert store.live_operations() == []
    assert store.journal("op-1") == []
    assert store.claim("op-1", "me") is None
    finished = store.operation("op-1")
    assert finished is not None
    assert (finished.result, finished.finished_at) == ("CREATE_COMPLETE", 9.0)
    store.begin_operation(replace(OPERATION, operation_id="op-2"), STACK, [])


def test_a_writer_whose_epoch_is_taken_writes_nothing(store: Store) -> None:
    stale = writes(begun(store))
    stale.resources = {"Queue": QUEUE}
    assert store.claim("op-1", "other") == 2
    with pytest.raises(FencedError):
        store.commit(stale)
    assert store.resources(STACK.stack_id) == {}


def test_resources_are_saved_replaced_and_forgotten(store: Store) -> None:
    batch = writes(begun(store))
    batch.resources = {"Queue": QUEUE, "Key": replace(QUEUE, logical_id="Key", depends_on=())}
    store.commit(batch)
    changed = replace(QUEUE, status=ResourceStatus.UPDATE_COMPLETE)
    again = writes(batch.epoch)
    again.resources = {"Queue": changed, "Key": None}
    store.commit(again)
    assert store.resources(STACK.stack_id) == {"Queue": changed}


def test_superseded_copies_keep_their_order(store: Store) -> None:
    batch = writes(begun(store))
    first, second = replace(QUEUE, physical_id="https://1"), replace(QUEUE, physical_id="https://2")
    batch.superseded = {("Queue", "https://1"): first, ("Queue", "https://2"): second}
    store.commit(batch)
    assert store.superseded(STACK.stack_id) == [first, second]
    again = writes(batch.epoch)
    again.superseded = {("Queue", "https://1"): None}
    store.commit(again)
    assert store.superseded(STACK.stack_id) == [second]


def test_exports_and_imports_follow_the_stack(store: Store) -> None:
    batch = writes(begun(store))
    batch.stack = STACK
    export = ExportRecord(name="net-vpc", value="vpc-1", stack_id=STACK.stack_id)
    batch.exports, batch.imports = (export,), ("base-key",)
    store.commit(batch)
    assert store.exports("000000000000", "us-east-1") == {"net-vpc": export}
    assert store.exports("000000000000", "eu-west-1") == {}
    assert store.importers("000000000000", "us-east-1", "base-key") == ["net"]
    again = writes(batch.epoch)
    again.stack, again.exports, again.imports = STACK, (), ()
    store.commit(again)
    assert store.exports("000000000000", "us-east-1") == {}
    assert store.importers("000000000000", "us-east-1", "base-key") == []


def test_events_are_paged_newest_first(store: Store) -> None:
    store.save_stack(STACK, [replace(EVENT, event_id=f"e{number}") for number in range(5)])
    page = store.events(STACK.stack_id, limit=2)
    assert [each.event_id for _, each in page] == ["e4", "e3"]
    rest = store.events(STACK.stack_id, before=page[-1][0], limit=10)
    assert [each.event_id for _, each in rest] == ["e2", "e1", "e0"]


def test_change_sets_are_kept_until_deleted(store: Store) -> None:
    record = ChangeSetRecord(
        change_set_id="cs-1",
        change_set_name="preview",
        stack_id=STACK.stack_id,
        stack_name="net",
        kind=OperationKind.UPDATE,
        status="CREATE_COMPLETE",
        execution_status="AVAILABLE",
        created_at=3.0,
        changes=({"Type": "Resource"},),
    )
    store.save_change_set(record)
    store.save_change_set(replace(record, status="FAILED"))
    assert store.change_sets(STACK.stack_id) == [replace(record, status="FAILED")]
    store.delete_change_set("cs-1")
    assert store.change_set("cs-1") is None


def test_a_cancel_request_reaches_whoever_runs_the_operation(store: Store) -> None:
    begun(store)
    assert not store.cancel_requested("op-1")
    assert store.request_cancel("op-1")
    assert store.cancel_requested("op-1")


def test_a_cancel_request_that_comes_too_late_is_refused(store: Store) -> None:
    epoch = begun(store)
    assert not store.request_cancel("op-2")
    assert not store.request_cancel("op-1", "UPDATE_IN_PROGRESS")  # the stack is being created
    assert not store.cancel_requested("op-1")
    over = OperationWrites(
        operation_id="op-1", stack_id=STACK.stack_id, epoch=epoch, result="CREATE_COMPLETE"
    )
    store.commit(over)
    assert not store.request_cancel("op-1")
    assert not store.cancel_requested("op-1")


def test_the_stack_is_not_changed_in_ignorance_of_a_cancel(store: Store) -> None:
    epoch = begun(store)
    assert store.request_cancel("op-1", "CREATE_IN_PROGRESS")
    done = replace(STACK, status=StackStatus.CREATE_COMPLETE)
    writes = OperationWrites(operation_id="op-1", stack_id=STACK.stack_id, epoch=epoch, stack=done)
    writes.resources["Queue"] = QUEUE
    with pytest.raises(CancelPendingError):
        store.commit(writes)
    assert store.stack(STACK.stack_id) == STACK
    assert store.resources(STACK.stack_id) == {}
    writes.knows_cancel = True
    store.commit(writes)
    assert store.stack(STACK.stack_id) == done


def test_an_answer_is_remembered_exactly_when_its_operation_has_begun(store: Store) -> None:
    first, second = (Remembered(scope="x", token=each, value={"StackId": each}) for each in ("t1", "t2"))
    store.begin_operation(OPERATION, STACK, [EVENT], first)
    with pytest.raises(OperationInProgressError):
        store.begin_operation(replace(OPERATION, operation_id="op-2"), STACK, [], second)
    assert store.idempotent("x", "t1") == {"StackId": "t1"}
    assert store.idempotent("x", "t2") is None


def test_a_stack_under_review_can_be_forgotten(store: Store) -> None:
    store.save_stack(STACK, [EVENT])
    store.forget_stack(STACK.stack_id)
    assert store.stack(STACK.stack_id) is None
    assert store.events(STACK.stack_id) == []


def test_a_stack_is_forgotten_with_all_that_is_known_of_it(store: Store) -> None:
    epoch = begun(store)
    other = replace(STACK, stack_id=STACK.stack_id[:-1] + "2", stack_name="other")
    store.save_stack(other, [replace(EVENT, stack_id=other.stack_id)])
    writes = OperationWrites(operation_id="op-1", stack_id=STACK.stack_id, epoch=epoch)
    writes.resources["Queue"] = QUEUE
    writes.superseded["Queue", "https://q"] = QUEUE
    writes.result = "DELETE_COMPLETE"
    store.commit(writes)
    store.remember("token of a request", "t1", {"StackId": STACK.stack_id})
    store.remember("token of a request", "t2", {"StackId": other.stack_id})
    store.remember("deletions", "op-1", {})
    store.remember(f"signals at {STACK.stack_id}", "t3", {})
    store.remember("signals of operation op-1", "t4", {})
    store.forget_stack(STACK.stack_id)
    assert store.stack(STACK.stack_id) is None
    assert store.events(STACK.stack_id) == []
    assert store.resources(STACK.stack_id) == {}
    assert store.superseded(STACK.stack_id) == []
    assert store.operation("op-1") is None
    assert store.idempotent("token of a request", "t1") is None
    assert store.idempotent("deletions", "op-1") is None
    assert store.remembered(f"signals at {STACK.stack_id}") == {}
    assert store.remembered("signals of operation op-1") == {}
    assert store.stack(other.stack_id) == other
    assert len(store.events(other.stack_id)) == 1
    assert store.idempotent("token of a request", "t2") == {"StackId": other.stack_id}


def test_only_stacks_that_were_deleted_before_the_moment_are_named(store: Store) -> None:
    for name, deleted_at in (("old", 99.5), ("new", 100.0), ("living", None)):
        store.save_stack(replace(STACK, stack_id=name, stack_name=name, deleted_at=deleted_at))
    assert store.deleted_before(100.0) == ["old"]


def test_an_answer_is_remembered_for_its_token(store: Store) -> None:
    store.remember("us-east-1:CreateStack", "t1", {"StackId": "x"})
    assert store.idempotent("us-east-1:CreateStack", "t1") == {"StackId": "x"}
    assert store.idempotent("us-east-1:CreateStack", "t2") is None


def test_what_was_remembered_in_a_scope_is_found_without_its_tokens(store: Store) -> None:
    store.remember("signals", "t1", {"unique_id": "a"})
    store.remember("signals", "t2", {"unique_id": "b"})
    store.remember("others", "t1", {"unique_id": "c"})
    assert store.remembered("signals") == {"t1": {"unique_id": "a"}, "t2": {"unique_id": "b"}}
    assert store.remembered("nothing") == {}


def test_the_revision_changes_with_every_write_and_with_nothing_else(store: Store) -> None:
    first = store.revision
    store.save_stack(STACK)
    second = store.revision
    assert second != first
    store.stack(STACK.stack_id)
    store.resources(STACK.stack_id)
    assert store.revision == second
    store.begin_operation(OPERATION, STACK, [EVENT])
    assert store.revision not in (first, second)

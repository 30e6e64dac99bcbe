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
    writes.stack, writes.imports = STACK, ("base-key",)
    writes.exports = (ExportRecord(name="net-vpc", value="vpc-1", stack_id=STACK.stack_id),)
    writes.inputs = [JournalEntry(sequence=0, now=2.0, input={})]
    store.commit(writes)
    store.save_change_set(change_set("cs-1"))
    store.save_change_set(replace(change_set("cs-2"), stack_id=other.stack_id))
    store.remember("token of a request", "t1", {"StackId": STACK.stack_id})
    store.remember("token of a request", "t2", {"StackId": other.stack_id})
    store.remember("deletions", "op-1", {})
    store.remember(f"signals at {STACK.stack_id}", "t3", {})
    store.remember("signals of operation op-1", "t4", {})
    store.forget_stack(STACK.stack_id)
    assert store.stack(STACK.stack_id) is None
    assert store.events(STACK.stack_id) == []
    assert store.resources(STACK.stack_id) == {}
    assert not store.has_resources()
    assert store.superseded(STACK.stack_id) == []
    assert store.exports("000000000000", "us-east-1") == {}
    assert store.importers("000000000000", "us-east-1", "base-key") == []
    assert store.change_sets(STACK.stack_id) == []
    assert store.change_set("cs-2") is not None
    assert store.journal("op-1") == []
    assert store.operation("op-1") is None
    assert store.idempotent("token of a request", "t1") is None
    assert store.idempotent("deletions", "op-1") is None
    assert store.remembered(f"signals at {STACK.stack_id}") == {}
    assert store.remembered("signals of operation op-1") == {}
    assert store.stack(other.stack_id) == other
    assert len(store.events(other.stack_id)) == 1
    assert store.idempotent("token of a request", "t2") == {"StackId": other.stack_id}


def change_set(change_set_id: str) -> ChangeSetRecord:
    return ChangeSetRecord(
        change_set_id=change_set_id,
        change_set_name="preview",
        stack_id=STACK.stack_id,
        stack_name="net",
        kind=OperationKind.UPDATE,
        status="CREATE_COMPLETE",
        execution_status="AVAILABLE",
        created_at=3.0,
    )


def other_text(text: str) -> str:
    """An equal string that is another object: what comes over the wire always is."""
    return "".join([text[:1], text[1:]])


def test_everything_is_found_by_equal_texts(store: Store) -> None:
    batch = writes(begun(store))
    batch.stack, batch.resources = STACK, {"Queue": QUEUE}
    batch.exports = (ExportRecord(name="net-vpc", value="vpc-1", stack_id=STACK.stack_id),)
    store.commit(batch)
    store.save_change_set(change_set("cs-1"))
    store.remember("scope", "t", {})
    stack_id, account, region = map(other_text, (STACK.stack_id, "000000000000", "us-east-1"))
    assert store.stack(stack_id) == STACK
    assert store.stack_named(account, region, other_text("net")) == STACK
    assert store.stacks(account, region) == [STACK]
    assert store.resources(stack_id) == {"Queue": QUEUE}
    assert list(store.exports(account, region)) == ["net-vpc"]
    assert store.change_sets(stack_id) == [change_set("cs-1")]
    assert store.remembered(other_text("scope")) == {"t": {}}
    with pytest.raises(OperationInProgressError, match=r"stack/net/1 already has an operation in progress$"):
        store.begin_operation(replace(OPERATION, operation_id="op-2", stack_id=stack_id), STACK, [])
    again = writes(batch.epoch)
    again.stack, again.exports = STACK, ()
    again.stack_id = stack_id
    store.commit(again)
    assert store.exports(account, region) == {}
    store.forget_stack(stack_id)
    assert store.operation("op-1") is None


def test_what_belongs_to_one_stack_or_place_is_not_another_s(store: Store) -> None:
    places = {"net": ("000000000000", "us-east-1"), "web": ("000000000000", "us-east-1")}
    places |= {"far": ("000000000000", "eu-west-1"), "foreign": ("111111111111", "us-east-1")}
    for name, (account, region) in places.items():
        stack = replace(STACK, stack_id=name, stack_name=name, account_id=account, region=region)
        operation = replace(OPERATION, operation_id=f"op of {name}", stack_id=name)
        store.begin_operation(operation, stack, [replace(EVENT, stack_id=name, event_id=name)])
        batch = OperationWrites(operation_id=f"op of {name}", stack_id=name, epoch=0, stack=stack)
        batch.resources["Queue"] = replace(QUEUE, physical_id=name)
        batch.superseded["Queue", "old"] = replace(QUEUE, physical_id=f"old of {name}")
        batch.inputs = [JournalEntry(sequence=0, now=1.0, input=name)]
        batch.exports = (ExportRecord(name=f"{region} {name}", value=name, stack_id=name),)
        batch.imports = ("shared", "shared")
        store.commit(batch)
    assert [each.stack_name for each in store.stacks("000000000000", "us-east-1")] == ["web", "net"]
    assert store.stack_named("111111111111", "us-east-1", "net") is None
    assert list(store.exports("000000000000", "us-east-1")) == ["us-east-1 net", "us-east-1 web"]
    assert list(store.exports("111111111111", "us-east-1")) == ["us-east-1 foreign"]
    assert store.importers("000000000000", "us-east-1", "shared") == ["net", "web"]
    assert store.importers("000000000000", "us-east-1", "other") == []
    for name in places:
        assert store.resources(name)["Queue"].physical_id == name
        assert [each.physical_id for each in store.superseded(name)] == [f"old of {name}"]
        assert [each.event_id for _, each in store.events(name)] == [name]
        assert [each.input for each in store.journal(f"op of {name}")] == [name]
    store.forget_stack("web")
    assert [each.stack_id for each in store.live_operations()] == ["net", "far", "foreign"]
    assert store.resources("web") == {}
    assert store.resources("net")["Queue"].physical_id == "net"
    assert store.importers("000000000000", "us-east-1", "shared") == ["net"]
    assert list(store.exports("000000000000", "us-east-1")) == ["us-east-1 net"]


def test_lists_have_their_order_whatever_the_order_of_the_writes(store: Store) -> None:
    batch = writes(begun(store))
    batch.stack = STACK
    batch.exports = tuple(ExportRecord(name=each, value=each, stack_id=STACK.stack_id) for each in "bca")
    store.commit(batch)
    assert list(store.exports("000000000000", "us-east-1")) == ["a", "b", "c"]
    for each in ("cs-2", "cs-3", "cs-1"):
        store.save_change_set(change_set(each))
    store.save_change_set(change_set("cs-2"))
    assert [each.change_set_id for each in store.change_sets(STACK.stack_id)] == ["cs-1", "cs-3", "cs-2"]
    for name in ("late", "early"):
        store.save_stack(replace(STACK, stack_id=name, stack_name=name, deleted_at=5.0))
    assert store.deleted_before(6.0) == ["late", "early"]


def test_a_page_of_events_is_a_hundred_and_their_positions_count_from_one(store: Store) -> None:
    store.save_stack(STACK, [replace(EVENT, event_id=f"e{number}") for number in range(1, 103)])
    page = store.events(STACK.stack_id)
    assert [position for position, _ in page] == list(range(102, 2, -1))
    assert [(position, each.event_id) for position, each in store.events(STACK.stack_id, before=3)] == [
        (2, "e2"),
        (1, "e1"),
    ]


def test_nothing_is_there_before_it_is_written(store: Store) -> None:
    assert store.stack("x") is None
    assert store.operation("x") is None
    assert store.change_set("x") is None
    assert store.claim("x", "me") is None
    assert store.journal("x") == []
    assert not store.cancel_requested("x")
    assert not store.has_resources()
    batch = writes(begun(store))
    with pytest.raises(FencedError, match=r"^none such$"):
        store.commit(replace(batch, operation_id="none such"))
    batch.resources["Queue"] = QUEUE
    store.commit(batch)
    assert store.has_resources()


def test_a_claim_counts_the_epoch_and_keeps_the_owner(store: Store) -> None:
    assert begun(store) == 1
    assert store.claim("op-1", "you") == 2
    claimed = store.operation("op-1")
    assert claimed is not None
    assert (claimed.epoch, claimed.owner, claimed.result, claimed.finished_at) == (2, "you", None, None)


def test_a_finished_operation_writes_nothing_more(store: Store) -> None:
    batch = writes(begun(store))
    batch.inputs = [JournalEntry(sequence=0, now=2.0, input={})]
    batch.result = "CREATE_COMPLETE"
    store.commit(batch)
    assert store.journal("op-1") == []
    late = writes(batch.epoch)
    late.resources["Queue"] = QUEUE
    with pytest.raises(FencedError):
        store.commit(late)
    assert store.resources(STACK.stack_id) == {}


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
    assert store.idempotent("others", "t1") == {"unique_id": "c"}
    assert store.idempotent("others", "t2") is None


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

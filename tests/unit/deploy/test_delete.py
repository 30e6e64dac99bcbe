"""Deleting a stack: order, policies, failures, retained resources."""

from landform.ground.handler import HandlerAction, HandlerErrorCode
from landform.ground.statuses import DeletionPolicy, OperationKind, ResourceStatus, StackStatus
from tests.unit.deploy.helpers import Memory, Run, Types, failure, record, spec_of

DELETE = OperationKind.DELETE


def test_resources_go_in_reverse_order() -> None:
    #   A <- B <- C
    memory = Memory(
        live={
            "A": record("A", {}),
            "B": record("B", {}, depends_on=("A",)),
            "C": record("C", {}, depends_on=("B",)),
        }
    )
    run = Run(spec_of(DELETE, {}, memory), memory).play()
    assert run.lines == [
        "stack DELETE_IN_PROGRESS User Initiated",
        "C C-0 DELETE_IN_PROGRESS",
        "C C-0 DELETE_COMPLETE",
        "B B-0 DELETE_IN_PROGRESS",
        "B B-0 DELETE_COMPLETE",
        "A A-0 DELETE_IN_PROGRESS",
        "A A-0 DELETE_COMPLETE",
        "stack DELETE_COMPLETE",
        "finish DELETE_COMPLETE",
    ]


def test_a_retained_parameter_is_skipped() -> None:
    """Fact: engine/test_deletion_policy.py::test_deletion_policy_with_retain."""
    kept = record("MyParameter", {}, deletion_policy=DeletionPolicy.RETAIN)
    memory = Memory(live={"MyParameter": kept})
    run = Run(spec_of(DELETE, {}, memory), memory)
    assert run.told("MyParameter") == ["MyParameter-0 DELETE_SKIPPED"]
    assert run.told("stack") == ["DELETE_IN_PROGRESS User Initiated", "DELETE_COMPLETE"]
    assert run.calls == []


def test_a_blocked_deletion_fails_as_aws_recorded_and_retaining_the_resource_ends_it() -> None:
    """Fact: api/test_stacks.py::test_blocked_stack_deletion."""
    memory = Memory(
        live={"BrokenPolicy": record("BrokenPolicy", {}, depends_on=("Role",)), "Role": record("Role", {})}
    )
    run = Run(spec_of(DELETE, {}, memory), memory)
    run.answer("BrokenPolicy", failure("cannot delete"))
    assert run.lines[1:] == [
        "BrokenPolicy BrokenPolicy-0 DELETE_IN_PROGRESS",
        "BrokenPolicy BrokenPolicy-0 DELETE_FAILED cannot delete",
        "stack DELETE_FAILED The following resource(s) failed to delete: [BrokenPolicy].",
        "finish DELETE_FAILED",
    ]
    assert memory.live["BrokenPolicy"].status is ResourceStatus.DELETE_FAILED

    retained = frozenset({"BrokenPolicy"})
    second = Run(spec_of(DELETE, {}, memory, operation_id="op-2", retain_resources=retained), memory).play()
    assert second.told("BrokenPolicy") == ["BrokenPolicy-0 DELETE_SKIPPED"]
    assert second.told("stack") == ["DELETE_IN_PROGRESS User Initiated", "DELETE_COMPLETE"]
    assert memory.live == {}


def test_what_is_gone_already_counts_as_deleted() -> None:
    memory = Memory(live={"A": record("A", {})})
    run = Run(spec_of(DELETE, {}, memory), memory)
    run.answer("A", failure("not found", HandlerErrorCode.NOT_FOUND))
    assert run.told("A") == ["A-0 DELETE_IN_PROGRESS", "A-0 DELETE_COMPLETE"]


def test_a_snapshot_is_made_where_the_type_can() -> None:
    memory = Memory(live={"Disk": record("Disk", {}, deletion_policy=DeletionPolicy.SNAPSHOT)})
    run = Run(spec_of(DELETE, {}, memory, types=Types(snapshots=True)), memory)
    assert [call.action for call in run.calls] == [HandlerAction.SNAPSHOT_AND_DELETE]


def test_a_snapshot_that_cannot_be_made_is_never_a_silent_deletion() -> None:
    memory = Memory(live={"Queue": record("Queue", {}, deletion_policy=DeletionPolicy.SNAPSHOT)})
    run = Run(spec_of(DELETE, {}, memory), memory)
    assert run.calls == []
    assert run.lines[-1] == "finish DELETE_FAILED"
    assert "Queue" in memory.live


def test_superseded_copies_go_with_the_stack() -> None:
    memory = Memory(
        live={"A": record("A", {})}, superseded={("A", "A-old"): record("A", {}, physical_id="A-old")}
    )
    run = Run(spec_of(DELETE, {}, memory), memory).play()
    assert sorted(call.physical_id or "" for call in run.calls) == ["A-0", "A-old"]
    assert (memory.live, memory.superseded) == ({}, {})


def test_rollback_of_a_kept_create_failure_deletes_what_was_made() -> None:
    failed = record("Bad", {}, physical_id=None, status=ResourceStatus.CREATE_FAILED)
    memory = Memory(live={"A": record("A", {}), "Bad": failed})
    spec = spec_of(OperationKind.ROLLBACK, {}, memory, prior_status=StackStatus.CREATE_FAILED)
    run = Run(spec, memory).play()
    assert run.told("stack") == ["ROLLBACK_IN_PROGRESS User Initiated", "ROLLBACK_COMPLETE"]
    assert run.told("Bad") == ["- DELETE_COMPLETE"]
    assert memory.live == {}


def test_a_newer_copy_of_what_a_resource_uses_does_not_loosen_the_declared_order_of_others() -> None:
    #   Base-0 <- Middle-0 <- Top-0 (by DependsOn) <- Base-1, the copy that a kept failed update made:
    #   by logical ids a circle, but Middle uses Base-0
    memory = Memory(
        live={
            "Base": record("Base", {}),
            "Middle": record("Middle", {"Source": "Base-0"}, depends_on=("Base",)),
            "Top": record("Top", {}, depends_on=("Middle",)),
        },
        superseded={("Base", "Base-1"): record("Base", {}, physical_id="Base-1", depends_on=("Top",))},
    )
    run = Run(spec_of(DELETE, {}, memory), memory).play()
    assert [call.physical_id for call in run.calls] == ["Base-1", "Top-0", "Middle-0", "Base-0"]


def test_what_a_resource_that_does_not_go_still_uses_is_kept_even_where_each_uses_the_other() -> None:
    #   Left <-> Right: Right was rolled back to its old user, while the rollback of Left failed
    left = record(
        "Left",
        {"Source": "Right-0"},
        depends_on=("Right",),
        deletion_policy=DeletionPolicy.SNAPSHOT,
        status=ResourceStatus.UPDATE_FAILED,
    )
    right = record("Right", {"Source": "Left-0"}, depends_on=("Left",))
    memory = Memory(live={"Left": left, "Right": right})
    run = Run(spec_of(DELETE, {}, memory), memory)
    assert run.calls == []
    assert run.lines[-1] == "finish DELETE_FAILED"
    assert set(memory.live) == {"Left", "Right"}


def test_resources_that_use_each_other_are_deleted_one_after_the_other() -> None:
    left = record("Left", {"Source": "Right-0"}, depends_on=("Right",))
    right = record("Right", {"Source": "Left-0"}, depends_on=("Left",))
    memory = Memory(live={"Left": left, "Right": right})
    run = Run(spec_of(DELETE, {}, memory), memory)
    assert [call.physical_id for call in run.calls] == ["Left-0"]
    run.play()
    assert [call.physical_id for call in run.calls] == ["Left-0", "Right-0"]
    assert run.lines[-1] == "finish DELETE_COMPLETE"

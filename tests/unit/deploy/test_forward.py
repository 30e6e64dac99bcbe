"""What is remembered of a resource at every step forward, and what is told with it."""

from dataclasses import replace

import pytest

from landform.deploy.messages import CallProvider, EmitEvent
from landform.deploy.spec import DeploymentSpec
from landform.ground.handler import (
    HandlerAction,
    HandlerErrorCode,
    HandlerFailure,
    HandlerInProgress,
    HandlerSuccess,
)
from landform.ground.records import ResourceRecord
from landform.ground.statuses import DeletionPolicy, OnFailure, OperationKind, ResourceStatus
from tests.unit.deploy.helpers import Memory, Run, Wish, failure, record, spec_of

CREATE, UPDATE = OperationKind.CREATE, OperationKind.UPDATE
KEEP = OnFailure.DO_NOTHING
REPLACEMENT = "Requested update requires the creation of a new physical resource; hence creating one."
INITIATED = "Resource creation Initiated"
RETAIN, SNAPSHOT = DeletionPolicy.RETAIN, DeletionPolicy.SNAPSHOT
FIRST = "Test::First"
DECLARED = {"deletion_policy": RETAIN, "update_replace_policy": SNAPSHOT}
NOTE = {"Note": "new"}


def noted(spec: DeploymentSpec, logical_id: str = "A", **more: object) -> DeploymentSpec:
    """The same with metadata for one resource, which a Wish does not have."""
    target = replace(spec.resources[logical_id], metadata=NOTE, **more)  # type: ignore[arg-type]  # spelled by the caller
    return replace(spec, resources={**spec.resources, logical_id: target})


def test_a_created_resource_is_remembered_step_by_step() -> None:
    run = Run(noted(spec_of(CREATE, {"A": Wish({"Size": 1}, **DECLARED)})))  # type: ignore[arg-type]  # spelled above
    begun = ResourceRecord(
        logical_id="A",
        type_name="AWS::SQS::Queue",
        physical_id=None,
        status=ResourceStatus.CREATE_IN_PROGRESS,
        properties={"Size": 1},
        deletion_policy=RETAIN,
        update_replace_policy=SNAPSHOT,
        metadata=NOTE,
        updated_at=1000.0,
        is_half_made=True,
    )
    assert run.memory.live["A"] == begun
    run.now = 1001.0
    progress = HandlerInProgress(callback_context=None, delay_seconds=1.0, physical_id="a-1")
    run.answer("A", progress)
    known = replace(begun, physical_id="a-1", status_reason=INITIATED, updated_at=1001.0)
    assert run.memory.live["A"] == known
    run.now = 1002.0
    again = run.answer("A", progress)
    assert [type(each) for each in again] == [CallProvider]
    run.answer("A", HandlerSuccess(physical_id="a-1", attributes={"Arn": "arn:a"}))
    assert run.memory.live["A"] == replace(
        known,
        status=ResourceStatus.CREATE_COMPLETE,
        status_reason=None,
        attributes={"Arn": "arn:a"},
        updated_at=1002.0,
        is_half_made=False,
    )
    assert run.told("A").count(f"a-1 CREATE_IN_PROGRESS {INITIATED}") == 1


def test_every_event_of_a_creation_shows_what_was_wanted() -> None:
    run = Run(spec_of(CREATE, {"A": Wish({"Size": 1}), "B": Wish({})}))
    commands = run.answer("A")
    events = [each for each in commands if isinstance(each, EmitEvent)]
    assert [each.properties for each in events] == [{"Size": 1}, {"Size": 1}]
    failed = next(each for each in run.answer("B", failure("no")) if isinstance(each, EmitEvent))
    assert (failed.logical_id, failed.status) == ("B", ResourceStatus.CREATE_FAILED)
    assert (failed.properties, failed.resource_type) == ({}, "AWS::SQS::Queue")


def test_a_failed_creation_is_remembered_with_its_reason_and_what_may_exist() -> None:
    run = Run(spec_of(CREATE, {"A": Wish({"Size": 1})}, on_failure=KEEP))
    half = HandlerFailure(code=HandlerErrorCode.NOT_STABILIZED, message="slow", physical_id="a-half")
    run.answer("A", half)
    kept = run.memory.live["A"]
    assert (kept.status, kept.status_reason) == (ResourceStatus.CREATE_FAILED, "slow")
    assert (kept.physical_id, kept.is_half_made, kept.properties) == ("a-half", True, {"Size": 1})
    assert run.told("A")[-1] == "a-half CREATE_FAILED slow"


def test_an_updated_resource_is_remembered_step_by_step() -> None:
    old = record("A", {"Size": 1}, attributes={"Arn": "arn:a", "Url": "old"}, status_reason="odd")
    memory = Memory(live={"A": old})
    wish = Wish({"Size": 2}, **DECLARED)  # type: ignore[arg-type]  # spelled above
    run = Run(noted(spec_of(UPDATE, {"A": wish}, memory)), memory)
    assert memory.live["A"] == replace(
        old,
        status=ResourceStatus.UPDATE_IN_PROGRESS,
        status_reason=None,
        attempted=({"Size": 2},),
        updated_at=1000.0,
    )
    run.answer("A", HandlerInProgress(callback_context=None, delay_seconds=1.0, physical_id="A-0"))
    run.answer("A", HandlerSuccess(physical_id="A-0", attributes={"Url": "new"}))
    assert memory.live["A"] == replace(
        old,
        status=ResourceStatus.UPDATE_COMPLETE,
        status_reason=None,
        properties={"Size": 2},
        attributes={"Arn": "arn:a", "Url": "new"},
        deletion_policy=RETAIN,
        update_replace_policy=SNAPSHOT,
        metadata=NOTE,
        updated_at=1000.0,
    )
    assert run.told("A") == ["A-0 UPDATE_IN_PROGRESS", "A-0 UPDATE_COMPLETE"]


def test_a_failed_update_is_remembered_with_its_reason_the_attempt_and_both_dependencies() -> None:
    memory = Memory(
        live={"A": record("A", {"Size": 1}, depends_on=("X",)), "X": record("X", {}), "Y": record("Y", {})}
    )
    wishes = {"X": Wish({}), "Y": Wish({}), "A": Wish({"Size": 2}, after=("Y",))}
    run = Run(spec_of(UPDATE, wishes, memory, on_failure=KEEP), memory)
    run.answer("A", failure("no"))
    kept = memory.live["A"]
    assert (kept.status, kept.status_reason) == (ResourceStatus.UPDATE_FAILED, "no")
    assert (kept.properties, kept.attempted, kept.depends_on) == ({"Size": 1}, ({"Size": 2},), ("X", "Y"))
    assert run.lines[-1] == "finish UPDATE_FAILED"


def test_what_only_the_template_says_is_remembered_without_a_call() -> None:
    old = record("A", {"Size": 1}, depends_on=("B",))
    memory = Memory(live={"A": old, "B": record("B", {}), "C": record("C", {})})
    wishes = {"B": Wish({}), "C": Wish({}), "A": Wish({"Size": 1}, after=("C",), **DECLARED)}  # type: ignore[arg-type]  # spelled above
    run = Run(noted(spec_of(UPDATE, wishes, memory)), memory)
    assert run.calls == []
    assert memory.live["A"] == replace(
        old,
        depends_on=("C",),
        deletion_policy=RETAIN,
        update_replace_policy=SNAPSHOT,
        metadata=NOTE,
        updated_at=1000.0,
    )
    assert memory.live["B"].updated_at == 0.0


def test_what_was_found_to_have_drifted_is_remembered() -> None:
    memory = Memory(live={"A": record("A", {"Size": 1}), "B": record("B", {})})
    spec = spec_of(UPDATE, {"A": Wish({"Size": 1}), "B": Wish({})}, memory)
    drifted = replace(spec.resources["A"], had_drifted=True)
    Run(replace(spec, resources={**spec.resources, "A": drifted}), memory)
    assert (memory.live["A"].updated_at, memory.live["B"].updated_at) == (1000.0, 0.0)


def test_a_replacement_is_remembered_beside_the_old_one() -> None:
    old = record("A", {"Name": "old"}, attributes={"Arn": "arn:old"})
    memory = Memory(live={"A": old})
    wishes = {"A": Wish({"Name": "new"}, update_replace_policy=SNAPSHOT), "Next": Wish({}, after=("A",))}
    run = Run(noted(spec_of(UPDATE, wishes, memory)), memory)
    (call,) = run.calls
    assert (call.action, call.physical_id, call.previous, call.desired) == (
        HandlerAction.CREATE,
        None,
        {},
        {"Name": "new"},
    )
    assert (memory.live["A"].status, memory.live["A"].status_reason) == (
        ResourceStatus.UPDATE_IN_PROGRESS,
        REPLACEMENT,
    )
    progress = HandlerInProgress(callback_context=None, delay_seconds=1.0, physical_id="a-1")
    run.answer("A", progress)
    run.answer("A", progress)
    run.answer("A", HandlerSuccess(physical_id="a-1", attributes={"Arn": "arn:new"}))
    assert run.told("A") == [
        f"A-0 UPDATE_IN_PROGRESS {REPLACEMENT}",
        f"a-1 UPDATE_IN_PROGRESS {INITIATED}",
        "a-1 UPDATE_COMPLETE",
    ]
    assert memory.live["A"] == ResourceRecord(
        logical_id="A",
        type_name="AWS::SQS::Queue",
        physical_id="a-1",
        status=ResourceStatus.UPDATE_COMPLETE,
        properties={"Name": "new"},
        attributes={"Arn": "arn:new"},
        update_replace_policy=SNAPSHOT,
        metadata=NOTE,
        updated_at=1000.0,
    )
    (copy,) = memory.superseded.values()
    assert copy == replace(
        old, status=ResourceStatus.UPDATE_COMPLETE, update_replace_policy=SNAPSHOT, updated_at=1000.0
    )


def test_a_replacement_of_another_type_is_told_under_its_type() -> None:
    memory = Memory(live={"A": record("A", {"Size": 1})})
    spec = spec_of(UPDATE, {"A": Wish({"Size": 1}, type_name="AWS::SNS::Topic")}, memory)
    run = Run(spec, memory)
    commands = run.answer("A", HandlerSuccess(physical_id="topic"))
    types = [each.resource_type for each in commands if isinstance(each, EmitEvent)]
    assert types == ["AWS::SNS::Topic", "AWS::SNS::Topic", "AWS::SQS::Queue"]


def test_a_failed_replacement_keeps_the_old_one_and_remembers_what_was_half_made() -> None:
    memory = Memory(live={"A": record("A", {"Name": "old"})})
    run = Run(spec_of(UPDATE, {"A": Wish({"Name": "new"})}, memory, on_failure=KEEP), memory)
    half = HandlerFailure(code=HandlerErrorCode.NOT_STABILIZED, message="slow", physical_id="a-half")
    run.answer("A", half)
    assert run.told("A")[-1] == "A-0 UPDATE_FAILED slow"
    kept = memory.live["A"]
    assert (kept.physical_id, kept.properties, kept.status_reason) == ("A-0", {"Name": "old"}, "slow")
    (copy,) = memory.superseded.values()
    assert (copy.physical_id, copy.status, copy.is_half_made) == (
        "a-half",
        ResourceStatus.CREATE_FAILED,
        True,
    )
    assert run.told("stack")[-1] == "UPDATE_FAILED The following resource(s) failed to update: [A]."


def first(**more: object) -> Run:
    memory = Memory(live={"A": record("A", {"Name": "old"}, type_name=FIRST, attributes={"Arn": "a"})})
    spec = spec_of(UPDATE, {"A": Wish({"Name": "new"}, type_name=FIRST)}, memory, on_failure=KEEP, **more)
    return Run(spec, memory)


def test_a_resource_that_goes_first_is_remembered_without_an_id_until_the_new_one_is_there() -> None:
    run = first()
    (call,) = run.calls
    assert (call.action, call.physical_id, call.desired) == (HandlerAction.DELETE, "A-0", {})
    run.answer("A")
    gone = run.memory.live["A"]
    assert (gone.physical_id, gone.status, gone.status_reason) == (
        None,
        ResourceStatus.UPDATE_IN_PROGRESS,
        REPLACEMENT,
    )
    assert (gone.properties, gone.attributes, gone.is_half_made) == ({"Name": "old"}, {}, False)
    run.answer("A", HandlerSuccess(physical_id="a-1", attributes={"Arn": "b"}))
    made = run.memory.live["A"]
    assert (made.physical_id, made.status, made.properties, made.attributes) == (
        "a-1",
        ResourceStatus.UPDATE_COMPLETE,
        {"Name": "new"},
        {"Arn": "b"},
    )
    assert run.told("A")[2:] == [
        "A-0 DELETE_COMPLETE",
        f"a-1 UPDATE_IN_PROGRESS {INITIATED}",
        "a-1 UPDATE_COMPLETE",
    ]
    assert run.memory.superseded == {}


def test_what_cannot_go_first_fails_the_update_and_may_be_half_deleted() -> None:
    run = first()
    run.answer("A", failure("in use"))
    assert run.told("A")[2:] == ["A-0 DELETE_FAILED in use", "A-0 UPDATE_FAILED in use"]
    kept = run.memory.live["A"]
    assert (kept.status, kept.status_reason) == (ResourceStatus.UPDATE_FAILED, "in use")
    assert kept.attempted == ({}, {"Name": "old"})
    assert run.lines[-1] == "finish UPDATE_FAILED"


@pytest.mark.parametrize(("made", "half_made"), [(None, False), ("a-half", True)])
def test_what_cannot_be_made_after_the_old_one_went_is_remembered_as_far_as_it_exists(
    made: str | None, *, half_made: bool
) -> None:
    run = first()
    run.answer("A")
    run.answer("A", HandlerFailure(code=HandlerErrorCode.NOT_STABILIZED, message="slow", physical_id=made))
    assert run.told("A")[-1] == "- UPDATE_FAILED slow"
    kept = run.memory.live["A"]
    assert (kept.physical_id, kept.is_half_made) == (made, half_made)
    assert run.told("stack")[-1] == "UPDATE_FAILED The following resource(s) failed to update: [A]."


def half_made_a() -> Memory:
    half = record("A", {"Size": 1}, status=ResourceStatus.CREATE_FAILED, status_reason="slow")
    return Memory(live={"A": replace(half, is_half_made=True)})


def test_what_an_earlier_creation_left_and_cannot_be_scrapped_fails_again() -> None:
    memory = half_made_a()
    run = Run(spec_of(UPDATE, {"A": Wish({"Size": 1})}, memory, on_failure=KEEP), memory)
    run.answer("A", failure("in use"))
    assert run.told("A") == [
        "A-0 DELETE_IN_PROGRESS",
        "A-0 DELETE_FAILED in use",
        "A-0 CREATE_FAILED in use",
    ]
    kept = memory.live["A"]
    assert (kept.physical_id, kept.is_half_made, kept.status_reason) == ("A-0", True, "in use")
    assert run.told("stack")[-1] == "UPDATE_FAILED The following resource(s) failed to create: [A]."


def test_what_is_half_made_and_wants_what_cannot_be_computed_fails_to_be_created() -> None:
    memory = half_made_a()
    run = Run(spec_of(UPDATE, {"A": Wish({"Broken": "no secret"})}, memory, on_failure=KEEP), memory)
    assert run.told("A") == ["A-0 CREATE_FAILED no secret"]
    assert memory.live["A"].physical_id == "A-0"


def test_an_existing_resource_that_wants_what_cannot_be_computed_fails_to_be_updated() -> None:
    memory = Memory(live={"A": record("A", {"Size": 1})})
    run = Run(spec_of(UPDATE, {"A": Wish({"Broken": "no secret"})}, memory, on_failure=KEEP), memory)
    assert run.told("A") == ["A-0 UPDATE_FAILED no secret"]
    assert (memory.live["A"].status_reason, memory.live["A"].properties) == ("no secret", {"Size": 1})
    assert run.calls == []


def test_what_is_to_be_imported_and_wants_what_cannot_be_computed_is_not_imported() -> None:
    run = Run(spec_of(CREATE, {"A": Wish({"Broken": "no secret"}, import_as="a-real")}, on_failure=KEEP))
    assert run.told("A") == ["a-real IMPORT_FAILED no secret"]
    kept = run.memory.live["A"]
    assert (kept.physical_id, kept.status, kept.status_reason) == (
        None,
        ResourceStatus.IMPORT_FAILED,
        "no secret",
    )
    assert run.told("stack")[-1] == "CREATE_FAILED The following resource(s) failed to import: [A]."


def test_every_kind_of_failure_is_told_in_its_own_sentence() -> None:
    memory = Memory(live={"Old": record("Old", {"Size": 1})})
    wishes = {
        "New": Wish({"Broken": "1"}),
        "Taken": Wish({"Broken": "2"}, import_as="real"),
        "Old": Wish({"Broken": "3"}),
    }
    run = Run(spec_of(UPDATE, wishes, memory, on_failure=KEEP), memory)
    assert run.told("stack")[-1] == (
        "UPDATE_FAILED The following resource(s) failed to create: [New]. "
        "The following resource(s) failed to import: [Taken]. "
        "The following resource(s) failed to update: [Old]."
    )


def test_an_import_leaves_alone_what_the_stack_has() -> None:
    memory = Memory(live={"A": record("A", {"Size": 1})})
    run = Run(spec_of(OperationKind.IMPORT, {"A": Wish({"Size": 2})}, memory), memory)
    assert run.calls == []
    assert memory.live["A"].properties == {"Size": 1}


def test_what_is_imported_is_remembered_while_it_is_looked_at_and_taken_in() -> None:
    wish = Wish({"Size": 1}, import_as="a-real", **DECLARED)  # type: ignore[arg-type]  # spelled above
    run = Run(noted(spec_of(OperationKind.IMPORT, {"A": wish})))
    (call,) = run.calls
    assert (call.action, call.physical_id, call.desired) == (HandlerAction.READ, "a-real", {"Size": 1})
    looked_at = run.memory.live["A"]
    assert (looked_at.status, looked_at.status_reason, looked_at.properties) == (
        ResourceStatus.IMPORT_IN_PROGRESS,
        "Resource import started.",
        {},
    )
    run.answer("A", HandlerInProgress(callback_context=None, delay_seconds=1.0, physical_id="a-real"))
    run.answer("A", HandlerSuccess(physical_id="a-real", properties={"Size": 5}, attributes={"Arn": "a"}))
    taken = run.memory.live["A"]
    assert (taken.status, taken.status_reason) == (
        ResourceStatus.UPDATE_IN_PROGRESS,
        "Apply stack-level tags to imported resource if applicable.",
    )
    assert (taken.found, taken.attempted, taken.attributes) == ({"Size": 5}, ({"Size": 1},), {"Arn": "a"})
    run.answer("A")
    assert run.memory.live["A"] == ResourceRecord(
        logical_id="A",
        type_name="AWS::SQS::Queue",
        physical_id="a-real",
        status=ResourceStatus.UPDATE_COMPLETE,
        properties={"Size": 1},
        attributes={"Arn": "a"},
        deletion_policy=RETAIN,
        update_replace_policy=SNAPSHOT,
        metadata=NOTE,
        updated_at=1000.0,
        found={"Size": 5},
    )


def test_what_is_imported_as_it_is_is_complete_at_once() -> None:
    run = Run(spec_of(OperationKind.IMPORT, {"A": Wish({"Size": 1}, import_as="a-real")})).play()
    kept = run.memory.live["A"]
    assert (kept.status, kept.status_reason) == (ResourceStatus.UPDATE_COMPLETE, None)
    assert (kept.properties, kept.found) == ({"Size": 1}, {"Size": 1})

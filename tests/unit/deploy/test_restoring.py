"""The way back after a failed update, where it does not go smoothly."""

from dataclasses import replace

from landform.deploy.messages import CancelRequested
from landform.ground.handler import (
    HandlerAction,
    HandlerErrorCode,
    HandlerFailure,
    HandlerInProgress,
    HandlerSuccess,
)
from landform.ground.statuses import DeletionPolicy, OperationKind, ResourceStatus, StackStatus
from tests.unit.deploy.helpers import Desired, Memory, Run, Wish, failure, record, spec_of

UPDATE, ROLLBACK = OperationKind.UPDATE, OperationKind.ROLLBACK
MAKE, CHANGE, REMOVE = HandlerAction.CREATE, HandlerAction.UPDATE, HandlerAction.DELETE
REPLACEMENT = "Requested update requires the creation of a new physical resource; hence creating one."
NOT_RESTORED = "A resource that it depends on could not be restored."
FIRST = "Test::First"


def back(memory: Memory, **stable: object) -> Run:
    """A rollback of a failure that was kept, to these records."""
    spec = spec_of(ROLLBACK, {}, memory, prior_status=StackStatus.UPDATE_FAILED)
    targets = {name: replace(each, rollback_to=stable.get(name)) for name, each in spec.resources.items()}
    return Run(replace(spec, resources=targets), memory)


def lost(**more: object) -> Memory:
    """A was deleted first and not made; User depends on it."""
    gone = replace(record("A", {"Name": "old"}, type_name=FIRST), physical_id=None)
    return Memory(live={"A": gone, "User": record("User", {"Source": "A-0"}, depends_on=("A",), **more)})


def stable_first() -> dict[str, object]:
    return {
        "A": record("A", {"Name": "old"}, type_name=FIRST),
        "User": record("User", {"Source": "A-0"}, depends_on=("A",)),
    }


def test_a_lost_resource_is_made_anew_with_all_that_its_record_says() -> None:
    memory = lost()
    stable = record(
        "A",
        {"Name": "old"},
        type_name=FIRST,
        deletion_policy=DeletionPolicy.RETAIN,
        update_replace_policy=DeletionPolicy.SNAPSHOT,
        metadata={"Note": "a"},
    )
    run = back(memory, A=stable, User=memory.live["User"])
    (call,) = run.calls
    assert (call.action, call.type_name, call.physical_id) == (MAKE, FIRST, None)
    assert (call.desired, call.previous) == ({"Name": "old"}, {})
    run.now = 1007.0
    run.answer("A", HandlerInProgress(callback_context=None, delay_seconds=1.0, physical_id="A-new"))
    run.answer("A", HandlerInProgress(callback_context=None, delay_seconds=1.0, physical_id="A-new"))
    run.answer("A", HandlerSuccess(physical_id="A-new", attributes={"Arn": "arn:new"}))
    run.play()
    assert run.told("A") == [
        f"- UPDATE_IN_PROGRESS {REPLACEMENT}",
        "A-new UPDATE_IN_PROGRESS Resource creation Initiated",
        "A-new UPDATE_COMPLETE",
    ]
    assert memory.live["A"] == replace(
        stable,
        physical_id="A-new",
        status=ResourceStatus.UPDATE_COMPLETE,
        attributes={"Arn": "arn:new"},
        updated_at=1007.0,
    )
    assert run.told("User") == []
    assert run.lines[-1] == "finish UPDATE_ROLLBACK_COMPLETE"


def test_what_refers_to_a_resource_that_cannot_be_made_anew_is_not_touched() -> None:
    memory = lost()
    previous = Desired({"A": {"Name": "old"}, "User": {"Source": "@A"}})
    spec = spec_of(ROLLBACK, {}, memory, prior_status=StackStatus.UPDATE_FAILED, previous_desired=previous)
    stable = stable_first()
    targets = {name: replace(each, rollback_to=stable[name]) for name, each in spec.resources.items()}
    run = Run(replace(spec, resources=targets), memory).play({("A", MAKE): failure("quota")})
    assert run.told("A") == [f"- UPDATE_IN_PROGRESS {REPLACEMENT}", "- UPDATE_FAILED quota"]
    assert run.told("User") == []
    assert run.told("stack")[-1] == (
        "UPDATE_ROLLBACK_FAILED The following resource(s) failed to create: [A]."
    )
    assert (memory.live["A"].physical_id, memory.superseded) == (None, {})
    assert memory.live["A"].status_reason == "quota"


def test_what_was_half_made_on_the_way_back_is_remembered_to_be_deleted() -> None:
    memory = lost()
    run = back(memory, **stable_first())
    half = HandlerFailure(code=HandlerErrorCode.NOT_STABILIZED, message="slow", physical_id="A-half")
    run.answer("A", half)
    assert run.lines[-1] == "finish UPDATE_ROLLBACK_FAILED"
    (copy,) = memory.superseded.values()
    assert (copy.physical_id, copy.status, copy.is_half_made) == (
        "A-half",
        ResourceStatus.CREATE_FAILED,
        True,
    )
    assert copy.properties == {"Name": "old"}


def test_two_lost_resources_are_made_in_order_and_not_one_without_the_other() -> None:
    memory = lost()
    memory.live["User"] = replace(memory.live["User"], physical_id=None)
    run = back(memory, **stable_first()).play({("A", MAKE): failure("quota")})
    assert run.told("User") == ["- UPDATE_IN_PROGRESS", f"- UPDATE_FAILED {NOT_RESTORED}"]
    assert [call.logical_id for call in run.calls] == ["A"]
    assert run.told("stack")[-1] == (
        "UPDATE_ROLLBACK_FAILED The following resource(s) failed to create: [A]. "
        "The following resource(s) failed to update: [User]."
    )


def test_a_failure_to_restore_one_holds_back_no_other() -> None:
    memory = Memory(live={"A": record("A", {"Size": 2}), "B": record("B", {"Size": 2}, depends_on=("A",))})
    run = back(memory, A=record("A", {"Size": 1}), B=record("B", {"Size": 1}, depends_on=("A",)))
    run.play({("A", CHANGE): failure("no")})
    assert run.told("B") == ["B-0 UPDATE_IN_PROGRESS", "B-0 UPDATE_COMPLETE"]
    assert run.told("A") == ["A-0 UPDATE_IN_PROGRESS", "A-0 UPDATE_FAILED no"]
    assert memory.live["A"].status_reason == "no"


def test_properties_that_the_old_template_does_not_give_any_more_are_told() -> None:
    memory = lost()
    previous = Desired({"A": {"Name": "old"}, "User": {"Broken": "The parameter is gone"}})
    spec = spec_of(ROLLBACK, {}, memory, prior_status=StackStatus.UPDATE_FAILED, previous_desired=previous)
    stable = stable_first()
    targets = {name: replace(each, rollback_to=stable[name]) for name, each in spec.resources.items()}
    run = Run(replace(spec, resources=targets), memory).play()
    assert run.told("User") == ["User-0 UPDATE_IN_PROGRESS", "User-0 UPDATE_FAILED The parameter is gone"]
    assert memory.live["User"].depends_on == ("A",)


def replaced(policy: DeletionPolicy = DeletionPolicy.DELETE) -> Memory:
    """A-0 is gone, and A-newer of a type that deletes first is in its place."""
    newer = record("A", {"Name": "new"}, type_name=FIRST, physical_id="A-newer", update_replace_policy=policy)
    return Memory(live={"A": newer})


def test_what_stands_in_the_way_and_cannot_be_deleted_stays_in_doubt() -> None:
    memory = replaced()
    run = back(memory, A=record("A", {"Name": "old"}, type_name=FIRST)).play(
        {("A", REMOVE): failure("in use")}
    )
    assert run.told("A") == [
        f"A-newer UPDATE_IN_PROGRESS {REPLACEMENT}",
        "A-newer DELETE_IN_PROGRESS",
        "A-newer DELETE_FAILED in use",
        "A-newer UPDATE_FAILED in use",
    ]
    assert run.told("stack")[-1] == (
        "UPDATE_ROLLBACK_FAILED The following resource(s) failed to update: [A]."
    )
    assert memory.live["A"].status is ResourceStatus.UPDATE_FAILED
    assert memory.live["A"].attempted == ({}, {"Name": "new"})


def test_what_is_half_made_and_cannot_be_deleted_stays_half_made() -> None:
    memory = replaced()
    memory.live["A"] = replace(memory.live["A"], is_half_made=True, status=ResourceStatus.CREATE_FAILED)
    run = back(memory, A=record("A", {"Name": "old"}, type_name=FIRST)).play(
        {("A", REMOVE): failure("in use")}
    )
    assert run.told("A")[-2:] == ["A-newer DELETE_FAILED in use", "A-newer UPDATE_FAILED in use"]
    assert (memory.live["A"].is_half_made, memory.live["A"].attempted) == (True, ())
    assert run.lines[-1] == "finish UPDATE_ROLLBACK_FAILED"


def test_what_a_policy_keeps_goes_only_after_the_old_one_was_made_anew() -> None:
    memory = replaced(DeletionPolicy.RETAIN)
    run = back(memory, A=record("A", {"Name": "old"}, type_name=FIRST)).play()
    assert run.told("A") == [
        f"A-newer UPDATE_IN_PROGRESS {REPLACEMENT}",
        "A-1 UPDATE_IN_PROGRESS Resource creation Initiated",
        "A-1 UPDATE_COMPLETE",
        "A-newer DELETE_IN_PROGRESS",
        "A-newer DELETE_COMPLETE",
    ]
    assert [call.action for call in run.calls] == [MAKE, REMOVE]


def test_another_type_goes_after_the_old_one_was_made_anew() -> None:
    memory = Memory(
        live={"A": record("A", {"Name": "old"}, type_name="AWS::SNS::Topic", physical_id="topic")}
    )
    run = back(memory, A=record("A", {"Name": "old"})).play()
    assert run.told("A") == [
        f"topic UPDATE_IN_PROGRESS {REPLACEMENT}",
        "A-1 UPDATE_IN_PROGRESS Resource creation Initiated",
        "A-1 UPDATE_COMPLETE",
        "topic DELETE_IN_PROGRESS",
        "topic DELETE_COMPLETE",
    ]
    assert [(call.action, call.type_name) for call in run.calls] == [
        (MAKE, "AWS::SQS::Queue"),
        (REMOVE, "AWS::SNS::Topic"),
    ]


def test_a_resource_that_left_the_template_and_the_stack_is_made_anew() -> None:
    memory = Memory(live={"A": record("A", {"Size": 1})})
    spec = spec_of(ROLLBACK, {}, memory, prior_status=StackStatus.UPDATE_FAILED)
    stable = record("A", {"Size": 1}, metadata={"Note": "a"})
    target = replace(spec.resources["A"], prior=None, rollback_to=stable)
    run = Run(replace(spec, resources={"A": target}), Memory()).play()
    assert run.told("A") == [
        f"- UPDATE_IN_PROGRESS {REPLACEMENT}",
        "A-1 UPDATE_IN_PROGRESS Resource creation Initiated",
        "A-1 UPDATE_COMPLETE",
    ]
    assert run.memory.live["A"].metadata == {"Note": "a"}


def test_an_update_on_the_way_back_that_made_another_resource_deletes_the_one_before() -> None:
    memory = Memory(live={"A": record("A", {"Size": 2})})
    run = back(memory, A=record("A", {"Size": 1}))
    run.answer("A", HandlerInProgress(callback_context=None, delay_seconds=1.0, physical_id="A-0"))
    run.answer("A", HandlerSuccess(physical_id="A-back", is_replacement=True))
    run.play()
    assert run.told("A") == [
        "A-0 UPDATE_IN_PROGRESS",
        "A-back UPDATE_COMPLETE",
        "A-0 DELETE_IN_PROGRESS",
        "A-0 DELETE_COMPLETE",
    ]
    assert memory.live["A"].properties == {"Size": 1}
    assert (memory.live["A"].status, memory.superseded) == (ResourceStatus.UPDATE_COMPLETE, {})


def test_what_was_declared_before_is_declared_again() -> None:
    memory = Memory(
        live={
            "A": record("A", {"Size": 1}, status_reason="odd"),
            "B": record("B", {"Size": 1}, metadata={"Note": "new"}, depends_on=("A",)),
        }
    )
    stable = record(
        "B",
        {"Size": 1},
        metadata={"Note": "old"},
        deletion_policy=DeletionPolicy.RETAIN,
        update_replace_policy=DeletionPolicy.SNAPSHOT,
    )
    run = back(memory, A=memory.live["A"], B=stable)
    assert run.calls == []
    assert run.told("B") == []
    assert memory.live["B"] == replace(stable, updated_at=1000.0)
    assert memory.live["A"].updated_at == 0.0  # nothing was to be said of it


def test_attributes_of_a_restored_resource_are_those_before_and_those_just_told() -> None:
    memory = Memory(live={"A": record("A", {"Size": 2}, attributes={"Arn": "a", "Url": "new"})})
    run = back(memory, A=record("A", {"Size": 1}, attributes={"Arn": "a", "Url": "old"}))
    run.answer("A", HandlerSuccess(physical_id="A-0", attributes={"Url": "old"}))
    assert memory.live["A"].attributes == {"Arn": "a", "Url": "old"}
    assert memory.live["A"].attempted == ()


def test_as_many_calls_as_allowed_lead_back() -> None:
    names = ("A", "B", "C")
    memory = Memory(live={name: record(name, {"Size": 2}) for name in names})
    wishes = {name: Wish({"Size": 2}) for name in names}
    spec = spec_of(UPDATE, {**wishes, "Bad": Wish({"Broken": "no"})}, memory, max_concurrency=2)
    targets = {
        name: replace(each, rollback_to=record(name, {"Size": 1}) if name in names else None)
        for name, each in spec.resources.items()
    }
    run = Run(replace(spec, resources=targets), memory)
    assert [call.logical_id for call in run.waiting] == ["A", "B"]
    run.answer("A")
    assert [call.logical_id for call in run.waiting] == ["B", "C"]
    run.play()
    assert run.lines[-1] == "finish UPDATE_ROLLBACK_COMPLETE"


def test_a_copy_that_an_earlier_rollback_could_not_use_is_not_taken_back() -> None:
    # A-0 was changed to another name, so an earlier rollback made A-1, which is as wanted.
    unusable = record("A", {"Name": "other"})
    memory = Memory(
        live={"A": record("A", {"Name": "old"}, physical_id="A-1")}, superseded={("A", "A-0"): unusable}
    )
    run = back(memory, A=record("A", {"Name": "old"})).play()
    assert memory.live["A"].physical_id == "A-1"
    assert [(call.action, call.physical_id) for call in run.calls] == [(REMOVE, "A-0")]


def test_a_copy_whose_update_failed_is_taken_back_and_updated() -> None:
    old = record("A", {"Name": "old", "Size": 2})
    memory = Memory(
        live={"A": record("A", {"Name": "new"}, physical_id="A-1")}, superseded={("A", "A-0"): old}
    )
    run = back(memory, A=record("A", {"Name": "old", "Size": 1})).play()
    assert [(call.action, call.physical_id) for call in run.calls] == [(CHANGE, "A-0"), (REMOVE, "A-1")]
    assert (memory.live["A"].physical_id, memory.superseded) == ("A-0", {})


def test_a_cancel_while_it_goes_back_changes_nothing() -> None:
    memory = Memory(live={"A": record("A", {"Size": 2})})
    run = back(memory, A=record("A", {"Size": 1}))
    assert run.give(CancelRequested()) == []

"""Updating a stack: changes in place, replacements, clean-up, failures and the way back."""

from dataclasses import replace

import pytest

from landform.deploy.messages import CancelRequested, Released
from landform.deploy.spec import DeploymentSpec
from landform.ground.handler import HandlerAction, HandlerErrorCode, HandlerFailure, HandlerSuccess
from landform.ground.statuses import DeletionPolicy, OnFailure, OperationKind, ResourceStatus, StackStatus
from tests.unit.deploy.helpers import Desired, Memory, Run, Wish, failure, record, spec_of

UPDATE = OperationKind.UPDATE
REPLACEMENT = "Requested update requires the creation of a new physical resource; hence creating one."


def remembered(*records: object, **properties: dict[str, object]) -> Memory:
    """A complete stack; properties by logical id."""
    return Memory(live={name: record(name, given) for name, given in properties.items()})  # type: ignore[arg-type]  # test data


def test_a_replaced_topic_tells_the_events_aws_recorded() -> None:
    """Fact: test_change_set_fn_get_attr.py::…::test_immutable_property_update_causes_resource_replacement."""
    memory = remembered(Topic1={"Name": "topic-name-1"}, Topic2={"DisplayName": "value"})
    wishes = {
        "Topic1": Wish({"Name": "updated-topic-name-1"}),
        "Topic2": Wish({"DisplayName": "new_value"}, after=("Topic1",)),
    }
    run = Run(spec_of(UPDATE, wishes, memory), memory).play()
    assert run.told("Topic1") == [
        f"Topic1-0 UPDATE_IN_PROGRESS {REPLACEMENT}",
        "Topic1-1 UPDATE_IN_PROGRESS Resource creation Initiated",
        "Topic1-1 UPDATE_COMPLETE",
        "Topic1-0 DELETE_IN_PROGRESS",
        "Topic1-0 DELETE_COMPLETE",
    ]
    assert run.told("Topic2") == ["Topic2-0 UPDATE_IN_PROGRESS", "Topic2-0 UPDATE_COMPLETE"]
    assert run.told("stack") == [
        "UPDATE_IN_PROGRESS User Initiated",
        "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
        "UPDATE_COMPLETE",
    ]
    assert (memory.live["Topic1"].physical_id, memory.superseded) == ("Topic1-1", {})


NOT_UPDATABLE = failure("No.", HandlerErrorCode.NOT_UPDATABLE)


def test_what_the_provider_cannot_change_is_replaced_where_the_type_promises_it() -> None:
    memory = remembered(A={"Mode": "a"}, B={"X": "y"})
    wishes = {"A": Wish({"Mode": "b"}), "B": Wish({"X": "@A"}, after=("A",))}
    run = Run(spec_of(UPDATE, wishes, memory), memory).play({("A", HandlerAction.UPDATE): NOT_UPDATABLE})
    assert run.told("A") == [
        "A-0 UPDATE_IN_PROGRESS",
        f"A-0 UPDATE_IN_PROGRESS {REPLACEMENT}",
        "A-1 UPDATE_IN_PROGRESS Resource creation Initiated",
        "A-1 UPDATE_COMPLETE",
        "A-0 DELETE_IN_PROGRESS",
        "A-0 DELETE_COMPLETE",
    ]
    assert run.lines[-1] == "finish UPDATE_COMPLETE"
    made = memory.live["A"]
    assert (made.physical_id, made.properties, made.attempted) == ("A-1", {"Mode": "b"}, ())
    assert memory.live["B"].properties == {"X": "A-1"}
    assert memory.superseded == {}


def test_a_replacement_that_followed_a_refused_update_is_undone() -> None:
    memory = remembered(A={"Mode": "a"}, B={"X": "y"})
    wishes = {"A": Wish({"Mode": "b"}), "B": Wish({"X": "@A"}, after=("A",))}
    script = {("A", HandlerAction.UPDATE): NOT_UPDATABLE, ("B", HandlerAction.UPDATE): failure("no")}
    run = Run(spec_of(UPDATE, wishes, memory), memory)
    for name in ("A", "A", "B"):
        run.answer(name, script.pop((name, run.waiting[0].action), None))
    run.play()
    assert run.lines[-1] == "finish UPDATE_ROLLBACK_COMPLETE"
    assert (memory.live["A"].physical_id, memory.live["A"].properties) == ("A-0", {"Mode": "a"})
    assert memory.live["A"].attempted == ()
    asked = [(call.action, call.physical_id) for call in run.calls if call.logical_id == "A"]
    assert asked == [
        (HandlerAction.UPDATE, "A-0"),
        (HandlerAction.CREATE, None),
        (HandlerAction.DELETE, "A-1"),
    ]


def test_a_refused_update_fails_where_nothing_promises_a_replacement() -> None:
    memory = remembered(A={"Size": 1})
    run = Run(spec_of(UPDATE, {"A": Wish({"Size": 2})}, memory), memory)
    run.answer("A", NOT_UPDATABLE)
    assert run.told("A")[:2] == ["A-0 UPDATE_IN_PROGRESS", "A-0 UPDATE_FAILED No."]


CUSTOM = (
    "CloudFormation cannot update a stack when a custom-named resource requires replacing. "
    "Rename mine and update the stack again."
)


def test_a_resource_with_a_name_of_the_user_s_is_not_replaced() -> None:
    memory = remembered(A={"Name": "a", "Custom": "mine"})
    run = Run(spec_of(UPDATE, {"A": Wish({"Name": "b", "Custom": "mine"})}, memory), memory).play()
    assert run.told("A")[0] == f"A-0 UPDATE_FAILED {CUSTOM}"
    assert run.lines[-1] == "finish UPDATE_ROLLBACK_COMPLETE"
    assert run.calls == []


def test_nor_is_it_where_the_provider_only_says_that_it_would_have_to_be() -> None:
    memory = remembered(A={"Mode": "a", "Custom": "mine"})
    run = Run(spec_of(UPDATE, {"A": Wish({"Mode": "b", "Custom": "mine"})}, memory), memory)
    run.answer("A", NOT_UPDATABLE)
    assert run.told("A")[:2] == ["A-0 UPDATE_IN_PROGRESS", f"A-0 UPDATE_FAILED {CUSTOM}"]


def test_a_renamed_resource_is_replaced_whatever_its_name_was() -> None:
    memory = remembered(A={"Name": "a", "Custom": "mine"})
    run = Run(spec_of(UPDATE, {"A": Wish({"Name": "b", "Custom": "yours"})}, memory), memory).play()
    assert run.lines[-1] == "finish UPDATE_COMPLETE"


def test_what_is_deleted_first_leaves_its_name_free() -> None:
    memory = Memory(live={"A": record("A", {"Name": "a", "Custom": "mine"}, type_name="T::First")})
    wish = Wish({"Name": "b", "Custom": "mine"}, type_name="T::First")
    run = Run(spec_of(UPDATE, {"A": wish}, memory), memory).play()
    assert run.lines[-1] == "finish UPDATE_COMPLETE"


def test_a_stack_policy_may_deny_the_replacement_that_a_refused_update_needs() -> None:
    class Rules:
        def denial(self, logical_id: str, type_name: str, action: str) -> str | None:
            return "Action denied by stack policy" if action == "Update:Replace" else None

    memory = remembered(A={"Mode": "a"})
    run = Run(spec_of(UPDATE, {"A": Wish({"Mode": "b"})}, memory, rules=Rules()), memory)
    run.answer("A", NOT_UPDATABLE)
    assert run.told("A")[1] == "A-0 UPDATE_FAILED Action denied by stack policy"


def test_an_update_that_is_refused_after_the_operation_turned_back_just_ends() -> None:
    memory = remembered(A={"Mode": "a"})
    run = Run(spec_of(UPDATE, {"A": Wish({"Mode": "b"})}, memory), memory)
    run.give(CancelRequested())
    run.answer("A", NOT_UPDATABLE)
    run.play()
    assert run.lines[-1] == "finish UPDATE_ROLLBACK_COMPLETE"
    assert [call.action for call in run.calls if call.action is HandlerAction.CREATE] == []


def test_what_does_not_change_is_not_told() -> None:
    memory = remembered(A={"Size": 1})
    run = Run(spec_of(UPDATE, {"A": Wish({"Size": 1})}, memory), memory)
    assert run.told("A") == []
    assert run.calls == []
    assert run.lines[-1] == "finish UPDATE_COMPLETE"


def test_policies_change_without_an_event() -> None:
    memory = remembered(A={"Size": 1})
    wishes = {"A": Wish({"Size": 1}, deletion_policy=DeletionPolicy.RETAIN)}
    run = Run(spec_of(UPDATE, wishes, memory), memory)
    assert memory.live["A"].deletion_policy is DeletionPolicy.RETAIN
    assert run.told("A") == []


def test_a_removed_resource_is_deleted_in_the_clean_up() -> None:
    memory = remembered(A={"Size": 1}, Old={"Size": 2})
    run = Run(spec_of(UPDATE, {"A": Wish({"Size": 2})}, memory), memory).play()
    assert run.lines[3:] == [
        "stack UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
        "Old Old-0 DELETE_IN_PROGRESS",
        "Old Old-0 DELETE_COMPLETE",
        "stack UPDATE_COMPLETE",
        "finish UPDATE_COMPLETE",
    ]


def test_a_retained_old_copy_is_skipped_after_a_replacement() -> None:
    """Fact: engine/test_update_policy.py::test_update_replace_policy_retain."""
    memory = remembered(MyParameter={"Name": "param-fe430ac7"})
    retain = DeletionPolicy.RETAIN
    wishes = {"MyParameter": Wish({"Name": "param-14aa098c"}, update_replace_policy=retain)}
    run = Run(spec_of(UPDATE, wishes, memory), memory).play()
    assert run.told("MyParameter")[-2:] == ["MyParameter-1 UPDATE_COMPLETE", "MyParameter-0 DELETE_SKIPPED"]
    assert all(call.action is not HandlerAction.DELETE for call in run.calls)


def test_another_type_under_the_same_name_is_a_replacement() -> None:
    memory = remembered(A={"Size": 1})
    run = Run(spec_of(UPDATE, {"A": Wish({"Size": 1}, type_name="AWS::SNS::Topic")}, memory), memory).play()
    assert [(call.action, call.type_name) for call in run.calls] == [
        (HandlerAction.CREATE, "AWS::SNS::Topic"),
        (HandlerAction.DELETE, "AWS::SQS::Queue"),
    ]


def test_a_clean_up_gives_up_after_three_tries() -> None:
    memory = remembered(Old={"Size": 1})
    run = Run(spec_of(UPDATE, {}, memory), memory).play({("Old", HandlerAction.DELETE): failure("not empty")})
    assert len(run.calls) == 3
    assert len({call.token for call in run.calls}) == 3
    assert run.told("Old") == ["Old-0 DELETE_IN_PROGRESS", "Old-0 DELETE_FAILED not empty"]
    assert run.told("stack")[-1] == (
        "UPDATE_COMPLETE Update successful. One or more resources could not be deleted."
    )
    assert memory.live == {}


def test_a_failed_update_restores_the_previous_queue() -> None:
    #   Queue <- Reader
    memory = remembered(Queue={"Size": 1}, Reader={"Size": 1})
    wishes = {"Queue": Wish({"Size": 2}), "Reader": Wish({"Size": 2}, after=("Queue",))}
    run = Run(spec_of(UPDATE, wishes, memory), memory)
    run.answer("Queue")
    run.answer("Reader", failure("too large"))
    run.play()
    assert run.lines[4:] == [
        "Reader Reader-0 UPDATE_FAILED too large",
        "stack UPDATE_ROLLBACK_IN_PROGRESS The following resource(s) failed to update: [Reader].",
        "Queue Queue-0 UPDATE_IN_PROGRESS",
        "Reader Reader-0 UPDATE_IN_PROGRESS",
        "Queue Queue-0 UPDATE_COMPLETE",
        "Reader Reader-0 UPDATE_COMPLETE",
        "stack UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
        "stack UPDATE_ROLLBACK_COMPLETE",
        "finish UPDATE_ROLLBACK_COMPLETE",
    ]
    assert run.calls[2].desired == {"Size": 1}
    assert run.calls[2].previous == {"Size": 2}
    assert memory.live["Queue"].properties == {"Size": 1}


def test_a_failed_update_takes_the_old_copy_back_and_deletes_the_new_one() -> None:
    memory = remembered(A={"Name": "old"})
    wishes = {"A": Wish({"Name": "new"}), "Bad": Wish({}, after=("A",))}
    run = Run(spec_of(UPDATE, wishes, memory), memory).play({("Bad", HandlerAction.CREATE): failure("no")})
    assert run.lines[4:] == [
        "Bad - CREATE_IN_PROGRESS",
        "Bad - CREATE_FAILED no",
        "stack UPDATE_ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [Bad].",
        "A A-0 UPDATE_COMPLETE",
        "stack UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
        "Bad - DELETE_COMPLETE",
        "A A-1 DELETE_IN_PROGRESS",
        "A A-1 DELETE_COMPLETE",
        "stack UPDATE_ROLLBACK_COMPLETE",
        "finish UPDATE_ROLLBACK_COMPLETE",
    ]
    assert memory.live["A"].physical_id == "A-0"
    assert (set(memory.live), memory.superseded) == ({"A"}, {})


def test_a_resource_that_cannot_be_restored_leaves_the_rollback_failed() -> None:
    memory = remembered(A={"Size": 1})
    spec = spec_of(UPDATE, {"A": Wish({"Size": 2})}, memory)
    run = Run(spec, memory).play({("A", HandlerAction.UPDATE): failure("no")})
    assert run.lines[-2:] == [
        "stack UPDATE_ROLLBACK_FAILED The following resource(s) failed to update: [A].",
        "finish UPDATE_ROLLBACK_FAILED",
    ]
    assert memory.live["A"].status is ResourceStatus.UPDATE_FAILED


def test_not_updatable_is_a_failure_and_never_a_silent_replacement() -> None:
    memory = remembered(A={"Size": 1})
    run = Run(spec_of(UPDATE, {"A": Wish({"Size": 2})}, memory), memory)
    run.answer("A", HandlerFailure(code=HandlerErrorCode.NOT_UPDATABLE, message="Size cannot change"))
    assert run.told("A")[1] == "A-0 UPDATE_FAILED Size cannot change"
    assert run.told("stack")[-1].startswith("UPDATE_ROLLBACK_IN_PROGRESS")


def test_a_cancelled_update_rolls_back_at_the_users_wish() -> None:
    memory = remembered(EcsService={"Size": 1}, Other={"Size": 1})
    wishes = {"EcsService": Wish({"Size": 2}), "Other": Wish({"Size": 2}, after=("EcsService",))}
    run = Run(spec_of(UPDATE, wishes, memory), memory)
    run.give(CancelRequested())
    assert run.lines[2:] == [
        "EcsService EcsService-0 UPDATE_FAILED Resource update cancelled",
        "stack UPDATE_ROLLBACK_IN_PROGRESS User Initiated",
    ]
    run.play()
    assert run.told("Other") == []
    assert run.told("EcsService")[2:] == ["EcsService-0 UPDATE_IN_PROGRESS", "EcsService-0 UPDATE_COMPLETE"]
    assert memory.live["EcsService"].properties == {"Size": 1}


def test_a_second_cancel_does_nothing() -> None:
    memory = remembered(A={"Size": 1})
    run = Run(spec_of(UPDATE, {"A": Wish({"Size": 2})}, memory), memory)
    run.give(CancelRequested())
    assert run.give(CancelRequested()) == []


def first_spec(memory: Memory, **more: object) -> DeploymentSpec:
    """A replacement that deletes first, and a user of the replaced resource that fails."""
    wishes = {
        "A": Wish({"Name": "new"}, type_name="Test::First"),
        "User": Wish({"Source": "@A", "Size": 2}, after=("A",)),
        "Bad": Wish({}, after=("User",)),
    }
    return spec_of(UPDATE, wishes, memory, **more)


def first_memory() -> Memory:
    return Memory(
        live={
            "A": record("A", {"Name": "old"}, type_name="Test::First"),
            "User": record("User", {"Source": "A-0", "Size": 1}, depends_on=("A",)),
        }
    )


def test_a_delete_first_replacement_is_made_anew_by_the_rollback_and_its_users_follow() -> None:
    memory = first_memory()
    previous = Desired({"A": {"Name": "old"}, "User": {"Source": "@A", "Size": 1}})
    spec = first_spec(memory, previous_desired=previous)
    run = Run(spec, memory).play({("Bad", HandlerAction.CREATE): failure("no")})
    assert run.told("A") == [
        f"A-0 UPDATE_IN_PROGRESS {REPLACEMENT}",
        "A-0 DELETE_IN_PROGRESS",
        "A-0 DELETE_COMPLETE",
        "A-1 UPDATE_IN_PROGRESS Resource creation Initiated",
        "A-1 UPDATE_COMPLETE",
        f"A-1 UPDATE_IN_PROGRESS {REPLACEMENT}",
        "A-1 DELETE_IN_PROGRESS",
        "A-1 DELETE_COMPLETE",
        "A-2 UPDATE_IN_PROGRESS Resource creation Initiated",
        "A-2 UPDATE_COMPLETE",
    ]
    assert memory.live["User"].properties == {"Source": "A-2", "Size": 1}
    assert run.lines[-1] == "finish UPDATE_ROLLBACK_COMPLETE"


def test_without_the_previous_template_users_get_their_recorded_properties() -> None:
    memory = first_memory()
    run = Run(first_spec(memory), memory).play({("Bad", HandlerAction.CREATE): failure("no")})
    assert memory.live["User"].properties == {"Source": "A-0", "Size": 1}
    assert run.lines[-1] == "finish UPDATE_ROLLBACK_COMPLETE"


def test_a_policy_that_keeps_the_old_one_makes_the_new_one_first() -> None:
    memory = first_memory()
    snapshot = DeletionPolicy.SNAPSHOT
    wishes = {"A": Wish({"Name": "new"}, type_name="Test::First", update_replace_policy=snapshot)}
    run = Run(spec_of(UPDATE, wishes, memory), memory)
    assert [call.action for call in run.calls] == [HandlerAction.CREATE]


@pytest.mark.parametrize("follow", [OperationKind.ROLLBACK, OperationKind.UPDATE])
def test_a_failure_that_was_kept_is_left_by_rollback_or_by_another_update(follow: OperationKind) -> None:
    memory = remembered(A={"Name": "old"})
    stable = memory.live["A"]
    wishes = {"A": Wish({"Name": "new"}), "Bad": Wish({}, after=("A",))}
    kept = spec_of(UPDATE, wishes, memory, on_failure=OnFailure.DO_NOTHING)
    run = Run(kept, memory).play({("Bad", HandlerAction.CREATE): failure("no")})
    assert run.lines[-2] == "stack UPDATE_FAILED The following resource(s) failed to create: [Bad]."
    assert set(memory.superseded) == {("A", "A-0")}

    spec = spec_of(
        follow,
        wishes if follow is UPDATE else {},
        memory,
        operation_id="op-2",
        prior_status=StackStatus.UPDATE_FAILED,
    )
    targets = {
        name: replace(target, rollback_to=stable if name == "A" else None)
        for name, target in spec.resources.items()
    }
    second = Run(replace(spec, resources=targets), memory).play()
    assert memory.superseded == {}
    if follow is UPDATE:
        assert second.lines[-1] == "finish UPDATE_COMPLETE"
        assert memory.live["A"].properties == {"Name": "new"}
    else:
        assert second.told("stack")[0] == "UPDATE_ROLLBACK_IN_PROGRESS User Initiated"
        assert second.lines[-1] == "finish UPDATE_ROLLBACK_COMPLETE"
        assert second.told("A") == ["A-0 UPDATE_COMPLETE", "A-1 DELETE_IN_PROGRESS", "A-1 DELETE_COMPLETE"]
        assert set(memory.live) == {"A"}
        assert memory.live["A"].physical_id == "A-0"
        assert memory.live["A"].properties == {"Name": "old"}


def test_what_an_earlier_failed_create_left_is_scrapped_before_it_is_created_again() -> None:
    failed = replace(
        record("A", {}, physical_id="a-half", status=ResourceStatus.CREATE_FAILED), is_half_made=True
    )
    memory = Memory(live={"A": failed})
    run = Run(spec_of(UPDATE, {"A": Wish({"Size": 1})}, memory), memory).play()
    assert run.told("A") == [
        "a-half DELETE_IN_PROGRESS",
        "a-half DELETE_COMPLETE",
        "- CREATE_IN_PROGRESS",
        "A-1 CREATE_IN_PROGRESS Resource creation Initiated",
        "A-1 CREATE_COMPLETE",
    ]


def test_a_resource_whose_update_failed_is_updated_even_if_nothing_changes() -> None:
    failed = record("A", {"Size": 1}, status=ResourceStatus.UPDATE_FAILED)
    memory = Memory(live={"A": replace(failed, attempted=({"Size": 2},))})
    run = Run(spec_of(UPDATE, {"A": Wish({"Size": 1})}, memory), memory).play()
    assert run.told("A") == ["A-0 UPDATE_IN_PROGRESS", "A-0 UPDATE_COMPLETE"]
    (call,) = run.calls
    assert (call.desired, call.previous, call.also_possible) == ({"Size": 1}, {"Size": 2}, ({"Size": 1},))
    assert memory.live["A"].attempted == ()


def test_an_update_that_made_another_resource_deletes_the_old_one_in_the_clean_up() -> None:
    memory = remembered(A={"Size": 1})
    run = Run(spec_of(UPDATE, {"A": Wish({"Size": 2})}, memory), memory)
    run.answer("A", HandlerSuccess(physical_id="A-other", is_replacement=True))
    run.play()
    assert run.told("A") == [
        "A-0 UPDATE_IN_PROGRESS",
        "A-other UPDATE_COMPLETE",
        "A-0 DELETE_IN_PROGRESS",
        "A-0 DELETE_COMPLETE",
    ]
    assert (memory.live["A"].physical_id, memory.superseded) == ("A-other", {})


class Denying:
    """A stack policy that allows nothing."""

    def denial(self, logical_id: str, type_name: str, action: str) -> str | None:
        return f"{action} of {logical_id} denied"


@pytest.mark.parametrize(
    ("wanted", "action"),
    [({"Name": "a", "Size": 2}, "Update:Modify"), ({"Name": "b"}, "Update:Replace"), (None, "Update:Delete")],
)
def test_what_the_stack_policy_denies_fails_without_a_call(wanted: dict | None, action: str) -> None:
    before = Memory(live={"Q": record("Q", {"Name": "a", "Size": 1})})
    wishes = {} if wanted is None else {"Q": Wish(wanted)}
    run = Run(spec_of(OperationKind.UPDATE, wishes, before, rules=Denying()), before).play()
    assert run.calls == []
    assert run.told("Q") == [f"Q-0 UPDATE_FAILED {action} of Q denied", "Q-0 UPDATE_COMPLETE"]
    assert run.told("stack")[-1] == "UPDATE_ROLLBACK_COMPLETE"


def held(before: Memory) -> Run:
    """An update of a nested stack that replaced its queue, and whose parent has not decided."""
    run = Run(spec_of(UPDATE, {"Q": Wish({"Name": "b"})}, before, is_held=True), before).play()
    assert run.told("stack")[-1] == "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"
    assert run.deployment.is_held
    return run


def test_a_held_update_deletes_nothing_before_it_is_released() -> None:
    run = held(Memory(live={"Q": record("Q", {"Name": "a"})}))
    assert [call.action for call in run.calls] == [HandlerAction.CREATE]
    run.give(Released())
    run.play()
    assert run.told("stack")[-1] == "UPDATE_COMPLETE"
    assert [call.action for call in run.calls] == [HandlerAction.CREATE, HandlerAction.DELETE]


def test_a_held_update_goes_back_to_what_was_there_before() -> None:
    run = held(Memory(live={"Q": record("Q", {"Name": "a"})}))
    run.give(CancelRequested())
    run.give(Released())
    run.play()
    assert run.told("stack")[2:] == [
        "UPDATE_ROLLBACK_IN_PROGRESS User Initiated",
        "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
        "UPDATE_ROLLBACK_COMPLETE",
    ]
    assert run.memory.live["Q"].physical_id == "Q-0"


def test_nothing_but_a_held_update_can_be_released() -> None:
    run = Run(spec_of(UPDATE, {"Q": Wish({"Name": "b"})}, Memory()))
    assert run.give(Released()) == []


HELD = "AWS::Test::Held"


def test_a_held_resource_is_settled_when_the_update_is_done() -> None:
    before = Memory(live={"Q": record("Q", {"Size": 1}, type_name=HELD)})
    run = Run(spec_of(UPDATE, {"Q": Wish({"Size": 2}, type_name=HELD)}, before), before)
    run.answer("Q")
    assert [call.action for call in run.calls] == [HandlerAction.UPDATE, HandlerAction.SETTLE]
    assert run.told("stack")[-1] == "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"
    run.answer("Q", failure("it is gone"))
    assert run.told("stack")[-1] == "UPDATE_COMPLETE"
    assert run.told("Q") == ["Q-0 UPDATE_IN_PROGRESS", "Q-0 UPDATE_COMPLETE"]


def test_what_changed_behind_the_same_properties_is_updated_and_taken_back() -> None:
    before = Memory(live={"Q": record("Q", {"Size": 1})})
    wishes = {"Q": Wish({"Size": 1}), "Broken": Wish({"Broken": "no"}, after=("Q",))}
    spec = spec_of(UPDATE, wishes, before)
    edited = replace(spec.resources["Q"], is_edited=True)
    run = Run(replace(spec, resources={**spec.resources, "Q": edited}), before).play()
    assert [call.action for call in run.calls] == [HandlerAction.UPDATE, HandlerAction.UPDATE]
    assert run.told("stack")[-1] == "UPDATE_ROLLBACK_COMPLETE"

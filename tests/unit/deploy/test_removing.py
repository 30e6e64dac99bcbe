"""Deleting copies: which goes first, how often it is tried, and what the stack remembers."""

from dataclasses import replace

import pytest

from landform.ground.handler import HandlerAction, HandlerInProgress, HandlerSuccess
from landform.ground.records import ResourceRecord
from landform.ground.statuses import DeletionPolicy, OperationKind, ResourceStatus
from tests.unit.deploy.helpers import Memory, Run, Types, Wish, failure, record, spec_of

DELETE, UPDATE = OperationKind.DELETE, OperationKind.UPDATE
REMOVE = HandlerAction.DELETE


def memory_of(*live: ResourceRecord, superseded: tuple[ResourceRecord, ...] = ()) -> Memory:
    return Memory(
        live={each.logical_id: each for each in live},
        superseded={(each.logical_id, each.physical_id or ""): each for each in superseded},
    )


def test_a_deletion_says_all_that_is_known_of_the_resource() -> None:
    memory = memory_of(replace(record("A", {"Size": 1}), attempted=({"Size": 2},), status_reason="odd"))
    run = Run(spec_of(DELETE, {}, memory), memory)
    (call,) = run.calls
    assert (call.action, call.logical_id, call.type_name, call.physical_id) == (
        REMOVE,
        "A",
        "AWS::SQS::Queue",
        "A-0",
    )
    assert (call.desired, call.previous, call.also_possible) == ({}, {"Size": 2}, ({"Size": 1},))
    assert (call.call_number, call.not_before) == (1, 0.0)
    assert memory.live["A"].status is ResourceStatus.DELETE_IN_PROGRESS
    assert memory.live["A"].status_reason is None


def test_a_deletion_in_progress_is_asked_about_again() -> None:
    memory = memory_of(record("A", {}))
    run = Run(spec_of(DELETE, {}, memory), memory)
    run.answer("A", HandlerInProgress(callback_context={"step": 1}, delay_seconds=3.0, physical_id="A-0"))
    assert (run.waiting[0].callback_context, run.waiting[0].not_before) == ({"step": 1}, 1003.0)
    run.play()
    assert run.told("A") == ["A-0 DELETE_IN_PROGRESS", "A-0 DELETE_COMPLETE"]


def test_a_failed_deletion_leaves_its_reason_and_that_anything_may_be_gone() -> None:
    memory = memory_of(record("A", {"Size": 1}), record("B", {}))
    run = Run(spec_of(DELETE, {}, memory), memory).play({("A", REMOVE): failure("in use")})
    kept = memory.live["A"]
    assert (kept.status, kept.status_reason) == (ResourceStatus.DELETE_FAILED, "in use")
    assert kept.attempted == ({}, {"Size": 1})
    assert set(memory.live) == {"A"}
    assert len(run.calls) == 2  # only a clean-up tries again


def test_a_failed_deletion_of_an_old_copy_keeps_the_copy() -> None:
    old = record("A", {}, physical_id="A-old")
    memory = memory_of(record("A", {}), superseded=(old,))
    run = Run(spec_of(DELETE, {}, memory), memory)
    run.answer("A", failure("in use"))
    run.play()
    assert run.told("A")[:3] == [
        "A-old DELETE_IN_PROGRESS",
        "A-0 DELETE_IN_PROGRESS",
        "A-old DELETE_FAILED in use",
    ]
    assert memory.superseded == {("A", "A-old"): old}
    assert memory.live == {}
    assert run.told("stack")[-1] == "DELETE_FAILED The following resource(s) failed to delete: [A]."


def test_a_clean_up_waits_five_seconds_before_it_tries_again_and_may_then_succeed() -> None:
    memory = memory_of(record("Old", {}))
    run = Run(spec_of(UPDATE, {}, memory), memory)
    run.now = 1010.0
    run.answer("Old", failure("not empty"))
    assert [call.not_before for call in run.calls] == [0.0, 1015.0]
    run.play()
    assert run.told("Old") == ["Old-0 DELETE_IN_PROGRESS", "Old-0 DELETE_COMPLETE"]
    assert run.told("stack")[-1] == "UPDATE_COMPLETE"


def test_what_a_clean_up_gives_up_does_not_keep_what_it_depends_on() -> None:
    #   Base <- Top
    memory = memory_of(record("Base", {}), record("Top", {}, depends_on=("Base",)))
    run = Run(spec_of(UPDATE, {}, memory), memory).play({("Top", REMOVE): failure("in use")})
    assert run.told("Base") == ["Base-0 DELETE_IN_PROGRESS", "Base-0 DELETE_COMPLETE"]
    assert memory.live == {}


def test_the_clean_up_of_a_rollback_gives_up_as_well_and_says_so() -> None:
    memory = memory_of(record("A", {"Size": 1}))
    wishes = {"New": Wish({}), "A": Wish({"Size": 2}, after=("New",))}
    script = {("A", HandlerAction.UPDATE): failure("no"), ("New", REMOVE): failure("in use")}
    run = Run(spec_of(UPDATE, wishes, memory), memory)
    run.answer("New")
    run.answer("A", failure("no"))
    run.answer("A")
    run.play({("New", REMOVE): script["New", REMOVE]})
    assert run.told("stack")[-1] == ("UPDATE_ROLLBACK_COMPLETE One or more resources could not be deleted.")
    assert [call.action for call in run.calls if call.logical_id == "New"] == [
        HandlerAction.CREATE,
        REMOVE,
        REMOVE,
        REMOVE,
    ]
    assert set(memory.live) == {"A"}


def test_a_snapshot_that_cannot_be_made_says_why() -> None:
    memory = memory_of(record("Queue", {}, deletion_policy=DeletionPolicy.SNAPSHOT))
    run = Run(spec_of(DELETE, {}, memory), memory)
    assert run.told("Queue") == [
        "Queue-0 DELETE_FAILED The policy asks for a snapshot, but this resource type cannot make one, "
        "so the resource was not deleted."
    ]
    assert run.told("stack")[-1] == ("DELETE_FAILED The following resource(s) failed to delete: [Queue].")


def test_a_replaced_resource_is_snapshotted_where_its_update_replace_policy_says_so() -> None:
    memory = memory_of(record("Disk", {"Name": "a"}, deletion_policy=DeletionPolicy.RETAIN))
    wish = Wish(
        {"Name": "b"},
        deletion_policy=DeletionPolicy.RETAIN,
        update_replace_policy=DeletionPolicy.SNAPSHOT,
    )
    run = Run(spec_of(UPDATE, {"Disk": wish}, memory, types=Types(snapshots=True)), memory).play()
    assert [(call.action, call.physical_id) for call in run.calls] == [
        (HandlerAction.CREATE, None),
        (HandlerAction.SNAPSHOT_AND_DELETE, "Disk-0"),
    ]


def test_a_skipped_resource_lets_go_what_it_depends_on() -> None:
    top = record("Top", {}, depends_on=("Base",), deletion_policy=DeletionPolicy.RETAIN)
    memory = memory_of(record("Base", {}), top)
    run = Run(spec_of(DELETE, {}, memory), memory).play()
    assert run.lines[1:4] == [
        "Top Top-0 DELETE_SKIPPED",
        "Base Base-0 DELETE_IN_PROGRESS",
        "Base Base-0 DELETE_COMPLETE",
    ]
    assert memory.live == {}


def test_what_is_retained_by_the_user_is_left_in_a_deletion_alone() -> None:
    memory = memory_of(record("Old", {}))
    run = Run(spec_of(UPDATE, {}, memory, retain_resources=frozenset({"Old"})), memory).play()
    assert run.told("Old") == ["Old-0 DELETE_IN_PROGRESS", "Old-0 DELETE_COMPLETE"]


def test_nothing_waits_for_what_is_half_made() -> None:
    #   Half <- User by the record, but User never had it
    half = replace(record("Half", {}, status=ResourceStatus.CREATE_FAILED), is_half_made=True)
    memory = memory_of(half, record("User", {}, depends_on=("Half",)))
    run = Run(spec_of(DELETE, {}, memory), memory)
    assert [call.logical_id for call in run.calls] == ["Half", "User"]


def test_a_resource_that_depends_on_itself_by_its_record_is_deleted() -> None:
    memory = memory_of(record("A", {}, depends_on=("A",)))
    run = Run(spec_of(DELETE, {}, memory), memory).play()
    assert run.lines[-1] == "finish DELETE_COMPLETE"


@pytest.mark.parametrize(
    ("properties", "attributes"),
    [
        pytest.param({"Source": "Base-0"}, {}, id="by Ref"),
        pytest.param({"Source": "https://Base-0/x"}, {}, id="inside a text"),
        pytest.param({"Sources": ["other", "Base-0"]}, {}, id="in a list"),
        pytest.param({"Source": {"Deep": {"Id": "Base-0"}}}, {}, id="in a map"),
        pytest.param({"Source": "arn:base"}, {"Arn": "arn:base"}, id="by an attribute"),
    ],
)
def test_a_circle_of_records_is_opened_where_no_value_names_the_other(
    properties: dict[str, object], attributes: dict[str, str]
) -> None:
    #   Base <- User by its values, User <- Base by declaration alone
    base = record("Base", {"Count": 3, "Empty": None}, depends_on=("User",), attributes=attributes)
    user = record("User", properties, depends_on=("Base",))
    memory = memory_of(base, user)
    run = Run(spec_of(DELETE, {}, memory), memory).play()
    assert [call.logical_id for call in run.calls] == ["User", "Base"]


def test_an_empty_attribute_names_nothing() -> None:
    #   by declaration each depends on the other, and only Base names User
    base = record("Base", {"Source": "User-0"}, depends_on=("User",), attributes={"Url": "", "Count": 1})
    user = record("User", {"Text": "any"}, depends_on=("Base",))
    memory = memory_of(user, base)
    run = Run(spec_of(DELETE, {}, memory), memory).play()
    assert [call.logical_id for call in run.calls] == ["Base", "User"]


def test_a_declaration_between_live_ones_counts_more_than_a_failed_update() -> None:
    #   Left's failed update may or may not use Right; Right declares that it depends on Left
    left = replace(record("Left", {"Size": 1}, depends_on=("Right",)), attempted=({"Size": 2},))
    right = record("Right", {}, depends_on=("Left",))
    for live in ((left, right), (right, left)):
        memory = memory_of(*live)
        run = Run(spec_of(DELETE, {}, memory), memory).play()
        assert [call.logical_id for call in run.calls] == ["Right", "Left"]


def test_values_that_name_another_copy_make_a_wait_for_this_one_needless() -> None:
    #   Base-0 and Base-1 both "depend on" User by its id, and User names Base-1 only
    base = record("Base", {}, depends_on=("User",))
    newer = record("Base", {}, physical_id="Base-1", depends_on=("User",))
    user = record("User", {"Source": "Base-1"}, depends_on=("Base",))
    memory = memory_of(newer, user, superseded=(base,))
    run = Run(spec_of(DELETE, {}, memory), memory)
    assert [call.physical_id for call in run.calls] == ["Base-0"]
    run.play()
    assert [call.physical_id for call in run.calls] == ["Base-0", "User-0", "Base-1"]


def test_no_more_deletions_than_allowed_are_under_way() -> None:
    memory = memory_of(*(record(name, {}) for name in ("A", "B", "C")))
    run = Run(spec_of(DELETE, {}, memory, max_concurrency=2), memory)
    assert [call.logical_id for call in run.waiting] == ["A", "B"]
    run.answer("B")
    assert [call.logical_id for call in run.waiting] == ["A", "C"]


HELD = "AWS::Test::Held"


def test_held_resources_are_settled_as_many_at_a_time_as_allowed_and_before_old_ones_go() -> None:
    live = [record(name, {"Size": 1}, type_name=HELD) for name in ("A", "B", "C")]
    memory = memory_of(*live, record("Old", {}), record("Plain", {"Size": 1}))
    wishes = {name: Wish({"Size": 1}, type_name=HELD) for name in ("A", "B", "C")}
    spec = spec_of(UPDATE, {**wishes, "Plain": Wish({"Size": 1})}, memory, max_concurrency=2)
    run = Run(spec, memory)
    settle = HandlerAction.SETTLE
    assert [(call.logical_id, call.action) for call in run.waiting] == [("A", settle), ("B", settle)]
    assert (run.calls[0].physical_id, run.calls[0].type_name, run.calls[0].previous) == (
        "A-0",
        HELD,
        {"Size": 1},
    )
    run.answer("A", HandlerInProgress(callback_context=None, delay_seconds=1.0))
    assert [call.logical_id for call in run.waiting] == ["B", "A"]
    run.answer("A", HandlerSuccess(physical_id="A-0"))
    run.answer("B")
    assert [(call.logical_id, call.action) for call in run.waiting] == [("C", settle), ("Old", REMOVE)]
    run.answer("Old")
    assert not run.deployment.is_finished
    run.answer("C")
    assert run.lines[-1] == "finish UPDATE_COMPLETE"


def test_held_resources_are_settled_after_a_rollback_but_not_in_a_deletion() -> None:
    memory = memory_of(record("A", {"Size": 1}, type_name=HELD))
    wishes = {"A": Wish({"Size": 1}, type_name=HELD), "Bad": Wish({"Broken": "no"})}
    run = Run(spec_of(UPDATE, wishes, memory), memory).play()
    assert [call.action for call in run.calls] == [HandlerAction.SETTLE]
    assert run.lines[-1] == "finish UPDATE_ROLLBACK_COMPLETE"
    deletion = Run(spec_of(DELETE, {}, memory), memory).play()
    assert [call.action for call in deletion.calls] == [REMOVE]


def test_what_was_never_made_is_not_settled() -> None:
    gone = record("A", {"Size": 1}, type_name=HELD, physical_id=None)
    memory = memory_of(replace(gone, status=ResourceStatus.CREATE_FAILED))
    run = Run(spec_of(UPDATE, {}, memory), memory)
    assert run.calls == []
    assert run.told("A") == ["- DELETE_COMPLETE"]


def test_an_imported_resource_that_cannot_be_put_back_lets_go_what_it_depends_on() -> None:
    base = replace(record("Base", {"Size": 2}), found={"Size": 1})
    top = replace(record("Top", {"Size": 2}, depends_on=("Base",)), found={"Size": 1})
    memory = memory_of(base, top)
    spec = spec_of(OperationKind.ROLLBACK, {}, memory, prior_status=None)
    targets = {name: replace(each, rollback_to=None) for name, each in spec.resources.items()}
    run = Run(replace(spec, resources=targets), memory).play({("Top", HandlerAction.UPDATE): failure("no")})
    assert run.told("Top") == ["Top-0 IMPORT_ROLLBACK_IN_PROGRESS", "Top-0 IMPORT_ROLLBACK_FAILED no"]
    assert run.told("Base") == ["Base-0 IMPORT_ROLLBACK_IN_PROGRESS", "Base-0 IMPORT_ROLLBACK_COMPLETE"]
    assert memory.live == {}

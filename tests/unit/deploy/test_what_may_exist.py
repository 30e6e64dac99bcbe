"""What a handler is told about a resource whose last update, or deletion, did not succeed."""

from dataclasses import replace

from landform.deploy.messages import CancelRequested
from landform.deploy.spec import DeploymentSpec
from landform.ground.handler import HandlerAction, HandlerSuccess
from landform.ground.records import ResourceRecord
from landform.ground.statuses import DeletionPolicy, OnFailure, OperationKind, ResourceStatus, StackStatus
from landform.ground.values import Properties
from tests.unit.deploy.helpers import Memory, Run, Wish, failure, record, spec_of

UPDATE, ROLLBACK = OperationKind.UPDATE, OperationKind.ROLLBACK
CHANGE, DELETE, CREATE = HandlerAction.UPDATE, HandlerAction.DELETE, HandlerAction.CREATE
OLD, NEW, NEWER = {"Size": 1}, {"Size": 2}, {"Size": 3}
KEEP = OnFailure.DO_NOTHING


class Deny:
    """A stack policy that denies everything."""

    def denial(self, logical_id: str, type_name: str, action: str) -> str | None:
        return "denied"


def handed(run: Run, action: HandlerAction = CHANGE) -> list[tuple[Properties, Properties, list[Properties]]]:
    """Of each call: desired, previous, and what may exist beside that."""
    calls = [call for call in run.calls if call.action is action]
    return [(call.desired, call.previous, list(call.also_possible)) for call in calls]


def kept_failure(wish: Properties, memory: Memory) -> Run:
    """An update of A that fails and is kept."""
    spec = spec_of(UPDATE, {"A": Wish(wish)}, memory, on_failure=KEEP)
    return Run(spec, memory).play({("A", CHANGE): failure("no")})


def test_a_rollback_after_a_failed_update_is_told_the_attempt() -> None:
    memory = Memory(live={"A": record("A", OLD)})
    run = Run(spec_of(UPDATE, {"A": Wish(NEW)}, memory), memory)
    run.answer("A", failure("no"))
    run.play()
    assert handed(run) == [(NEW, OLD, []), (OLD, NEW, [OLD])]
    assert (memory.live["A"].properties, memory.live["A"].attempted) == (OLD, ())


def test_a_rollback_after_a_successful_update_is_told_what_was_deployed() -> None:
    memory = Memory(live={"A": record("A", OLD)})
    run = Run(spec_of(UPDATE, {"A": Wish(NEW), "Bad": Wish({}, after=("A",))}, memory), memory)
    run.play({("Bad", CREATE): failure("no")})
    assert handed(run) == [(NEW, OLD, []), (OLD, NEW, [])]


def test_a_cancelled_update_that_fails_is_undone_from_the_attempt() -> None:
    memory = Memory(live={"A": record("A", OLD)})
    run = Run(spec_of(UPDATE, {"A": Wish(NEW)}, memory), memory)
    run.give(CancelRequested())
    run.answer("A", failure("too late"))
    run.play()
    assert handed(run) == [(NEW, OLD, []), (OLD, NEW, [OLD])]


def test_a_cancelled_update_that_succeeds_is_undone_from_what_it_made() -> None:
    memory = Memory(live={"A": record("A", OLD)})
    run = Run(spec_of(UPDATE, {"A": Wish(NEW)}, memory), memory)
    run.give(CancelRequested())
    run.play()
    assert handed(run) == [(NEW, OLD, []), (OLD, NEW, [])]


def test_a_corrected_update_is_told_every_attempt_since_the_last_success() -> None:
    memory = Memory(live={"A": record("A", OLD)})
    kept_failure(NEW, memory)
    assert memory.live["A"].models == (OLD, NEW)
    kept_failure(NEWER, memory)
    run = Run(spec_of(UPDATE, {"A": Wish(NEW)}, memory), memory).play()
    assert handed(run) == [(NEW, NEWER, [OLD, NEW])]
    assert memory.live["A"].models == (NEW,)


def test_a_failed_rollback_that_is_continued_is_told_that_the_way_back_was_tried() -> None:
    memory = Memory(live={"A": record("A", OLD)})
    Run(spec_of(UPDATE, {"A": Wish(NEW)}, memory), memory).play({("A", CHANGE): failure("no")})
    assert memory.live["A"].models == (OLD, NEW, OLD)
    spec = back_to(record("A", OLD), memory, StackStatus.UPDATE_ROLLBACK_FAILED)
    run = Run(spec, memory).play()
    assert handed(run) == [(OLD, OLD, [OLD, NEW])]
    assert memory.live["A"].models == (OLD,)


def back_to(stable: ResourceRecord, memory: Memory, status: StackStatus) -> DeploymentSpec:
    spec = spec_of(ROLLBACK, {}, memory, prior_status=status)
    targets = {name: replace(each, rollback_to=stable) for name, each in spec.resources.items()}
    return replace(spec, resources=targets)


def test_what_a_rollback_went_on_without_is_left_alone_and_stays_in_doubt() -> None:
    memory = Memory(live={"A": record("A", OLD)})
    kept_failure(NEW, memory)
    run = Run(back_to(memory.live["A"], memory, StackStatus.UPDATE_FAILED), memory).play()
    assert run.calls == []
    assert memory.live["A"].models == (OLD, NEW)


def test_a_deletion_after_a_failed_update_is_told_the_attempt() -> None:
    memory = Memory(live={"A": record("A", OLD)})
    kept_failure(NEW, memory)
    run = Run(spec_of(OperationKind.DELETE, {}, memory), memory).play()
    assert handed(run, DELETE) == [({}, NEW, [OLD])]


def test_after_a_deletion_that_failed_everything_is_sent_again() -> None:
    old = record("A", {"Name": "a"}, type_name="Test::First")
    memory = Memory(live={"A": old})
    wishes = {"A": Wish({"Name": "b"}, type_name="Test::First")}
    run = Run(spec_of(UPDATE, wishes, memory), memory).play({("A", DELETE): failure("in use")})
    assert handed(run) == [({"Name": "a"}, {"Name": "a"}, [{"Name": "a"}, {}])]


def test_a_refused_update_leaves_nothing_in_doubt() -> None:
    memory = Memory(live={"A": record("A", OLD)})
    spec = spec_of(UPDATE, {"A": Wish(NEW)}, memory, on_failure=KEEP, rules=Deny())
    run = Run(spec, memory).play()
    assert run.calls == []
    assert memory.live["A"].models == (OLD,)


def test_an_update_that_made_another_resource_left_the_old_one_as_it_was() -> None:
    memory = Memory(live={"A": record("A", OLD)})
    run = Run(spec_of(UPDATE, {"A": Wish(NEW), "Bad": Wish({}, after=("A",))}, memory), memory)
    run.answer("A", HandlerSuccess(physical_id="A-other", is_replacement=True))
    run.play({("Bad", CREATE): failure("no")})
    assert handed(run) == [(NEW, OLD, [])]
    assert (memory.live["A"].physical_id, memory.live["A"].models) == ("A-0", (OLD,))


def test_an_update_that_gives_the_resource_another_id_is_undone_under_the_id_it_gets_back() -> None:
    memory = Memory(live={"A": replace(record("A", OLD), found=OLD)})
    run = Run(spec_of(UPDATE, {"A": Wish(NEW), "Bad": Wish({}, after=("A",))}, memory), memory)
    run.answer("A", HandlerSuccess(physical_id="A-second"))
    assert (memory.live["A"].physical_id, memory.live["A"].found) == ("A-second", OLD)
    run.answer("Bad", failure("no"))
    run.answer("A", HandlerSuccess(physical_id="A-third"))
    assert run.told("stack")[-1] == "UPDATE_ROLLBACK_COMPLETE"
    assert (memory.live["A"].physical_id, memory.live["A"].found) == ("A-third", OLD)


def test_what_is_half_made_is_deleted_even_after_a_policy_kept_it_once() -> None:
    half = replace(record("A", OLD, status=ResourceStatus.CREATE_FAILED), is_half_made=True)
    memory = Memory(live={"A": replace(half, deletion_policy=DeletionPolicy.RETAIN)})
    Run(spec_of(UPDATE, {}, memory, on_failure=KEEP, rules=Deny()), memory).play()
    assert memory.live["A"].status is ResourceStatus.UPDATE_FAILED
    run = Run(spec_of(UPDATE, {}, memory, operation_id="op-2"), memory).play()
    assert run.told("A") == ["A-0 DELETE_IN_PROGRESS", "A-0 DELETE_COMPLETE"]


def test_what_a_rollback_makes_in_place_of_an_imported_resource_is_deleted_and_not_let_go() -> None:
    imported = replace(record("A", {"Name": "a"}, type_name="Test::First"), found={"Name": "found"})
    memory = Memory(live={"A": imported})
    wishes = {"A": Wish({"Name": "b"}, type_name="Test::First"), "Bad": Wish({}, after=("A",))}
    run = Run(spec_of(UPDATE, wishes, memory), memory).play({("Bad", CREATE): failure("no")})
    assert run.told("stack")[-1] == "UPDATE_ROLLBACK_COMPLETE"
    assert (memory.live["A"].physical_id, memory.live["A"].found) == ("A-2", None)

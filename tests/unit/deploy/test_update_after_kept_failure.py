"""A second update after a failure that was kept, rolled back to the state before both."""

from dataclasses import replace

from landform.deploy.messages import CancelRequested
from landform.deploy.spec import DeploymentSpec
from landform.deploy.wording import REPLACEMENT
from landform.ground.handler import HandlerAction
from landform.ground.records import ResourceRecord
from landform.ground.statuses import OperationKind, ResourceStatus
from tests.unit.deploy.helpers import Memory, Run, Wish, failure, record, spec_of

STABLE = record("A", {"Name": "old"}, type_name="Test::First")


def second_update(memory: Memory, wishes: dict[str, Wish], stable: ResourceRecord) -> DeploymentSpec:
    """An update whose rollback leads beyond the kept failure, to `stable` and nothing else."""
    spec = spec_of(OperationKind.UPDATE, wishes, memory, operation_id="op-2")
    targets = {
        name: replace(target, rollback_to=stable if name == "A" else None)
        for name, target in spec.resources.items()
    }
    return replace(spec, resources=targets)


def test_what_was_created_in_place_of_a_lost_copy_is_replaced_by_the_stable_one_in_a_rollback() -> None:
    # The kept update deleted A-0 first and left a half-made A-half.
    half_made = STABLE.anew(
        "A-half", ResourceStatus.CREATE_FAILED, properties=STABLE.properties, is_half_made=True
    )
    memory = Memory(live={"A": half_made})
    wishes = {"A": Wish({"Name": "new"}, type_name="Test::First"), "Bad": Wish({}, after=("A",))}
    run = Run(second_update(memory, wishes, STABLE), memory)
    run.play({("Bad", HandlerAction.CREATE): failure("no")})
    assert run.told("A") == [
        "A-half DELETE_IN_PROGRESS",
        "A-half DELETE_COMPLETE",
        "- CREATE_IN_PROGRESS",
        "A-1 CREATE_IN_PROGRESS Resource creation Initiated",
        "A-1 CREATE_COMPLETE",
        f"A-1 UPDATE_IN_PROGRESS {REPLACEMENT}",
        "A-1 DELETE_IN_PROGRESS",
        "A-1 DELETE_COMPLETE",
        "A-2 UPDATE_IN_PROGRESS Resource creation Initiated",
        "A-2 UPDATE_COMPLETE",
    ]
    assert (memory.live["A"].physical_id, memory.live["A"].properties) == ("A-2", {"Name": "old"})


def test_the_stable_copy_comes_back_after_the_newer_one_was_deleted_first() -> None:
    # The kept update gave A another type: A-0 is superseded, A-1 is live and of a type that deletes first.
    stable = record("A", {"Name": "old"})
    newer = record("A", {"Name": "new"}, type_name="Test::First", physical_id="A-1")
    memory = Memory(live={"A": newer}, superseded={("A", "A-0"): stable})
    wishes = {"A": Wish({"Name": "newest"}, type_name="Test::First")}
    run = Run(second_update(memory, wishes, stable), memory)
    run.give(CancelRequested())
    run.play()
    assert run.told("A") == [
        f"A-1 UPDATE_IN_PROGRESS {REPLACEMENT}",
        "A-1 DELETE_IN_PROGRESS",
        "A-1 UPDATE_FAILED Resource update cancelled",
        "A-1 DELETE_COMPLETE",
        "A-0 UPDATE_COMPLETE",
    ]
    assert run.lines[-1] == "finish UPDATE_ROLLBACK_COMPLETE"
    assert (memory.live["A"].physical_id, memory.superseded) == ("A-0", {})

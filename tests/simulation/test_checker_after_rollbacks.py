"""What the checker allows after rollbacks beyond a kept failure, and what it still does not."""

from collections import Counter
from random import Random

import pytest

from landform.deploy.messages import CallProvider, EmitEvent, SetStackStatus
from landform.ground.handler import HandlerAction, HandlerRequest, HandlerSuccess
from landform.ground.records import ResourceRecord
from landform.ground.statuses import OperationKind, ResourceStatus, StackStatus
from tests.simulation.checker import Checker, History
from tests.simulation.model import Template
from tests.simulation.world import Violation, Weather, World
from tests.unit.deploy.helpers import STACK_ID, Memory, Wish, record, spec_of

CALM = Weather(
    failing=0.0, deleting_fails=0.0, hiccups=0.0, polling=0.0, crashing=0.0, duplicates=0.0, silence=0.0
)


def made(world: World, name: str, **properties: str) -> str:
    """A physical resource that exists."""
    answer = world.cloud.handle(
        HandlerRequest(
            action=HandlerAction.CREATE,
            type_name="Pretend::Plain",
            client_token=name,
            account_id="111111111111",
            region="us-east-1",
            stack_id=STACK_ID,
            stack_name="shop",
            logical_id="A",
            physical_id=None,
            desired=dict(properties),
            previous={},
            callback_context=None,
        )
    )
    assert isinstance(answer, HandlerSuccess)
    return answer.physical_id


class Told:
    """A rolled back update that tells events about A; before it A was `stable_id`, or nothing."""

    def __init__(self, world: World, stable_id: str | None) -> None:
        live = {"A": record("A", {}, physical_id=stable_id)} if stable_id else {}
        spec = spec_of(OperationKind.UPDATE, {"A": Wish({})}, Memory(live=live))
        self.checker = Checker(world, History(), spec, Template(), Template())
        self.checker.see(SetStackStatus(status=StackStatus.UPDATE_IN_PROGRESS))

    def turn_back(self) -> None:
        self.checker.see(SetStackStatus(status=StackStatus.UPDATE_ROLLBACK_IN_PROGRESS))

    def tell(self, physical_id: str, *statuses: ResourceStatus) -> None:
        for status in statuses:
            self.checker.see(
                EmitEvent(
                    logical_id="A", physical_id=physical_id, resource_type="Pretend::Plain", status=status
                )
            )


def deleting(world: World, live: dict[str, ResourceRecord], deleted: str) -> None:
    """The checker sees the call that deletes a resource of a stack with these live records."""
    world.memory.live.update(live)
    record_of = live[deleted]
    spec = spec_of(OperationKind.DELETE, {}, Memory(live=live))
    history = History(in_service={each.physical_id or "" for each in live.values()})
    checker = Checker(world, history, spec, Template(), Template())
    checker.see(SetStackStatus(status=StackStatus.DELETE_IN_PROGRESS))
    checker.see(
        CallProvider(
            token="token",
            call_number=1,
            action=HandlerAction.DELETE,
            logical_id=deleted,
            type_name=record_of.type_name,
            physical_id=record_of.physical_id,
            desired={},
            previous={},
        )
    )


_S = ResourceStatus


@pytest.fixture
def world() -> World:
    return World(Random(1), CALM, Counter())


def test_a_copy_created_in_place_of_a_lost_one_may_be_updated_in_the_rollback(world: World) -> None:
    told = Told(world, "lost")
    created = made(world, "created")
    told.tell(created, _S.CREATE_IN_PROGRESS, _S.CREATE_COMPLETE)
    told.turn_back()
    told.tell(created, _S.UPDATE_IN_PROGRESS)


def test_a_resource_that_did_not_exist_before_must_not_be_updated_in_the_rollback(world: World) -> None:
    told = Told(world, None)
    created = made(world, "created")
    told.tell(created, _S.CREATE_IN_PROGRESS, _S.CREATE_COMPLETE)
    told.turn_back()
    with pytest.raises(Violation, match="UPDATE_IN_PROGRESS after CREATE_COMPLETE"):
        told.tell(created, _S.UPDATE_IN_PROGRESS)


def test_going_forward_a_created_resource_must_not_be_updated(world: World) -> None:
    told = Told(world, "lost")
    created = made(world, "created")
    told.tell(created, _S.CREATE_IN_PROGRESS, _S.CREATE_COMPLETE)
    with pytest.raises(Violation, match="UPDATE_IN_PROGRESS after CREATE_COMPLETE"):
        told.tell(created, _S.UPDATE_IN_PROGRESS)


def test_the_stable_copy_may_be_complete_after_another_copy_was_deleted(world: World) -> None:
    stable = made(world, "stable")
    told = Told(world, stable)
    told.turn_back()
    told.tell("another", _S.DELETE_IN_PROGRESS, _S.DELETE_COMPLETE)
    told.tell(stable, _S.UPDATE_COMPLETE)


def test_no_other_copy_may_be_complete_at_once_after_a_deletion(world: World) -> None:
    told = Told(world, made(world, "stable"))
    told.turn_back()
    told.tell("another", _S.DELETE_IN_PROGRESS, _S.DELETE_COMPLETE)
    with pytest.raises(Violation, match="UPDATE_COMPLETE after DELETE_COMPLETE"):
        told.tell(made(world, "third"), _S.UPDATE_COMPLETE)


def test_of_resources_that_use_each_other_either_may_be_deleted_first(world: World) -> None:
    left, right = made(world, "left"), made(world, "right")
    world.cloud.resources[left].properties = {"Source": right}
    world.cloud.resources[right].properties = {"Source": left}
    live = {
        "Left": record("Left", {}, physical_id=left, depends_on=("Right",)),
        "Right": record("Right", {}, physical_id=right, depends_on=("Left",)),
    }
    deleting(world, live, "Left")
    assert world.counts["deletions in a circle of users"] == 1


def test_a_user_outside_the_circle_still_has_to_go_first(world: World) -> None:
    left, right = made(world, "left"), made(world, "right")
    outside = made(world, "outside", Source=left)
    world.cloud.resources[left].properties = {"Source": right}
    world.cloud.resources[right].properties = {"Source": left}
    live = {
        "Left": record("Left", {}, physical_id=left),
        "Right": record("Right", {}, physical_id=right),
        "Outside": record("Outside", {}, physical_id=outside),
    }
    with pytest.raises(Violation, match=f"{left} is deleted before {outside}"):
        deleting(world, live, "Left")


def test_a_resource_must_not_go_before_one_that_is_declared_to_depend_on_it(world: World) -> None:
    base, top = made(world, "base"), made(world, "top")
    live = {
        "Base": record("Base", {}, physical_id=base),
        "Top": record("Top", {}, physical_id=top, depends_on=("Base",)),
    }
    with pytest.raises(Violation, match=f"{base} is deleted before {top}"):
        deleting(world, live, "Base")

"""What the checker lets a rollback tell about a resource that existed at the stable state, and what not."""

from collections import Counter
from random import Random

import pytest

from landform.deploy.messages import EmitEvent, SetStackStatus
from landform.ground.handler import HandlerAction, HandlerRequest, HandlerSuccess
from landform.ground.statuses import OperationKind, ResourceStatus, StackStatus
from tests.simulation.checker import Checker, History
from tests.simulation.model import Template
from tests.simulation.world import Violation, Weather, World
from tests.unit.deploy.helpers import STACK_ID, Memory, Wish, record, spec_of

CALM = Weather(failing=0.0, deleting_fails=0.0, hiccups=0.0, polling=0.0, crashing=0.0, duplicates=0.0)


def made(world: World, name: str) -> str:
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
            desired={},
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

"""SignalResource: who can be signaled, and in whose name."""

import json
import time

import pytest

from tests.unit.engine.world import World, queue, refusal

TEMPLATE = {
    "Resources": {
        "Done": {"Type": "AWS::SQS::Queue"},
        "Ready": {
            "Type": "AWS::CloudFormation::WaitCondition",
            "DependsOn": "Done",
            "CreationPolicy": {"ResourceSignal": {"Count": 2, "Timeout": "PT1M"}},
        },
    }
}


def signal(world: World, name: str = "Ready", unique_id: str = "i-1", status: str = "SUCCESS") -> None:
    world.cloudformation.signal_resource(
        StackName="app", LogicalResourceId=name, UniqueId=unique_id, Status=status
    )


@pytest.fixture
def waiting(world: World) -> World:
    """A stack whose condition waits for two signals."""
    world.cloudformation.create_stack(StackName="app", TemplateBody=json.dumps(TEMPLATE))
    while not any(name == "Ready" for name, _, _ in world.events()):
        time.sleep(0.005)
    return world


def test_a_resource_that_waits_is_complete_when_it_was_signaled_often_enough(waiting: World) -> None:
    signal(waiting)
    signal(waiting)
    assert waiting.stack()["StackStatus"] == "CREATE_IN_PROGRESS"
    signal(waiting, unique_id="i-2")
    waiting.target.wait()
    assert waiting.stack()["StackStatus"] == "CREATE_COMPLETE"
    told = [why for name, _, why in waiting.events() if name == "Ready" and why and "Received" in why]
    assert told == [
        "Received SUCCESS signal with UniqueId i-1",
        "Received SUCCESS signal with UniqueId i-2",
    ]


def test_a_failure_that_is_signaled_fails_the_resource(waiting: World) -> None:
    signal(waiting, status="FAILURE")
    waiting.target.wait()
    assert waiting.stack()["StackStatus"] == "ROLLBACK_COMPLETE"


def test_what_does_not_wait_cannot_be_signaled(waiting: World) -> None:
    assert refusal(signal, world=waiting, name="Ghost")[:2] == (
        "ValidationError",
        "Resource Ghost does not exist for stack app",
    )
    assert refusal(signal, world=waiting, name="Done")[:2] == (
        "ValidationError",
        "Resource Done is in CREATE_COMPLETE state and cannot be signaled",
    )
    waiting.cloudformation.delete_stack(StackName="app")
    waiting.target.wait()


def test_a_stack_that_is_complete_cannot_be_signaled(world: World) -> None:
    stack_id = world.create({"A": queue("a")})
    assert refusal(signal, world=world, name="A")[:2] == (
        "ValidationError",
        f"Stack {stack_id} is in CREATE_COMPLETE state and cannot be signaled",
    )

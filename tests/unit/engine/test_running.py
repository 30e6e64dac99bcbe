"""What may be asked of a stack while an operation runs on it, and who wins."""

import json
import threading
from typing import Any

import pytest

from tests.unit.engine.world import World, queue, refusal

QUEUE = json.dumps({"Resources": {"Jobs": queue("jobs")}})


def begin_create(world: World, held: str = "Slow") -> str:
    """A create in which one queue is made and another one is not answered."""
    world.whims.held.add(held)
    template = {"Resources": {"Jobs": queue("jobs"), "Slow": queue("slow", DependsOn="Jobs")}}
    made = world.cloudformation.create_stack(StackName="app", TemplateBody=json.dumps(template))
    wait_for(world, "Slow")
    return str(made["StackId"])


def begin_update(world: World) -> None:
    """An update in which one queue is changed and a second one is not answered."""
    world.create({"Jobs": queue("jobs", 1), "Slow": queue("slow", 1, DependsOn="Jobs")})
    world.whims.seen.clear()
    world.whims.held.add("Slow")
    template = {"Resources": {"Jobs": queue("jobs", 2), "Slow": queue("slow", 2, DependsOn="Jobs")}}
    world.cloudformation.update_stack(StackName="app", TemplateBody=json.dumps(template))
    wait_for(world, "Slow")


def wait_for(world: World, logical_id: str) -> None:
    """Until the provider was asked for the resource."""
    asked = threading.Event()
    for _ in range(2000):
        if any(each == logical_id for _, each in world.whims.seen):
            return
        asked.wait(0.005)
    raise AssertionError(f"nobody asked for {logical_id}")


def test_a_cancelled_update_restores_the_previous_queue(world: World) -> None:
    begin_update(world)
    assert world.delay_of("jobs") == "2"
    world.cloudformation.cancel_update_stack(StackName="app")
    world.whims.held.clear()
    world.target.wait()
    assert world.stack()["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert (world.delay_of("jobs"), world.delay_of("slow")) == ("1", "1")


def test_only_an_update_can_be_cancelled(world: World) -> None:
    world.create({"Jobs": queue("jobs")})
    code, message, _ = refusal(world.cloudformation.cancel_update_stack, StackName="app")
    assert (code, message) == (
        "ValidationError",
        "CancelUpdateStack cannot be called from current stack status",
    )


def test_a_stack_that_is_being_created_can_be_deleted(world: World) -> None:
    stack_id = begin_create(world)
    world.cloudformation.delete_stack(StackName="app")
    world.whims.held.clear()
    world.target.wait()
    assert world.stack(stack_id)["StackStatus"] == "DELETE_COMPLETE"
    assert world.queues() == []
    statuses = [status for name, status, _ in world.events(stack_id) if name == "app"]
    assert statuses == ["CREATE_IN_PROGRESS", "DELETE_IN_PROGRESS", "DELETE_COMPLETE"]


def test_a_second_delete_of_a_stack_that_goes_changes_nothing(world: World) -> None:
    stack_id = begin_create(world)
    for _ in range(3):
        world.cloudformation.delete_stack(StackName="app")
    world.whims.held.clear()
    world.target.wait()
    assert world.stack(stack_id)["StackStatus"] == "DELETE_COMPLETE"


def test_a_stack_that_is_being_updated_cannot_be_deleted(world: World) -> None:
    begin_update(world)
    stack_id = world.stack()["StackId"]
    code, message, _ = refusal(world.cloudformation.delete_stack, StackName="app")
    assert (code, message) == (
        "ValidationError",
        f"Stack [{stack_id}] cannot be deleted while in status UPDATE_IN_PROGRESS",
    )


def test_a_second_update_is_refused_while_the_first_runs(world: World) -> None:
    begin_update(world)
    stack_id = world.stack()["StackId"]
    code, message, _ = refusal(world.cloudformation.update_stack, StackName="app", TemplateBody=QUEUE)
    assert (code, message) == (
        "ValidationError",
        f"Stack:{stack_id} is in UPDATE_IN_PROGRESS state and can not be updated.",
    )


def test_a_change_set_is_refused_while_an_update_runs(world: World) -> None:
    begin_update(world)
    code, message, _ = refusal(
        world.cloudformation.create_change_set, StackName="app", ChangeSetName="next", TemplateBody=QUEUE
    )
    assert code == "ValidationError"
    assert message.endswith("is in UPDATE_IN_PROGRESS state and can not be updated.")


def test_a_protection_set_during_an_operation_stays_and_the_operation_ends_well(world: World) -> None:
    begin_create(world)
    world.cloudformation.update_termination_protection(StackName="app", EnableTerminationProtection=True)
    assert world.stack()["EnableTerminationProtection"] is True
    world.whims.held.clear()
    world.target.wait()
    assert world.stack()["StackStatus"] == "CREATE_COMPLETE"
    assert world.stack()["EnableTerminationProtection"] is True


def test_a_policy_set_during_an_operation_stays(world: World) -> None:
    begin_create(world)
    policy = '{"Statement": [{"Effect": "Allow", "Action": "Update:*", "Principal": "*", "Resource": "*"}]}'
    world.cloudformation.set_stack_policy(StackName="app", StackPolicyBody=policy)
    world.whims.held.clear()
    world.target.wait()
    assert world.stack()["StackStatus"] == "CREATE_COMPLETE"
    assert world.cloudformation.get_stack_policy(StackName="app")["StackPolicyBody"] == policy


def test_a_protected_stack_is_not_deleted(world: World) -> None:
    world.create({"Jobs": queue("jobs")}, EnableTerminationProtection=True)
    code, message, _ = refusal(world.cloudformation.delete_stack, StackName="app")
    assert (code, message) == (
        "ValidationError",
        "Stack [app] cannot be deleted while TerminationProtection is enabled",
    )
    assert world.queues() == ["jobs"]


def test_of_many_creates_at_once_one_wins(world: World) -> None:
    outcomes: list[str] = []

    def create() -> None:
        client: Any = world.client("cloudformation")
        try:
            client.create_stack(StackName="app", TemplateBody=QUEUE)
            outcomes.append("made")
        except client.exceptions.AlreadyExistsException:
            outcomes.append("exists")

    threads = [threading.Thread(target=create) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    world.target.wait()
    assert sorted(outcomes) == ["exists"] * 7 + ["made"]
    assert world.stack()["StackStatus"] == "CREATE_COMPLETE"


def test_of_many_updates_at_once_one_wins(world: World) -> None:
    world.create({"Jobs": queue("jobs")})
    world.whims.held.add("Jobs")
    outcomes: list[str] = []

    def update(delay: int) -> None:
        client: Any = world.client("cloudformation")
        template = json.dumps({"Resources": {"Jobs": queue("jobs", delay)}})
        try:
            client.update_stack(StackName="app", TemplateBody=template)
            outcomes.append("begun")
        except client.exceptions.ClientError as error:
            outcomes.append(error.response["Error"]["Message"].rpartition(" is in ")[2])

    threads = [threading.Thread(target=update, args=(number,)) for number in range(1, 7)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    world.whims.held.clear()
    world.target.wait()
    assert sorted(outcomes) == ["UPDATE_IN_PROGRESS state and can not be updated."] * 5 + ["begun"]


@pytest.mark.parametrize("operation", ["CreateStack", "UpdateStack"])
def test_the_same_token_gets_the_same_answer_and_no_second_operation(world: World, operation: str) -> None:
    if operation == "UpdateStack":
        world.create({"Jobs": queue("jobs", 5)})
    call = (
        world.cloudformation.create_stack if operation == "CreateStack" else world.cloudformation.update_stack
    )
    parameters = {"StackName": "app", "TemplateBody": QUEUE, "ClientRequestToken": "once"}
    first = call(**parameters)["StackId"]
    world.target.wait()
    assert call(**parameters)["StackId"] == first
    world.target.wait()
    begun = [name for name, status, _ in world.events() if (name, status) == ("app", "UPDATE_IN_PROGRESS")]
    assert len(begun) == (1 if operation == "UpdateStack" else 0)

"""What is left when an operation fails, checked against the queues that really exist."""

import time
from typing import Any

import pytest

from landform.ground.handler import HandlerAction
from tests.unit.engine.world import World, bad_queue, queue, refusal


def test_a_failed_create_deletes_what_it_made(world: World) -> None:
    world.create({"Good": queue("good"), "Bad": {**bad_queue(), "DependsOn": "Good"}})
    assert world.stack()["StackStatus"] == "ROLLBACK_COMPLETE"
    assert world.queues() == []
    reasons = [reason for name, status, reason in world.events() if status == "ROLLBACK_IN_PROGRESS"]
    assert reasons == ["The following resource(s) failed to create: [Bad]. Rollback requested by user."]


def test_a_failed_create_that_does_nothing_keeps_what_it_made(world: World) -> None:
    world.create({"Good": queue("good"), "Bad": {**bad_queue(), "DependsOn": "Good"}}, OnFailure="DO_NOTHING")
    assert world.stack()["StackStatus"] == "CREATE_FAILED"
    assert world.queues() == ["good"]


def test_a_failed_create_that_deletes_leaves_no_stack(world: World) -> None:
    stack_id = world.create(
        {"Good": queue("good"), "Bad": {**bad_queue(), "DependsOn": "Good"}}, OnFailure="DELETE"
    )
    assert world.stack(stack_id)["StackStatus"] == "DELETE_COMPLETE"
    assert world.queues() == []


def test_a_failed_update_restores_the_previous_queue(world: World) -> None:
    world.create({"Jobs": queue("jobs", 1)})
    after = world.update({"Jobs": queue("jobs", 9), "Bad": {**bad_queue(), "DependsOn": "Jobs"}})
    assert after["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert world.delay_of("jobs") == "1"
    assert world.queues() == ["jobs"]


def test_a_failed_update_keeps_the_queue_it_would_have_replaced(world: World) -> None:
    world.create({"Jobs": queue("old", 1)})
    world.update({"Jobs": queue("new", 1), "Bad": {**bad_queue(), "DependsOn": "Jobs"}})
    assert world.stack()["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert world.queues() == ["old"]


def test_a_replacement_makes_the_new_queue_before_it_deletes_the_old(world: World) -> None:
    world.create({"Jobs": queue("old")})
    world.whims.seen.clear()
    assert world.update({"Jobs": queue("new")})["StackStatus"] == "UPDATE_COMPLETE"
    assert [action for action, _ in world.whims.seen] == [HandlerAction.CREATE, HandlerAction.DELETE]
    assert world.queues() == ["new"]


def test_a_kept_failure_is_continued_by_another_update(world: World) -> None:
    world.create({"Good": queue("good"), "Bad": {**bad_queue(), "DependsOn": "Good"}}, OnFailure="DO_NOTHING")
    fixed = {"Good": queue("good", 3), "Bad": queue("fixed", DependsOn="Good")}
    after = world.update(fixed, DisableRollback=True)
    assert after["StackStatus"] == "UPDATE_COMPLETE"
    assert world.queues() == ["fixed", "good"]
    assert world.delay_of("good") == "3"


def test_a_kept_failure_of_an_update_is_rolled_back_on_request(world: World) -> None:
    world.create({"Jobs": queue("jobs", 1)})
    after = world.update(
        {"Jobs": queue("jobs", 9), "Bad": {**bad_queue(), "DependsOn": "Jobs"}}, DisableRollback=True
    )
    assert after["StackStatus"] == "UPDATE_FAILED"
    assert world.delay_of("jobs") == "9"
    world.cloudformation.rollback_stack(StackName="app")
    world.target.wait()
    assert world.stack()["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert world.delay_of("jobs") == "1"


def test_a_stack_without_a_kept_failure_cannot_be_rolled_back(world: World) -> None:
    stack_id = world.create({"Jobs": queue("jobs")})
    found = refusal(world.cloudformation.rollback_stack, StackName="app")
    assert found == (
        "ValidationError",
        f"Stack:{stack_id} is in CREATE_COMPLETE state and can not be rolled back.",
        400,
    )


def test_a_rolled_back_create_can_only_be_deleted(world: World) -> None:
    stack_id = world.create({"Bad": bad_queue()})
    code, message, _ = refusal(world.update, resources={"Jobs": queue("jobs")})
    assert (code, message) == (
        "ValidationError",
        f"Stack:{stack_id} is in ROLLBACK_COMPLETE state and can not be updated.",
    )


FAILED_STATES: list[tuple[str, dict[str, Any]]] = [
    ("ROLLBACK_COMPLETE", {}),
    ("CREATE_FAILED", {"OnFailure": "DO_NOTHING"}),
]


@pytest.mark.parametrize(("status", "others"), FAILED_STATES, ids=[each[0] for each in FAILED_STATES])
def test_a_stack_whose_create_failed_is_deleted(world: World, status: str, others: dict[str, Any]) -> None:
    stack_id = world.create({"Good": queue("good"), "Bad": {**bad_queue(), "DependsOn": "Good"}}, **others)
    assert world.stack()["StackStatus"] == status
    world.cloudformation.delete_stack(StackName="app")
    world.target.wait()
    assert world.stack(stack_id)["StackStatus"] == "DELETE_COMPLETE"
    assert world.queues() == []


def test_a_stack_whose_rollback_failed_is_deleted_once_the_cause_is_gone(world: World) -> None:
    world.whims.failing.add(("Good", HandlerAction.DELETE))
    stack_id = world.create({"Good": queue("good"), "Bad": {**bad_queue(), "DependsOn": "Good"}})
    assert world.stack()["StackStatus"] == "ROLLBACK_FAILED"
    world.whims.failing.clear()
    world.cloudformation.delete_stack(StackName="app")
    world.target.wait()
    assert world.stack(stack_id)["StackStatus"] == "DELETE_COMPLETE"
    assert world.queues() == []


def test_a_resource_that_will_not_go_is_retained_on_the_second_try(world: World) -> None:
    stack_id = world.create({"Jobs": queue("jobs"), "Other": queue("other")})
    world.whims.failing.add(("Jobs", HandlerAction.DELETE))
    code, message, _ = refusal(world.cloudformation.delete_stack, StackName="app", RetainResources=["Jobs"])
    assert (code, message) == (
        "ValidationError",
        f"Invalid operation on stack [{stack_id}]. Specify RetainResources only for stacks in the "
        "DELETE_FAILED state.",
    )
    world.cloudformation.delete_stack(StackName="app")
    world.target.wait()
    assert world.stack()["StackStatus"] == "DELETE_FAILED"
    assert world.stack()["StackStatusReason"] == "The following resource(s) failed to delete: [Jobs]. "
    world.cloudformation.delete_stack(StackName="app", RetainResources=["Jobs"])
    world.target.wait()
    assert world.stack(stack_id)["StackStatus"] == "DELETE_COMPLETE"
    assert world.queues() == ["jobs"]


def stuck(world: World) -> str:
    """A stack whose update failed and whose rollback of Jobs failed too."""
    stack_id = world.create({"Jobs": queue("jobs", 1)})
    world.whims.failing.add(("New", HandlerAction.CREATE))
    world.whims.held.add("New")
    world.cloudformation.update_stack(
        StackName="app",
        TemplateBody='{"Resources": {"Jobs": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "jobs",'
        ' "DelaySeconds": 2}}, "New": {"Type": "AWS::SQS::Queue", "DependsOn": "Jobs"}}}',
    )
    while "New" not in {name for action, name in world.whims.seen if action is HandlerAction.CREATE}:
        time.sleep(0.005)
    world.whims.failing.add(("Jobs", HandlerAction.UPDATE))
    world.whims.held.clear()
    world.target.wait()
    assert world.stack()["StackStatus"] == "UPDATE_ROLLBACK_FAILED"
    return stack_id


def test_a_failed_update_that_cannot_be_undone_says_so_and_can_be_deleted(world: World) -> None:
    stack_id = stuck(world)
    assert world.stack()["StackStatusReason"] == "The following resource(s) failed to update: [Jobs]. "
    world.whims.failing.clear()
    world.cloudformation.delete_stack(StackName="app")
    world.target.wait()
    assert world.stack(stack_id)["StackStatus"] == "DELETE_COMPLETE"
    assert world.queues() == []


def delay(world: World) -> str:
    url = world.client("sqs").get_queue_url(QueueName="jobs")["QueueUrl"]
    found = world.client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["DelaySeconds"])
    return str(found["Attributes"]["DelaySeconds"])


def test_a_rollback_that_failed_is_continued_once_the_cause_is_gone(world: World) -> None:
    stuck(world)
    world.whims.failing.clear()
    world.cloudformation.continue_update_rollback(StackName="app")
    world.target.wait()
    assert world.stack()["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert delay(world) == "1"


def test_a_rollback_that_failed_is_continued_without_the_resource_that_cannot_be_undone(world: World) -> None:
    stuck(world)
    world.cloudformation.continue_update_rollback(StackName="app", ResourcesToSkip=["Jobs"])
    world.target.wait()
    assert world.stack()["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert delay(world) == "2"
    # What was left alone is put right by the next update, although its template says nothing new.
    world.whims.failing.clear()
    world.update({"Jobs": queue("jobs", 1), "Other": queue("other")})
    assert world.stack()["StackStatus"] == "UPDATE_COMPLETE"
    assert delay(world) == "1"


def test_only_a_failed_resource_of_a_stuck_stack_can_be_skipped(world: World) -> None:
    code, message, _ = refusal(world.cloudformation.continue_update_rollback, StackName="nobody")
    assert (code, message) == ("ValidationError", "Stack [nobody] does not exist")
    stack_id = stuck(world)
    code, message, _ = refusal(
        world.cloudformation.continue_update_rollback, StackName="app", ResourcesToSkip=["Other"]
    )
    assert (code, message) == (
        "ValidationError",
        "Resources to skip must be in a failed state of stack [app]: Other",
    )
    world.whims.failing.clear()
    world.cloudformation.continue_update_rollback(StackName="app")
    world.target.wait()
    code, message, _ = refusal(world.cloudformation.continue_update_rollback, StackName="app")
    assert message == f"Stack:{stack_id} is in UPDATE_ROLLBACK_COMPLETE state and can not continue rollback."

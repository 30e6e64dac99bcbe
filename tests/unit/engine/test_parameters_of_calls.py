"""Parameters of the stack and change set calls that say how, not what: each does what AWS says of it."""

import json
from typing import Any

from landform.ground.handler import HandlerAction
from tests.unit.engine.world import World, bad_queue, queue, refusal

ROLE = "arn:aws:iam::000000000000:role/deployer"


def body(**resources: Any) -> str:
    return json.dumps({"Resources": resources})


def test_a_request_that_is_repeated_with_its_token_is_done_once(world: World) -> None:
    made = {"StackName": "app", "TemplateBody": body(Jobs=queue("jobs")), "ClientRequestToken": "once"}
    first = world.cloudformation.create_stack(**made)["StackId"]
    world.target.wait()
    assert world.cloudformation.create_stack(**made)["StackId"] == first
    code, message, _ = refusal(world.cloudformation.create_stack, **{**made, "StackName": "other"})
    assert code == "TokenAlreadyExistsException"
    assert first in message


def test_a_change_set_is_made_and_executed_once_for_its_token(world: World) -> None:
    world.create({"Jobs": queue("jobs", 1)})
    asked = {"StackName": "app", "ChangeSetName": "two", "TemplateBody": body(Jobs=queue("jobs", 2))}
    first = world.cloudformation.create_change_set(**asked, ClientToken="once")["Id"]
    assert world.cloudformation.create_change_set(**asked, ClientToken="once")["Id"] == first
    assert refusal(world.cloudformation.create_change_set, **asked)[0] == "AlreadyExistsException"
    for _ in range(2):
        world.cloudformation.execute_change_set(ChangeSetName=first, ClientRequestToken="again")
        world.target.wait()
    told = [status for name, status, _ in world.events() if name == "app"]
    assert told.count("UPDATE_COMPLETE") == 1


def test_a_rollback_is_begun_once_for_its_token_and_takes_the_role(world: World) -> None:
    world.create({"Bad": bad_queue()}, DisableRollback=True)
    for _ in range(2):
        world.cloudformation.rollback_stack(StackName="app", ClientRequestToken="once", RoleARN=ROLE)
        world.target.wait()
    assert world.stack()["StackStatus"] == "ROLLBACK_COMPLETE"
    assert world.stack()["RoleARN"] == ROLE


def test_a_forced_rollback_leaves_everything_that_failed_as_it_is(world: World) -> None:
    world.create({"Jobs": queue("jobs", 1)})
    world.whims.failing.add(("Jobs", HandlerAction.UPDATE))
    world.update({"Jobs": queue("jobs", 2)})
    assert world.stack()["StackStatus"] == "UPDATE_ROLLBACK_FAILED"
    both = {"StackName": "app", "ForceRollback": True, "ResourcesToSkip": ["Jobs"]}
    assert refusal(world.cloudformation.continue_update_rollback, **both)[0] == "ValidationError"
    world.cloudformation.continue_update_rollback(StackName="app", ForceRollback=True)
    world.target.wait()
    assert world.stack()["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"


def test_what_follows_a_failure_is_said_once(world: World) -> None:
    created = {"StackName": "app", "ChangeSetName": "one", "TemplateBody": body(Jobs=queue("jobs"))}
    world.cloudformation.create_change_set(**created, ChangeSetType="CREATE", OnStackFailure="ROLLBACK")
    found = refusal(
        world.cloudformation.execute_change_set, StackName="app", ChangeSetName="one", DisableRollback=True
    )
    assert found[0] == "ValidationError"
    world.cloudformation.execute_change_set(StackName="app", ChangeSetName="one")
    world.target.wait()
    found = refusal(world.cloudformation.create_change_set, **created, OnStackFailure="DELETE")
    assert found[1] == "OnStackFailure DELETE goes with change sets of type CREATE only."


def test_a_template_is_given_or_the_previous_one_is_used(world: World) -> None:
    world.create({"Jobs": queue("jobs")})
    found = refusal(
        world.cloudformation.update_stack,
        StackName="app",
        TemplateBody=body(Jobs=queue("jobs")),
        UsePreviousTemplate=True,
    )
    assert found[1] == "You cannot specify both usePreviousTemplate and Template Body/Template URL."


def test_a_deployment_mode_that_is_not_served_is_refused_and_the_standard_one_is_taken(world: World) -> None:
    made = {"StackName": "app", "TemplateBody": body(Bad=bad_queue())}
    express = {"Mode": "EXPRESS"}
    found = refusal(world.cloudformation.create_stack, **made, DeploymentConfig=express)
    assert "EXPRESS" in found[1]
    world.cloudformation.create_stack(**made, DeploymentConfig={"Mode": "STANDARD", "DisableRollback": True})
    world.target.wait()
    assert world.stack()["StackStatus"] == "CREATE_FAILED"
    assert (
        "EXPRESS" in refusal(world.cloudformation.delete_stack, StackName="app", DeploymentConfig=express)[1]
    )


def test_a_deletion_that_is_forced_says_so(world: World) -> None:
    stack_id = world.create({"Jobs": queue("jobs")})
    world.whims.failing.add(("Jobs", HandlerAction.DELETE))
    world.cloudformation.delete_stack(StackName="app", RoleARN=ROLE)
    world.target.wait()
    assert world.stack()["StackStatus"] == "DELETE_FAILED"
    world.cloudformation.delete_stack(StackName="app", DeletionMode="FORCE_DELETE_STACK")
    world.target.wait()
    stack = world.stack(stack_id)
    shown = (stack["StackStatus"], stack["DeletionMode"], stack["RoleARN"])
    assert shown == ("DELETE_COMPLETE", "FORCE_DELETE_STACK", ROLE)
    assert world.queues() == ["jobs"]

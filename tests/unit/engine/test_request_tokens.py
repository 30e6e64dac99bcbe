"""A request that is repeated with its token is answered as before and not done again, even after a crash."""

import json
import time
from collections.abc import Mapping
from typing import Any

import pytest

from landform.ground.handler import HandlerAction
from landform.ground.values import Json
from landform.store.memory import MemoryStore
from tests.unit.engine.world import World, a_world, queue, refusal


class ForgetfulStore(MemoryStore):
    """A store whose process dies right after an operation was begun: nothing is remembered by itself."""

    def remember(self, scope: str, token: str, value: Mapping[str, Json]) -> None:
        raise RuntimeError("power cut")


def template(delay: int) -> str:
    return json.dumps({"Resources": {"Jobs": queue("jobs", delay)}})


def made(world: World, status: str) -> None:
    """A stack that is in the status."""
    world.cloudformation.create_stack(StackName="app", TemplateBody=template(1))
    world.target.wait()
    if status == "CREATE_COMPLETE":
        return
    # New waits until Jobs is updated, and fails; with a rollback, that of Jobs fails too.
    later = {"Jobs": queue("jobs", 2), "New": queue("new", DependsOn="Jobs")}
    world.whims.held.add("New")
    world.whims.failing.add(("New", HandlerAction.CREATE))
    world.cloudformation.update_stack(
        StackName="app",
        TemplateBody=json.dumps({"Resources": later}),
        DisableRollback=status == "UPDATE_FAILED",
    )
    while (HandlerAction.CREATE, "New") not in world.whims.seen:
        time.sleep(0.005)
    world.whims.failing.add(("Jobs", HandlerAction.UPDATE))
    world.whims.held.clear()
    world.target.wait()
    assert world.stack()["StackStatus"] == status
    world.whims.failing.clear()


def operations(world: World) -> int:
    """How many operations the stack ever had."""
    stack_id = world.engine.store.stacks("000000000000", "us-east-1")[0].stack_id
    events = world.cloudformation.describe_stack_events(StackName=stack_id)["StackEvents"]
    return len({each.get("OperationId") for each in events})


def ask(world: World, operation: str) -> Any:
    """The request, as a client repeats it."""
    client, token = world.cloudformation, {"StackName": "app", "ClientRequestToken": "t-1"}
    if operation == "CreateStack":
        return client.create_stack(TemplateBody=template(1), **token)["StackId"]
    if operation == "UpdateStack":
        return client.update_stack(TemplateBody=template(2), **token)["StackId"]
    if operation == "DeleteStack":
        return client.delete_stack(**token)
    if operation == "RollbackStack":
        return client.rollback_stack(**token)["StackId"]
    if operation == "ContinueUpdateRollback":
        return client.continue_update_rollback(**token)
    return client.execute_change_set(ChangeSetName="change", **token)


BEFORE = {
    "CreateStack": None,
    "UpdateStack": "CREATE_COMPLETE",
    "DeleteStack": "CREATE_COMPLETE",
    "RollbackStack": "UPDATE_FAILED",
    "ContinueUpdateRollback": "UPDATE_ROLLBACK_FAILED",
    "ExecuteChangeSet": "CREATE_COMPLETE",
}


@pytest.mark.parametrize("operation", list(BEFORE))
def test_a_token_is_remembered_with_its_operation_and_not_after_it(operation: str) -> None:
    before = BEFORE[operation]
    with a_world(ForgetfulStore()) as world:
        if before is not None:
            made(world, before)
        if operation == "ExecuteChangeSet":
            world.cloudformation.create_change_set(
                StackName="app", ChangeSetName="change", TemplateBody=template(2)
            )
        first = ask(world, operation)
        world.target.wait()
        begun = operations(world)
        again = ask(world, operation)
        world.target.wait()
        assert operations(world) == begun
        if isinstance(first, str):
            assert again == first


def test_a_repeated_deletion_leaves_the_next_stack_of_the_name_alone(world: World) -> None:
    world.create({"Jobs": queue("jobs")})
    for _ in range(2):
        world.cloudformation.delete_stack(StackName="app", ClientRequestToken="t-1")
        world.target.wait()
    world.create({"Jobs": queue("jobs")})
    world.cloudformation.delete_stack(StackName="app", ClientRequestToken="t-1")
    world.target.wait()
    assert world.stack()["StackStatus"] == "CREATE_COMPLETE"
    world.cloudformation.delete_stack(StackName="app", ClientRequestToken="t-2")
    world.target.wait()
    assert refusal(world.cloudformation.describe_stacks, StackName="app")[1] == (
        "Stack with id app does not exist"
    )


def test_a_token_of_the_deletion_of_one_stack_is_refused_for_another(world: World) -> None:
    world.create({"Jobs": queue("jobs")})
    world.create({"Mail": queue("mail")}, "other")
    world.cloudformation.delete_stack(StackName="app", ClientRequestToken="t-1")
    world.target.wait()
    code, _, _ = refusal(world.cloudformation.delete_stack, StackName="other", ClientRequestToken="t-1")
    assert code == "TokenAlreadyExistsException"
    assert world.stack("other")["StackStatus"] == "CREATE_COMPLETE"

"""Change sets: what was shown is executed, or nothing is."""

import json
from typing import Any

from landform.ground.handler import HandlerAction
from tests.unit.engine.world import World, bad_queue, queue, refusal


def template(**resources: Any) -> str:
    return json.dumps({"Resources": resources})


def make(world: World, name: str, body: str, **others: Any) -> str:
    made = world.cloudformation.create_change_set(
        StackName="app", ChangeSetName=name, TemplateBody=body, **others
    )
    return str(made["Id"])


def test_a_change_set_made_before_another_update_is_obsolete(world: World) -> None:
    world.create({"Jobs": queue("jobs", 1)})
    stale = make(world, "stale", template(Jobs=queue("jobs", 2)))
    world.update({"Jobs": queue("jobs", 3)})
    found = refusal(world.cloudformation.execute_change_set, ChangeSetName=stale)
    assert found == (
        "InvalidChangeSetStatus",
        f"ChangeSet [{stale}] cannot be executed in its current status of [OBSOLETE]",
        400,
    )
    described = world.cloudformation.describe_change_set(ChangeSetName=stale)
    assert described["ExecutionStatus"] == "OBSOLETE"
    assert world.delay_of("jobs") == "3"


def test_executing_one_change_set_makes_the_others_obsolete(world: World) -> None:
    world.create({"Jobs": queue("jobs", 1)})
    one = make(world, "one", template(Jobs=queue("jobs", 2)))
    two = make(world, "two", template(Jobs=queue("jobs", 3)))
    world.cloudformation.execute_change_set(ChangeSetName=one)
    assert world.cloudformation.describe_change_set(ChangeSetName=two)["ExecutionStatus"] == "OBSOLETE"
    world.target.wait()
    assert world.delay_of("jobs") == "2"
    assert world.cloudformation.list_change_sets(StackName="app")["Summaries"] == []
    world.update({"Jobs": queue("jobs", 4)})
    assert refusal(world.cloudformation.describe_change_set, ChangeSetName=two)[0] == "ChangeSetNotFound"
    described = world.cloudformation.describe_change_set(ChangeSetName=one)
    assert described["ExecutionStatus"] == "EXECUTE_COMPLETE"


def test_a_change_set_is_executed_once(world: World) -> None:
    world.create({"Jobs": queue("jobs", 1)})
    one = make(world, "one", template(Jobs=queue("jobs", 2)))
    world.cloudformation.execute_change_set(ChangeSetName=one)
    world.target.wait()
    found = refusal(world.cloudformation.execute_change_set, ChangeSetName=one)
    assert found[:2] == (
        "InvalidChangeSetStatus",
        f"ChangeSet [{one}] cannot be executed in its current status of [EXECUTE_COMPLETE]",
    )


def test_a_change_set_whose_execution_failed_says_so(world: World) -> None:
    world.create({"Jobs": queue("jobs", 1)})
    one = make(world, "one", template(Jobs=queue("jobs", 2), Bad=bad_queue()))
    world.cloudformation.execute_change_set(ChangeSetName=one)
    world.target.wait()
    assert world.stack()["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    described = world.cloudformation.describe_change_set(ChangeSetName=one)
    assert described["ExecutionStatus"] == "EXECUTE_FAILED"


def test_a_name_that_waits_cannot_be_given_again(world: World) -> None:
    world.create({"Jobs": queue("jobs", 1)})
    make(world, "one", template(Jobs=queue("jobs", 2)))
    found = refusal(make, world=world, name="one", body=template(Jobs=queue("jobs", 2)))
    assert found == ("AlreadyExistsException", "ChangeSet one already exists", 400)


def test_a_failed_create_by_change_set_can_leave_no_stack(world: World) -> None:
    body = template(Good=queue("good"), Bad={**bad_queue(), "DependsOn": "Good"})
    made = make(world, "first", body, ChangeSetType="CREATE", OnStackFailure="DELETE")
    stack_id = world.stack()["StackId"]
    world.cloudformation.execute_change_set(ChangeSetName=made)
    world.target.wait()
    assert world.stack(stack_id)["StackStatus"] == "DELETE_COMPLETE"
    assert world.queues() == []


def test_a_failed_create_by_change_set_can_keep_what_it_made(world: World) -> None:
    body = template(Good=queue("good"), Bad={**bad_queue(), "DependsOn": "Good"})
    made = make(world, "first", body, ChangeSetType="CREATE", OnStackFailure="DO_NOTHING")
    world.cloudformation.execute_change_set(ChangeSetName=made)
    world.target.wait()
    assert world.stack()["StackStatus"] == "CREATE_FAILED"
    assert world.queues() == ["good"]


def test_a_stack_under_review_has_nothing_and_can_be_deleted(world: World) -> None:
    made = make(world, "first", template(Jobs=queue("jobs")), ChangeSetType="CREATE")
    stack = world.stack()
    assert stack["StackStatus"] == "REVIEW_IN_PROGRESS"
    assert world.cloudformation.list_stack_resources(StackName="app")["StackResourceSummaries"] == []
    found = refusal(
        world.cloudformation.update_stack, StackName="app", TemplateBody=template(Jobs=queue("j"))
    )
    assert found[1] == f"Stack:{stack['StackId']} is in REVIEW_IN_PROGRESS state and can not be updated."
    world.cloudformation.delete_stack(StackName="app")
    world.target.wait()
    assert world.stack(stack["StackId"])["StackStatus"] == "DELETE_COMPLETE"
    assert world.queues() == []
    assert refusal(world.cloudformation.execute_change_set, ChangeSetName=made)[0] == "ChangeSetNotFound"


def test_a_second_change_set_may_wait_for_a_stack_under_review(world: World) -> None:
    make(world, "first", template(Jobs=queue("jobs")), ChangeSetType="CREATE")
    second = make(world, "second", template(Jobs=queue("better")), ChangeSetType="CREATE")
    world.cloudformation.execute_change_set(ChangeSetName=second)
    world.target.wait()
    assert world.stack()["StackStatus"] == "CREATE_COMPLETE"
    assert world.queues() == ["better"]


def test_a_template_with_mistakes_makes_no_change_set_and_no_stack(world: World) -> None:
    found = refusal(
        make,
        world=world,
        name="first",
        body=template(Jobs={"Type": "AWS::SQS::Quue"}),
        ChangeSetType="CREATE",
    )
    assert found[0] == "ValidationError"
    assert world.cloudformation.list_stacks()["StackSummaries"] == []


def test_a_preview_changes_nothing(world: World) -> None:
    world.create({"Jobs": queue("jobs", 1)})
    world.whims.seen.clear()
    make(world, "one", template(Jobs=queue("renamed", 2)))
    assert world.whims.seen == []
    world.cloudformation.delete_change_set(ChangeSetName="one", StackName="app")
    assert world.queues() == ["jobs"]
    assert world.events()[-1] == ("app", "CREATE_COMPLETE", None)


def test_a_deleted_resource_is_kept_when_its_policy_says_so(world: World) -> None:
    world.create(
        {
            "Kept": queue("kept", DeletionPolicy="Retain"),
            "Gone": queue("gone"),
            "Made": queue("made", DeletionPolicy="RetainExceptOnCreate"),
        }
    )
    world.whims.seen.clear()
    world.cloudformation.delete_stack(StackName="app")
    world.target.wait()
    assert world.queues() == ["kept", "made"]
    assert world.whims.seen == [(HandlerAction.DELETE, "Gone")]


def test_a_resource_kept_except_on_create_goes_when_its_create_is_rolled_back(world: World) -> None:
    world.create(
        {
            "Kept": queue("kept", DeletionPolicy="Retain"),
            "Made": queue("made", DeletionPolicy="RetainExceptOnCreate"),
            "Bad": {**bad_queue(), "DependsOn": ["Kept", "Made"]},
        }
    )
    assert world.stack()["StackStatus"] == "ROLLBACK_COMPLETE"
    assert world.queues() == ["kept"]


def test_a_replaced_resource_is_kept_when_its_policy_says_so(world: World) -> None:
    world.create({"Jobs": queue("old", UpdateReplacePolicy="Retain")})
    world.update({"Jobs": queue("new", UpdateReplacePolicy="Retain")})
    assert world.queues() == ["new", "old"]


def test_a_snapshot_of_what_has_none_is_refused(world: World) -> None:
    code, message, _ = refusal(world.create, resources={"Jobs": queue("jobs", DeletionPolicy="Snapshot")})
    assert code == "ValidationError"
    assert "has no snapshots" in message
    assert world.queues() == []


def test_events_come_in_pages_of_a_hundred_newest_first(world: World) -> None:
    world.create({f"Queue{number}": queue(f"q{number}") for number in range(40)})
    first = world.cloudformation.describe_stack_events(StackName="app")
    assert len(first["StackEvents"]) == 100
    assert first["StackEvents"][0]["ResourceStatus"] == "CREATE_COMPLETE"
    second = world.cloudformation.describe_stack_events(StackName="app", NextToken=first["NextToken"])
    assert len(second["StackEvents"]) == 22
    assert "NextToken" not in second
    ids = [each["EventId"] for page in (first, second) for each in page["StackEvents"]]
    assert len(ids) == len(set(ids)) == 122

"""Nested stacks: begun once, awaited, held while the parent may still go back, and shown in change sets."""

import json
from typing import Any

import pytest

from landform.ground.handler import HandlerAction
from tests.unit.engine.world import World, bad_queue, queue, refusal

CHILD = {
    "Parameters": {"Name": {"Type": "String"}, "Delay": {"Type": "Number", "Default": 0}},
    "Resources": {
        "Queue": {
            "Type": "AWS::SQS::Queue",
            "Properties": {"QueueName": {"Ref": "Name"}, "DelaySeconds": {"Ref": "Delay"}},
        }
    },
    "Outputs": {"Arn": {"Value": {"Fn::GetAtt": ["Queue", "Arn"]}}},
}
URL = "https://s3.us-east-1.amazonaws.com/templates"


def keep(world: World, **templates: Any) -> None:
    s3 = world.client("s3")
    if "templates" not in [each["Name"] for each in s3.list_buckets()["Buckets"]]:
        s3.create_bucket(Bucket="templates")
    for name, template in templates.items():
        s3.put_object(Bucket="templates", Key=f"{name}.json", Body=json.dumps(template).encode())


def nested(name: str = "jobs", template: str = "child", delay: int = 0, **attributes: Any) -> dict[str, Any]:
    properties = {
        "TemplateURL": f"{URL}/{template}.json",
        "Parameters": {"Name": name, "Delay": delay},
        "Tags": [{"Key": "team", "Value": "one"}],
    }
    return {"Type": "AWS::CloudFormation::Stack", "Properties": properties, **attributes}


SHOWN = {"Arn": {"Value": {"Fn::GetAtt": ["Child", "Outputs.Arn"]}}}


def child_of(world: World) -> Any:
    """What DescribeStacks says of the child."""
    found = world.cloudformation.describe_stack_resource(StackName="app", LogicalResourceId="Child")
    return world.stack(found["StackResourceDetail"]["PhysicalResourceId"])


def reason_of(world: World, status: str, logical_id: str = "Child") -> str:
    return next(why or "" for name, told, why in world.events() if (name, told) == (logical_id, status))


def test_a_nested_stack_is_created_updated_and_deleted_with_its_parent(world: World) -> None:
    keep(world, child=CHILD)
    tags = [{"Key": "cost", "Value": "two"}]
    parent_id = world.create({"Child": nested()}, Outputs=SHOWN, Tags=tags, Capabilities=["CAPABILITY_IAM"])
    child = child_of(world)
    assert child["StackStatus"] == "CREATE_COMPLETE"
    assert (child["ParentId"], child["RootId"]) == (parent_id, parent_id)
    assert {each["Key"]: each["Value"] for each in child["Tags"]} == {"team": "one", "cost": "two"}
    assert child["Capabilities"] == ["CAPABILITY_IAM"]
    arn = "arn:aws:sqs:us-east-1:000000000000:jobs"
    assert world.stack()["Outputs"] == [{"OutputKey": "Arn", "OutputValue": arn}]
    world.update({"Child": nested(delay=7)}, Outputs=SHOWN)
    assert world.delay_of("jobs") == "7"
    assert child_of(world)["StackStatus"] == "UPDATE_COMPLETE"
    found = refusal(
        world.cloudformation.update_termination_protection,
        StackName=child["StackId"],
        EnableTerminationProtection=True,
    )
    assert found[1].startswith("Termination protection cannot be changed on the nested stack")
    world.cloudformation.delete_stack(StackName="app")
    world.target.wait()
    assert world.queues() == []
    assert world.stack(child["StackId"])["StackStatus"] == "DELETE_COMPLETE"


def test_a_child_that_cannot_be_made_fails_its_parent_and_both_go(world: World) -> None:
    keep(world, bad={"Resources": {"Good": queue("good"), "Bad": {**bad_queue(), "DependsOn": "Good"}}})
    bad = {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": f"{URL}/bad.json"}}
    world.create({"Child": bad})
    assert world.stack()["StackStatus"] == "ROLLBACK_COMPLETE"
    why = reason_of(world, "CREATE_FAILED")
    assert why.startswith("Embedded stack arn:aws:cloudformation:us-east-1:000000000000:stack/app-Child-")
    assert why.endswith(" was not successfully created: The following resource(s) failed to create: [Bad]. ")
    assert world.queues() == []


def test_a_child_without_its_template_is_not_begun(world: World) -> None:
    keep(world, child=CHILD)
    world.create({"Child": nested(template="ghost")})
    assert reason_of(world, "CREATE_FAILED").startswith("S3 error: The specified key does not exist.")
    assert [each["StackName"] for each in world.cloudformation.list_stacks()["StackSummaries"]] == ["app"]


def test_a_child_goes_back_when_its_parent_does(world: World) -> None:
    keep(world, child=CHILD)
    world.create({"Child": nested()})
    found = world.update({"Child": nested("renamed", delay=3), "Bad": {**bad_queue(), "DependsOn": "Child"}})
    assert found["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert child_of(world)["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert world.queues() == ["jobs"]
    assert world.delay_of("jobs") == "0"


def test_a_child_whose_update_fails_takes_its_parent_back(world: World) -> None:
    keep(world, child=CHILD)
    world.create({"Child": nested()})
    world.whims.failing.add(("Queue", HandlerAction.CREATE))
    found = world.update({"Child": nested("renamed")})
    assert found["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert (
        "was not successfully updated. Currently in UPDATE_ROLLBACK_IN_PROGRESS with reason: "
        in reason_of(world, "UPDATE_FAILED")
    )
    assert world.queues() == ["jobs"]


def test_a_template_that_changed_at_its_url_is_an_update(world: World) -> None:
    keep(world, child=CHILD)
    world.create({"Child": nested()})
    same = refusal(world.update, resources={"Child": nested()})
    assert same[1] == "No updates are to be performed."
    more = {**CHILD, "Resources": {**CHILD["Resources"], "More": queue("more")}}
    keep(world, child=more)
    assert world.update({"Child": nested()})["StackStatus"] == "UPDATE_COMPLETE"
    assert world.queues() == ["jobs", "more"]
    world.client("s3").delete_object(Bucket="templates", Key="child.json")
    assert refusal(world.update, resources={"Child": nested()})[1] == "No updates are to be performed."


def test_a_child_whose_deletion_fails_keeps_its_parent(world: World) -> None:
    keep(world, child=CHILD)
    world.create({"Child": nested()})
    child = child_of(world)
    world.whims.failing.add(("Queue", HandlerAction.DELETE))
    world.cloudformation.delete_stack(StackName="app")
    world.target.wait()
    assert world.stack()["StackStatus"] == "DELETE_FAILED"
    assert reason_of(world, "DELETE_FAILED") == (
        f"Embedded stack {child['StackId']} was not successfully deleted: "
        "The following resource(s) failed to delete: [Queue]. "
    )
    world.whims.failing.clear()
    world.cloudformation.delete_stack(StackName="app")
    world.target.wait()
    assert world.queues() == []


def test_a_kept_failure_keeps_the_child_as_well(world: World) -> None:
    keep(world, bad={"Resources": {"Good": queue("good"), "Bad": {**bad_queue(), "DependsOn": "Good"}}})
    bad = {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": f"{URL}/bad.json"}}
    world.create({"Child": bad}, DisableRollback=True)
    assert world.stack()["StackStatus"] == "CREATE_FAILED"
    assert child_of(world)["StackStatus"] == "CREATE_FAILED"
    assert world.queues() == ["good"]


def change_set(world: World, resources: dict[str, Any], kind: str, name: str = "c") -> Any:
    world.cloudformation.create_change_set(
        StackName="app",
        ChangeSetName=name,
        ChangeSetType=kind,
        TemplateBody=json.dumps({"Resources": resources}),
        IncludeNestedStacks=True,
    )
    return world.cloudformation.describe_change_set(StackName="app", ChangeSetName=name)


def below(world: World, root: Any) -> Any:
    """The change set of the child."""
    changes = [each["ResourceChange"] for each in root["Changes"]]
    (found,) = (each["ChangeSetId"] for each in changes if each["LogicalResourceId"] == "Child")
    return world.cloudformation.describe_change_set(ChangeSetName=found)


def test_a_change_set_shows_and_makes_its_nested_stack(world: World) -> None:
    keep(world, child=CHILD)
    root = change_set(world, {"Child": nested()}, "CREATE")
    found = below(world, root)
    assert found["ParentChangeSetId"] == found["RootChangeSetId"] == root["ChangeSetId"]
    assert found["ChangeSetName"].startswith("c-Child-")
    assert [each["ResourceChange"]["Action"] for each in found["Changes"]] == ["Add"]
    assert world.stack(found["StackId"])["StackStatus"] == "REVIEW_IN_PROGRESS"
    world.cloudformation.execute_change_set(ChangeSetName=root["ChangeSetId"])
    world.target.wait()
    assert child_of(world)["StackId"] == found["StackId"]
    assert child_of(world)["StackStatus"] == "CREATE_COMPLETE"
    update = change_set(world, {"Child": nested(delay=4)}, "UPDATE")
    shown = below(world, update)
    assert shown["StackId"] == found["StackId"]
    assert [each["ResourceChange"]["Action"] for each in shown["Changes"]] == ["Modify"]
    world.cloudformation.execute_change_set(ChangeSetName=update["ChangeSetId"])
    world.target.wait()
    assert world.delay_of("jobs") == "4"


def test_a_deleted_change_set_takes_the_stacks_that_only_waited_for_it(world: World) -> None:
    keep(world, child=CHILD)
    root = change_set(world, {"Child": nested()}, "CREATE")
    found = below(world, root)
    world.cloudformation.delete_change_set(ChangeSetName=root["ChangeSetId"])
    assert refusal(world.cloudformation.describe_change_set, ChangeSetName=found["ChangeSetId"])[0] == (
        "ChangeSetNotFound"
    )
    assert (
        refusal(world.stack, name=found["StackId"])[1] == f"Stack with id {found['StackId']} does not exist"
    )


def test_a_nested_change_set_shows_what_is_known_later_as_aws_does(world: World) -> None:
    keep(world, child=CHILD)
    arn = {"Fn::GetAtt": ["Other", "QueueName"]}
    root = change_set(world, {"Other": {"Type": "AWS::SQS::Queue"}, "Child": nested(arn)}, "CREATE")  # type: ignore[arg-type]  # an expression
    parameters = {each["ParameterKey"]: each["ParameterValue"] for each in below(world, root)["Parameters"]}
    assert parameters["Name"] == "{{changeSet:KNOWN_AFTER_APPLY}}"


def test_a_nested_change_set_that_cannot_be_made_fails_its_root(world: World) -> None:
    keep(world, child=CHILD)
    root = change_set(world, {"Child": nested(template="ghost")}, "CREATE")
    assert root["Status"] == "FAILED"
    assert root["StatusReason"].startswith(
        "Nested change set for Child was not successfully created: S3 error: "
    )
    assert root["ExecutionStatus"] == "UNAVAILABLE"


@pytest.mark.parametrize("kept", [True, False], ids=["kept", "rolled back"])
def test_a_kept_update_failure_of_a_child_is_left_by_a_rollback(world: World, *, kept: bool) -> None:
    keep(world, child=CHILD)
    world.create({"Child": nested()})
    world.whims.failing.add(("Queue", HandlerAction.UPDATE))
    try:
        found = world.update({"Child": nested(delay=5)}, DisableRollback=kept)
    finally:
        world.whims.failing.clear()
    if kept:
        assert found["StackStatus"] == "UPDATE_FAILED"
        world.cloudformation.rollback_stack(StackName="app")
        world.target.wait()
        assert world.stack()["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
        assert child_of(world)["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    else:
        assert found["StackStatus"] == "UPDATE_ROLLBACK_FAILED"
    assert world.delay_of("jobs") == "0"

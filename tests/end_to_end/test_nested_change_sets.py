"""IncludeNestedStacks: change sets of nested stacks, made, shown, executed and deleted with their root."""

from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from landform.server.local import LocalTarget
from tests.end_to_end.nested import child, ended, keep, nested, parent, queues, resource, status

BEFORE = {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Value": "word"}}


@pytest.fixture
def session() -> Iterator[Any]:
    with LocalTarget() as target:
        opened = target.session()
        keep(opened.client("s3"), child=child())
        yield opened


def made(cloudformation: Any, template: str, kind: str, name: str = "c") -> dict[str, Any]:
    """The description of a new change set with nested ones."""
    cloudformation.create_change_set(
        StackName="p", ChangeSetName=name, ChangeSetType=kind, TemplateBody=template, IncludeNestedStacks=True
    )
    return dict(cloudformation.describe_change_set(StackName="p", ChangeSetName=name))


def change_of(change_set: dict[str, Any], logical_id: str) -> dict[str, Any]:
    changes = [each["ResourceChange"] for each in change_set["Changes"]]
    return next(dict(each) for each in changes if each["LogicalResourceId"] == logical_id)


def test_a_new_stack_s_change_set_shows_and_creates_its_nested_stack(session: Any) -> None:
    cloudformation = session.client("cloudformation")
    root = made(cloudformation, parent(Child=nested()), "CREATE")
    assert root["IncludeNestedStacks"] is True
    below = cloudformation.describe_change_set(ChangeSetName=change_of(root, "Child")["ChangeSetId"])
    assert below["ParentChangeSetId"] == below["RootChangeSetId"] == root["ChangeSetId"]
    assert change_of(below, "Queue")["Action"] == "Add"
    child_id = below["StackId"]
    assert status(cloudformation, child_id) == "REVIEW_IN_PROGRESS"
    for change in (cloudformation.execute_change_set, cloudformation.delete_change_set):
        with pytest.raises(ClientError, match="is nested"):
            change(ChangeSetName=below["ChangeSetId"])
    cloudformation.execute_change_set(StackName="p", ChangeSetName="c")
    assert ended(cloudformation, "p") == "CREATE_COMPLETE"
    assert resource(cloudformation, "p", "Child")["PhysicalResourceId"] == child_id
    found = cloudformation.describe_stacks(StackName=child_id)["Stacks"][0]
    assert (found["StackStatus"], found["ChangeSetId"]) == ("CREATE_COMPLETE", below["ChangeSetId"])
    assert found["ParentId"] == root["StackId"]
    below = cloudformation.describe_change_set(ChangeSetName=below["ChangeSetId"])
    assert below["ExecutionStatus"] == "EXECUTE_COMPLETE"


def test_an_update_s_change_set_shows_what_changes_in_the_nested_stack(session: Any) -> None:
    cloudformation = session.client("cloudformation")
    cloudformation.create_stack(StackName="p", TemplateBody=parent(Child=nested()))
    ended(cloudformation, "p")
    root = made(cloudformation, parent(Child=nested(name="work")), "UPDATE")
    below = cloudformation.describe_change_set(ChangeSetName=change_of(root, "Child")["ChangeSetId"])
    assert change_of(below, "Queue")["Replacement"] == "True"
    cloudformation.execute_change_set(StackName="p", ChangeSetName="c")
    assert ended(cloudformation, "p") == "UPDATE_COMPLETE"
    assert queues(session.client("sqs")) == ["work"]
    with_new_template = made(
        cloudformation, parent(Child=nested(name="work", DeletionPolicy="Retain")), "UPDATE"
    )
    assert "ChangeSetId" not in str(with_new_template["Changes"])


def test_a_parameter_that_is_known_later_is_shown_so_and_deployed_as_it_is(session: Any) -> None:
    cloudformation = session.client("cloudformation")
    later = nested(name={"Fn::Select": [1, {"Fn::Split": ["-", {"Ref": "Before"}]}]})  # type: ignore[arg-type]
    root = made(cloudformation, parent(Child=later, Before=BEFORE), "CREATE")
    below = cloudformation.describe_change_set(ChangeSetName=change_of(root, "Child")["ChangeSetId"])
    assert below["Parameters"] == [
        {"ParameterKey": "Name", "ParameterValue": "{{changeSet:KNOWN_AFTER_APPLY}}"}
    ]
    cloudformation.execute_change_set(StackName="p", ChangeSetName="c")
    assert ended(cloudformation, "p") == "CREATE_COMPLETE"
    assert queues(session.client("sqs")) == ["Before"]


def test_a_nested_template_that_is_not_there_fails_the_root(session: Any) -> None:
    cloudformation = session.client("cloudformation")
    root = made(cloudformation, parent(Child=nested("nothing.json")), "CREATE")
    assert (root["Status"], root["ExecutionStatus"]) == ("FAILED", "UNAVAILABLE")
    assert root["StatusReason"].startswith(
        "Nested change set for Child was not successfully created: S3 error:"
    )


def test_what_is_nested_goes_with_its_root(session: Any) -> None:
    cloudformation = session.client("cloudformation")
    made(cloudformation, parent(Child=nested()), "CREATE")
    made(cloudformation, parent(Child=nested()), "CREATE", "d")
    assert len(cloudformation.list_stacks()["StackSummaries"]) == 3
    cloudformation.delete_change_set(StackName="p", ChangeSetName="c")
    assert len(cloudformation.list_stacks()["StackSummaries"]) == 2
    cloudformation.delete_stack(StackName="p")
    root_id = cloudformation.list_stacks()["StackSummaries"][0]["StackId"]
    ended(cloudformation, root_id)
    assert len(cloudformation.list_stacks()["StackSummaries"]) == 1

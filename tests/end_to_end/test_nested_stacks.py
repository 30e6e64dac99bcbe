"""Nested stacks as boto3 sees them: created, updated, rolled back and deleted with their parents."""

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from landform.server.local import LocalTarget
from tests.end_to_end.nested import (
    child,
    ended,
    eventually,
    failing,
    keep,
    nested,
    parent,
    queues,
    resource,
    status,
    told,
    waiting,
)
from tests.end_to_end.serving import client, put, serving, start

TAKEN = {
    "Type": "AWS::SSM::Parameter",
    "DependsOn": "Child",
    "Properties": {"Name": "/taken", "Type": "String", "Value": "mine"},
}


@pytest.fixture
def session() -> Iterator[Any]:
    with LocalTarget() as target:
        opened = target.session()
        keep(opened.client("s3"), child=child(), bad=child({"Taken": failing()}))
        opened.client("ssm").put_parameter(Name="/taken", Type="String", Value="theirs")
        yield opened


def deployed(session: Any, **more: Any) -> tuple[Any, str]:
    """The client, and the id of the child of a stack `p`."""
    cloudformation = session.client("cloudformation")
    cloudformation.create_stack(StackName="p", TemplateBody=parent(Child=nested()), **more)
    assert ended(cloudformation, "p") == "CREATE_COMPLETE"
    return cloudformation, resource(cloudformation, "p", "Child")["PhysicalResourceId"]


def test_a_nested_stack_is_a_stack_of_its_own_that_knows_its_parent(session: Any) -> None:
    cloudformation, child_id = deployed(session, Tags=[{"Key": "team", "Value": "one"}])
    parent_id = cloudformation.describe_stacks(StackName="p")["Stacks"][0]["StackId"]
    found = cloudformation.describe_stacks(StackName=child_id)["Stacks"][0]
    assert re.fullmatch(r"p-Child-[A-Z0-9]{12}", found["StackName"])
    assert (found["ParentId"], found["RootId"]) == (parent_id, parent_id)
    assert found["Tags"] == [{"Key": "team", "Value": "one"}]
    assert found["DisableRollback"] is False
    outputs = cloudformation.describe_stacks(StackName="p")["Stacks"][0]["Outputs"]
    assert outputs[0]["OutputValue"].endswith("/jobs")
    assert told(cloudformation, "p", "Child") == [
        "CREATE_IN_PROGRESS",
        "CREATE_IN_PROGRESS Resource creation Initiated",
        "CREATE_COMPLETE",
    ]


def test_a_child_that_cannot_be_made_fails_its_parent_and_both_go(session: Any) -> None:
    cloudformation = session.client("cloudformation")
    stack_id = cloudformation.create_stack(StackName="p", TemplateBody=parent(Child=nested("bad.json")))[
        "StackId"
    ]
    assert ended(cloudformation, stack_id) == "ROLLBACK_COMPLETE"
    lines = told(cloudformation, stack_id, "Child")
    child_id = cloudformation.list_stacks()["StackSummaries"][0]["StackId"]
    assert lines[2] == (
        f"CREATE_FAILED Embedded stack {child_id} was not successfully created: "
        "The following resource(s) failed to create: [Taken]."
    )
    assert lines[-1] == "DELETE_COMPLETE"
    assert status(cloudformation, child_id) == "DELETE_COMPLETE"
    assert queues(session.client("sqs")) == []


def test_a_child_is_updated_with_its_parent_and_cleans_up_with_it(session: Any) -> None:
    cloudformation, child_id = deployed(session)
    cloudformation.update_stack(StackName="p", TemplateBody=parent(Child=nested(name="work")))
    assert ended(cloudformation, "p") == "UPDATE_COMPLETE"
    assert status(cloudformation, child_id) == "UPDATE_COMPLETE"
    assert queues(session.client("sqs")) == ["work"]
    with pytest.raises(ClientError, match="No updates are to be performed"):
        cloudformation.update_stack(StackName="p", TemplateBody=parent(Child=nested(name="work")))


def test_a_child_that_was_updated_goes_back_when_its_parent_rolls_back(session: Any) -> None:
    cloudformation, child_id = deployed(session)
    sqs = session.client("sqs")
    sqs.send_message(QueueUrl=sqs.get_queue_url(QueueName="jobs")["QueueUrl"], MessageBody="kept")
    template = parent(Child=nested(name="work"), Taken=TAKEN)
    cloudformation.update_stack(StackName="p", TemplateBody=template)
    assert ended(cloudformation, "p") == "UPDATE_ROLLBACK_COMPLETE"
    assert told(cloudformation, child_id, child_id.split("/")[1]) == [
        "UPDATE_IN_PROGRESS User Initiated",
        "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
        "UPDATE_ROLLBACK_IN_PROGRESS User Initiated",
        "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
        "UPDATE_ROLLBACK_COMPLETE",
    ]
    assert queues(sqs) == ["jobs"]
    found = sqs.receive_message(QueueUrl=sqs.get_queue_url(QueueName="jobs")["QueueUrl"])["Messages"]
    assert [each["Body"] for each in found] == ["kept"]
    parameters = cloudformation.describe_stacks(StackName=child_id)["Stacks"][0]["Parameters"]
    assert parameters == [{"ParameterKey": "Name", "ParameterValue": "jobs"}]


def test_a_child_that_cannot_be_updated_fails_its_parent(session: Any) -> None:
    cloudformation, child_id = deployed(session)
    cloudformation.update_stack(StackName="p", TemplateBody=parent(Child=nested("bad.json", "work")))
    assert ended(cloudformation, "p") == "UPDATE_ROLLBACK_COMPLETE"
    assert told(cloudformation, "p", "Child") == [
        "UPDATE_IN_PROGRESS",
        f"UPDATE_FAILED Embedded stack {child_id} was not successfully updated. Currently in "
        "UPDATE_ROLLBACK_IN_PROGRESS with reason: The following resource(s) failed to create: [Taken].",
        "UPDATE_IN_PROGRESS",
        "UPDATE_COMPLETE",
    ]
    assert status(cloudformation, child_id) == "UPDATE_ROLLBACK_COMPLETE"
    assert queues(session.client("sqs")) == ["jobs"]


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (nested("nothing.json"), "S3 error: "),
        (nested("roles.json"), "Requires capabilities : [CAPABILITY_IAM]"),
        (
            {**nested(), "Properties": {"TemplateURL": "https://example.com/child.json"}},
            "TemplateURL must reference a valid S3 object to which you have access.",
        ),
    ],
)
def test_a_child_that_cannot_begin_fails_with_its_own_error(
    session: Any, made: dict[str, Any], reason: str
) -> None:
    role = {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {}}}
    keep(session.client("s3"), roles=child({"Role": role}))
    cloudformation = session.client("cloudformation")
    stack_id = cloudformation.create_stack(StackName="p", TemplateBody=parent(Child=made))["StackId"]
    assert ended(cloudformation, stack_id) == "ROLLBACK_COMPLETE"
    assert told(cloudformation, stack_id, "Child")[1].startswith(f"CREATE_FAILED {reason}")


def test_a_kept_failure_keeps_the_child_and_can_be_rolled_back(session: Any) -> None:
    cloudformation, child_id = deployed(session)
    template = parent(Child=nested("bad.json", "work"))
    cloudformation.update_stack(StackName="p", TemplateBody=template, DisableRollback=True)
    assert ended(cloudformation, "p") == "UPDATE_FAILED"
    assert status(cloudformation, child_id) == "UPDATE_FAILED"
    cloudformation.rollback_stack(StackName="p")
    assert ended(cloudformation, "p") == "UPDATE_ROLLBACK_COMPLETE"
    assert status(cloudformation, child_id) == "UPDATE_ROLLBACK_COMPLETE"
    assert queues(session.client("sqs")) == ["jobs"]


def test_deleting_the_parent_deletes_the_child_and_retaining_keeps_it(session: Any) -> None:
    cloudformation = session.client("cloudformation")
    kept = nested(name="kept", DeletionPolicy="Retain")
    stack_id = cloudformation.create_stack(StackName="p", TemplateBody=parent(Child=nested(), Kept=kept))[
        "StackId"
    ]
    ended(cloudformation, "p")
    kept_id = resource(cloudformation, "p", "Kept")["PhysicalResourceId"]
    cloudformation.delete_stack(StackName="p")
    assert ended(cloudformation, stack_id) == "DELETE_COMPLETE"
    assert queues(session.client("sqs")) == ["kept"]
    assert status(cloudformation, kept_id) == "CREATE_COMPLETE"


def test_deleting_the_parent_ends_what_its_child_waits_for(session: Any) -> None:
    keep(session.client("s3"), waits=child(waiting()))
    cloudformation = session.client("cloudformation")
    stack_id = cloudformation.create_stack(StackName="p", TemplateBody=parent(Child=nested("waits.json")))[
        "StackId"
    ]
    child_id = eventually(lambda: resource(cloudformation, "p", "Child").get("PhysicalResourceId"))
    eventually(lambda: resource(cloudformation, child_id, "Ready"))
    cloudformation.delete_stack(StackName="p")
    assert ended(cloudformation, stack_id) == "DELETE_COMPLETE"
    assert ended(cloudformation, child_id) == "DELETE_COMPLETE"
    assert queues(session.client("sqs")) == []


def test_cancelling_the_parent_s_update_takes_the_child_back(session: Any) -> None:
    cloudformation, child_id = deployed(session)
    keep(session.client("s3"), waits=child(waiting()))
    cloudformation.update_stack(StackName="p", TemplateBody=parent(Child=nested("waits.json", "work")))
    eventually(lambda: resource(cloudformation, child_id, "Ready"))
    cloudformation.cancel_update_stack(StackName="p")
    assert ended(cloudformation, "p") == "UPDATE_ROLLBACK_COMPLETE"
    assert status(cloudformation, child_id) == "UPDATE_ROLLBACK_COMPLETE"
    assert queues(session.client("sqs")) == ["jobs"]


def test_a_stack_nested_in_a_nested_stack_goes_back_with_the_root(session: Any) -> None:
    middle = {
        "Parameters": {"Name": {"Type": "String"}},
        "Resources": {"Child": nested(name={"Ref": "Name"})},  # type: ignore[arg-type]  # a Ref
        "Outputs": {"Url": {"Value": {"Fn::GetAtt": ["Child", "Outputs.Url"]}}},
    }
    keep(session.client("s3"), middle=middle)
    cloudformation = session.client("cloudformation")
    cloudformation.create_stack(StackName="p", TemplateBody=parent(Child=nested("middle.json")))
    assert ended(cloudformation, "p") == "CREATE_COMPLETE"
    middle_id = resource(cloudformation, "p", "Child")["PhysicalResourceId"]
    inner_id = resource(cloudformation, middle_id, "Child")["PhysicalResourceId"]
    inner = cloudformation.describe_stacks(StackName=inner_id)["Stacks"][0]
    assert inner["ParentId"] == middle_id
    assert inner["RootId"] == cloudformation.describe_stacks(StackName="p")["Stacks"][0]["StackId"]
    template = parent(Child=nested("middle.json", "work"), Taken=TAKEN)
    cloudformation.update_stack(StackName="p", TemplateBody=template)
    assert ended(cloudformation, "p") == "UPDATE_ROLLBACK_COMPLETE"
    assert {status(cloudformation, each) for each in (middle_id, inner_id)} == {"UPDATE_ROLLBACK_COMPLETE"}
    assert queues(session.client("sqs")) == ["jobs"]
    cloudformation.update_stack(StackName="p", TemplateBody=parent(Child=nested("middle.json", "work")))
    assert ended(cloudformation, "p") == "UPDATE_COMPLETE"
    assert {status(cloudformation, each) for each in (middle_id, inner_id)} == {"UPDATE_COMPLETE"}
    assert queues(session.client("sqs")) == ["work"]


def test_what_belongs_to_the_root_is_refused_for_a_nested_stack(session: Any) -> None:
    cloudformation, child_id = deployed(session, EnableTerminationProtection=True)
    with pytest.raises(ClientError, match="cannot be deleted while TerminationProtection is enabled"):
        cloudformation.delete_stack(StackName=child_id)
    with pytest.raises(ClientError, match="cannot be changed on the nested stack"):
        cloudformation.update_termination_protection(StackName=child_id, EnableTerminationProtection=True)
    with pytest.raises(ClientError, match="RollbackUpdatedStack cannot be invoked on child stacks"):
        cloudformation.continue_update_rollback(StackName=child_id)
    cloudformation.update_stack(
        StackName=child_id,
        UsePreviousTemplate=True,
        Parameters=[{"ParameterKey": "Name", "ParameterValue": "direct"}],
    )
    assert ended(cloudformation, child_id) == "UPDATE_COMPLETE"
    assert queues(session.client("sqs")) == ["direct"]


def test_a_template_that_changed_at_its_url_is_an_update_of_the_parent(session: Any) -> None:
    cloudformation, child_id = deployed(session)
    template = child()
    template["Resources"]["Queue"]["Properties"]["DelaySeconds"] = 7
    keep(session.client("s3"), child=template)
    same = parent(Child=nested())
    cloudformation.create_change_set(StackName="p", ChangeSetName="c", TemplateBody=same)
    changes = cloudformation.describe_change_set(StackName="p", ChangeSetName="c")["Changes"]
    assert [each["ResourceChange"]["Details"][0]["ChangeSource"] for each in changes] == ["Automatic"]
    cloudformation.update_stack(StackName="p", TemplateBody=parent(Child=nested(), Taken=TAKEN))
    assert ended(cloudformation, "p") == "UPDATE_ROLLBACK_COMPLETE"
    assert status(cloudformation, child_id) == "UPDATE_ROLLBACK_COMPLETE"
    assert delay(session) == "0"
    cloudformation.update_stack(StackName="p", TemplateBody=same)
    assert ended(cloudformation, "p") == "UPDATE_COMPLETE"
    assert delay(session) == "7"
    with pytest.raises(ClientError, match="No updates are to be performed"):
        cloudformation.update_stack(StackName="p", TemplateBody=same)


def delay(session: Any) -> str:
    """DelaySeconds of the child's queue."""
    sqs = session.client("sqs")
    found = sqs.get_queue_attributes(
        QueueUrl=sqs.get_queue_url(QueueName="jobs")["QueueUrl"], AttributeNames=["DelaySeconds"]
    )
    return str(found["Attributes"]["DelaySeconds"])


def test_a_nested_stack_s_drift_is_its_own(session: Any) -> None:
    cloudformation, child_id = deployed(session)
    cloudformation.detect_stack_drift(StackName="p")
    found = cloudformation.describe_stack_resource_drifts(StackName="p")["StackResourceDrifts"]
    assert [each["StackResourceDriftStatus"] for each in found] == ["NOT_CHECKED"]
    cloudformation.detect_stack_drift(StackName=child_id)
    found = cloudformation.describe_stack_resource_drifts(StackName=child_id)["StackResourceDrifts"]
    assert [each["StackResourceDriftStatus"] for each in found] == ["IN_SYNC"]


@pytest.mark.parametrize("is_update", [False, True])
def test_a_parent_and_its_child_go_on_after_a_kill(tmp_path: Path, is_update: bool) -> None:
    folder = tmp_path / "state"
    process, note = start(folder)
    cloudformation = client(note.url, "cloudformation")
    keep(client(note.url, "s3"), child=child(), waits=child(waiting()))
    if is_update:
        cloudformation.create_stack(StackName="p", TemplateBody=parent(Child=nested()))
        ended(cloudformation, "p")
    change = cloudformation.update_stack if is_update else cloudformation.create_stack
    change(StackName="p", TemplateBody=parent(Child=nested("waits.json", "work")))
    child_id = eventually(lambda: resource(cloudformation, "p", "Child").get("PhysicalResourceId"))
    address = eventually(lambda: resource(cloudformation, child_id, "Handle"))["PhysicalResourceId"]
    eventually(lambda: resource(cloudformation, child_id, "Ready"))
    os.kill(process.pid, signal.SIGKILL)
    process.wait(30)
    with serving(folder) as (url, _):
        cloudformation = client(url, "cloudformation")
        signaled = {"Status": "SUCCESS", "UniqueId": "one"}
        put(f"{url}/_landform/{address.partition('/_landform/')[2]}", signaled)
        expected = "UPDATE_COMPLETE" if is_update else "CREATE_COMPLETE"
        assert ended(cloudformation, "p") == expected
        assert status(cloudformation, child_id) == expected
        assert queues(client(url, "sqs")) == ["work"]
        stacks = cloudformation.describe_stacks()["Stacks"]
        assert len(stacks) == 2

"""Drift, stack policies, types, limits and events of operations, as boto3 sees them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from landform.cli.main import run
from landform.server.local import LocalTarget

TEMPLATE = {
    "Resources": {
        "Jobs": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "jobs", "DelaySeconds": 5}},
        "Group": {"Type": "AWS::EC2::PlacementGroup", "Properties": {"Strategy": "cluster"}},
    }
}
ALLOW = {"Effect": "Allow", "Action": "Update:*", "Principal": "*", "Resource": "*"}
KEEP_QUEUE = json.dumps(
    {"Statement": [ALLOW, {**ALLOW, "Effect": "Deny", "Resource": "LogicalResourceId/Jobs"}]}
)


@pytest.fixture
def target() -> Iterator[LocalTarget]:
    with LocalTarget() as opened:
        yield opened


def created(target: LocalTarget, **more: Any) -> Any:
    cloudformation = target.session().client("cloudformation")
    cloudformation.create_stack(StackName="s", TemplateBody=json.dumps(TEMPLATE), **more)
    target.wait()
    return cloudformation


def changed() -> str:
    template = json.loads(json.dumps(TEMPLATE))
    template["Resources"]["Jobs"]["Properties"]["DelaySeconds"] = 9
    return json.dumps(template)


def test_a_change_behind_the_stack_s_back_is_found_and_named(target: LocalTarget) -> None:
    cloudformation, queues = created(target), target.session().client("sqs")
    detection = cloudformation.detect_stack_drift(StackName="s")["StackDriftDetectionId"]
    status = cloudformation.describe_stack_drift_detection_status(StackDriftDetectionId=detection)
    assert (status["DetectionStatus"], status["StackDriftStatus"]) == ("DETECTION_COMPLETE", "IN_SYNC")
    url = queues.get_queue_url(QueueName="jobs")["QueueUrl"]
    queues.set_queue_attributes(QueueUrl=url, Attributes={"DelaySeconds": "7"})
    detection = cloudformation.detect_stack_drift(StackName="s")["StackDriftDetectionId"]
    status = cloudformation.describe_stack_drift_detection_status(StackDriftDetectionId=detection)
    assert (status["StackDriftStatus"], status["DriftedStackResourceCount"]) == ("DRIFTED", 1)
    found = cloudformation.describe_stack_resource_drifts(
        StackName="s", StackResourceDriftStatusFilters=["MODIFIED"]
    )["StackResourceDrifts"]
    assert [each["LogicalResourceId"] for each in found] == ["Jobs"]
    assert found[0]["PropertyDifferences"] == [
        {
            "PropertyPath": "/DelaySeconds",
            "ExpectedValue": "5",
            "ActualValue": "7",
            "DifferenceType": "NOT_EQUAL",
        }
    ]
    stack = cloudformation.describe_stacks(StackName="s")["Stacks"][0]
    assert stack["DriftInformation"]["StackDriftStatus"] == "DRIFTED"
    summaries = cloudformation.list_stack_resources(StackName="s")["StackResourceSummaries"]
    assert {
        each["LogicalResourceId"]: each["DriftInformation"]["StackResourceDriftStatus"] for each in summaries
    } == {
        "Jobs": "MODIFIED",
        "Group": "IN_SYNC",
    }


def test_a_resource_deleted_behind_the_stack_s_back_is_deleted(target: LocalTarget) -> None:
    cloudformation, queues = created(target), target.session().client("sqs")
    queues.delete_queue(QueueUrl=queues.get_queue_url(QueueName="jobs")["QueueUrl"])
    drift = cloudformation.detect_stack_resource_drift(StackName="s", LogicalResourceId="Jobs")
    assert drift["StackResourceDrift"]["StackResourceDriftStatus"] == "DELETED"
    with pytest.raises(ClientError, match="Resource Nobody does not exist for stack s"):
        cloudformation.detect_stack_resource_drift(StackName="s", LogicalResourceId="Nobody")


def test_drift_that_was_never_looked_for_is_said_to_be_so(target: LocalTarget) -> None:
    cloudformation = created(target)
    with pytest.raises(ClientError, match="Drift detection has not been run on stack"):
        cloudformation.describe_stack_resource_drifts(StackName="s")
    with pytest.raises(ClientError, match="Drift detection status for x1 not found"):
        cloudformation.describe_stack_drift_detection_status(StackDriftDetectionId="x1")


DENIED = (
    "Action denied by stack policy: Statement [#2] does not allow [Update:*] for resource "
    "[LogicalResourceId/Jobs];"
)


def ended(target: LocalTarget, cloudformation: Any) -> list[str]:
    """The stack's status, and what was told of the queue since the update began, oldest first."""
    target.wait()
    events = cloudformation.describe_stack_events(StackName="s")["StackEvents"]
    operation = events[0]["OperationId"]
    lines = [
        f"{each['ResourceStatus']} {each.get('ResourceStatusReason', '')}".strip()
        for each in reversed(events)
        if each["LogicalResourceId"] == "Jobs" and each["OperationId"] == operation
    ]
    return [cloudformation.describe_stacks(StackName="s")["Stacks"][0]["StackStatus"], *lines]


def test_a_stack_policy_fails_an_update_until_it_is_lifted_for_one_update(target: LocalTarget) -> None:
    cloudformation = created(target, StackPolicyBody=KEEP_QUEUE)
    assert cloudformation.get_stack_policy(StackName="s")["StackPolicyBody"] == KEEP_QUEUE
    denied = ["UPDATE_ROLLBACK_COMPLETE", f"UPDATE_FAILED {DENIED}", "UPDATE_COMPLETE"]
    cloudformation.update_stack(StackName="s", TemplateBody=changed())
    assert ended(target, cloudformation) == denied
    cloudformation.create_change_set(StackName="s", ChangeSetName="c", TemplateBody=changed())
    cloudformation.execute_change_set(StackName="s", ChangeSetName="c")
    assert ended(target, cloudformation) == denied
    without = json.dumps({"Resources": {"Group": TEMPLATE["Resources"]["Group"]}})
    cloudformation.update_stack(StackName="s", TemplateBody=without)
    assert ended(target, cloudformation) == denied
    lifted = json.dumps({"Statement": [ALLOW]})
    cloudformation.update_stack(StackName="s", TemplateBody=changed(), StackPolicyDuringUpdateBody=lifted)
    assert ended(target, cloudformation) == ["UPDATE_COMPLETE", "UPDATE_IN_PROGRESS", "UPDATE_COMPLETE"]
    assert cloudformation.get_stack_policy(StackName="s")["StackPolicyBody"] == KEEP_QUEUE
    cloudformation.delete_stack(StackName="s")
    target.wait()
    assert cloudformation.describe_stacks()["Stacks"] == []


def test_a_policy_can_be_set_later_and_a_wrong_one_is_refused(target: LocalTarget) -> None:
    cloudformation = created(target)
    assert "StackPolicyBody" not in cloudformation.get_stack_policy(StackName="s")
    with pytest.raises(ClientError, match="Error validating stack policy: Malformed JSON"):
        cloudformation.set_stack_policy(StackName="s", StackPolicyBody="{")
    with pytest.raises(ClientError, match="Error validating stack policy: Malformed JSON"):
        cloudformation.update_stack(StackName="s", TemplateBody=changed(), StackPolicyDuringUpdateBody="{")
    cloudformation.set_stack_policy(StackName="s", StackPolicyBody=KEEP_QUEUE)
    cloudformation.update_stack(StackName="s", TemplateBody=changed())
    assert ended(target, cloudformation)[0] == "UPDATE_ROLLBACK_COMPLETE"


def test_public_types_are_listed_and_described(target: LocalTarget) -> None:
    cloudformation = target.session().client("cloudformation")
    pages = cloudformation.get_paginator("list_types").paginate(
        Visibility="PUBLIC", Filters={"Category": "AWS_TYPES", "TypeNamePrefix": "AWS::SQS::"}
    )
    names = [each["TypeName"] for page in pages for each in page["TypeSummaries"]]
    assert sorted(names) == ["AWS::SQS::Queue", "AWS::SQS::QueueInlinePolicy", "AWS::SQS::QueuePolicy"]
    found = cloudformation.describe_type(Type="RESOURCE", TypeName="AWS::SQS::Queue")
    assert json.loads(found["Schema"])["typeName"] == "AWS::SQS::Queue"
    assert found["Arn"] == "arn:aws:cloudformation:us-east-1::type/resource/AWS-SQS-Queue"
    assert cloudformation.describe_type(Arn=found["Arn"])["TypeName"] == "AWS::SQS::Queue"
    with pytest.raises(ClientError) as caught:
        cloudformation.describe_type(Type="RESOURCE", TypeName="AWS::Nobody::Knows")
    assert caught.value.response["Error"]["Code"] == "TypeNotFoundException"


def test_limits_and_the_calculator_are_answered(target: LocalTarget) -> None:
    cloudformation = target.session().client("cloudformation")
    limits = cloudformation.describe_account_limits()["AccountLimits"]
    assert {each["Name"]: each["Value"] for each in limits}["StackLimit"] == 2000
    url = cloudformation.estimate_template_cost(TemplateBody=json.dumps(TEMPLATE))["Url"]
    assert url.startswith("http://calculator.s3.amazonaws.com/calc5.html?key=cf-")


def test_events_name_their_operation_and_can_be_those_that_failed(target: LocalTarget) -> None:
    cloudformation = created(target)
    template = json.loads(changed())
    template["Resources"]["Jobs"]["Properties"]["QueueName"] = "not a queue's name"
    template["Resources"]["Bad"] = {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "also not one"}}
    cloudformation.update_stack(StackName="s", TemplateBody=json.dumps(template))
    target.wait()
    events = cloudformation.describe_events(StackName="s")["OperationEvents"]
    assert {each["OperationType"] for each in events} == {"CREATE_STACK", "UPDATE_STACK"}
    failed = cloudformation.describe_events(StackName="s", Filters={"FailedEvents": True})["OperationEvents"]
    assert {each["EventType"] for each in failed if each["LogicalResourceId"] != "s"} == {
        "PROVISIONING_ERROR"
    }


def test_the_command_shows_drift_and_fails_when_asked_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s.json").write_text(json.dumps(TEMPLATE))
    assert run(["deploy", "s.json", "--yes"]) == 0
    assert run(["drift", "--fail"]) == 0
    with LocalTarget(tmp_path / ".landform") as target:
        queues = target.session().client("sqs")
        url = queues.get_queue_url(QueueName="jobs")["QueueUrl"]
        queues.set_queue_attributes(QueueUrl=url, Attributes={"DelaySeconds": "7"})
    capsys.readouterr()
    assert run(["drift", "s", "--fail"]) == 1
    assert capsys.readouterr().out == (
        "s: 1 of 2 resources drifted\n  ~ Jobs (AWS::SQS::Queue)\n      ~ /DelaySeconds: 5 -> 7\n"
    )


def test_the_ledger_of_the_api_names_every_operation_and_refused_ones_really_are(
    target: LocalTarget, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["fidelity", "api", "--json"]) == 0
    ledger = json.loads(capsys.readouterr().out)
    cloudformation = target.session().client("cloudformation")
    assert sorted(ledger) == sorted(cloudformation.meta.service_model.operation_names)
    assert ledger["DetectStackDrift"] == "answered"
    assert ledger["CreateStackSet"] == "refused"
    with pytest.raises(ClientError, match="Landform does not support the operation CreateStackSet yet"):
        cloudformation.create_stack_set(StackSetName="s", TemplateBody="{}")

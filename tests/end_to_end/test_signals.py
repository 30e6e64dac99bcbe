"""Creation policies and wait conditions against a real server: boto3, the aws CLI and plain HTTP."""

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.end_to_end.nested import ended, eventually, told
from tests.end_to_end.serving import client, put, serving, start

SECONDS = 60.0
POLICY = {"ResourceSignal": {"Count": 2, "Timeout": "PT1M"}}
SERVER = {
    "Resources": {
        "Server": {
            "Type": "AWS::EC2::Instance",
            "CreationPolicy": POLICY,
            "Properties": {"ImageId": "ami-12345678", "InstanceType": "t3.micro"},
        },
        "Jobs": {"Type": "AWS::SQS::Queue", "DependsOn": "Server"},
    }
}


def wait_condition(timeout: str = "60", count: int = 1) -> str:
    return json.dumps(
        {
            "Resources": {
                "Handle": {"Type": "AWS::CloudFormation::WaitConditionHandle"},
                "Ready": {
                    "Type": "AWS::CloudFormation::WaitCondition",
                    "Properties": {"Handle": {"Ref": "Handle"}, "Timeout": timeout, "Count": count},
                },
            },
            "Outputs": {"Data": {"Value": {"Fn::GetAtt": ["Ready", "Data"]}}},
        }
    )


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    with serving(tmp_path / "state") as (address, _):
        yield address


def physical_id(cloudformation: Any, logical_id: str) -> Any:
    """The resource's physical id as soon as it has one, and can be signaled."""
    return eventually(
        lambda: [
            each.get("PhysicalResourceId")
            for each in cloudformation.describe_stack_resources(StackName="s")["StackResources"]
            if each["LogicalResourceId"] == logical_id and each.get("PhysicalResourceId")
        ]
    )[0]


def test_an_instance_is_complete_when_boto3_and_the_aws_command_have_signaled(url: str) -> None:
    cloudformation = client(url, "cloudformation")
    cloudformation.create_stack(StackName="s", TemplateBody=json.dumps(SERVER))
    physical_id(cloudformation, "Server")
    given = {"StackName": "s", "LogicalResourceId": "Server", "Status": "SUCCESS"}
    cloudformation.signal_resource(**given, UniqueId="i-1")
    cloudformation.signal_resource(**given, UniqueId="i-1")
    environment = {**os.environ, "AWS_ENDPOINT_URL": url, "AWS_DEFAULT_REGION": "us-east-1"}
    environment |= {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
    arguments = ["--stack-name", "s", "--logical-resource-id", "Server", "--unique-id", "i-2"]
    arguments += ["--status", "SUCCESS"]
    subprocess.run(
        [sys.executable, "-m", "awscli", "cloudformation", "signal-resource", *arguments],
        env=environment,
        check=True,
        timeout=SECONDS,
    )
    assert ended(cloudformation, "s") == "CREATE_COMPLETE"
    assert told(cloudformation, "s", "Server") == [
        "CREATE_IN_PROGRESS",
        "CREATE_IN_PROGRESS Resource creation Initiated",
        "CREATE_IN_PROGRESS Received SUCCESS signal with UniqueId i-1",
        "CREATE_IN_PROGRESS Received SUCCESS signal with UniqueId i-2",
        "CREATE_COMPLETE",
    ]
    with pytest.raises(ClientError, match="is in CREATE_COMPLETE state and cannot be signaled"):
        cloudformation.signal_resource(**given, UniqueId="i-3")


def test_a_failure_signal_rolls_the_stack_back(url: str) -> None:
    cloudformation = client(url, "cloudformation")
    cloudformation.create_stack(StackName="s", TemplateBody=json.dumps(SERVER))
    physical_id(cloudformation, "Server")
    given = {"StackName": "s", "UniqueId": "i-1", "Status": "FAILURE"}
    with pytest.raises(ClientError, match="Resource Nobody does not exist for stack s"):
        cloudformation.signal_resource(**given, LogicalResourceId="Nobody")
    with pytest.raises(ClientError, match="Stack with id t does not exist"):
        cloudformation.signal_resource(**{**given, "StackName": "t"}, LogicalResourceId="Server")
    cloudformation.signal_resource(**given, LogicalResourceId="Server")
    assert ended(cloudformation, "s") == "ROLLBACK_COMPLETE"
    assert "CREATE_FAILED Received FAILURE signal with UniqueId i-1" in told(cloudformation, "s", "Server")


def test_a_put_at_the_handle_s_url_completes_the_wait_condition(url: str) -> None:
    cloudformation = client(url, "cloudformation")
    cloudformation.create_stack(StackName="s", TemplateBody=wait_condition(count=2))
    address = physical_id(cloudformation, "Handle")
    for name, data in (("a", "installed"), ("a", "twice"), ("b", "")):
        assert put(address, {"Status": "SUCCESS", "UniqueId": name, "Data": data, "Reason": "done"}) == 200
    assert ended(cloudformation, "s") == "CREATE_COMPLETE"
    stack = cloudformation.describe_stacks(StackName="s")["Stacks"][0]
    assert json.loads(stack["Outputs"][0]["OutputValue"]) == {"a": "installed", "b": ""}
    assert physical_id(cloudformation, "Ready") == f"{stack['StackId']}/Handle"
    with pytest.raises(urllib.error.HTTPError, match="403"):
        put(address[:-3] + "xyz", {"Status": "SUCCESS", "UniqueId": "c"})
    cloudformation.delete_stack(StackName=stack["StackId"])
    eventually(lambda: told(cloudformation, stack["StackId"], "s")[-1] == "DELETE_COMPLETE")
    with pytest.raises(urllib.error.HTTPError, match="403"):
        put(address, {"Status": "SUCCESS", "UniqueId": "c"})


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (
            {"Status": "FAILURE", "UniqueId": "i-1", "Reason": "No disk"},
            "WaitCondition received failed message: 'No disk' for uniqueId: i-1",
        ),
        (b"hello", "Unparsable WaitCondition data"),
        (None, "WaitCondition timed out. Received 0 conditions when expecting 1"),
    ],
)
def test_a_wait_condition_fails_with_aws_s_reason(
    url: str, body: dict[str, Any] | bytes | None, reason: str
) -> None:
    cloudformation = client(url, "cloudformation")
    timeout = "1" if body is None else "60"
    cloudformation.create_stack(StackName="s", TemplateBody=wait_condition(timeout))
    if body is not None:
        put(physical_id(cloudformation, "Handle"), body)
    assert ended(cloudformation, "s") == "ROLLBACK_COMPLETE"
    assert f"CREATE_FAILED {reason}" in told(cloudformation, "s", "Ready")


def test_a_wait_condition_cannot_be_updated(url: str) -> None:
    cloudformation = client(url, "cloudformation")
    cloudformation.create_stack(StackName="s", TemplateBody=wait_condition())
    put(physical_id(cloudformation, "Handle"), {"Status": "SUCCESS", "UniqueId": "a"})
    assert ended(cloudformation, "s") == "CREATE_COMPLETE"
    cloudformation.update_stack(StackName="s", TemplateBody=wait_condition("50"))
    assert ended(cloudformation, "s") == "UPDATE_ROLLBACK_COMPLETE"
    assert (
        "UPDATE_FAILED Update to resource type AWS::CloudFormation::WaitCondition is not supported."
        in told(cloudformation, "s", "Ready")
    )


def test_deleting_the_stack_ends_the_wait(url: str) -> None:
    cloudformation = client(url, "cloudformation")
    stack_id = cloudformation.create_stack(StackName="s", TemplateBody=wait_condition())["StackId"]
    physical_id(cloudformation, "Ready")
    cloudformation.delete_stack(StackName="s")
    eventually(lambda: told(cloudformation, stack_id, "s")[-1] == "DELETE_COMPLETE")


def test_a_wait_survives_a_kill_and_counts_what_came_before(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    process, note = start(folder)
    cloudformation = client(note.url, "cloudformation")
    cloudformation.create_stack(StackName="s", TemplateBody=wait_condition(count=2))
    address = physical_id(cloudformation, "Handle")
    put(address, {"Status": "SUCCESS", "UniqueId": "a", "Data": "before"})
    os.kill(process.pid, signal.SIGKILL)
    process.wait(30)
    with serving(folder) as (url, _):
        cloudformation = client(url, "cloudformation")
        path = address.partition("/_landform/")[2]
        put(f"{url}/_landform/{path}", {"Status": "SUCCESS", "UniqueId": "b", "Data": "after"})
        assert ended(cloudformation, "s") == "CREATE_COMPLETE"
        output = cloudformation.describe_stacks(StackName="s")["Stacks"][0]["Outputs"][0]["OutputValue"]
        assert json.loads(output) == {"a": "before", "b": "after"}

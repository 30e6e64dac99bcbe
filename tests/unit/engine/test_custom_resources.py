"""Stacks with custom resources whose functions really run, in one process."""

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from landform.server.local import LocalTarget

WAIT_SECONDS = 20.0
PYTHON = """
import cfnresponse, json, time
def handler(event, context):
    print(json.dumps({**event, "At": time.time()}))
    given = event["ResourceProperties"]
    if given.get("Crash") == event["RequestType"]:
        raise RuntimeError("the machine is on fire")
    if given.get("Silent") == event["RequestType"]:
        return
    status = "FAILED" if given.get("Fail") == event["RequestType"] else "SUCCESS"
    data = {"Doubled": given.get("Value", "") * 2, "Key": "k3y"}
    is_hidden = given.get("Hide") == "true"
    cfnresponse.send(event, context, status, data, given["Name"], is_hidden, reason="as asked")
"""
NODE = """
const response = require('cfn-response');
exports.handler = (event, context) => {
  const data = { Doubled: event.ResourceProperties.Value.repeat(2) };
  response.send(event, context, response.SUCCESS, data, 'node-one');
};
"""
HTTPS = """
const https = require('https');
const { URL } = require('url');
exports.handler = async (event) => {
  const { StackId, RequestId, LogicalResourceId } = event;
  const answer = { StackId, RequestId, LogicalResourceId, Status: 'SUCCESS', Data: { Doubled: 'https' } };
  const body = JSON.stringify({ ...answer, PhysicalResourceId: 'old-style' });
  const url = new URL(event.ResponseURL);
  const headers = { 'content-type': '', 'content-length': body.length };
  const options = { hostname: url.hostname, port: 443, path: url.pathname, method: 'PUT', headers };
  await new Promise((resolve, reject) => {
    const request = https.request(options, resolve);
    request.on('error', reject);
    request.end(body);
  });
};
"""


class Stacks:
    """One engine in memory and the stack `app`."""

    def __init__(self) -> None:
        self.target = LocalTarget()
        self.client = self.target.session().client("cloudformation")
        self.stack_id = ""

    def create(self, source: str = PYTHON, runtime: str = "python3.12", **properties: Any) -> str:
        body = template(source, runtime, properties)
        capabilities = ["CAPABILITY_IAM"]
        made = self.client.create_stack(StackName="app", TemplateBody=body, Capabilities=capabilities)
        self.stack_id = made["StackId"]
        return self.status()

    def update(self, source: str = PYTHON, **properties: Any) -> str:
        body = template(source, "python3.12", properties)
        self.client.update_stack(StackName="app", TemplateBody=body, Capabilities=["CAPABILITY_IAM"])
        return self.status()

    def delete(self) -> str:
        self.client.delete_stack(StackName=self.stack_id)
        return self.status()

    def status(self) -> str:
        self.target.wait()
        return str(self.client.describe_stacks(StackName=self.stack_id)["Stacks"][0]["StackStatus"])

    def outputs(self) -> dict[str, str]:
        found = self.client.describe_stacks(StackName=self.stack_id)["Stacks"][0].get("Outputs", [])
        return {each["OutputKey"]: each["OutputValue"] for each in found}

    def reasons(self, status: str) -> list[str]:
        """Why the custom resource came to a status, oldest first."""
        events = self.client.describe_stack_events(StackName=self.stack_id)["StackEvents"]
        return [
            each.get("ResourceStatusReason", "")
            for each in reversed(events)
            if each["LogicalResourceId"] == "Thing" and each["ResourceStatus"] == status
        ]

    def requests(self, count: int) -> list[tuple[str, str | None]]:
        """Type and physical id of each request that the function got, by time, once so many are logged."""
        deadline = time.monotonic() + WAIT_SECONDS
        while len(found := self._logged()) < count:
            assert time.monotonic() < deadline, found
            time.sleep(0.02)
        found.sort(key=lambda each: each["At"])
        return [(each["RequestType"], each.get("PhysicalResourceId")) for each in found]

    def _logged(self) -> list[dict[str, Any]]:
        logs = self.target.session().client("logs")
        found: list[dict[str, Any]] = []
        for group in logs.describe_log_groups()["logGroups"]:
            names = {"logGroupName": group["logGroupName"]}
            for stream in logs.describe_log_streams(**names)["logStreams"]:
                events = logs.get_log_events(**names, logStreamName=stream["logStreamName"])["events"]
                found += [json.loads(each["message"]) for each in events if each["message"].startswith("{")]
        return found


def template(source: str, runtime: str, properties: dict[str, Any]) -> str:
    function = {
        "Runtime": runtime,
        "Handler": "index.handler",
        "Timeout": 20,
        "Role": {"Fn::GetAtt": ["Role", "Arn"]},
        "Code": {"ZipFile": source},
    }
    role = {"AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": []}}
    token = {"Fn::GetAtt": ["Maker", "Arn"]}
    given = {"ServiceToken": token, "Name": "one", "Value": "ab", **properties}
    return json.dumps(
        {
            "Resources": {
                "Role": {"Type": "AWS::IAM::Role", "Properties": role},
                "Maker": {"Type": "AWS::Lambda::Function", "Properties": function},
                "Thing": {"Type": "Custom::Thing", "Properties": given},
                "Uses": {
                    "Type": "AWS::SSM::Parameter",
                    "Properties": {"Type": "String", "Value": {"Fn::GetAtt": ["Thing", "Doubled"]}},
                },
            },
            "Outputs": {
                "Id": {"Value": {"Ref": "Thing"}},
                "Doubled": {"Value": {"Fn::GetAtt": ["Thing", "Doubled"]}},
            },
        }
    )


@pytest.fixture
def stacks() -> Iterator[Stacks]:
    """A new engine."""
    made = Stacks()
    yield made
    made.target.close()


def test_a_stack_makes_updates_and_deletes_a_custom_resource(stacks: Stacks) -> None:
    assert stacks.create() == "CREATE_COMPLETE"
    assert stacks.outputs() == {"Id": "one", "Doubled": "abab"}
    assert stacks.update(Value="c") == "UPDATE_COMPLETE"
    assert stacks.outputs() == {"Id": "one", "Doubled": "cc"}
    assert stacks.delete() == "DELETE_COMPLETE"


def test_another_physical_id_is_a_replacement(stacks: Stacks) -> None:
    stacks.create()
    assert stacks.update(Name="two") == "UPDATE_COMPLETE"
    assert stacks.outputs()["Id"] == "two"
    assert stacks.requests(3) == [("Create", None), ("Update", "one"), ("Delete", "one")]


def test_a_replacement_is_taken_back_when_the_update_fails(stacks: Stacks) -> None:
    stacks.create()
    body = json.loads(template(PYTHON, "python3.12", {"Name": "two"}))
    body["Resources"]["Bad"] = {
        "Type": "AWS::SQS::Queue",
        "DependsOn": "Thing",
        "Properties": {"QueueName": {"Fn::Sub": "not a name ${Thing}"}},
    }
    stacks.client.update_stack(
        StackName="app", TemplateBody=json.dumps(body), Capabilities=["CAPABILITY_IAM"]
    )
    assert stacks.status() == "UPDATE_ROLLBACK_COMPLETE"
    assert stacks.outputs() == {"Id": "one", "Doubled": "abab"}
    assert stacks.requests(3) == [("Create", None), ("Update", "one"), ("Delete", "two")]


def test_failed_updates_are_rolled_back_by_another_update(stacks: Stacks) -> None:
    stacks.create()
    assert stacks.update(Fail="Update") == "UPDATE_ROLLBACK_COMPLETE"
    (reason,) = stacks.reasons("UPDATE_FAILED")
    assert reason.startswith(
        "Received response status [FAILED] from custom resource. Message returned: as asked (RequestId: "
    )
    assert stacks.requests(3) == [("Create", None), ("Update", "one"), ("Update", "one")]


def test_a_failed_creation_is_deleted(stacks: Stacks) -> None:
    assert stacks.create(Fail="Create") == "ROLLBACK_COMPLETE"
    assert stacks.requests(2) == [("Create", None), ("Delete", "one")]


def test_a_function_that_crashes_fails_the_resource_at_once(stacks: Stacks) -> None:
    assert stacks.create(Crash="Create") == "ROLLBACK_COMPLETE"
    (reason,) = stacks.reasons("CREATE_FAILED")
    assert reason.startswith(
        "The function failed before it sent a response: RuntimeError: the machine is on fire (RequestId: "
    )


def test_a_function_that_never_answers_fails_the_resource_after_its_timeout(stacks: Stacks) -> None:
    assert stacks.create(Silent="Create", ServiceTimeout=1) == "ROLLBACK_COMPLETE"
    (reason,) = stacks.reasons("CREATE_FAILED")
    assert reason.startswith("CloudFormation did not receive a response from your Custom Resource.")


def test_a_deletion_that_fails_keeps_the_stack(stacks: Stacks) -> None:
    stacks.create(Fail="Delete")
    assert stacks.delete() == "DELETE_FAILED"


def test_a_function_that_does_not_exist_fails_the_resource(stacks: Stacks) -> None:
    token = "arn:aws:lambda:us-east-1:000000000000:function:nobody"
    assert stacks.create(ServiceToken=token) == "ROLLBACK_COMPLETE"
    assert stacks.reasons("CREATE_FAILED") == [f"Function not found: {token}"]


def test_the_service_token_of_a_deployed_resource_cannot_change(stacks: Stacks) -> None:
    stacks.create()
    token = "arn:aws:lambda:us-east-1:000000000000:function:another"
    assert stacks.update(ServiceToken=token) == "UPDATE_ROLLBACK_COMPLETE"
    assert stacks.reasons("UPDATE_FAILED") == ["Modifying service token is not allowed."]


def test_secret_data_is_masked_where_properties_are_shown(stacks: Stacks) -> None:
    assert stacks.create(Hide="true") == "CREATE_COMPLETE"
    events = stacks.client.describe_stack_events(StackName="app")["StackEvents"]
    (shown,) = {
        json.loads(each["ResourceProperties"])["Value"]
        for each in events
        if each["LogicalResourceId"] == "Uses" and each.get("ResourceProperties")
    }
    assert shown == "****"
    parameters = stacks.target.session().client("ssm")
    name = parameters.describe_parameters()["Parameters"][0]["Name"]
    assert parameters.get_parameter(Name=name)["Parameter"]["Value"] == "abab"


def test_a_topic_reaches_the_function_that_answers(stacks: Stacks) -> None:
    source = PYTHON.replace(
        '    print(json.dumps({**event, "At": time.time()}))',
        "    event = json.loads(event['Records'][0]['Sns']['Message'])",
    )
    body = json.loads(template(source, "python3.12", {"ServiceToken": {"Ref": "News"}}))
    endpoint = {"Fn::GetAtt": ["Maker", "Arn"]}
    body["Resources"]["News"] = {"Type": "AWS::SNS::Topic", "Properties": {}}
    body["Resources"]["Hears"] = {
        "Type": "AWS::SNS::Subscription",
        "Properties": {"TopicArn": {"Ref": "News"}, "Protocol": "lambda", "Endpoint": endpoint},
    }
    body["Resources"]["Thing"]["DependsOn"] = "Hears"
    made = stacks.client.create_stack(
        StackName="app", TemplateBody=json.dumps(body), Capabilities=["CAPABILITY_IAM"]
    )
    stacks.stack_id = made["StackId"]
    assert stacks.status() == "CREATE_COMPLETE"
    assert stacks.outputs() == {"Id": "one", "Doubled": "abab"}
    assert stacks.delete() == "DELETE_COMPLETE"


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no Node.js on the PATH")
@pytest.mark.parametrize(
    ("source", "outputs"),
    [
        (NODE, {"Id": "node-one", "Doubled": "abab"}),
        (HTTPS, {"Id": "old-style", "Doubled": "https"}),
    ],
    ids=["cfn-response", "https to port 443"],
)
def test_node_functions_answer_too(stacks: Stacks, source: str, outputs: dict[str, str]) -> None:
    assert stacks.create(source, "nodejs20.x") == "CREATE_COMPLETE"
    assert stacks.outputs() == outputs


def test_a_creation_that_was_interrupted_is_asked_for_again(tmp_path: Path) -> None:
    source = PYTHON.replace(
        "    given =", "    import os\n    time.sleep(float(os.environ['WAIT']))\n    given ="
    )
    body = json.loads(template(source, "python3.12", {}))
    body["Resources"]["Maker"]["Properties"]["Environment"] = {"Variables": {"WAIT": "2"}}
    first = LocalTarget(tmp_path)
    stacks = first.session().client("cloudformation")
    stacks.create_stack(StackName="app", TemplateBody=json.dumps(body), Capabilities=["CAPABILITY_IAM"])
    while not any(
        each["LogicalResourceId"] == "Thing"
        for each in stacks.describe_stack_events(StackName="app")["StackEvents"]
    ):
        time.sleep(0.02)
    first.close()
    with LocalTarget(tmp_path) as second:
        assert second.resume() == ["app"]
        second.wait()
        found = second.session().client("cloudformation").describe_stacks(StackName="app")["Stacks"][0]
        assert found["StackStatus"] == "CREATE_COMPLETE"


def test_custom_resources_need_a_service_token_and_take_any_other_property(stacks: Stacks) -> None:
    body = {
        "Resources": {"Thing": {"Type": "AWS::CloudFormation::CustomResource", "Properties": {"Id": True}}}
    }
    with pytest.raises(stacks.client.exceptions.ClientError) as refused:
        stacks.client.create_stack(StackName="app", TemplateBody=json.dumps(body))
    assert "ServiceToken" in str(refused.value)
    assert '"Id"' not in str(refused.value)

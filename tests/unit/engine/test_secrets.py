"""A planted secret is in no file of a state folder, whichever way it goes through a stack."""

import base64
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from landform.server.local import LocalTarget

SECRET = "correct-horse-battery"
FORMS = (
    SECRET.encode(),
    *(base64.b64encode(bytes(shift) + SECRET.encode())[4:24] for shift in range(3)),
    SECRET.encode().hex().encode(),
)


def is_in(data: bytes) -> bool:
    return any(form in data for form in FORMS)


def assert_nowhere(folder: Path) -> None:
    """Neither in a file nor in the name of one."""
    files = [each for each in folder.rglob("*") if each.is_file()]
    assert {each.name for each in files} >= {"state.db", "cloud.sqlite"}
    assert [str(each) for each in files if is_in(each.read_bytes())] == []
    assert [str(each) for each in folder.rglob("*") if is_in(str(each).encode())] == []


@pytest.fixture
def target(tmp_path: Path) -> Iterator[LocalTarget]:
    with LocalTarget(tmp_path / "state") as opened:
        yield opened


def deploy(target: LocalTarget, template: dict[str, Any], **parameters: str) -> dict[str, Any]:
    """The stack as it ended."""
    client = target.session().client("cloudformation")
    given = [{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()]
    client.create_stack(
        StackName="app", TemplateBody=json.dumps(template), Parameters=given, Capabilities=["CAPABILITY_IAM"]
    )
    target.wait()
    found: dict[str, Any] = client.describe_stacks(StackName="app")["Stacks"][0]
    return found


def outputs(stack: dict[str, Any]) -> dict[str, str]:
    return {each["OutputKey"]: each["OutputValue"] for each in stack["Outputs"]}


NO_ECHO = {"Type": "String", "NoEcho": True}


def test_an_output_shows_a_hidden_parameter_as_aws_does_and_keeps_it_closed(
    target: LocalTarget, tmp_path: Path
) -> None:
    template = {
        "Parameters": {"P": NO_ECHO, "L": {"Type": "CommaDelimitedList", "NoEcho": True}},
        "Resources": {"Q": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": {"Ref": "P"}}}},
        "Outputs": {
            "Plain": {"Value": {"Ref": "P"}, "Export": {"Name": "shown"}},
            "Inside": {"Value": {"Fn::Sub": "<${P}>"}},
            "Joined": {"Value": {"Fn::Join": ["-", {"Ref": "L"}]}},
            "Chosen": {"Value": {"Fn::Select": [1, {"Ref": "L"}]}},
            "Encoded": {"Value": {"Fn::Base64": {"Ref": "P"}}},
            "Split": {"Value": {"Fn::Select": [0, {"Fn::Split": ["#", {"Fn::Sub": "${P}#x"}]}]}},
        },
    }
    stack = deploy(target, template, P=SECRET, L=f"a,{SECRET}")
    assert outputs(stack) == {
        "Plain": SECRET,
        "Inside": f"<{SECRET}>",
        "Joined": f"a-{SECRET}",
        "Chosen": SECRET,
        "Encoded": base64.b64encode(SECRET.encode()).decode(),
        "Split": SECRET,
    }
    exports = target.session().client("cloudformation").list_exports()["Exports"]
    assert [each["Value"] for each in exports] == [SECRET]
    target.close()
    assert_nowhere(tmp_path / "state")


def assert_no_answer_tells_it(target: LocalTarget, topic_name: str) -> None:
    """Neither as it was deployed nor after somebody has changed the topic that shows it."""
    client = target.session().client("cloudformation")
    answers = []
    for changed in (False, True):
        if changed:
            given = {"StackName": "app", "LogicalResourceId": topic_name}
            arn = client.describe_stack_resource(**given)["StackResourceDetail"]["PhysicalResourceId"]
            target.session().client("sns").set_topic_attributes(
                TopicArn=arn, AttributeName="DisplayName", AttributeValue=f"now {SECRET}"
            )
        client.detect_stack_drift(StackName="app")
        answers.append(client.describe_stack_resource_drifts(StackName="app"))
    answers += [client.describe_stack_events(StackName="app"), client.list_stack_resources(StackName="app")]
    assert not is_in(json.dumps(answers, default=str).encode())


def topic(**properties: Any) -> dict[str, Any]:
    return {"Type": "AWS::SNS::Topic", "Properties": properties}


def test_what_a_service_gives_back_of_a_secret_stays_one(target: LocalTarget, tmp_path: Path) -> None:
    parameter = {"Type": "String", "Value": {"Fn::Sub": "<${P}>"}}
    template = {
        "Parameters": {"P": NO_ECHO},
        "Resources": {
            "Kept": {"Type": "AWS::SSM::Parameter", "Properties": parameter},
            "Shown": topic(DisplayName={"Fn::GetAtt": ["Kept", "Value"]}),
            "Twin": {
                "Type": "AWS::AppFlow::ConnectorProfile",
                "Properties": {
                    "ConnectorProfileName": "p",
                    "ConnectorType": "Datadog",
                    "ConnectionMode": "Public",
                    "ConnectorProfileConfig": {
                        "ConnectorProfileCredentials": {
                            "Datadog": {"ApiKey": {"Ref": "P"}, "ApplicationKey": {"Ref": "P"}}
                        }
                    },
                },
            },
        },
        "Outputs": {"Value": {"Value": {"Fn::GetAtt": ["Kept", "Value"]}}},
    }
    stack = deploy(target, template, P=SECRET)
    assert stack["StackStatus"] == "CREATE_COMPLETE"
    assert outputs(stack) == {"Value": f"<{SECRET}>"}
    assert_no_answer_tells_it(target, "Shown")
    target.close()
    assert_nowhere(tmp_path / "state")


def test_a_secret_goes_through_nested_stacks_closed(target: LocalTarget, tmp_path: Path) -> None:
    child = {
        "Parameters": {"P": NO_ECHO},
        "Resources": {"T": topic(DisplayName={"Ref": "P"})},
        "Outputs": {"O": {"Value": {"Ref": "P"}}},
    }
    storage = target.session().client("s3")
    storage.create_bucket(Bucket="templates")
    storage.put_object(Bucket="templates", Key="child.json", Body=json.dumps(child).encode())
    nested = {
        "TemplateURL": "https://templates.s3.amazonaws.com/child.json",
        "Parameters": {"P": {"Ref": "P"}},
    }
    template = {
        "Parameters": {"P": NO_ECHO},
        "Resources": {
            "Child": {"Type": "AWS::CloudFormation::Stack", "Properties": nested},
            "T": topic(DisplayName={"Fn::GetAtt": ["Child", "Outputs.O"]}),
        },
        "Outputs": {"O": {"Value": {"Fn::GetAtt": ["Child", "Outputs.O"]}}},
    }
    assert outputs(deploy(target, template, P=SECRET)) == {"O": SECRET}
    target.close()
    assert_nowhere(tmp_path / "state")


def test_an_import_of_a_secret_stays_one(target: LocalTarget, tmp_path: Path) -> None:
    exporting = {
        "Parameters": {"P": NO_ECHO},
        "Resources": {"T": topic()},
        "Outputs": {"O": {"Value": {"Ref": "P"}, "Export": {"Name": "e"}}},
    }
    deploy(target, exporting, P=SECRET)
    client = target.session().client("cloudformation")
    importing = {"Resources": {"T": topic(DisplayName={"Fn::ImportValue": "e"})}}
    client.create_stack(StackName="uses", TemplateBody=json.dumps(importing))
    target.wait()
    assert client.describe_stacks(StackName="uses")["Stacks"][0]["StackStatus"] == "CREATE_COMPLETE"
    topics = target.session().client("sns")
    made = client.describe_stack_resource(StackName="uses", LogicalResourceId="T")["StackResourceDetail"]
    kept = topics.get_topic_attributes(TopicArn=made["PhysicalResourceId"])["Attributes"]["DisplayName"]
    assert kept == SECRET
    target.close()
    assert_nowhere(tmp_path / "state")


ANSWERING = """
import json, urllib.request
def handler(event, context):
    answer = {key: event[key] for key in ("RequestId", "StackId", "LogicalResourceId")}
    secret = "-".join(["correct", "horse", "battery"])
    answer |= {"Status": "SUCCESS", "PhysicalResourceId": "made", "NoEcho": True}
    answer |= {"Data": {"Text": secret, "Map": {"k": [secret]}}}
    request = urllib.request.Request(event["ResponseURL"], json.dumps(answer).encode(), method="PUT")
    urllib.request.urlopen(request).close()
"""


def test_what_a_custom_resource_hides_is_kept_closed(target: LocalTarget, tmp_path: Path) -> None:
    role = {"AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": []}}
    function = {
        "Runtime": "python3.12",
        "Handler": "index.handler",
        "Role": {"Fn::GetAtt": ["Role", "Arn"]},
        "Code": {"ZipFile": ANSWERING},
    }
    template = {
        "Parameters": {"P": NO_ECHO},
        "Resources": {
            "Role": {"Type": "AWS::IAM::Role", "Properties": role},
            "Code": {"Type": "AWS::Lambda::Function", "Properties": function},
            "Made": {
                "Type": "Custom::Made",
                "Properties": {"ServiceToken": {"Fn::GetAtt": ["Code", "Arn"]}, "Given": {"Ref": "P"}},
            },
            "T": topic(DisplayName={"Fn::GetAtt": ["Made", "Text"]}),
        },
        "Outputs": {"O": {"Value": {"Fn::GetAtt": ["Made", "Text"]}}},
    }
    assert outputs(deploy(target, template, P=SECRET)) == {"O": SECRET}
    target.close()
    assert_nowhere(tmp_path / "state")


def test_what_a_reference_resolves_to_is_kept_nowhere(target: LocalTarget, tmp_path: Path) -> None:
    session = target.session()
    session.client("secretsmanager").create_secret(Name="s", SecretString=json.dumps({"password": SECRET}))
    session.client("ssm").put_parameter(Name="/k", Value=SECRET, Type="SecureString")
    database = {
        "DBInstanceClass": "db.t3.micro",
        "Engine": "postgres",
        "AllocatedStorage": "20",
        "MasterUsername": "admin1",
        "MasterUserPassword": "{{resolve:ssm-secure:/k:1}}",
    }
    template = {
        "Resources": {
            "T": topic(DisplayName="<{{resolve:secretsmanager:s:SecretString:password}}>"),
            "D": {"Type": "AWS::RDS::DBInstance", "Properties": database},
            "Copy": {
                "Type": "AWS::SSM::Parameter",
                "Properties": {
                    "Type": "String",
                    "Value": "{{resolve:secretsmanager:s:SecretString:password}}",
                },
            },
        },
        "Outputs": {"O": {"Value": {"Fn::GetAtt": ["Copy", "Value"]}}},
    }
    assert deploy(target, template)["StackStatus"] == "CREATE_COMPLETE"
    assert_no_answer_tells_it(target, "T")
    target.close()
    assert_nowhere(tmp_path / "state")


def test_a_generated_secret_is_only_in_its_service(target: LocalTarget, tmp_path: Path) -> None:
    generated = {"GenerateSecretString": {"PasswordLength": 40, "ExcludePunctuation": True}}
    template = {"Resources": {"S": {"Type": "AWS::SecretsManager::Secret", "Properties": generated}}}
    deploy(target, template)
    secrets = target.session().client("secretsmanager")
    value = secrets.get_secret_value(SecretId=secrets.list_secrets()["SecretList"][0]["ARN"])["SecretString"]
    assert len(value) == 40
    target.close()
    for file in (tmp_path / "state").rglob("*"):
        assert not file.is_file() or value.encode() not in file.read_bytes(), file


def test_a_failure_does_not_tell_the_secret(
    target: LocalTarget, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "landform")
    template = {
        "Parameters": {"P": NO_ECHO},
        "Resources": {
            "Q": {"Type": "AWS::SQS::Queue", "Properties": {"KmsDataKeyReusePeriodSeconds": {"Ref": "P"}}},
        },
        "Outputs": {"O": {"Value": {"Fn::Sub": "${P}"}}},
    }
    client = target.session().client("cloudformation")
    given = [{"ParameterKey": "P", "ParameterValue": SECRET}]
    told = ""
    try:
        client.create_stack(StackName="app", TemplateBody=json.dumps(template), Parameters=given)
    except client.exceptions.ClientError as error:
        told = str(error)
    target.wait()
    told += json.dumps(client.describe_stacks()["Stacks"], default=str)
    assert "FAILED" in told or "ROLLBACK" in told or "Error" in told
    assert not is_in(told.encode())
    assert not is_in(caplog.text.encode())
    session = target.session()
    session.client("sqs").list_queues()
    target.close()
    assert_nowhere(tmp_path / "state")


def test_a_change_set_that_waits_keeps_its_secret_closed(target: LocalTarget, tmp_path: Path) -> None:
    template = {
        "Parameters": {"P": NO_ECHO},
        "Resources": {"T": topic(DisplayName={"Ref": "P"})},
        "Outputs": {"O": {"Value": {"Ref": "P"}}},
    }
    deploy(target, template, P="before-" + SECRET)
    client = target.session().client("cloudformation")
    given = [{"ParameterKey": "P", "ParameterValue": SECRET}]
    client.create_change_set(
        StackName="app", ChangeSetName="c", TemplateBody=json.dumps(template), Parameters=given
    )
    shown = client.describe_change_set(StackName="app", ChangeSetName="c", IncludePropertyValues=True)
    assert not is_in(json.dumps(shown, default=str).encode())
    target.close()
    assert_nowhere(tmp_path / "state")


def test_a_secret_in_the_head_of_a_request_to_a_service_is_kept_closed(
    target: LocalTarget, tmp_path: Path
) -> None:
    session = target.session()
    storage = session.client("s3")
    storage.create_bucket(Bucket="bucket")
    storage.put_object(Bucket="bucket", Key=f"k/{SECRET}", Body=b"", Metadata={"word": SECRET})
    target.close()
    assert_nowhere(tmp_path / "state")


def test_a_secure_reference_that_only_deployment_puts_together_is_refused(target: LocalTarget) -> None:
    target.session().client("ssm").put_parameter(Name="/k", Value=SECRET, Type="SecureString")
    pieces = ["{{resolve:ssm-secure:/", {"Fn::GetAtt": ["Named", "Value"]}, "}}"]
    template = {
        "Resources": {
            "Named": {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Value": "k"}},
            "T": topic(DisplayName={"Fn::Join": ["", pieces]}),
        }
    }
    assert deploy(target, template)["StackStatus"] == "ROLLBACK_COMPLETE"
    events = target.session().client("cloudformation").describe_stack_events(StackName="app")["StackEvents"]
    reasons = [each.get("ResourceStatusReason", "") for each in events]
    refusal = "SSM Secure reference is not supported in: [AWS::SNS::Topic/Properties/DisplayName]"
    assert any(refusal in each for each in reasons)


def test_a_misplaced_secure_reference_is_refused_in_the_words_of_aws(target: LocalTarget) -> None:
    template = {"Resources": {"T": topic(DisplayName="{{resolve:ssm-secure:/k:1}}")}}
    client = target.session().client("cloudformation")
    with pytest.raises(client.exceptions.ClientError) as caught:
        client.create_stack(StackName="app", TemplateBody=json.dumps(template))
    assert caught.value.response["Error"]["Code"] == "ValidationError"
    assert caught.value.response["Error"]["Message"] == (
        "SSM Secure reference is not supported in: [AWS::SNS::Topic/Properties/DisplayName]"
    )

"""Secrets, looked-up values, tags and capabilities on their way through the engine."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from landform.server.local import LocalTarget
from tests.unit.engine.world import World, queue, refusal

SECRET = "correct-horse-battery"
NO_ECHO = {"Password": {"Type": "String", "NoEcho": "true"}}


def holding(value: Any, name: str = "held") -> dict[str, Any]:
    return {
        "Held": {
            "Type": "AWS::SSM::Parameter",
            "Properties": {"Name": name, "Type": "String", "Value": value},
        }
    }


def value_of(world: World, name: str = "held") -> str:
    return str(world.client("ssm").get_parameter(Name=name)["Parameter"]["Value"])


def test_a_secret_reaches_the_service_and_is_shown_nowhere(world: World) -> None:
    world.create(holding({"Ref": "Password"}), declared=NO_ECHO, values={"Password": SECRET})
    assert value_of(world) == SECRET
    client = world.cloudformation
    made = client.create_change_set(
        StackName="app",
        ChangeSetName="next",
        TemplateBody=json.dumps({"Parameters": NO_ECHO, "Resources": holding({"Fn::Sub": "x-${Password}"})}),
        Parameters=[{"ParameterKey": "Password", "ParameterValue": f"{SECRET}-2"}],
    )
    shown = [
        client.describe_stacks(StackName="app"),
        client.describe_stack_events(StackName="app"),
        client.describe_stack_resources(StackName="app"),
        client.describe_change_set(ChangeSetName=made["Id"], IncludePropertyValues=True),
        client.get_template_summary(StackName="app"),
    ]
    assert SECRET not in str(shown)
    assert "****" in str(shown[0]["Stacks"][0]["Parameters"])
    assert "****" in str(shown[1])


def test_a_secret_is_in_no_file_in_clear(tmp_path: Path) -> None:
    template = json.dumps({"Parameters": NO_ECHO, "Resources": {"Topic": topic_named_by("Password")}})
    with LocalTarget(tmp_path) as target:
        client = target.session().client("cloudformation")
        client.create_stack(
            StackName="app",
            TemplateBody=template,
            Parameters=[{"ParameterKey": "Password", "ParameterValue": SECRET}],
        )
        target.wait()
        client.create_change_set(
            StackName="app",
            ChangeSetName="next",
            TemplateBody=template,
            Parameters=[{"ParameterKey": "Password", "ParameterValue": f"{SECRET}-2"}],
        )
        assert client.describe_stacks(StackName="app")["Stacks"][0]["StackStatus"] == "CREATE_COMPLETE"
    # The embedded cloud's own files hold what the service was given, as the service would.
    files = [each for each in tmp_path.iterdir() if each.is_file()]
    assert any(each.name.startswith("state") for each in files)
    for each in files:
        assert SECRET.encode() not in each.read_bytes(), each.name


def topic_named_by(parameter: str) -> dict[str, Any]:
    return {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": {"Ref": parameter}}}


def test_a_failure_that_repeats_a_secret_masks_it(world: World) -> None:
    declared = {"Odd": {"Type": "String", "NoEcho": "true"}}
    resources = {"Jobs": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Ref": "Odd"}}}}
    world.create(resources, declared=declared, values={"Odd": "secret name with blanks"})
    assert world.stack()["StackStatus"] == "ROLLBACK_COMPLETE"
    assert "secret name with blanks" not in str(world.events())


def test_dynamic_references_are_resolved_for_the_service_and_kept_as_text(world: World) -> None:
    ssm, secrets = world.client("ssm"), world.client("secretsmanager")
    ssm.put_parameter(Name="plain", Value="p1", Type="String")
    ssm.put_parameter(Name="plain", Value="p2", Type="String", Overwrite=True)
    secrets.create_secret(Name="db", SecretString='{"user": "ada", "password": "s3cret-word"}')
    template = {
        "Latest": holding("{{resolve:ssm:plain}}", "latest")["Held"],
        "First": holding("{{resolve:ssm:plain:1}}", "first")["Held"],
        "User": holding("{{resolve:secretsmanager:db:SecretString:user}}", "user")["Held"],
        "Both": holding("x-{{resolve:secretsmanager:db:SecretString:password:AWSCURRENT}}-y", "both")["Held"],
    }
    world.create(template)
    assert world.stack()["StackStatus"] == "CREATE_COMPLETE", world.events()
    found = {name: value_of(world, name) for name in ("latest", "first", "user", "both")}
    assert found == {"latest": "p2", "first": "p1", "user": "ada", "both": "x-s3cret-word-y"}
    described = str(world.cloudformation.describe_stack_events(StackName="app"))
    assert "s3cret-word" not in described
    assert "{{resolve:secretsmanager:db:SecretString:user}}" in described


def test_a_secure_reference_is_decrypted(world: World) -> None:
    world.client("ssm").put_parameter(Name="safe", Value="hidden", Type="SecureString")
    world.create(
        {"User": {"Type": "AWS::IAM::User", "Properties": {
            "UserName": "ada", "LoginProfile": {"Password": "{{resolve:ssm-secure:safe:1}}"}}}},
        Capabilities=["CAPABILITY_NAMED_IAM"],
    )  # fmt: skip
    assert world.stack()["StackStatus"] == "CREATE_COMPLETE", world.events()
    assert "hidden" not in str(world.cloudformation.describe_stack_events(StackName="app"))


@pytest.mark.parametrize(
    "reference",
    ["{{resolve:ssm:missing}}", "{{resolve:secretsmanager:missing:SecretString:key}}"],
    ids=["ssm", "secretsmanager"],
)
def test_a_reference_to_nothing_fails_without_a_trace_in_the_cloud(world: World, reference: str) -> None:
    try:
        world.create({"Jobs": queue("jobs"), **holding(reference)})
    except world.cloudformation.exceptions.ClientError as error:
        assert error.response["Error"]["Code"] == "ValidationError"
    else:
        assert world.stack()["StackStatus"] == "ROLLBACK_COMPLETE"
    assert world.queues() == []


def test_ssm_parameter_types_give_the_value_and_keep_the_name(world: World) -> None:
    ssm = world.client("ssm")
    ssm.put_parameter(Name="/one", Value="single", Type="String")
    ssm.put_parameter(Name="/many", Value="a,b", Type="StringList")
    declared = {
        "One": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/one"},
        "Many": {"Type": "AWS::SSM::Parameter::Value<List<String>>", "Default": "/many"},
    }
    joined = {"Fn::Join": ["+", [{"Ref": "One"}, {"Fn::Select": [1, {"Ref": "Many"}]}]]}
    world.create(holding(joined), declared=declared)
    assert value_of(world) == "single+b"
    parameters = {each["ParameterKey"]: each for each in world.stack()["Parameters"]}
    assert parameters["One"]["ParameterValue"] == "/one"
    assert parameters["One"]["ResolvedValue"] == "single"
    assert parameters["Many"]["ResolvedValue"] == "a,b"


def test_a_missing_ssm_parameter_is_refused_before_anything_is_made(world: World) -> None:
    declared = {"One": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/none"}}
    code, message, _ = refusal(world.create, resources=holding({"Ref": "One"}), declared=declared)
    assert code == "ValidationError"
    assert "/none" in message


def test_stack_tags_reach_the_resources_and_give_way_to_their_own(world: World) -> None:
    own = queue("jobs")
    own["Properties"]["Tags"] = [{"Key": "team", "Value": "own"}]
    world.create({"Jobs": own}, Tags=[{"Key": "team", "Value": "stack"}, {"Key": "cost", "Value": "ml"}])
    client = world.client("sqs")
    tags = client.list_queue_tags(QueueUrl=client.get_queue_url(QueueName="jobs")["QueueUrl"])["Tags"]
    assert (tags["team"], tags["cost"]) == ("own", "ml")
    after = world.update({"Jobs": own}, Tags=[{"Key": "cost", "Value": "web"}])
    assert after["Tags"] == [{"Key": "cost", "Value": "web"}]
    tags = client.list_queue_tags(QueueUrl=client.get_queue_url(QueueName="jobs")["QueueUrl"])["Tags"]
    assert tags["cost"] == "web"


ROLE: dict[str, Any] = {
    "Type": "AWS::IAM::Role",
    "Properties": {
        "AssumeRolePolicyDocument": {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"Service": "ec2.amazonaws.com"},
                    "Action": "sts:AssumeRole",
                }
            ],
        }
    },
}


def test_a_role_needs_a_capability(world: World) -> None:
    found = refusal(world.create, resources={"Role": ROLE})
    assert found == ("InsufficientCapabilitiesException", "Requires capabilities : [CAPABILITY_IAM]", 400)
    world.create({"Role": ROLE}, Capabilities=["CAPABILITY_IAM"])
    assert world.stack()["StackStatus"] == "CREATE_COMPLETE"


def test_a_named_role_needs_the_stronger_capability(world: World) -> None:
    named = {**ROLE, "Properties": {**ROLE["Properties"], "RoleName": "mine"}}
    found = refusal(world.create, resources={"Role": named}, Capabilities=["CAPABILITY_IAM"])
    assert found == (
        "InsufficientCapabilitiesException",
        "Requires capabilities : [CAPABILITY_NAMED_IAM]",
        400,
    )
    world.create({"Role": named}, Capabilities=["CAPABILITY_NAMED_IAM"])
    assert world.stack()["StackStatus"] == "CREATE_COMPLETE"


def test_a_transform_without_the_capability_to_expand_is_refused_as_aws_does(world: World) -> None:
    transform = {"Transform": "UpperCase"}
    found = refusal(world.create, resources={"Jobs": queue("jobs")}, **transform)
    assert found == (
        "InsufficientCapabilitiesException",
        "Requires capabilities : [CAPABILITY_AUTO_EXPAND]",
        400,
    )
    world.create({"Jobs": queue("jobs")}, Capabilities=["CAPABILITY_AUTO_EXPAND"], **transform)
    reason = "No transform named 000000000000::UpperCase found. Rollback requested by user."
    assert ("app", "ROLLBACK_IN_PROGRESS", reason) in world.events()


def test_the_state_file_is_a_sqlite_database_others_cannot_read(tmp_path: Path) -> None:
    with LocalTarget(tmp_path):
        pass
    state = next(each for each in tmp_path.iterdir() if each.suffix == ".db")
    sqlite3.connect(state).close()
    assert state.stat().st_mode & 0o077 == 0

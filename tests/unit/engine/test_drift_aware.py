"""Change sets with DeploymentMode REVERT_DRIFT: compared with what exists, and gone back to it."""

import json
from typing import Any

import pytest

from landform.ground.handler import HandlerAction
from tests.unit.engine.world import World, bad_queue, queue, refusal

THREE = {"Changed": queue("changed", 1), "Gone": queue("gone", 1), "Same": queue("same", 1)}


def drift(world: World, name: str, delay: int) -> None:
    client = world.client("sqs")
    url = client.get_queue_url(QueueName=name)["QueueUrl"]
    client.set_queue_attributes(QueueUrl=url, Attributes={"DelaySeconds": str(delay)})


@pytest.fixture
def drifted(world: World) -> World:
    """A stack of three queues: one was changed, one deleted, one left alone."""
    world.create(THREE)
    drift(world, "changed", 5)
    client = world.client("sqs")
    client.delete_queue(QueueUrl=client.get_queue_url(QueueName="gone")["QueueUrl"])
    return world


def ask(world: World, resources: dict[str, Any], **others: Any) -> Any:
    made = world.cloudformation.create_change_set(
        StackName="app",
        ChangeSetName="revert",
        TemplateBody=json.dumps({"Resources": resources}),
        **{"DeploymentMode": "REVERT_DRIFT", **others},
    )
    return world.cloudformation.describe_change_set(ChangeSetName=made["Id"], IncludePropertyValues=True)


def execute(world: World, described: Any) -> str:
    world.cloudformation.execute_change_set(ChangeSetName=described["ChangeSetId"])
    world.target.wait()
    return str(world.stack()["StackStatus"])


def told(described: Any) -> dict[str, tuple[str, str]]:
    changes = [each["ResourceChange"] for each in described["Changes"]]
    return {each["LogicalResourceId"]: (each["Action"], each["ResourceDriftStatus"]) for each in changes}


def test_the_same_template_brings_back_what_was_changed_and_deleted(drifted: World) -> None:
    described = ask(drifted, THREE)
    assert described["DeploymentMode"] == "REVERT_DRIFT"
    assert told(described) == {"Changed": ("Modify", "MODIFIED"), "Gone": ("Add", "DELETED")}
    changed = described["Changes"][0]["ResourceChange"]
    assert changed["Details"][0]["Target"] == {
        "Attribute": "Properties",
        "Name": "DelaySeconds",
        "RequiresRecreation": "Never",
        "Path": "/Properties/DelaySeconds",
        "BeforeValue": "5",
        "AfterValue": "1",
        "BeforeValueFrom": "ACTUAL_STATE",
        "AfterValueFrom": "TEMPLATE",
        "Drift": {"PreviousValue": "1", "ActualValue": "5"},
        "AttributeChangeType": "Modify",
    }
    assert json.loads(changed["PreviousDeploymentContext"])["Properties"]["DelaySeconds"] == 1
    assert execute(drifted, described) == "UPDATE_COMPLETE"
    assert [drifted.delay_of(name) for name in ("changed", "gone", "same")] == ["1", "1", "1"]
    assert ask(drifted, THREE)["Status"] == "FAILED"  # nothing is left to do


def test_a_template_that_agrees_with_what_exists_touches_nothing(drifted: World) -> None:
    wanted = {"Changed": queue("changed", 5), "Same": queue("same", 1)}
    described = ask(drifted, wanted)
    assert told(described) == {"Gone": ("Remove", "DELETED"), "Changed": ("SyncWithActual", "MODIFIED")}
    drifted.whims.seen.clear()
    assert execute(drifted, described) == "UPDATE_COMPLETE"
    assert [each for each in drifted.whims.seen if each[0] is HandlerAction.UPDATE] == []
    found = drifted.cloudformation.detect_stack_drift(StackName="app")["StackDriftDetectionId"]
    status = drifted.cloudformation.describe_stack_drift_detection_status(StackDriftDetectionId=found)
    assert status["StackDriftStatus"] == "IN_SYNC"


def test_a_failure_goes_back_to_what_was_found(drifted: World) -> None:
    bad = {**bad_queue(), "DependsOn": "Changed"}
    assert execute(drifted, ask(drifted, {**THREE, "Bad": bad})) == "UPDATE_ROLLBACK_COMPLETE"
    assert drifted.delay_of("changed") == "5"


def test_a_change_behind_the_change_set_makes_it_obsolete(drifted: World) -> None:
    described = ask(drifted, THREE)
    drift(drifted, "same", 9)
    found = refusal(drifted.cloudformation.execute_change_set, ChangeSetName=described["ChangeSetId"])
    assert "[OBSOLETE]" in found[1]


def test_a_plain_change_set_does_not_look_at_drift(drifted: World) -> None:
    made = drifted.cloudformation.create_change_set(
        StackName="app", ChangeSetName="plain", TemplateBody=json.dumps({"Resources": THREE})
    )
    described = drifted.cloudformation.describe_change_set(ChangeSetName=made["Id"])
    assert (described["Status"], described.get("DeploymentMode")) == ("FAILED", None)


PAIR = {
    "Net": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}},
    "Group": {
        "Type": "AWS::EC2::SecurityGroup",
        "Properties": {"GroupDescription": "kit", "VpcId": {"Ref": "Net"}},
    },
    "Members": {
        "Type": "AWS::EC2::SecurityGroupIngress",
        "Properties": {
            "Description": "members",
            "GroupId": {"Ref": "Group"},
            "IpProtocol": "-1",
            "SourceSecurityGroupId": {"Ref": "Group"},
        },
    },
    "Store": {"Type": "AWS::S3::Bucket"},
    "Policy": {
        "Type": "AWS::S3::BucketPolicy",
        "Properties": {
            "Bucket": {"Ref": "Store"},
            "PolicyDocument": '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*",'
            '"Action":"s3:*","Resource":"*"}]}',
        },
    },
    "Person": {"Type": "AWS::IAM::User", "Properties": {"LoginProfile": {"Password": "Long-enough-1"}}},
    "Table": {
        "Type": "AWS::DynamoDB::Table",
        "Properties": {
            "BillingMode": "PAY_PER_REQUEST",
            "GlobalSecondaryIndexes": [{"Ref": "AWS::NoValue"}],
            "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
        },
    },
}


def test_a_stack_that_nobody_touched_is_in_sync_and_has_nothing_to_revert(world: World) -> None:
    world.create(PAIR, Capabilities=["CAPABILITY_IAM"])
    assert world.stack()["StackStatus"] == "CREATE_COMPLETE"
    found = world.cloudformation.detect_stack_drift(StackName="app")["StackDriftDetectionId"]
    world.cloudformation.describe_stack_drift_detection_status(StackDriftDetectionId=found)
    drifts = world.cloudformation.describe_stack_resource_drifts(StackName="app")["StackResourceDrifts"]
    assert {each["LogicalResourceId"]: each["StackResourceDriftStatus"] for each in drifts} == dict.fromkeys(
        PAIR, "IN_SYNC"
    )
    described = ask(world, PAIR, Capabilities=["CAPABILITY_IAM"])
    assert described["Status"] == "FAILED"
    assert described["Changes"] == []


def test_a_changed_attribute_type_replaces_the_table(world: World) -> None:
    def table(kind: str) -> dict[str, Any]:
        properties = {
            "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": kind}],
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
        }
        return {"Table": {"Type": "AWS::DynamoDB::Table", "Properties": properties}}

    world.create(table("S"))
    assert world.update(table("N"))["StackStatus"] == "UPDATE_COMPLETE"
    client = world.client("dynamodb")
    [name] = client.list_tables()["TableNames"]
    assert client.describe_table(TableName=name)["Table"]["AttributeDefinitions"] == [
        {"AttributeName": "id", "AttributeType": "N"}
    ]

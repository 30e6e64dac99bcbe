"""The fixtures for clouds: each test has its own, and other programs reach a server."""

import json
import urllib.request

import boto3
import pytest

from landform.testing import cloud, landform_server, landform_session, server

__all__ = ["landform_server", "landform_session"]  # the fixtures, also where the plugin is not installed

TEMPLATE = json.dumps({"Resources": {"Jobs": {"Type": "AWS::SQS::Queue"}}})


REGIONAL = {
    "dynamodb": (
        "create_table",
        {
            "TableName": "t",
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
            "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
            "BillingMode": "PAY_PER_REQUEST",
        },
        "list_tables",
        "TableNames",
    ),
    "events": ("put_rule", {"Name": "r", "ScheduleExpression": "rate(1 day)"}, "list_rules", "Rules"),
    "kms": ("create_key", {}, "list_keys", "Keys"),
    "logs": ("create_log_group", {"logGroupName": "/g"}, "describe_log_groups", "logGroups"),
    "sns": ("create_topic", {"Name": "t"}, "list_topics", "Topics"),
    "ssm": (
        "put_parameter",
        {"Name": "/p", "Value": "v", "Type": "String"},
        "describe_parameters",
        "Parameters",
    ),
}


def _names(session: boto3.Session, url: str | None = None) -> list[str]:
    found = session.client("sqs", endpoint_url=url).list_queues().get("QueueUrls", [])
    return [each.rpartition("/")[2].rpartition("-")[0] for each in found]


def test_a_session_deploys_and_sees_what_it_deployed(landform_session: boto3.Session) -> None:
    cloudformation = landform_session.client("cloudformation")
    cloudformation.create_stack(StackName="one", TemplateBody=TEMPLATE)
    cloudformation.get_waiter("stack_create_complete").wait(StackName="one", WaiterConfig={"Delay": 0.05})
    assert _names(landform_session) == ["one-Jobs"]


def test_the_next_test_sees_nothing_of_it(landform_session: boto3.Session) -> None:
    assert _names(landform_session) == []
    assert landform_session.client("cloudformation").describe_stacks()["Stacks"] == []


def test_two_clouds_at_once_are_apart() -> None:
    with cloud() as first, cloud(account_id="111122223333", region="eu-west-1") as second:
        first.client("sqs").create_queue(QueueName="a-b")
        assert _names(second) == []
        assert second.client("sts").get_caller_identity()["Account"] == "111122223333"
        assert second.region_name == "eu-west-1"


def test_a_server_answers_other_programs_and_ends(landform_server: str) -> None:
    session = boto3.Session("test", "test", region_name="us-east-1")
    session.client("sqs", endpoint_url=landform_server).create_queue(QueueName="a-b")
    assert _names(session, landform_server) == ["a"]
    with server() as other:
        assert other != landform_server
        assert _names(session, other) == []
        assert urllib.request.urlopen(f"{other}/_landform/health").status == 200


def _made(session: boto3.Session, **elsewhere: str) -> str:
    """The id of a stack that a client makes, and its queue's ARN."""
    cloudformation = session.client("cloudformation", **elsewhere)
    stack = cloudformation.create_stack(StackName="one", TemplateBody=TEMPLATE)["StackId"]
    cloudformation.get_waiter("stack_create_complete").wait(StackName="one", WaiterConfig={"Delay": 0.05})
    return str(stack)


def test_a_client_works_in_its_own_region(landform_session: boto3.Session) -> None:
    assert _made(landform_session, region_name="eu-west-1").startswith(
        "arn:aws:cloudformation:eu-west-1:000000000000:stack/one/"
    )
    assert landform_session.client("cloudformation").describe_stacks()["Stacks"] == []
    there = landform_session.client("sqs", region_name="eu-west-1").list_queues()["QueueUrls"]
    assert [url.partition("one-Jobs")[0] for url in there] == [
        "https://sqs.eu-west-1.amazonaws.com/000000000000/"
    ]
    assert _names(landform_session) == []


@pytest.mark.parametrize("service", sorted(REGIONAL))
def test_services_answer_in_the_region_of_the_client(landform_session: boto3.Session, service: str) -> None:
    make, parameters, look, there = REGIONAL[service]
    client = landform_session.client(service, region_name="ap-southeast-2")
    getattr(client, make)(**parameters)
    assert len(getattr(client, look)()[there]) == 1
    assert getattr(landform_session.client(service), look)().get(there, []) == []


def test_cloud_control_works_in_the_region_of_the_client(landform_session: boto3.Session) -> None:
    there = landform_session.client("cloudcontrol", region_name="eu-west-1")
    there.create_resource(TypeName="AWS::SQS::Queue", DesiredState='{"QueueName": "a-b"}')
    listed = there.list_resources(TypeName="AWS::SQS::Queue")["ResourceDescriptions"]
    assert [each["Identifier"] for each in listed] == ["https://sqs.eu-west-1.amazonaws.com/000000000000/a-b"]
    assert _names(landform_session) == []


def test_a_client_with_an_account_s_key_works_in_that_account(landform_session: boto3.Session) -> None:
    keys = {"aws_access_key_id": "111122223333", "aws_secret_access_key": "x"}
    assert landform_session.client("sts", **keys).get_caller_identity()["Account"] == "111122223333"
    assert _made(landform_session, **keys).startswith("arn:aws:cloudformation:us-east-1:111122223333:stack/")
    assert _names(landform_session) == []


def test_a_region_that_does_not_exist_is_refused(landform_session: boto3.Session) -> None:
    nowhere = landform_session.client("cloudformation", region_name="xx-north-9")
    with pytest.raises(nowhere.exceptions.ClientError, match=r"There is no region xx-north-9\."):
        nowhere.describe_stacks()

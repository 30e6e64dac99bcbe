"""The fixtures for clouds: each test has its own, and other programs reach a server."""

import json
import urllib.request

import boto3

from landform.testing import cloud, landform_server, landform_session, server

__all__ = ["landform_server", "landform_session"]  # the fixtures, also where the plugin is not installed

TEMPLATE = json.dumps({"Resources": {"Jobs": {"Type": "AWS::SQS::Queue"}}})


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

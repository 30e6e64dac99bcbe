"""Cloud Control through boto3: one resource at a time, made by the same providers as stacks'."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from landform.server.local import LocalTarget
from tests.end_to_end.serving import client, serving

QUEUE = "AWS::SQS::Queue"


@pytest.fixture
def target() -> Iterator[LocalTarget]:
    with LocalTarget() as opened:
        yield opened


def control(target: LocalTarget) -> Any:
    return target.session().client("cloudcontrol")


def made(target: LocalTarget, **properties: Any) -> str:
    event = control(target).create_resource(TypeName=QUEUE, DesiredState=json.dumps(properties))[
        "ProgressEvent"
    ]
    assert event["OperationStatus"] == "SUCCESS", event
    return str(event["Identifier"])


def test_a_resource_is_made_read_changed_and_deleted(target: LocalTarget) -> None:
    identifier = made(target, QueueName="jobs", DelaySeconds=5)
    queues = target.session().client("sqs")
    assert [each.rpartition("/")[2] for each in queues.list_queues()["QueueUrls"]] == ["jobs"]
    found = control(target).get_resource(TypeName=QUEUE, Identifier=identifier)["ResourceDescription"]
    properties = json.loads(found["Properties"])
    assert (properties["DelaySeconds"], properties["Arn"]) == (5, "arn:aws:sqs:us-east-1:000000000000:jobs")
    patch = [{"op": "replace", "path": "/DelaySeconds", "value": 7}]
    event = control(target).update_resource(
        TypeName=QUEUE, Identifier=identifier, PatchDocument=json.dumps(patch)
    )["ProgressEvent"]
    assert (event["Operation"], event["OperationStatus"]) == ("UPDATE", "SUCCESS")
    attributes = queues.get_queue_attributes(QueueUrl=identifier, AttributeNames=["DelaySeconds"])[
        "Attributes"
    ]
    assert attributes == {"DelaySeconds": "7"}
    control(target).delete_resource(TypeName=QUEUE, Identifier=identifier)
    assert "QueueUrls" not in queues.list_queues()
    with pytest.raises(ClientError) as caught:
        control(target).get_resource(TypeName=QUEUE, Identifier=identifier)
    assert caught.value.response["Error"]["Code"] == "ResourceNotFoundException"


def test_a_request_is_found_by_its_token_and_listed(target: LocalTarget) -> None:
    event = control(target).create_resource(TypeName=QUEUE, DesiredState="{}")["ProgressEvent"]
    control(target).get_waiter("resource_request_success").wait(RequestToken=event["RequestToken"])
    status = control(target).get_resource_request_status(RequestToken=event["RequestToken"])["ProgressEvent"]
    assert status["Identifier"] == event["Identifier"]
    listed = control(target).list_resource_requests(ResourceRequestStatusFilter={"Operations": ["CREATE"]})
    assert [each["RequestToken"] for each in listed["ResourceRequestStatusSummaries"]] == [
        event["RequestToken"]
    ]
    with pytest.raises(ClientError, match="cannot be cancelled"):
        control(target).cancel_resource_request(RequestToken=event["RequestToken"])
    with pytest.raises(ClientError, match="was not found"):
        control(target).get_resource_request_status(RequestToken="nobody")


def test_a_client_token_makes_one_resource_and_one_only(target: LocalTarget) -> None:
    given = {"TypeName": QUEUE, "ClientToken": "once"}
    first = control(target).create_resource(DesiredState="{}", **given)["ProgressEvent"]
    again = control(target).create_resource(DesiredState="{}", **given)["ProgressEvent"]
    assert again["Identifier"] == first["Identifier"]
    assert len(target.session().client("sqs").list_queues()["QueueUrls"]) == 1
    with pytest.raises(ClientError) as caught:
        control(target).create_resource(DesiredState='{"DelaySeconds": 1}', **given)
    assert caught.value.response["Error"]["Code"] == "ClientTokenConflictException"


def test_a_property_that_only_a_new_resource_can_have_is_not_updated(target: LocalTarget) -> None:
    identifier = made(target, QueueName="jobs")
    patch = json.dumps([{"op": "replace", "path": "/QueueName", "value": "other"}])
    event = control(target).update_resource(TypeName=QUEUE, Identifier=identifier, PatchDocument=patch)[
        "ProgressEvent"
    ]
    assert (event["OperationStatus"], event["ErrorCode"]) == ("FAILED", "NotUpdatable")
    assert "QueueName" in event["StatusMessage"]


@pytest.mark.parametrize(
    ("parameters", "code", "words"),
    [
        (
            {"TypeName": "AWS::Nobody::Knows", "DesiredState": "{}"},
            "TypeNotFoundException",
            "AWS::Nobody::Knows",
        ),
        ({"TypeName": QUEUE, "DesiredState": "{"}, "InvalidRequestException", "DesiredState is not JSON"),
        ({"TypeName": QUEUE, "DesiredState": "[]"}, "InvalidRequestException", "must be a JSON object"),
        ({"TypeName": QUEUE, "DesiredState": '{"DelaySecond": 1}'}, "InvalidRequestException", "DelaySecond"),
        (
            {"TypeName": QUEUE, "DesiredState": '{"DelaySeconds": "x"}'},
            "InvalidRequestException",
            "DelaySeconds",
        ),
    ],
)
def test_a_wrong_request_is_refused_by_name(
    target: LocalTarget, parameters: dict[str, str], code: str, words: str
) -> None:
    with pytest.raises(ClientError) as caught:
        control(target).create_resource(**parameters)
    assert caught.value.response["Error"]["Code"] == code
    assert words in caught.value.response["Error"]["Message"]


def test_a_patch_that_cannot_be_applied_is_refused(target: LocalTarget) -> None:
    identifier = made(target)
    for patch in ("{", '[{"op": "replace", "path": "/Nothing/There", "value": 1}]', '[{"op": "jump"}]'):
        with pytest.raises(ClientError, match=r"PatchDocument (is not JSON|cannot be applied)"):
            control(target).update_resource(TypeName=QUEUE, Identifier=identifier, PatchDocument=patch)


def test_a_twin_is_made_and_read(target: LocalTarget) -> None:
    event = control(target).create_resource(
        TypeName="AWS::Athena::WorkGroup", DesiredState='{"Name": "reports"}'
    )["ProgressEvent"]
    assert event["Identifier"] == "reports"
    listed = control(target).list_resources(TypeName="AWS::Athena::WorkGroup")["ResourceDescriptions"]
    assert [(each["Identifier"], json.loads(each["Properties"])["Name"]) for each in listed] == [
        ("reports", "reports")
    ]


def test_resources_are_listed_whoever_made_them_in_pages(target: LocalTarget) -> None:
    queues = target.session().client("sqs")
    urls = [queues.create_queue(QueueName=f"jobs-{number}")["QueueUrl"] for number in range(4)]
    urls.append(made(target, QueueName="jobs-4", DelaySeconds=5))
    pages = control(target).get_paginator("list_resources")
    found = list(pages.paginate(TypeName=QUEUE, PaginationConfig={"PageSize": 2}))
    assert [len(each["ResourceDescriptions"]) for each in found] == [2, 2, 1]
    described = {
        each["Identifier"]: json.loads(each["Properties"])
        for page in found
        for each in page["ResourceDescriptions"]
    }
    assert sorted(described) == sorted(urls)
    assert described[urls[-1]]["DelaySeconds"] == 5
    queues.delete_queue(QueueUrl=urls[0])
    left = control(target).list_resources(TypeName=QUEUE)["ResourceDescriptions"]
    assert sorted(each["Identifier"] for each in left) == sorted(urls[1:])


def test_a_type_that_is_listed_by_what_it_belongs_to_says_so(target: LocalTarget) -> None:
    with pytest.raises(ClientError) as caught:
        control(target).list_resources(TypeName="AWS::ElasticLoadBalancingV2::Listener")
    assert caught.value.response["Error"] == {
        "Code": "InvalidRequestException",
        "Message": "Missing Or Invalid ResourceModel property in AWS::ElasticLoadBalancingV2::Listener list "
        "handler request input. Required property: ([LoadBalancerArn])",
    }


def test_a_type_without_a_list_in_the_registry_is_not_listed(target: LocalTarget) -> None:
    with pytest.raises(ClientError) as caught:
        control(target).list_resources(TypeName="AWS::IAM::Policy")
    assert caught.value.response["Error"] == {
        "Code": "UnsupportedActionException",
        "Message": "Resource type AWS::IAM::Policy does not support LIST action",
    }


def test_a_resource_is_found_by_its_primary_identifier(target: LocalTarget) -> None:
    """Where Ref is the name, but the identifier the ARN, and where the identifier has two parts."""
    rule = control(target).create_resource(
        TypeName="AWS::Events::Rule",
        DesiredState='{"Name": "nightly", "ScheduleExpression": "rate(1 day)"}',
    )["ProgressEvent"]
    assert rule["Identifier"] == "arn:aws:events:us-east-1:000000000000:rule/nightly"
    address = target.session().client("ec2").allocate_address(Domain="vpc")
    both = f"{address['PublicIp']}|{address['AllocationId']}"
    listed = control(target).list_resources(TypeName="AWS::EC2::EIP")["ResourceDescriptions"]
    assert [each["Identifier"] for each in listed] == [both]
    for type_name, identifier in (("AWS::Events::Rule", rule["Identifier"]), ("AWS::EC2::EIP", both)):
        found = control(target).get_resource(TypeName=type_name, Identifier=identifier)
        assert found["ResourceDescription"]["Identifier"] == identifier
        control(target).delete_resource(TypeName=type_name, Identifier=identifier)
        with pytest.raises(ClientError, match="was not found"):
            control(target).get_resource(TypeName=type_name, Identifier=identifier)
    assert target.session().client("events").list_rules()["Rules"] == []
    assert target.session().client("ec2").describe_addresses()["Addresses"] == []


def test_a_server_answers_too(tmp_path: Path) -> None:
    with serving(tmp_path / "state") as (url, _):
        event = client(url, "cloudcontrol").create_resource(TypeName=QUEUE, DesiredState='{"QueueName": "q"}')
        assert event["ProgressEvent"]["OperationStatus"] == "SUCCESS"
        assert client(url, "sqs").get_queue_url(QueueName="q")["QueueUrl"] == f"{url}/000000000000/q"

import asyncio
from typing import Any

from landform.cloud.embedded import EmbeddedCloud
from landform.ground.handler import (
    HandlerAction,
    HandlerErrorCode,
    HandlerFailure,
    HandlerInProgress,
    HandlerRequest,
    HandlerSuccess,
    Provider,
)
from landform.ground.values import Secret
from landform.providers.aws_clients import AwsClients
from landform.providers.embedded import EmbeddedProvider
from landform.providers.handlers.run import carry_out
from landform.providers.handlers.table import find_handler
from tests.registry import registry


def provider(cloud: EmbeddedCloud | None = None) -> EmbeddedProvider:
    return EmbeddedProvider(cloud or EmbeddedCloud(None), registry(), "000000000000", "us-east-1")


def request(type_name: str, **more: Any) -> HandlerRequest:
    fields: dict[str, Any] = {
        "action": HandlerAction.CREATE,
        "client_token": "t",
        "account_id": "000000000000",
        "region": "us-east-1",
        "stack_id": "arn:aws:cloudformation:us-east-1:000000000000:stack/shop/1",
        "stack_name": "shop",
        "logical_id": "It",
    }
    return HandlerRequest(type_name=type_name, **{**fields, **more})


def test_it_is_a_provider() -> None:
    one: Provider = provider()
    answer = asyncio.run(one.handle(request("AWS::SQS::Queue")))
    assert isinstance(answer, HandlerSuccess)
    assert answer.physical_id.startswith("https://sqs.us-east-1.amazonaws.com/000000000000/shop-It-")
    assert answer.attributes["Arn"] == "arn:aws:sqs:us-east-1:000000000000:" + str(
        answer.attributes["QueueName"]
    )


def test_it_supports_what_the_registry_knows() -> None:
    one = provider()
    assert one.supports("AWS::SQS::Queue")
    assert one.supports("AWS::RDS::DBInstance")
    assert not one.supports("AWS::No::Such")


def test_a_type_without_a_handler_is_a_twin() -> None:
    answer = provider().answer(request("AWS::XRay::Group", desired={"GroupName": "g"}))
    assert isinstance(answer, HandlerSuccess)


def test_properties_that_no_handler_could_read_are_refused_in_aws_s_words() -> None:
    group = {"GroupDescription": "d", "SecurityGroupIngress": ["10.0.0.0/8"], "Tags": "team"}
    answer = provider().answer(request("AWS::EC2::SecurityGroup", desired=group))
    assert isinstance(answer, HandlerFailure)
    assert answer.code is HandlerErrorCode.INVALID_REQUEST
    assert answer.message.startswith(
        'Resource handler returned message: "Model validation failed '
        "(#/SecurityGroupIngress/0: expected type: JSONObject, found: String\n"
        '#/Tags: expected type: JSONArray, found: String)" (RequestToken: '
    )


def test_the_stacks_tags_reach_the_service() -> None:
    cloud = EmbeddedCloud(None)
    tags = {"team": "platform", "stage": "test"}
    desired = {"QueueName": "jobs", "Tags": [{"Key": "stage", "Value": "own"}]}
    made = provider(cloud).answer(request("AWS::SQS::Queue", desired=desired, stack_tags=tags))
    found = cloud.clients().call("sqs", "ListQueueTags", {"QueueUrl": made.physical_id})["Tags"]
    assert found == {"team": "platform", "stage": "own"}


def test_an_untagged_bucket_gets_the_stacks_tags() -> None:
    cloud = EmbeddedCloud(None)
    made = provider(cloud).answer(request("AWS::S3::Bucket", stack_tags={"team": "platform"}))
    found = cloud.clients().call("s3", "GetBucketTagging", {"Bucket": made.physical_id})["TagSet"]
    assert found == [{"Key": "team", "Value": "platform"}]


def test_system_tags_are_not_sent_to_aws() -> None:
    cloud = EmbeddedCloud(None)
    handler = find_handler("AWS::EC2::VPC")
    assert handler is not None
    wanted = request("AWS::EC2::VPC", desired={"CidrBlock": "10.0.0.0/16"}, stack_tags={"team": "a"})
    made = carry_out(handler, wanted, AwsClients(cloud.session()))
    found = cloud.clients().call("ec2", "DescribeVpcs", {"VpcIds": [made.physical_id]})["Vpcs"][0]["Tags"]
    assert found == [{"Key": "team", "Value": "a"}]


def test_a_secret_reaches_the_service_in_clear() -> None:
    cloud = EmbeddedCloud(None)
    desired = {"Name": "/p", "Type": "String", "Value": Secret("hidden")}
    provider(cloud).answer(request("AWS::SSM::Parameter", desired=desired))
    found = cloud.clients().call("ssm", "GetParameter", {"Name": "/p"})
    assert found["Parameter"]["Value"] == "hidden"


def test_what_was_made_before_a_failure_is_named() -> None:
    desired = {
        "RoleName": "r",
        "AssumeRolePolicyDocument": {},
        "ManagedPolicyArns": ["arn:aws:iam::1:policy/no"],
    }
    answer = provider().answer(request("AWS::IAM::Role", desired=desired))
    assert isinstance(answer, HandlerFailure)
    assert answer.physical_id == "r"


def test_a_stranger_of_the_same_name_is_left_alone() -> None:
    one = provider()
    desired = {"QueueName": "jobs", "DelaySeconds": 1}
    one.answer(request("AWS::SQS::Queue", desired=desired))
    answer = one.answer(request("AWS::SQS::Queue", desired=desired, client_token="other"))
    assert isinstance(answer, HandlerFailure)
    assert answer.code is HandlerErrorCode.ALREADY_EXISTS
    assert answer.physical_id is None


def test_a_create_only_property_is_not_changed_in_place() -> None:
    one = provider()
    before = {"QueueName": "jobs"}
    made = one.answer(request("AWS::SQS::Queue", desired=before))
    fields = {"physical_id": made.physical_id, "desired": {"QueueName": "other"}, "previous": before}
    answer = one.answer(request("AWS::SQS::Queue", action=HandlerAction.UPDATE, **fields))
    assert isinstance(answer, HandlerFailure)
    assert answer.code is HandlerErrorCode.NOT_UPDATABLE


def test_a_snapshot_is_refused_where_there_is_none() -> None:
    fields = {"physical_id": "x", "action": HandlerAction.SNAPSHOT_AND_DELETE}
    answer = provider().answer(request("AWS::SQS::Queue", **fields))
    assert isinstance(answer, HandlerFailure)
    assert answer.code is HandlerErrorCode.UNSUPPORTED


class SlowClients:
    """An endpoint that is still being made when first looked at."""

    accepts_system_tags = True

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.made = 0

    def call(self, service: str, operation: str, parameters: Any) -> dict[str, Any]:
        if operation == "CreateEndpoint":
            self.made += 1
            return {"EndpointArn": "arn:aws:sagemaker:us-east-1:000000000000:endpoint/it"}
        return {"EndpointStatus": self.words.pop(0), "FailureReason": "no capacity"}

    def with_token(self, token: str) -> "SlowClients":
        return self

    def was_answered(self) -> bool:
        return False


def endpoint(clients: SlowClients, context: Any = None) -> Any:
    handler = find_handler("AWS::SageMaker::Endpoint")
    assert handler is not None
    fields: dict[str, Any] = {"desired": {"EndpointConfigName": "c"}, "callback_context": context}
    if context is not None:
        fields["physical_id"] = "arn:aws:sagemaker:us-east-1:000000000000:endpoint/it"
    return carry_out(handler, request("AWS::SageMaker::Endpoint", **fields), clients)


def test_a_resource_in_the_making_is_asked_for_again() -> None:
    clients = SlowClients(["Creating", "Creating", "InService"])
    first = endpoint(clients)
    assert isinstance(first, HandlerInProgress)
    assert first.physical_id == "arn:aws:sagemaker:us-east-1:000000000000:endpoint/it"
    assert first.delay_seconds == 15.0
    assert isinstance(endpoint(clients, first.callback_context), HandlerInProgress)
    assert isinstance(endpoint(clients, first.callback_context), HandlerSuccess)
    assert clients.made == 1


def test_a_resource_that_does_not_settle_fails_with_the_services_reason() -> None:
    answer = endpoint(SlowClients(["Failed"]))
    assert isinstance(answer, HandlerFailure)
    assert answer.code is HandlerErrorCode.NOT_STABILIZED
    assert "no capacity" in answer.message
    assert answer.physical_id == "arn:aws:sagemaker:us-east-1:000000000000:endpoint/it"


def test_the_resources_of_native_types_and_of_twins_are_listed() -> None:
    one = provider()
    made = one.answer(request("AWS::SQS::Queue", desired={"QueueName": "jobs"}))
    twin = one.answer(request("AWS::XRay::Group", desired={"GroupName": "g"}))
    assert one.list("AWS::SQS::Queue", {}) == (made.physical_id,)
    assert one.list("AWS::XRay::Group", {}) == (twin.physical_id,)


def test_custom_resources_are_waited_for_and_never_answered_at_once() -> None:
    one = provider()
    assert one.supports("Custom::Thing")
    assert one.answer(request("Custom::Thing")) == HandlerFailure(
        code=HandlerErrorCode.UNSUPPORTED, message="Custom::Thing is a custom resource."
    )
    asked = request("Custom::Thing", desired={"ServiceToken": "nobody"})
    refused = asyncio.run(one.handle(asked))
    assert isinstance(refused, HandlerFailure)
    assert refused.message == "Invalid service token."


def test_a_wait_condition_needs_no_service() -> None:
    made = provider().answer(request("AWS::CloudFormation::WaitCondition"))
    assert made.physical_id == "arn:aws:cloudformation:us-east-1:000000000000:stack/shop/1/It"

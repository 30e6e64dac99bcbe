"""What a handler says of values and things that are not as they should be."""

import base64
import gzip
import json
from typing import Any

import boto3
import moto
import pytest

from landform.cloud.clients import ServiceError
from landform.ground.handler import HandlerAction, HandlerErrorCode, HandlerFailure
from landform.providers.handlers.run import carry_out
from landform.providers.handlers.table import find_handler
from tests.conformance.providers.cases_fleet import IMAGE
from tests.conformance.providers.cases_identity import READ, ROLE, TRUST
from tests.conformance.providers.test_every_property import Kit

COMPRESSED = base64.b64encode(gzip.compress(b"#!/bin/sh\necho one\n", mtime=0)).decode()
BINARY = base64.b64encode(bytes(range(256))).decode()
MACHINE = {"ImageId": IMAGE, "InstanceType": "t3.micro"}


def user_data(kit: Kit, instance: str) -> Any:
    parameters = {"InstanceId": instance, "Attribute": "userData"}
    return kit.clients.call("ec2", "DescribeInstanceAttribute", parameters)["UserData"]["Value"]


def test_user_data_is_taken_as_it_is_whatever_its_bytes() -> None:
    kit = Kit()
    before, after = {**MACHINE, "UserData": COMPRESSED}, {**MACHINE, "UserData": BINARY}
    made = kit.world.make("It", "AWS::EC2::Instance", before)
    assert user_data(kit, made.physical_id) == COMPRESSED
    kit.change(HandlerAction.UPDATE, "AWS::EC2::Instance", made.physical_id, desired=after, previous=before)
    assert user_data(kit, made.physical_id) == BINARY


def test_user_data_of_a_launch_template_reaches_its_instances_as_it_is() -> None:
    kit = Kit()
    kit.world.make(
        "Template", "AWS::EC2::LaunchTemplate", {"LaunchTemplateData": {**MACHINE, "UserData": BINARY}}
    )
    template = kit.world.resolved({"LaunchTemplateId": "@Template", "Version": "1"})
    made = kit.world.make("It", "AWS::EC2::Instance", {"LaunchTemplate": template})
    assert user_data(kit, made.physical_id) == BINARY


@pytest.mark.parametrize(
    ("type_name", "properties", "words"),
    [
        ("AWS::EC2::Instance", {**MACHINE, "UserData": "echo"[:3]}, "Invalid BASE64 encoding of user data."),
        (
            "AWS::AutoScaling::AutoScalingGroup",
            {"MinSize": "one", "MaxSize": "2", "AvailabilityZones": ["us-east-1a"]},
            '"one" is not a whole number.',
        ),
    ],
)
def test_a_value_that_no_service_could_take_is_refused_in_a_sentence(
    type_name: str, properties: dict[str, Any], words: str
) -> None:
    kit = Kit()
    answer = kit.world.ask(kit.world.request(HandlerAction.CREATE, type_name, "It", desired=properties))
    assert isinstance(answer, HandlerFailure)
    assert answer.code is HandlerErrorCode.INVALID_REQUEST
    assert f'message: "{words}"' in answer.message


def test_a_policy_that_is_missing_is_told_in_the_service_s_words() -> None:
    kit = Kit()
    kit.world.make(*ROLE)
    before = {"AssumeRolePolicyDocument": TRUST}
    after = {**before, "ManagedPolicyArns": ["arn:aws:iam::aws:policy/NoSuch"]}
    role = kit.world.made["Role"].physical_id
    fields = {"physical_id": role, "desired": after, "previous": before}
    answer = kit.world.ask(kit.world.request(HandlerAction.UPDATE, "AWS::IAM::Role", "Role", **fields))
    assert isinstance(answer, HandlerFailure)
    assert answer.code is HandlerErrorCode.NOT_FOUND
    assert "Policy arn:aws:iam::aws:policy/NoSuch does not exist or is not attachable." in answer.message


def test_an_inline_policy_that_moves_to_a_role_that_is_missing_is_not_missing_itself() -> None:
    kit = Kit()
    kit.world.make(*ROLE)
    before = kit.world.resolved({"PolicyName": "read", "PolicyDocument": READ, "Roles": ["@Role"]})
    made = kit.world.make("It", "AWS::IAM::Policy", before)
    fields = {"physical_id": made.physical_id, "desired": {**before, "Roles": ["nobody"]}, "previous": before}
    answer = kit.world.ask(kit.world.request(HandlerAction.UPDATE, "AWS::IAM::Policy", "It", **fields))
    assert isinstance(answer, HandlerFailure)
    assert "Role nobody not found" in answer.message


@pytest.mark.parametrize("action", [HandlerAction.READ, HandlerAction.UPDATE, HandlerAction.DELETE])
def test_a_resource_that_is_gone_is_told_as_itself(action: HandlerAction) -> None:
    kit = Kit()
    properties = {"RepositoryName": "kit"}
    made = kit.world.make("It", "AWS::ECR::Repository", properties)
    kit.change(HandlerAction.DELETE, "AWS::ECR::Repository", made.physical_id, previous=properties)
    fields = {
        "physical_id": made.physical_id,
        "desired": {**properties, "ImageTagMutability": "IMMUTABLE"},
        "previous": properties,
    }
    answer = kit.world.ask(kit.world.request(action, "AWS::ECR::Repository", "It", **fields))
    assert isinstance(answer, HandlerFailure)
    assert answer.code is HandlerErrorCode.NOT_FOUND
    assert "Resource of type 'AWS::ECR::Repository' with identifier 'kit' was not found." in answer.message


def test_what_a_deletion_misses_beside_the_resource_does_not_make_it_gone() -> None:
    kit = Kit()
    made = kit.world.make("It", "AWS::SQS::Queue", {})

    class Refusing:
        """Clients whose DeleteQueue misses something else."""

        accepts_system_tags = True

        def call(self, service: str, operation: str, parameters: Any) -> Any:
            if operation == "DeleteQueue":
                raise ServiceError("ResourceNotFoundException", "The key is not there.", 400)
            return kit.clients.call(service, operation, parameters)

        def with_token(self, _token: str) -> Any:
            return self

        def was_answered(self) -> bool:
            return False

    handler = find_handler("AWS::SQS::Queue")
    assert handler is not None
    fields = {"physical_id": made.physical_id, "previous": {}}
    request = kit.world.request(HandlerAction.DELETE, "AWS::SQS::Queue", "It", **fields)
    answer = carry_out(handler, request, Refusing())
    assert isinstance(answer, HandlerFailure)
    assert answer.code is HandlerErrorCode.GENERAL_SERVICE_EXCEPTION
    assert "The key is not there." in answer.message


SYSTEM = {"aws:cloudformation:stack-name", "aws:cloudformation:stack-id", "aws:cloudformation:logical-id"}


def test_cloudformation_s_own_tags_are_only_where_the_registry_allows_them() -> None:
    kit = Kit()
    queue = kit.world.make("Queue", "AWS::SQS::Queue", {})
    net = kit.world.make("Net", "AWS::EC2::VPC", {"CidrBlock": "10.0.0.0/16"})
    template = kit.world.make("Template", "AWS::EC2::LaunchTemplate", {"LaunchTemplateData": MACHINE})
    listed = kit.clients.call("sqs", "ListQueueTags", {"QueueUrl": queue.physical_id})["Tags"]
    assert set(listed) == {"team"}  # the stack's
    found = kit.clients.call("ec2", "DescribeVpcs", {"VpcIds": [net.physical_id]})["Vpcs"][0]["Tags"]
    assert {each["Key"] for each in found} == {"team"} | SYSTEM
    parameters = {"LaunchTemplateIds": [template.physical_id]}
    templates = kit.clients.call("ec2", "DescribeLaunchTemplates", parameters)["LaunchTemplates"]
    assert {each["Key"] for each in templates[0]["Tags"]} == {"team"}


def test_another_user_of_moto_in_this_process_sees_moto_as_it_is() -> None:
    kit = Kit()
    kit.clients.call("lambda", "ListFunctions", {})  # brings our checks in
    with moto.mock_aws():
        session = boto3.Session("a", "b", region_name="us-east-1")
        session.client("s3").create_bucket(Bucket="kit")
        trust = json.dumps(TRUST)
        role = session.client("iam").create_role(RoleName="kit", AssumeRolePolicyDocument=trust)["Role"]
        made = session.client("lambda").create_function(
            FunctionName="kit",
            Role=role["Arn"],
            Runtime="python3.12",
            Handler="index.handler",
            Code={"S3Bucket": "kit", "S3Key": "absent"},
        )
    assert made["FunctionName"] == "kit"

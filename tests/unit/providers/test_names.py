import re
from typing import Any

import pytest

from landform.ground.handler import HandlerAction, HandlerRequest
from landform.providers.handlers.table import all_handlers
from landform.providers.names import NameRule, generated_name


def request(**more: Any) -> HandlerRequest:
    fields: dict[str, Any] = {
        "action": HandlerAction.CREATE,
        "type_name": "AWS::S3::Bucket",
        "client_token": "t",
        "account_id": "000000000000",
        "region": "us-east-1",
        "stack_id": "s",
        "stack_name": "shop",
        "logical_id": "Orders",
    }
    return HandlerRequest(**{**fields, **more})


def test_a_name_is_stack_logical_id_and_twelve_characters() -> None:
    assert re.fullmatch(r"shop-Orders-[A-Za-z0-9]{12}", generated_name(request(), NameRule(max_length=80)))


def test_a_bucket_is_lower_case() -> None:
    name = generated_name(request(), NameRule(max_length=63, is_lower=True))
    assert re.fullmatch(r"shop-orders-[a-z0-9]{12}", name)


def test_the_same_token_gives_the_same_name_and_another_another() -> None:
    rule = NameRule(max_length=80)
    assert generated_name(request(), rule) == generated_name(request(), rule)
    assert generated_name(request(), rule) != generated_name(request(client_token="u"), rule)


def test_long_parts_are_shortened_to_the_limit() -> None:
    long = request(stack_name="s" * 60, logical_id="L" * 60)
    assert re.fullmatch(r"s{9}-L{9}-\w{12}", generated_name(long, NameRule(max_length=32)))


def test_a_short_part_leaves_its_share_to_the_other() -> None:
    name = generated_name(request(stack_name="s" * 60, logical_id="Web"), NameRule(max_length=32))
    assert re.fullmatch(r"s{15}-Web-\w{12}", name)


def test_prefix_and_suffix_count_towards_the_limit() -> None:
    rule = NameRule(max_length=24, prefix="CFN-", suffix=".x", has_stack=False)
    assert re.fullmatch(r"CFN-Order-\w{12}\.x", generated_name(request(), rule))


def test_a_token_gives_the_same_characters_in_every_release() -> None:
    # A request that is repeated after a crash must find what it made, also when Landform was updated between.
    assert generated_name(request(), NameRule(max_length=80)) == "shop-Orders-outiqujLF14f"
    assert generated_name(request(), NameRule(max_length=63, is_lower=True)) == "shop-orders-ig5jv7ezfenc"


@pytest.mark.parametrize(
    ("stack", "logical", "shown"),
    [
        ("s" * 9, "L" * 9, "s{9}-L{9}"),
        ("s" * 9, "L" * 10, "s{9}-L{9}"),
        ("s" * 10, "L" * 9, "s{9}-L{9}"),
        ("s" * 60, "L" * 8, "s{10}-L{8}"),
        ("s" * 8, "L" * 60, "s{8}-L{10}"),
        ("", "L" * 60, "L{18}"),
    ],
)
def test_both_parts_share_the_eighteen_characters_that_are_left(stack: str, logical: str, shown: str) -> None:
    name = generated_name(request(stack_name=stack, logical_id=logical), NameRule(max_length=32))
    assert re.fullmatch(shown + r"-\w{12}", name), name


#: The longest name of each type, from the pages of the services' Create operations.
LONGEST = {
    "AWS::AutoScaling::AutoScalingGroup": 255,
    "AWS::Batch::ComputeEnvironment": 128,
    "AWS::Batch::JobDefinition": 128,
    "AWS::Batch::JobQueue": 128,
    "AWS::CloudWatch::Alarm": 255,
    "AWS::DynamoDB::Table": 255,
    "AWS::EC2::LaunchTemplate": 128,
    "AWS::EC2::SecurityGroup": 255,
    "AWS::ECR::Repository": 256,
    "AWS::ECS::Cluster": 255,
    "AWS::ECS::Service": 255,
    "AWS::ECS::TaskDefinition": 255,
    "AWS::ElasticLoadBalancingV2::LoadBalancer": 32,
    "AWS::ElasticLoadBalancingV2::TargetGroup": 32,
    "AWS::Events::Rule": 64,
    "AWS::IAM::Group": 128,
    "AWS::IAM::InstanceProfile": 128,
    "AWS::IAM::ManagedPolicy": 128,
    "AWS::IAM::Policy": 128,
    "AWS::IAM::Role": 64,
    "AWS::IAM::User": 64,
    "AWS::Lambda::Function": 64,
    "AWS::Lambda::Permission": 100,
    "AWS::Logs::LogGroup": 512,
    "AWS::S3::Bucket": 63,
    "AWS::SNS::Topic": 256,
    "AWS::SQS::Queue": 80,
    "AWS::SSM::Parameter": 1011,
    "AWS::SageMaker::Endpoint": 63,
    "AWS::SageMaker::EndpointConfig": 63,
    "AWS::SageMaker::Model": 63,
    "AWS::SecretsManager::Secret": 512,
}


def test_a_generated_name_is_as_long_as_its_service_allows() -> None:
    long = request(stack_name="s" * 1100, logical_id="L" * 1100)
    rules = {each.type_name: each.name for each in all_handlers() if each.name is not None}
    assert {name: len(generated_name(long, rule)) for name, rule in rules.items()} == LONGEST


def test_only_these_names_go_without_the_stack_or_in_lower_case() -> None:
    rules = [(each.type_name, each.name) for each in all_handlers() if each.name is not None]
    assert {name for name, rule in rules if rule.is_lower} == {"AWS::S3::Bucket", "AWS::ECR::Repository"}
    assert {name for name, rule in rules if not rule.has_stack} == {
        "AWS::SSM::Parameter",
        "AWS::SageMaker::Endpoint",
        "AWS::SageMaker::EndpointConfig",
        "AWS::SageMaker::Model",
        "AWS::SecretsManager::Secret",
    }

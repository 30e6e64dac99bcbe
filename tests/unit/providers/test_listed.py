"""How resources are listed: pages, what they belong to, and what a service leaves out or refuses."""

from collections.abc import Mapping
from typing import Any, Self

import pytest

from landform.cloud.clients import ServiceAnswer, ServiceError
from landform.ground.handler import HandlerErrorCode, HandlerFailure
from landform.providers.handlers.listed import listed
from landform.providers.handlers.listings import LISTINGS, every
from landform.providers.handlers.table import all_handlers, find_handler

Asked = tuple[str, str, Mapping[str, Any]]


class Scripted:
    """Clients that answer from a list, and keep what they were asked."""

    accepts_system_tags = False

    def __init__(self, *answers: ServiceAnswer | ServiceError) -> None:
        self.answers = list(answers)
        self.asked: list[Asked] = []

    def call(self, service: str, operation: str, parameters: Mapping[str, Any]) -> ServiceAnswer:
        self.asked.append((service, operation, dict(parameters)))
        answer = self.answers.pop(0)
        if isinstance(answer, ServiceError):
            raise answer
        return answer

    def with_token(self, token: str) -> Self:
        return self

    def was_answered(self) -> bool:
        return False


def found(type_name: str, clients: Scripted, **model: Any) -> tuple[str, ...] | HandlerFailure:
    handler = find_handler(type_name)
    assert handler is not None
    return listed(handler, clients, model)


def test_every_page_is_asked_for_with_the_token_of_the_one_before_and_nothing_is_told_twice() -> None:
    clients = Scripted(
        {"Topics": [{"TopicArn": "t1"}, {"TopicArn": "t2"}], "NextToken": "n"},
        {"Topics": [{"TopicArn": "t2"}, {"TopicArn": "t3"}]},
    )
    assert found("AWS::SNS::Topic", clients) == ("t1", "t2", "t3")
    assert clients.asked == [("sns", "ListTopics", {}), ("sns", "ListTopics", {"NextToken": "n"})]


def test_what_is_listed_by_its_owner_needs_the_owner() -> None:
    clients = Scripted({"Aliases": [{"AliasArn": "a1"}]})
    missing = found("AWS::Lambda::Alias", clients)
    assert missing == HandlerFailure(
        code=HandlerErrorCode.INVALID_REQUEST,
        message="Missing Or Invalid ResourceModel property in AWS::Lambda::Alias list handler request input. "
        "Required property: ([FunctionName])",
    )
    assert clients.asked == []
    assert found("AWS::Lambda::Alias", clients, FunctionName="f") == ("a1",)
    assert clients.asked == [("lambda", "ListAliases", {"FunctionName": "f"})]


def test_nothing_belongs_to_an_owner_that_is_not_there_and_other_refusals_are_told() -> None:
    gone = Scripted(ServiceError("ResourceNotFoundException", "No such function.", 404))
    assert found("AWS::Lambda::Alias", gone, FunctionName="f") == ()
    denied = Scripted(ServiceError("AccessDenied", "Not you.", 403))
    assert found("AWS::Lambda::Alias", denied, FunctionName="f") == HandlerFailure(
        code=HandlerErrorCode.ACCESS_DENIED, message="Not you."
    )


def test_only_buckets_that_have_a_policy_have_one() -> None:
    clients = Scripted(
        {"Buckets": [{"Name": "with"}, {"Name": "without"}]},
        {"Policy": "{}"},
        ServiceError("NoSuchBucketPolicy", "None.", 404),
    )
    assert found("AWS::S3::BucketPolicy", clients) == ("with",)
    assert [parameters for _, _, parameters in clients.asked[1:]] == [
        {"Bucket": "with"},
        {"Bucket": "without"},
    ]
    denied = Scripted({"Buckets": [{"Name": "b"}]}, ServiceError("AccessDenied", "Not you.", 403))
    assert isinstance(found("AWS::S3::BucketPolicy", denied), HandlerFailure)


def test_a_type_that_aws_does_not_list_is_refused() -> None:
    missing = [each for each in all_handlers() if each.type_name not in LISTINGS]
    assert missing
    for handler in missing:
        refused = listed(handler, Scripted(), {})
        assert refused == HandlerFailure(
            code=HandlerErrorCode.UNSUPPORTED,
            message=f"Resource type {handler.type_name} does not support LIST action",
        )


RULES = {
    "SecurityGroupRules": [
        {"SecurityGroupRuleId": "in", "IsEgress": False},
        {"SecurityGroupRuleId": "out", "IsEgress": True},
    ]
}
TABLES = {
    "RouteTables": [
        {
            "RouteTableId": "rtb-1",
            "Associations": [
                {"RouteTableAssociationId": "main", "Main": True},
                {"RouteTableAssociationId": "a-1", "SubnetId": "s"},
            ],
            "Routes": [
                {"GatewayId": "local", "DestinationCidrBlock": "10.0.0.0/16"},
                {"GatewayId": "igw-1", "DestinationCidrBlock": "0.0.0.0/0"},
                {"NatGatewayId": "nat-1", "DestinationIpv6CidrBlock": "::/0"},
                {"GatewayId": "vpce-1", "DestinationPrefixListId": "pl-1"},
            ],
        }
    ]
}
STATES: dict[str, tuple[ServiceAnswer, tuple[str, ...]]] = {
    "AWS::EC2::SecurityGroupEgress": (RULES, ("out",)),
    "AWS::EC2::SecurityGroupIngress": (RULES, ("in",)),
    "AWS::EC2::SubnetRouteTableAssociation": (TABLES, ("a-1",)),
    "AWS::EC2::Route": (TABLES, ("rtb-1|0.0.0.0/0", "rtb-1|::/0", "rtb-1|pl-1")),
    "AWS::EC2::VPCGatewayAttachment": (
        {"InternetGateways": [{"Attachments": [{"VpcId": "vpc-1"}]}, {"Attachments": []}]},
        ("IGW|vpc-1",),
    ),
    "AWS::EC2::Instance": (
        {
            "Reservations": [
                {
                    "Instances": [
                        {"InstanceId": f"i-{word}", "State": {"Name": word}}
                        for word in ("running", "terminated", "shutting-down", "stopped")
                    ]
                }
            ]
        },
        ("i-running", "i-stopped"),
    ),
    "AWS::EC2::NatGateway": (
        {
            "NatGateways": [
                {"NatGatewayId": f"nat-{word}", "State": word}
                for word in ("available", "deleted", "deleting")
            ]
        },
        ("nat-available",),
    ),
    "AWS::Batch::JobDefinition": (
        {
            "jobDefinitions": [
                {"jobDefinitionArn": "one", "status": "ACTIVE"},
                {"jobDefinitionArn": "two", "status": "INACTIVE"},
            ]
        },
        ("one",),
    ),
    "AWS::KMS::Alias": (
        {"Aliases": [{"AliasName": "alias/aws/s3"}, {"AliasName": "alias/mine"}]},
        ("alias/mine",),
    ),
    "AWS::ECS::Cluster": ({"clusterArns": ["arn:aws:ecs:us-east-1:1:cluster/c"]}, ("c",)),
    "AWS::SNS::Subscription": (
        {"Subscriptions": [{"SubscriptionArn": "PendingConfirmation"}, {"SubscriptionArn": "arn:s"}]},
        ("arn:s",),
    ),
}


@pytest.mark.parametrize("type_name", STATES)
def test_what_a_service_makes_itself_or_only_remembers_is_left_out(type_name: str) -> None:
    answer, ids = STATES[type_name]
    assert found(type_name, Scripted(answer)) == ids


def test_the_rules_of_another_bus_are_named_with_it() -> None:
    answer = {"Rules": [{"Name": "r"}]}
    assert found("AWS::Events::Rule", Scripted(answer)) == ("r",)
    for bus in ("jobs", "arn:aws:events:us-east-1:1:event-bus/jobs"):
        assert found("AWS::Events::Rule", Scripted(answer), EventBusName=bus) == ("jobs|r",)


def test_versions_and_permissions_are_listed_by_their_function() -> None:
    versions = {
        "Versions": [{"Version": "$LATEST", "FunctionArn": "f"}, {"Version": "1", "FunctionArn": "f:1"}]
    }
    assert found("AWS::Lambda::Version", Scripted(versions), FunctionName="f") == ("f:1",)
    policy = {"Policy": '{"Statement": [{"Sid": "one"}, {"Sid": "two"}]}'}
    assert found("AWS::Lambda::Permission", Scripted(policy), FunctionName="f") == ("one", "two")


def test_a_path_with_a_star_tells_everything_below_it() -> None:
    tree = {"a": [{"b": 1}, {"b": None}, {}, {"b": [2]}], "none": None}
    assert list(every(tree, "a.*.b")) == [1, [2]]
    assert list(every(tree, "none.*.b")) == []
    assert list(every(tree, "a.b")) == []
    assert list(every(5, "")) == [5]

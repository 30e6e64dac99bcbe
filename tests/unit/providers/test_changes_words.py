"""Where a service has words of its own: what is sent has the service's, what is told has the template's."""

from typing import Any

import pytest

from landform.ground.handler import HandlerAction
from tests.unit.providers.scripted import asked, changes, told


def test_tasks_of_a_target_are_placed_and_tagged_in_the_service_s_words() -> None:
    tasks: dict[str, Any] = {"TaskDefinitionArn": "arn:t", "TaskCount": 1}
    tags = [{"Key": "Type", "Value": "1"}]
    given = {
        **tasks,
        "CapacityProviderStrategy": [{"CapacityProvider": "FARGATE", "Base": 1, "Weight": 2}],
        "NetworkConfiguration": {"AwsVpcConfiguration": {"Subnets": ["s"]}},
        "PlacementConstraints": [{"Type": "memberOf", "Expression": "x"}],
        "PlacementStrategies": [{"Type": "spread", "Field": "y"}],
        "TagList": tags,
    }
    sent = {
        **tasks,
        "CapacityProviderStrategy": [{"capacityProvider": "FARGATE", "base": 1, "weight": 2}],
        "NetworkConfiguration": {"awsvpcConfiguration": {"Subnets": ["s"]}},
        "PlacementConstraints": [{"type": "memberOf", "expression": "x"}],
        "PlacementStrategy": [{"type": "spread", "field": "y"}],
        "Tags": tags,
    }
    target: dict[str, Any] = {"Id": "a", "Arn": "arn:c"}
    ((operation, parameters),) = changes(
        "AWS::Events::Rule", {}, {"Targets": [{**target, "EcsParameters": given}]}
    )
    assert (operation, parameters["Targets"]) == ("PutTargets", [{**target, "EcsParameters": sent}])
    live = [{**target, "EcsParameters": sent}, {"Id": "b", "Arn": "arn:d"}]
    found = told("AWS::Events::Rule", {}, answers={"ListTargetsByRule": {"Targets": live}})
    assert found == {"Targets": [{**target, "EcsParameters": given}, {"Id": "b", "Arn": "arn:d"}]}


def test_the_least_size_of_a_transition_is_sent_beside_the_rules() -> None:
    rules = {"Rules": [{"Status": "Enabled", "ExpirationInDays": 1}]}
    size = {"TransitionDefaultMinimumObjectSize": "varies_by_storage_class"}
    given = {"LifecycleConfiguration": {**rules, **size}}
    live = {"Rules": [{"Status": "Enabled", "Filter": {"Prefix": ""}, "Expiration": {"Days": 1}}]}
    put = {"Bucket": "it", "LifecycleConfiguration": live}
    assert changes("AWS::S3::Bucket", {}, given) == [("PutBucketLifecycleConfiguration", {**put, **size})]
    answers = {"GetBucketLifecycleConfiguration": {**live, **size}}
    for desired, more in ((given, size), ({"LifecycleConfiguration": rules}, {})):
        found = told("AWS::S3::Bucket", {}, desired=desired, answers=answers)
        assert found == {"BucketName": "it", "LifecycleConfiguration": {**rules, **more}}
    gone = changes("AWS::S3::Bucket", given, {})
    assert gone == [("DeleteBucketLifecycle", {"Bucket": "it"})]


@pytest.mark.parametrize(
    ("word", "flag"),
    [
        ("OnlyInboundResolver", {"PrivateDnsOnlyForInboundResolverEndpoint": True}),
        ("AllResolvers", {"PrivateDnsOnlyForInboundResolverEndpoint": False}),
        ("NotSpecified", {}),
    ],
)
def test_an_endpoint_s_resolvers_are_a_flag(word: str, flag: dict[str, bool]) -> None:
    options = {"DnsRecordIpType": "ipv4", "PrivateDnsOnlyForInboundResolverEndpoint": word}
    sent = {"DnsRecordIpType": "ipv4", **flag}
    assert changes("AWS::EC2::VPCEndpoint", {}, {"DnsOptions": options}) == [
        ("ModifyVpcEndpoint", {"VpcEndpointId": "it", "DnsOptions": sent})
    ]
    desired = {"VpcId": "vpc", "DnsOptions": options}
    _, clients = asked("AWS::EC2::VPCEndpoint", HandlerAction.CREATE, desired=desired, physical_id=None)
    assert clients.changes[0][1]["DnsOptions"] == sent


def test_how_long_a_session_lasts_is_sent_as_a_number() -> None:
    def actions(timeout: object) -> list[dict[str, Any]]:
        pool = {"UserPoolArn": "a", "UserPoolClientId": "b", "UserPoolDomain": "c"}
        config = {**pool, "SessionTimeout": timeout}
        return [
            {"Type": "authenticate-cognito", "Order": 1, "AuthenticateCognitoConfig": config},
            {"Type": "forward", "Order": 2, "TargetGroupArn": "arn:g"},
        ]

    kind = "AWS::ElasticLoadBalancingV2::Listener"
    assert changes(kind, {}, {"DefaultActions": actions("3600")}) == [
        ("ModifyListener", {"ListenerArn": "it", "DefaultActions": actions(3600)})
    ]
    desired = {"LoadBalancerArn": "arn:b", "DefaultActions": actions("60")}
    _, clients = asked(kind, HandlerAction.CREATE, desired=desired, physical_id=None)
    assert clients.changes[0][1]["DefaultActions"] == actions(60)
    assert told(kind, {"DefaultActions": actions(3600)}) == {"DefaultActions": actions("3600")}


def test_a_job_s_volume_of_s3_files_is_spelt_as_the_service_does() -> None:
    given = {"FileSystemArn": "arn:f"}
    live = {
        "status": "ACTIVE",
        "containerProperties": {
            "volumes": [{"name": "v", "s3filesVolumeConfiguration": {"fileSystemArn": "arn:f"}}]
        },
    }
    properties = {"ContainerProperties": {"Volumes": [{"Name": "v", "S3FilesVolumeConfiguration": given}]}}
    kind = "AWS::Batch::JobDefinition"
    assert told(kind, live) == properties
    fields: dict[str, Any] = {"physical_id": None, "desired": {"Type": "container", **properties}}
    fields["answers"] = {"RegisterJobDefinition": {"jobDefinitionArn": "arn:j"}}
    _, clients = asked(kind, HandlerAction.CREATE, **fields)
    (sent,) = [call for operation, call in clients.calls if operation == "RegisterJobDefinition"]
    assert sent["containerProperties"] == live["containerProperties"]

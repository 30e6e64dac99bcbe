"""What updates of services and functions send, and what reads of them tell."""

import io
import zipfile
from typing import Any

import pytest

from landform.ground.handler import HandlerAction, HandlerFailure, HandlerSuccess
from tests.unit.providers.scripted import asked, changes, told

SERVICE = "AWS::ECS::Service"
ARN = "arn:aws:ecs:eu-west-1:111122223333:service/cl/web"


@pytest.mark.parametrize(
    ("given", "physical_id", "cluster"),
    [
        ({"Cluster": "other"}, ARN, "other"),
        ({}, ARN, "cl"),
        ({}, "arn:aws:ecs:eu-west-1:111122223333:service/web", "default"),
    ],
)
def test_a_service_is_looked_for_in_its_cluster(
    given: dict[str, Any], physical_id: str, cluster: str
) -> None:
    live = {"clusterArn": f"arn:aws:ecs:::cluster/{cluster}"}
    _, clients = asked(SERVICE, HandlerAction.READ, desired=given, physical_id=physical_id, live=live)
    assert clients.calls[0] == (
        "DescribeServices",
        {"cluster": cluster, "services": [physical_id], "include": ["TAGS"]},
    )


def test_a_service_is_sent_what_it_has_and_the_default_of_what_is_gone() -> None:
    before = {"Cluster": "cl", "TaskDefinition": "t:1", "EnableExecuteCommand": True, "LoadBalancers": [{}]}
    after = {"Cluster": "cl", "TaskDefinition": "t:2", "DesiredCount": 0}
    sent = {"taskDefinition": "t:2", "desiredCount": 0, "enableExecuteCommand": False, "loadBalancers": []}
    place = {"cluster": "cl", "service": ARN}
    assert changes(SERVICE, before, after, physical_id=ARN) == [("UpdateService", {**place, **sent})]
    forced = {"Cluster": "cl", "ForceNewDeployment": {"EnableForceNewDeployment": True}}
    assert changes(SERVICE, {"Cluster": "cl"}, forced, physical_id=ARN) == [
        ("UpdateService", {**place, "forceNewDeployment": True})
    ]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"Cluster": "cl", "TaskDefinition": "web:3"}, {"Cluster": "cl", "TaskDefinition": "web:3"}),
        (
            {"Cluster": "arn:x:cluster/cl", "TaskDefinition": "web:2"},
            {"Cluster": "arn:x:cluster/cl", "TaskDefinition": "arn:task-definition/web:3"},
        ),
        (
            {"Cluster": "other"},
            {"Cluster": "arn:aws:ecs:::cluster/cl", "TaskDefinition": "arn:task-definition/web:3"},
        ),
        ({}, {"Cluster": "arn:aws:ecs:::cluster/cl", "TaskDefinition": "arn:task-definition/web:3"}),
    ],
)
def test_a_service_tells_its_cluster_and_tasks_as_the_template_spells_them(
    given: dict[str, Any], found: dict[str, Any]
) -> None:
    live = {
        "clusterArn": "arn:aws:ecs:::cluster/cl",
        "taskDefinition": "arn:task-definition/web:3",
        "desiredCount": 0,
        "loadBalancers": [],
        "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["a"]}},
    }
    network = {"AwsvpcConfiguration": {"Subnets": ["a"]}}
    more = {"DesiredCount": 0, "NetworkConfiguration": network}
    assert told(SERVICE, live, desired=given, physical_id=ARN) == {**found, **more}


@pytest.mark.parametrize(
    ("type_name", "operation", "listed", "name"),
    [
        (SERVICE, "DescribeServices", "services", "ServiceName"),
        ("AWS::ECS::Cluster", "DescribeClusters", "clusters", "ClusterName"),
    ],
)
def test_only_an_active_stranger_keeps_a_name(type_name: str, operation: str, listed: str, name: str) -> None:
    fields: dict[str, Any] = {"desired": {name: "web"}, "physical_id": None}
    strangers = [{"status": "INACTIVE"}, {"status": "ACTIVE"}]
    answer, _ = asked(type_name, HandlerAction.CREATE, answers={operation: {listed: strangers}}, **fields)
    assert isinstance(answer, HandlerFailure)
    assert "'web' already exists" in answer.message
    gone = {operation: [{listed: strangers[:1]}, {listed: strangers[1:]}]}
    made, clients = asked(type_name, HandlerAction.CREATE, answers=gone, **fields)
    assert isinstance(made, HandlerSuccess)
    assert [call for call, _ in clients.changes] == [f"Create{type_name.rpartition('::')[2]}"]


FUNCTION = "AWS::Lambda::Function"


@pytest.mark.parametrize(("runtime", "file"), [("python3.12", "index.py"), ("nodejs22.x", "index.js")])
def test_inline_code_is_sent_as_an_archive_of_one_file(runtime: str, file: str) -> None:
    sent = changes(
        FUNCTION,
        {"Code": {"ZipFile": "a"}, "Runtime": runtime},
        {"Code": {"ZipFile": "b"}, "Runtime": runtime, "Architectures": ["arm64"]},
    )
    (operation, parameters), *rest = sent
    assert (operation, rest, parameters["Architectures"]) == ("UpdateFunctionCode", [], ["arm64"])
    with zipfile.ZipFile(io.BytesIO(parameters["ZipFile"])) as archive:
        assert {each.filename: archive.read(each) for each in archive.infolist()} == {file: b"b"}
        assert archive.infolist()[0].external_attr >> 16 == 0o644


def test_only_what_changed_of_a_function_s_configuration_is_sent() -> None:
    before = {"MemorySize": 256, "Timeout": 9, "KmsKeyArn": "arn:aws:kms:eu-west-1:111122223333:key/a"}
    assert changes(FUNCTION, {**before, "Role": "r"}, {"Timeout": 10, "Role": "r"}) == [
        (
            "UpdateFunctionConfiguration",
            {"FunctionName": "it", "MemorySize": 128, "Timeout": 10, "KMSKeyArn": ""},
        )
    ]
    bucket = {"S3Bucket": "abc", "S3Key": "k", "S3ObjectVersion": "1"}
    assert changes(FUNCTION, {"Code": {"S3Bucket": "old", "S3Key": "k"}}, {"Code": bucket}) == [
        ("UpdateFunctionCode", {"FunctionName": "it", **bucket})
    ]


def test_a_function_tells_what_is_set() -> None:
    configuration = {
        "State": "Active",
        "Description": "",
        "Layers": [{"Arn": "arn:l", "CodeSize": 1}],
        "VpcConfig": {"SubnetIds": ["a"], "SecurityGroupIds": [], "VpcId": "v"},
        "Timeout": 3,
    }
    answers = {"GetFunctionConcurrency": {"ReservedConcurrentExecutions": 0}}
    live = {
        "Configuration": configuration,
        "Tags": {"own": "1", "aws:x": "2"},
        "Configuration.State": "Active",
    }
    desired = {"Tags": [{"Key": "own", "Value": "1"}]}
    assert told(FUNCTION, live, desired=desired, answers=answers) == {
        "Layers": ["arn:l"],
        "VpcConfig": {"SubnetIds": ["a"]},
        "Timeout": 3,
        "ReservedConcurrentExecutions": 0,
        "Tags": [{"Key": "own", "Value": "1"}],
    }


def test_a_cluster_tells_its_settings_and_leaves_out_empty_lists() -> None:
    live = {
        "clusterName": "it",
        "settings": [{"name": "containerInsights", "value": "enabled"}],
        "configuration": {"executeCommandConfiguration": {"logging": "NONE"}},
        "capacityProviders": [],
        "defaultCapacityProviderStrategy": [],
    }
    assert told("AWS::ECS::Cluster", live) == {
        "ClusterName": "it",
        "ClusterSettings": [{"Name": "containerInsights", "Value": "enabled"}],
        "Configuration": {"ExecuteCommandConfiguration": {"Logging": "NONE"}},
    }

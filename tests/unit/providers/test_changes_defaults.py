"""What every handler does alike: defaults for what is gone, no taking over of strangers, errors passed on."""

from typing import Any

import pytest

from landform.cloud.clients import ServiceError
from landform.ground.handler import HandlerAction, HandlerFailure, HandlerSuccess
from tests.unit.providers.scripted import ABSENT, asked, changes, told

SERVICE_ARN = "arn:aws:ecs:eu-west-1:111122223333:service/cl/web"
TOPIC_ARN = "arn:aws:sns:eu-west-1:111122223333:t"

FUNCTION = {
    "DeadLetterConfig": {"TargetArn": ""},
    "Description": "",
    "Environment": {"Variables": {}},
    "EphemeralStorage": {"Size": 512},
    "FileSystemConfigs": [],
    "ImageConfig": {},
    "KMSKeyArn": "",
    "Layers": [],
    "LoggingConfig": {"LogFormat": "Text"},
    "MemorySize": 128,
    "SnapStart": {"ApplyOn": "None"},
    "Timeout": 3,
    "TracingConfig": {"Mode": "PassThrough"},
    "VpcConfig": {"SubnetIds": [], "SecurityGroupIds": []},
}

ECS_SERVICE = {
    "availabilityZoneRebalancing": "DISABLED",
    "capacityProviderStrategy": [],
    "deploymentConfiguration": {"maximumPercent": 200, "minimumHealthyPercent": 100},
    "deploymentController": {"type": "ECS"},
    "enableECSManagedTags": False,
    "enableExecuteCommand": False,
    "healthCheckGracePeriodSeconds": 0,
    "loadBalancers": [],
    "placementConstraints": [],
    "placementStrategy": [],
    "platformVersion": "LATEST",
    "propagateTags": "NONE",
    "serviceRegistries": [],
    "volumeConfigurations": [],
    "vpcLatticeConfigurations": [],
}

QUEUE = {
    "ContentBasedDeduplication": "false",
    "DeduplicationScope": "queue",
    "DelaySeconds": "0",
    "FifoThroughputLimit": "perQueue",
    "KmsDataKeyReusePeriodSeconds": "300",
    "KmsMasterKeyId": "",
    "MaximumMessageSize": "1048576",
    "MessageRetentionPeriod": "345600",
    "ReceiveMessageWaitTimeSeconds": "0",
    "RedriveAllowPolicy": "",
    "RedrivePolicy": "",
    "SqsManagedSseEnabled": "true",
    "VisibilityTimeout": "30",
}


def had(*names: str) -> dict[str, Any]:
    """Properties that were there, with whatever value."""
    return dict.fromkeys(names, "x")


@pytest.mark.parametrize(
    ("type_name", "physical_id", "before", "sent"),
    [
        (
            "AWS::Lambda::Function",
            "f",
            had("KmsKeyArn", *(name for name in FUNCTION if name != "KMSKeyArn")),
            ("UpdateFunctionConfiguration", {"FunctionName": "f", **FUNCTION}),
        ),
        (
            "AWS::ECS::Service",
            SERVICE_ARN,
            {
                "Cluster": "cl",
                **had(
                    "AvailabilityZoneRebalancing",
                    "CapacityProviderStrategy",
                    "DeploymentConfiguration",
                    "DeploymentController",
                    "EnableECSManagedTags",
                    "EnableExecuteCommand",
                    "HealthCheckGracePeriodSeconds",
                    "LoadBalancers",
                    "PlacementConstraints",
                    "PlacementStrategies",
                    "PlatformVersion",
                    "PropagateTags",
                    "ServiceRegistries",
                    "VolumeConfigurations",
                    "VpcLatticeConfigurations",
                ),
            },
            ("UpdateService", {"cluster": "cl", "service": SERVICE_ARN, **ECS_SERVICE}),
        ),
        (
            "AWS::SQS::Queue",
            "it/1/q",
            had(*QUEUE),
            ("SetQueueAttributes", {"QueueUrl": "it/1/q", "Attributes": QUEUE}),
        ),
        (
            "AWS::ECS::Cluster",
            "it",
            had("ClusterSettings", "Configuration", "ServiceConnectDefaults"),
            (
                "UpdateCluster",
                {
                    "cluster": "it",
                    "configuration": {"executeCommandConfiguration": {"logging": "DEFAULT"}},
                    "serviceConnectDefaults": {"namespace": ""},
                    "settings": [{"name": "containerInsights", "value": "disabled"}],
                },
            ),
        ),
        (
            "AWS::ECS::Cluster",
            "it",
            {"CapacityProviders": ["FARGATE"], "DefaultCapacityProviderStrategy": [{"Weight": 1}]},
            (
                "PutClusterCapacityProviders",
                {"cluster": "it", "capacityProviders": [], "defaultCapacityProviderStrategy": []},
            ),
        ),
        (
            "AWS::IAM::Role",
            "it",
            had("Description", "MaxSessionDuration"),
            ("UpdateRole", {"RoleName": "it", "Description": "", "MaxSessionDuration": 3600}),
        ),
        (
            "AWS::Lambda::Url",
            "f",
            had("Cors", "InvokeMode"),
            ("UpdateFunctionUrlConfig", {"FunctionName": "f", "Cors": {}, "InvokeMode": "BUFFERED"}),
        ),
        (
            "AWS::SecretsManager::Secret",
            "it",
            had("Description", "KmsKeyId"),
            (
                "UpdateSecret",
                {"SecretId": "it", "Description": "", "KmsKeyId": "alias/aws/secretsmanager"},
            ),
        ),
        (
            "AWS::DynamoDB::Table",
            "it",
            {"PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True}},
            (
                "UpdateContinuousBackups",
                {
                    "TableName": "it",
                    "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": False},
                },
            ),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and "::" in value else "",
)
def test_what_is_gone_gets_the_service_s_default(
    type_name: str, physical_id: str, before: dict[str, Any], sent: tuple[str, dict[str, Any]]
) -> None:
    after = {name: before[name] for name in ("Cluster",) if name in before}
    ((operation, parameters),) = changes(type_name, before, after, physical_id=physical_id)
    parameters.pop("ClientRequestToken", None)
    assert (operation, parameters) == sent


@pytest.mark.parametrize(
    ("type_name", "attribute_defaults"),
    [
        (
            "AWS::SNS::Topic",
            {
                "ArchivePolicy": "{}",
                "ContentBasedDeduplication": "false",
                "DisplayName": "",
                "FifoThroughputScope": "Topic",
                "KmsMasterKeyId": "",
                "MaximumMessageSize": "262144",
                "SignatureVersion": "1",
                "TracingConfig": "PassThrough",
            },
        ),
        (
            "AWS::SNS::Subscription",
            {
                "DeliveryPolicy": "{}",
                "FilterPolicy": "{}",
                "FilterPolicyScope": "MessageAttributes",
                "RawMessageDelivery": "false",
                "RedrivePolicy": "{}",
                "ReplayPolicy": "{}",
                "SubscriptionRoleArn": "",
            },
        ),
    ],
)
def test_attributes_that_are_gone_are_set_back_one_by_one(
    type_name: str, attribute_defaults: dict[str, str]
) -> None:
    sent = changes(type_name, had(*attribute_defaults), {}, physical_id=TOPIC_ARN)
    assert {call["AttributeName"]: call["AttributeValue"] for _, call in sent} == attribute_defaults


@pytest.mark.parametrize(
    ("type_name", "name", "operation", "found"),
    [
        (
            "AWS::AutoScaling::AutoScalingGroup",
            "AutoScalingGroupName",
            "DescribeAutoScalingGroups",
            "AutoScalingGroups",
        ),
        ("AWS::Batch::JobDefinition", "JobDefinitionName", "DescribeJobDefinitions", "jobDefinitions"),
        ("AWS::CloudWatch::Alarm", "AlarmName", "DescribeAlarms", "MetricAlarms"),
        ("AWS::ElasticLoadBalancingV2::LoadBalancer", "Name", "DescribeLoadBalancers", "LoadBalancers"),
        ("AWS::ElasticLoadBalancingV2::TargetGroup", "Name", "DescribeTargetGroups", "TargetGroups"),
        ("AWS::Events::Rule", "Name", "DescribeRule", ""),
        ("AWS::S3::Bucket", "BucketName", "HeadBucket", ""),
        ("AWS::SQS::Queue", "QueueName", "GetQueueUrl", ""),
    ],
)
def test_a_stranger_of_that_name_is_not_taken_over(
    type_name: str, name: str, operation: str, found: str
) -> None:
    answers = {operation: {found: [{name: "mine"}]} if found else {}}
    answer, clients = asked(
        type_name, HandlerAction.CREATE, desired={name: "mine"}, physical_id=None, answers=answers
    )
    assert isinstance(answer, HandlerFailure)
    assert "with identifier 'mine' already exists." in answer.message
    assert ([call for call, _ in clients.calls], clients.changes) == ([operation], [])


DENIED = ServiceError("AccessDenied", "No.", 403)


@pytest.mark.parametrize(
    ("type_name", "action", "operation", "properties"),
    [
        ("AWS::ECR::Repository", HandlerAction.READ, "GetLifecyclePolicy", {}),
        ("AWS::IAM::Policy", HandlerAction.READ, "GetRolePolicy", {"PolicyName": "p", "Roles": ["r"]}),
        ("AWS::IAM::Policy", HandlerAction.DELETE, "DeleteRolePolicy", {"PolicyName": "p", "Roles": ["r"]}),
        ("AWS::IAM::User", HandlerAction.DELETE, "RemoveUserFromGroup", {"Groups": ["g"]}),
        ("AWS::Lambda::Permission", HandlerAction.READ, "GetPolicy", {"FunctionName": "f"}),
    ],
)
def test_what_the_service_refuses_is_told_and_not_taken_for_absence(
    type_name: str, action: HandlerAction, operation: str, properties: dict[str, Any]
) -> None:
    model = {"desired" if action is HandlerAction.READ else "previous": properties}
    answer, clients = asked(type_name, action, answers={operation: DENIED}, **model)
    assert isinstance(answer, HandlerFailure)
    assert answer.code.value == "AccessDenied"
    assert clients.calls[-1][0] == operation


def test_a_role_tells_its_id_from_the_first_answer_that_has_it() -> None:
    made, clients = asked(
        "AWS::IAM::Role",
        HandlerAction.CREATE,
        desired={"RoleName": "r", "AssumeRolePolicyDocument": {}},
        physical_id=None,
        answers={"CreateRole": {"Role": {"RoleId": "AROA1"}}},
    )
    attributes = {"Arn": "arn:aws:iam::111122223333:role/r", "RoleId": "AROA1"}
    assert made == HandlerSuccess(physical_id="r", attributes=attributes)
    assert [operation for operation, _ in clients.calls] == ["CreateRole"]
    found, _ = asked("AWS::IAM::Role", HandlerAction.READ, live={"RoleId": "AROA2"})
    assert isinstance(found, HandlerSuccess)
    assert found.attributes["RoleId"] == "AROA2"


@pytest.mark.parametrize(
    ("mark", "operation"), [("IGW", "DescribeInternetGateways"), ("VGW", "DescribeVpnGateways")]
)
def test_a_missing_gateway_is_looked_for_once(mark: str, operation: str) -> None:
    _, clients = asked("AWS::EC2::VPCGatewayAttachment", HandlerAction.READ, physical_id=f"{mark}|vpc")
    assert [call for call, _ in clients.calls] == [operation]


def test_a_rule_that_nothing_changed_leaves_targets_and_groups_alone() -> None:
    role = {"Name": "r", "Targets": [{"Id": "a", "Arn": "1"}]}
    assert changes("AWS::Events::Rule", role, role) == []
    only_new = {"Targets": [{"Id": "a", "Arn": "1"}, {"Id": "b", "Arn": "1"}]}
    assert [
        call for call, _ in changes("AWS::Events::Rule", {"Targets": only_new["Targets"][:1]}, only_new)
    ] == ["PutTargets"]
    assert [
        call for call, _ in changes("AWS::Events::Rule", only_new, {"Targets": only_new["Targets"][:1]})
    ] == ["RemoveTargets"]


def test_names_of_the_user_s_own_are_not_respelt() -> None:
    given = {
        "ContainerDefinitions": [
            {"Name": "c", "DockerLabels": {"Own.Key": "1"}, "LinuxParameters": {"MaxSwap": 1}}
        ],
        "ProxyConfiguration": {"ContainerName": "c", "ProxyConfigurationProperties": [{"Name": "N"}]},
        "Volumes": [
            {
                "Name": "v",
                "EFSVolumeConfiguration": {"FilesystemId": "fs", "AuthorizationConfig": {"IAM": "ENABLED"}},
            },
            {"Name": "w", "DockerVolumeConfiguration": {"DriverOpts": {"Own": "1"}, "Labels": {"Own": "2"}}},
        ],
    }
    sent = {
        "containerDefinitions": [
            {"name": "c", "dockerLabels": {"Own.Key": "1"}, "linuxParameters": {"maxSwap": 1}}
        ],
        "proxyConfiguration": {"containerName": "c", "properties": [{"name": "N"}]},
        "volumes": [
            {
                "name": "v",
                "efsVolumeConfiguration": {"fileSystemId": "fs", "authorizationConfig": {"iam": "ENABLED"}},
            },
            {"name": "w", "dockerVolumeConfiguration": {"driverOpts": {"Own": "1"}, "labels": {"Own": "2"}}},
        ],
    }
    kind = "AWS::ECS::TaskDefinition"
    answers = {"RegisterTaskDefinition": {"taskDefinition": {"taskDefinitionArn": "arn:t"}}}
    fields: dict[str, Any] = {"desired": {**given, "Family": "f"}, "physical_id": None, "answers": answers}
    answer, clients = asked(kind, HandlerAction.CREATE, **fields)
    assert clients.changes == [("RegisterTaskDefinition", {"family": "f", **sent})]
    assert answer == HandlerSuccess(physical_id="arn:t", attributes={"TaskDefinitionArn": "arn:t"})
    live = {"taskDefinition": {**sent, "family": "f", "status": "ACTIVE", "placementConstraints": []}}
    assert told(kind, {}, answers={"DescribeTaskDefinition": live}) == {**given, "Family": "f"}


def test_a_job_s_members_are_read_back_in_the_template_s_spelling() -> None:
    live = {
        "status": "ACTIVE",
        "containerProperties": {
            "resourceRequirements": [{"type": "VCPU"}],
            "logConfiguration": {"options": {"a": "1"}},
        },
        "parameters": {"own": "1"},
        "propagateTags": False,
        "timeout": {},
    }
    assert told("AWS::Batch::JobDefinition", live) == {
        "ContainerProperties": {
            "ResourceRequirements": [{"Type": "VCPU"}],
            "LogConfiguration": {"Options": {"a": "1"}},
        },
        "Parameters": {"own": "1"},
        "PropagateTags": False,
    }


def test_absence_of_the_other_thing_is_not_absence_of_the_resource() -> None:
    answer, _ = asked(
        "AWS::IAM::Role", HandlerAction.DELETE, answers={"DeleteRole": ABSENT, "GetRole": {"Role": {}}}
    )
    assert isinstance(answer, HandlerFailure)
    assert answer.code.value == "GeneralServiceException"

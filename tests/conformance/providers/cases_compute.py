"""DynamoDB, ECS, Events."""

from tests.conformance.providers.case import Case
from tests.conformance.providers.cases_identity import OTHER_ROLE, ROLE
from tests.conformance.providers.cases_network import GROUP, SUBNET, VPC, tags

KEYS = {
    "AttributeDefinitions": [
        {"AttributeName": "id", "AttributeType": "S"},
        {"AttributeName": "at", "AttributeType": "N"},
    ],
    "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
}
THROUGHPUT = {"ReadCapacityUnits": 1, "WriteCapacityUnits": 2}
INDEX = {
    "IndexName": "by-at",
    "KeySchema": [{"AttributeName": "at", "KeyType": "HASH"}],
    "Projection": {"ProjectionType": "ALL"},
}
CONTAINER = {
    "Name": "web",
    "Image": "nginx:1",
    "Essential": True,
    "Cpu": 10,
    "Memory": 128,
    "Environment": [{"Name": "Mode", "Value": "fast"}],
    "DockerLabels": {"MyLabel": "kept"},
    "PortMappings": [{"ContainerPort": 80, "Protocol": "tcp"}],
}
TASK = (
    "Task",
    "AWS::ECS::TaskDefinition",
    {
        "ContainerDefinitions": [CONTAINER],
        "NetworkMode": "awsvpc",
        "RequiresCompatibilities": ["FARGATE"],
        "Cpu": "256",
        "Memory": "512",
    },
)
OTHER_TASK = ("OtherTask", "AWS::ECS::TaskDefinition", {"ContainerDefinitions": [{**CONTAINER, "Cpu": 20}]})
CLUSTER = ("Cluster", "AWS::ECS::Cluster", {})
NETWORK = {
    "AwsvpcConfiguration": {
        "Subnets": ["@Subnet"],
        "SecurityGroups": ["@Group"],
        "AssignPublicIp": "DISABLED",
    }
}

CASES = (
    Case(
        type_name="AWS::DynamoDB::Table",
        properties={
            **KEYS,
            "TableName": "items",
            "BillingMode": "PROVISIONED",
            "ProvisionedThroughput": THROUGHPUT,
            "DeletionProtectionEnabled": False,
            "StreamSpecification": {"StreamViewType": "NEW_IMAGE"},
            "SSESpecification": {"SSEEnabled": True, "SSEType": "KMS"},
            "TimeToLiveSpecification": {"AttributeName": "expires", "Enabled": True},
            "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True},
            "GlobalSecondaryIndexes": [{**INDEX, "ProvisionedThroughput": THROUGHPUT}],
            "Tags": tags(a="1", b="2"),
        },
        updates=(
            {
                **KEYS,
                "TableName": "items",
                "BillingMode": "PROVISIONED",
                "ProvisionedThroughput": {"ReadCapacityUnits": 3, "WriteCapacityUnits": 4},
                "TimeToLiveSpecification": {"AttributeName": "expires", "Enabled": True},
                "GlobalSecondaryIndexes": [
                    {**INDEX, "ProvisionedThroughput": {"ReadCapacityUnits": 5, "WriteCapacityUnits": 6}}
                ],
                "Tags": tags(a="3"),
            },
            {**KEYS, "TableName": "items", "BillingMode": "PAY_PER_REQUEST"},
        ),
        replaced={
            "TableName": "others",
            "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": KEYS["AttributeDefinitions"],
            "KeySchema": [
                {"AttributeName": "id", "KeyType": "HASH"},
                {"AttributeName": "at", "KeyType": "RANGE"},
            ],
        },
    ),
    Case(
        type_name="AWS::ECS::Cluster",
        properties={
            "ClusterName": "it",
            "CapacityProviders": ["FARGATE"],
            "DefaultCapacityProviderStrategy": [{"CapacityProvider": "FARGATE", "Weight": 1}],
            "ClusterSettings": [{"Name": "containerInsights", "Value": "enabled"}],
            "Configuration": {"ExecuteCommandConfiguration": {"Logging": "DEFAULT"}},
            "Tags": tags(a="1", b="2"),
        },
        updates=(
            {
                "ClusterName": "it",
                "CapacityProviders": ["FARGATE_SPOT"],
                "DefaultCapacityProviderStrategy": [{"CapacityProvider": "FARGATE_SPOT", "Weight": 1}],
                "ClusterSettings": [{"Name": "containerInsights", "Value": "disabled"}],
                "Configuration": {"ExecuteCommandConfiguration": {"Logging": "NONE"}},
                "Tags": tags(a="3"),
            },
        ),
        replaced={"ClusterName": "other"},
    ),
    Case(
        type_name="AWS::ECS::TaskDefinition",
        properties={
            "Family": "it",
            "ContainerDefinitions": [CONTAINER],
            "Cpu": "256",
            "Memory": "512",
            "EphemeralStorage": {"SizeInGiB": 30},
            "ExecutionRoleArn": "@Role.Arn",
            "TaskRoleArn": "@OtherRole.Arn",
            "NetworkMode": "awsvpc",
            "RequiresCompatibilities": ["FARGATE"],
            "RuntimePlatform": {"CpuArchitecture": "ARM64", "OperatingSystemFamily": "LINUX"},
            "Volumes": [{"Name": "data"}],
            "Tags": tags(a="1", b="2"),
        },
        updates=(),
        replaced={"ContainerDefinitions": [CONTAINER]},
        needs=(ROLE, OTHER_ROLE),
    ),
    Case(
        type_name="AWS::ECS::Service",
        properties={
            "ServiceName": "it",
            "Cluster": "@Cluster",
            "TaskDefinition": "@Task",
            "DesiredCount": 2,
            "LaunchType": "FARGATE",
            "NetworkConfiguration": NETWORK,
            "PlatformVersion": "LATEST",
            "SchedulingStrategy": "REPLICA",
            "Tags": tags(a="1", b="2"),
        },
        updates=(
            {
                "ServiceName": "it",
                "Cluster": "@Cluster",
                "TaskDefinition": "@OtherTask",
                "DesiredCount": 3,
                "LaunchType": "FARGATE",
                "NetworkConfiguration": NETWORK,
                "PlatformVersion": "LATEST",
                "SchedulingStrategy": "REPLICA",
                "Tags": tags(a="3"),
            },
        ),
        replaced={"ServiceName": "other", "Cluster": "@Cluster", "TaskDefinition": "@Task"},
        needs=(VPC, SUBNET, GROUP, CLUSTER, TASK, OTHER_TASK),
    ),
    Case(
        type_name="AWS::Events::Rule",
        properties={
            "Name": "it",
            "Description": "first",
            "ScheduleExpression": "rate(1 day)",
            "State": "ENABLED",
            "RoleArn": "@Role.Arn",
            "Targets": [
                {"Id": "one", "Arn": "@Queue.Arn"},
                {"Id": "two", "Arn": "@Queue.Arn", "Input": "{}"},
            ],
            "Tags": tags(a="1", b="2"),
        },
        updates=(
            {
                "Name": "it",
                "Description": "second",
                "EventPattern": {"source": ["aws.s3"]},
                "State": "DISABLED",
                "RoleArn": "@OtherRole.Arn",
                "Targets": [{"Id": "one", "Arn": "@Queue.Arn", "InputPath": "$.detail"}],
                "Tags": tags(a="3"),
            },
            {"Name": "it", "EventPattern": {"source": ["aws.ec2"]}},
        ),
        replaced={"Name": "other", "ScheduleExpression": "rate(2 days)"},
        needs=(ROLE, OTHER_ROLE, ("Queue", "AWS::SQS::Queue", {})),
    ),
)

"""Calls of aws_events_targets; targets of modules without data are made as plain resources."""

from typing import Any, Final

from tools.differential.making import LAMBDA, SECURITY_GROUP, construct, enum, record, static

_TARGETS: Final = "aws_events_targets"
_ROLE_ARN: Final = "arn:aws:iam::111122223333:role/a"
_STREAM: Final = construct(
    "aws_kinesisfirehose.CfnDeliveryStream",
    "Delivery0",
    delivery_stream_name="d",
    delivery_stream_type="DirectPut",
)
_ARTIFACTS: Final = record("aws_codebuild.CfnProject.ArtifactsProperty", type="NO_ARTIFACTS")
_ENVIRONMENT: Final = record(
    "aws_codebuild.CfnProject.EnvironmentProperty",
    compute_type="BUILD_GENERAL1_SMALL",
    image="i",
    type="LINUX_CONTAINER",
)
_SOURCE: Final = record("aws_codebuild.CfnProject.SourceProperty", type="NO_SOURCE", build_spec="{}")


def _project(id: str) -> Any:
    return construct(
        "aws_codebuild.CfnProject",
        id,
        artifacts=_ARTIFACTS,
        environment=_ENVIRONMENT,
        service_role=_ROLE_ARN,
        source=_SOURCE,
    )


def _pipeline(id: str) -> Any:
    return construct("aws_codepipeline.CfnPipeline", id, role_arn=_ROLE_ARN, stages=[])


_FARGATE: Final = {
    "all": [
        {
            "call": construct("aws_ecs.FargateTaskDefinition", "Fargate0"),
            "name": "add_container",
            "args": ["c"],
            "kw": {"image": static("aws_ecs.ContainerImage.from_registry", "i")},
        },
        construct("aws_ecs.FargateTaskDefinition", "Fargate0"),
    ]
}


def _field(path: str) -> Any:
    return static("aws_events.EventField.from_path", path)


VALUES: Final = {
    "interfaces.aws_codebuild.IProjectRef": (_project("Project0"), _project("Project1")),
    "interfaces.aws_codepipeline.IPipelineRef": (_pipeline("Pipeline0"), _pipeline("Pipeline1")),
    "aws_kinesisfirehose.CfnDeliveryStream": (_STREAM, _STREAM),
    "aws_events.RuleTargetInput": (
        static("aws_events.RuleTargetInput.from_text", "text"),
        static(
            "aws_events.RuleTargetInput.from_object",
            {"map": {"id": _field("$.detail.id"), "rest": [1, True]}},
        ),
    ),
}
ALWAYS: Final[dict[str, Any]] = {
    f"{_TARGETS}.RedshiftQuery": {"sql": ["select 1"]},
}
TOGETHER: Final = {
    f"{_TARGETS}.EcsTask": {
        "on Fargate": {"kw": {"task_definition": _FARGATE, "task_count": 2}},
        "on Fargate, with all there is": {
            "kw": {
                "task_definition": _FARGATE,
                "assign_public_ip": True,
                "subnet_selection": record(
                    "aws_ec2.SubnetSelection", subnet_type=enum("aws_ec2.SubnetType.PUBLIC")
                ),
                "container_overrides": [
                    record(
                        f"{_TARGETS}.ContainerOverride",
                        container_name="c",
                        command=["a", _field("$.detail.id")],
                        cpu=1,
                        memory_limit=2,
                        environment=[record(f"{_TARGETS}.TaskEnvironmentVariable", name="n", value="v")],
                    )
                ],
                "cpu": "256",
                "memory": "512",
                "ephemeral_storage": record(f"{_TARGETS}.EphemeralStorageOverride", size_in_gib=30),
                "task_role": construct("aws_iam.Role", "Role0", assumed_by=LAMBDA),
                "execution_role": construct("aws_iam.Role", "Role0", assumed_by=LAMBDA),
                "platform_version": enum("aws_ecs.FargatePlatformVersion.VERSION1_4"),
                "propagate_tags": enum("aws_ecs.PropagatedTagSource.TASK_DEFINITION"),
                "tags": [record(f"{_TARGETS}.Tag", key="k", value="v")],
                "enable_execute_command": True,
            }
        },
        "on Fargate, in no public network": {"kw": {"task_definition": _FARGATE, "assign_public_ip": True}},
        "in a group of its own": {"kw": {"task_definition": _FARGATE, "security_groups": [SECURITY_GROUP]}},
    },
    f"{_TARGETS}.ApiGateway": {
        "wildcards": {"kw": {"path": "/a/*/b", "path_parameter_values": ["$.detail.id"], "method": "GET"}},
        "too few values": {"kw": {"path": "/a/*/b"}},
    },
    f"{_TARGETS}.SnsTopic": {
        "a role of its own": {"kw": {"authorize_using_role": True}},
    },
    f"{_TARGETS}.SqsQueue": {
        "retries": {
            "kw": {"retry_attempts": 0, "max_event_age": static("aws_cdk.Duration.hours", 1)},
        },
        "in the same account": {
            "context": {"@aws-cdk/aws-events:eventsTargetQueueSameAccount": True},
        },
    },
    f"{_TARGETS}.RedshiftQuery": {"several": {"kw": {"sql": ["select 1", "select 2"]}}},
}
OWN: Final = [
    (rf"{_TARGETS}\.ApiGateway(V2)?", "path", ("/a", "/b")),
    (
        rf"{_TARGETS}\.CloudWatchLogGroup",
        "event",
        (
            static(f"{_TARGETS}.LogGroupTargetInput.from_object", {"map": {"message": "m"}}),
            static("aws_events.RuleTargetInput.from_object", {"map": {"message": "m"}}),
        ),
    ),
    (
        rf"{_TARGETS}\.CloudWatchLogGroup",
        "log_event",
        (
            static(f"{_TARGETS}.LogGroupTargetInput.from_object_v2", message="m"),
            static(f"{_TARGETS}.LogGroupTargetInput.from_object_v2", timestamp=_field("$.detail.at")),
        ),
    ),
    (
        rf"{_TARGETS}\.LogGroupTargetInput\.from_object",
        "options",
        (
            {"map": {"message": "m"}},
            {"map": {"timestamp": "t", "message": "m"}},
        ),
    ),
    (rf"{_TARGETS}\.AwsApi", "service", ("ECS", "@aws-sdk/client-s3")),
    (rf"{_TARGETS}\.AwsApi", "action", ("updateService", "ListBucketsCommand")),
    (
        rf"{_TARGETS}\.BatchJob",
        "job_.*_scope",
        (
            construct("aws_sqs.Queue", "Scope0"),
            construct("aws_sqs.Queue", "Scope1"),
        ),
    ),
]

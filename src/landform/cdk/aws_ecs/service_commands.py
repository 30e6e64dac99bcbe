"""Commands in the containers of a service.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
"""

from typing import Any, Final

from landform.cdk.aws_ecs.enums import ExecuteCommandLogging
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.principals import ArnPrincipal, ServicePrincipal
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.l1.lookup import given

FEWER_RIGHTS: Final = "@aws-cdk/aws-ecs:reduceEc2FargateCloudWatchPermissions"
_CHANNELS: Final = (
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
)


def let_execute(service: Any) -> None:
    """Let the tasks take commands and write down what was done."""
    role = service.task_definition
    role.add_to_task_role_policy(PolicyStatement(actions=list(_CHANNELS), resources=["*"]))
    commands = given("aws_ecs", "ExecuteCommandConfiguration", service.cluster.execute_command_configuration)
    log = (
        given("aws_ecs", "ExecuteCommandLogConfiguration", commands.log_configuration)
        if commands is not None
        else None
    )
    if commands is not None and commands.kms_key is not None:
        _let_encrypt(service, commands.kms_key, log)
    if commands is None or commands.logging is not ExecuteCommandLogging.NONE:
        _let_log(service, log)


def _let_encrypt(service: Any, key: Any, log: Any) -> None:
    service.task_definition.add_to_task_role_policy(
        PolicyStatement(actions=["kms:Decrypt", "kms:GenerateDataKey"], resources=[key.key_arn])
    )
    stack = service.stack
    if log is None or not log.cloud_watch_encryption_enabled:
        return
    root = f"arn:{stack.partition}:iam::{stack.account}:root"
    key.add_to_resource_policy(
        PolicyStatement(actions=["kms:*"], resources=["*"], principals=[ArnPrincipal(root)])
    )
    logs = f"arn:{stack.partition}:logs:{stack.region}:{stack.account}:*"
    key.add_to_resource_policy(
        PolicyStatement(
            actions=[
                "kms:Encrypt*",
                "kms:Decrypt*",
                "kms:ReEncrypt*",
                "kms:GenerateDataKey*",
                "kms:Describe*",
            ],
            resources=["*"],
            principals=[ServicePrincipal(f"logs.{stack.region}.amazonaws.com")],
            conditions={"ArnLike": {"kms:EncryptionContext:aws:logs:arn": logs}},
        )
    )


def _let_log(service: Any, log: Any) -> None:
    task, stack = service.task_definition, service.stack
    group = log.cloud_watch_log_group if log is not None else None
    bucket = log.s3_bucket if log is not None else None

    def allow(action: str | list[str], resource: str) -> None:
        actions = [action] if isinstance(action, str) else action
        task.add_to_task_role_policy(PolicyStatement(actions=actions, resources=[resource]))

    if group is not None or not FeatureFlags.of(service).is_enabled(FEWER_RIGHTS):
        name = group.log_group_ref.log_group_name if group is not None else None
        place = f"arn:{stack.partition}:logs:{stack.region}:{stack.account}:log-group:{name}:*"
        allow("logs:DescribeLogGroups", "*")
        allow(
            ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
            place if name is not None else "*",
        )
    if bucket is None:
        return
    arn = f"arn:{stack.partition}:s3:::{bucket.bucket_name}"
    allow("s3:GetBucketLocation", "*")
    allow("s3:PutObject", f"{arn}/*")
    if log.s3_encryption_enabled:
        allow("s3:GetEncryptionConfiguration", arn)

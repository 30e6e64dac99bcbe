"""What clusters are set to.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ecs-cluster.html
"""

from typing import Any

from landform.cdk.aws_ecs.enums import ContainerInsights, ExecuteCommandLogging
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given


def insights(old: bool | None, new: ContainerInsights | None) -> list[dict[str, str]] | None:
    """Which metrics of containers are gathered."""
    if old is not None and new is not None:
        raise ValueError("You cannot set both containerInsights and containerInsightsV2")
    if old is not None:
        new = ContainerInsights.ENABLED if old else ContainerInsights.DISABLED
    return [{"Name": "containerInsights", "Value": new.value}] if new is not None else None


def check_commands(commands: Any) -> None:
    """Raise ValueError for logs of commands that go nowhere."""
    if commands is None:
        return
    log = given("aws_ecs", "ExecuteCommandLogConfiguration", commands.log_configuration)
    if (commands.logging is ExecuteCommandLogging.OVERRIDE) != (log is not None):
        raise ValueError("Execute command log configuration must only be specified when logging is OVERRIDE.")
    if log is None:
        return
    if log.s3_encryption_enabled and log.s3_bucket is None:
        raise ValueError(
            "You must specify an S3 bucket name in the execute command log configuration to enable S3 "
            "encryption."
        )
    if log.cloud_watch_encryption_enabled and log.cloud_watch_log_group is None:
        raise ValueError(
            "You must specify a CloudWatch log group in the execute command log configuration to enable "
            "CloudWatch encryption."
        )


def configuration(commands: Any, storage: Any) -> dict[str, Any] | None:
    """Commands in containers, and the storage of tasks."""
    if commands is None and storage is None:
        return None
    return {
        "ExecuteCommandConfiguration": _commands(commands) if commands is not None else None,
        "ManagedStorageConfiguration": _storage(storage) if storage is not None else None,
    }


def _commands(commands: Any) -> dict[str, Any]:
    log = given("aws_ecs", "ExecuteCommandLogConfiguration", commands.log_configuration)
    return {
        "KmsKeyId": commands.kms_key.key_arn if commands.kms_key is not None else None,
        "LogConfiguration": _log(log) if log is not None else None,
        "Logging": commands.logging,
    }


def _log(log: Any) -> dict[str, Any]:
    group, bucket = log.cloud_watch_log_group, log.s3_bucket
    return {
        "CloudWatchEncryptionEnabled": log.cloud_watch_encryption_enabled,
        "CloudWatchLogGroupName": group.log_group_ref.log_group_name if group is not None else None,
        "S3BucketName": bucket.bucket_name if bucket is not None else None,
        "S3EncryptionEnabled": log.s3_encryption_enabled,
        "S3KeyPrefix": log.s3_key_prefix,
    }


def _storage(storage: Any) -> dict[str, Any]:
    own, key = storage.fargate_ephemeral_storage_kms_key, storage.kms_key
    return {
        "FargateEphemeralStorageKmsKeyId": own.key_id if own is not None else None,
        "KmsKeyId": key.key_ref.key_id if key is not None else None,
    }


def let_encrypt(cluster: Any, storage: Any, name: str | None) -> None:
    """Let Fargate use the key of tasks' storage.

    Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-create-storage-key.html
    """
    key = storage.fargate_ephemeral_storage_kms_key if storage is not None else None
    if key is None:
        return
    from landform.cdk.aws_iam import PolicyStatement, ServicePrincipal

    who = {"kms:EncryptionContext:aws:ecs:clusterAccount": [cluster.stack.account]}
    if name and not is_unresolved(name):
        who["kms:EncryptionContext:aws:ecs:clusterName"] = [name]
    key.add_to_resource_policy(
        PolicyStatement(
            sid="Allow generate data key access for Fargate tasks.",
            principals=[ServicePrincipal("fargate.amazonaws.com")],
            resources=["*"],
            actions=["kms:GenerateDataKeyWithoutPlaintext"],
            conditions={"StringEquals": who},
        )
    )
    key.add_to_resource_policy(
        PolicyStatement(
            sid="Allow grant creation permission for Fargate tasks.",
            principals=[ServicePrincipal("fargate.amazonaws.com")],
            resources=["*"],
            actions=["kms:CreateGrant"],
            conditions={
                "StringEquals": who,
                "ForAllValues:StringEquals": {"kms:GrantOperations": ["Decrypt"]},
            },
        )
    )

"""Destinations: each lets the bucket in, and says what has to be there first.

Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html
"""

from typing import Any, Final

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.principals import ServicePrincipal
from landform.cdk.aws_s3.kinds import BucketNotificationDestinationType
from landform.cdk.core.checked import Checked
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.names import Names

TOPIC_KEY_FLAG: Final = "@aws-cdk/s3-notifications:addS3TrustKeyPolicyForSnsSubscriptions"
_S3: Final = "s3.amazonaws.com"


def _config(arn: str, kind: BucketNotificationDestinationType, dependencies: list[Any]) -> Any:
    from landform.cdk import aws_s3

    return aws_s3.BucketNotificationDestinationConfig(arn=arn, type=kind, dependencies=dependencies)


def _from(bucket: Any) -> dict[str, Any]:
    return {"ArnLike": {"aws:SourceArn": bucket.bucket_arn}}


def _key_statement(actions: list[str]) -> PolicyStatement:
    return PolicyStatement(principals=[ServicePrincipal(_S3)], actions=actions, resources=["*"])


class LambdaDestination(Checked):
    """A function."""

    def __init__(self, fn: Any) -> None:
        self._function = fn

    def bind(self, scope: Any, bucket: Any) -> Any:
        """Let the bucket call the function."""
        del scope
        from landform.cdk.core.stack import Stack

        id = f"AllowBucketNotificationsTo{Names.node_unique_id(self._function.permissions_node)}"
        if bucket.node.try_find_child(id) is None:
            self._function.add_permission(
                id,
                source_account=Stack.of(bucket).account,
                principal=ServicePrincipal(_S3),
                source_arn=bucket.bucket_arn,
                scope=bucket,
            )
        permission = bucket.node.try_find_child(id)
        dependencies = [permission] if permission is not None else []
        return _config(self._function.function_arn, BucketNotificationDestinationType.LAMBDA, dependencies)


class SnsDestination(Checked):
    """A topic."""

    def __init__(self, topic: Any) -> None:
        self._topic = topic

    def bind(self, scope: Any, bucket: Any) -> Any:
        """Let the bucket publish."""
        self._topic.add_to_resource_policy(
            PolicyStatement(
                principals=[ServicePrincipal(_S3)],
                actions=["sns:Publish"],
                resources=[self._topic.topic_arn],
                conditions=_from(bucket),
            )
        )
        key = getattr(self._topic, "master_key", None)
        if key is not None and FeatureFlags.of(scope).is_enabled(TOPIC_KEY_FLAG):
            key.add_to_resource_policy(_key_statement(["kms:GenerateDataKey", "kms:Decrypt"]), True)
        return _config(self._topic.topic_arn, BucketNotificationDestinationType.TOPIC, [self._topic])


class SqsDestination(Checked):
    """A queue."""

    def __init__(self, queue: Any) -> None:
        self._queue = queue

    def bind(self, scope: Any, bucket: Any) -> Any:
        """Let the bucket send, and use the queue's key."""
        del scope
        self._queue.grant_send_messages(ServicePrincipal(_S3, conditions=_from(bucket)))
        key = self._queue.encryption_master_key
        if key is not None:
            added = key.add_to_resource_policy(_key_statement(["kms:GenerateDataKey*", "kms:Decrypt"]), True)
            if not added.statement_added:
                from landform.cdk.core.annotations import Annotations

                Annotations.of(key).add_warning_v2(
                    "@aws-cdk/aws-s3-notifications:sqsKMSPermissionsNotAdded",
                    "The policy of this imported key cannot be changed here. Let the service principal of S3 "
                    "use kms:GenerateDataKey* and kms:Decrypt, or the queue will get nothing.",
                )
        return _config(self._queue.queue_arn, BucketNotificationDestinationType.QUEUE, [self._queue])

"""What lifecycle hooks of groups can tell.

Source: https://docs.aws.amazon.com/autoscaling/ec2/userguide/prepare-for-lifecycle-notifications.html
"""

from typing import Any

from landform.cdk.aws_iam.principals import ServicePrincipal
from landform.cdk.aws_iam.role import Role
from landform.cdk.core.checked import Checked
from landform.cdk.l1.lookup import given


def _role(scope: Any, role: Any) -> Any:
    """The role that sends; one that was made before serves again."""
    if role is not None:
        return role
    known = scope.node.try_find_child("Role")
    return known or Role(scope, "Role", assumed_by=ServicePrincipal("autoscaling.amazonaws.com"))


def _to(arn: str, role: Any) -> Any:
    config = {"notification_target_arn": arn, "created_role": role}
    return given("aws_autoscaling", "LifecycleHookTargetConfig", config)


class QueueHook(Checked):
    """A queue."""

    def __init__(self, queue: Any) -> None:
        self._queue = queue

    def bind(self, _scope: Any, *, lifecycle_hook: Any, role: Any = None) -> Any:
        """Let the hook send to it."""
        del lifecycle_hook
        sender = _role(_scope, role)
        self._queue.grant_send_messages(sender)
        return _to(self._queue.queue_arn, sender)


class TopicHook(Checked):
    """A topic."""

    def __init__(self, topic: Any) -> None:
        self._topic = topic

    def bind(self, _scope: Any, *, lifecycle_hook: Any, role: Any = None) -> Any:
        """Let the hook publish to it."""
        del lifecycle_hook
        sender = _role(_scope, role)
        self._topic.grant_publish(sender)
        return _to(self._topic.topic_arn, sender)


class FunctionHook(Checked):
    """A function, by way of a topic."""

    def __init__(self, fn: Any, encryption_key: Any = None) -> None:
        self._function = fn
        self._key = encryption_key

    def bind(self, _scope: Any, *, lifecycle_hook: Any, role: Any = None) -> Any:
        """Subscribe it to a new topic, and let the hook publish there."""
        from landform.cdk.aws_sns.topic import Topic
        from landform.cdk.aws_sns_subscriptions import LambdaSubscription

        topic = Topic(_scope, "Topic", master_key=self._key)
        sender = _role(_scope, role)
        if self._key is not None:
            self._key.grant(sender, "kms:Decrypt", "kms:GenerateDataKey")
        topic.add_subscription(LambdaSubscription(self._function))
        return TopicHook(topic).bind(_scope, lifecycle_hook=lifecycle_hook, role=sender)

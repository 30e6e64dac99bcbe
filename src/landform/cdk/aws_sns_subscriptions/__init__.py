"""What can be subscribed to topics.

Source: https://docs.aws.amazon.com/sns/latest/dg/sns-create-subscribe-endpoint-to-topic.html
"""

from typing import Any

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.principals import ServicePrincipal
from landform.cdk.aws_sns.subscription import SubscriptionProtocol
from landform.cdk.core.checked import Checked
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.names import Names
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

DECRYPT_FLAG = "@aws-cdk/aws-sns-subscriptions:restrictSqsDescryption"


def _config(**members: Any) -> Any:
    return given("aws_sns", "TopicSubscriptionConfig", members)


class _Options(Checked):
    """What all subscriptions can be given."""

    def __init__(
        self,
        *,
        dead_letter_queue: Any = None,
        filter_policy: Any = None,
        filter_policy_with_message_body: Any = None,
    ) -> None:
        self._options = {
            "dead_letter_queue": dead_letter_queue,
            "filter_policy": filter_policy,
            "filter_policy_with_message_body": filter_policy_with_message_body,
        }


class EmailSubscription(_Options):
    """An address that gets mail."""

    def __init__(self, email_address: str, *, json: bool | None = None, **options: Any) -> None:
        super().__init__(**options)
        self._address = email_address
        self._json = json

    def bind(self, topic: Any) -> Any:
        """How it is subscribed."""
        del topic
        protocol = SubscriptionProtocol.EMAIL_JSON if self._json else SubscriptionProtocol.EMAIL
        own = {"subscriber_id": self._address, "endpoint": self._address, "protocol": protocol}
        return _config(**self._options, **own)


class SmsSubscription(_Options):
    """A telephone that gets short messages."""

    def __init__(self, phone_number: str, **options: Any) -> None:
        super().__init__(**options)
        self._number = phone_number

    def bind(self, topic: Any) -> Any:
        """How it is subscribed."""
        del topic
        own = {
            "subscriber_id": self._number,
            "endpoint": self._number,
            "protocol": SubscriptionProtocol.SMS,
        }
        # Undelivered short messages reach no queue; aws-cdk-lib leaves it out, too.
        return _config(**{**self._options, "dead_letter_queue": None}, **own)


class UrlSubscription(_Options):
    """A web address that gets requests."""

    def __init__(
        self,
        url: str,
        *,
        delivery_policy: Any = None,
        protocol: SubscriptionProtocol | None = None,
        raw_message_delivery: bool | None = None,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self._url = url
        self._delivery_policy = delivery_policy
        self._raw = raw_message_delivery
        if is_unresolved(url):
            if protocol is None:
                raise ValueError("Must provide protocol if url is unresolved")
        else:
            scheme = url.split(":", 1)[0]
            if scheme not in ("http", "https"):
                raise ValueError("URL must start with either http:// or https://")
            protocol = SubscriptionProtocol(scheme)
        self._protocol = protocol

    def bind(self, topic: Any) -> Any:
        """How it is subscribed."""
        del topic
        own = {
            "subscriber_id": "UnresolvedUrl" if is_unresolved(self._url) else self._url,
            "endpoint": self._url,
            "protocol": self._protocol,
            "raw_message_delivery": self._raw,
            "delivery_policy": self._delivery_policy,
        }
        return _config(**self._options, **own)


class SqsSubscription(_Options):
    """A queue that gets messages."""

    def __init__(self, queue: Any, *, raw_message_delivery: bool | None = None, **options: Any) -> None:
        super().__init__(**options)
        self._queue = queue
        self._raw = raw_message_delivery

    def bind(self, topic: Any) -> Any:
        """How it is subscribed; the topic may send to the queue, and use its key."""
        service = ServicePrincipal("sns.amazonaws.com")
        from_topic = {"ArnEquals": {"aws:SourceArn": topic.topic_arn}}
        added = self._queue.add_to_resource_policy(
            PolicyStatement(
                resources=[self._queue.queue_arn],
                actions=["sqs:SendMessage"],
                principals=[service],
                conditions=from_topic,
            )
        )
        if self._queue.encryption_master_key is not None:
            restricted = FeatureFlags.of(topic).is_enabled(DECRYPT_FLAG)
            self._queue.encryption_master_key.add_to_resource_policy(
                PolicyStatement(
                    resources=["*"],
                    actions=["kms:Decrypt", "kms:GenerateDataKey"],
                    principals=[service],
                    conditions=from_topic if restricted else None,
                )
            )
        own = {
            "subscriber_scope": self._queue,
            "subscriber_id": Names.node_unique_id(topic.node),
            "endpoint": self._queue.queue_arn,
            "protocol": SubscriptionProtocol.SQS,
            "raw_message_delivery": self._raw,
            "region": _other_region(topic, self._queue),
            "subscription_dependency": added.policy_dependable,
        }
        return _config(**self._options, **own)


class LambdaSubscription(_Options):
    """A function that is called with messages."""

    def __init__(self, fn: Any, **options: Any) -> None:
        super().__init__(**options)
        self._function = fn

    def bind(self, topic: Any) -> Any:
        """How it is subscribed; the topic may call the function."""
        from landform.cdk.core.stack import Stack

        if Stack.of(topic) is not self._function.stack:
            # The permission names the topic, so the topic's stack has to come first.
            self._function.stack.add_dependency(Stack.of(topic))
        self._function.add_permission(
            f"AllowInvoke:{Names.node_unique_id(topic.node)}",
            source_arn=topic.topic_arn,
            principal=ServicePrincipal("sns.amazonaws.com"),
        )
        own = {
            "subscriber_scope": self._function,
            "subscriber_id": topic.node.id,
            "endpoint": self._function.function_arn,
            "protocol": SubscriptionProtocol.LAMBDA,
            "region": _region_of(topic, self._function),
        }
        return _config(**self._options, **own)


class FirehoseSubscription(_Options):
    """A delivery stream that gets messages."""

    def __init__(
        self,
        delivery_stream: Any,
        *,
        raw_message_delivery: bool | None = None,
        role: Any = None,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self._stream = delivery_stream
        self._raw = raw_message_delivery
        self._role = role

    def bind(self, topic: Any) -> Any:
        """How it is subscribed; a role may write to the stream.

        Source: https://docs.aws.amazon.com/sns/latest/dg/prereqs-kinesis-data-firehose.html
        """
        from landform.cdk.aws_iam.role import Role

        role = self._role
        if role is None:
            place = f"TopicSubscriptionRole:{Names.node_unique_id(topic.node)}"
            role = Role(self._stream, place, assumed_by=ServicePrincipal("sns.amazonaws.com"))
        self._stream.grant(
            role,
            "firehose:DescribeDeliveryStream",
            "firehose:ListDeliveryStreams",
            "firehose:ListTagsForDeliveryStream",
            "firehose:PutRecord",
            "firehose:PutRecordBatch",
        )
        own = {
            "subscriber_scope": self._stream,
            "subscriber_id": Names.node_unique_id(topic.node),
            "endpoint": self._stream.delivery_stream_arn,
            "protocol": SubscriptionProtocol.FIREHOSE,
            "raw_message_delivery": self._raw,
            "region": _region_of(topic, self._stream),
            "subscription_role_arn": role.role_arn,
        }
        return _config(**self._options, **own)


def _region_of(topic: Any, subscriber: Any) -> str | None:
    """The region in an imported topic's ARN; that of a topic of the app only where it is another one."""
    from landform.cdk.aws_sns.topic import ImportedTopic

    if isinstance(topic, ImportedTopic):
        found: str = topic.env.region
        return found
    return _other_region(topic, subscriber)


def _other_region(topic: Any, subscriber: Any) -> str | None:
    """The topic's region where it is known to be another one than the subscriber's."""
    own, other = topic.env.region, subscriber.stack.region
    if is_unresolved(own) or is_unresolved(other) or own == other:
        return None
    found: str = own
    return found


def __getattr__(name: str) -> Any:
    from landform.cdk.api import find

    found = find("aws_sns_subscriptions", name) if not name.startswith("_") else None
    if found is None:
        raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
    return found

"""Subscriptions.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-sns-subscription.html
"""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.principals import ServicePrincipal
from landform.cdk.aws_sns.filters import FilterOrPolicy, SubscriptionFilter
from landform.cdk.aws_sns.logging import delivery_policy as rendered_delivery_policy
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import given


class SubscriptionProtocol(Enum):
    """How messages are delivered."""

    HTTP = "http"
    HTTPS = "https"
    EMAIL = "email"
    EMAIL_JSON = "email-json"
    SMS = "sms"
    SQS = "sqs"
    APPLICATION = "application"
    LAMBDA = "lambda"
    FIREHOSE = "firehose"


_WEB = (SubscriptionProtocol.HTTP, SubscriptionProtocol.HTTPS)
_RAW = (
    SubscriptionProtocol.HTTP,
    SubscriptionProtocol.HTTPS,
    SubscriptionProtocol.SQS,
    SubscriptionProtocol.FIREHOSE,
)


class Subscription(Native, Resource):
    """A subscription of a topic."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        endpoint: str,
        protocol: SubscriptionProtocol,
        topic: Any,
        dead_letter_queue: Any = None,
        delivery_policy: Any = None,
        filter_policy: Mapping[str, SubscriptionFilter] | None = None,
        filter_policy_with_message_body: Mapping[str, FilterOrPolicy] | None = None,
        raw_message_delivery: bool | None = None,
        region: str | None = None,
        subscription_role_arn: str | None = None,
    ) -> None:
        super().__init__(scope, id)
        if raw_message_delivery and protocol not in _RAW:
            raise ValueError(
                "Raw message delivery can only be enabled for HTTP, HTTPS, SQS, and Firehose subscriptions."
            )
        if protocol is SubscriptionProtocol.FIREHOSE and not subscription_role_arn:
            raise ValueError(
                "Subscription role arn is required field for subscriptions with a firehose protocol."
            )
        if filter_policy is not None and filter_policy_with_message_body is not None:
            raise ValueError("Cannot specify both filter_policy and filter_policy_with_message_body.")
        if delivery_policy is not None and protocol not in _WEB:
            raise ValueError("Delivery policy is only supported for HTTP and HTTPS subscriptions.")
        self.dead_letter_queue = dead_letter_queue
        attributes = {name: each.conditions for name, each in (filter_policy or {}).items()}
        body = {name: each.written for name, each in (filter_policy_with_message_body or {}).items()}
        import landform.cdk.aws_sns as module

        module.__getattr__("CfnSubscription")(
            self,
            "Resource",
            endpoint=endpoint,
            protocol=protocol,
            topic_arn=topic.topic_arn,
            raw_message_delivery=raw_message_delivery,
            filter_policy=attributes or body or None,
            filter_policy_scope="MessageBody" if body else None,
            region=region,
            delivery_policy=rendered_delivery_policy(given("aws_sns", "DeliveryPolicy", delivery_policy)),
            redrive_policy=_dead_letters(dead_letter_queue, topic.topic_arn),
            subscription_role_arn=subscription_role_arn,
        )


def _dead_letters(queue: Any, topic_arn: str) -> dict[str, Any] | None:
    if queue is None:
        return None
    queue.add_to_resource_policy(
        PolicyStatement(
            resources=[queue.queue_arn],
            actions=["sqs:SendMessage"],
            principals=[ServicePrincipal("sns.amazonaws.com")],
            conditions={"ArnEquals": {"aws:SourceArn": topic_arn}},
        )
    )
    return {"deadLetterTargetArn": queue.queue_arn}

"""Queues and topics that get events.

Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
"""

from typing import Any, Final

from landform.cdk.aws_events_targets.common import EVENTS, Target, config, event_role
from landform.cdk.aws_iam.principals import ServicePrincipal
from landform.cdk.core.feature_flags import FeatureFlags

_SAME_ACCOUNT: Final = "@aws-cdk/aws-events:eventsTargetQueueSameAccount"


class SqsQueue(Target):
    """A queue; the options are those of `SqsQueueProps`."""

    _props = "SqsQueueProps"

    def __init__(self, queue: Any, **options: Any) -> None:
        super().__init__(options)
        self.queue = queue

    def bind(self, rule: Any, _id: str | None = None) -> Any:
        """Let the rule send to the queue; what it says of it: RuleTargetConfig."""
        principal = ServicePrincipal(EVENTS, conditions=self._conditions(rule))
        self.queue.grant_send_messages(principal)
        group = self._given.message_group_id
        return config(
            **self._base(rule),
            arn=self.queue.queue_arn,
            input=self._given.message,
            target_resource=self.queue,
            sqs_parameters={"message_group_id": group} if group else None,
        )

    def _conditions(self, rule: Any) -> dict[str, Any] | None:
        """An encrypted queue's key would need the rule, and the rule the key: there the account has to do."""
        if self.queue.encryption_master_key is None:
            return {"ArnEquals": {"aws:SourceArn": rule.rule_arn}}
        if FeatureFlags.of(rule).is_enabled(_SAME_ACCOUNT):
            return {"StringEquals": {"aws:SourceAccount": rule.env.account}}
        return None


class SnsTopic(Target):
    """A topic; the options are those of `SnsTopicProps`."""

    _props = "SnsTopicProps"

    def __init__(self, topic: Any, **options: Any) -> None:
        super().__init__(options)
        self.topic = topic
        if self._given.role is not None and self._given.authorize_using_role is False:
            raise ValueError("Cannot provide a role when authorizeUsingRole is false")

    def bind(self, rule: Any, _id: str | None = None) -> Any:
        """Let the rule, or a role, publish to the topic; what the rule says of it: RuleTargetConfig."""
        role = self._given.role
        if role is None and self._given.authorize_using_role:
            role = event_role(rule)
        self.topic.grant_publish(role if role is not None else ServicePrincipal(EVENTS))
        return config(
            **self._base(rule),
            arn=self.topic.topic_arn,
            role=role,
            input=self._given.message,
            target_resource=self.topic,
        )

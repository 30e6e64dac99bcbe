"""Topics.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-sns-topic.html
"""

from collections.abc import Sequence
from enum import Enum
from typing import Any

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_iam.grantable import grant_on_key_result
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.principals import ServicePrincipal
from landform.cdk.aws_iam.protocols import AddToResourcePolicyResult
from landform.cdk.aws_sns.grants import TopicGrants
from landform.cdk.aws_sns.logging import delivery_logging
from landform.cdk.aws_sns.metrics import TopicMetrics
from landform.cdk.aws_sns.subscription import Subscription
from landform.cdk.aws_sns.topic_policy import TopicPolicy, only_with_tls
from landform.cdk.core.arn import Arn, ArnFormat
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.names import Names
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

FIFO_SUFFIX = ".fifo"
MAX_NAME = 256


class TracingConfig(Enum):
    """Whether X-Ray follows messages."""

    PASS_THROUGH = "PassThrough"
    ACTIVE = "Active"


class FifoThroughputScope(Enum):
    """What the quota of a FIFO topic counts."""

    TOPIC = "Topic"
    MESSAGE_GROUP = "MessageGroup"


class TopicBase(TopicMetrics, Native, Resource):
    """What topics of the app and imported ones share."""

    topic_arn: str
    topic_name: str
    fifo: bool
    content_based_deduplication: bool
    master_key: Any = None
    auto_create_policy = False
    _policy: TopicPolicy | None = None
    _token_subscriptions = 0

    def add_subscription(self, topic_subscription: Any) -> Subscription:
        """Subscribe something."""
        config = dict(topic_subscription.bind(self))
        scope, id = config.pop("subscriber_scope", None) or self, config.pop("subscriber_id")
        dependency = config.pop("subscription_dependency", None)
        if is_unresolved(id):
            self._token_subscriptions += 1
            id = f"TokenSubscription:{self._token_subscriptions}"
        if scope.node.try_find_child(id) is not None:
            raise ValueError(
                f'A subscription with id "{id}" already exists under the scope {scope.node.path}'
            )
        subscription = Subscription(scope, id, topic=self, **config)
        if dependency is not None:
            subscription.node.add_dependency(dependency)
        return subscription

    def add_to_resource_policy(self, statement: PolicyStatement) -> AddToResourcePolicyResult:
        """Add to the topic's policy."""
        if self._policy is None and self.auto_create_policy:
            self._policy = TopicPolicy(self, "Policy", topics=[self])
        if self._policy is None:
            return AddToResourcePolicyResult(statement_added=False)
        self._policy.document.add_statements(statement)
        return AddToResourcePolicyResult(statement_added=True, policy_dependable=self._policy)

    @property
    def grants(self) -> TopicGrants:
        """The grants on the topic."""
        return TopicGrants(self)

    def grant_publish(self, grantee: Any) -> Grant:
        """Send messages."""
        return self.grants.publish(grantee)

    def grant_subscribe(self, grantee: Any) -> Grant:
        """Subscribe."""
        return self.grants.subscribe(grantee)

    def grant_on_key(self, grantee: Any, *actions: str) -> Any:
        """Allow actions on the key the messages are encrypted with; no grant when there is none."""
        key = self.master_key
        return grant_on_key_result(key.grant(grantee, *actions) if key is not None else None)

    def bind_as_notification_rule_target(self, scope: Any) -> Any:
        """Let notification rules publish here; what such a rule says of its target."""
        del scope
        self.grant_publish(ServicePrincipal("codestar-notifications.amazonaws.com"))
        config = {"target_type": "SNS", "target_address": self.topic_arn}
        return given("aws_codestarnotifications", "NotificationRuleTargetConfig", config)


class Topic(TopicBase):
    """A topic."""

    auto_create_policy = True

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        content_based_deduplication: bool | None = None,
        display_name: str | None = None,
        enforce_ssl: bool | None = None,
        fifo: bool | None = None,
        fifo_throughput_scope: FifoThroughputScope | None = None,
        logging_configs: Sequence[Any] | None = None,
        master_key: Any = None,
        message_retention_period_in_days: float | None = None,
        signature_version: str | None = None,
        topic_name: str | None = None,
        tracing_config: TracingConfig | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=topic_name)
        self.fifo = bool(fifo)
        self.content_based_deduplication = bool(content_based_deduplication)
        self.master_key = master_key
        self._logging: list[Any] = [given("aws_sns", "LoggingConfig", each) for each in logging_configs or ()]
        for name, value in (
            ("Content based deduplication", content_based_deduplication),
            ("`messageRetentionPeriodInDays`", message_retention_period_in_days),
            ("`fifoThroughputScope`", fifo_throughput_scope),
        ):
            if value and not fifo:
                raise ValueError(f"{name} can only be set for FIFO SNS topics")
        retention = message_retention_period_in_days
        if retention is not None and not is_unresolved(retention) and not 1 <= retention <= 365:
            raise ValueError("`messageRetentionPeriodInDays` must be an integer between 1 and 365")
        if signature_version not in (None, "1", "2") and not is_unresolved(signature_version):
            raise ValueError(f'signatureVersion must be "1" or "2", received: "{signature_version}"')
        import landform.cdk.aws_sns as module

        resource = module.__getattr__("CfnTopic")(
            self,
            "Resource",
            archive_policy={"MessageRetentionPeriod": retention} if retention is not None else None,
            display_name=display_name,
            topic_name=self._cfn_name(topic_name),
            kms_master_key_id=master_key.key_arn if master_key is not None else None,
            content_based_deduplication=content_based_deduplication,
            fifo_topic=fifo,
            signature_version=signature_version,
            tracing_config=tracing_config,
            fifo_throughput_scope=fifo_throughput_scope,
            delivery_status_logging=Lazy.any(lambda: delivery_logging(self._logging)),
        )
        self.topic_arn = self._get_resource_arn_attribute(
            resource.ref, {"service": "sns", "resource": self.physical_name}
        )
        self.topic_name = self._get_resource_name_attribute(resource.attr_topic_name)
        if enforce_ssl:
            self.add_to_resource_policy(only_with_tls(self.topic_arn))

    def add_logging_config(
        self,
        *,
        protocol: Any,
        failure_feedback_role: Any = None,
        success_feedback_role: Any = None,
        success_feedback_sample_rate: float | None = None,
    ) -> None:
        """Log what becomes of messages to endpoints of a protocol."""
        self._logging.append(
            given(
                "aws_sns",
                "LoggingConfig",
                {
                    "protocol": protocol,
                    "failure_feedback_role": failure_feedback_role,
                    "success_feedback_role": success_feedback_role,
                    "success_feedback_sample_rate": success_feedback_sample_rate,
                },
            )
        )

    @staticmethod
    def from_topic_arn(scope: Any, id: str, topic_arn: str) -> "ImportedTopic":
        """A topic that exists already."""
        return ImportedTopic(scope, id, topic_arn)

    @staticmethod
    def from_topic_attributes(
        scope: Any,
        id: str,
        *,
        topic_arn: str,
        content_based_deduplication: bool | None = None,
        key_arn: str | None = None,
    ) -> "ImportedTopic":
        """A topic that exists already, with more of what is known of it."""
        found = ImportedTopic(scope, id, topic_arn)
        if content_based_deduplication and not found.fifo:
            raise ValueError(
                "Cannot import topic; contentBasedDeduplication is only available for FIFO SNS topics."
            )
        found.content_based_deduplication = bool(content_based_deduplication)
        if key_arn is not None:
            from landform.cdk.aws_kms.key import Key

            found.master_key = Key.from_key_arn(found, "Key", key_arn)
        return found

    def _cfn_name(self, name: str | None) -> str:
        if self.fifo and name and not name.endswith(FIFO_SUFFIX):
            return f"{name}{FIFO_SUFFIX}"
        if self.fifo and not name:
            limit = MAX_NAME - len(FIFO_SUFFIX)
            return f"{Names.unique_resource_name(self, max_length=limit, separator='-')}{FIFO_SUFFIX}"
        return self.physical_name


class ImportedTopic(TopicBase):
    """A topic that exists already; its policy is not changed."""

    def __init__(self, scope: Any, id: str, arn: str) -> None:
        super().__init__(scope, id, environment_from_arn=arn)
        self.topic_arn = arn
        self.topic_name = Arn.split(arn, ArnFormat.NO_RESOURCE_NAME).resource
        self.fifo = self.topic_name.endswith(FIFO_SUFFIX)
        self.content_based_deduplication = False

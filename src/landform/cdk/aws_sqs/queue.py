"""Queues.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-sqs-queue.html
"""

from typing import Any

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_iam.grantable import grant_on_key_result
from landform.cdk.aws_iam.policy_statement import Effect, PolicyStatement
from landform.cdk.aws_iam.principals import AnyPrincipal
from landform.cdk.aws_iam.protocols import AddToResourcePolicyResult
from landform.cdk.aws_sqs.grants import QueueGrants
from landform.cdk.aws_sqs.metrics import QueueMetrics
from landform.cdk.aws_sqs.options import (
    DeadLetterQueue,
    DeduplicationScope,
    FifoThroughputLimit,
    QueueEncryption,
    RedriveAllowPolicy,
    RedrivePermission,
)
from landform.cdk.aws_sqs.queue_policy import QueuePolicy
from landform.cdk.core.arn import Arn, ArnFormat
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration
from landform.cdk.core.resource import Resource
from landform.cdk.core.struct import record
from landform.cdk.core.tokens import is_unresolved

MAX_SOURCE_QUEUES = 10


class QueueBase(QueueMetrics, Native, Resource):
    """What queues of the app and imported ones share."""

    queue_arn: str
    queue_url: str
    queue_name: str
    fifo: bool
    encryption_master_key: Any = None
    encryption_type: QueueEncryption | None = None
    auto_create_policy = False
    _policy: QueuePolicy | None = None

    @property
    def grants(self) -> QueueGrants:
        """The grants on the queue."""
        return QueueGrants(self)

    def add_to_resource_policy(self, statement: PolicyStatement) -> AddToResourcePolicyResult:
        """Add to the queue's policy."""
        if self._policy is None and self.auto_create_policy:
            self._policy = QueuePolicy(self, "Policy", queues=[self])
        if self._policy is None:
            return AddToResourcePolicyResult(statement_added=False)
        self._policy.document.add_statements(statement)
        return AddToResourcePolicyResult(statement_added=True, policy_dependable=self._policy)

    def grant_on_key(self, grantee: Any, *actions: str) -> Any:
        """Allow actions on the key the messages are encrypted with; no grant when there is none."""
        key = self.encryption_master_key
        return grant_on_key_result(key.grant(grantee, *actions) if key is not None else None)

    def grant(self, grantee: Any, *actions: str) -> Grant:
        """Allow actions."""
        return self.grants.actions(grantee, actions)

    def grant_consume_messages(self, grantee: Any) -> Grant:
        """Receive, hide and delete messages."""
        return self.grants.consume_messages(grantee)

    def grant_send_messages(self, grantee: Any) -> Grant:
        """Send messages."""
        return self.grants.send_messages(grantee)

    def grant_purge(self, grantee: Any) -> Grant:
        """Delete all messages."""
        return self.grants.purge(grantee)

    def _enforce_ssl(self) -> None:
        self.add_to_resource_policy(
            PolicyStatement(
                actions=["sqs:*"],
                conditions={"Bool": {"aws:SecureTransport": "false"}},
                effect=Effect.DENY,
                resources=[self.queue_arn],
                principals=[AnyPrincipal()],
            )
        )


class Queue(QueueBase):
    """A queue."""

    auto_create_policy = True

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        content_based_deduplication: bool | None = None,
        data_key_reuse: Duration | None = None,
        dead_letter_queue: DeadLetterQueue | None = None,
        deduplication_scope: DeduplicationScope | None = None,
        delivery_delay: Duration | None = None,
        encryption: QueueEncryption | None = None,
        encryption_master_key: Any = None,
        enforce_ssl: bool | None = None,
        fifo: bool | None = None,
        fifo_throughput_limit: FifoThroughputLimit | None = None,
        max_message_size_bytes: float | None = None,
        queue_name: str | None = None,
        receive_message_wait_time: Duration | None = None,
        redrive_allow_policy: RedriveAllowPolicy | None = None,
        removal_policy: RemovalPolicy | None = None,
        retention_period: Duration | None = None,
        visibility_timeout: Duration | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=queue_name)
        self.dead_letter_queue = record(DeadLetterQueue, dead_letter_queue)
        self.fifo = _is_fifo(
            fifo, queue_name, content_based_deduplication, deduplication_scope, fifo_throughput_limit
        )
        values = {
            "delay_seconds": _seconds("delivery delay", delivery_delay, 0, 900),
            "maximum_message_size": _within("maximum message size", max_message_size_bytes, 1024, 1048576),
            "message_retention_period": _seconds("message retention period", retention_period, 60, 1209600),
            "receive_message_wait_time_seconds": _seconds(
                "receive wait time", receive_message_wait_time, 0, 20
            ),
            "visibility_timeout": _seconds("visibility timeout", visibility_timeout, 0, 43200),
        }
        import landform.cdk.aws_sqs as module

        resource = module.__getattr__("CfnQueue")(
            self,
            "Resource",
            queue_name=self.physical_name,
            fifo_queue=True if self.fifo else None,
            content_based_deduplication=content_based_deduplication,
            deduplication_scope=deduplication_scope,
            fifo_throughput_limit=fifo_throughput_limit,
            redrive_policy=_redrive(self.dead_letter_queue),
            redrive_allow_policy=_redrive_allow(record(RedriveAllowPolicy, redrive_allow_policy)),
            **values,
            **self._encryption(encryption, encryption_master_key, data_key_reuse),
        )
        resource.apply_removal_policy(removal_policy, default=RemovalPolicy.DESTROY)
        self.queue_arn = self._get_resource_arn_attribute(
            resource.attr_arn, {"service": "sqs", "resource": self.physical_name}
        )
        self.queue_name = self._get_resource_name_attribute(resource.attr_queue_name)
        self.queue_url = resource.ref
        if enforce_ssl:
            self._enforce_ssl()

    @staticmethod
    def from_queue_arn(scope: Any, id: str, queue_arn: str) -> "ImportedQueue":
        """A queue that exists already."""
        return ImportedQueue(scope, id, queue_arn)

    @staticmethod
    def from_queue_attributes(
        scope: Any,
        id: str,
        *,
        queue_arn: str,
        fifo: bool | None = None,
        key_arn: str | None = None,
        queue_name: str | None = None,
        queue_url: str | None = None,
    ) -> "ImportedQueue":
        """A queue that exists already, with more of what is known of it."""
        found = ImportedQueue(scope, id, queue_arn, fifo=fifo, name=queue_name, url=queue_url)
        if key_arn is not None:
            from landform.cdk.aws_kms.key import Key

            found.encryption_master_key = Key.from_key_arn(found, "Key", key_arn)
            found.encryption_type = QueueEncryption.KMS
        return found

    def _encryption(
        self, encryption: QueueEncryption | None, key: Any, reuse: Duration | None
    ) -> dict[str, Any]:
        if encryption is None and key is not None:
            encryption = QueueEncryption.KMS
        self.encryption_type = encryption
        if encryption is QueueEncryption.UNENCRYPTED:
            return {"sqs_managed_sse_enabled": False}
        if encryption is QueueEncryption.SQS_MANAGED:
            return {"sqs_managed_sse_enabled": True}
        if encryption is QueueEncryption.KMS_MANAGED:
            seconds = _seconds("data key reuse", reuse, 60, 86400)
            return {"kms_master_key_id": "alias/aws/sqs", "kms_data_key_reuse_period_seconds": seconds}
        if encryption is None:
            return {}
        seconds = _seconds("data key reuse", reuse, 60, 86400)
        from landform.cdk.aws_kms.key import Key

        self.encryption_master_key = (
            key if key is not None else Key(self, "Key", description=f"Created by {self.node.path}")
        )
        return {
            "kms_master_key_id": self.encryption_master_key.key_arn,
            "kms_data_key_reuse_period_seconds": seconds,
        }


class ImportedQueue(QueueBase):
    """A queue that exists already; its policy is not changed."""

    def __init__(
        self,
        scope: Any,
        id: str,
        arn: str,
        *,
        fifo: bool | None = None,
        name: str | None = None,
        url: str | None = None,
    ) -> None:
        super().__init__(scope, id, environment_from_arn=arn)
        parts = Arn.split(arn, ArnFormat.NO_RESOURCE_NAME)
        self.queue_arn = arn
        self.queue_name = name or parts.resource
        suffix = self.stack.url_suffix
        self.queue_url = url or f"https://sqs.{parts.region}.{suffix}/{parts.account}/{self.queue_name}"
        if is_unresolved(self.queue_name):
            self.fifo = bool(fifo)
        else:
            self.fifo = self.queue_name.endswith(".fifo")
            if fifo is not None and fifo is not self.fifo:
                raise ValueError(
                    "FIFO queue names must end in '.fifo'"
                    if fifo
                    else "Non-FIFO queue name may not end in '.fifo'"
                )


def _is_fifo(fifo: bool | None, name: str | None, content_based: Any, scope: Any, limit: Any) -> bool:
    """Whether the queue is a FIFO queue; each setting that only such queues have makes it one."""
    given = name is not None and not is_unresolved(name)
    named = given and str(name).endswith(".fifo")
    only_fifo = content_based or scope or limit
    if (fifo or (fifo is None and only_fifo)) and given and not named:
        raise ValueError("FIFO queue names must end in '.fifo'")
    if fifo is False and named:
        raise ValueError("Non-FIFO queue name may not end in '.fifo'")
    found = bool(fifo or named or (fifo is None and only_fifo))
    if content_based and not found:
        raise ValueError("Content-based deduplication can only be defined for FIFO queues")
    if scope and not found:
        raise ValueError("Deduplication scope can only be defined for FIFO queues")
    if limit and not found:
        raise ValueError("FIFO throughput limit can only be defined for FIFO queues")
    return found


def _within(name: str, value: float | None, least: float, most: float) -> float | None:
    if value is None or is_unresolved(value):
        return value
    if not least <= value <= most:
        raise ValueError(f"{name} must be between {least} and {most}, but {value} was provided")
    return value


def _seconds(name: str, duration: Duration | None, least: float, most: float) -> float | None:
    return _within(name, duration.to_seconds(), least, most) if duration is not None else None


def _redrive(dead_letters: DeadLetterQueue | None) -> dict[str, Any] | None:
    if dead_letters is None:
        return None
    return {
        "deadLetterTargetArn": dead_letters.queue.queue_arn,
        "maxReceiveCount": dead_letters.max_receive_count,
    }


def _redrive_allow(policy: RedriveAllowPolicy | None) -> dict[str, Any] | None:
    if policy is None:
        return None
    sources, permission = policy.source_queues, policy.redrive_permission
    if permission is RedrivePermission.BY_QUEUE and not sources:
        raise ValueError(
            "At least one source queue must be specified when RedrivePermission is set to 'byQueue'"
        )
    if sources and permission not in (None, RedrivePermission.BY_QUEUE):
        raise ValueError(
            "sourceQueues cannot be configured when RedrivePermission is set to 'allowAll' or 'denyAll'"
        )
    if sources and len(sources) > MAX_SOURCE_QUEUES:
        raise ValueError(
            "Up to 10 sourceQueues can be specified. Set RedrivePermission to 'allowAll' to specify more"
        )
    default = RedrivePermission.BY_QUEUE if sources else RedrivePermission.ALLOW_ALL
    found: dict[str, Any] = {"redrivePermission": permission or default}
    if sources:
        found["sourceQueueArns"] = [each.queue_arn for each in sources]
    return found

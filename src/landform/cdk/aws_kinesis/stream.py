"""Data streams.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-kinesis-stream.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.protocols import AddToResourcePolicyResult
from landform.cdk.aws_kinesis.enums import ShardLevelMetrics, StreamEncryption, StreamMode
from landform.cdk.aws_kinesis.metrics import StreamMetrics
from landform.cdk.aws_kinesis.resource_policy import ResourcePolicy, WithPolicy
from landform.cdk.core.arn import Arn, ArnFormat
from landform.cdk.core.aws import Aws
from landform.cdk.core.cfn_elements import CfnCondition
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.fn import Fn
from landform.cdk.core.numbers import number_text
from landform.cdk.core.quantities import Duration
from landform.cdk.core.stack import Stack
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class

_READ: Final = (
    "kinesis:DescribeStreamSummary",
    "kinesis:GetRecords",
    "kinesis:GetShardIterator",
    "kinesis:ListShards",
    "kinesis:SubscribeToShard",
    "kinesis:DescribeStream",
    "kinesis:ListStreams",
    "kinesis:DescribeStreamConsumer",
)
_WRITE: Final = ("kinesis:ListShards", "kinesis:PutRecord", "kinesis:PutRecords")
#: What a stream's own policy cannot allow.
#: Source: https://docs.aws.amazon.com/streams/latest/dev/controlling-access.html#kinesis-using-iam-resource-based-policies
_NOT_IN_POLICY: Final = (
    "kinesis:SubscribeToShard",
    "kinesis:ListStreams",
    "kinesis:DescribeStreamConsumer",
)
_MANAGED_KEY: Final = "alias/aws/kinesis"
_DEFAULT_HOURS: Final = 24
_MAX_HOURS: Final = 8760
#: Regions that cannot encrypt streams with keys of KMS.
_PLAIN_REGIONS: Final = ("cn-north-1", "cn-northwest-1")
_CONDITION_ID: Final = "AwsCdkKinesisEncryptedStreamsUnsupportedRegions"


class StreamBase(StreamMetrics, WithPolicy):
    """What streams of the app and imported ones share."""

    stream_arn: str
    encryption_key: Any = None

    def grant(self, grantee: Any, *actions: str) -> Grant:
        """Allow actions."""
        return Grant.add_to_principal_or_resource(
            grantee=grantee, actions=actions, resource_arns=[self.stream_arn], resource=_StreamPolicy(self)
        )

    def grant_read(self, grantee: Any) -> Grant:
        """Read records."""
        found = self.grant(grantee, *_READ)
        if self.encryption_key is not None:
            self.encryption_key.grant_decrypt(grantee)
        return found

    def grant_write(self, grantee: Any) -> Grant:
        """Put records."""
        found = self.grant(grantee, *_WRITE)
        if self.encryption_key is not None:
            self.encryption_key.grant_encrypt(grantee)
        return found

    def grant_read_write(self, grantee: Any) -> Grant:
        """Read and put records."""
        found = self.grant(grantee, *dict.fromkeys((*_READ, *_WRITE)))
        if self.encryption_key is not None:
            self.encryption_key.grant_encrypt_decrypt(grantee)
        return found

    def _make_policy(self) -> ResourcePolicy:
        return ResourcePolicy(self, "Policy", stream=self)


class _StreamPolicy:
    """A stream's policy as grants see it: what it cannot allow is left out."""

    def __init__(self, stream: StreamBase) -> None:
        self._stream = stream
        self.env = stream.env
        self.stack = stream.stack
        self.node = stream.node

    def add_to_resource_policy(self, statement: PolicyStatement) -> AddToResourcePolicyResult:
        """Add to the stream's policy."""
        kept = [each for each in statement.actions if each not in _NOT_IN_POLICY]
        return self._stream.add_to_resource_policy(statement.copy(actions=kept))


class Stream(StreamBase):
    """A data stream."""

    auto_create_policy = True

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        encryption: StreamEncryption | None = None,
        encryption_key: Any = None,
        removal_policy: RemovalPolicy | None = None,
        retention_period: Duration | None = None,
        shard_count: float | None = None,
        shard_level_metrics: Sequence[ShardLevelMetrics] | None = None,
        stream_mode: StreamMode | None = None,
        stream_name: str | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=stream_name)
        if stream_mode is StreamMode.ON_DEMAND and shard_count is not None:
            raise ValueError("streamMode must be set to PROVISIONED (default) when specifying shardCount")
        if stream_mode is not StreamMode.ON_DEMAND and shard_count is None:
            shard_count = 1
        _check_metrics(shard_level_metrics or ())
        resource = cfn_class("aws_kinesis", "CfnStream")(
            self,
            "Resource",
            name=self.physical_name,
            retention_period_hours=_hours(retention_period),
            shard_count=shard_count,
            stream_encryption=self._encryption(encryption, encryption_key),
            stream_mode_details={"StreamMode": stream_mode} if stream_mode is not None else None,
            desired_shard_level_metrics=shard_level_metrics,
        )
        resource.apply_removal_policy(removal_policy)
        self.stream_arn = self._get_resource_arn_attribute(
            resource.attr_arn,
            {"service": "kinesis", "resource": "stream", "resource_name": self.physical_name},
        )
        self.stream_name = self._get_resource_name_attribute(resource.ref)
        self.node.add_validation(self._problems)

    @staticmethod
    def from_stream_arn(scope: Any, id: str, stream_arn: str) -> "ImportedStream":
        """A stream that exists already."""
        return ImportedStream(scope, id, stream_arn)

    @staticmethod
    def from_stream_attributes(
        scope: Any, id: str, *, stream_arn: str, encryption_key: Any = None
    ) -> "ImportedStream":
        """A stream that exists already, with the key it is encrypted with."""
        found = ImportedStream(scope, id, stream_arn)
        found.encryption_key = encryption_key
        return found

    def _problems(self) -> list[str]:
        return self._policy.document.validate_for_resource_policy() if self._policy is not None else []

    def _encryption(self, encryption: StreamEncryption | None, key: Any) -> Any:
        if encryption is None and key is None:
            return self._managed_where_there_is()
        if key is not None and encryption not in (None, StreamEncryption.KMS):
            raise ValueError(
                f"encryptionKey is specified, so 'encryption' must be set to KMS (value: {encryption.value})"
            )
        if encryption is StreamEncryption.UNENCRYPTED:
            return None
        if encryption is StreamEncryption.MANAGED:
            return {"EncryptionType": "KMS", "KeyId": _MANAGED_KEY}
        if key is None:
            from landform.cdk.aws_kms.key import Key

            key = Key(self, "Key", description=f"Created by {self.node.path}")
        self.encryption_key = key
        return {"EncryptionType": "KMS", "KeyId": key.key_arn}

    def _managed_where_there_is(self) -> Any:
        """Encrypted with the service's key, except in regions that have none."""
        stack = Stack.of(self)
        condition = stack.node.try_find_child(_CONDITION_ID)
        if condition is None:
            regions = [Fn.condition_equals(Aws.REGION, each) for each in _PLAIN_REGIONS]
            condition = CfnCondition(stack, _CONDITION_ID, expression=Fn.condition_or(*regions))
        encrypted = {"EncryptionType": "KMS", "KeyId": _MANAGED_KEY}
        logical_id: str = condition.logical_id  # type: ignore[attr-defined]  # it is a CfnCondition
        return Fn.condition_if(logical_id, Aws.NO_VALUE, encrypted)


class ImportedStream(StreamBase):
    """A stream that exists already; its policy is not changed."""

    def __init__(self, scope: Any, id: str, arn: str) -> None:
        super().__init__(scope, id, environment_from_arn=arn)
        self.stream_arn = arn
        self.stream_name = Arn.split(arn, ArnFormat.SLASH_RESOURCE_NAME).resource_name or ""


def _check_metrics(metrics: Sequence[ShardLevelMetrics]) -> None:
    if ShardLevelMetrics.ALL in metrics and len(metrics) > 1:
        raise ValueError(
            "`shardLevelMetrics` cannot include `ShardLevelMetrics.ALL` together with individual metrics, "
            "use either `ShardLevelMetrics.ALL` alone or specify individual metrics."
        )


def _hours(period: Duration | None) -> float:
    if period is None:
        return _DEFAULT_HOURS
    hours = period.to_hours()
    if not is_unresolved(hours) and not _DEFAULT_HOURS <= hours <= _MAX_HOURS:
        raise ValueError(
            f"retentionPeriod must be between {_DEFAULT_HOURS} and {_MAX_HOURS} hours. Received "
            f"{number_text(hours)}"
        )
    return hours

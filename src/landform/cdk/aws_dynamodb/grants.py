"""The grants on tables and on their streams.

Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/api-permissions-reference.html
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, Final

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_iam.grantable import EncryptedResources, ResourceWithPolicies
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.principals import AccountPrincipal, ServicePrincipal
from landform.cdk.core.arn import Arn, ArnFormat
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.stack import Stack
from landform.cdk.core.tokens import is_unresolved

_READ: Final = (
    "dynamodb:BatchGetItem",
    "dynamodb:Query",
    "dynamodb:GetItem",
    "dynamodb:Scan",
    "dynamodb:ConditionCheckItem",
)
_WRITE: Final = (
    "dynamodb:BatchWriteItem",
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
    "dynamodb:DeleteItem",
)
_DESCRIBE: Final = "dynamodb:DescribeTable"
_RECORDS: Final = ("dynamodb:GetRecords", "dynamodb:GetShardIterator")
_LIST_STREAMS: Final = "dynamodb:ListStreams"
_READ_STREAM: Final = ("dynamodb:DescribeStream", *_RECORDS)
_KEY_TO_READ: Final = ("kms:Decrypt", "kms:DescribeKey")
_KEY_TO_WRITE: Final = (*_KEY_TO_READ, "kms:Encrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*")
_REPLICATION: Final = "replication.dynamodb.amazonaws.com"
_REPLICATE: Final = (
    "dynamodb:ReadDataForReplication",
    "dynamodb:WriteDataForReplication",
    "dynamodb:ReplicateSettings",
)


class TableGrants(Native):
    """The grants on a table, its indexes, and its replicas in other regions."""

    def __init__(
        self,
        *,
        table: Any,
        encrypted_resource: Any = None,
        has_index: bool | None = None,
        policy_resource: Any = None,
        regions: Sequence[str] | None = None,
    ) -> None:
        self._table = table
        self._encrypted = encrypted_resource or EncryptedResources.of(table)
        self._policy = policy_resource or ResourceWithPolicies.of(table)
        arn = _arn_of(table)
        self._made: Callable[[], list[str]] = lambda: _with_regions(
            table, arn, regions or (), bool(has_index)
        )
        self._key_first = False

    @staticmethod
    def from_table(
        table: Any, regions: Sequence[str] | None = None, has_index: bool | None = None
    ) -> "TableGrants":
        """The grants on a table; one of the app knows its regions and indexes itself."""
        own = getattr(table, "_table_grants", None)
        if own is not None and regions is None and has_index is None:
            found: TableGrants = own()
            return found
        return TableGrants(table=table, regions=regions, has_index=has_index)

    @staticmethod
    def _of_arns(table: Any, arns: Callable[[], list[str]], *, key_first: bool) -> "TableGrants":
        found = TableGrants(table=table)
        found._made = arns
        found._key_first = key_first
        return found

    @cached_property
    def _arns(self) -> list[str]:
        """The ARNs, which all statements of these grants share."""
        return self._made()

    def actions(self, grantee: Any, *actions: str) -> Grant:
        """Allow actions."""
        return (
            Grant.add_to_principal_or_resource(
                grantee=grantee,
                actions=actions,
                resource_arns=self._arns,
                resource=self._policy,
                resource_self_arns=["*"],
            )
            if self._policy is not None
            else Grant.add_to_principal(grantee=grantee, actions=actions, resource_arns=self._arns)
        )

    def read_data(self, grantee: Any) -> Grant:
        """Read items, and the records of the stream."""
        self._allow_key(grantee, _KEY_TO_READ)
        found = self.actions(grantee, *_READ, _DESCRIBE)
        return self._with_records(found, grantee)

    def write_data(self, grantee: Any) -> Grant:
        """Write items."""
        return self._with_key(grantee, (*_WRITE, _DESCRIBE))

    def read_write_data(self, grantee: Any) -> Grant:
        """Read and write items, and read the records of the stream."""
        found = self._with_key(grantee, (*_READ, *_WRITE, _DESCRIBE))
        return self._with_records(found, grantee)

    def full_access(self, grantee: Any) -> Grant:
        """Everything."""
        return self._with_key(grantee, ("dynamodb:*",))

    def multi_account_replication_to(self, destination_replica_arn: str) -> None:
        """Let a replica in another account be made of this table, and be kept like it."""
        account = _account_of(destination_replica_arn)
        self._add(
            PolicyStatement(
                sid=f"AllowMultiAccountReplicaAssociation{account}",
                actions=["dynamodb:AssociateTableReplica"],
                resources=["*"],
                principals=[AccountPrincipal(account)],
            )
        )
        self._add(self._replication(f"AllowReplicationServiceReadWrite{account}", account))
        self._allow_key_to_replicate()

    def multi_account_replication_from(self, source_replica_arn: str) -> None:
        """Let this replica be kept like a table in another account."""
        account = _account_of(source_replica_arn)
        self._add(self._replication("AllowReplicationService", account))
        self._allow_key_to_replicate()

    def _add(self, statement: PolicyStatement) -> None:
        self._policy.add_to_resource_policy(statement)

    def _replication(self, sid: str, account: str) -> PolicyStatement:
        accounts = [Stack.of(self._table).account, account]
        return PolicyStatement(
            sid=sid,
            actions=_REPLICATE,
            resources=["*"],
            principals=[ServicePrincipal(_REPLICATION)],
            conditions={"StringEquals": {"aws:SourceAccount": accounts}},
        )

    def _allow_key_to_replicate(self) -> None:
        if self._encrypted is not None:
            self._encrypted.grant_on_key(ServicePrincipal(_REPLICATION), *_KEY_TO_WRITE)

    def _with_key(self, grantee: Any, actions: Sequence[str]) -> Grant:
        if self._key_first:
            self._allow_key(grantee, _KEY_TO_WRITE)
        found = self.actions(grantee, *actions)
        if not self._key_first:
            self._allow_key(grantee, _KEY_TO_WRITE)
        return found

    def _with_records(self, found: Grant, grantee: Any) -> Grant:
        """With the records of the stream, which only the principal's own policy can allow."""
        records = Grant.add_to_principal(grantee=grantee, actions=_RECORDS, resource_arns=self._arns)
        return found.combine(records)

    def _allow_key(self, grantee: Any, actions: Sequence[str]) -> None:
        if self._encrypted is not None:
            self._encrypted.grant_on_key(grantee, *actions)


class StreamGrants(Native):
    """The grants on a table's stream."""

    def __init__(self, *, table_stream_arn: str, encryption_key: Any = None, table: Any = None) -> None:
        del table
        self._arn = table_stream_arn
        self._key = encryption_key
        self._listed = "*"

    def actions(self, grantee: Any, *actions: str) -> Grant:
        """Allow actions."""
        return Grant.add_to_principal(grantee=grantee, actions=actions, resource_arns=[self._arn])

    def list(self, grantee: Any) -> Grant:
        """List the streams."""
        return Grant.add_to_principal(grantee=grantee, actions=[_LIST_STREAMS], resource_arns=[self._listed])

    def read(self, grantee: Any) -> Grant:
        """List the streams, and read this one."""
        self.list(grantee)
        if self._key is not None:
            self._key.grant(grantee, *_KEY_TO_READ)
        return self.actions(grantee, *_READ_STREAM)


def indexes_of(arn: str) -> str:
    """The ARN of all indexes of a table."""
    return f"{arn}/index/*"


def when_indexed(arn: str, has_index: Callable[[], bool], otherwise: str | None = None) -> str:
    """The ARN of all indexes of a table, which may get its first one later."""
    return Lazy.string(lambda: indexes_of(arn) if has_index() else otherwise)


def _arn_of(table: Any) -> str:
    return str(table.table_ref.table_arn)


def _with_regions(table: Any, arn: str, regions: Sequence[str], has_index: bool) -> list[str]:
    elsewhere = [
        Stack.of(table).format_arn(
            region=region, service="dynamodb", resource="table", resource_name=table.table_ref.table_name
        )
        for region in regions
    ]
    arns = [arn, *elsewhere]
    return [*arns, *(when_indexed(each, lambda: has_index) for each in arns)]


def _account_of(arn: str) -> str:
    account = Arn.split(arn, ArnFormat.SLASH_RESOURCE_NAME).account
    if not account and not is_unresolved(arn):
        raise ValueError(f"Invalid table ARN: {arn}. ARN must include account ID.")
    return str(account)

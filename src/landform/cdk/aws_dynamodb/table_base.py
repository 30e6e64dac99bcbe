"""What tables of the app and imported ones share."""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_dynamodb.grants import StreamGrants, TableGrants, indexes_of, when_indexed
from landform.cdk.aws_dynamodb.metrics import TableMetrics
from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_iam.grantable import grant_on_key_result
from landform.cdk.aws_iam.policy_document import PolicyDocument
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.protocols import AddToResourcePolicyResult
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource


class TableSurface(TableMetrics, Native, Resource):
    """The grants and metrics of a table of either kind."""

    table_arn: str
    table_name: str
    table_stream_arn: str | None = None
    encryption_key: Any = None
    resource_policy: PolicyDocument | None = None

    @property
    def has_index(self) -> bool:
        """Whether it has secondary indexes."""
        raise TypeError(f"{type(self).__name__} does not say whether it has indexes")

    @property
    def grants(self) -> TableGrants:
        """The grants on the table."""
        return self._table_grants()

    def add_to_resource_policy(self, statement: PolicyStatement) -> AddToResourcePolicyResult:
        """Add to the table's policy."""
        if self.resource_policy is None:
            self.resource_policy = PolicyDocument(statements=[])
        self.resource_policy.add_statements(statement)
        return AddToResourcePolicyResult(statement_added=True, policy_dependable=self)

    def grant_on_key(self, grantee: Any, *actions: str) -> Any:
        """Allow actions on the key it is encrypted with; no grant when there is none."""
        key = self.encryption_key
        return grant_on_key_result(key.grant(grantee, *actions) if key is not None else None)

    def grant(self, grantee: Any, *actions: str) -> Grant:
        """Allow actions."""
        return self.grants.actions(grantee, *actions)

    def grant_full_access(self, grantee: Any) -> Grant:
        """Everything."""
        return self.grants.full_access(grantee)

    def grant_read_data(self, grantee: Any) -> Grant:
        """Read items."""
        return self.grants.read_data(grantee)

    def grant_write_data(self, grantee: Any) -> Grant:
        """Write items."""
        return self.grants.write_data(grantee)

    def grant_read_write_data(self, grantee: Any) -> Grant:
        """Read and write items."""
        return self.grants.read_write_data(grantee)

    def grant_stream(self, grantee: Any, *actions: str) -> Grant:
        """Allow actions on the stream."""
        return self._stream_grants().actions(grantee, *actions)

    def grant_stream_read(self, grantee: Any) -> Grant:
        """Read the stream."""
        return self._stream_grants().read(grantee)

    def grant_table_list_streams(self, grantee: Any) -> Grant:
        """List the streams."""
        return self._stream_grants().list(grantee)

    def _name_after(self, resource: Any) -> None:
        """Take the ARN and the name of the table's resource."""
        self.table_arn = self._get_resource_arn_attribute(
            resource.attr_arn,
            {"service": "dynamodb", "resource": "table", "resource_name": self.physical_name},
        )
        self.table_name = self._get_resource_name_attribute(resource.ref)

    def _table_grants(self) -> TableGrants:
        raise TypeError(f"{type(self).__name__} has no grants")

    def _stream_grants(self) -> StreamGrants:
        if self.table_stream_arn is None:
            raise ValueError(f"DynamoDB Streams must be enabled on the table {self.node.path}")
        return StreamGrants(table_stream_arn=self.table_stream_arn, encryption_key=self.encryption_key)


class TableBase(TableSurface):
    """A table, with replicas that the library's own custom resources make."""

    regions: Sequence[str] | None = ()

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        super().__init__(scope, id, **options)
        self._regional_arns: list[str] = []

    @property
    def stream_grants(self) -> StreamGrants:
        """The grants on the table's stream."""
        return self._stream_grants()

    @property
    def regional_arns(self) -> list[str]:
        """The ARNs of the replicas in other regions."""
        return [self._arn_in(region) for region in self.regions or ()]

    def _arn_in(self, region: str) -> str:
        return self.stack.format_arn(
            region=region, service="dynamodb", resource="table", resource_name=self.table_name
        )

    def _table_grants(self) -> TableGrants:
        def arns() -> list[str]:
            elsewhere = self.regional_arns
            indexes = [when_indexed(each, lambda: self.has_index) for each in elsewhere]
            return [
                self.table_arn,
                when_indexed(self.table_arn, lambda: self.has_index),
                *elsewhere,
                *indexes,
            ]

        return TableGrants._of_arns(self, arns, key_first=False)


def arns_with_indexes(table: TableSurface) -> list[str]:
    """The table's ARN, and that of its indexes if it has some by now."""
    return [table.table_arn, *([indexes_of(table.table_arn)] if table.has_index else [])]

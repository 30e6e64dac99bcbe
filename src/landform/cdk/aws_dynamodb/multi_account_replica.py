"""Replicas of a table of another account.

Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/globaltables_MultiAccount.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_dynamodb.encryption import TableEncryptionV2
from landform.cdk.aws_dynamodb.enums import GlobalTableSettingsReplicationMode, TableClass
from landform.cdk.aws_dynamodb.replica import common_settings, own_tags, policy_of
from landform.cdk.aws_dynamodb.table_base_v2 import TableBaseV2
from landform.cdk.aws_iam.policy_document import PolicyDocument
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.protocols import AddToResourcePolicyResult
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.resource import PhysicalName
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class, given


class TableV2MultiAccountReplica(TableBaseV2):
    """A replica, in this stack's account and region, of a table of another account."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        contributor_insights: bool | None = None,
        contributor_insights_specification: Any = None,
        deletion_protection: bool | None = None,
        encryption: TableEncryptionV2 | None = None,
        global_table_settings_replication_mode: GlobalTableSettingsReplicationMode | None = None,
        grant_index_permissions: bool | None = None,
        kinesis_stream: Any = None,
        point_in_time_recovery: bool | None = None,
        point_in_time_recovery_specification: Any = None,
        removal_policy: RemovalPolicy | None = None,
        replica_source_table: Any = None,
        resource_policy: PolicyDocument | None = None,
        stream_resource_policy: PolicyDocument | None = None,
        table_class: TableClass | None = None,
        table_name: str | None = None,
        tags: Sequence[Any] | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=table_name or PhysicalName.GENERATE_IF_NEEDED)
        if replica_source_table is None:
            raise ValueError("replicaSourceTable is required for TableV2MultiAccountReplica")
        self._check_place(replica_source_table)
        self.region = self.stack.region
        self._has_index = grant_index_permissions is not False
        self.encryption_key = encryption.table_key if encryption is not None else None
        self.resource_policy = resource_policy
        self.stream_resource_policy = stream_resource_policy
        del contributor_insights, point_in_time_recovery  # the older options do nothing here
        options = {
            "contributor_insights_specification": contributor_insights_specification,
            "deletion_protection": deletion_protection,
            "kinesis_stream": kinesis_stream,
            "point_in_time_recovery_specification": point_in_time_recovery_specification,
            "table_class": table_class,
        }
        key = encryption._of_replica(self.region, self.region) if encryption is not None else None
        settings = {
            "Region": self.region,
            "GlobalTableSettingsReplicationMode": global_table_settings_replication_mode,
            "SSESpecification": key,
            **common_settings(given("aws_dynamodb", "TableOptionsV2", options)),
        }
        resource = cfn_class("aws_dynamodb", "CfnGlobalTable")(
            self,
            "Resource",
            table_name=replica_source_table.table_name,
            global_table_source_arn=replica_source_table.table_arn,
            replicas=Lazy.any(lambda: [{**settings, **self._policies(), "Tags": own_tags(tags) or None}]),
        )
        resource.apply_removal_policy(removal_policy)
        self._name_after(resource)
        self.table_id = resource.attr_table_id
        self.table_stream_arn = resource.attr_stream_arn
        self.grants.multi_account_replication_from(replica_source_table.table_arn)
        if replica_source_table.node.default_child is not None:
            replica_source_table.grants.multi_account_replication_to(self.table_arn)

    @property
    def has_index(self) -> bool:
        """Whether indexes are granted with it."""
        return self._has_index

    def add_to_stream_resource_policy(self, statement: PolicyStatement) -> AddToResourcePolicyResult:
        """Add to the policy of the replica's stream."""
        if self.stream_resource_policy is None:
            self.stream_resource_policy = PolicyDocument(statements=[])
        self.stream_resource_policy.add_statements(statement)
        return AddToResourcePolicyResult(statement_added=True, policy_dependable=self)

    def _policies(self) -> dict[str, Any]:
        stream = self.stream_resource_policy
        return {
            "ResourcePolicy": policy_of(self.resource_policy),
            "ReplicaStreamSpecification": (
                {"ResourcePolicy": policy_of(stream)} if stream is not None else None
            ),
        }

    def _check_place(self, source: Any) -> None:
        account, region = source.env.account, source.env.region
        own = self.stack
        if account == own.account and not is_unresolved(account):
            raise ValueError(
                "Multi-account replica must be in a different account than the source table. For "
                "same-account replication, use addReplica() instead."
            )
        if region == own.region and not is_unresolved(region):
            raise ValueError("Multi-account replica must be in a different region than the source table.")

"""Global tables.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dynamodb-globaltable.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_dynamodb.capacity import Billing
from landform.cdk.aws_dynamodb.encryption import TableEncryptionV2
from landform.cdk.aws_dynamodb.enums import (
    BillingMode,
    GlobalTableSettingsReplicationMode,
    MultiRegionConsistency,
    StreamViewType,
    TableClass,
)
from landform.cdk.aws_dynamodb.imported_table import ImportedTableV2
from landform.cdk.aws_dynamodb.replica import ReplicaRendering, ReplicaTable, no_such_replica
from landform.cdk.aws_dynamodb.schema import (
    MAX_GLOBAL_INDEXES,
    MAX_LOCAL_INDEXES,
    Attributes,
    one_or_more,
)
from landform.cdk.aws_dynamodb.settings import (
    on_demand_limits,
    recovery,
    time_to_live,
    warm_throughput,
)
from landform.cdk.aws_dynamodb.table_base_v2 import TableBaseV2
from landform.cdk.aws_iam.policy_document import PolicyDocument
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.protocols import AddToResourcePolicyResult
from landform.cdk.core.enums import RemovalPolicy, TagType
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.tag_manager import TagManager
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class, given

_STRONG: Final = MultiRegionConsistency.STRONG


class TableV2(TableBaseV2):
    """A table that can have replicas in other regions."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        partition_key: Any,
        billing: Billing | None = None,
        contributor_insights: bool | None = None,
        contributor_insights_specification: Any = None,
        deletion_protection: bool | None = None,
        dynamo_stream: StreamViewType | None = None,
        encryption: TableEncryptionV2 | None = None,
        global_secondary_indexes: Sequence[Any] | None = None,
        global_table_settings_replication_mode: GlobalTableSettingsReplicationMode | None = None,
        kinesis_stream: Any = None,
        local_secondary_indexes: Sequence[Any] | None = None,
        multi_region_consistency: MultiRegionConsistency | None = None,
        point_in_time_recovery: bool | None = None,
        point_in_time_recovery_specification: Any = None,
        removal_policy: RemovalPolicy | None = None,
        replicas: Sequence[Any] | None = None,
        resource_policy: PolicyDocument | None = None,
        sort_key: Any = None,
        stream_resource_policy: PolicyDocument | None = None,
        table_class: TableClass | None = None,
        table_name: str | None = None,
        tags: Sequence[Any] | None = None,
        time_to_live_attribute: str | None = None,
        warm_throughput: Any = None,
        witness_region: str | None = None,
    ) -> None:
        options = {name: value for name, value in locals().items() if name not in _NOT_OPTIONS}
        super().__init__(scope, id, physical_name=table_name)
        props = self._props = given("aws_dynamodb", "TablePropsV2", options)
        self.tags = TagManager(TagType.STANDARD, "AWS::DynamoDB::GlobalTable")
        self.region = self.stack.region
        self._billing: Billing = billing or Billing.on_demand()
        self._encryption: TableEncryptionV2 = encryption or TableEncryptionV2.dynamo_owned_key()
        self.encryption_key = self._encryption.table_key
        self.resource_policy = resource_policy
        self.stream_resource_policy = stream_resource_policy
        self._attributes = Attributes()
        self._global: dict[str, Any] = {}
        self._local: dict[str, dict[str, Any]] = {}
        self._replica_props: dict[str, Any] = {}
        self._seen: dict[str, ReplicaTable] = {}
        _recovery(props)
        partition = [given("aws_dynamodb", "Attribute", partition_key)]
        sort = [given("aws_dynamodb", "Attribute", sort_key)] if sort_key is not None else []
        self._key = (partition, sort)
        schema = self._attributes.keys(partition, sort)
        for each in global_secondary_indexes or ():
            self.add_global_secondary_index(**given("aws_dynamodb", "GlobalSecondaryIndexPropsV2", each))
        for each in local_secondary_indexes or ():
            self.add_local_secondary_index(**given("aws_dynamodb", "LocalSecondaryIndexProps", each))
        for each in replicas or ():
            self.add_replica(**given("aws_dynamodb", "ReplicaTableProps", each))
        self._check_consistency(props)
        self._name_it(self._resource(props, schema))

    @staticmethod
    def from_table_name(scope: Any, id: str, table_name: str) -> TableBaseV2:
        """A table that exists already."""
        return TableV2.from_table_attributes(scope, id, table_name=table_name)

    @staticmethod
    def from_table_arn(scope: Any, id: str, table_arn: str) -> TableBaseV2:
        """A table that exists already."""
        return TableV2.from_table_attributes(scope, id, table_arn=table_arn)

    @staticmethod
    def from_table_attributes(
        scope: Any,
        id: str,
        *,
        encryption_key: Any = None,
        global_indexes: Sequence[str] | None = None,
        grant_index_permissions: bool | None = None,
        local_indexes: Sequence[str] | None = None,
        table_arn: str | None = None,
        table_id: str | None = None,
        table_name: str | None = None,
        table_stream_arn: str | None = None,
    ) -> TableBaseV2:
        """A table that exists already, with more of what is known of it."""
        attributes = {
            "encryption_key": encryption_key,
            "global_indexes": global_indexes,
            "grant_index_permissions": grant_index_permissions,
            "local_indexes": local_indexes,
            "table_arn": table_arn,
            "table_id": table_id,
            "table_name": table_name,
            "table_stream_arn": table_stream_arn,
        }
        return ImportedTableV2(scope, id, given("aws_dynamodb", "TableAttributesV2", attributes))

    @property
    def has_index(self) -> bool:
        """Whether it has secondary indexes."""
        return bool(self._global or self._local)

    def add_replica(self, **options: Any) -> None:
        """A replica in another region; the options are those of `ReplicaTableProps`."""
        replica = given("aws_dynamodb", "ReplicaTableProps", options)
        region = replica.region
        if is_unresolved(self.stack.region):
            raise ValueError("Replica tables are not supported in a region agnostic stack")
        if is_unresolved(region):
            raise ValueError("Replica table region must not be a token")
        if region == self.stack.region:
            raise ValueError(
                "You cannot add a replica table in the same region as the primary table - the primary table "
                f"region is {region}"
            )
        if region in self._replica_props:
            raise ValueError(f"Duplicate replica table region, {region}, is not allowed")
        if replica.read_capacity is not None and self._billing.mode is BillingMode.PAY_PER_REQUEST:
            raise ValueError(
                "You cannot provide 'readCapacity' on a replica table when the billing mode is "
                "PAY_PER_REQUEST"
            )
        _recovery(replica)
        self._replica_props[region] = replica

    def add_global_secondary_index(self, **options: Any) -> None:
        """An index with keys of its own; the options are those of `GlobalSecondaryIndexPropsV2`."""
        index = given("aws_dynamodb", "GlobalSecondaryIndexPropsV2", options)
        if len(self._global) >= MAX_GLOBAL_INDEXES:
            raise ValueError(f"You may not provide more than {MAX_GLOBAL_INDEXES} global secondary indexes")
        self._check_name(index.index_name)
        provisioned = self._billing.mode is BillingMode.PROVISIONED
        if not provisioned and (index.read_capacity or index.write_capacity):
            raise ValueError(
                "You cannot configure 'readCapacity' or 'writeCapacity' on a global secondary index when the "
                "billing mode is PAY_PER_REQUEST"
            )
        partition = one_or_more(
            index.partition_key, index.partition_keys, name="partitionKey", is_required=True
        )
        sort = one_or_more(index.sort_key, index.sort_keys, name="sortKey", is_required=False)
        writes = index.write_capacity or self._billing._write
        most = index.max_write_request_units if not provisioned else None
        rendered = {
            "IndexName": index.index_name,
            "KeySchema": self._attributes.keys(partition, sort),
            "Projection": self._attributes.projection(index),
            "WriteProvisionedThroughputSettings": writes._for_writes() if provisioned and writes else None,
            "WriteOnDemandThroughputSettings": {"MaxWriteRequestUnits": most} if most else None,
            "WarmThroughput": warm_throughput(index.warm_throughput),
        }
        self._global[index.index_name] = (index, rendered)

    def add_local_secondary_index(self, **options: Any) -> None:
        """An index with the table's partition key; the options are those of `LocalSecondaryIndexProps`."""
        index = given("aws_dynamodb", "LocalSecondaryIndexProps", options)
        if len(self._local) >= MAX_LOCAL_INDEXES:
            raise ValueError(f"You may not provide more than {MAX_LOCAL_INDEXES} local secondary indexes")
        if not self._key[1]:
            raise ValueError("The table must have a sort key in order to add a local secondary index")
        self._check_name(index.index_name)
        sort = given("aws_dynamodb", "Attribute", index.sort_key)
        self._local[index.index_name] = {
            "IndexName": index.index_name,
            "KeySchema": self._attributes.keys(self._key[0], [sort]),
            "Projection": self._attributes.projection(index),
        }

    def add_to_stream_resource_policy(self, statement: PolicyStatement) -> AddToResourcePolicyResult:
        """Add to the policy of the table's stream."""
        if self.stream_resource_policy is None:
            self.stream_resource_policy = PolicyDocument(statements=[])
        self.stream_resource_policy.add_statements(statement)
        return AddToResourcePolicyResult(statement_added=True, policy_dependable=self)

    def replica(self, region: str) -> TableBaseV2:
        """The table as it is in a region."""
        if is_unresolved(self.stack.region):
            raise ValueError("Replica tables are not supported in a region agnostic stack")
        if region == self.stack.region:
            return self
        if region not in self._replica_props:
            raise no_such_replica(region)
        if region not in self._seen:
            self._seen[region] = ReplicaTable(self, f"ReplicaTable{region}", self, region)
        return self._seen[region]

    def _resource(self, props: Any, schema: list[dict[str, Any]]) -> Any:
        rendering = ReplicaRendering(self, props)
        provisioned = self._billing.mode is BillingMode.PROVISIONED
        writes = self._billing._write
        limit = on_demand_limits(None, self._billing._max_writes)
        witness = [{"Region": props.witness_region}] if props.witness_region else None
        return cfn_class("aws_dynamodb", "CfnGlobalTable")(
            self,
            "Resource",
            table_name=self.physical_name,
            key_schema=schema,
            attribute_definitions=Lazy.any(self._attributes.definitions),
            replicas=Lazy.any(rendering.all),
            multi_region_consistency=props.multi_region_consistency,
            global_table_witnesses=witness,
            global_secondary_indexes=Lazy.any(
                lambda: [each for _, each in self._global.values()], omit_empty_array=True
            ),
            local_secondary_indexes=Lazy.any(lambda: list(self._local.values()), omit_empty_array=True),
            billing_mode=self._billing.mode,
            write_provisioned_throughput_settings=(
                writes._for_writes() if provisioned and writes is not None else None
            ),
            write_on_demand_throughput_settings=limit,
            sse_specification=self._encryption._of_table() if props.encryption is not None else None,
            stream_specification=Lazy.any(self._stream),
            time_to_live_specification=time_to_live(props.time_to_live_attribute),
            warm_throughput=warm_throughput(props.warm_throughput),
        )

    def _name_it(self, resource: Any) -> None:
        resource.apply_removal_policy(self._props.removal_policy)
        self._name_after(resource)
        self.table_id = resource.attr_table_id
        self.table_stream_arn = resource.attr_stream_arn

    def _stream(self) -> dict[str, Any] | None:
        view = self._props.dynamo_stream
        if view is None and self._replica_props:
            view = StreamViewType.NEW_AND_OLD_IMAGES
        return {"StreamViewType": view} if view is not None else None

    def _check_name(self, name: str) -> None:
        if name in self._global or name in self._local:
            raise ValueError(f"Duplicate secondary index name, {name}, is not allowed")

    def _check_consistency(self, props: Any) -> None:
        witness = props.witness_region
        if props.multi_region_consistency is not _STRONG:
            if witness:
                raise ValueError(
                    "A witness region can only be given with multi-region strong consistency; set "
                    "`multiRegionConsistency` to STRONG, or leave it out"
                )
            return
        if is_unresolved(self.stack.region):
            raise ValueError(
                "MRSC global tables with STRONG consistency are not supported in a region agnostic stack"
            )
        regions, needed = list(self._replica_props), 2 if witness else 3
        if len(regions) + 1 != needed:
            kind = "with" if witness else "without"
            raise ValueError(
                f"MRSC global table {kind} witness region must have exactly {needed} replicas (including "
                f"primary), but found {len(regions) + 1}: primary region '{self.stack.region}', replica "
                f"regions {regions}"
            )


_NOT_OPTIONS: Final = ("self", "scope", "id", "__class__")


def _recovery(props: Any) -> None:
    """Raise for settings of recovery that cannot be."""
    recovery(props.point_in_time_recovery, props.point_in_time_recovery_specification)

"""Tables.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dynamodb-table.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.api import find
from landform.cdk.aws_dynamodb.enums import (
    ApproximateCreationDateTimePrecision,
    BillingMode,
    StreamViewType,
    TableClass,
    TableEncryption,
)
from landform.cdk.aws_dynamodb.import_source import rendered_import
from landform.cdk.aws_dynamodb.imported_table import ImportedTable
from landform.cdk.aws_dynamodb.replica import policy_of
from landform.cdk.aws_dynamodb.schema import MAX_LOCAL_INDEXES, Attributes, one_or_more
from landform.cdk.aws_dynamodb.settings import (
    contributor_insights,
    on_demand_limits,
    recovery,
    time_to_live,
    warm_throughput,
)
from landform.cdk.aws_dynamodb.table_base import TableBase
from landform.cdk.aws_iam.policy_document import PolicyDocument
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.quantities import Duration
from landform.cdk.core.struct import record
from landform.cdk.l1.lookup import cfn_class, given

CAPACITY: Final = 5  # units, where none is given
_NO_SCALING: Final = "AutoScaling is not available for tables with PAY_PER_REQUEST billing mode"


class Table(TableBase):
    """A table."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        partition_key: Any = None,
        sort_key: Any = None,
        billing_mode: BillingMode | None = None,
        contributor_insights_enabled: bool | None = None,
        contributor_insights_specification: Any = None,
        deletion_protection: bool | None = None,
        encryption: TableEncryption | None = None,
        encryption_key: Any = None,
        import_source: Any = None,
        kinesis_precision_timestamp: ApproximateCreationDateTimePrecision | None = None,
        kinesis_stream: Any = None,
        max_read_request_units: float | None = None,
        max_write_request_units: float | None = None,
        point_in_time_recovery: bool | None = None,
        point_in_time_recovery_specification: Any = None,
        read_capacity: float | None = None,
        removal_policy: RemovalPolicy | None = None,
        replica_removal_policy: RemovalPolicy | None = None,
        replication_regions: Sequence[str] | None = None,
        replication_timeout: Duration | None = None,
        resource_policy: PolicyDocument | None = None,
        stream: StreamViewType | None = None,
        table_class: TableClass | None = None,
        table_name: str | None = None,
        time_to_live_attribute: str | None = None,
        wait_for_replication_to_finish: bool | None = None,
        warm_throughput: Any = None,
        write_capacity: float | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=table_name)
        options = given(
            "aws_dynamodb",
            "TableProps",
            {name: value for name, value in locals().items() if name not in _NOT_OPTIONS},
        )
        self.regions: list[str] = list(dict.fromkeys(replication_regions or ()))
        self.billing_mode = _billing_mode(billing_mode, self.regions)
        self.resource_policy = resource_policy
        self._attributes = Attributes()
        self._local: list[dict[str, Any]] = []
        self._global: list[dict[str, Any]] = []
        self._indexes: dict[str, Any] = {}
        self._scaled: dict[tuple[str, str], Any] = {}
        self._replicas: list[Any] = []
        if partition_key is None:
            raise ValueError("partitionKey is required for Table")
        self._key = _keys(options)
        self._table = self._resource(options)
        self._table.apply_removal_policy(removal_policy)
        self._name_after(self._table)
        if stream is not None or self.regions:
            self.table_stream_arn = self._table.attr_stream_arn
        if self.regions:
            self._replicate(options)
        self.node.add_validation(self._problems)

    @staticmethod
    def from_table_name(scope: Any, id: str, table_name: str) -> TableBase:
        """A table that exists already."""
        return Table.from_table_attributes(scope, id, table_name=table_name)

    @staticmethod
    def from_table_arn(scope: Any, id: str, table_arn: str) -> TableBase:
        """A table that exists already."""
        return Table.from_table_attributes(scope, id, table_arn=table_arn)

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
        table_name: str | None = None,
        table_stream_arn: str | None = None,
    ) -> TableBase:
        """A table that exists already, with more of what is known of it."""
        attributes = {
            "encryption_key": encryption_key,
            "global_indexes": global_indexes,
            "grant_index_permissions": grant_index_permissions,
            "local_indexes": local_indexes,
            "table_arn": table_arn,
            "table_name": table_name,
            "table_stream_arn": table_stream_arn,
        }
        return ImportedTable(scope, id, given("aws_dynamodb", "TableAttributes", attributes))

    @property
    def has_index(self) -> bool:
        """Whether it has secondary indexes."""
        return bool(self._global or self._local)

    def add_global_secondary_index(self, **options: Any) -> None:
        """An index with keys of its own; the options are those of `GlobalSecondaryIndexProps`."""
        index = given("aws_dynamodb", "GlobalSecondaryIndexProps", options)
        self._check_capacity(index.read_capacity, index.write_capacity)
        self._check_name(index.index_name)
        partition = one_or_more(
            index.partition_key, index.partition_keys, name="partitionKey", is_required=True
        )
        sort = one_or_more(index.sort_key, index.sort_keys, name="sortKey", is_required=False)
        insights = contributor_insights(
            index.contributor_insights_enabled,
            index.contributor_insights_specification,
            name="contributorInsightsEnabled",
        )
        self._global.append(
            {
                "IndexName": index.index_name,
                "KeySchema": self._attributes.keys(partition, sort),
                "Projection": self._attributes.projection(index),
                "ProvisionedThroughput": self._capacity(index.read_capacity, index.write_capacity),
                "OnDemandThroughput": self._limits(index),
                "ContributorInsightsSpecification": insights,
                "WarmThroughput": warm_throughput(index.warm_throughput),
            }
        )
        self._indexes[index.index_name] = (partition, sort)

    def add_local_secondary_index(self, **options: Any) -> None:
        """An index with the table's partition key; the options are those of `LocalSecondaryIndexProps`."""
        index = given("aws_dynamodb", "LocalSecondaryIndexProps", options)
        if len(self._local) >= MAX_LOCAL_INDEXES:
            raise ValueError(f"a maximum number of local secondary index per table is {MAX_LOCAL_INDEXES}")
        self._check_name(index.index_name)
        partition, sort = self._key[0], [given("aws_dynamodb", "Attribute", index.sort_key)]
        self._local.append(
            {
                "IndexName": index.index_name,
                "KeySchema": self._attributes.keys(partition, sort),
                "Projection": self._attributes.projection(index),
            }
        )
        self._indexes[index.index_name] = (partition, sort)

    def auto_scale_read_capacity(self, *, max_capacity: float, min_capacity: float) -> Any:
        """Let the capacity for reads follow the load."""
        return self._scale("Read", None, min_capacity, max_capacity)

    def auto_scale_write_capacity(self, *, max_capacity: float, min_capacity: float) -> Any:
        """Let the capacity for writes follow the load."""
        return self._scale("Write", None, min_capacity, max_capacity)

    def auto_scale_global_secondary_index_read_capacity(
        self, index_name: str, *, max_capacity: float, min_capacity: float
    ) -> Any:
        """Let an index's capacity for reads follow the load."""
        return self._scale("Read", index_name, min_capacity, max_capacity)

    def auto_scale_global_secondary_index_write_capacity(
        self, index_name: str, *, max_capacity: float, min_capacity: float
    ) -> Any:
        """Let an index's capacity for writes follow the load."""
        return self._scale("Write", index_name, min_capacity, max_capacity)

    def schema(self, index_name: str | None = None) -> Any:
        """The first attributes of the table's keys, or of an index's."""
        partition, sort = self._keys_of(index_name)
        return _record("SchemaOptions", partition_key=partition[0], sort_key=sort[0] if sort else None)

    def schema_v2(self, index_name: str | None = None) -> Any:
        """The attributes of the table's keys, or of an index's."""
        partition, sort = self._keys_of(index_name)
        return _record("KeySchema", partition_keys=partition, sort_keys=sort)

    def _keys_of(self, index_name: str | None) -> tuple[list[Any], list[Any]]:
        if not index_name:
            return self._key
        if index_name not in self._indexes:
            raise ValueError(
                f"Cannot find schema for index: {index_name}. Use 'addGlobalSecondaryIndex' or "
                "'addLocalSecondaryIndex' to add index"
            )
        found: tuple[list[Any], list[Any]] = self._indexes[index_name]
        return found

    def _resource(self, options: Any) -> Any:
        self._check_capacity(options.read_capacity, options.write_capacity)
        stream = options.stream
        if self.regions and stream not in (None, StreamViewType.NEW_AND_OLD_IMAGES):
            raise ValueError(
                "`stream` must be set to `NEW_AND_OLD_IMAGES` when specifying `replicationRegions`"
            )
        view = StreamViewType.NEW_AND_OLD_IMAGES if self.regions else stream
        kinesis = options.kinesis_stream
        on_demand = self.billing_mode is BillingMode.PAY_PER_REQUEST
        return cfn_class("aws_dynamodb", "CfnTable")(
            self,
            "Resource",
            table_name=self.physical_name,
            key_schema=self._attributes.keys(*self._key),
            attribute_definitions=Lazy.any(self._attributes.definitions),
            global_secondary_indexes=Lazy.any(lambda: self._global, omit_empty_array=True),
            local_secondary_indexes=Lazy.any(lambda: self._local, omit_empty_array=True),
            point_in_time_recovery_specification=recovery(
                options.point_in_time_recovery, options.point_in_time_recovery_specification
            ),
            billing_mode="PAY_PER_REQUEST" if on_demand else None,
            provisioned_throughput=self._capacity(options.read_capacity, options.write_capacity),
            on_demand_throughput=self._limits(options),
            sse_specification=self._encryption(options.encryption, options.encryption_key),
            stream_specification={"StreamViewType": view} if view is not None else None,
            table_class=options.table_class,
            time_to_live_specification=time_to_live(options.time_to_live_attribute),
            contributor_insights_specification=contributor_insights(
                options.contributor_insights_enabled,
                options.contributor_insights_specification,
                name="contributorInsightsEnabled",
            ),
            kinesis_stream_specification=_kinesis(kinesis, options.kinesis_precision_timestamp),
            deletion_protection_enabled=options.deletion_protection,
            import_source_specification=rendered_import(options.import_source),
            resource_policy=Lazy.any(lambda: policy_of(self.resource_policy)),
            warm_throughput=warm_throughput(options.warm_throughput),
        )

    def _capacity(self, reads: float | None, writes: float | None) -> dict[str, Any] | None:
        if self.billing_mode is BillingMode.PAY_PER_REQUEST:
            return None
        return {"ReadCapacityUnits": reads or CAPACITY, "WriteCapacityUnits": writes or CAPACITY}

    def _limits(self, options: Any) -> dict[str, Any] | None:
        if self.billing_mode is not BillingMode.PAY_PER_REQUEST:
            return None
        return on_demand_limits(options.max_read_request_units, options.max_write_request_units)

    def _encryption(self, encryption: TableEncryption | None, key: Any) -> dict[str, Any] | None:
        if encryption is None and key is not None:
            encryption = TableEncryption.CUSTOMER_MANAGED
        if encryption is not TableEncryption.CUSTOMER_MANAGED:
            if key is not None and encryption is not None:
                raise ValueError(
                    "encryptionKey cannot be specified unless encryption is set to "
                    f"TableEncryption.CUSTOMER_MANAGED (it was set to {encryption.name})"
                )
            managed = encryption is TableEncryption.AWS_MANAGED
            return {"SSEEnabled": managed} if encryption is not None else None
        if self.regions:
            raise ValueError(
                "TableEncryption.CUSTOMER_MANAGED is not supported by DynamoDB Global Tables (where "
                "replicationRegions was set)"
            )
        if key is None:
            from landform.cdk.aws_kms.key import Key

            description = (
                f"Customer-managed key auto-created for encrypting DynamoDB table at {self.node.path}"
            )
            key = Key(self, "Key", description=description, enable_key_rotation=True)
        self.encryption_key = key
        return {"SSEEnabled": True, "KMSMasterKeyId": key.key_arn, "SSEType": "KMS"}

    def _replicate(self, options: Any) -> None:
        from landform.cdk.aws_dynamodb.replication import add_replicas

        self._replicas = add_replicas(
            self,
            self.regions or (),
            timeout=options.replication_timeout,
            waits=options.wait_for_replication_to_finish,
            removal_policy=options.replica_removal_policy or options.removal_policy or RemovalPolicy.RETAIN,
        )

    def _scale(self, kind: str, index: str | None, least: float, most: float) -> Any:
        """`kind` is Read or Write."""
        if (index or "", kind) in self._scaled:
            place = "this index" if index else "this table"
            raise ValueError(f"{kind} AutoScaling already enabled for {place}")
        if self.billing_mode is BillingMode.PAY_PER_REQUEST:
            raise ValueError(_NO_SCALING)
        if index is not None and all(each["IndexName"] != index for each in self._global):
            raise ValueError(f"No global secondary index with name {index}")
        from landform.cdk.aws_dynamodb.scaling import scalable_capacity

        made = self._scaled[(index or "", kind)] = scalable_capacity(self, kind, index, least, most)
        for each in self._replicas:
            each.node.add_dependency(made)
        return made

    def _check_name(self, name: str) -> None:
        if name in self._indexes:
            raise ValueError(f"a duplicate index name, {name}, is not allowed")

    def _check_capacity(self, reads: float | None, writes: float | None) -> None:
        if self.billing_mode is BillingMode.PAY_PER_REQUEST and (reads is not None or writes is not None):
            raise ValueError(
                "you cannot provision read and write capacity for a table with PAY_PER_REQUEST billing mode"
            )

    def _problems(self) -> list[str]:
        found = []
        if self._local and not self._key[1]:
            found.append("A sort key of the table must be specified to add local secondary indexes")
        if self.regions and self.billing_mode is BillingMode.PROVISIONED:
            scaling = self._scaled.get(("", "Write"))
            needed = (
                "A global Table that uses PROVISIONED as the billing mode needs auto-scaled write capacity"
            )
            if scaling is None:
                found.append(f"{needed}. Use the autoScaleWriteCapacity() method to enable it.")
            elif not scaling._has_policy:
                found.append(
                    f"{needed} with a policy. Call one of the scaleOn*() methods of the object returned from "
                    "autoScaleWriteCapacity()"
                )
        return found


_NOT_OPTIONS: Final = ("self", "scope", "id", "__class__")


def _billing_mode(given_mode: BillingMode | None, regions: Sequence[str] | None) -> BillingMode:
    if given_mode is not None:
        return given_mode
    return BillingMode.PAY_PER_REQUEST if regions else BillingMode.PROVISIONED


def _keys(options: Any) -> tuple[list[Any], list[Any]]:
    attributes = [options.partition_key, options.sort_key]
    partition, sort = (given("aws_dynamodb", "Attribute", each) for each in attributes)
    return [partition], [sort] if sort is not None else []


def _kinesis(stream: Any, precision: ApproximateCreationDateTimePrecision | None) -> dict[str, Any] | None:
    if stream is None:
        return None
    return {"StreamArn": stream.stream_arn, "ApproximateCreationDateTimePrecision": precision}


def _record(name: str, **members: Any) -> Any:
    kind = find("aws_dynamodb", name)
    assert kind is not None  # a record of the API
    return record(kind, members)

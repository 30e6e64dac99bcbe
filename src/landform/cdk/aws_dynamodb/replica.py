"""The replicas of a global table: as its resource has them, and as tables of their own.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-dynamodb-globaltable-replicaspecification.html
"""

from typing import Any, Final

from landform.cdk.aws_dynamodb.enums import BillingMode
from landform.cdk.aws_dynamodb.settings import contributor_insights, recovery
from landform.cdk.aws_dynamodb.table_base_v2 import TableBaseV2
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.tag_manager import CfnTag
from landform.cdk.l1.lookup import given

POLICY_FLAG: Final = "@aws-cdk/aws-dynamodb:resourcePolicyPerReplica"


def policy_of(document: Any) -> dict[str, Any] | None:
    """A policy as resources have it."""
    if document is None:
        return None
    if document.is_empty:
        raise ValueError("A resource policy needs at least one statement: add one, or leave the policy out")
    return {"PolicyDocument": document}


def insights_of(options: Any) -> dict[str, Any] | None:
    """What Contributor Insights looks at, of a table, a replica or an index of one."""
    return contributor_insights(
        options.contributor_insights,
        options.contributor_insights_specification,
        name="contributorInsights",
    )


def common_settings(props: Any, inherited: Any = None) -> dict[str, Any]:
    """The settings that every replica has; those left out are the table's."""
    rest = inherited if inherited is not None else props
    insights = insights_of(props) or insights_of(rest)
    own = recovery(props.point_in_time_recovery, props.point_in_time_recovery_specification)
    protects = props.deletion_protection
    return {
        "DeletionProtectionEnabled": rest.deletion_protection if protects is None else protects,
        "TableClass": props.table_class or rest.table_class,
        "ContributorInsightsSpecification": insights,
        "PointInTimeRecoverySpecification": own
        or recovery(rest.point_in_time_recovery, rest.point_in_time_recovery_specification),
        "KinesisStreamSpecification": (
            {"StreamArn": props.kinesis_stream.stream_arn} if props.kinesis_stream is not None else None
        ),
    }


class ReplicaRendering:
    """The replicas of a table as its resource has them."""

    def __init__(self, table: Any, props: Any) -> None:
        self._table = table
        self._props = props

    def all(self) -> list[dict[str, Any]]:
        """Those in other regions, then the table itself."""
        table = self._table
        for region, each in table._replica_props.items():
            self._check_indexes(region, each.global_secondary_index_options or {})
        return [*(self._other(each) for each in table._replica_props.values()), self._own()]

    def _own(self) -> dict[str, Any]:
        table, props = self._table, self._props
        stream_policy = table.stream_resource_policy
        return {
            **self._rendered(table.region, props, props, {}),
            "ResourcePolicy": policy_of(table.resource_policy),
            "ReplicaStreamSpecification": (
                {"ResourcePolicy": policy_of(stream_policy)} if stream_policy is not None else None
            ),
            "Tags": self._tags(props.tags),
        }

    def _other(self, replica: Any) -> dict[str, Any]:
        table = self._table
        policy = replica.resource_policy
        if policy is None and not FeatureFlags.of(table).is_enabled(POLICY_FLAG):
            policy = table.resource_policy
        stream_policy = replica.stream_resource_policy
        options = replica.global_secondary_index_options or {}
        return {
            **self._rendered(replica.region, replica, self._props, options),
            "ResourcePolicy": policy_of(policy),
            "ReplicaStreamSpecification": (
                {"ResourcePolicy": policy_of(stream_policy)} if stream_policy is not None else None
            ),
            "Tags": self._tags(replica.tags),
        }

    def _rendered(self, region: str, props: Any, inherited: Any, index_options: Any) -> dict[str, Any]:
        table, billing = self._table, self._table._billing
        own = props is not self._props
        reads = (props.read_capacity if own else None) or billing._read
        most = (props.max_read_request_units if own else None) or billing._max_reads
        mode = self._props.global_table_settings_replication_mode
        indexes = [
            self._index(index, given("aws_dynamodb", "ReplicaGlobalSecondaryIndexOptions", options))
            for index, options in (
                (index, index_options.get(name)) for name, (index, _) in table._global.items()
            )
        ]
        return {
            "Region": region,
            "GlobalTableSettingsReplicationMode": mode,
            "GlobalSecondaryIndexes": indexes or None,
            "ReadProvisionedThroughputSettings": _reads(reads) if _pays_capacity(billing) else None,
            "ReadOnDemandThroughputSettings": _limit(most) if not _pays_capacity(billing) else None,
            "SSESpecification": table._encryption._of_replica(region, table.region),
            **common_settings(props, inherited),
        }

    def _index(self, index: Any, options: Any) -> dict[str, Any]:
        billing = self._table._billing
        reads = (options.read_capacity if options is not None else None) or index.read_capacity
        most = (
            options.max_read_request_units if options is not None else None
        ) or index.max_read_request_units
        insights = insights_of(options) if options is not None else None
        return {
            "IndexName": index.index_name,
            "ReadProvisionedThroughputSettings": (
                _reads(reads or billing._read) if _pays_capacity(billing) else None
            ),
            "ReadOnDemandThroughputSettings": _limit(most) if not _pays_capacity(billing) else None,
            "ContributorInsightsSpecification": insights or insights_of(self._props),
        }

    def _tags(self, tags: Any) -> list[dict[str, Any]] | None:
        """Those of the scopes that the table is in, then its own."""
        found = [*(self._table.tags.render_tags() or ()), *own_tags(tags)]
        return list({each["Key"]: each for each in found}.values()) or None

    def _check_indexes(self, region: str, options: Any) -> None:
        for name, each in options.items():
            if name not in self._table._global:
                raise ValueError(
                    f"Cannot configure replica global secondary index, {name}, because it is not defined on "
                    f"the primary table (replica in {region})"
                )
            found = given("aws_dynamodb", "ReplicaGlobalSecondaryIndexOptions", each)
            if found.read_capacity is not None and not _pays_capacity(self._table._billing):
                raise ValueError(
                    f"Cannot configure 'readCapacity' for replica global secondary index, {name}, because "
                    "billing mode is PAY_PER_REQUEST"
                )


class ReplicaTable(TableBaseV2):
    """A global table as it is in another region."""

    def __init__(self, scope: Any, id: str, table: Any, region: str) -> None:
        super().__init__(scope, id, region=region)
        self._table = table
        self.region = region
        self.table_name = table.table_name
        self.table_arn = table.stack.format_arn(
            region=region, service="dynamodb", resource="table", resource_name=table.table_name
        )
        self.table_stream_arn = f"{self.table_arn}/stream/*"
        arns = table._encryption.replica_key_arns or {}
        if region in arns:
            from landform.cdk.aws_kms.key import Key

            self.encryption_key = Key.from_key_arn(self, "ReplicaKey", arns[region])

    @property
    def has_index(self) -> bool:
        """Whether the table has secondary indexes."""
        found: bool = self._table.has_index
        return found


def no_such_replica(region: str) -> ValueError:
    """What is said of a region that has no replica."""
    return ValueError(f"No replica table exists in region {region}")


def _pays_capacity(billing: Any) -> bool:
    return billing.mode is BillingMode.PROVISIONED


def _reads(capacity: Any) -> dict[str, Any]:
    found: dict[str, Any] = capacity._for_reads()
    return found


def _limit(most: float | None) -> dict[str, Any] | None:
    return {"MaxReadRequestUnits": most} if most else None


def own_tags(tags: Any) -> list[dict[str, Any]]:
    """The tags that were given, as resources have them."""
    found = [each if isinstance(each, CfnTag) else CfnTag(**each) for each in tags or ()]
    return [{"Key": each.key, "Value": each.value} for each in found]

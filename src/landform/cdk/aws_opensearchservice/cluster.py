"""The nodes of a domain.

Source: https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_ClusterConfig.html
"""

from typing import Any, Final

from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.l1.lookup import given

_DEFAULT_TYPE: Final = "r5.large.search"
_DEFAULT_WARM: Final = "ultrawarm1.medium.search"
_STANDBY_FLAG: Final = "@aws-cdk/aws-opensearchservice:enableOpensearchMultiAzWithStandby"
_ZONES: Final = (2, 3)


class Cluster:
    """The nodes that the options of a domain ask for."""

    def __init__(self, scope: Any, props: Any) -> None:
        self.capacity = given("aws_opensearchservice", "CapacityConfig", props.capacity or {})
        zones = given("aws_opensearchservice", "ZoneAwarenessConfig", props.zone_awareness or {})
        capacity = self.capacity
        self.data_type: str = (capacity.data_node_instance_type or _DEFAULT_TYPE).lower()
        self.master_type: str = (capacity.master_node_instance_type or _DEFAULT_TYPE).lower()
        self.warm_type: str = (capacity.warm_instance_type or _DEFAULT_WARM).lower()
        self.masters = capacity.master_nodes or 0
        self.warm = capacity.warm_nodes or 0
        self.cold = props.cold_storage_enabled
        self.zones = zones.availability_zone_count or _ZONES[0]
        if self.zones not in _ZONES:
            raise ValueError("Invalid zone awareness configuration; availabilityZoneCount must be 2 or 3")
        known = zones.enabled
        self.has_zones = known if known is not None else zones.availability_zone_count is not None
        self.standby = capacity.multi_az_with_standby_enabled
        if self.standby is None and FeatureFlags.of(scope).is_enabled(_STANDBY_FLAG):
            self.standby = True

    @property
    def types(self) -> list[str]:
        """The types of nodes for data and of masters."""
        return [self.data_type, self.master_type]

    def config(self) -> dict[str, Any]:
        """As the resource has it."""
        nodes = self.capacity.data_nodes
        has_masters, has_warm = self.masters > 0, self.warm > 0
        return {
            "ColdStorageOptions": {"Enabled": self.cold} if self.cold is not None else None,
            "DedicatedMasterEnabled": has_masters,
            "DedicatedMasterCount": self.masters if has_masters else None,
            "DedicatedMasterType": self.master_type if has_masters else None,
            "InstanceCount": nodes if nodes is not None else 1,
            "InstanceType": self.data_type,
            "MultiAZWithStandbyEnabled": self.standby,
            "WarmEnabled": True if has_warm else None,
            "WarmCount": self.warm if has_warm else None,
            "WarmType": self.warm_type if has_warm else None,
            "ZoneAwarenessEnabled": self.has_zones,
            "ZoneAwarenessConfig": {"AvailabilityZoneCount": self.zones} if self.has_zones else None,
            "NodeOptions": self._others(),
        }

    def _others(self) -> list[dict[str, Any]] | None:
        options = self.capacity.node_options
        if options is None:
            return None
        found = []
        for each in (given("aws_opensearchservice", "NodeOptions", one) for one in options):
            node = given("aws_opensearchservice", "NodeConfig", each.node_config)
            config = {"Count": node.count, "Enabled": node.enabled, "Type": node.type}
            found.append({"NodeType": each.node_type.value, "NodeConfig": config})
        return found

"""Network load balancers.

Sources: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html
and https://docs.aws.amazon.com/elasticloadbalancing/latest/network/capacity-unit-reservation.html
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from landform.cdk.aws_ec2.connections import Connections
from landform.cdk.aws_elasticloadbalancingv2 import look_up
from landform.cdk.aws_elasticloadbalancingv2.application_load_balancer import full_name, known
from landform.cdk.aws_elasticloadbalancingv2.base_load_balancer import BaseLoadBalancer
from landform.cdk.aws_elasticloadbalancingv2.enums import ClientRoutingPolicy, IpAddressType
from landform.cdk.aws_elasticloadbalancingv2.metrics import NETWORK, NetworkLoadBalancerMetrics, old
from landform.cdk.aws_elasticloadbalancingv2.network_listener import NetworkListener
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.names import Names
from landform.cdk.core.native import Native
from landform.cdk.core.numbers import number_text
from landform.cdk.core.resource import Resource
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class, given

GROUP_FLAG: Final = "@aws-cdk/aws-elasticloadbalancingv2:networkLoadBalancerWithSecurityGroupByDefault"
_CAPACITY: Final = (2750, 45_000)  # units in a zone


class NetworkLoadBalancer(BaseLoadBalancer):
    """A network load balancer."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        vpc: Any,
        client_routing_policy: ClientRoutingPolicy | None = None,
        cross_zone_enabled: bool | None = None,
        deletion_protection: bool | None = None,
        deny_all_igw_traffic: bool | None = None,
        disable_security_groups: bool | None = None,
        enable_prefix_for_ipv6_source_nat: bool | None = None,
        enforce_security_group_inbound_rules_on_private_link_traffic: bool | None = None,
        internet_facing: bool | None = None,
        ip_address_type: IpAddressType | None = None,
        load_balancer_name: str | None = None,
        minimum_capacity_unit: float | None = None,
        security_groups: Sequence[Any] | None = None,
        subnet_mappings: Sequence[Any] | None = None,
        vpc_subnets: Any = None,
        zonal_shift: bool | None = None,
    ) -> None:
        _check_capacity(minimum_capacity_unit, vpc)
        if subnet_mappings is not None and vpc_subnets is not None:
            raise ValueError("You can specify either `vpcSubnets` or `subnetMappings`, not both.")
        if security_groups is not None and disable_security_groups:
            raise ValueError("Cannot specify both `securityGroups` and `disableSecurityGroups` properties.")
        self._has_prefix = bool(enable_prefix_for_ipv6_source_nat)
        base = {
            "vpc": vpc,
            "cross_zone_enabled": cross_zone_enabled,
            "deletion_protection": deletion_protection,
            "deny_all_igw_traffic": deny_all_igw_traffic,
            "internet_facing": internet_facing,
            "load_balancer_name": load_balancer_name,
            "minimum_capacity_unit": minimum_capacity_unit,
            "vpc_subnets": vpc_subnets,
        }
        enforced = enforce_security_group_inbound_rules_on_private_link_traffic
        own: dict[str, Any] = {
            "type": "network",
            "security_groups": Lazy.list(lambda: self.security_groups),
            "ip_address_type": ip_address_type,
            "enforce_security_group_inbound_rules_on_private_link_traffic": _on_or_off(enforced),
            "enable_prefix_for_ipv6_source_nat": _on_or_off(enable_prefix_for_ipv6_source_nat),
        }
        if subnet_mappings is not None:
            own["subnet_mappings"] = [self._mapping(each, bool(internet_facing)) for each in subnet_mappings]
        super().__init__(scope, id, base, own)
        self.ip_address_type = ip_address_type if ip_address_type is not None else IpAddressType.IPV4
        self.enforce_security_group_inbound_rules_on_private_link_traffic = _on_or_off(enforced)
        groups = self._groups(security_groups, bool(disable_security_groups))
        self._has_groups = groups is not None
        self.connections = Connections(security_groups=groups)
        self.metrics = NetworkLoadBalancerMetrics(
            self, NETWORK, {"LoadBalancer": self.load_balancer_full_name}
        )
        if client_routing_policy is not None:
            self.set_attribute("dns_record.client_routing_policy", client_routing_policy.value)
        self._attributes.flag("zonal_shift.config.enabled", zonal_shift)

    @staticmethod
    def from_network_load_balancer_attributes(
        scope: Any,
        id: str,
        *,
        load_balancer_arn: str,
        load_balancer_canonical_hosted_zone_id: str | None = None,
        load_balancer_dns_name: str | None = None,
        load_balancer_security_groups: Sequence[str] | None = None,
        vpc: Any = None,
    ) -> "ImportedNetworkLoadBalancer":
        """A load balancer that exists already, with what is known of it."""
        from landform.cdk.aws_ec2.security_group import SecurityGroup

        found = ImportedNetworkLoadBalancer(scope, id, load_balancer_arn)
        ids = load_balancer_security_groups
        groups = [
            SecurityGroup.from_security_group_id(found, f"SecurityGroup-{number}", each)
            for number, each in enumerate(ids or ())
        ]
        found.connections = Connections(security_groups=groups)
        found.security_groups = list(ids) if ids is not None else None
        found.vpc = vpc
        found._dns_name = load_balancer_dns_name
        found._zone_id = load_balancer_canonical_hosted_zone_id
        return found

    @staticmethod
    def from_lookup(
        scope: Any,
        id: str,
        *,
        load_balancer_arn: str | None = None,
        load_balancer_tags: Mapping[str, str] | None = None,
    ) -> "ImportedNetworkLoadBalancer":
        """A load balancer that exists already, found when the app is synthesized."""
        from landform.cdk.aws_ec2.vpc import Vpc

        known_facts = look_up.balancer(scope, "network", load_balancer_arn, load_balancer_tags)
        found = ImportedNetworkLoadBalancer(scope, id, known_facts["loadBalancerArn"])
        found.security_groups = list(known_facts["securityGroupIds"])
        groups = look_up.security_groups(found, found.security_groups)
        found.connections = Connections(security_groups=groups)
        found.vpc = Vpc.from_lookup(found, "Vpc", vpc_id=known_facts["vpcId"])
        found.ip_address_type = (
            IpAddressType.IPV4 if known_facts["ipAddressType"] == "ipv4" else IpAddressType.DUAL_STACK
        )
        found._dns_name = known_facts["loadBalancerDnsName"]
        found._zone_id = known_facts["loadBalancerCanonicalHostedZoneId"]
        return found

    @property
    def security_groups(self) -> list[str] | None:
        """The ids of its security groups; None for a balancer that takes none."""
        groups = self.connections.security_groups
        return [each.security_group_id for each in groups] if self._has_groups or groups else None

    def add_listener(self, id: str, **props: Any) -> NetworkListener:
        """A listener; the options are those of `BaseNetworkListenerProps`."""
        return NetworkListener(self, id, load_balancer=self, **props)

    def add_security_group(self, security_group: Any) -> None:
        """Give it another security group."""
        self.connections.add_security_group(security_group)

    def metric(self, metric_name: str, **options: Any) -> Any:
        """The same as `metrics.custom`, which is to be preferred."""
        return self.metrics.custom(metric_name, **options)

    metric_active_flow_count = old("active_flow_count")
    metric_consumed_lc_us = old("consumed_lc_us")
    metric_new_flow_count = old("new_flow_count")
    metric_processed_bytes = old("processed_bytes")
    metric_tcp_client_reset_count = old("tcp_client_reset_count")
    metric_tcp_elb_reset_count = old("tcp_elb_reset_count")
    metric_tcp_target_reset_count = old("tcp_target_reset_count")

    def _groups(self, groups: Sequence[Any] | None, is_without: bool) -> Sequence[Any] | None:
        if groups is not None or is_without or not FeatureFlags.of(self).is_enabled(GROUP_FLAG):
            return groups
        from landform.cdk.aws_ec2.security_group import SecurityGroup

        group = SecurityGroup(
            self,
            "SecurityGroup",
            vpc=self.vpc,
            description=f"Automatically created Security Group for ELB {Names.unique_id(self)}",
            allow_all_outbound=False,
        )
        return [group]

    def _mapping(self, given_mapping: Any, is_facing: bool) -> Any:
        """A subnet with addresses in it."""
        mapping = given("aws_elasticloadbalancingv2", "SubnetMapping", given_mapping)
        if mapping.private_ipv4_address is not None and is_facing:
            raise ValueError("Cannot specify `privateIpv4Address` for a internet facing load balancer.")
        if mapping.allocation_id is not None and not is_facing:
            raise ValueError("Cannot specify `allocationId` for a internal load balancer.")
        prefix = mapping.source_nat_ipv6_prefix
        if prefix is not None and not self._has_prefix:
            raise ValueError(
                "Cannot specify `sourceNatIpv6Prefix` for a load balancer that does not have "
                "`enablePrefixForIpv6SourceNat` enabled."
            )
        return cfn_class("aws_elasticloadbalancingv2", "CfnLoadBalancer").SubnetMappingProperty(
            subnet_id=mapping.subnet.subnet_id,
            allocation_id=mapping.allocation_id,
            private_i_pv4_address=mapping.private_ipv4_address,
            i_pv6_address=mapping.ipv6_address,
            source_nat_ipv6_prefix=prefix.prefix if prefix is not None else None,
        )


class ImportedNetworkLoadBalancer(Native, Resource):
    """A network load balancer that exists already."""

    connections: Connections
    security_groups: list[str] | None = None
    vpc: Any = None
    ip_address_type: IpAddressType | None = None
    enforce_security_group_inbound_rules_on_private_link_traffic: str | None = None
    _dns_name: str | None = None
    _zone_id: str | None = None

    def __init__(self, scope: Any, id: str, arn: str) -> None:
        super().__init__(scope, id, environment_from_arn=arn)
        self.load_balancer_arn = arn
        self.metrics = NetworkLoadBalancerMetrics(self, NETWORK, {"LoadBalancer": full_name(self)})

    @property
    def load_balancer_dns_name(self) -> str:
        """Its name in DNS; where it was given."""
        return known(self, self._dns_name, "loadBalancerDnsName", "Network")

    @property
    def load_balancer_canonical_hosted_zone_id(self) -> str:
        """The hosted zone of that name; where it was given."""
        return known(self, self._zone_id, "loadBalancerCanonicalHostedZoneId", "Network")

    def add_listener(self, id: str, **props: Any) -> NetworkListener:
        """A listener of the app for it; the options are those of `BaseNetworkListenerProps`."""
        return NetworkListener(self, id, load_balancer=self, **props)


def _on_or_off(value: bool | None) -> str | None:
    if value is None:
        return None
    return "on" if value else "off"


def _check_capacity(units: float | None, vpc: Any) -> None:
    zones = len(vpc.availability_zones)
    if units is None or is_unresolved(units) or not zones:
        return
    each = units / zones
    if not _CAPACITY[0] <= each <= _CAPACITY[1]:
        raise ValueError(
            f"'minimumCapacityUnit' must be a positive value between {_CAPACITY[0]} and {_CAPACITY[1]} "
            f"per AZ "
            f"for Network Load Balancer, got {number_text(each)} LCU per AZ."
        )

"""The records of networks: addresses, subnets, routes, gateways, rules.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_EC2.html
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from landform.cdk.aws_ec2.network_kinds import Action, RouterType, SubnetType, TrafficDirection
from landform.cdk.core.quantities import Duration


@dataclass(frozen=True, slots=True, kw_only=True)
class SubnetConfiguration:
    """A kind of subnet, made once in each zone."""

    name: str
    subnet_type: SubnetType
    cidr_mask: float | None = None
    ipv6_assign_address_on_creation: bool | None = None
    map_public_ip_on_launch: bool | None = None
    reserved: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubnetSelection:
    """Which subnets of a VPC are meant."""

    availability_zones: Sequence[str] | None = None
    one_per_az: bool | None = None
    subnet_filters: Sequence[Any] | None = None
    subnet_group_name: str | None = None
    subnet_type: SubnetType | None = None
    subnets: Sequence[Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectedSubnets:
    """The subnets that were found, and what is known of them."""

    availability_zones: Sequence[str]
    has_public: bool
    internet_connectivity_established: Any
    subnet_ids: Sequence[str]
    subnets: Sequence[Any]
    is_pending_lookup: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestedSubnet:
    """A subnet that needs addresses."""

    availability_zone: str
    configuration: SubnetConfiguration
    subnet_construct_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocatedSubnet:
    """The addresses of a subnet."""

    cidr: str
    ipv6_cidr: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubnetIpamOptions:
    """The addresses of all subnets."""

    allocated_subnets: Sequence[AllocatedSubnet]


@dataclass(frozen=True, slots=True, kw_only=True)
class VpcIpamOptions:
    """The addresses of a VPC: a block, or a pool and a length."""

    cidr_block: str | None = None
    ipv4_ipam_pool_id: str | None = None
    ipv4_netmask_length: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocateCidrRequest:
    """The subnets that need addresses of a VPC."""

    requested_subnets: Sequence[RequestedSubnet]
    vpc_cidr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocateIpv6CidrRequest:
    """The subnets that need IPv6 addresses."""

    allocated_subnets: Sequence[AllocatedSubnet]
    ipv6_cidrs: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocateVpcIpv6CidrRequest:
    """The VPC that needs IPv6 addresses."""

    scope: Any
    vpc_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateIpv6CidrBlocksRequest:
    """How an IPv6 block is to be divided."""

    ipv6_selected_cidr: str
    subnet_count: float
    size_mask: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRouteOptions:
    """Where a route of a subnet leads."""

    router_id: str
    router_type: RouterType
    destination_cidr_block: str | None = None
    destination_ipv6_cidr_block: str | None = None
    enables_internet_connectivity: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddNatGatewayOptions:
    """How a NAT gateway behaves."""

    max_drain_duration: Duration | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewayConfig:
    """The NAT gateway of a zone."""

    az: str
    gateway_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigureNatOptions:
    """Where NAT is to be set up."""

    nat_subnets: Sequence[Any]
    private_subnets: Sequence[Any]
    vpc: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class AvailabilityZoneAddress:
    """The addresses of a regional NAT gateway in one zone."""

    allocation_ids: Sequence[str]
    availability_zone: str | None = None
    availability_zone_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnableVpnGatewayOptions:
    """How a VPC gets its VPN gateway."""

    type: str
    amazon_side_asn: float | None = None
    vpn_route_propagation: Sequence[SubnetSelection] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleScope:
    """Where the resource of a security group rule lives."""

    id: str
    scope: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class IngressRuleConfig:
    """The source of a rule for incoming traffic."""

    cidr_ip: str | None = None
    cidr_ipv6: str | None = None
    source_prefix_list_id: str | None = None
    source_security_group_id: str | None = None
    source_security_group_owner_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EgressRuleConfig:
    """The destination of a rule for outgoing traffic."""

    cidr_ip: str | None = None
    cidr_ipv6: str | None = None
    destination_prefix_list_id: str | None = None
    destination_security_group_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleConfig:
    """The addresses of a rule."""

    cidr_ip: str | None = None
    cidr_ipv6: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionRule:
    """Ports of a connection."""

    from_port: float
    description: str | None = None
    protocol: str | None = None
    to_port: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AclCidrConfig:
    """The addresses of a network ACL entry."""

    cidr_block: str | None = None
    ipv6_cidr_block: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AclIcmp:
    """A kind of ICMP message; -1 is any."""

    code: float | None = None
    type: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AclPortRange:
    """Ports from one to another."""

    from_: float | None = None
    to: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AclTrafficConfig:
    """The traffic of a network ACL entry."""

    protocol: float
    icmp: AclIcmp | None = None
    port_range: AclPortRange | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonNetworkAclEntryOptions:
    """An entry of a network ACL."""

    cidr: Any
    rule_number: float
    traffic: Any
    direction: TrafficDirection | None = None
    network_acl_entry_name: str | None = None
    rule_action: Action | None = None

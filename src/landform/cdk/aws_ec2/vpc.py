"""VPCs.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpc.html
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final

from landform.cdk.aws_ec2.ip_addresses import IpAddresses, Ipv6Addresses
from landform.cdk.aws_ec2.nat import NatProvider
from landform.cdk.aws_ec2.network_kinds import (
    DefaultInstanceTenancy,
    IpProtocol,
    SubnetType,
    VpnConnectionType,
)
from landform.cdk.aws_ec2.parts import as_record, camel, filled, l1, value_of
from landform.cdk.aws_ec2.selection import PRIVATE_KINDS
from landform.cdk.aws_ec2.vpc_base import VpcBase
from landform.cdk.aws_ec2.vpc_zones import MAX_ZONES, egress_gateways, zones_of
from landform.cdk.constructs import DependencyGroup
from landform.cdk.core.fn import Fn
from landform.cdk.core.tags import Tags

DEFAULT_CIDR: Final = "10.0.0.0/16"
PRIVATE_EGRESS_FLAG: Final = "@aws-cdk/aws-ec2:requirePrivateSubnetsForEgressOnlyInternetGateway"


def _default_subnets(private: SubnetType, name: str) -> list[Any]:
    return [
        filled("SubnetConfiguration", subnet_type=SubnetType.PUBLIC, name="Public"),
        filled("SubnetConfiguration", subnet_type=private, name=name),
    ]


class Vpc(VpcBase):
    """A VPC with its subnets, gateways, routes and endpoints."""

    DEFAULT_CIDR_RANGE: ClassVar[str] = DEFAULT_CIDR
    DEFAULT_SUBNETS: ClassVar[list[Any]] = _default_subnets(SubnetType.PRIVATE_WITH_EGRESS, "Private")
    DEFAULT_SUBNETS_NO_NAT: ClassVar[list[Any]] = _default_subnets(SubnetType.PRIVATE_ISOLATED, "Isolated")

    internet_connectivity_established: Any

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        availability_zones: Sequence[str] | None = None,
        cidr: str | None = None,
        create_internet_gateway: bool | None = None,
        default_instance_tenancy: DefaultInstanceTenancy | None = None,
        enable_dns_hostnames: bool | None = None,
        enable_dns_support: bool | None = None,
        flow_logs: Mapping[str, Any] | None = None,
        gateway_endpoints: Mapping[str, Any] | None = None,
        ip_addresses: Any = None,
        ip_protocol: IpProtocol | None = None,
        ipv6_addresses: Any = None,
        max_azs: float | None = None,
        nat_gateway_provider: Any = None,
        nat_gateways: float | None = None,
        nat_gateway_subnets: Any = None,
        reserved_azs: float | None = None,
        restrict_default_security_group: bool | None = None,
        subnet_configuration: Sequence[Any] | None = None,
        vpc_name: str | None = None,
        vpn_connections: Mapping[str, Any] | None = None,
        vpn_gateway: bool | None = None,
        vpn_gateway_asn: float | None = None,
        vpn_route_propagation: Sequence[Any] | None = None,
    ) -> None:
        super().__init__(scope, id)
        if enable_dns_hostnames and not enable_dns_support:
            raise ValueError(
                "To use DNS Hostnames, DNS Support must be enabled, however, it was explicitly disabled."
            )
        if availability_zones is not None and max_azs is not None:
            raise ValueError("Vpc supports 'availabilityZones' or 'maxAzs', but not both.")
        self._addresses = _addresses(ip_addresses, cidr)
        self._make_resource(default_instance_tenancy, enable_dns_hostnames, enable_dns_support, vpc_name)
        count = MAX_ZONES if max_azs is None else int(max_azs)
        self.availability_zones = zones_of(self, availability_zones, count)
        self._reserved = [f"{_RESERVED}{index}" for index in range(int(reserved_azs or 0))]
        self._kinds = _configurations(subnet_configuration, nat_gateways)
        self._ipv6 = self._allocate_ipv6(ip_protocol, ipv6_addresses)
        self._connect(
            create_internet_gateway is not False, nat_gateways, nat_gateway_provider, nat_gateway_subnets
        )
        self._attach_vpn(vpn_gateway, vpn_gateway_asn, vpn_connections, vpn_route_propagation)
        for name, endpoint in (gateway_endpoints or {}).items():
            self.add_gateway_endpoint(name, **as_record("GatewayVpcEndpointOptions", endpoint))
        for name, log in (flow_logs or {}).items():
            self.add_flow_log(name, **as_record("FlowLogOptions", log))
        if _restricts(self, restrict_default_security_group):
            from landform.cdk.aws_ec2.default_security_group import restrict

            restrict(self)

    @staticmethod
    def from_vpc_attributes(scope: Any, id: str, *, vpc_id: str, **attributes: Any) -> Any:
        """A VPC that exists already, with what is known of it."""
        from landform.cdk.aws_ec2.imported_vpc import ImportedVpc

        return ImportedVpc(scope, id, as_record("VpcAttributes", {"vpc_id": vpc_id, **attributes}))

    @staticmethod
    def from_lookup(scope: Any, id: str, **options: Any) -> Any:
        """A VPC that exists already, found by its properties when the app is synthesized."""
        from landform.cdk.aws_ec2.imported_vpc import look_up

        return look_up(scope, id, as_record("VpcLookupOptions", options))

    @property
    def internet_gateway_id(self) -> str | None:
        """The internet gateway; None without one."""
        return self._internet_gateway_id

    def _make_resource(
        self, tenancy: Any, hostnames: bool | None, support: bool | None, name: str | None
    ) -> None:
        self.dns_hostnames_enabled = hostnames is not False
        self.dns_support_enabled = support is not False
        block = as_record("VpcIpamOptions", self._addresses.allocate_vpc_cidr())
        resource = l1("CfnVPC")(
            self,
            "Resource",
            cidr_block=block.cidr_block,
            ipv4_ipam_pool_id=block.ipv4_ipam_pool_id,
            ipv4_netmask_length=block.ipv4_netmask_length,
            enable_dns_hostnames=self.dns_hostnames_enabled,
            enable_dns_support=self.dns_support_enabled,
            instance_tenancy=value_of(tenancy or DefaultInstanceTenancy.DEFAULT),
        )
        self.vpc_default_network_acl: str = resource.attr_default_network_acl
        self.vpc_cidr_block_associations: list[str] = resource.attr_cidr_block_associations
        self.vpc_cidr_block = resource.attr_cidr_block
        self.vpc_default_security_group: str = resource.attr_default_security_group
        self.vpc_ipv6_cidr_blocks: list[str] = resource.attr_ipv6_cidr_blocks
        self._resource = resource
        self.node.default_child = resource
        Tags.of(self).add("Name", name or self.node.path)
        self.vpc_id = resource.ref
        self.vpc_arn = self.stack.format_arn(service="ec2", resource="vpc", resource_name=self.vpc_id)
        self.public_subnets, self.private_subnets, self.isolated_subnets = [], [], []
        self._connectivity = DependencyGroup()
        self.internet_connectivity_established = self._connectivity
        self._internet_gateway_id: str | None = None

    def _allocate_ipv6(self, protocol: IpProtocol | None, addresses: Any) -> Any:
        """The IPv6 side of a VPC with both protocols; None for others."""
        if protocol is not IpProtocol.DUAL_STACK:
            if addresses is not None:
                raise ValueError(
                    "ipv6Addresses can only be set if IPv6 is enabled. Set ipProtocol to DUAL_STACK"
                )
            return None
        found = addresses if addresses is not None else Ipv6Addresses.amazon_provided()
        self._ipv6_block = found.allocate_vpc_ipv6_cidr(scope=self, vpc_id=self.vpc_id)
        self._ipv6_selected = Fn.select(0, self._resource.attr_ipv6_cidr_blocks)
        return found

    def _connect(self, has_gateway: bool, nat_count: float | None, provider: Any, placement: Any) -> None:
        """Subnets, the internet gateway, and NAT."""
        where = as_record("SubnetSelection", placement) or filled(
            "SubnetSelection", subnet_type=SubnetType.PUBLIC
        )
        gateways = _nat_count(nat_count, self._kinds, len(self.availability_zones))
        from landform.cdk.aws_ec2.subnet_plan import make_subnets

        make_subnets(self, [*self.availability_zones, *self._reserved])
        allow_outbound = any(
            not each.reserved and each.subnet_type is not SubnetType.PRIVATE_ISOLATED for each in self._kinds
        )
        if allow_outbound and has_gateway:
            self._add_internet_gateway()
        needs_private = bool(self.node.try_get_context(PRIVATE_EGRESS_FLAG))
        if self._ipv6 is not None and (self.private_subnets or not needs_private):
            egress_gateways(self)
        if gateways > 0 and has_gateway:
            self._add_nat(provider or NatProvider.gateway(), gateways, where)

    def _add_internet_gateway(self) -> None:
        gateway = l1("CfnInternetGateway")(self, "IGW")
        self._internet_gateway_id = gateway.ref
        self._connectivity.add(gateway)
        attachment = l1("CfnVPCGatewayAttachment")(
            self, "VPCGW", internet_gateway_id=gateway.ref, vpc_id=self.vpc_id
        )
        for subnet in self.public_subnets:
            subnet.add_default_internet_route(gateway.ref, attachment)
            if self._ipv6 is not None:
                subnet.add_ipv6_default_internet_route(gateway.ref, attachment)

    def _add_nat(self, provider: Any, count: int, placement: Any) -> None:
        subnets = self._select_subnet_objects(placement)
        for each in subnets:
            if not any(each is public for public in self.public_subnets):
                raise ValueError(f"natGatewayPlacement {placement} contains non public subnet {each}")
        provider.configure_nat(
            vpc=self, nat_subnets=subnets[:count], private_subnets=list(self.private_subnets)
        )

    def _attach_vpn(self, wanted: bool | None, asn: float | None, connections: Any, propagation: Any) -> None:
        if (connections or asn) and wanted is False:
            raise ValueError(
                "Cannot specify `vpnConnections` or `vpnGatewayAsn` when `vpnGateway` is set to false."
            )
        if not (wanted or connections or asn):
            return
        self.enable_vpn_gateway(
            amazon_side_asn=asn, type=VpnConnectionType.IPSEC_1.value, vpn_route_propagation=propagation
        )
        for name, options in (connections or {}).items():
            self.add_vpn_connection(name, **as_record("VpnConnectionOptions", options))


_RESERVED = "dummy"


def _addresses(given: Any, cidr: str | None) -> Any:
    if given is not None and cidr is not None:
        raise ValueError("supply at most one of ipAddresses or cidr")
    return given if given is not None else IpAddresses.cidr(cidr or DEFAULT_CIDR)


def _configurations(given: Sequence[Any] | None, nat_gateways: float | None) -> list[Any]:
    if given is None:
        return Vpc.DEFAULT_SUBNETS_NO_NAT if nat_gateways == 0 else Vpc.DEFAULT_SUBNETS
    return [as_record("SubnetConfiguration", each) for each in given]


def _nat_count(requested: float | None, kinds: Sequence[Any], zones: int) -> int:
    used = [each for each in kinds if not each.reserved]
    private = [each.subnet_type for each in used if each.subnet_type in PRIVATE_KINDS]
    has_public = any(each.subnet_type is SubnetType.PUBLIC for each in used)
    has_other_egress = SubnetType.PRIVATE_WITH_EGRESS in private
    wanted = min(int(requested), zones) if requested is not None else zones
    count = wanted if requested is not None or private else 0
    if count == 0 and private and not has_other_egress:
        raise ValueError(
            "If you do not want NAT gateways (natGateways=0), make sure you don't configure any"
            " PRIVATE(_WITH_NAT) subnets in 'subnetConfiguration' (make them PUBLIC or ISOLATED instead)"
        )
    if count > 0 and not has_public:
        raise ValueError(
            "If you configure PRIVATE subnets in 'subnetConfiguration', you must also configure PUBLIC"
            f" subnets to put the NAT gateways into (got {_shown(kinds)}."
        )
    return count


def _shown(kinds: Sequence[Any]) -> str:
    """Configurations as the API's own languages show them."""
    listed = [{camel(name): value_of(value) for name, value in each.items()} for each in kinds]
    return json.dumps(listed, separators=(",", ":"))


def _restricts(vpc: Vpc, asked: bool | None) -> bool:
    if asked is not None:
        return asked
    return bool(vpc.node.try_get_context("@aws-cdk/aws-ec2:restrictDefaultSecurityGroup"))

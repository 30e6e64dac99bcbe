"""Subnets with their route tables and routes.

Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-subnet.html
and https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-route.html
"""

from dataclasses import dataclass
from typing import Any

from landform.cdk.aws_ec2.network_kinds import RouterType
from landform.cdk.aws_ec2.parts import l1
from landform.cdk.constructs import Construct, DependencyGroup
from landform.cdk.core.annotations import Annotations
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.names import Names
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration
from landform.cdk.core.resource import Resource
from landform.cdk.core.tags import Tags
from landform.cdk.core.tokens import is_unresolved

ANYWHERE_IPV4 = "0.0.0.0/0"
ANYWHERE_IPV6 = "::/0"
NAT64_PREFIX = "64:ff9b::/96"
_ROUTER_MEMBERS = {
    RouterType.CARRIER_GATEWAY: "carrier_gateway_id",
    RouterType.EGRESS_ONLY_INTERNET_GATEWAY: "egress_only_internet_gateway_id",
    RouterType.GATEWAY: "gateway_id",
    RouterType.INSTANCE: "instance_id",
    RouterType.LOCAL_GATEWAY: "local_gateway_id",
    RouterType.NAT_GATEWAY: "nat_gateway_id",
    RouterType.NETWORK_INTERFACE: "network_interface_id",
    RouterType.TRANSIT_GATEWAY: "transit_gateway_id",
    RouterType.VPC_PEERING_CONNECTION: "vpc_peering_connection_id",
    RouterType.VPC_ENDPOINT: "vpc_endpoint_id",
    RouterType.CORE_NETWORK: "core_network_arn",
}


@dataclass(frozen=True, slots=True)
class RouteTable:
    """The route table of a subnet."""

    route_table_id: str


class Subnet(Native, Resource):
    """A subnet with a route table of its own."""

    subnet_ref: Any

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        availability_zone: str,
        cidr_block: str,
        vpc_id: str,
        assign_ipv6_address_on_creation: bool | None = None,
        ipv6_cidr_block: str | None = None,
        map_public_ip_on_launch: bool | None = None,
    ) -> None:
        super().__init__(scope, id)
        Tags.of(self).add("Name", self.node.path)
        self.availability_zone = availability_zone
        self.ipv4_cidr_block = cidr_block
        subnet = l1("CfnSubnet")(
            self,
            "Subnet",
            vpc_id=vpc_id,
            cidr_block=cidr_block,
            availability_zone=availability_zone,
            map_public_ip_on_launch=map_public_ip_on_launch,
            ipv6_cidr_block=ipv6_cidr_block,
            assign_ipv6_address_on_creation=assign_ipv6_address_on_creation,
        )
        self.subnet_id: str = subnet.ref
        self.subnet_vpc_id: str = subnet.attr_vpc_id
        self.subnet_availability_zone: str = subnet.attr_availability_zone
        self.subnet_ipv6_cidr_blocks: list[str] = subnet.attr_ipv6_cidr_blocks
        self.subnet_outpost_arn: str = subnet.attr_outpost_arn
        self._first_acl_id: str = subnet.attr_network_acl_association_id
        self.subnet_network_acl_association_id: str = Lazy.string(
            lambda: self._network_acl.network_acl_id if self._network_acl is not None else self._first_acl_id
        )
        self.node.default_child = subnet
        self._network_acl: Any = None
        table = l1("CfnRouteTable")(self, "RouteTable", vpc_id=vpc_id)
        self.route_table = RouteTable(table.ref)
        association = l1("CfnSubnetRouteTableAssociation")(
            self, "RouteTableAssociation", subnet_id=self.subnet_id, route_table_id=table.ref
        )
        self.dependency_elements: list[Any] = []
        self._internet = DependencyGroup(association)
        self.internet_connectivity_established: Any = self._internet

    @staticmethod
    def is_vpc_subnet(x: Any) -> bool:
        """Whether it is a subnet of this app."""
        return isinstance(x, Subnet)

    @staticmethod
    def from_subnet_attributes(
        scope: Any,
        id: str,
        *,
        subnet_id: str,
        availability_zone: str | None = None,
        ipv4_cidr_block: str | None = None,
        route_table_id: str | None = None,
    ) -> "ImportedSubnet":
        """A subnet that exists already, with what is known of it."""
        return ImportedSubnet(
            scope, id, subnet_id, zone=availability_zone, block=ipv4_cidr_block, table=route_table_id
        )

    @staticmethod
    def from_subnet_id(scope: Any, id: str, subnet_id: str) -> "ImportedSubnet":
        """A subnet that exists already."""
        return ImportedSubnet(scope, id, subnet_id)

    @property
    def network_acl(self) -> Any:
        """The network ACL of the subnet."""
        from landform.cdk.aws_ec2.network_acl import NetworkAcl

        if self._network_acl is None:
            self._network_acl = NetworkAcl.from_network_acl_id(self, "Acl", self._first_acl_id)
        return self._network_acl

    def add_default_internet_route(self, gateway_id: str, gateway_attachment: Any) -> None:
        """Send everything to an internet gateway."""
        route = l1("CfnRoute")(
            self,
            "DefaultRoute",
            route_table_id=self.route_table.route_table_id,
            destination_cidr_block=ANYWHERE_IPV4,
            gateway_id=gateway_id,
        )
        route.node.add_dependency(gateway_attachment)
        self._internet.add(route)

    def add_ipv6_default_internet_route(self, gateway_id: str, gateway_attachment: Any = None) -> None:
        """Send all IPv6 traffic to an internet gateway."""
        self._add_ipv6_default(gateway_id, gateway_attachment, "gateway_id")

    def add_ipv6_default_egress_only_internet_route(self, gateway_id: str) -> None:
        """Send all IPv6 traffic to a gateway that lets nothing in."""
        self._add_ipv6_default(gateway_id, None, "egress_only_internet_gateway_id")

    def add_default_nat_route(self, nat_gateway_id: str) -> None:
        """Send everything to a NAT gateway."""
        self.add_route(
            "DefaultRoute",
            router_type=RouterType.NAT_GATEWAY,
            router_id=nat_gateway_id,
            enables_internet_connectivity=True,
        )

    def add_ipv6_nat64_route(self, nat_gateway_id: str) -> None:
        """Send the IPv6 addresses that stand for IPv4 ones to a NAT gateway."""
        self.add_route(
            "Nat64",
            router_type=RouterType.NAT_GATEWAY,
            router_id=nat_gateway_id,
            enables_internet_connectivity=True,
            destination_ipv6_cidr_block=NAT64_PREFIX,
        )

    def add_route(
        self,
        id: str,
        *,
        router_id: str,
        router_type: RouterType,
        destination_cidr_block: str | None = None,
        destination_ipv6_cidr_block: str | None = None,
        enables_internet_connectivity: bool | None = None,
    ) -> None:
        """Add a route; to everywhere unless a destination is given."""
        if destination_cidr_block and destination_ipv6_cidr_block:
            raise ValueError("Cannot specify both 'destinationCidrBlock' and 'destinationIpv6CidrBlock'")
        everywhere = ANYWHERE_IPV4 if destination_ipv6_cidr_block is None else None
        route = l1("CfnRoute")(
            self,
            id,
            route_table_id=self.route_table.route_table_id,
            destination_cidr_block=destination_cidr_block or everywhere,
            destination_ipv6_cidr_block=destination_ipv6_cidr_block,
            **{_ROUTER_MEMBERS[router_type]: router_id},
        )
        if enables_internet_connectivity:
            self._internet.add(route)

    def associate_network_acl(self, id: str, network_acl: Any) -> None:
        """Use another network ACL."""
        self._network_acl = network_acl
        associate(self, id, network_acl)

    def _add_ipv6_default(self, gateway_id: str, attachment: Any, member: str) -> None:
        route = l1("CfnRoute")(
            self,
            "DefaultRoute6",
            route_table_id=self.route_table.route_table_id,
            destination_ipv6_cidr_block=ANYWHERE_IPV6,
            **{member: gateway_id},
        )
        if attachment is not None:
            route.node.add_dependency(attachment)
        self._internet.add(route)


def associate(subnet: Any, id: str, network_acl: Any) -> None:
    """The resource that gives a subnet its network ACL; below the ACL where that has a place in the tree."""
    from landform.cdk.aws_ec2.network_acl import SubnetNetworkAclAssociation

    in_tree = Construct.is_construct(network_acl)
    scope, other = (network_acl, subnet) if in_tree else (subnet, network_acl)
    SubnetNetworkAclAssociation(
        scope, id + Names.node_unique_id(other.node), network_acl=network_acl, subnet=subnet
    )


class PublicSubnet(Subnet):
    """A subnet that is reached from the internet."""

    @staticmethod
    def from_public_subnet_attributes(scope: Any, id: str, **attributes: Any) -> "ImportedSubnet":
        """A public subnet that exists already."""
        return Subnet.from_subnet_attributes(scope, id, **attributes)

    def add_nat_gateway(
        self, eip_allocation_id: str | None = None, *, max_drain_duration: Duration | None = None
    ) -> Any:
        """Put a NAT gateway into the subnet, with an address of its own unless one is given."""
        address = eip_allocation_id or l1("CfnEIP")(self, "EIP", domain="vpc").attr_allocation_id
        gateway = l1("CfnNatGateway")(
            self,
            "NATGateway",
            subnet_id=self.subnet_id,
            allocation_id=address,
            max_drain_duration_seconds=drain_seconds(max_drain_duration),
        )
        gateway.node.add_dependency(self.internet_connectivity_established)
        return gateway


class PrivateSubnet(Subnet):
    """A subnet that is not reached from the internet."""

    @staticmethod
    def from_private_subnet_attributes(scope: Any, id: str, **attributes: Any) -> "ImportedSubnet":
        """A private subnet that exists already."""
        return Subnet.from_subnet_attributes(scope, id, **attributes)


MAX_DRAIN_SECONDS = 4000
"""Source: .../TemplateReference/aws-resource-ec2-natgateway.html"""


def drain_seconds(duration: Duration | None) -> float | None:
    """How long a NAT gateway keeps its connections when it is deleted."""
    if duration is None:
        return None
    seconds = duration.to_seconds()
    if not is_unresolved(seconds) and not 1 <= seconds <= MAX_DRAIN_SECONDS:
        raise ValueError(f"`maxDrainDuration` must be between 1 and 4000 seconds, got {seconds:g} seconds.")
    return seconds


class ImportedSubnet(Native, Resource):
    """A subnet that exists already."""

    subnet_ref: Any

    def __init__(
        self,
        scope: Any,
        id: str,
        subnet_id: str,
        *,
        zone: str | None = None,
        block: str | None = None,
        table: str | None = None,
    ) -> None:
        super().__init__(scope, id)
        if not table:
            shown = f"at '{self.node.path}'" if is_unresolved(subnet_id) else f"'{subnet_id}'"
            Annotations.of(self).add_warning_v2(
                "@aws-cdk/aws-ec2:noSubnetRouteTableId",
                f"No routeTableId was provided to the subnet {shown}. Attempting to read its "
                ".routeTable.routeTableId will return null/undefined. (More info: "
                "https://github.com/aws/aws-cdk/pull/3171)",
            )
        self.subnet_id = subnet_id
        self.route_table: Any = RouteTable(table)  # type: ignore[arg-type]  # an unknown table has no id
        self.internet_connectivity_established: Any = DependencyGroup()
        self._block = block
        self._zone = zone

    @property
    def availability_zone(self) -> str:
        """The zone; only when it was given."""
        if not self._zone:
            raise ValueError(
                "You cannot reference a Subnet's availability zone if it was not supplied. Add the "
                "availabilityZone when importing using Subnet.fromSubnetAttributes()"
            )
        return self._zone

    @property
    def ipv4_cidr_block(self) -> str:
        """The addresses; only when they were given."""
        if not self._block:
            raise ValueError(
                "You cannot reference an imported Subnet's IPv4 CIDR if it was not supplied. Add the "
                "ipv4CidrBlock when importing using Subnet.fromSubnetAttributes()"
            )
        return self._block

    def associate_network_acl(self, id: str, acl: Any) -> None:
        """Use a network ACL."""
        associate(self, id, acl)


__all__ = ["ImportedSubnet", "PrivateSubnet", "PublicSubnet", "RouteTable", "Subnet"]

"""What VPCs of the app, imported ones and looked-up ones share.

Source: https://docs.aws.amazon.com/vpc/latest/userguide/how-it-works.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_ec2.network_kinds import VpnConnectionType
from landform.cdk.aws_ec2.parts import as_record, l1
from landform.cdk.aws_ec2.selection import SubnetChoice, route_table_ids
from landform.cdk.constructs import DependencyGroup
from landform.cdk.core.annotations import Annotations
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource


class VpcBase(Native, Resource):
    """A VPC, whoever made it."""

    vpc_id: str
    vpc_arn: str
    vpc_cidr_block: str
    vpc_ref: Any
    availability_zones: list[str]
    public_subnets: list[Any]
    private_subnets: list[Any]
    isolated_subnets: list[Any]
    internet_connectivity_established: Any
    incomplete_subnet_definition = False
    _vpn_gateway_id: str | None = None

    @property
    def vpn_gateway_id(self) -> str | None:
        """The VPN gateway of the VPC; None without one."""
        return self._vpn_gateway_id

    def select_subnets(
        self,
        *,
        availability_zones: Sequence[str] | None = None,
        one_per_az: bool | None = None,
        subnet_filters: Sequence[Any] | None = None,
        subnet_group_name: str | None = None,
        subnets: Sequence[Any] | None = None,
        subnet_type: Any = None,
    ) -> Any:
        """Subnets of the VPC; private ones unless told otherwise, or what there is instead."""
        selection = {
            "availability_zones": availability_zones,
            "one_per_az": one_per_az,
            "subnet_filters": subnet_filters,
            "subnet_group_name": subnet_group_name,
            "subnets": subnets,
            "subnet_type": subnet_type,
        }
        return self._choice().selected(selection)

    def _select_subnet_objects(self, selection: Any = None) -> list[Any]:
        return self._choice().objects(selection)

    def _choice(self) -> SubnetChoice:
        return SubnetChoice(self, is_incomplete=self.incomplete_subnet_definition)

    def enable_vpn_gateway(
        self,
        *,
        type: str,
        amazon_side_asn: float | None = None,
        vpn_route_propagation: Sequence[Any] | None = None,
    ) -> None:
        """Attach a VPN gateway and let it announce its routes."""
        from landform.cdk.aws_ec2.vpn import VpnGateway

        if self.vpn_gateway_id:
            raise ValueError("The VPN Gateway has already been enabled.")
        del type  # VPN gateways are of one type, whatever is said
        kind = VpnConnectionType.IPSEC_1.value
        gateway = VpnGateway(self, "VpnGateway", type=kind, amazon_side_asn=amazon_side_asn)
        self._vpn_gateway_id = gateway.gateway_id
        attachment = l1("CfnVPCGatewayAttachment")(
            self, "VPCVPNGW", vpc_id=self.vpc_id, vpn_gateway_id=self._vpn_gateway_id
        )
        selections = vpn_route_propagation if vpn_route_propagation is not None else [{}]
        tables = route_table_ids([each for one in selections for each in self._select_subnet_objects(one)])
        if not tables:
            Annotations.of(self).add_error(
                f"No subnets matching selection: '{selections}'. Select other subnets to add routes to."
            )
        propagation = l1("CfnVPNGatewayRoutePropagation")(
            self, "RoutePropagation", route_table_ids=tables, vpn_gateway_id=self._vpn_gateway_id
        )
        propagation.node.add_dependency(attachment)

    def _needs_vpn_gateway(self, asn: float | None) -> str:
        """The VPN gateway, made when there is none."""
        if not self.vpn_gateway_id:
            self.enable_vpn_gateway(type=VpnConnectionType.IPSEC_1.value, amazon_side_asn=asn)
        return str(self.vpn_gateway_id)

    def add_vpn_connection(
        self,
        id: str,
        *,
        ip: str,
        asn: float | None = None,
        static_routes: Sequence[str] | None = None,
        tunnel_options: Sequence[Any] | None = None,
    ) -> Any:
        """Connect a customer's gateway."""
        from landform.cdk.aws_ec2.vpn import VpnConnection

        return VpnConnection(
            self, id, vpc=self, ip=ip, asn=asn, static_routes=static_routes, tunnel_options=tunnel_options
        )

    def add_client_vpn_endpoint(self, id: str, **options: Any) -> Any:
        """Let clients connect to the VPC."""
        from landform.cdk.aws_ec2.client_vpn import ClientVpnEndpoint

        return ClientVpnEndpoint(self, id, vpc=self, **options)

    def add_interface_endpoint(self, id: str, **options: Any) -> Any:
        """Reach a service by network interfaces."""
        from landform.cdk.aws_ec2.endpoints import InterfaceVpcEndpoint

        return InterfaceVpcEndpoint(self, id, vpc=self, **options)

    def add_gateway_endpoint(self, id: str, **options: Any) -> Any:
        """Reach a service by routes."""
        from landform.cdk.aws_ec2.endpoints import GatewayVpcEndpoint

        return GatewayVpcEndpoint(self, id, vpc=self, **options)

    def add_flow_log(self, id: str, **options: Any) -> Any:
        """Log the traffic of the VPC."""
        from landform.cdk.aws_ec2.flow_log import FlowLog, FlowLogResourceType

        given = as_record("FlowLogOptions", options)
        return FlowLog(self, id, resource_type=FlowLogResourceType.from_vpc(self), **given)


def no_dependency() -> Any:
    """What nothing has to wait for."""
    return DependencyGroup()

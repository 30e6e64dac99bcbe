"""Site-to-site VPN: gateways and connections.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpnconnection.html
"""

import re
from collections.abc import Sequence
from ipaddress import AddressValueError, IPv4Address, IPv4Network
from typing import Any

from landform.cdk.aws_ec2.network_kinds import VpnConnectionType
from landform.cdk.aws_ec2.parts import as_record, l1
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.tokens import is_unresolved

DEFAULT_ASN = 65000
MAX_TUNNELS = 2
RESERVED_TUNNELS = (
    "169.254.0.0/30",
    "169.254.1.0/30",
    "169.254.2.0/30",
    "169.254.3.0/30",
    "169.254.4.0/30",
    "169.254.5.0/30",
    "169.254.169.252/30",
)
"""Source: https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html"""
_KEY = re.compile(r"[a-zA-Z1-9._][a-zA-Z\d._]{7,63}\Z")
_NAMESPACE = "AWS/VPN"


class VpnGateway(Native, Resource):
    """The AWS side of VPN connections."""

    vpn_gateway_ref: Any

    def __init__(self, scope: Any, id: str, *, type: str, amazon_side_asn: float | None = None) -> None:
        super().__init__(scope, id)
        resource = l1("CfnVPNGateway")(self, "Default", type=type, amazon_side_asn=amazon_side_asn)
        self.gateway_id: str = resource.ref


def tunnel_metric(name: str, statistic: str, props: Any, dimensions: Any = None) -> Any:
    """A metric of VPN tunnels."""
    from landform.cdk.aws_cloudwatch import Metric

    given = {"statistic": statistic, **dict(props or {})}
    if dimensions is not None:
        given["dimensions_map"] = {**dimensions, **(given.get("dimensions_map") or {})}
    return Metric(namespace=_NAMESPACE, metric_name=name, **given)


class VpnConnectionBase(Native, Resource):
    """What VPN connections of the app and imported ones share."""

    vpn_id: str
    customer_gateway_id: str
    customer_gateway_ip: str
    customer_gateway_asn: float
    vpn_connection_ref: Any

    def metric(self, metric_name: str, **props: Any) -> Any:
        """A metric of the connection; the average over five minutes unless told otherwise."""
        return self._metric(metric_name, "Average", props)

    def metric_tunnel_state(self, **props: Any) -> Any:
        """Whether tunnels are up: 1 or 0."""
        return self._metric("TunnelState", "Average", props)

    def metric_tunnel_data_in(self, **props: Any) -> Any:
        """Bytes received."""
        return self._metric("TunnelDataIn", "Sum", props)

    def metric_tunnel_data_out(self, **props: Any) -> Any:
        """Bytes sent."""
        return self._metric("TunnelDataOut", "Sum", props)

    def _metric(self, name: str, statistic: str, props: Any) -> Any:
        found = tunnel_metric(name, statistic, props, {"VpnId": self.vpn_id})
        return found.attach_to(self)


class VpnConnection(VpnConnectionBase):
    """A connection between a VPC and a customer's gateway."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        vpc: Any,
        ip: str,
        asn: float | None = None,
        static_routes: Sequence[str] | None = None,
        tunnel_options: Sequence[Any] | None = None,
    ) -> None:
        super().__init__(scope, id)
        gateway_id = vpc._needs_vpn_gateway(asn)
        if not is_unresolved(ip) and not _is_address(ip):
            raise ValueError(f"The `ip` {ip} is not a valid IPv4 address.")
        kind = VpnConnectionType.IPSEC_1.value
        number = asn or DEFAULT_ASN
        customer = l1("CfnCustomerGateway")(self, "CustomerGateway", bgp_asn=number, ip_address=ip, type=kind)
        self.customer_gateway_id = customer.ref
        self.customer_gateway_asn = number
        self.customer_gateway_ip = ip
        resource = l1("CfnVPNConnection")(
            self,
            "Resource",
            type=kind,
            customer_gateway_id=customer.ref,
            static_routes_only=bool(static_routes),
            vpn_gateway_id=gateway_id,
            vpn_tunnel_options_specifications=_tunnels(tunnel_options),
        )
        self.vpn_id = resource.ref
        for route in static_routes or ():
            l1("CfnVPNConnectionRoute")(
                self,
                f"Route{re.sub(r'[^0-9]', '', route)}",
                destination_cidr_block=route,
                vpn_connection_id=self.vpn_id,
            )

    @staticmethod
    def from_vpn_connection_attributes(
        scope: Any,
        id: str,
        *,
        customer_gateway_asn: float,
        customer_gateway_id: str,
        customer_gateway_ip: str,
        vpn_id: str,
    ) -> "ImportedVpnConnection":
        """A connection that exists already."""
        imported = ImportedVpnConnection(scope, id)
        imported.vpn_id = vpn_id
        imported.customer_gateway_id = customer_gateway_id
        imported.customer_gateway_ip = customer_gateway_ip
        imported.customer_gateway_asn = customer_gateway_asn
        return imported

    @staticmethod
    def metric_all(metric_name: str, **props: Any) -> Any:
        """A metric of all connections of the account."""
        return tunnel_metric(metric_name, "Average", props)

    @staticmethod
    def metric_all_tunnel_state(**props: Any) -> Any:
        """Whether tunnels are up, over all connections."""
        return tunnel_metric("TunnelState", "Average", props)

    @staticmethod
    def metric_all_tunnel_data_in(**props: Any) -> Any:
        """Bytes received by all connections."""
        return tunnel_metric("TunnelDataIn", "Sum", props)

    @staticmethod
    def metric_all_tunnel_data_out(**props: Any) -> Any:
        """Bytes sent by all connections."""
        return tunnel_metric("TunnelDataOut", "Sum", props)


class ImportedVpnConnection(VpnConnectionBase):
    """A connection that exists already."""


def _is_address(text: str) -> bool:
    try:
        IPv4Address(text)
    except AddressValueError:
        return False
    return True


def _tunnels(given: Sequence[Any] | None) -> list[Any] | None:
    if not given:
        return None
    if len(given) > MAX_TUNNELS:
        raise ValueError("Cannot specify more than two `tunnelOptions`")
    options = [as_record("VpnTunnelOption", each) for each in given]
    inside = [each.tunnel_inside_cidr for each in options if each.tunnel_inside_cidr]
    if len(inside) == MAX_TUNNELS and inside[0] == inside[1]:
        raise ValueError(f"Same {inside[0]} `tunnelInsideCidr` cannot be used for both tunnels.")
    return [_tunnel(each, index) for index, each in enumerate(options)]


def _tunnel(options: Any, index: int) -> dict[str, Any]:
    key, secret, inside = options.pre_shared_key, options.pre_shared_key_secret, options.tunnel_inside_cidr
    if key and secret is not None:
        raise ValueError("Specify at most one of 'preSharedKey' and 'preSharedKeySecret'.")
    if key and not is_unresolved(key) and not _KEY.match(key):
        raise ValueError(
            f"The `preSharedKey` {key} for tunnel {index + 1} is invalid. Allowed characters are alphanumeric"
            " characters and ._. Must be between 8 and 64 characters in length and cannot start with zero"
            " (0)."
        )
    if inside and not is_unresolved(inside):
        _check_inside(inside, index)
    shared = secret.unsafe_unwrap() if secret is not None else key
    return {
        name: value
        for name, value in {"PreSharedKey": shared, "TunnelInsideCidr": inside}.items()
        if value is not None
    }


def _check_inside(block: str, index: int) -> None:
    if block in RESERVED_TUNNELS:
        raise ValueError(f"The `tunnelInsideCidr` {block} for tunnel {index + 1} is a reserved inside CIDR.")
    network = IPv4Network(block, strict=False)
    if network.prefixlen != 30 or not network.subnet_of(IPv4Network("169.254.0.0/16")):
        raise ValueError(
            f"The `tunnelInsideCidr` {block} for tunnel {index + 1} is not a size /30 CIDR block from the"
            " 169.254.0.0/16 range."
        )

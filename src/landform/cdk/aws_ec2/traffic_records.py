"""The records of flow logs, endpoints and VPNs.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_EC2.html
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from landform.cdk.aws_ec2.network_kinds import (
    ClientVpnSessionTimeout,
    FlowLogDestinationType,
    FlowLogFileFormat,
    FlowLogMaxAggregationInterval,
    FlowLogTrafficType,
    TransportProtocol,
    VpcEndpointDnsRecordIpType,
    VpcEndpointIpAddressType,
    VpcEndpointPrivateDnsOnlyForInboundResolverEndpoint,
    VpnPort,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DestinationOptions:
    """How flow log files are written."""

    file_format: FlowLogFileFormat | None = None
    hive_compatible_partitions: bool | None = None
    per_hour_partition: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class S3DestinationOptions:
    """How flow log files are written to a bucket."""

    file_format: FlowLogFileFormat | None = None
    hive_compatible_partitions: bool | None = None
    per_hour_partition: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowLogDestinationConfig:
    """Where flow logs go, with what that needs."""

    log_destination_type: FlowLogDestinationType
    delivery_stream: Any | None = None
    delivery_stream_arn: str | None = None
    destination_options: DestinationOptions | None = None
    iam_role: Any | None = None
    key_prefix: str | None = None
    log_group: Any | None = None
    s3_bucket: Any | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowLogOptions:
    """What is logged, and where to."""

    destination: Any | None = None
    log_format: Sequence[Any] | None = None
    max_aggregation_interval: FlowLogMaxAggregationInterval | None = None
    traffic_type: FlowLogTrafficType | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewayVpcEndpointOptions:
    """A gateway endpoint of a VPC."""

    service: Any
    dns_record_ip_type: VpcEndpointDnsRecordIpType | None = None
    ip_address_type: VpcEndpointIpAddressType | None = None
    subnets: Sequence[Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InterfaceVpcEndpointOptions:
    """An interface endpoint of a VPC."""

    service: Any
    dns_record_ip_type: VpcEndpointDnsRecordIpType | None = None
    ip_address_type: VpcEndpointIpAddressType | None = None
    lookup_supported_azs: bool | None = None
    open: bool | None = None
    private_dns_enabled: bool | None = None
    private_dns_only_for_inbound_resolver_endpoint: (
        VpcEndpointPrivateDnsOnlyForInboundResolverEndpoint | None
    ) = None
    security_groups: Sequence[Any] | None = None
    service_region: str | None = None
    subnets: Any | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VpnTunnelOption:
    """One of the two tunnels of a VPN connection."""

    pre_shared_key: str | None = None
    pre_shared_key_secret: Any | None = None
    tunnel_inside_cidr: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VpnConnectionOptions:
    """A VPN connection of a VPC."""

    ip: str
    asn: float | None = None
    static_routes: Sequence[str] | None = None
    tunnel_options: Sequence[VpnTunnelOption] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientRouteEnforcementOptions:
    """Whether clients must keep to the routes they are given."""

    enforced: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientVpnAuthorizationRuleOptions:
    """Who may reach which addresses by a client VPN."""

    cidr: str
    description: str | None = None
    group_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientVpnRouteOptions:
    """A route of a client VPN."""

    cidr: str
    target: Any
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientVpnEndpointOptions:
    """A client VPN of a VPC."""

    cidr: str
    server_certificate_arn: str
    authorize_all_users_to_vpc_cidr: bool | None = None
    client_certificate_arn: str | None = None
    client_connection_handler: Any | None = None
    client_login_banner: str | None = None
    client_route_enforcement_options: ClientRouteEnforcementOptions | None = None
    description: str | None = None
    disconnect_on_session_timeout: bool | None = None
    dns_servers: Sequence[str] | None = None
    log_group: Any | None = None
    log_stream: Any | None = None
    logging: bool | None = None
    port: VpnPort | None = None
    security_groups: Sequence[Any] | None = None
    self_service_portal: bool | None = None
    session_timeout: ClientVpnSessionTimeout | None = None
    split_tunnel: bool | None = None
    transport_protocol: TransportProtocol | None = None
    user_based_authentication: Any | None = None
    vpc_subnets: Any | None = None

"""The closed sets of networks: subnets, routes, endpoints, flow logs, VPNs.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_EC2.html
"""

from enum import Enum


class SubnetType(Enum):
    """How a subnet reaches the internet: not at all, outwards, outwards by NAT, both ways."""

    PRIVATE_ISOLATED = "Isolated"
    PRIVATE_WITH_EGRESS = "Private"
    PRIVATE_WITH_NAT = "Deprecated_Private_NAT"
    PUBLIC = "Public"


class RouterType(Enum):
    """What a route leads to; the value is the property of a route that names it."""

    CARRIER_GATEWAY = "CarrierGatewayId"
    EGRESS_ONLY_INTERNET_GATEWAY = "EgressOnlyInternetGatewayId"
    GATEWAY = "GatewayId"
    INSTANCE = "InstanceId"
    LOCAL_GATEWAY = "LocalGatewayId"
    NAT_GATEWAY = "NatGatewayId"
    NETWORK_INTERFACE = "NetworkInterfaceId"
    TRANSIT_GATEWAY = "TransitGatewayId"
    VPC_PEERING_CONNECTION = "VpcPeeringConnectionId"
    VPC_ENDPOINT = "VpcEndpointId"
    CORE_NETWORK = "CoreNetworkArn"


class DefaultInstanceTenancy(Enum):
    """Whether instances of a VPC share their hardware."""

    DEFAULT = "default"
    DEDICATED = "dedicated"
    HOST = "host"


class IpProtocol(Enum):
    """Whether a VPC has IPv6 beside IPv4."""

    IPV4_ONLY = "Ipv4_Only"
    DUAL_STACK = "Dual_Stack"


class AddressFamily(Enum):
    """The kind of addresses of a prefix list."""

    IP_V4 = "IPv4"
    IP_V6 = "IPv6"


class IpAddressType(Enum):
    """The kind of addresses an endpoint service answers on."""

    IPV4 = "ipv4"
    IPV6 = "ipv6"


class NatTrafficDirection(Enum):
    """What a NAT instance lets through."""

    OUTBOUND_ONLY = "OUTBOUND_ONLY"
    INBOUND_AND_OUTBOUND = "INBOUND_AND_OUTBOUND"
    NONE = "NONE"


class Action(Enum):
    """What a network ACL does with traffic."""

    ALLOW = "allow"
    DENY = "deny"


class TrafficDirection(Enum):
    """Which way traffic goes, seen from a subnet."""

    EGRESS = "egress"
    INGRESS = "ingress"


class FlowLogTrafficType(Enum):
    """Which traffic is logged."""

    ACCEPT = "ACCEPT"
    ALL = "ALL"
    REJECT = "REJECT"


class FlowLogDestinationType(Enum):
    """Where flow logs go."""

    CLOUD_WATCH_LOGS = "cloud-watch-logs"
    S3 = "s3"
    KINESIS_DATA_FIREHOSE = "kinesis-data-firehose"


class FlowLogFileFormat(Enum):
    """The form of flow log files."""

    PLAIN_TEXT = "plain-text"
    PARQUET = "parquet"


class FlowLogMaxAggregationInterval(Enum):
    """How long traffic is summed up, in seconds."""

    ONE_MINUTE = 60
    TEN_MINUTES = 600


class VpcEndpointType(Enum):
    """The kind of an endpoint."""

    INTERFACE = "Interface"
    GATEWAY = "Gateway"
    GATEWAYLOADBALANCER = "GatewayLoadBalancer"
    SERVICENETWORK = "ServiceNetwork"
    RESOURCE = "Resource"


class VpcEndpointIpAddressType(Enum):
    """The addresses of an endpoint."""

    IPV4 = "ipv4"
    IPV6 = "ipv6"
    DUALSTACK = "dualstack"


class VpcEndpointDnsRecordIpType(Enum):
    """The DNS records made for an endpoint."""

    IPV4 = "ipv4"
    IPV6 = "ipv6"
    DUALSTACK = "dualstack"
    SERVICE_DEFINED = "service-defined"


class VpcEndpointPrivateDnsOnlyForInboundResolverEndpoint(Enum):
    """Who may resolve the private names of an endpoint; the value is the property."""

    ALL_RESOLVERS = "AllResolvers"
    ONLY_INBOUND_RESOLVER = "OnlyInboundResolver"


class VpnConnectionType(Enum):
    """The kind of a VPN connection."""

    IPSEC_1 = "ipsec.1"
    DUMMY = "dummy"


class VpnPort(Enum):
    """The port of a client VPN."""

    HTTPS = 443
    OPENVPN = 1194


class TransportProtocol(Enum):
    """The transport of a client VPN."""

    TCP = "tcp"
    UDP = "udp"


class ClientVpnSessionTimeout(Enum):
    """How long a client VPN session may last, in hours."""

    EIGHT_HOURS = 8
    TEN_HOURS = 10
    TWELVE_HOURS = 12
    TWENTY_FOUR_HOURS = 24

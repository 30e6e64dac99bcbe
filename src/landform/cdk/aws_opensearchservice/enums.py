"""Choices of domains.

Source: https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_DomainEndpointOptions.html
"""

from enum import Enum


class TLSSecurityPolicy(Enum):
    """The least version of TLS that clients have to speak."""

    TLS_1_0 = "Policy-Min-TLS-1-0-2019-07"
    TLS_1_2 = "Policy-Min-TLS-1-2-2019-07"
    TLS_1_2_PFS = "Policy-Min-TLS-1-2-PFS-2023-10"


class IpAddressType(Enum):
    """Which addresses a domain has."""

    IPV4 = "ipv4"
    DUAL_STACK = "dualstack"


class NodeType(Enum):
    """Nodes beside those for data."""

    COORDINATOR = "coordinator"

"""The closed sets of service discovery.

Source: https://docs.aws.amazon.com/cloud-map/latest/api/API_Types.html
"""

from enum import Enum


class NamespaceType(Enum):
    """How services of a namespace are found."""

    HTTP = "HTTP"
    DNS_PRIVATE = "DNS_PRIVATE"
    DNS_PUBLIC = "DNS_PUBLIC"


class DiscoveryType(Enum):
    """How instances of a service are found."""

    API = "API"
    DNS_AND_API = "DNS_AND_API"


class DnsRecordType(Enum):
    """The records that are made for an instance."""

    A = "A"
    AAAA = "AAAA"
    A_AAAA = "A, AAAA"
    SRV = "SRV"
    CNAME = "CNAME"


class RoutingPolicy(Enum):
    """Which instances a question is answered with."""

    WEIGHTED = "WEIGHTED"
    MULTIVALUE = "MULTIVALUE"


class HealthCheckType(Enum):
    """How an instance is asked for its health."""

    HTTP = "HTTP"
    HTTPS = "HTTPS"
    TCP = "TCP"

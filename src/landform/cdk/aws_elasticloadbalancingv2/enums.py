"""The closed sets of load balancing.

Sources: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/Welcome.html
and https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
"""

from enum import Enum


class ApplicationProtocol(Enum):
    """What application load balancers speak."""

    HTTP = "HTTP"
    HTTPS = "HTTPS"


class ApplicationProtocolVersion(Enum):
    """The version of HTTP that targets speak."""

    GRPC = "GRPC"
    HTTP1 = "HTTP1"
    HTTP2 = "HTTP2"


class Protocol(Enum):
    """What network load balancers and health checks speak."""

    HTTP = "HTTP"
    HTTPS = "HTTPS"
    TCP = "TCP"
    TLS = "TLS"
    UDP = "UDP"
    TCP_UDP = "TCP_UDP"


class AlpnPolicy(Enum):
    """Which version of HTTP is agreed on while a TLS connection is made."""

    HTTP1_ONLY = "HTTP1Only"
    HTTP2_ONLY = "HTTP2Only"
    HTTP2_OPTIONAL = "HTTP2Optional"
    HTTP2_PREFERRED = "HTTP2Preferred"
    NONE = "None"


class IpAddressType(Enum):
    """Which addresses a load balancer has."""

    IPV4 = "ipv4"
    DUAL_STACK = "dualstack"
    DUAL_STACK_WITHOUT_PUBLIC_IPV4 = "dualstack-without-public-ipv4"


class TargetGroupIpAddressType(Enum):
    """Which addresses targets have."""

    IPV4 = "ipv4"
    IPV6 = "ipv6"


class TargetType(Enum):
    """What targets are named by."""

    INSTANCE = "instance"
    IP = "ip"
    LAMBDA = "lambda"
    ALB = "alb"


class TargetGroupLoadBalancingAlgorithmType(Enum):
    """How requests are shared out."""

    ROUND_ROBIN = "round_robin"
    LEAST_OUTSTANDING_REQUESTS = "least_outstanding_requests"
    WEIGHTED_RANDOM = "weighted_random"


class ClientRoutingPolicy(Enum):
    """Which zones a client is answered from."""

    AVAILABILITY_ZONE_AFFINITY = "availability_zone_affinity"
    PARTIAL_AVAILABILITY_ZONE_AFFINITY = "partial_availability_zone_affinity"
    ANY_AVAILABILITY_ZONE = "any_availability_zone"


class DesyncMitigationMode(Enum):
    """What becomes of requests that may be read in two ways."""

    MONITOR = "monitor"
    DEFENSIVE = "defensive"
    STRICTEST = "strictest"


class XffHeaderProcessingMode(Enum):
    """What becomes of the X-Forwarded-For header."""

    APPEND = "append"
    PRESERVE = "preserve"
    REMOVE = "remove"


class MutualAuthenticationMode(Enum):
    """What is done with the certificates of clients."""

    OFF = "off"
    PASS_THROUGH = "passthrough"
    VERIFY = "verify"


class UnauthenticatedAction(Enum):
    """What becomes of a user who has not signed in."""

    DENY = "deny"
    ALLOW = "allow"
    AUTHENTICATE = "authenticate"


class RevocationType(Enum):
    """The form of a list of revoked certificates."""

    CRL = "CRL"


class HttpCodeElb(Enum):
    """Answers of the load balancer itself, counted by their code."""

    ELB_3XX_COUNT = "HTTPCode_ELB_3XX_Count"
    ELB_4XX_COUNT = "HTTPCode_ELB_4XX_Count"
    ELB_5XX_COUNT = "HTTPCode_ELB_5XX_Count"
    ELB_500_COUNT = "HTTPCode_ELB_500_Count"
    ELB_502_COUNT = "HTTPCode_ELB_502_Count"
    ELB_503_COUNT = "HTTPCode_ELB_503_Count"
    ELB_504_COUNT = "HTTPCode_ELB_504_Count"


class HttpCodeTarget(Enum):
    """Answers of targets, counted by their code."""

    TARGET_2XX_COUNT = "HTTPCode_Target_2XX_Count"
    TARGET_3XX_COUNT = "HTTPCode_Target_3XX_Count"
    TARGET_4XX_COUNT = "HTTPCode_Target_4XX_Count"
    TARGET_5XX_COUNT = "HTTPCode_Target_5XX_Count"


class SslPolicy(Enum):
    """Which versions of TLS and which ciphers are agreed on."""

    RECOMMENDED_TLS = "ELBSecurityPolicy-TLS13-1-2-2021-06"
    TLS13_12_PQ = "ELBSecurityPolicy-TLS13-1-2-PQ-2025-09"
    RECOMMENDED = "ELBSecurityPolicy-2016-08"
    TLS13_RES = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
    TLS13_EXT1 = "ELBSecurityPolicy-TLS13-1-2-Ext1-2021-06"
    TLS13_EXT2 = "ELBSecurityPolicy-TLS13-1-2-Ext2-2021-06"
    TLS13_10 = "ELBSecurityPolicy-TLS13-1-0-2021-06"
    TLS13_11 = "ELBSecurityPolicy-TLS13-1-1-2021-06"
    TLS13_13 = "ELBSecurityPolicy-TLS13-1-3-2021-06"
    TLS13_13_PQ = "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09"
    TLS13_12_RES_PQ = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
    TLS13_12_EXT1_PQ = "ELBSecurityPolicy-TLS13-1-2-Ext1-PQ-2025-09"
    TLS13_12_EXT2_PQ = "ELBSecurityPolicy-TLS13-1-2-Ext2-PQ-2025-09"
    TLS13_10_PQ = "ELBSecurityPolicy-TLS13-1-0-PQ-2025-09"
    FIPS_TLS13_13 = "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04"
    FIPS_TLS13_12_RES = "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04"
    FIPS_TLS13_12 = "ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04"
    FIPS_TLS13_12_EXT0 = "ELBSecurityPolicy-TLS13-1-2-Ext0-FIPS-2023-04"
    FIPS_TLS13_12_EXT1 = "ELBSecurityPolicy-TLS13-1-2-Ext1-FIPS-2023-04"
    FIPS_TLS13_12_EXT2 = "ELBSecurityPolicy-TLS13-1-2-Ext2-FIPS-2023-04"
    FIPS_TLS13_11 = "ELBSecurityPolicy-TLS13-1-1-FIPS-2023-04"
    FIPS_TLS13_10 = "ELBSecurityPolicy-TLS13-1-0-FIPS-2023-04"
    FIPS_TLS13_13_PQ = "ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09"
    FIPS_TLS13_12_PQ = "ELBSecurityPolicy-TLS13-1-2-FIPS-PQ-2025-09"
    FIPS_TLS13_12_RES_PQ = "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09"
    FIPS_TLS13_12_EXT0_PQ = "ELBSecurityPolicy-TLS13-1-2-Ext0-FIPS-PQ-2025-09"
    FIPS_TLS13_12_EXT1_PQ = "ELBSecurityPolicy-TLS13-1-2-Ext1-FIPS-PQ-2025-09"
    FIPS_TLS13_12_EXT2_PQ = "ELBSecurityPolicy-TLS13-1-2-Ext2-FIPS-PQ-2025-09"
    FIPS_TLS13_10_PQ = "ELBSecurityPolicy-TLS13-1-0-FIPS-PQ-2025-09"
    FORWARD_SECRECY_TLS12_RES_GCM = "ELBSecurityPolicy-FS-1-2-Res-2020-10"
    FORWARD_SECRECY_TLS12_RES = "ELBSecurityPolicy-FS-1-2-Res-2019-08"
    FORWARD_SECRECY_TLS12 = "ELBSecurityPolicy-FS-1-2-2019-08"
    FORWARD_SECRECY_TLS11 = "ELBSecurityPolicy-FS-1-1-2019-08"
    FORWARD_SECRECY = "ELBSecurityPolicy-FS-2018-06"
    TLS12 = "ELBSecurityPolicy-TLS-1-2-2017-01"
    TLS12_EXT = "ELBSecurityPolicy-TLS-1-2-Ext-2018-06"
    TLS11 = "ELBSecurityPolicy-TLS-1-1-2017-01"
    LEGACY = "ELBSecurityPolicy-TLS-1-0-2015-04"

"""The closed sets of DNS.

Sources: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html
and https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html
"""

from enum import Enum


class RecordType(Enum):
    """What a record says."""

    A = "A"
    AAAA = "AAAA"
    CAA = "CAA"
    CNAME = "CNAME"
    DS = "DS"
    HTTPS = "HTTPS"
    MX = "MX"
    NAPTR = "NAPTR"
    NS = "NS"
    PTR = "PTR"
    SOA = "SOA"
    SPF = "SPF"
    SRV = "SRV"
    SSHFP = "SSHFP"
    SVCB = "SVCB"
    TLSA = "TLSA"
    TXT = "TXT"


class CaaTag(Enum):
    """What an authority may do."""

    ISSUE = "issue"
    ISSUEWILD = "issuewild"
    IODEF = "iodef"


class Continent(Enum):
    """Where those who ask are."""

    AFRICA = "AF"
    ANTARCTICA = "AN"
    ASIA = "AS"
    EUROPE = "EU"
    OCEANIA = "OC"
    NORTH_AMERICA = "NA"
    SOUTH_AMERICA = "SA"


class Failover(Enum):
    """Which of two records is answered first."""

    PRIMARY = "PRIMARY"
    SECONDARY = "SECONDARY"


class HealthCheckType(Enum):
    """What is checked."""

    HTTP = "HTTP"
    HTTPS = "HTTPS"
    HTTP_STR_MATCH = "HTTP_STR_MATCH"
    HTTPS_STR_MATCH = "HTTPS_STR_MATCH"
    TCP = "TCP"
    CLOUDWATCH_METRIC = "CLOUDWATCH_METRIC"
    CALCULATED = "CALCULATED"
    RECOVERY_CONTROL = "RECOVERY_CONTROL"


class InsufficientDataHealthStatusEnum(Enum):
    """What an alarm without data means."""

    HEALTHY = "Healthy"
    UNHEALTHY = "Unhealthy"
    LAST_KNOWN_STATUS = "LastKnownStatus"


class KeySigningKeyStatus(Enum):
    """Whether a key signs."""

    ACTIVE = "ACTIVE"
    INACTIVE = "INACTIVE"

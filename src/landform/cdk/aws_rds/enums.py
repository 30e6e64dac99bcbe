"""The closed sets of databases.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/AWS_RDS.html
"""

from enum import Enum


class AuroraCapacityUnit(Enum):
    """Capacities of serverless clusters of the first version."""

    ACU_1 = 1
    ACU_2 = 2
    ACU_4 = 4
    ACU_8 = 8
    ACU_16 = 16
    ACU_32 = 32
    ACU_64 = 64
    ACU_128 = 128
    ACU_192 = 192
    ACU_256 = 256
    ACU_384 = 384


class ClientPasswordAuthType(Enum):
    """How clients of a proxy say their passwords."""

    MYSQL_NATIVE_PASSWORD = "MYSQL_NATIVE_PASSWORD"
    POSTGRES_SCRAM_SHA_256 = "POSTGRES_SCRAM_SHA_256"
    POSTGRES_MD5 = "POSTGRES_MD5"
    SQL_SERVER_AUTHENTICATION = "SQL_SERVER_AUTHENTICATION"
    MYSQL_CACHING_SHA2_PASSWORD = "MYSQL_CACHING_SHA2_PASSWORD"


class ClusterScailabilityType(Enum):
    """`ClusterScalabilityType` under its former name."""

    STANDARD = "standard"
    LIMITLESS = "limitless"


class ClusterScalabilityType(Enum):
    """Whether a cluster is split over many machines."""

    STANDARD = "standard"
    LIMITLESS = "limitless"


class DBClusterStorageType(Enum):
    """How the storage of a cluster is paid."""

    AURORA = "aurora"
    AURORA_IOPT1 = "aurora-iopt1"


class DatabaseInsightsMode(Enum):
    """How closely a database is watched."""

    STANDARD = "standard"
    ADVANCED = "advanced"


class DefaultAuthScheme(Enum):
    """How a proxy proves who it is, without secrets."""

    IAM_AUTH = "IAM_AUTH"
    NONE = "NONE"


class EngineLifecycleSupport(Enum):
    """Whether old engines are supported for more money."""

    OPEN_SOURCE_RDS_EXTENDED_SUPPORT = "open-source-rds-extended-support"
    OPEN_SOURCE_RDS_EXTENDED_SUPPORT_DISABLED = "open-source-rds-extended-support-disabled"


class InstanceType(Enum):
    """Kinds of machines of a cluster."""

    PROVISIONED = "provisioned"
    SERVERLESS_V2 = "serverless-v2"


class InstanceUpdateBehaviour(Enum):
    """Whether machines of a cluster are changed one after another."""

    BULK = "BULK"
    ROLLING = "ROLLING"


class LicenseModel(Enum):
    """Who brings the license."""

    LICENSE_INCLUDED = "license-included"
    BRING_YOUR_OWN_LICENSE = "bring-your-own-license"
    GENERAL_PUBLIC_LICENSE = "general-public-license"


class NetworkType(Enum):
    """Which addresses a database has."""

    IPV4 = "IPV4"
    DUAL = "DUAL"
    IPV6 = "IPV6"


class PerformanceInsightRetention(Enum):
    """For how many days measurements are kept."""

    DEFAULT = 7
    MONTHS_1 = 31
    MONTHS_2 = 62
    MONTHS_3 = 93
    MONTHS_4 = 124
    MONTHS_5 = 155
    MONTHS_6 = 186
    MONTHS_7 = 217
    MONTHS_8 = 248
    MONTHS_9 = 279
    MONTHS_10 = 310
    MONTHS_11 = 341
    MONTHS_12 = 372
    MONTHS_13 = 403
    MONTHS_14 = 434
    MONTHS_15 = 465
    MONTHS_16 = 496
    MONTHS_17 = 527
    MONTHS_18 = 558
    MONTHS_19 = 589
    MONTHS_20 = 620
    MONTHS_21 = 651
    MONTHS_22 = 682
    MONTHS_23 = 713
    LONG_TERM = 731


class ProxyEndpointTargetRole(Enum):
    """What may be done through an endpoint of a proxy."""

    READ_WRITE = "READ_WRITE"
    READ_ONLY = "READ_ONLY"


class StorageType(Enum):
    """Kinds of storage of an instance."""

    STANDARD = "standard"
    GP2 = "gp2"
    GP3 = "gp3"
    IO1 = "io1"
    IO2 = "io2"


class TimeoutAction(Enum):
    """What happens when no point for scaling is found in time."""

    FORCE_APPLY_CAPACITY_CHANGE = "ForceApplyCapacityChange"
    ROLLBACK_CAPACITY_CHANGE = "RollbackCapacityChange"

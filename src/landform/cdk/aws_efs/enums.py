"""The closed sets of file systems.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-efs-filesystem.html
"""

from enum import Enum


class LifecyclePolicy(Enum):
    """After how long without access files go to cheaper storage."""

    AFTER_1_DAY = "AFTER_1_DAY"
    AFTER_7_DAYS = "AFTER_7_DAYS"
    AFTER_14_DAYS = "AFTER_14_DAYS"
    AFTER_30_DAYS = "AFTER_30_DAYS"
    AFTER_60_DAYS = "AFTER_60_DAYS"
    AFTER_90_DAYS = "AFTER_90_DAYS"
    AFTER_180_DAYS = "AFTER_180_DAYS"
    AFTER_270_DAYS = "AFTER_270_DAYS"
    AFTER_365_DAYS = "AFTER_365_DAYS"


class OutOfInfrequentAccessPolicy(Enum):
    """When files come back."""

    AFTER_1_ACCESS = "AFTER_1_ACCESS"


class PerformanceMode(Enum):
    """Short answers, or many at once."""

    GENERAL_PURPOSE = "generalPurpose"
    MAX_IO = "maxIO"


class ReplicationOverwriteProtection(Enum):
    """Whether a replica may be written over it."""

    ENABLED = "ENABLED"
    DISABLED = "DISABLED"


class ThroughputMode(Enum):
    """What throughput depends on."""

    BURSTING = "bursting"
    PROVISIONED = "provisioned"
    ELASTIC = "elastic"

"""Kinds of destinations, namespaces and encryptions.

Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html
"""

from enum import Enum
from typing import ClassVar

from landform.cdk.core.checked import Checked


class BucketNotificationDestinationType(Enum):
    """What is told of events."""

    LAMBDA = "LAMBDA"
    QUEUE = "QUEUE"
    TOPIC = "TOPIC"


class BucketNamespace(Enum):
    """Among which buckets a name is unique."""

    GLOBAL = "global"
    ACCOUNT_REGIONAL = "account-regional"


class BlockedEncryptionType(Checked):
    """A kind of encryption that uploads may not use."""

    NONE: ClassVar["BlockedEncryptionType"]
    SSE_C: ClassVar["BlockedEncryptionType"]

    def __init__(self, name: str) -> None:
        self.name = name

    @staticmethod
    def custom(name: str) -> "BlockedEncryptionType":
        """A kind by S3's name."""
        return BlockedEncryptionType(name)


BlockedEncryptionType.NONE = BlockedEncryptionType("NONE")
BlockedEncryptionType.SSE_C = BlockedEncryptionType("SSE-C")

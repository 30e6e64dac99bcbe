"""The closed sets and records of queues.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-sqs-queue.html
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from landform.cdk.core.checked import Checked


class QueueEncryption(Enum):
    """How messages are encrypted."""

    UNENCRYPTED = "NONE"
    KMS_MANAGED = "KMS_MANAGED"
    KMS = "KMS"
    SQS_MANAGED = "SQS_MANAGED"


class DeduplicationScope(Enum):
    """Where a message counts as a repetition."""

    MESSAGE_GROUP = "messageGroup"
    QUEUE = "queue"


class FifoThroughputLimit(Enum):
    """What the quota of a FIFO queue counts."""

    PER_QUEUE = "perQueue"
    PER_MESSAGE_GROUP_ID = "perMessageGroupId"


class RedrivePermission(Enum):
    """Which queues may use a queue for their dead letters."""

    ALLOW_ALL = "allowAll"
    DENY_ALL = "denyAll"
    BY_QUEUE = "byQueue"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetterQueue(Checked):
    """Where messages go that were received too often."""

    max_receive_count: float
    queue: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class RedriveAllowPolicy(Checked):
    """Which queues may use this one for their dead letters."""

    redrive_permission: RedrivePermission | None = None
    source_queues: Sequence[Any] | None = None

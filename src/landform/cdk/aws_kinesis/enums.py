"""The closed sets of data streams.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-kinesis-stream.html
"""

from enum import Enum


class StreamEncryption(Enum):
    """Whose key records are encrypted with."""

    UNENCRYPTED = "NONE"
    KMS = "KMS"
    MANAGED = "MANAGED"


class StreamMode(Enum):
    """Whether shards are counted by the user."""

    PROVISIONED = "PROVISIONED"
    ON_DEMAND = "ON_DEMAND"


class ShardLevelMetrics(Enum):
    """Metrics of each shard."""

    INCOMING_BYTES = "IncomingBytes"
    INCOMING_RECORDS = "IncomingRecords"
    ITERATOR_AGE_MILLISECONDS = "IteratorAgeMilliseconds"
    OUTGOING_BYTES = "OutgoingBytes"
    OUTGOING_RECORDS = "OutgoingRecords"
    READ_PROVISIONED_THROUGHPUT_EXCEEDED = "ReadProvisionedThroughputExceeded"
    WRITE_PROVISIONED_THROUGHPUT_EXCEEDED = "WriteProvisionedThroughputExceeded"
    ALL = "ALL"

"""The closed sets of tables.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dynamodb-table.html and
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dynamodb-globaltable.html
"""

from enum import Enum


class AttributeType(Enum):
    """What values a key attribute has."""

    BINARY = "B"
    NUMBER = "N"
    STRING = "S"


class BillingMode(Enum):
    """What is paid for: requests, or capacity."""

    PAY_PER_REQUEST = "PAY_PER_REQUEST"
    PROVISIONED = "PROVISIONED"


class CapacityMode(Enum):
    """Whether a capacity is scaled."""

    FIXED = "FIXED"
    AUTOSCALED = "AUTOSCALED"


class ContributorInsightsMode(Enum):
    """Which keys CloudWatch Contributor Insights looks at."""

    ACCESSED_AND_THROTTLED_KEYS = "ACCESSED_AND_THROTTLED_KEYS"
    THROTTLED_KEYS = "THROTTLED_KEYS"


class GlobalTableSettingsReplicationMode(Enum):
    """Which settings the replicas of a global table share."""

    ALL = "ENABLED"


class ApproximateCreationDateTimePrecision(Enum):
    """How exact the time of a change is in a Kinesis stream."""

    MILLISECOND = "MILLISECOND"
    MICROSECOND = "MICROSECOND"


class InputCompressionType(Enum):
    """How imported data is compressed."""

    GZIP = "GZIP"
    ZSTD = "ZSTD"
    NONE = "NONE"


class MultiRegionConsistency(Enum):
    """What a read sees of a write in another region."""

    EVENTUAL = "EVENTUAL"
    STRONG = "STRONG"


class Operation(Enum):
    """The operations of the API that metrics tell apart."""

    GET_ITEM = "GetItem"
    BATCH_GET_ITEM = "BatchGetItem"
    SCAN = "Scan"
    QUERY = "Query"
    GET_RECORDS = "GetRecords"
    PUT_ITEM = "PutItem"
    DELETE_ITEM = "DeleteItem"
    UPDATE_ITEM = "UpdateItem"
    BATCH_WRITE_ITEM = "BatchWriteItem"
    TRANSACT_WRITE_ITEMS = "TransactWriteItems"
    TRANSACT_GET_ITEMS = "TransactGetItems"
    EXECUTE_TRANSACTION = "ExecuteTransaction"
    BATCH_EXECUTE_STATEMENT = "BatchExecuteStatement"
    EXECUTE_STATEMENT = "ExecuteStatement"


class ProjectionType(Enum):
    """Which attributes an index holds."""

    KEYS_ONLY = "KEYS_ONLY"
    INCLUDE = "INCLUDE"
    ALL = "ALL"


class StreamViewType(Enum):
    """What a table's stream holds of a changed item."""

    NEW_IMAGE = "NEW_IMAGE"
    OLD_IMAGE = "OLD_IMAGE"
    NEW_AND_OLD_IMAGES = "NEW_AND_OLD_IMAGES"
    KEYS_ONLY = "KEYS_ONLY"


class TableClass(Enum):
    """How a table is stored."""

    STANDARD = "STANDARD"
    STANDARD_INFREQUENT_ACCESS = "STANDARD_INFREQUENT_ACCESS"


class TableEncryption(Enum):
    """Whose key a table is encrypted with."""

    DEFAULT = "AWS_OWNED"
    CUSTOMER_MANAGED = "CUSTOMER_MANAGED"
    AWS_MANAGED = "AWS_MANAGED"

"""The closed sets and records of buckets.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-s3-bucket.html
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, ClassVar

from landform.cdk.core.checked import Checked
from landform.cdk.core.quantities import Duration


class BucketAccessControl(Enum):
    """Canned access control lists."""

    PRIVATE = "Private"
    PUBLIC_READ = "PublicRead"
    PUBLIC_READ_WRITE = "PublicReadWrite"
    AUTHENTICATED_READ = "AuthenticatedRead"
    LOG_DELIVERY_WRITE = "LogDeliveryWrite"
    BUCKET_OWNER_READ = "BucketOwnerRead"
    BUCKET_OWNER_FULL_CONTROL = "BucketOwnerFullControl"
    AWS_EXEC_READ = "AwsExecRead"


class BucketEncryption(Enum):
    """How objects are encrypted."""

    UNENCRYPTED = "UNENCRYPTED"
    KMS_MANAGED = "KMS_MANAGED"
    S3_MANAGED = "S3_MANAGED"
    KMS = "KMS"
    DSSE_MANAGED = "DSSE_MANAGED"
    DSSE = "DSSE"


class EventType(Enum):
    """What happened to an object."""

    OBJECT_CREATED = "s3:ObjectCreated:*"
    OBJECT_CREATED_PUT = "s3:ObjectCreated:Put"
    OBJECT_CREATED_POST = "s3:ObjectCreated:Post"
    OBJECT_CREATED_COPY = "s3:ObjectCreated:Copy"
    OBJECT_CREATED_COMPLETE_MULTIPART_UPLOAD = "s3:ObjectCreated:CompleteMultipartUpload"
    OBJECT_REMOVED = "s3:ObjectRemoved:*"
    OBJECT_REMOVED_DELETE = "s3:ObjectRemoved:Delete"
    OBJECT_REMOVED_DELETE_MARKER_CREATED = "s3:ObjectRemoved:DeleteMarkerCreated"
    OBJECT_RESTORE = "s3:ObjectRestore:*"
    OBJECT_RESTORE_POST = "s3:ObjectRestore:Post"
    OBJECT_RESTORE_COMPLETED = "s3:ObjectRestore:Completed"
    OBJECT_RESTORE_DELETE = "s3:ObjectRestore:Delete"
    REDUCED_REDUNDANCY_LOST_OBJECT = "s3:ReducedRedundancyLostObject"
    REPLICATION = "s3:Replication:*"
    REPLICATION_OPERATION_FAILED_REPLICATION = "s3:Replication:OperationFailedReplication"
    REPLICATION_OPERATION_MISSED_THRESHOLD = "s3:Replication:OperationMissedThreshold"
    REPLICATION_OPERATION_REPLICATED_AFTER_THRESHOLD = "s3:Replication:OperationReplicatedAfterThreshold"
    REPLICATION_OPERATION_NOT_TRACKED = "s3:Replication:OperationNotTracked"
    LIFECYCLE_EXPIRATION = "s3:LifecycleExpiration:*"
    LIFECYCLE_EXPIRATION_DELETE = "s3:LifecycleExpiration:Delete"
    LIFECYCLE_EXPIRATION_DELETE_MARKER_CREATED = "s3:LifecycleExpiration:DeleteMarkerCreated"
    LIFECYCLE_TRANSITION = "s3:LifecycleTransition"
    INTELLIGENT_TIERING = "s3:IntelligentTiering"
    OBJECT_TAGGING = "s3:ObjectTagging:*"
    OBJECT_TAGGING_PUT = "s3:ObjectTagging:Put"
    OBJECT_TAGGING_DELETE = "s3:ObjectTagging:Delete"
    OBJECT_ACL_PUT = "s3:ObjectAcl:Put"


class HttpMethods(Enum):
    """Methods of requests from other origins."""

    GET = "GET"
    PUT = "PUT"
    HEAD = "HEAD"
    POST = "POST"
    DELETE = "DELETE"


class InventoryFormat(Enum):
    """The form of an inventory."""

    CSV = "CSV"
    PARQUET = "Parquet"
    ORC = "ORC"


class InventoryFrequency(Enum):
    """How often an inventory is made."""

    DAILY = "Daily"
    WEEKLY = "Weekly"


class InventoryObjectVersion(Enum):
    """Which versions an inventory lists."""

    ALL = "All"
    CURRENT = "Current"


class ObjectLockMode(Enum):
    """Who may delete locked objects."""

    GOVERNANCE = "GOVERNANCE"
    COMPLIANCE = "COMPLIANCE"


class ObjectOwnership(Enum):
    """Who owns objects written by others."""

    BUCKET_OWNER_ENFORCED = "BucketOwnerEnforced"
    BUCKET_OWNER_PREFERRED = "BucketOwnerPreferred"
    OBJECT_WRITER = "ObjectWriter"


class PartitionDateSource(Enum):
    """Which date names a partition of logs."""

    EVENT_TIME = "EventTime"
    DELIVERY_TIME = "DeliveryTime"


class RedirectProtocol(Enum):
    """The protocol of a redirection."""

    HTTP = "http"
    HTTPS = "https"


class TransitionDefaultMinimumObjectSize(Enum):
    """The least size of objects that change their storage class."""

    ALL_STORAGE_CLASSES_128_K = "all_storage_classes_128K"
    VARIES_BY_STORAGE_CLASS = "varies_by_storage_class"


class BlockPublicAccess(Checked):
    """Which ways of making objects public are blocked."""

    BLOCK_ALL: ClassVar["BlockPublicAccess"]
    BLOCK_ACLS: ClassVar["BlockPublicAccess"]
    BLOCK_ACLS_ONLY: ClassVar["BlockPublicAccess"]

    def __init__(
        self,
        *,
        block_public_acls: bool | None = None,
        block_public_policy: bool | None = None,
        ignore_public_acls: bool | None = None,
        restrict_public_buckets: bool | None = None,
    ) -> None:
        self.block_public_acls = block_public_acls
        self.block_public_policy = block_public_policy
        self.ignore_public_acls = ignore_public_acls
        self.restrict_public_buckets = restrict_public_buckets


BlockPublicAccess.BLOCK_ALL = BlockPublicAccess(
    block_public_acls=True, block_public_policy=True, ignore_public_acls=True, restrict_public_buckets=True
)
BlockPublicAccess.BLOCK_ACLS = BlockPublicAccess(block_public_acls=True, ignore_public_acls=True)
BlockPublicAccess.BLOCK_ACLS_ONLY = BlockPublicAccess(
    block_public_acls=True, block_public_policy=False, ignore_public_acls=True, restrict_public_buckets=False
)


@dataclass(frozen=True, slots=True)
class StorageClass(Checked):
    """Where objects are kept."""

    value: str
    INFREQUENT_ACCESS: ClassVar["StorageClass"]
    ONE_ZONE_INFREQUENT_ACCESS: ClassVar["StorageClass"]
    GLACIER: ClassVar["StorageClass"]
    GLACIER_INSTANT_RETRIEVAL: ClassVar["StorageClass"]
    DEEP_ARCHIVE: ClassVar["StorageClass"]
    INTELLIGENT_TIERING: ClassVar["StorageClass"]

    def to_string(self) -> str:
        """Its name."""
        return self.value

    def __str__(self) -> str:
        return self.value


StorageClass.INFREQUENT_ACCESS = StorageClass("STANDARD_IA")
StorageClass.ONE_ZONE_INFREQUENT_ACCESS = StorageClass("ONEZONE_IA")
StorageClass.GLACIER = StorageClass("GLACIER")
StorageClass.GLACIER_INSTANT_RETRIEVAL = StorageClass("GLACIER_IR")
StorageClass.DEEP_ARCHIVE = StorageClass("DEEP_ARCHIVE")
StorageClass.INTELLIGENT_TIERING = StorageClass("INTELLIGENT_TIERING")


@dataclass(frozen=True, slots=True)
class ObjectLockRetention(Checked):
    """How long new objects are locked."""

    mode: ObjectLockMode
    duration: Duration

    def __post_init__(self) -> None:
        days = self.duration.to_days()
        if not 1 <= days <= 36500:
            raise ValueError("Object Lock retention duration must be from 1 day to 100 years")

    @staticmethod
    def governance(duration: Duration) -> "ObjectLockRetention":
        """Locked, except for those with a special permission."""
        return ObjectLockRetention(ObjectLockMode.GOVERNANCE, duration)

    @staticmethod
    def compliance(duration: Duration) -> "ObjectLockRetention":
        """Locked for everyone."""
        return ObjectLockRetention(ObjectLockMode.COMPLIANCE, duration)


@dataclass(frozen=True, slots=True)
class ReplaceKey(Checked):
    """What a redirection does to the key."""

    with_key: str | None = None
    prefix_with_key: str | None = None

    @staticmethod
    def with_(key_replacement: str) -> "ReplaceKey":
        """Use another key."""
        return ReplaceKey(with_key=key_replacement)

    @staticmethod
    def prefix_with(key_replacement: str) -> "ReplaceKey":
        """Use another prefix."""
        return ReplaceKey(prefix_with_key=key_replacement)


@dataclass(frozen=True, slots=True)
class TargetObjectKeyFormat(Checked):
    """How access logs are named."""

    _written: Any

    @staticmethod
    def partitioned_prefix(date_source: PartitionDateSource | None = None) -> "TargetObjectKeyFormat":
        """By source and date."""
        inner = {"PartitionDateSource": date_source.value} if date_source is not None else {}
        return TargetObjectKeyFormat({"PartitionedPrefix": inner})

    @staticmethod
    def simple_prefix() -> "TargetObjectKeyFormat":
        """By the prefix alone."""
        return TargetObjectKeyFormat({"SimplePrefix": {}})


@dataclass(frozen=True, slots=True, kw_only=True)
class Location(Checked):
    """An object of a bucket."""

    bucket_name: str
    object_key: str
    object_version: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag(Checked):
    """A tag of objects."""

    key: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationKeyFilter(Checked):
    """Which keys are told of."""

    prefix: str | None = None
    suffix: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BucketMetrics(Checked):
    """Request metrics for some objects."""

    id: str
    prefix: str | None = None
    tag_filters: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorsRule(Checked):
    """What pages of other origins may do."""

    allowed_methods: Sequence[HttpMethods]
    allowed_origins: Sequence[str]
    allowed_headers: Sequence[str] | None = None
    exposed_headers: Sequence[str] | None = None
    id: str | None = None
    max_age: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IntelligentTieringConfiguration(Checked):
    """When objects that are not used are archived."""

    name: str
    archive_access_tier_time: Duration | None = None
    deep_archive_access_tier_time: Duration | None = None
    prefix: str | None = None
    tags: Sequence[Tag] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InventoryDestination(Checked):
    """Where an inventory goes."""

    bucket: Any
    bucket_owner: str | None = None
    prefix: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory(Checked):
    """A list of objects, made regularly."""

    destination: InventoryDestination
    enabled: bool | None = None
    format: InventoryFormat | None = None
    frequency: InventoryFrequency | None = None
    include_object_versions: InventoryObjectVersion | None = None
    inventory_id: str | None = None
    objects_prefix: str | None = None
    optional_fields: Sequence[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition(Checked):
    """When objects change their storage class."""

    storage_class: StorageClass
    transition_after: Duration | None = None
    transition_date: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoncurrentVersionTransition(Checked):
    """When old versions change their storage class."""

    storage_class: StorageClass
    transition_after: Duration
    noncurrent_versions_to_retain: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LifecycleRule(Checked):
    """What becomes of objects with time."""

    abort_incomplete_multipart_upload_after: Duration | None = None
    enabled: bool | None = None
    expiration: Duration | None = None
    expiration_date: datetime | None = None
    expired_object_delete_marker: bool | None = None
    id: str | None = None
    noncurrent_version_expiration: Duration | None = None
    noncurrent_versions_to_retain: float | None = None
    noncurrent_version_transitions: Sequence[NoncurrentVersionTransition] | None = None
    object_size_greater_than: float | None = None
    object_size_less_than: float | None = None
    prefix: str | None = None
    tag_filters: Mapping[str, Any] | None = None
    transitions: Sequence[Transition] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectTarget(Checked):
    """Where all requests of a website go."""

    host_name: str
    protocol: RedirectProtocol | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingRuleCondition(Checked):
    """Which requests are redirected."""

    http_error_code_returned_equals: str | None = None
    key_prefix_equals: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingRule(Checked):
    """A redirection of a website."""

    condition: RoutingRuleCondition | None = None
    host_name: str | None = None
    http_redirect_code: str | None = None
    protocol: RedirectProtocol | None = None
    replace_key: ReplaceKey | None = None

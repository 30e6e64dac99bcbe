"""Replication: copies of objects in other buckets.

Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html
"""

from collections.abc import Sequence
from typing import Any, ClassVar, Final

from landform.cdk.aws_iam.principals import ServicePrincipal
from landform.cdk.aws_iam.role import Role
from landform.cdk.core.checked import Checked
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.resource import PhysicalName
from landform.cdk.core.struct import records
from landform.cdk.core.tokens import Token, TokenComparison

NAME_FLAG: Final = "@aws-cdk/aws-s3:setUniqueReplicationRoleName"
READ_SOURCE: Final = ("s3:GetReplicationConfiguration", "s3:ListBucket")
READ_OBJECTS: Final = (
    "s3:GetObjectVersionForReplication",
    "s3:GetObjectVersionAcl",
    "s3:GetObjectVersionTagging",
)
WRITE: Final = (
    "s3:ReplicateObject",
    "s3:ReplicateDelete",
    "s3:ReplicateTags",
    "s3:ObjectOwnerOverrideToBucketOwner",
)


class ReplicationTimeValue(Checked):
    """Within what time objects are copied."""

    FIFTEEN_MINUTES: ClassVar["ReplicationTimeValue"]

    def __init__(self, minutes: float) -> None:
        self.minutes = minutes


ReplicationTimeValue.FIFTEEN_MINUTES = ReplicationTimeValue(15)


def replication(
    bucket: Any, rules: Sequence[Any] | None, role: Any, *, is_versioned: bool
) -> dict[str, Any] | None:
    """The bucket's ReplicationConfiguration; makes the role where none is given."""
    from landform.cdk import aws_s3

    if not rules:
        if role is not None:
            raise ValueError("cannot specify replicationRole when replicationRules is empty")
        return None
    if not is_versioned:
        raise ValueError("Replication rules require versioning to be enabled on the bucket.")
    given = records(aws_s3.ReplicationRule, rules)
    if len(given) > 1 and any(rule.priority is None for rule in given):
        raise ValueError(
            "'priority' must be specified for all replication rules when there are multiple rules."
        )
    bucket.replication_role_arn = (role or _new_role(bucket)).role_arn
    if role is None:
        _allow(bucket, given)
    return {"Role": bucket.replication_role_arn, "Rules": [_rule(bucket, each) for each in given]}


def _new_role(bucket: Any) -> Role:
    is_unique = FeatureFlags.of(bucket).is_enabled(NAME_FLAG)
    bucket._replication_role = Role(
        bucket,
        "ReplicationRole",
        assumed_by=ServicePrincipal("s3.amazonaws.com"),
        role_name=PhysicalName.GENERATE_IF_NEEDED if is_unique else "CDKReplicationRole",
    )
    found: Role = bucket._replication_role
    return found


def _allow(bucket: Any, rules: Sequence[Any]) -> None:
    """Permissions of the role, once the bucket has an ARN."""
    targets = [{"bucket": rule.destination, "encryption_key": rule.kms_key} for rule in rules]
    bucket._after_creation.append(
        lambda: bucket.grants.replication_permission(bucket._replication_role, destinations=targets)
    )


def _rule(bucket: Any, rule: Any) -> dict[str, Any]:
    prefix, tags = (rule.filter.get("prefix"), rule.filter.get("tags")) if rule.filter else (None, None)
    if tags and rule.delete_marker_replication:
        raise ValueError("tag filter cannot be specified when 'deleteMarkerReplication' is enabled.")
    written = {
        "Id": rule.id,
        "Priority": rule.priority,
        "Status": "Enabled",
        "Destination": _destination(bucket, rule),
        "Filter": _filter(prefix, tags),
        "DeleteMarkerReplication": {"Status": "Enabled" if rule.delete_marker_replication else "Disabled"},
        "SourceSelectionCriteria": _criteria(rule),
    }
    return {name: value for name, value in written.items() if value is not None}


def _filter(prefix: str | None, tags: Any) -> dict[str, Any]:
    if not tags:
        return {"Prefix": prefix or ""}
    from landform.cdk.aws_s3.options import Tag

    written = [{"Key": tag.key, "Value": tag.value} for tag in records(Tag, tags)]
    return {"And": {"Prefix": prefix or "", "TagFilters": written}}


def _criteria(rule: Any) -> dict[str, Any] | None:
    chosen = {
        "ReplicaModifications": rule.replica_modifications,
        "SseKmsEncryptedObjects": rule.sse_kms_encrypted_objects,
    }
    found = {
        name: {"Status": "Enabled" if value else "Disabled"}
        for name, value in chosen.items()
        if value is not None
    }
    return found or None


def _destination(bucket: Any, rule: Any) -> dict[str, Any]:
    target = rule.destination
    compared = Token.compare_strings(target.env.account, bucket.env.account)
    is_foreign = compared not in (TokenComparison.SAME, TokenComparison.BOTH_UNRESOLVED)
    if rule.access_control_transition and not is_foreign:
        raise ValueError("accessControlTranslation is only supported for cross-account replication")
    if rule.metrics is None and rule.replication_time_control is not None:
        raise ValueError(
            "'replicationTimeControlMetrics' must be enabled when 'replicationTimeControl' is enabled."
        )
    key, time, metrics = rule.kms_key, rule.replication_time_control, rule.metrics
    return {
        "Bucket": target.bucket_arn,
        "Account": target.env.account if is_foreign else None,
        "AccessControlTranslation": {"Owner": "Destination"} if rule.access_control_transition else None,
        "EncryptionConfiguration": {"ReplicaKmsKeyID": key.key_arn} if key is not None else None,
        "StorageClass": rule.storage_class.value if rule.storage_class is not None else None,
        "ReplicationTime": {"Status": "Enabled", "Time": {"Minutes": time.minutes}} if time else None,
        "Metrics": {"Status": "Enabled", "EventThreshold": {"Minutes": metrics.minutes}} if metrics else None,
    }

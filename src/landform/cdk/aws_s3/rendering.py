"""Records of buckets in CloudFormation's form.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-s3-bucket.html
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from landform.cdk.aws_s3.options import (
    BucketMetrics,
    CorsRule,
    IntelligentTieringConfiguration,
    Inventory,
    InventoryFormat,
    InventoryFrequency,
    InventoryObjectVersion,
    LifecycleRule,
    NoncurrentVersionTransition,
    ObjectLockRetention,
    RedirectTarget,
    RoutingRule,
    RoutingRuleCondition,
    Tag,
    Transition,
)
from landform.cdk.core.quantities import Duration
from landform.cdk.core.struct import record, records

Json = dict[str, Any]


def lifecycle(rules: Sequence[LifecycleRule], minimum_size: Any) -> Json | None:
    """LifecycleConfiguration."""
    if not rules:
        return None
    found: Json = {"Rules": [_lifecycle_rule(each) for each in rules]}
    if minimum_size is not None:
        found["TransitionDefaultMinimumObjectSize"] = minimum_size
    return found


def _lifecycle_rule(rule: LifecycleRule) -> Json:
    old = rule.noncurrent_version_expiration
    return _given(
        Id=rule.id,
        Status="Disabled" if rule.enabled is False else "Enabled",
        Prefix=rule.prefix,
        AbortIncompleteMultipartUpload=(
            {"DaysAfterInitiation": rule.abort_incomplete_multipart_upload_after.to_days()}
            if rule.abort_incomplete_multipart_upload_after is not None
            else None
        ),
        ExpirationDate=_date(rule.expiration_date),
        ExpirationInDays=_days(rule.expiration),
        ExpiredObjectDeleteMarker=rule.expired_object_delete_marker,
        NoncurrentVersionExpiration=(
            _given(NoncurrentDays=old.to_days(), NewerNoncurrentVersions=rule.noncurrent_versions_to_retain)
            if old is not None
            else None
        ),
        NoncurrentVersionTransitions=[
            _given(
                NewerNoncurrentVersions=each.noncurrent_versions_to_retain,
                StorageClass=each.storage_class.value,
                TransitionInDays=each.transition_after.to_days(),
            )
            for each in records(NoncurrentVersionTransition, rule.noncurrent_version_transitions)
        ]
        or None,
        ObjectSizeGreaterThan=rule.object_size_greater_than,
        ObjectSizeLessThan=rule.object_size_less_than,
        TagFilters=tag_filters(rule.tag_filters),
        Transitions=[
            _given(
                StorageClass=each.storage_class.value,
                TransitionDate=_date(each.transition_date),
                TransitionInDays=_days(each.transition_after),
            )
            for each in records(Transition, rule.transitions)
        ]
        or None,
    )


def check_lifecycle_rule(rule: LifecycleRule) -> None:
    """Refuse a rule that does nothing, or contradicts itself."""
    actions = (
        rule.abort_incomplete_multipart_upload_after,
        rule.expiration,
        rule.expiration_date,
        rule.expired_object_delete_marker,
        rule.noncurrent_version_expiration,
        rule.noncurrent_versions_to_retain,
        rule.noncurrent_version_transitions,
        rule.transitions,
    )
    if all(each is None for each in actions):
        raise ValueError("All rules for `lifecycleRules` must have at least one action")
    if rule.expired_object_delete_marker and (rule.expiration or rule.expiration_date or rule.tag_filters):
        raise ValueError(
            "ExpiredObjectDeleteMarker cannot be specified with expiration, ExpirationDate, or TagFilters."
        )


def metrics(given: Sequence[BucketMetrics]) -> list[Json] | None:
    """MetricsConfigurations."""
    return [
        _given(Id=each.id, Prefix=each.prefix, TagFilters=tag_filters(each.tag_filters)) for each in given
    ] or None


def cors(rules: Sequence[CorsRule]) -> Json | None:
    """CorsConfiguration."""
    if not rules:
        return None
    return {
        "CorsRules": [
            _given(
                Id=each.id,
                MaxAge=each.max_age,
                AllowedHeaders=each.allowed_headers,
                AllowedMethods=each.allowed_methods,
                AllowedOrigins=each.allowed_origins,
                ExposedHeaders=each.exposed_headers,
            )
            for each in rules
        ]
    }


def inventories(given: Sequence[Inventory], node_id: str) -> list[Json] | None:
    """InventoryConfigurations."""
    return [
        _given(
            Destination=_given(
                BucketArn=each.destination.bucket.bucket_arn,
                BucketAccountId=each.destination.bucket_owner,
                Prefix=each.destination.prefix,
                Format=each.format or InventoryFormat.CSV,
            ),
            Enabled=True if each.enabled is None else each.enabled,
            Id=each.inventory_id or f"{node_id}Inventory{index}",
            IncludedObjectVersions=each.include_object_versions or InventoryObjectVersion.ALL,
            ScheduleFrequency=each.frequency or InventoryFrequency.WEEKLY,
            OptionalFields=each.optional_fields,
            Prefix=each.objects_prefix,
        )
        for index, each in enumerate(given)
    ] or None


def tiering(given: Any) -> list[Json] | None:
    """IntelligentTieringConfigurations."""
    return [_tiering(each) for each in records(IntelligentTieringConfiguration, given)] or None


def _tiering(configuration: IntelligentTieringConfiguration) -> Json:
    tiers = {
        "ARCHIVE_ACCESS": configuration.archive_access_tier_time,
        "DEEP_ARCHIVE_ACCESS": configuration.deep_archive_access_tier_time,
    }
    return _given(
        Id=configuration.name,
        Prefix=configuration.prefix,
        Status="Enabled",
        TagFilters=[{"Key": each.key, "Value": each.value} for each in records(Tag, configuration.tags)]
        or None,
        Tierings=[
            {"AccessTier": tier, "Days": after.to_days()}
            for tier, after in tiers.items()
            if after is not None
        ],
    )


def website(index: str | None, error: str | None, to: Any, routing: Any) -> Json | None:
    """WebsiteConfiguration."""
    redirect, rules = record(RedirectTarget, to), records(RoutingRule, routing)
    if index is None and error is None and redirect is None and not rules:
        return None
    if error is not None and index is None:
        raise ValueError('"websiteIndexDocument" is required if "websiteErrorDocument" is set')
    if redirect is not None and (index is not None or error is not None or rules):
        raise ValueError(
            '"websiteIndexDocument", "websiteErrorDocument" and, "websiteRoutingRules" cannot be set if '
            '"websiteRedirect" is used'
        )
    return _given(
        IndexDocument=index,
        ErrorDocument=error,
        RedirectAllRequestsTo=(
            _given(HostName=redirect.host_name, Protocol=redirect.protocol) if redirect is not None else None
        ),
        RoutingRules=[_routing(each) for each in rules] or None,
    )


def _routing(rule: RoutingRule) -> Json:
    condition = record(RoutingRuleCondition, rule.condition)
    key = rule.replace_key
    return _given(
        RedirectRule=_given(
            HostName=rule.host_name,
            HttpRedirectCode=rule.http_redirect_code,
            Protocol=rule.protocol,
            ReplaceKeyWith=key.with_key if key is not None else None,
            ReplaceKeyPrefixWith=key.prefix_with_key if key is not None else None,
        ),
        RoutingRuleCondition=(
            _given(
                HttpErrorCodeReturnedEquals=condition.http_error_code_returned_equals,
                KeyPrefixEquals=condition.key_prefix_equals,
            )
            if condition is not None
            else None
        ),
    )


def tag_filters(given: Mapping[str, Any] | None) -> list[Json] | None:
    """Tags as a list."""
    return [{"Key": key, "Value": value} for key, value in (given or {}).items()] or None


def _days(duration: Duration | None) -> float | None:
    return duration.to_days() if duration is not None else None


def _date(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    in_utc = moment.astimezone(UTC) if moment.tzinfo is not None else moment
    return in_utc.strftime("%Y-%m-%dT%H:%M:%SZ")


def _given(**members: Any) -> Json:
    return {name: value for name, value in members.items() if value is not None}


def object_lock(enabled: bool | None, retention: ObjectLockRetention | None) -> dict[str, Any]:
    """Whether objects can be locked, and for how long they are by default."""
    if retention is None:
        return {"object_lock_enabled": enabled}
    if enabled is False:
        raise ValueError("Object Lock must be enabled to configure default retention settings")
    default = {"Days": retention.duration.to_days(), "Mode": retention.mode}
    configuration = {"ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": default}}
    return {"object_lock_enabled": True, "object_lock_configuration": configuration}


def status(enabled: bool | None) -> str | None:
    """S3's word for a switch; None where nothing is said."""
    return None if enabled is None else "Enabled" if enabled else "Disabled"


def naming(name: str | None, prefix: str | None, namespace: Any) -> dict[str, Any]:
    """Prefix and namespace of a bucket's name. Raises where they contradict each other."""
    is_regional = namespace is not None and namespace.value == "account-regional"
    if prefix is not None and name is not None:
        raise ValueError("'bucketNamePrefix' cannot be used together with 'bucketName'.")
    if prefix is not None and not is_regional:
        raise ValueError("'bucketNamePrefix' requires 'bucketNamespace' to be set to ACCOUNT_REGIONAL.")
    if is_regional and prefix is None:
        raise ValueError("'bucketNamespace' ACCOUNT_REGIONAL requires 'bucketNamePrefix'.")
    return {
        "bucket_name_prefix": prefix,
        "bucket_namespace": namespace.value if namespace is not None else None,
    }


def blocking(encryption: dict[str, Any] | None, blocked: Any) -> dict[str, Any] | None:
    """The encryption with the kinds that uploads may not use."""
    if blocked is None:
        return encryption
    names = [each.name for each in blocked]
    if not names:
        raise ValueError("At least one blocked encryption type must be given")
    if "NONE" in names and len(names) > 1:
        raise ValueError("BlockedEncryptionType.NONE must be the only blocked encryption type")
    rule = encryption["ServerSideEncryptionConfiguration"][0] if encryption is not None else {}
    written = {**rule, "BlockedEncryptionTypes": {"EncryptionType": names}}
    return {"ServerSideEncryptionConfiguration": [written]}

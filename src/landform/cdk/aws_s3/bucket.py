"""Buckets.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-s3-bucket.html
"""

import re
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from landform.cdk.aws_iam.policy_statement import Effect, PolicyStatement
from landform.cdk.aws_iam.principals import AnyPrincipal, ServicePrincipal
from landform.cdk.aws_s3 import rendering
from landform.cdk.aws_s3.auto_delete import delete_objects_with
from landform.cdk.aws_s3.bucket_base import BucketBase
from landform.cdk.aws_s3.imported_bucket import BucketAttributes, ImportedBucket
from landform.cdk.aws_s3.kinds import BlockedEncryptionType, BucketNamespace
from landform.cdk.aws_s3.options import (
    BlockPublicAccess,
    BucketAccessControl,
    BucketEncryption,
    BucketMetrics,
    CorsRule,
    IntelligentTieringConfiguration,
    Inventory,
    InventoryDestination,
    LifecycleRule,
    ObjectLockRetention,
    ObjectOwnership,
    RedirectTarget,
    RoutingRule,
    TargetObjectKeyFormat,
    TransitionDefaultMinimumObjectSize,
)
from landform.cdk.aws_s3.replication import replication
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.struct import record, records
from landform.cdk.core.tokens import is_unresolved

LOG_POLICY_FLAG = "@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy"
BLOCKED_FLAG = "@aws-cdk/aws-s3:publicAccessBlockedByDefault"
_WITHOUT_OWNERSHIP = (
    None,
    BucketAccessControl.PRIVATE,
    BucketAccessControl.BUCKET_OWNER_READ,
    BucketAccessControl.BUCKET_OWNER_FULL_CONTROL,
)


class Bucket(BucketBase):
    """A bucket."""

    auto_create_policy = True

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        abac_status: bool | None = None,
        access_control: BucketAccessControl | None = None,
        auto_delete_objects: bool | None = None,
        block_public_access: BlockPublicAccess | None = None,
        blocked_encryption_types: Sequence[BlockedEncryptionType] | None = None,
        bucket_key_enabled: bool | None = None,
        bucket_name: str | None = None,
        bucket_name_prefix: str | None = None,
        bucket_namespace: BucketNamespace | None = None,
        cors: Sequence[CorsRule] | None = None,
        encryption: BucketEncryption | None = None,
        encryption_key: Any = None,
        enforce_ssl: bool | None = None,
        event_bridge_enabled: bool | None = None,
        intelligent_tiering_configurations: Sequence[IntelligentTieringConfiguration] | None = None,
        inventories: Sequence[Inventory] | None = None,
        lifecycle_rules: Sequence[LifecycleRule] | None = None,
        metrics: Sequence[BucketMetrics] | None = None,
        minimum_tls_version: float | None = None,
        notifications_handler_role: Any = None,
        notifications_skip_destination_validation: bool | None = None,
        object_lock_default_retention: ObjectLockRetention | None = None,
        object_lock_enabled: bool | None = None,
        object_ownership: ObjectOwnership | None = None,
        public_read_access: bool | None = None,
        removal_policy: RemovalPolicy | None = None,
        replication_role: Any = None,
        replication_rules: Sequence[Any] | None = None,
        server_access_logs_bucket: Any = None,
        server_access_logs_prefix: str | None = None,
        target_object_key_format: TargetObjectKeyFormat | None = None,
        transfer_acceleration: bool | None = None,
        transition_default_minimum_object_size: TransitionDefaultMinimumObjectSize | None = None,
        versioned: bool | None = None,
        website_error_document: str | None = None,
        website_index_document: str | None = None,
        website_redirect: RedirectTarget | None = None,
        website_routing_rules: Sequence[RoutingRule] | None = None,
    ) -> None:
        given = SimpleNamespace(**locals())  # all of the above, by name
        super().__init__(scope, id, physical_name=bucket_name)
        Bucket.validate_bucket_name(bucket_name or "")
        self._remember(given)
        self._create(removal_policy, **self._settled(given))
        self._fill_policy(enforce_ssl, minimum_tls_version, *self._logs)
        self._take_all(inventories, lifecycle_rules)
        self._publish(bool(public_read_access), block_public_access)
        self._follow_up(given)

    @staticmethod
    def from_cfn_bucket(cfn_bucket: Any) -> ImportedBucket:
        """A plain resource of the app as a bucket."""
        return ImportedBucket.of_resource(cfn_bucket)

    @staticmethod
    def from_bucket_arn(scope: Any, id: str, bucket_arn: str) -> ImportedBucket:
        """A bucket that exists already."""
        return ImportedBucket(scope, id, BucketAttributes(bucket_arn=bucket_arn))

    @staticmethod
    def from_bucket_name(scope: Any, id: str, bucket_name: str) -> ImportedBucket:
        """A bucket that exists already."""
        return ImportedBucket(scope, id, BucketAttributes(bucket_name=bucket_name))

    @staticmethod
    def from_bucket_attributes(scope: Any, id: str, **known: Any) -> ImportedBucket:
        """A bucket that exists already, with more of what is known of it."""
        return ImportedBucket(scope, id, BucketAttributes(**known))

    @staticmethod
    def validate_bucket_name(physical_name: str, allow_legacy_bucket_naming: bool | None = None) -> None:
        """Raise when S3 would refuse the name.

        Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
        """
        if not physical_name or is_unresolved(physical_name):
            return
        letters = "a-zA-Z0-9._-" if allow_legacy_bucket_naming else "a-z0-9.-"
        is_legal = re.fullmatch(f"[{letters}]{{3,63}}", physical_name) is not None
        ends = physical_name[0].isalnum() and physical_name[-1].isalnum()
        is_address = re.fullmatch(r"\d{1,3}(\.\d{1,3}){3}", physical_name) is not None
        if not is_legal or not ends or is_address or re.search(r"\.\.|\.-|-\.", physical_name):
            raise ValueError(f"Invalid S3 bucket name (value: {physical_name})")

    def add_lifecycle_rule(self, **rule: Any) -> None:
        """Say what becomes of objects with time."""
        self._take_rule(LifecycleRule(**rule))

    def add_metric(self, **metric: Any) -> None:
        """Measure requests."""
        self._metrics.append(BucketMetrics(**metric))

    def add_cors_rule(self, **rule: Any) -> None:
        """Let pages of other origins in."""
        self._cors.append(CorsRule(**rule))

    def add_inventory(self, **inventory: Any) -> None:
        """List objects regularly."""
        self._take_inventory(Inventory(**inventory))

    def _remember(self, given: SimpleNamespace) -> None:
        self._access_control, self._ownership = given.access_control, given.object_ownership
        self._lifecycle: list[LifecycleRule] = []
        self._minimum_size = given.transition_default_minimum_object_size
        self._metrics, self._cors = records(BucketMetrics, given.metrics), records(CorsRule, given.cors)
        self._inventories: list[Inventory] = []
        self._notifications_handler_role = given.notifications_handler_role
        self._skips_validation = bool(given.notifications_skip_destination_validation)
        self._after_creation: list[Any] = []
        self._logs = (given.server_access_logs_bucket, given.server_access_logs_prefix)

    def _settled(self, given: SimpleNamespace) -> dict[str, Any]:
        """The properties that no method changes later."""
        encryption = self._encryption(given.encryption, given.encryption_key, given.bucket_key_enabled)
        settled = rendering.settled(given)
        self.is_website = settled["website_configuration"] is not None
        return {
            **settled,
            "bucket_encryption": rendering.blocking(encryption, given.blocked_encryption_types),
            "replication_configuration": replication(
                self, given.replication_rules, given.replication_role, is_versioned=bool(given.versioned)
            ),
            "public_access_block_configuration": self._blocked(given.block_public_access),
            "logging_configuration": self._logging(*self._logs, given.target_object_key_format),
        }

    def _follow_up(self, given: SimpleNamespace) -> None:
        """What needs the bucket to be there."""
        if given.auto_delete_objects:
            delete_objects_with(self, given.removal_policy)
        if given.event_bridge_enabled:
            self.enable_event_bridge_notification()
        for follow_up in self._after_creation:
            follow_up()

    def _create(self, removal_policy: RemovalPolicy | None, **settled: Any) -> None:
        """Make the resource; what methods can still add to is read at synthesis."""
        import landform.cdk.aws_s3 as module

        self._resource = module.__getattr__("CfnBucket")(
            self,
            "Resource",
            bucket_name=self.physical_name,
            lifecycle_configuration=Lazy.any(
                lambda: rendering.lifecycle(self._lifecycle, self._minimum_size)
            ),
            metrics_configurations=Lazy.any(lambda: rendering.metrics(self._metrics)),
            cors_configuration=Lazy.any(lambda: rendering.cors(self._cors)),
            access_control=Lazy.any(lambda: self._access_control),
            inventory_configurations=Lazy.any(lambda: rendering.inventories(self._inventories, self.node.id)),
            ownership_controls=Lazy.any(self._ownership_controls),
            **settled,
        )
        self._resource.apply_removal_policy(removal_policy)
        self._name_addresses()

    def _take_all(self, inventories: Any, lifecycle_rules: Any) -> None:
        for each in records(Inventory, inventories):
            self._take_inventory(each)
        for rule in records(LifecycleRule, lifecycle_rules):
            self._take_rule(rule)

    def _name_addresses(self) -> None:
        resource = self._resource
        self.bucket_name = self._get_resource_name_attribute(resource.ref)
        self.bucket_arn = self._get_resource_arn_attribute(
            resource.attr_arn, {"region": "", "account": "", "service": "s3", "resource": self.physical_name}
        )
        self.bucket_domain_name = resource.attr_domain_name
        self._website_url: str = resource.attr_website_url
        self.bucket_dual_stack_domain_name = resource.attr_dual_stack_domain_name
        self.bucket_regional_domain_name = resource.attr_regional_domain_name

    def _encryption(
        self, encryption: BucketEncryption | None, key: Any, bucket_key: bool | None
    ) -> dict[str, Any] | None:
        kind = encryption or (BucketEncryption.KMS if key is not None else None)
        with_key = kind in (BucketEncryption.KMS, BucketEncryption.DSSE)
        if key is not None and not with_key:
            raise ValueError(
                f"encryptionKey is specified, so 'encryption' must be set to KMS or DSSE (value: {kind})"
            )
        if kind is None or kind is BucketEncryption.UNENCRYPTED:
            if bucket_key:
                raise ValueError(
                    "bucketKeyEnabled is specified, so 'encryption' must be set to KMS, DSSE or S3 (value: "
                    "UNENCRYPTED)"
                )
            return None
        if with_key:
            self.encryption_key = key if key is not None else self._new_key(kind)
        algorithms = {
            BucketEncryption.S3_MANAGED: "AES256",
            BucketEncryption.KMS: "aws:kms",
            BucketEncryption.KMS_MANAGED: "aws:kms",
        }
        default = {"SSEAlgorithm": algorithms.get(kind, "aws:kms:dsse")}
        if with_key:
            default["KMSMasterKeyID"] = self.encryption_key.key_arn
        rule: dict[str, Any] = {"ServerSideEncryptionByDefault": default}
        if bucket_key is not None:
            rule["BucketKeyEnabled"] = bucket_key
        return {"ServerSideEncryptionConfiguration": [rule]}

    def _new_key(self, kind: BucketEncryption) -> Any:
        from landform.cdk.aws_kms.key import Key

        rotation = True if kind is BucketEncryption.KMS else None
        return Key(self, "Key", description=f"Created by {self.node.path}", enable_key_rotation=rotation)

    def _blocked(self, given: BlockPublicAccess | None) -> dict[str, Any] | None:
        if given is None:
            return None
        default = True if FeatureFlags.of(self).is_enabled(BLOCKED_FLAG) else None
        values = {
            "BlockPublicAcls": given.block_public_acls,
            "BlockPublicPolicy": given.block_public_policy,
            "IgnorePublicAcls": given.ignore_public_acls,
            "RestrictPublicBuckets": given.restrict_public_buckets,
        }
        return {name: default if value is None else value for name, value in values.items()}

    def _logging(
        self, target: Any, prefix: str | None, key_format: TargetObjectKeyFormat | None
    ) -> dict[str, Any] | None:
        if target is None and prefix is None:
            return None
        if target is None and not FeatureFlags.of(self).is_enabled(LOG_POLICY_FLAG):
            self._allow_log_delivery()
        written = {
            "DestinationBucketName": target.bucket_name if target is not None else None,
            "LogFilePrefix": prefix,
            "TargetObjectKeyFormat": key_format._written if key_format is not None else None,
        }
        return {name: value for name, value in written.items() if value is not None}

    def _ownership_controls(self) -> dict[str, Any] | None:
        ownership = self._ownership
        if self._access_control not in _WITHOUT_OWNERSHIP:
            if ownership is ObjectOwnership.BUCKET_OWNER_ENFORCED:
                raise ValueError(
                    'objectOwnership must be set to "ObjectWriter" when accessControl is '
                    f'"{self._access_control}"'
                )
            ownership = ownership or ObjectOwnership.OBJECT_WRITER
        return {"Rules": [{"ObjectOwnership": ownership}]} if ownership is not None else None

    def _fill_policy(
        self, enforce_ssl: bool | None, tls: float | None, log_target: Any, log_prefix: str | None
    ) -> None:
        if isinstance(log_target, Bucket) or (log_target is None and log_prefix is not None):
            target = log_target if log_target is not None else self
            if FeatureFlags.of(self).is_enabled(LOG_POLICY_FLAG):
                target._allow_logs_of(self, log_prefix)
            elif target is not self:
                target._allow_log_delivery()
        if enforce_ssl:
            self._deny({"Bool": {"aws:SecureTransport": "false"}})
        if tls is not None:
            if not enforce_ssl:
                raise ValueError("'enforceSSL' must be enabled for 'minimumTLSVersion' to be applied")
            self._deny({"NumericLessThan": {"s3:TlsVersion": tls}})

    def _deny(self, conditions: dict[str, Any]) -> None:
        self.add_to_resource_policy(
            PolicyStatement(
                actions=["s3:*"],
                conditions=conditions,
                effect=Effect.DENY,
                resources=[self.bucket_arn, self.arn_for_objects("*")],
                principals=[AnyPrincipal()],
            )
        )

    def _allow_log_delivery(self) -> None:
        allowed = (None, BucketAccessControl.LOG_DELIVERY_WRITE)
        if self._access_control not in allowed:
            raise ValueError(
                "Cannot enable log delivery to this bucket because the bucket's ACL has been set and "
                "can't be changed"
            )
        self._access_control = BucketAccessControl.LOG_DELIVERY_WRITE

    def _allow_logs_of(self, source: "Bucket", prefix: str | None) -> None:
        conditions: dict[str, Any] = {"StringEquals": {"aws:SourceAccount": source.env.account}}
        if source is not self:
            conditions["ArnLike"] = {"aws:SourceArn": source.bucket_arn}
        self.add_to_resource_policy(
            PolicyStatement(
                principals=[ServicePrincipal("logging.s3.amazonaws.com")],
                actions=["s3:PutObject"],
                resources=[self.arn_for_objects(f"{prefix}*" if prefix else "*")],
                conditions=conditions,
            )
        )

    def _take_rule(self, rule: LifecycleRule) -> None:
        rendering.check_lifecycle_rule(rule)
        self._lifecycle.append(rule)

    def _take_inventory(self, inventory: Inventory) -> None:
        self._inventories.append(inventory)
        destination = record(InventoryDestination, inventory.destination)
        assert destination is not None  # a required member
        target, prefix = destination.bucket, destination.prefix
        if isinstance(target, Bucket):
            objects = target.arn_for_objects(f"{prefix}*" if prefix else "*")
            target.add_to_resource_policy(
                PolicyStatement(
                    actions=["s3:PutObject"],
                    resources=[target.bucket_arn, objects],
                    principals=[ServicePrincipal("s3.amazonaws.com")],
                    conditions={"ArnLike": {"aws:SourceArn": self.bucket_arn}},
                )
            )

    def _publish(self, public: bool, blocked: BlockPublicAccess | None) -> None:
        self.disallow_public_access = blocked.block_public_policy if blocked is not None else None
        if not public:
            return
        if blocked is None:
            raise ValueError(
                "Cannot use 'publicReadAccess' property on a bucket without allowing bucket-level "
                "public access through 'blockPublicAccess' property."
            )
        self.grant_public_access()

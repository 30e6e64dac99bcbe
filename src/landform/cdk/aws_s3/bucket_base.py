"""What buckets of the app and imported buckets share."""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.principals import AccountPrincipal, ArnPrincipal
from landform.cdk.aws_iam.protocols import AddToResourcePolicyResult
from landform.cdk.aws_s3.bucket_policy import BucketPolicy
from landform.cdk.aws_s3.grants import BucketGrants
from landform.cdk.aws_s3.options import EventType
from landform.cdk.aws_s3.trail import cloud_trail_rule
from landform.cdk.core.fn import Fn
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource


class BucketBase(Native, Resource):
    """Addresses, policy and grants."""

    bucket_arn: str
    bucket_name: str
    bucket_domain_name: str
    bucket_regional_domain_name: str
    bucket_dual_stack_domain_name: str
    encryption_key: Any = None
    is_website: bool | None = None
    policy: BucketPolicy | None = None
    disallow_public_access: bool | None = None
    auto_create_policy = False

    replication_role_arn: str | None = None
    _website_url = ""

    @property
    def bucket_website_url(self) -> str:
        """The website's address."""
        return self._website_url

    @property
    def bucket_website_domain_name(self) -> str:
        """The website's host."""
        return Fn.select(2, Fn.split("/", self.bucket_website_url))

    @property
    def grants(self) -> BucketGrants:
        """The grants on the bucket."""
        return BucketGrants(self)

    def add_to_resource_policy(self, permission: PolicyStatement) -> AddToResourcePolicyResult:
        """Add to the bucket's policy."""
        if self.policy is None and self.auto_create_policy:
            self.policy = BucketPolicy(self, "Policy", bucket=self)
        if self.policy is None:
            return AddToResourcePolicyResult(statement_added=False)
        self.policy.document.add_statements(permission)
        return AddToResourcePolicyResult(statement_added=True, policy_dependable=self.policy)

    def arn_for_objects(self, key_pattern: str) -> str:
        """The ARN of objects."""
        return f"{self.bucket_arn}/{key_pattern}"

    def s3_url_for_object(self, key: str | None = None) -> str:
        """`s3://…`"""
        return _url(f"s3://{self.bucket_name}", key)

    def url_for_object(self, key: str | None = None) -> str:
        """The address with the bucket in the path."""
        host = f"s3.{self.env.region}.{self.stack.url_suffix}"
        return _url(f"https://{host}/{self.bucket_name}", key)

    def virtual_hosted_url_for_object(self, key: str | None = None, *, regional: bool | None = None) -> str:
        """The address with the bucket in the host."""
        domain = self.bucket_domain_name if regional is False else self.bucket_regional_domain_name
        return _url(f"https://{domain}", key)

    def transfer_acceleration_url_for_object(
        self, key: str | None = None, *, dual_stack: bool | None = None
    ) -> str:
        """The address for accelerated transfers."""
        host = "s3-accelerate.dualstack" if dual_stack else "s3-accelerate"
        return _url(f"https://{self.bucket_name}.{host}.amazonaws.com", key or "")

    def grant_read(self, identity: Any, objects_key_pattern: Any = None) -> Grant:
        """Read objects and list the bucket."""
        return self.grants.read(identity, objects_key_pattern)

    def grant_write(
        self,
        identity: Any,
        objects_key_pattern: Any = None,
        allowed_action_patterns: Sequence[str] | None = None,
    ) -> Grant:
        """Write and delete objects."""
        return self.grants.write(identity, objects_key_pattern, allowed_action_patterns)

    def grant_read_write(self, identity: Any, objects_key_pattern: Any = None) -> Grant:
        """Read, write and delete objects."""
        return self.grants.read_write(identity, objects_key_pattern)

    def grant_put(self, identity: Any, objects_key_pattern: Any = None) -> Grant:
        """Write objects."""
        return self.grants.put(identity, objects_key_pattern)

    def grant_put_acl(self, identity: Any, objects_key_pattern: str | None = None) -> Grant:
        """Set the access control lists of objects."""
        return self.grants.put_acl(identity, objects_key_pattern)

    def grant_delete(self, identity: Any, objects_key_pattern: Any = None) -> Grant:
        """Delete objects."""
        return self.grants.delete(identity, objects_key_pattern)

    def grant_public_access(self, key_prefix: str | None = None, *allowed_actions: str) -> Grant:
        """Let everyone read objects."""
        return self.grants.public_access(key_prefix, *allowed_actions)

    def grant_replication_permission(self, identity: Any, **props: Any) -> Grant:
        """Replicate objects into other buckets."""
        return self.grants.replication_permission(identity, **props)

    def grant_on_key(self, grantee: Any, *actions: str) -> Any:
        """Use the bucket's key, where it has one."""
        from landform.cdk import aws_iam

        key = self.encryption_key
        return aws_iam.GrantOnKeyResult(grant=key.grant(grantee, *actions) if key is not None else None)

    _notifications: Any = None
    _notifications_handler_role: Any = None
    _skips_validation = False

    def add_event_notification(self, event: EventType, dest: Any, *filters: Any) -> None:
        """Tell a destination of an event."""
        self._with_notifications().add(event, dest, filters)

    def add_object_created_notification(self, dest: Any, *filters: Any) -> None:
        """Tell a destination of new objects."""
        self.add_event_notification(EventType.OBJECT_CREATED, dest, *filters)

    def add_object_removed_notification(self, dest: Any, *filters: Any) -> None:
        """Tell a destination of objects that are gone."""
        self.add_event_notification(EventType.OBJECT_REMOVED, dest, *filters)

    def enable_event_bridge_notification(self) -> None:
        """Tell the default event bus of everything."""
        self._with_notifications().enable_event_bridge()

    def _with_notifications(self) -> Any:
        if self._notifications is None:
            from landform.cdk.aws_s3.notifications import BucketNotifications

            self._notifications = BucketNotifications(
                self,
                "Notifications",
                bucket=self,
                role=self._notifications_handler_role,
                skips_validation=self._skips_validation,
            )
        return self._notifications

    def add_replication_policy(
        self, role_arn: str, access_control_transition: bool | None = None, account: str | None = None
    ) -> None:
        """Let a role of another account copy objects here, and own them here."""
        role = ArnPrincipal(role_arn)
        versioning = ["s3:GetBucketVersioning", "s3:PutBucketVersioning"]
        objects = [self.arn_for_objects("*")]
        for actions, resources in (
            (versioning, [self.bucket_arn]),
            (["s3:ReplicateObject", "s3:ReplicateDelete"], objects),
        ):
            self.add_to_resource_policy(
                PolicyStatement(actions=actions, resources=resources, principals=[role])
            )
        if access_control_transition:
            if account is None:
                raise ValueError("account must be specified to override ownership access control transition")
            self.add_to_resource_policy(
                PolicyStatement(
                    actions=["s3:ObjectOwnerOverrideToBucketOwner"],
                    resources=objects,
                    principals=[AccountPrincipal(account)],
                )
            )

    def on_cloud_trail_event(self, id: str, *, paths: Sequence[str] | None = None, **options: Any) -> Any:
        """A rule for API calls about the bucket; needs a trail."""
        return cloud_trail_rule(self, id, paths, None, options)

    def on_cloud_trail_put_object(
        self, id: str, *, paths: Sequence[str] | None = None, **options: Any
    ) -> Any:
        """A rule for uploads by PutObject; needs a trail."""
        return cloud_trail_rule(self, id, paths, ("PutObject",), options)

    def on_cloud_trail_write_object(
        self, id: str, *, paths: Sequence[str] | None = None, **options: Any
    ) -> Any:
        """A rule for everything that writes objects; needs a trail."""
        writes = ("CompleteMultipartUpload", "CopyObject", "PutObject")
        return cloud_trail_rule(self, id, paths, writes, options, written=True)


def _url(root: str, key: str | None) -> str:
    if key is None:
        return root
    return f"{root}/{key.removeprefix('/')}".removesuffix("/")

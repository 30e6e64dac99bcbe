"""The grants on a bucket, and which actions each of them means.

Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.principals import AnyPrincipal
from landform.cdk.core.checked import Checked

READ: Final = ("s3:GetObject*", "s3:GetBucket*", "s3:List*")
PUT: Final = (
    "s3:PutObject",
    "s3:PutObjectLegalHold",
    "s3:PutObjectRetention",
    "s3:PutObjectTagging",
    "s3:PutObjectVersionTagging",
    "s3:Abort*",
)
DELETE: Final = ("s3:DeleteObject*",)
PUT_ACL: Final = ("s3:PutObjectAcl", "s3:PutObjectVersionAcl")
KEY_READ: Final = ("kms:Decrypt", "kms:DescribeKey")
KEY_WRITE: Final = ("kms:Encrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Decrypt")


class BucketGrants(Checked):
    """The grants on a bucket."""

    def __init__(self, bucket: Any) -> None:
        self._bucket = bucket

    @staticmethod
    def from_bucket(bucket: Any) -> "BucketGrants":
        """The grants on a bucket."""
        return BucketGrants(bucket)

    def read(self, identity: Any, objects_key_pattern: Any = None) -> Grant:
        """Read objects and list the bucket."""
        return self._give(identity, READ, KEY_READ, objects_key_pattern, with_bucket=True)

    def write(
        self,
        identity: Any,
        objects_key_pattern: Any = None,
        allowed_action_patterns: Sequence[str] | None = None,
    ) -> Grant:
        """Write and delete objects."""
        actions = tuple(allowed_action_patterns) if allowed_action_patterns else (*DELETE, *PUT)
        return self._give(identity, actions, KEY_WRITE, objects_key_pattern, with_bucket=True)

    def read_write(self, identity: Any, objects_key_pattern: Any = None) -> Grant:
        """Read, write and delete objects."""
        key_actions = tuple(dict.fromkeys((*KEY_READ, *KEY_WRITE)))
        return self._give(
            identity, (*READ, *DELETE, *PUT), key_actions, objects_key_pattern, with_bucket=True
        )

    def put(self, identity: Any, objects_key_pattern: Any = None) -> Grant:
        """Write objects."""
        return self._give(identity, PUT, KEY_WRITE, objects_key_pattern)

    def put_acl(self, identity: Any, objects_key_pattern: str | None = None) -> Grant:
        """Set the access control lists of objects."""
        return self._give(identity, PUT_ACL, (), objects_key_pattern)

    def delete(self, grantee: Any, objects_key_pattern: Any = None) -> Grant:
        """Delete objects."""
        return self._give(grantee, DELETE, (), objects_key_pattern)

    def actions_on_object_keys(
        self, identity: Any, objects_key_pattern: str | None = None, *actions: str
    ) -> Grant:
        """Allow actions on objects."""
        return self._give(identity, actions, (), objects_key_pattern)

    def actions_on_bucket_and_object_keys(
        self, identity: Any, objects_key_pattern: str | None = None, *actions: str
    ) -> Grant:
        """Allow actions on the bucket and on objects."""
        return self._give(identity, actions, (), objects_key_pattern, with_bucket=True)

    def public_access(self, key_prefix: str | None = None, *allowed_actions: str) -> Grant:
        """Let everyone read objects."""
        if self._bucket.disallow_public_access:
            raise ValueError("Cannot grant public access when 'blockPublicPolicy' is enabled")
        actions = list(allowed_actions) or ["s3:GetObject"]
        statement = PolicyStatement(
            actions=actions,
            resources=[self._bucket.arn_for_objects("*" if key_prefix is None else key_prefix)],
            principals=[AnyPrincipal()],
        )
        return Grant.add_statement_to_resource_policy(
            actions=actions,
            grantee=AnyPrincipal(),
            resource=self._bucket,
            resource_arns=statement.resources,
            statement=statement,
        )

    def replication_permission(
        self, identity: Any, *, destinations: Sequence[Any], source_decryption_key: Any = None
    ) -> Grant:
        """Read objects here and write copies into other buckets, with the keys of both sides."""
        from landform.cdk.aws_s3.replication import READ_OBJECTS, READ_SOURCE, WRITE

        del source_decryption_key  # the bucket's own key decides, as in the API's library
        targets = [each if isinstance(each, Mapping) else dict(each) for each in destinations]
        if not targets:
            raise ValueError("At least one destination bucket must be specified in the destinations array")
        found = Grant.add_to_principal(
            grantee=identity, actions=list(READ_SOURCE), resource_arns=[self._bucket.bucket_arn]
        )
        for actions, arns in (
            (READ_OBJECTS, [self._bucket.arn_for_objects("*")]),
            (WRITE, [each["bucket"].arn_for_objects("*") for each in targets]),
        ):
            found = found.combine(
                Grant.add_to_principal(grantee=identity, actions=list(actions), resource_arns=arns)
            )
        for each in targets:
            if each.get("encryption_key") is not None:
                each["encryption_key"].grant_encrypt(identity)
        if self._bucket.encryption_key is not None:
            self._bucket.encryption_key.grant_decrypt(identity)
        return found

    def _give(
        self,
        grantee: Any,
        actions: Sequence[str],
        key_actions: Sequence[str],
        pattern: Any,
        *,
        with_bucket: bool = False,
    ) -> Grant:
        objects = self._bucket.arn_for_objects("*" if pattern is None else pattern)
        found = Grant.add_to_principal_or_resource(
            grantee=grantee,
            actions=list(actions),
            resource_arns=[self._bucket.bucket_arn, objects] if with_bucket else [objects],
            resource=self._bucket,
        )
        if key_actions and self._bucket.encryption_key is not None:
            self._bucket.encryption_key.grant(grantee, *key_actions)
        return found

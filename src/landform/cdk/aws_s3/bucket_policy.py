"""Policies of buckets.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-s3-bucketpolicy.html
"""

from typing import Any

from landform.cdk.aws_iam.policy_document import PolicyDocument
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource


class BucketPolicy(Native, Resource):
    """The policy of a bucket."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        bucket: Any,
        document: PolicyDocument | None = None,
        removal_policy: RemovalPolicy | None = None,
    ) -> None:
        super().__init__(scope, id)
        self.bucket = bucket
        self.document = document if document is not None else PolicyDocument()
        import landform.cdk.aws_s3 as module

        self._resource = module.__getattr__("CfnBucketPolicy")(
            self, "Resource", bucket=bucket.bucket_name, policy_document=self.document
        )
        if removal_policy is not None:
            self._resource.apply_removal_policy(removal_policy)
        self.node.add_validation(self.document.validate_for_resource_policy)

    @staticmethod
    def from_cfn_bucket_policy(cfn_bucket_policy: Any) -> "BucketPolicy":
        """A plain resource of the app as a policy; its document is taken over."""
        from landform.cdk.aws_s3.imported_bucket import BucketAttributes, ImportedBucket

        name = cfn_bucket_policy.bucket
        bucket = ImportedBucket(cfn_bucket_policy, "Bucket", BucketAttributes(bucket_name=name))
        given = cfn_bucket_policy.policy_document
        document = given if isinstance(given, PolicyDocument) else PolicyDocument.from_json(given)
        made = BucketPolicy(cfn_bucket_policy, "@FromCfnBucketPolicy", bucket=bucket, document=document)
        made.node.try_remove_child("Resource")  # the resource is there already
        made._resource = cfn_bucket_policy
        cfn_bucket_policy.policy_document = document
        return made

    def apply_removal_policy(self, removal_policy: RemovalPolicy) -> None:
        """Say what becomes of the policy when it is removed or replaced."""
        self._resource.apply_removal_policy(removal_policy)

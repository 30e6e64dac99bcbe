"""Emptying a bucket before it is deleted, which S3 asks for.

Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/delete-bucket.html
"""

from typing import Any, Final

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.principals import ArnPrincipal
from landform.cdk.core.custom_resource import CustomResource
from landform.cdk.core.custom_resource_provider import OwnResourceProvider
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.tags import Tags

TYPE: Final = "Custom::S3AutoDeleteObjects"
MARK: Final = "aws-cdk:auto-delete-objects"
_ACTIONS: Final = ("s3:PutBucketPolicy", "s3:GetBucket*", "s3:List*", "s3:DeleteObject*")


def delete_objects_with(bucket: Any, removal_policy: RemovalPolicy | None) -> None:
    """Have all objects deleted when the bucket is."""
    if removal_policy is not RemovalPolicy.DESTROY:
        raise ValueError(
            "Cannot use 'autoDeleteObjects' property on a bucket without setting removal policy to 'DESTROY'."
        )
    provider = OwnResourceProvider.get_or_create(
        bucket,
        TYPE,
        "auto_delete",
        description=f"Lambda function for auto-deleting objects in {bucket.bucket_name} S3 bucket.",
    )
    bucket.add_to_resource_policy(
        PolicyStatement(
            actions=list(_ACTIONS),
            resources=[bucket.bucket_arn, bucket.arn_for_objects("*")],
            principals=[ArnPrincipal(provider.role_arn)],
        )
    )
    resource = CustomResource(
        bucket,
        "AutoDeleteObjectsCustomResource",
        resource_type=TYPE,
        service_token=provider.service_token,
        properties={"BucketName": bucket.bucket_name},
    )
    if bucket.policy is not None:
        resource.node.add_dependency(bucket.policy)  # without it the function may not delete
    Tags.of(bucket._resource).add(MARK, "true")

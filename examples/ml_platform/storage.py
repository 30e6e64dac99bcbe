"""Where models are kept: a versioned, encrypted bucket that outlives its stack."""

from aws_cdk import CfnOutput, Duration, RemovalPolicy, Stack
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from constructs import Construct


class StorageStack(Stack):
    """Others use `bucket`; who is let read it may use its key, too."""

    def __init__(self, scope: Construct, construct_id: str, *, keep_old_models_days: int = 90) -> None:
        super().__init__(scope, construct_id, description="Where models are kept.")
        self.key = kms.Key(
            self,
            "ModelKey",
            description="Encrypts the models",
            enable_key_rotation=True,
            removal_policy=RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
        )
        self.bucket = s3.Bucket(
            self,
            "ModelBucket",
            encryption=s3.BucketEncryption.KMS,
            encryption_key=self.key,
            bucket_key_enabled=True,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            enforce_ssl=True,
            versioned=True,
            lifecycle_rules=[
                s3.LifecycleRule(
                    id="OldVersions", noncurrent_version_expiration=Duration.days(keep_old_models_days)
                )
            ],
            removal_policy=RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
        )
        CfnOutput(self, "ModelBucketName", value=self.bucket.bucket_name)

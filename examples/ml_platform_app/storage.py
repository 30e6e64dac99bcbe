"""Where models are kept: a versioned, encrypted bucket that outlives its stack's updates."""

from aws_cdk import Aws, CfnDeletionPolicy, CfnOutput, Stack
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from constructs import Construct


class StorageStack(Stack):
    """Others use `bucket` and `key`."""

    def __init__(self, scope: Construct, construct_id: str, *, keep_old_models_days: int = 90) -> None:
        super().__init__(scope, construct_id, description="Where models are kept.")
        self.key = kms.CfnKey(
            self,
            "ModelKey",
            description="Encrypts the models",
            enable_key_rotation=True,
            key_policy={
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Principal": {"AWS": f"arn:{Aws.PARTITION}:iam::{Aws.ACCOUNT_ID}:root"},
                        "Action": "kms:*",
                        "Resource": "*",
                    }
                ],
            },
        )
        self.bucket = self._bucket(keep_old_models_days)
        self._only_over_tls()
        CfnOutput(self, "ModelBucketName", value=self.bucket.ref)

    def _bucket(self, keep_old_models_days: int) -> s3.CfnBucket:
        bucket = s3.CfnBucket(
            self,
            "ModelBucket",
            bucket_name=f"ml-models-{Aws.ACCOUNT_ID}-{Aws.REGION}",
            versioning_configuration={"status": "Enabled"},
            bucket_encryption={
                "server_side_encryption_configuration": [
                    {
                        "server_side_encryption_by_default": {
                            "sse_algorithm": "aws:kms",
                            "kms_master_key_id": self.key.attr_arn,
                        },
                        "bucket_key_enabled": True,
                    }
                ]
            },
            public_access_block_configuration={
                "block_public_acls": True,
                "block_public_policy": True,
                "ignore_public_acls": True,
                "restrict_public_buckets": True,
            },
            lifecycle_configuration={
                "rules": [
                    {
                        "id": "OldVersions",
                        "status": "Enabled",
                        "noncurrent_version_expiration": {"noncurrent_days": keep_old_models_days},
                    }
                ]
            },
        )
        bucket.cfn_options.deletion_policy = CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE
        bucket.cfn_options.update_replace_policy = CfnDeletionPolicy.RETAIN
        return bucket

    def _only_over_tls(self) -> None:
        s3.CfnBucketPolicy(
            self,
            "ModelBucketPolicy",
            bucket=self.bucket.ref,
            policy_document={
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Sid": "OnlyOverTls",
                        "Effect": "Deny",
                        "Principal": "*",
                        "Action": "s3:*",
                        "Resource": [self.bucket.attr_arn, f"{self.bucket.attr_arn}/*"],
                        "Condition": {"Bool": {"aws:SecureTransport": False}},
                    }
                ],
            },
        )

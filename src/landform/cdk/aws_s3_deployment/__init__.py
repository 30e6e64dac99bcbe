"""Files of the app in buckets: what they are made of, how they are stored, and what puts them there.

Source: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_s3_deployment-readme.html
"""

from landform.cdk.l1.service import service_members

_HOMES = {
    "BucketDeployment": "bucket_deployment",
    "CacheControl": "cache_control",
    "DeployTimeSubstitutedFile": "substituted_file",
    "ServerSideEncryption": "enums",
    "Source": "sources",
    "StorageClass": "enums",
}

__getattr__, __dir__ = service_members(__name__, "", _HOMES)

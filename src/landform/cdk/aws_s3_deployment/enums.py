"""How objects are stored.

Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
"""

from enum import Enum


class ServerSideEncryption(Enum):
    """What objects are encrypted with."""

    AES_256 = "AES256"
    AWS_KMS = "aws:kms"
    AWS_KMS_DSSE = "aws:kms:dsse"


class StorageClass(Enum):
    """Where objects are kept."""

    STANDARD = "STANDARD"
    REDUCED_REDUNDANCY = "REDUCED_REDUNDANCY"
    STANDARD_IA = "STANDARD_IA"
    ONEZONE_IA = "ONEZONE_IA"
    INTELLIGENT_TIERING = "INTELLIGENT_TIERING"
    GLACIER = "GLACIER"
    DEEP_ARCHIVE = "DEEP_ARCHIVE"

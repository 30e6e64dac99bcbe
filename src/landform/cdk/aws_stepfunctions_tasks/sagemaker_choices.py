"""The choices of SageMaker's tasks.

Source: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTrainingJob.html
"""

from enum import Enum


class AssembleWith(Enum):
    """How results are put together."""

    NONE = "None"
    LINE = "Line"


class BatchStrategy(Enum):
    """How many records a request has."""

    MULTI_RECORD = "MultiRecord"
    SINGLE_RECORD = "SingleRecord"


class CompressionType(Enum):
    """How data are packed."""

    NONE = "None"
    GZIP = "Gzip"


class InputMode(Enum):
    """How data come to the training."""

    PIPE = "Pipe"
    FILE = "File"
    FAST_FILE = "FastFile"


class Mode(Enum):
    """How many models a container has."""

    SINGLE_MODEL = "SingleModel"
    MULTI_MODEL = "MultiModel"


class RecordWrapperType(Enum):
    """What is put around records."""

    NONE = "None"
    RECORD_IO = "RecordIO"


class S3DataDistributionType(Enum):
    """Which machine gets which data."""

    FULLY_REPLICATED = "FullyReplicated"
    SHARDED_BY_S3_KEY = "ShardedByS3Key"


class S3DataType(Enum):
    """What an address names."""

    MANIFEST_FILE = "ManifestFile"
    S3_PREFIX = "S3Prefix"
    AUGMENTED_MANIFEST_FILE = "AugmentedManifestFile"


class SplitType(Enum):
    """How data are taken apart."""

    NONE = "None"
    LINE = "Line"
    RECORD_IO = "RecordIO"
    TF_RECORD = "TFRecord"

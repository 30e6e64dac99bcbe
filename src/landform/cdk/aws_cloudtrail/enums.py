"""Which events a trail keeps.

Source: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html
"""

from enum import Enum
from typing import ClassVar

from landform.cdk.core.native import Native


class ReadWriteType(Enum):
    """Events that read, that write, both or none."""

    READ_ONLY = "ReadOnly"
    WRITE_ONLY = "WriteOnly"
    ALL = "All"
    NONE = "None"


class DataResourceType(Enum):
    """What data events are about."""

    LAMBDA_FUNCTION = "AWS::Lambda::Function"
    S3_OBJECT = "AWS::S3::Object"


class ManagementEventSources(Enum):
    """Services whose many management events can be left out."""

    KMS = "kms.amazonaws.com"
    RDS_DATA_API = "rdsdata.amazonaws.com"


class InsightType(Native):
    """Unusual activity that is looked for."""

    API_CALL_RATE: ClassVar["InsightType"]
    API_ERROR_RATE: ClassVar["InsightType"]

    def __init__(self, value: str) -> None:
        self.value = value


InsightType.API_CALL_RATE = InsightType("ApiCallRateInsight")
InsightType.API_ERROR_RATE = InsightType("ApiErrorRateInsight")

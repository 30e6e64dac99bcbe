"""Values that CloudFormation reads from other services when it deploys.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
"""

from enum import Enum

from landform.cdk.core.tokens import Intrinsic


class CfnDynamicReferenceService(Enum):
    """Where a value is read."""

    SSM = "ssm"
    SSM_SECURE = "ssm-secure"
    SECRETS_MANAGER = "secretsmanager"


class CfnDynamicReference(Intrinsic):
    """`{{resolve:service:key}}`"""

    def __init__(self, service: CfnDynamicReferenceService, key: str) -> None:
        super().__init__(f"{{{{resolve:{service.value}:{key}}}}}")

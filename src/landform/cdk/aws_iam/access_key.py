"""Access keys of users.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-accesskey.html
"""

from enum import Enum
from typing import Any

from landform.cdk.aws_iam.policy import l1
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.secret_value import SecretValue


class AccessKeyStatus(Enum):
    """Whether a key can be used."""

    ACTIVE = "Active"
    INACTIVE = "Inactive"
    EXPIRED = "Expired"


class AccessKey(Native, Resource):
    """An access key."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        user: Any,
        serial: float | None = None,
        status: AccessKeyStatus | None = None,
    ) -> None:
        super().__init__(scope, id)
        resource = l1("CfnAccessKey")(
            self, "Resource", user_name=user.user_name, serial=serial, status=status
        )
        self.access_key_id: str = resource.ref
        self.secret_access_key = SecretValue.resource_attribute(resource.attr_secret_access_key)

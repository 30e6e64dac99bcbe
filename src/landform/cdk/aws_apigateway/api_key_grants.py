"""The grants on an API key.

Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-create-and-manage-api.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.core.arn import ArnFormat
from landform.cdk.core.native import Native
from landform.cdk.core.stack import Stack

_READ: Final = ("apigateway:GET",)
_WRITE: Final = ("apigateway:POST", "apigateway:PUT", "apigateway:PATCH", "apigateway:DELETE")


class ApiKeyGrants(Native):
    """The grants on an API key."""

    def __init__(self, resource: Any) -> None:
        self.resource = resource

    @staticmethod
    def from_api_key(resource: Any) -> "ApiKeyGrants":
        """The grants on a key."""
        return ApiKeyGrants(resource)

    def actions(
        self, grantee: Any, actions: Sequence[str], *, resource_arns: Sequence[str] | None = None
    ) -> Grant:
        """Allow actions."""
        arns = list(resource_arns) if resource_arns is not None else [key_arn(self.resource)]
        return Grant.add_to_principal(grantee=grantee, actions=list(actions), resource_arns=arns)

    def read(self, grantee: Any) -> Grant:
        """Read it."""
        return self.actions(grantee, _READ)

    def write(self, grantee: Any) -> Grant:
        """Change and delete it."""
        return self.actions(grantee, _WRITE)

    def read_write(self, grantee: Any) -> Grant:
        """Read, change and delete it."""
        return self.actions(grantee, (*_READ, *_WRITE))


def key_arn(key: Any) -> str:
    """The ARN of a key."""
    return Stack.of(key).format_arn(
        service="apigateway",
        account="",
        resource="/apikeys",
        arn_format=ArnFormat.SLASH_RESOURCE_NAME,
        resource_name=key.api_key_ref.api_key_id,
    )

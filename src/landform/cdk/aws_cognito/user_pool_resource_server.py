"""Resource servers: what scopes are for.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cognito-userpoolresourceserver.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.api import reference_of
from landform.cdk.aws_cognito.scopes import ResourceServerScope
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class


class UserPoolResourceServer(Native, Resource):
    """A resource server."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        identifier: str,
        user_pool: Any,
        scopes: Sequence[ResourceServerScope] | None = None,
        user_pool_resource_server_name: str | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=identifier)
        resource = cfn_class("aws_cognito", "CfnUserPoolResourceServer")(
            self,
            "Resource",
            identifier=self.physical_name,
            name=user_pool_resource_server_name
            if user_pool_resource_server_name is not None
            else self.physical_name,
            scopes=(
                [
                    {"scope_name": each.scope_name, "scope_description": each.scope_description}
                    for each in scopes
                ]
                if scopes is not None
                else None
            ),
            user_pool_id=user_pool.user_pool_ref.user_pool_id,
        )
        self.user_pool_resource_server_id: str = resource.ref
        self.user_pool_resource_server_ref = reference_of(
            identifier=self.physical_name,
            user_pool_id=user_pool.user_pool_ref.user_pool_id,
        )

    @staticmethod
    def from_user_pool_resource_server_id(
        scope: Any, id: str, user_pool_resource_server_id: str
    ) -> "ImportedResourceServer":
        """A resource server that exists already."""
        return ImportedResourceServer(scope, id, user_pool_resource_server_id)


class ImportedResourceServer(Native, Resource):
    """A resource server that exists already."""

    def __init__(self, scope: Any, id: str, server_id: str) -> None:
        super().__init__(scope, id)
        self.user_pool_resource_server_id = server_id
        self.user_pool_resource_server_ref = reference_of(identifier=server_id)

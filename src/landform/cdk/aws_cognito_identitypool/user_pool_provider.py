"""User pools as providers of identities.

Source: https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-integrating-user-pools-with-identity-pools.html
"""

from typing import Any

from landform.cdk.core.native import Native
from landform.cdk.core.stack import Stack
from landform.cdk.l1.lookup import given


class UserPoolAuthenticationProvider(Native):
    """A user pool, by a client of it."""

    def __init__(
        self,
        *,
        user_pool: Any,
        disable_server_side_token_check: bool | None = None,
        user_pool_client: Any = None,
    ) -> None:
        self._pool = user_pool
        self._client = (
            user_pool_client
            if user_pool_client is not None
            else user_pool.add_client("UserPoolAuthenticationProviderClient")
        )
        self._is_checked = not disable_server_side_token_check

    def bind(self, scope: Any, identity_pool: Any, **_options: Any) -> Any:
        """What the identity pool says of it."""
        identity_pool.node.add_dependency(self._pool)
        identity_pool.node.add_dependency(self._client)
        stack = Stack.of(scope)
        name = f"cognito-idp.{stack.region}.{stack.url_suffix}/{self._pool.user_pool_id}"
        return given(
            "aws_cognito_identitypool",
            "UserPoolAuthenticationProviderBindConfig",
            {
                "client_id": self._client.user_pool_client_ref.client_id,
                "provider_name": name,
                "server_side_token_check": self._is_checked,
            },
        )

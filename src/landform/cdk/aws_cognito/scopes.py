"""What clients may ask for.

Source: https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html
"""

from typing import Any, ClassVar, Final

from landform.cdk.core.native import Native

_KNOWN: Final = {
    "PHONE": "phone",
    "EMAIL": "email",
    "OPENID": "openid",
    "PROFILE": "profile",
    "COGNITO_ADMIN": "aws.cognito.signin.user.admin",
}


class OAuthScope(Native):
    """What a client may ask for."""

    PHONE: ClassVar["OAuthScope"]
    EMAIL: ClassVar["OAuthScope"]
    OPENID: ClassVar["OAuthScope"]
    PROFILE: ClassVar["OAuthScope"]
    COGNITO_ADMIN: ClassVar["OAuthScope"]

    def __init__(self, scope_name: str) -> None:
        self.scope_name = scope_name

    @staticmethod
    def custom(name: str) -> "OAuthScope":
        """A scope of one's own, `server/scope`."""
        return OAuthScope(name)

    @staticmethod
    def resource_server(server: Any, scope: "ResourceServerScope") -> "OAuthScope":
        """A scope of a resource server."""
        return OAuthScope(f"{server.user_pool_resource_server_id}/{scope.scope_name}")


for _name, _scope in _KNOWN.items():
    setattr(OAuthScope, _name, OAuthScope(_scope))


class ResourceServerScope(Native):
    """A scope of a resource server."""

    def __init__(self, *, scope_description: str, scope_name: str) -> None:
        self.scope_name = scope_name
        self.scope_description = scope_description

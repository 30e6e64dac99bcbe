"""What providers of identities are called in identity pools.

Source: https://docs.aws.amazon.com/cognito/latest/developerguide/external-identity-providers.html
"""

from enum import Enum
from typing import Any, ClassVar

from landform.cdk.core.native import Native


class IdentityPoolProviderType(Enum):
    """The kinds of providers."""

    FACEBOOK = "Facebook"
    GOOGLE = "Google"
    AMAZON = "Amazon"
    APPLE = "Apple"
    TWITTER = "Twitter"
    OPEN_ID = "OpenId"
    SAML = "Saml"
    USER_POOL = "UserPool"
    CUSTOM = "Custom"


class IdentityPoolProviderUrl(Native):
    """What a provider is called."""

    FACEBOOK: ClassVar["IdentityPoolProviderUrl"]
    GOOGLE: ClassVar["IdentityPoolProviderUrl"]
    AMAZON: ClassVar["IdentityPoolProviderUrl"]
    APPLE: ClassVar["IdentityPoolProviderUrl"]
    TWITTER: ClassVar["IdentityPoolProviderUrl"]

    def __init__(self, type: IdentityPoolProviderType, value: str) -> None:
        self.type = type
        self.value = value

    @staticmethod
    def open_id(url: str) -> "IdentityPoolProviderUrl":
        """One that speaks OpenID Connect."""
        return IdentityPoolProviderUrl(IdentityPoolProviderType.OPEN_ID, url)

    @staticmethod
    def saml(url: str) -> "IdentityPoolProviderUrl":
        """One that speaks SAML."""
        return IdentityPoolProviderUrl(IdentityPoolProviderType.SAML, url)

    @staticmethod
    def user_pool(user_pool: Any, user_pool_client: Any) -> "IdentityPoolProviderUrl":
        """A user pool, by a client of it."""
        url = f"{user_pool.user_pool_provider_name}:{user_pool_client.user_pool_client_id}"
        return IdentityPoolProviderUrl(IdentityPoolProviderType.USER_POOL, url)

    @staticmethod
    def custom(url: str) -> "IdentityPoolProviderUrl":
        """Another one."""
        return IdentityPoolProviderUrl(IdentityPoolProviderType.CUSTOM, url)


for _name, _url in (
    ("FACEBOOK", "graph.facebook.com"),
    ("GOOGLE", "accounts.google.com"),
    ("AMAZON", "www.amazon.com"),
    ("APPLE", "appleid.apple.com"),
    ("TWITTER", "api.twitter.com"),
):
    setattr(IdentityPoolProviderUrl, _name, IdentityPoolProviderUrl(IdentityPoolProviderType[_name], _url))

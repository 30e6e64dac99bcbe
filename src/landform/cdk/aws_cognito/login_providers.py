"""Amazon, Apple, Facebook and Google as providers of identities.

Source: https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-social-idp.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_cognito.identity_provider import IdentityProviderBase
from landform.cdk.core.secret_value import SecretValue


class UserPoolIdentityProviderAmazon(IdentityProviderBase):
    """Login with Amazon."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        client_id: str,
        client_secret: str,
        user_pool: Any,
        attribute_mapping: Any = None,
        scopes: Sequence[str] | None = None,
    ) -> None:
        super().__init__(scope, id, user_pool=user_pool, attribute_mapping=attribute_mapping)
        details = {
            "client_id": client_id,
            "client_secret": client_secret,
            "authorize_scopes": " ".join(scopes if scopes is not None else ["profile"]),
        }
        self._made("LoginWithAmazon", details)


class UserPoolIdentityProviderApple(IdentityProviderBase):
    """Sign in with Apple."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        client_id: str,
        key_id: str,
        team_id: str,
        user_pool: Any,
        attribute_mapping: Any = None,
        private_key: str | None = None,
        private_key_value: SecretValue | None = None,
        scopes: Sequence[str] | None = None,
    ) -> None:
        super().__init__(scope, id, user_pool=user_pool, attribute_mapping=attribute_mapping)
        details = {
            "client_id": client_id,
            "team_id": team_id,
            "key_id": key_id,
            "private_key": _one_of("private_key", private_key, private_key_value),
            "authorize_scopes": " ".join(scopes if scopes is not None else ["name"]),
        }
        self._made("SignInWithApple", details)


class UserPoolIdentityProviderFacebook(IdentityProviderBase):
    """Facebook login."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        client_id: str,
        client_secret: str,
        user_pool: Any,
        api_version: str | None = None,
        attribute_mapping: Any = None,
        scopes: Sequence[str] | None = None,
    ) -> None:
        super().__init__(scope, id, user_pool=user_pool, attribute_mapping=attribute_mapping)
        details = {
            "client_id": client_id,
            "client_secret": client_secret,
            "authorize_scopes": ",".join(scopes if scopes is not None else ["public_profile"]),
            "api_version": api_version,
        }
        self._made("Facebook", details)


class UserPoolIdentityProviderGoogle(IdentityProviderBase):
    """Google login."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        client_id: str,
        user_pool: Any,
        attribute_mapping: Any = None,
        client_secret: str | None = None,
        client_secret_value: SecretValue | None = None,
        scopes: Sequence[str] | None = None,
    ) -> None:
        super().__init__(scope, id, user_pool=user_pool, attribute_mapping=attribute_mapping)
        details = {
            "client_id": client_id,
            "client_secret": _one_of("client_secret", client_secret, client_secret_value),
            "authorize_scopes": " ".join(scopes if scopes is not None else ["profile"]),
        }
        self._made("Google", details)


def _one_of(name: str, text: str | None, value: SecretValue | None) -> Any:
    if (text is None) == (value is None):
        raise ValueError(f'Exactly one of "{name}" or "{name}_value" must be configured.')
    return value.unsafe_unwrap() if value is not None else text

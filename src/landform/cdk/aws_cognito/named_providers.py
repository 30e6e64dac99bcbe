"""OpenID Connect and SAML as providers of identities.

Source: https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-identity-federation.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_cognito.enums import (
    OidcAttributeRequestMethod,
    SigningAlgorithm,
    UserPoolIdentityProviderSamlMetadataType,
)
from landform.cdk.aws_cognito.identity_provider import IdentityProviderBase
from landform.cdk.core.names import Names
from landform.cdk.core.native import Native
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

_SHORTEST: Final = 3  # letters of a name
_LONGEST: Final = 32
_SAML_HEAD: Final = 12  # letters of a name that is cut in the middle


class UserPoolIdentityProviderOidc(IdentityProviderBase):
    """A provider that speaks OpenID Connect."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        client_id: str,
        client_secret: str,
        issuer_url: str,
        user_pool: Any,
        attribute_mapping: Any = None,
        attribute_request_method: OidcAttributeRequestMethod | None = None,
        endpoints: Any = None,
        identifiers: Sequence[str] | None = None,
        name: str | None = None,
        scopes: Sequence[str] | None = None,
    ) -> None:
        super().__init__(scope, id, user_pool=user_pool, attribute_mapping=attribute_mapping)
        _check_name(name)
        places = given("aws_cognito", "OidcEndpoints", endpoints) or given("aws_cognito", "AuthFlow", {})
        method = attribute_request_method or OidcAttributeRequestMethod.GET
        details = {
            "client_id": client_id,
            "client_secret": client_secret,
            "authorize_scopes": " ".join(scopes if scopes is not None else ["openid"]),
            "attributes_request_method": method.value,
            "oidc_issuer": issuer_url,
            "authorize_url": places.get("authorization"),
            "token_url": places.get("token"),
            "attributes_url": places.get("user_info"),
            "jwks_uri": places.get("jwks_uri"),
        }
        self._made("OIDC", details, name=name or _name_of(self, _LONGEST // 2), identifiers=identifiers)


class UserPoolIdentityProviderSamlMetadata(Native):
    """The metadata of a SAML provider."""

    def __init__(
        self, metadata_content: str, metadata_type: UserPoolIdentityProviderSamlMetadataType
    ) -> None:
        self.metadata_content = metadata_content
        self.metadata_type = metadata_type

    @staticmethod
    def url(url: str) -> "UserPoolIdentityProviderSamlMetadata":
        """At a URL."""
        return UserPoolIdentityProviderSamlMetadata(url, UserPoolIdentityProviderSamlMetadataType.URL)

    @staticmethod
    def file(file_content: str) -> "UserPoolIdentityProviderSamlMetadata":
        """The content of a file."""
        return UserPoolIdentityProviderSamlMetadata(
            file_content, UserPoolIdentityProviderSamlMetadataType.FILE
        )


class UserPoolIdentityProviderSaml(IdentityProviderBase):
    """A provider that speaks SAML."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        metadata: UserPoolIdentityProviderSamlMetadata,
        user_pool: Any,
        attribute_mapping: Any = None,
        encrypted_responses: bool | None = None,
        identifiers: Sequence[str] | None = None,
        idp_initiated: bool | None = None,
        idp_signout: bool | None = None,
        name: str | None = None,
        request_signing_algorithm: SigningAlgorithm | None = None,
    ) -> None:
        super().__init__(scope, id, user_pool=user_pool, attribute_mapping=attribute_mapping)
        _check_name(name)
        is_url = metadata.metadata_type is UserPoolIdentityProviderSamlMetadataType.URL
        signing = request_signing_algorithm
        details = {
            "IDPSignout": bool(idp_signout),
            "MetadataURL": metadata.metadata_content if is_url else None,
            "MetadataFile": None if is_url else metadata.metadata_content,
            "EncryptedResponses": encrypted_responses,
            "RequestSigningAlgorithm": signing.value if signing is not None else None,
            "IDPInit": idp_initiated,
        }
        self._made("SAML", details, name=name or _name_of(self, _SAML_HEAD), identifiers=identifiers)


def _check_name(name: str | None) -> None:
    if name is not None and not is_unresolved(name) and not _SHORTEST <= len(name) <= _LONGEST:
        raise ValueError(
            f"Expected provider name to be between {_SHORTEST} and {_LONGEST} characters, received {name} "
            f"({len(name)} characters)"
        )


def _name_of(provider: Any, head: int) -> str:
    """A name from its place in the tree; one that is too long is cut in the middle, behind the head."""
    unique = Names.unique_id(provider)
    return unique if len(unique) <= _LONGEST else f"{unique[:head]}{unique[head - _LONGEST :]}"

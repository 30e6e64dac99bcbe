"""Providers of identities: who else says who a user is.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cognito-userpoolidentityprovider.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.api import reference_of
from landform.cdk.aws_cognito.attributes import STANDARD
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class, given


class UserPoolIdentityProvider(Native):
    """Finds providers that exist already."""

    @staticmethod
    def from_provider_name(scope: Any, id: str, provider_name: str) -> "ImportedIdentityProvider":
        """A provider that exists already."""
        return ImportedIdentityProvider(scope, id, provider_name)


class ImportedIdentityProvider(Native, Resource):
    """A provider that exists already."""

    def __init__(self, scope: Any, id: str, provider_name: str) -> None:
        super().__init__(scope, id)
        self.provider_name = provider_name
        self.user_pool_identity_provider_ref = reference_of(provider_name=provider_name)


class IdentityProviderBase(Native, Resource):
    """What all providers share."""

    provider_name: str

    def __init__(self, scope: Any, id: str, *, user_pool: Any, attribute_mapping: Any = None) -> None:
        super().__init__(scope, id)
        self._user_pool = user_pool
        self._mapping = given("aws_cognito", "AttributeMapping", attribute_mapping)
        user_pool.register_identity_provider(self)

    def _made(
        self,
        kind: str,
        details: dict[str, Any],
        *,
        name: str | None = None,
        identifiers: Sequence[str] | None = None,
    ) -> None:
        """Make its resource."""
        resource = cfn_class("aws_cognito", "CfnUserPoolIdentityProvider")(
            self,
            "Resource",
            user_pool_id=self._user_pool.user_pool_id,
            provider_name=name or kind,
            provider_type=kind,
            provider_details={key: value for key, value in details.items() if value is not None},
            idp_identifiers=identifiers,
            attribute_mapping=self._mapped(),
        )
        self.provider_name = self._get_resource_name_attribute(resource.ref)
        self.user_pool_identity_provider_ref = reference_of(
            provider_name=self.provider_name, user_pool_id=self._user_pool.user_pool_id
        )

    def _mapped(self) -> dict[str, str] | None:
        """Which attribute of the pool comes from which of the provider."""
        if self._mapping is None:
            return None
        found = {
            STANDARD[name]: each.attribute_name
            for name, each in self._mapping.items()
            if name != "custom" and each is not None
        }
        custom = self._mapping.custom or {}
        return {**found, **{name: each.attribute_name for name, each in custom.items()}} or None

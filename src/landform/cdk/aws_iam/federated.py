"""Principals of identity providers outside AWS.

Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers.html
"""

from typing import Any

from landform.cdk.aws_iam.principals import PrincipalBase
from landform.cdk.aws_iam.protocols import Conditions, PrincipalPolicyFragment

SAML_SIGN_IN = "https://signin.aws.amazon.com/saml"


class FederatedPrincipal(PrincipalBase):
    """A federated identity provider."""

    def __init__(
        self,
        federated: str,
        conditions: Conditions | None = None,
        assume_role_action: str | None = None,
    ) -> None:
        self.federated = federated
        self.conditions = dict(conditions or {})
        self.assume_role_action = assume_role_action or "sts:AssumeRole"

    @property
    def policy_fragment(self) -> PrincipalPolicyFragment:
        """How statements name it."""
        return PrincipalPolicyFragment({"Federated": [self.federated]}, self.conditions)

    def to_string(self) -> str:
        """As text."""
        return f"{type(self).__name__}({self.federated})"


class WebIdentityPrincipal(FederatedPrincipal):
    """A web identity provider, such as Cognito."""

    def __init__(self, identity_provider: str, conditions: Conditions | None = None) -> None:
        super().__init__(identity_provider, conditions, "sts:AssumeRoleWithWebIdentity")


class OpenIdConnectPrincipal(WebIdentityPrincipal):
    """An OpenID Connect provider of the account."""

    def __init__(self, open_id_connect_provider: Any, conditions: Conditions | None = None) -> None:
        super().__init__(_provider_arn(open_id_connect_provider), conditions)


class SamlPrincipal(FederatedPrincipal):
    """A SAML provider of the account."""

    def __init__(self, saml_provider: Any, conditions: Conditions) -> None:
        arn = getattr(saml_provider, "saml_provider_arn", None) or saml_provider.attr_arn
        super().__init__(arn, conditions, "sts:AssumeRoleWithSAML")


class SamlConsolePrincipal(SamlPrincipal):
    """A SAML provider that signs people in to the console."""

    def __init__(self, saml_provider: Any, conditions: Conditions | None = None) -> None:
        given = dict(conditions or {})
        equals = {"SAML:aud": SAML_SIGN_IN, **given.get("StringEquals", {})}
        super().__init__(saml_provider, {**given, "StringEquals": equals})


def _provider_arn(provider: Any) -> str:
    for name in ("open_id_connect_provider_arn", "oidc_provider_arn", "attr_arn"):
        found = getattr(provider, name, None)
        if found is not None:
            return str(found)
    raise TypeError(f"{provider!r} is not an OpenID Connect provider")

"""Identity providers of an account: SAML and OpenID Connect."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from landform.cdk.api import reference_of
from landform.cdk.aws_iam.policy import l1
from landform.cdk.core.arn import Arn
from landform.cdk.core.checked import Checked
from landform.cdk.core.custom_resource import CustomResource
from landform.cdk.core.custom_resource_provider import OwnResourceProvider
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.tokens import is_unresolved, token_text

OIDC_TYPE = "Custom::AWSCDKOpenIdConnectProvider"
REJECT_FLAG = "@aws-cdk/aws-iam:oidcRejectUnauthorizedConnections"
_THUMBPRINT_LETTERS: Final = 40
_HEXADECIMAL: Final = re.compile(r"[0-9a-fA-F]*")
_OIDC_STATEMENT = {
    "Effect": "Allow",
    "Resource": "*",
    "Action": [
        "iam:CreateOpenIDConnectProvider",
        "iam:DeleteOpenIDConnectProvider",
        "iam:UpdateOpenIDConnectProviderThumbprint",
        "iam:AddClientIDToOpenIDConnectProvider",
        "iam:RemoveClientIDFromOpenIDConnectProvider",
    ],
}


class SamlMetadataDocument(Checked):
    """The metadata a SAML provider publishes."""

    def __init__(self, xml: str) -> None:
        self.xml = xml

    @staticmethod
    def from_xml(xml: str) -> "SamlMetadataDocument":
        """From its text."""
        return SamlMetadataDocument(xml)

    @staticmethod
    def from_file(path: str) -> "SamlMetadataDocument":
        """From a file."""
        return SamlMetadataDocument(Path(path).read_text("utf-8"))


class SamlProvider(Native, Resource):
    """A SAML provider."""

    def __init__(
        self, scope: Any, id: str, *, metadata_document: SamlMetadataDocument, name: str | None = None
    ) -> None:
        super().__init__(scope, id)
        resource = l1("CfnSAMLProvider")(
            self, "Resource", name=name, saml_metadata_document=metadata_document.xml
        )
        self.saml_provider_arn: str = resource.ref

    @staticmethod
    def from_saml_provider_arn(scope: Any, id: str, saml_provider_arn: str) -> Any:
        """A provider that exists already."""
        imported: Any = Resource(scope, id)
        imported.saml_provider_arn = saml_provider_arn
        imported.saml_provider_ref = reference_of(saml_provider_arn=saml_provider_arn)
        return imported


class OidcProviderNative(Native, Resource):
    """An OpenID Connect provider."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        url: str,
        client_ids: Sequence[str] | None = None,
        oidc_provider_name: str | None = None,
        removal_policy: RemovalPolicy | None = None,
        thumbprints: Sequence[str] | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=oidc_provider_name)
        resource = l1("CfnOIDCProvider")(
            self,
            "Resource",
            url=url,
            client_id_list=list(client_ids) if client_ids is not None else None,
            thumbprint_list=_checked_thumbprints(thumbprints),
        )
        if removal_policy is not None:
            resource.apply_removal_policy(removal_policy)
        self.oidc_provider_thumbprints = list(thumbprints) if thumbprints is not None else None
        self.oidc_provider_arn: str = resource.ref
        self.open_id_connect_provider_arn = self.oidc_provider_arn
        self.oidc_provider_issuer = Arn.extract_resource_name(self.oidc_provider_arn, "oidc-provider")
        self.open_id_connect_provider_issuer = self.oidc_provider_issuer

    @staticmethod
    def from_oidc_provider_arn(scope: Any, id: str, oidc_provider_arn: str) -> Any:
        """A provider that exists already."""
        return _imported(scope, id, oidc_provider_arn)


class OpenIdConnectProvider(Native, Resource):
    """The older form of an OpenID Connect provider: a custom resource makes it."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        url: str,
        client_ids: Sequence[str] | None = None,
        removal_policy: RemovalPolicy | None = None,
        thumbprints: Sequence[str] | None = None,
    ) -> None:
        super().__init__(scope, id)
        provider = OwnResourceProvider.get_or_create(
            self, OIDC_TYPE, "oidc_provider", policy_statements=[_OIDC_STATEMENT]
        )
        resource = CustomResource(
            self,
            "Resource",
            resource_type=OIDC_TYPE,
            service_token=provider.service_token,
            properties={
                "ClientIDList": list(client_ids) if client_ids is not None else None,
                "ThumbprintList": list(thumbprints) if thumbprints is not None else None,
                "Url": url,
                "RejectUnauthorized": bool(FeatureFlags.of(self).is_enabled(REJECT_FLAG)),
                "CodeHash": provider.code_hash,
            },
            removal_policy=removal_policy,
        )
        self.open_id_connect_provider_arn: str = resource.ref
        self.oidc_provider_arn = self.open_id_connect_provider_arn
        self.open_id_connect_provider_issuer = Arn.extract_resource_name(resource.ref, "oidc-provider")
        self.open_id_connect_providerthumbprints = token_text(resource.get_att("Thumbprints"))

    @staticmethod
    def from_open_id_connect_provider_arn(scope: Any, id: str, open_id_connect_provider_arn: str) -> Any:
        """A provider that exists already."""
        return _imported(scope, id, open_id_connect_provider_arn)


def _imported(scope: Any, id: str, arn: str) -> Any:
    imported: Any = Resource(scope, id)
    imported.oidc_provider_arn = arn
    imported.oidc_provider_ref = reference_of(oidc_provider_arn=arn)
    imported.open_id_connect_provider_arn = arn
    issuer = Arn.extract_resource_name(arn, "oidc-provider")
    imported.oidc_provider_issuer = issuer
    imported.open_id_connect_provider_issuer = issuer
    return imported


def _checked_thumbprints(given: Sequence[str] | None) -> list[str] | None:
    if given is None:
        return None
    for each in given:
        if is_unresolved(each):
            continue
        if len(each) != _THUMBPRINT_LETTERS:
            raise ValueError(f"A thumbprint has {_THUMBPRINT_LETTERS} letters, not {len(each)}: {each}")
        if not _HEXADECIMAL.fullmatch(each):
            raise ValueError(f"A thumbprint is a hexadecimal number: {each}")
    return list(given)

"""Identity providers of an account: SAML and OpenID Connect."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from landform.cdk.aws_iam.policy import l1
from landform.cdk.core.arn import Arn
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource


class SamlMetadataDocument:
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
            thumbprint_list=list(thumbprints) if thumbprints is not None else None,
        )
        if removal_policy is not None:
            resource.apply_removal_policy(removal_policy)
        self.oidc_provider_arn: str = resource.ref
        self.open_id_connect_provider_arn = self.oidc_provider_arn
        self.oidc_provider_issuer = Arn.extract_resource_name(self.oidc_provider_arn, "oidc-provider")
        self.open_id_connect_provider_issuer = self.oidc_provider_issuer

    @staticmethod
    def from_oidc_provider_arn(scope: Any, id: str, oidc_provider_arn: str) -> Any:
        """A provider that exists already."""
        return _imported(scope, id, oidc_provider_arn)


class OpenIdConnectProvider:
    """The older form of an OpenID Connect provider; only those that exist already are native."""

    def __init__(self, scope: Any, id: str, **props: Any) -> None:
        raise TypeError(
            "aws_cdk.aws_iam.OpenIdConnectProvider is not native in Landform yet: it is made by a "
            "custom resource. "
            "Use OidcProviderNative, or run the app with `--jsii` to use aws-cdk-lib."
        )

    @staticmethod
    def from_open_id_connect_provider_arn(scope: Any, id: str, open_id_connect_provider_arn: str) -> Any:
        """A provider that exists already."""
        return _imported(scope, id, open_id_connect_provider_arn)


def _imported(scope: Any, id: str, arn: str) -> Any:
    imported: Any = Resource(scope, id)
    imported.oidc_provider_arn = arn
    imported.open_id_connect_provider_arn = arn
    issuer = Arn.extract_resource_name(arn, "oidc-provider")
    imported.oidc_provider_issuer = issuer
    imported.open_id_connect_provider_issuer = issuer
    return imported

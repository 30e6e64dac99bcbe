"""Identity pools.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cognito-identitypool.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.api import reference_of
from landform.cdk.aws_cognito_identitypool.role_mapping import rendered
from landform.cdk.aws_iam.federated import FederatedPrincipal
from landform.cdk.constructs import Construct
from landform.cdk.core.arn import ArnFormat
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.stack import Stack
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class, given

_MODULE: Final = "aws_cognito_identitypool"
_SERVICE: Final = "cognito-identity.amazonaws.com"


class IdentityPoolBase(Native, Resource):
    """What pools of the app and imported ones share."""

    identity_pool_id: str
    identity_pool_arn: str
    identity_pool_name: str | None = None

    @property
    def identity_pool_ref(self) -> Any:
        """What names the pool."""
        return reference_of(identity_pool_id=self.identity_pool_id)


class IdentityPool(IdentityPoolBase):
    """AWS credentials for users of other providers."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        allow_classic_flow: bool | None = None,
        allow_unauthenticated_identities: bool | None = None,
        authenticated_role: Any = None,
        authentication_providers: Any = None,
        identity_pool_name: str | None = None,
        role_mappings: Sequence[Any] | None = None,
        unauthenticated_role: Any = None,
    ) -> None:
        super().__init__(scope, id, physical_name=identity_pool_name)
        providers = given(_MODULE, "IdentityPoolAuthenticationProviders", authentication_providers or {})
        self._user_pools: list[Any] = []
        oidc, saml = providers.open_id_connect_providers, providers.saml_providers
        resource = cfn_class("aws_cognito", "CfnIdentityPool")(
            self,
            "Resource",
            allow_unauthenticated_identities=bool(allow_unauthenticated_identities),
            allow_classic_flow=allow_classic_flow,
            identity_pool_name=self.physical_name,
            developer_provider_name=providers.custom_provider,
            open_id_connect_provider_arns=(
                [each.oidc_provider_ref.oidc_provider_arn for each in oidc] if oidc else None
            ),
            saml_provider_arns=[each.saml_provider_ref.saml_provider_arn for each in saml] if saml else None,
            cognito_identity_providers=Lazy.any(lambda: self._user_pools),
            supported_login_providers=_logins(providers),
        )
        self.identity_pool_id = resource.ref
        self.identity_pool_name = resource.attr_name
        self.identity_pool_arn = self.stack.format_arn(
            service="cognito-identity",
            resource="identitypool",
            resource_name=self.identity_pool_id,
            arn_format=ArnFormat.SLASH_RESOURCE_NAME,
        )
        for each in providers.user_pools or ():
            self.add_user_pool_authentication(each)
        self.authenticated_role = authenticated_role or self._role("Authenticated")
        self.unauthenticated_role = unauthenticated_role or self._role("Unauthenticated")
        self.role_attachment = cfn_class("aws_cognito", "CfnIdentityPoolRoleAttachment")(
            Construct(self, "DefaultRoleAttachment"),
            "Resource",
            identity_pool_id=self.identity_pool_id,
            roles={
                "authenticated": self.authenticated_role.role_arn,
                "unauthenticated": self.unauthenticated_role.role_arn,
            },
            role_mappings=rendered(role_mappings),
        )

    @staticmethod
    def from_identity_pool_id(scope: Any, id: str, identity_pool_id: str) -> "ImportedIdentityPool":
        """A pool that exists already, in this environment."""
        arn = Stack.of(scope).format_arn(
            service="cognito-identity",
            resource="identitypool",
            resource_name=identity_pool_id,
            arn_format=ArnFormat.SLASH_RESOURCE_NAME,
        )
        return IdentityPool.from_identity_pool_arn(scope, id, arn)

    @staticmethod
    def from_identity_pool_arn(scope: Any, id: str, identity_pool_arn: str) -> "ImportedIdentityPool":
        """A pool that exists already."""
        stack = Stack.of(scope)
        found = stack.split_arn(identity_pool_arn, ArnFormat.SLASH_RESOURCE_NAME)
        pool_id = found.resource_name
        if not pool_id:
            raise ValueError(f"{identity_pool_arn!r} is no ARN of an identity pool: it names none")
        if not is_unresolved(pool_id):
            region, colon, _ = pool_id.partition(":")
            if not colon:
                raise ValueError(f"An id of an identity pool is <region>:<id>, got {pool_id!r}")
            known = found.region
            if known and not is_unresolved(known) and region != known:
                raise ValueError(f"The identity pool {pool_id!r} is not of the region {known}")
        return ImportedIdentityPool(scope, id, identity_pool_arn, pool_id)

    def add_user_pool_authentication(self, user_pool: Any) -> None:
        """Take users of a user pool."""
        bound = user_pool.bind(self, self)
        self._user_pools.append(
            {
                "ClientId": bound.client_id,
                "ProviderName": bound.provider_name,
                "ServerSideTokenCheck": bound.server_side_token_check,
            }
        )

    def _role(self, kind: str) -> Any:
        """The role of users that are known, or of those that are not."""
        from landform.cdk.aws_iam.role import Role

        conditions = {
            "StringEquals": {f"{_SERVICE}:aud": self.identity_pool_id},
            "ForAnyValue:StringLike": {f"{_SERVICE}:amr": kind.lower()},
        }
        return Role(
            self,
            f"{kind}Role",
            description=f"Default {kind} Role for Identity Pool {self.identity_pool_name}",
            assumed_by=FederatedPrincipal(_SERVICE, conditions, "sts:AssumeRoleWithWebIdentity"),
        )


class ImportedIdentityPool(IdentityPoolBase):
    """A pool that exists already."""

    def __init__(self, scope: Any, id: str, arn: str, pool_id: str) -> None:
        super().__init__(scope, id, environment_from_arn=arn)
        self.identity_pool_arn = arn
        self.identity_pool_id = pool_id
        self.identity_pool_name = None


def _logins(providers: Any) -> dict[str, str] | None:
    """The identifiers of the app at providers of logins."""
    amazon = given(_MODULE, "IdentityPoolAmazonLoginProvider", providers.amazon)
    facebook = given(_MODULE, "IdentityPoolFacebookLoginProvider", providers.facebook)
    google = given(_MODULE, "IdentityPoolGoogleLoginProvider", providers.google)
    apple = given(_MODULE, "IdentityPoolAppleLoginProvider", providers.apple)
    twitter = given(_MODULE, "IdentityPoolTwitterLoginProvider", providers.twitter)
    found: dict[str, str] = {}
    if amazon is not None:
        found["www.amazon.com"] = amazon.app_id
    if facebook is not None:
        found["graph.facebook.com"] = facebook.app_id
    if google is not None:
        found["accounts.google.com"] = google.client_id
    if apple is not None:
        found["appleid.apple.com"] = apple.services_id
    if twitter is not None:
        found["api.twitter.com"] = f"{twitter.consumer_key};{twitter.consumer_secret}"
    return found or None

"""Clients of user pools.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cognito-userpoolclient.html
"""

from collections.abc import Sequence
from typing import Any, ClassVar, Final

from landform.cdk.api import reference_of
from landform.cdk.aws_cognito.scopes import OAuthScope
from landform.cdk.aws_cognito.visible import is_visible
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration
from landform.cdk.core.resource import Resource
from landform.cdk.core.secret_value import SecretValue
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class, given

_USUAL_SCOPES: Final = ("PROFILE", "PHONE", "EMAIL", "OPENID", "COGNITO_ADMIN")
_WITH_OPENID: Final = ("phone", "email", "profile")
_LONGEST_URI: Final = 1024  # letters
_DAY: Final = Duration.days(1)
_VALIDITIES: Final = {
    "id_token_validity": (Duration.minutes(5), _DAY),
    "access_token_validity": (Duration.minutes(5), _DAY),
    "refresh_token_validity": (Duration.minutes(60), Duration.days(3650)),
    "auth_session_validity": (Duration.minutes(3), Duration.minutes(15)),
    "refresh_token_rotation_grace_period": (Duration.seconds(0), Duration.seconds(60)),
}


class UserPoolClientIdentityProvider(Native):
    """Who says who a user of a client is."""

    APPLE: ClassVar["UserPoolClientIdentityProvider"]
    FACEBOOK: ClassVar["UserPoolClientIdentityProvider"]
    GOOGLE: ClassVar["UserPoolClientIdentityProvider"]
    AMAZON: ClassVar["UserPoolClientIdentityProvider"]
    COGNITO: ClassVar["UserPoolClientIdentityProvider"]

    def __init__(self, name: str) -> None:
        self.name = name

    @staticmethod
    def custom(name: str) -> "UserPoolClientIdentityProvider":
        """Another one."""
        return UserPoolClientIdentityProvider(name)


for _member, _name in (
    ("APPLE", "SignInWithApple"),
    ("FACEBOOK", "Facebook"),
    ("GOOGLE", "Google"),
    ("AMAZON", "LoginWithAmazon"),
    ("COGNITO", "COGNITO"),
):
    setattr(UserPoolClientIdentityProvider, _member, UserPoolClientIdentityProvider(_name))


class UserPoolClient(Native, Resource):
    """A client of a user pool."""

    def __init__(self, scope: Any, id: str, *, user_pool: Any, **options: Any) -> None:
        super().__init__(scope, id)
        props = given("aws_cognito", "UserPoolClientOptions", options)
        if props.disable_o_auth and props.o_auth is not None:
            raise ValueError("OAuth settings cannot be specified when disable_o_auth is set.")
        if props.enable_propagate_additional_user_context_data and not props.generate_secret:
            raise ValueError(
                "Cannot activate enable_propagate_additional_user_context_data in an app client without a "
                "client secret."
            )
        self._pool = user_pool
        self._name = props.user_pool_client_name
        self._has_secret = bool(props.generate_secret)
        self._secret: SecretValue | None = None
        o_auth = given("aws_cognito", "OAuthSettings", props.o_auth or {})
        usual = {"implicit_code_grant": True, "authorization_code_grant": True}
        self.o_auth_flows = given(
            "aws_cognito", "OAuthFlows", o_auth.flows if o_auth.flows is not None else usual
        )
        uses_o_auth = not props.disable_o_auth
        resource = cfn_class("aws_cognito", "CfnUserPoolClient")(
            self,
            "Resource",
            client_name=self._name,
            generate_secret=props.generate_secret,
            user_pool_id=user_pool.user_pool_ref.user_pool_id,
            explicit_auth_flows=_auth_flows(props),
            allowed_o_auth_flows=self._flows() if uses_o_auth else None,
            allowed_o_auth_scopes=_scopes(o_auth.scopes) if uses_o_auth else None,
            default_redirect_uri=o_auth.default_redirect_uri,
            callback_ur_ls=self._callbacks(o_auth) if uses_o_auth else None,
            logout_ur_ls=o_auth.logout_urls,
            allowed_o_auth_flows_user_pool_client=uses_o_auth,
            prevent_user_existence_errors=_prevented(props.prevent_user_existence_errors),
            supported_identity_providers=self._identity_providers(props.supported_identity_providers),
            read_attributes=props.read_attributes.attributes() if props.read_attributes is not None else None,
            write_attributes=(
                props.write_attributes.attributes() if props.write_attributes is not None else None
            ),
            enable_token_revocation=props.enable_token_revocation,
            enable_propagate_additional_user_context_data=props.enable_propagate_additional_user_context_data,
            analytics_configuration=_analytics(
                given("aws_cognito", "AnalyticsConfiguration", props.analytics)
            ),
            **_validities(props),
        )
        self.user_pool_client_id: str = resource.ref

    @staticmethod
    def from_user_pool_client_id(scope: Any, id: str, user_pool_client_id: str) -> "ImportedClient":
        """A client that exists already."""
        return ImportedClient(scope, id, user_pool_client_id)

    @property
    def user_pool_client_ref(self) -> Any:
        """What names the client."""
        return reference_of(
            client_id=self.user_pool_client_id, user_pool_id=self._pool.user_pool_ref.user_pool_id
        )

    @property
    def user_pool_client_name(self) -> str:
        """The name it was given."""
        if self._name is None:
            raise ValueError(
                "user_pool_client_name is available only if specified on the UserPoolClient during "
                "initialization"
            )
        return str(self._name)

    @property
    def user_pool_client_secret(self) -> SecretValue:
        """The secret that Cognito made; a custom resource asks for it."""
        if not self._has_secret:
            raise ValueError("user_pool_client_secret is available only if generate_secret is set to True.")
        if self._secret is None:
            self._secret = SecretValue.resource_attribute(self._described())
        return self._secret

    def _described(self) -> str:
        from landform.cdk.custom_resources.aws_custom_resource import AwsCustomResource
        from landform.cdk.custom_resources.sdk_calls import (
            AwsCustomResourcePolicy,
            Logging,
            OwnCall,
            PhysicalResourceId,
        )

        pool = self._pool.user_pool_ref
        asked = AwsCustomResource(
            self,
            "DescribeCognitoUserPoolClient",
            resource_type="Custom::DescribeCognitoUserPoolClient",
            on_update=OwnCall(
                region=self.stack.region,
                service="CognitoIdentityServiceProvider",
                action="describeUserPoolClient",
                parameters={"UserPoolId": pool.user_pool_id, "ClientId": self.user_pool_client_id},
                physical_resource_id=PhysicalResourceId.of(self.user_pool_client_id),
                logging=Logging.with_data_hidden(),
            ),
            policy=AwsCustomResourcePolicy.from_sdk_calls(resources=[pool.user_pool_arn]),
            install_latest_aws_sdk=False,
        )
        return asked.get_response_field("UserPoolClient.ClientSecret")

    def _flows(self) -> list[str] | None:
        flows = self.o_auth_flows
        if flows.client_credentials and (flows.authorization_code_grant or flows.implicit_code_grant):
            raise ValueError(
                "client_credentials OAuth flow cannot be selected along with code grant or implicit grant."
            )
        found = {
            "client_credentials": flows.client_credentials,
            "implicit": flows.implicit_code_grant,
            "code": flows.authorization_code_grant,
        }
        return [name for name, is_on in found.items() if is_on] or None

    def _callbacks(self, o_auth: Any) -> Sequence[str] | None:
        urls: Sequence[str] | None = o_auth.callback_urls
        if self.o_auth_flows.authorization_code_grant or self.o_auth_flows.implicit_code_grant:
            if urls is None:
                urls = ["https://example.com"]
            elif not urls:
                raise ValueError(
                    "callback_urls must not be empty when code grant or implicit grant flows are enabled."
                )
        default = o_auth.default_redirect_uri
        if default is not None and not is_unresolved(default) and default not in (urls or ()):
            raise ValueError("default_redirect_uri must be included in callback_urls.")
        if default is not None and not is_unresolved(default) and not is_visible(default, _LONGEST_URI):
            raise ValueError(
                f"default_redirect_uri must have 1 to {_LONGEST_URI} characters and no spaces: {default!r}"
            )
        return urls or None

    def _identity_providers(
        self, chosen: Sequence[UserPoolClientIdentityProvider] | None
    ) -> list[str] | None:
        if chosen is not None:
            return [each.name for each in chosen] or None
        own = getattr(self._pool, "identity_providers", ())
        found = [each.provider_name for each in own]
        return [*found, "COGNITO"]


class ImportedClient(Native, Resource):
    """A client that exists already."""

    def __init__(self, scope: Any, id: str, client_id: str) -> None:
        super().__init__(scope, id)
        self.user_pool_client_id = client_id
        self.user_pool_client_ref = reference_of(client_id=client_id)

    @property
    def user_pool_client_secret(self) -> SecretValue:
        """Not known of an imported client."""
        raise ValueError("UserPool Client Secret is not available for imported Clients")


def _auth_flows(props: Any) -> list[str] | None:
    flows = given("aws_cognito", "AuthFlow", props.auth_flows)
    if flows is None or not flows:
        return None
    found = {
        "ALLOW_USER_PASSWORD_AUTH": flows.user_password,
        "ALLOW_ADMIN_USER_PASSWORD_AUTH": flows.admin_user_password,
        "ALLOW_CUSTOM_AUTH": flows.custom,
        "ALLOW_USER_SRP_AUTH": flows.user_srp,
        "ALLOW_USER_AUTH": flows.user,
    }
    named = [name for name, is_on in found.items() if is_on]
    rotates = props.refresh_token_rotation_grace_period is not None
    return named if rotates else [*named, "ALLOW_REFRESH_TOKEN_AUTH"]


def _scopes(chosen: Sequence[OAuthScope] | None) -> list[str]:
    scopes = chosen if chosen is not None else [getattr(OAuthScope, each) for each in _USUAL_SCOPES]
    names = list(dict.fromkeys(each.scope_name for each in scopes))
    if "openid" not in names and any(each in names for each in _WITH_OPENID):
        names.append("openid")
    return names


def _prevented(is_on: bool | None) -> str | None:
    return None if is_on is None else "ENABLED" if is_on else "LEGACY"


def _analytics(chosen: Any) -> dict[str, Any] | None:
    if chosen is None:
        return None
    named = (chosen.application_id, chosen.external_id, chosen.role)
    if chosen.application is not None and any(each is not None for each in named):
        raise ValueError(
            "Either all of `application_id`, `external_id` and `role` or `application` must be specified, "
            "not both."
        )
    if chosen.application is None and any(each is None for each in named):
        raise ValueError(
            "Either all of `application_id`, `external_id` and `role` or `application` must be specified."
        )
    return {
        "application_arn": chosen.application.attr_arn if chosen.application is not None else None,
        "application_id": chosen.application_id,
        "external_id": chosen.external_id,
        "role_arn": chosen.role.role_ref.role_arn if chosen.role is not None else None,
        "user_data_shared": chosen.share_user_data,
    }


def _validities(props: Any) -> dict[str, Any]:
    """How long tokens and sessions are good for."""
    for name, (least, most) in _VALIDITIES.items():
        value = getattr(props, name)
        if value is not None and not value.is_unresolved():
            _check_between(name, value, least, most)
    refresh = props.refresh_token_validity
    for name in ("id_token_validity", "access_token_validity"):
        value = getattr(props, name)
        longest = refresh if refresh is not None else Duration.days(30)
        known = value is not None and not value.is_unresolved() and not longest.is_unresolved()
        if known and value.to_milliseconds() > longest.to_milliseconds():
            _check_between(name, value, Duration.minutes(5), longest)
    chosen = {
        "id_token": props.id_token_validity,
        "access_token": props.access_token_validity,
        "refresh_token": props.refresh_token_validity,
    }
    units = {name: "minutes" for name, value in chosen.items() if value is not None}
    session, grace = props.auth_session_validity, props.refresh_token_rotation_grace_period
    found: dict[str, Any] = {
        f"{name}_validity": value.to_minutes() for name, value in chosen.items() if value is not None
    }
    return {
        **found,
        "token_validity_units": units or None,
        "auth_session_validity": session.to_minutes() if session is not None else None,
        "refresh_token_rotation": (
            {"feature": "ENABLED", "retry_grace_period_seconds": grace.to_seconds()}
            if grace is not None
            else None
        ),
    }


def _check_between(name: str, value: Duration, least: Duration, most: Duration) -> None:
    if not least.to_milliseconds() <= value.to_milliseconds() <= most.to_milliseconds():
        raise ValueError(
            f"{name}: Must be a duration between {least.to_human_string()} and {most.to_human_string()} "
            f"(inclusive); received {value.to_human_string()}."
        )

"""Pools of users.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cognito-userpool.html
"""

from typing import Any

from landform.cdk.aws_cognito import settings
from landform.cdk.aws_cognito.attributes import schema
from landform.cdk.aws_cognito.email import UserPoolEmail
from landform.cdk.aws_cognito.enums import LambdaVersion
from landform.cdk.aws_cognito.messages import invitation, sms_authentication, verification
from landform.cdk.aws_cognito.operation import VERSIONED, UserPoolOperation
from landform.cdk.aws_cognito.user_pool_base import ImportedUserPool, UserPoolBase
from landform.cdk.aws_iam.principals import ServicePrincipal
from landform.cdk.core.arn import ArnFormat
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.stack import Stack
from landform.cdk.l1.lookup import cfn_class, given
from landform.cdk.l1.naming import camel


class UserPool(UserPoolBase):
    """A pool of users."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        super().__init__(scope, id)
        props = given("aws_cognito", "UserPoolProps", options)
        self._triggers: dict[str, Any] = {}
        self._sender_key = props.custom_sender_kms_key
        aliases = settings.aliases(props.sign_in_aliases)
        resource = cfn_class("aws_cognito", "CfnUserPool")(
            self,
            "Resource",
            user_pool_name=props.user_pool_name,
            username_attributes=aliases.username_attributes,
            alias_attributes=aliases.alias_attributes,
            auto_verified_attributes=settings.auto_verified(props),
            lambda_config=Lazy.any(self._lambda_config),
            sms_authentication_message=sms_authentication(props.mfa_message),
            sms_configuration=settings.sms(self, props),
            admin_create_user_config=invitation(props),
            email_configuration=self._email(props.email),
            username_configuration=settings.username(props.sign_in_case_sensitive),
            policies=settings.policies(props),
            schema=schema(props.standard_attributes, props.custom_attributes),
            mfa_configuration=props.mfa,
            enabled_mfas=settings.factors(props),
            account_recovery_setting=settings.recovery(props.account_recovery),
            device_configuration=props.device_tracking and dict(props.device_tracking),
            user_attribute_update_settings=settings.kept(props.keep_original),
            user_pool_add_ons=settings.add_ons(props),
            user_pool_tier=props.feature_plan,
            deletion_protection=(
                None
                if props.deletion_protection is None
                else "ACTIVE"
                if props.deletion_protection
                else "INACTIVE"
            ),
            web_authn_relying_party_id=props.passkey_relying_party_id,
            web_authn_user_verification=props.passkey_user_verification,
            **verification(props.user_verification),
        )
        resource.apply_removal_policy(props.removal_policy)
        self.user_pool_id = resource.ref
        self.user_pool_arn = resource.attr_arn
        self.user_pool_provider_name = resource.attr_provider_name
        self.user_pool_provider_url: str = resource.attr_provider_url
        for name, function in (props.lambda_triggers or {}).items():
            self.add_trigger(UserPoolOperation.of(camel(name)), function)

    @staticmethod
    def from_user_pool_id(scope: Any, id: str, user_pool_id: str) -> ImportedUserPool:
        """A pool that exists already, in this environment."""
        arn = Stack.of(scope).format_arn(
            service="cognito-idp", resource="userpool", resource_name=user_pool_id
        )
        return ImportedUserPool(scope, id, arn, user_pool_id)

    @staticmethod
    def from_user_pool_arn(scope: Any, id: str, user_pool_arn: str) -> ImportedUserPool:
        """A pool that exists already."""
        found = Stack.of(scope).split_arn(user_pool_arn, ArnFormat.SLASH_RESOURCE_NAME).resource_name
        if not found:
            raise ValueError(
                f"{user_pool_arn!r} is no ARN of a user pool: arn:…:cognito-idp:region:account:userpool/id"
            )
        return ImportedUserPool(scope, id, user_pool_arn, found)

    def add_trigger(
        self, operation: UserPoolOperation, fn: Any, lambda_version: LambdaVersion | None = None
    ) -> None:
        """Call a function for an operation."""
        name = operation.operation_name
        if name in self._triggers:
            raise ValueError(f"A trigger for the operation {name} already exists.")
        version = lambda_version or LambdaVersion.V1_0
        if version is not LambdaVersion.V1_0 and name != "preTokenGenerationConfig":
            raise ValueError(
                "Only the `PRE_TOKEN_GENERATION_CONFIG` operation supports V2_0 and V3_0 lambda version."
            )
        if name in ("customEmailSender", "customSmsSender") and self._sender_key is None:
            raise ValueError(
                "you must specify a KMS key if you are using custom_sms_sender or custom_email_sender."
            )
        arn = fn.function_arn
        self._triggers[name] = (
            {"lambda_arn": arn, "lambda_version": version.value} if name in VERSIONED else arn
        )
        fn.add_permission(
            f"{name[:1].upper()}{name[1:]}Cognito",
            principal=ServicePrincipal("cognito-idp.amazonaws.com"),
            source_arn=self.user_pool_arn,
            scope=self,
        )

    def _lambda_config(self) -> Any:
        """The triggers; an operation that the resource does not know is left out."""
        known = _TRIGGERS
        found = {
            known[name]: {f"{key[:1].upper()}{camel(key)[1:]}": part for key, part in value.items()}
            if isinstance(value, dict)
            else value
            for name, value in self._triggers.items()
            if name in known
        }
        key = self._sender_key
        if key is not None:
            found["KMSKeyID"] = key.key_ref.key_arn
        return found if found or self._triggers else None

    def _email(self, email: UserPoolEmail | None) -> dict[str, Any] | None:
        return email._bind(self) if email is not None else None


_TRIGGERS = {
    name: {"customSmsSender": "CustomSMSSender"}.get(name, f"{name[:1].upper()}{name[1:]}")
    for name in (
        UserPoolOperation.__dict__[each].operation_name for each in UserPoolOperation.__annotations__
    )
}
"""An operation -> the property of the pool's resource."""

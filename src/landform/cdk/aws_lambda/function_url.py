"""URLs of functions.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-url.html
"""

from typing import Any, Final

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_iam.principals import AnyPrincipal
from landform.cdk.aws_lambda.alias import Alias, ImportedAlias
from landform.cdk.aws_lambda.enums import FunctionUrlAuthType, InvokeMode
from landform.cdk.aws_lambda.function_base import INVOKE_URL
from landform.cdk.aws_lambda.version import VersionBase
from landform.cdk.core.native import Native
from landform.cdk.core.numbers import number_text
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class, given

MAX_AGE_SECONDS: Final = 86400


class FunctionUrl(Native, Resource):
    """The URL of a function or of an alias."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        function: Any,
        auth_type: FunctionUrlAuthType | None = None,
        cors: Any = None,
        invoke_mode: InvokeMode | None = None,
    ) -> None:
        super().__init__(scope, id)
        if isinstance(function, VersionBase):
            raise ValueError("FunctionUrl cannot be used with a Version")
        self._function = function
        self.auth_type = auth_type or FunctionUrlAuthType.AWS_IAM
        is_alias = isinstance(function, Alias | ImportedAlias)
        resource = cfn_class("aws_lambda", "CfnUrl")(
            self,
            "Resource",
            auth_type=self.auth_type,
            cors=_cors(given("aws_lambda", "FunctionUrlCorsOptions", cors)),
            invoke_mode=invoke_mode,
            target_function_arn=function.lambda_.function_arn if is_alias else function.function_arn,
            qualifier=function.alias_name if is_alias else None,
        )
        if is_alias:
            # The URL names its alias by text, so the order has to be said.
            _follow(resource, function)
        self.url: str = resource.attr_function_url
        self.function_arn: str = resource.attr_function_arn
        if self.auth_type is FunctionUrlAuthType.NONE:
            function.add_permission(
                "invoke-function-url",
                principal=AnyPrincipal(),
                action=INVOKE_URL,
                function_url_auth_type=self.auth_type,
            )
            function.add_permission(
                "invoke-function", principal=AnyPrincipal(), invoked_via_function_url=True
            )

    def grant_invoke_url(self, grantee: Any) -> Grant:
        """Let a principal call the URL."""
        found: Grant = self._function.grant_invoke_url(grantee)
        return found


def _follow(resource: Any, alias: Any) -> None:
    """Make the URL after the alias, where that is of the app; not after all that hangs on the alias."""
    made = alias.node.default_child
    if made is not None:
        resource.add_dependency(made)


def _cors(cors: Any) -> dict[str, Any] | None:
    if cors is None:
        return None
    seconds = cors.max_age.to_seconds() if cors.max_age is not None else None
    if seconds is not None and seconds > MAX_AGE_SECONDS:
        raise ValueError(
            f"FunctionUrl CORS maxAge should be less than or equal to {MAX_AGE_SECONDS} secs (got "
            f"{number_text(seconds)})"
        )
    return {
        "AllowCredentials": cors.allow_credentials,
        "AllowHeaders": cors.allowed_headers,
        "AllowMethods": cors.allowed_methods if cors.allowed_methods is not None else ["*"],
        "AllowOrigins": cors.allowed_origins,
        "ExposeHeaders": cors.exposed_headers,
        "MaxAge": seconds,
    }

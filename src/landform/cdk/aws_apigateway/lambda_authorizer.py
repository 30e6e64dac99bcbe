"""Authorizers that are functions.

Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_apigateway.authorizer import Authorizer, IdentitySource, ttl_seconds
from landform.cdk.aws_apigateway.function_name import function_name_of
from landform.cdk.aws_iam.policy import Policy
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.principals import ServicePrincipal
from landform.cdk.core.fn import Fn
from landform.cdk.core.names import Names
from landform.cdk.core.quantities import Duration
from landform.cdk.core.stack import Stack
from landform.cdk.l1.lookup import cfn_class

_USUAL_TTL: Final = Duration.minutes(5)


class LambdaAuthorizer(Authorizer):
    """A function says who may call."""

    def __init__(self, scope: Any, id: str, *, handler: Any, assume_role: Any = None) -> None:
        super().__init__(scope, id)
        self.handler = handler
        self.role = assume_role

    @property
    def authorizer_props(self) -> Any:
        """The properties of its resource, as the record of that name."""
        from landform.cdk.l1.naming import snake

        given = {snake(name): value for name, value in self._properties.items() if value is not None}
        return cfn_class("aws_apigateway", "CfnAuthorizerProps")(**given)

    def _hashed(self) -> dict[str, Any]:
        return {"authorizer": self._properties, "authorizerToken": function_name_of(self.handler)}

    def _made(self, kind: str, name: str | None, ttl: Duration | None, **more: Any) -> None:
        """Make its resource, and let API Gateway call the function."""
        self._properties: dict[str, Any] = {
            "name": self._own_name(name),
            "restApiId": self._lazy_rest_api_id(),
            "type": kind,
            "authorizerUri": _uri(self.handler),
            "authorizerCredentials": self.role.role_arn if self.role is not None else None,
            "authorizerResultTtlInSeconds": ttl_seconds(ttl or _USUAL_TTL, "results_cache_ttl"),
            **more,
        }
        properties = self._properties
        resource = cfn_class("aws_apigateway", "CfnAuthorizer")(
            self,
            "Resource",
            name=properties["name"],
            rest_api_id=properties["restApiId"],
            type=kind,
            authorizer_uri=properties["authorizerUri"],
            authorizer_credentials=properties["authorizerCredentials"],
            authorizer_result_ttl_in_seconds=properties["authorizerResultTtlInSeconds"],
            identity_source=properties["identitySource"],
            identity_validation_expression=properties.get("identityValidationExpression"),
        )
        self.authorizer_id = resource.ref
        self.authorizer_arn = self._arn()
        self._let_call()

    def _let_call(self) -> None:
        if self.role is None:
            self.handler.add_permission(
                f"{Names.unique_id(self)}:Permissions",
                principal=ServicePrincipal("apigateway.amazonaws.com"),
                source_arn=self.authorizer_arn,
            )
            return
        from landform.cdk.aws_iam.role import Role

        if isinstance(self.role, Role):
            statement = PolicyStatement(
                resources=self.handler.resource_arns_for_grant_invoke, actions=["lambda:InvokeFunction"]
            )
            self.role.attach_inline_policy(Policy(self, "authorizerInvokePolicy", statements=[statement]))


class TokenAuthorizer(LambdaAuthorizer):
    """A function says who may call, by a token."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        handler: Any,
        assume_role: Any = None,
        authorizer_name: str | None = None,
        identity_source: str | None = None,
        results_cache_ttl: Duration | None = None,
        validation_regex: str | None = None,
    ) -> None:
        super().__init__(scope, id, handler=handler, assume_role=assume_role)
        self._made(
            "TOKEN",
            authorizer_name,
            results_cache_ttl,
            identitySource=identity_source or IdentitySource.header("Authorization"),
            identityValidationExpression=validation_regex,
        )


class RequestAuthorizer(LambdaAuthorizer):
    """A function says who may call, by what the request holds."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        handler: Any,
        identity_sources: Sequence[str],
        assume_role: Any = None,
        authorizer_name: str | None = None,
        results_cache_ttl: Duration | None = None,
    ) -> None:
        super().__init__(scope, id, handler=handler, assume_role=assume_role)
        is_cached = results_cache_ttl is None or results_cache_ttl.to_seconds() > 0
        if is_cached and not identity_sources:
            raise ValueError(
                "At least one Identity Source is required for a REQUEST-based Lambda authorizer if caching "
                "is enabled."
            )
        self._made("REQUEST", authorizer_name, results_cache_ttl, identitySource=",".join(identity_sources))


def _uri(handler: Any) -> str:
    """What API Gateway calls the function by: in the partition and region that its ARN names."""
    parts = Fn.split(":", handler.function_arn)
    return Stack.of(handler).format_arn(
        partition=Fn.select(1, parts),
        service="apigateway",
        region=Fn.select(3, parts),
        account="lambda",
        resource="path",
        resource_name=f"2015-03-31/functions/{handler.function_arn}/invocations",
    )

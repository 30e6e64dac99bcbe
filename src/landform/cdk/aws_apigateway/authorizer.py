"""Authorizers: who may call a method.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-authorizer.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_apigateway.enums import AuthorizationType
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.names import Names
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration
from landform.cdk.core.resource import Resource
from landform.cdk.core.stack import Stack
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class

_CHANGE_DEPLOYMENT: Final = "@aws-cdk/aws-apigateway:authorizerChangeDeploymentLogicalId"
_LONGEST_TTL: Final = 3600  # seconds


class IdentitySource(Native):
    """Where a caller says who it is."""

    @staticmethod
    def header(header_name: str) -> str:
        """A header."""
        return _source(header_name, "method.request.header")

    @staticmethod
    def query_string(query_string: str) -> str:
        """A parameter of the query."""
        return _source(query_string, "method.request.querystring")

    @staticmethod
    def stage_variable(stage_variable: str) -> str:
        """A variable of the stage."""
        return _source(stage_variable, "stageVariables")

    @staticmethod
    def context(context: str) -> str:
        """A value of the request's context."""
        return _source(context, "context")


class Authorizer(Native, Resource):
    """Says who may call methods."""

    authorizer_id: str
    authorization_type: AuthorizationType | None = AuthorizationType.CUSTOM
    rest_api_id: str | None = None

    @staticmethod
    def is_authorizer(x: Any) -> bool:
        """Whether it is one."""
        return isinstance(x, Authorizer)

    def _attach_to_api(self, rest_api: Any) -> None:
        """Belong to an API; another one is refused."""
        if self.rest_api_id is not None and self.rest_api_id != rest_api.rest_api_id:
            raise ValueError("Cannot attach authorizer to two different rest APIs")
        self.rest_api_id = rest_api.rest_api_id
        deployment = rest_api.latest_deployment
        if deployment is not None and FeatureFlags.of(self).is_enabled(_CHANGE_DEPLOYMENT):
            deployment.node.add_dependency(self)
            deployment.add_to_logical_id(self._hashed())

    def _hashed(self) -> dict[str, Any]:
        """What of it a deployment depends on."""
        raise TypeError(f"{type(self).__name__} does not say what it is")

    def _lazy_rest_api_id(self) -> str:
        def produce() -> str:
            if self.rest_api_id is None:
                raise ValueError(f"Authorizer ({self.node.path}) must be attached to a RestApi.")
            return self.rest_api_id

        return Lazy.string(produce)

    def _arn(self) -> str:
        """The ARN that permissions name it by."""
        return Stack.of(self).format_arn(
            service="execute-api",
            resource=self._lazy_rest_api_id(),
            resource_name=f"authorizers/{self.authorizer_id}",
        )

    def _own_name(self, name: str | None) -> str:
        return name if name is not None else Names.unique_id(self)


class CognitoUserPoolsAuthorizer(Authorizer):
    """Users of Cognito user pools may call."""

    authorization_type: AuthorizationType | None = AuthorizationType.COGNITO

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        cognito_user_pools: Sequence[Any],
        authorizer_name: str | None = None,
        identity_source: str | None = None,
        results_cache_ttl: Duration | None = None,
    ) -> None:
        super().__init__(scope, id)
        properties = {
            "name": self._own_name(authorizer_name),
            "restApiId": self._lazy_rest_api_id(),
            "type": "COGNITO_USER_POOLS",
            "providerArns": [each.user_pool_arn for each in cognito_user_pools],
            "authorizerResultTtlInSeconds": ttl_seconds(results_cache_ttl, "results_cache_ttl"),
            "identitySource": identity_source or IdentitySource.header("Authorization"),
        }
        self._properties = properties
        resource = cfn_class("aws_apigateway", "CfnAuthorizer")(
            self,
            "Resource",
            name=properties["name"],
            rest_api_id=properties["restApiId"],
            type=properties["type"],
            provider_arns=properties["providerArns"],
            authorizer_result_ttl_in_seconds=properties["authorizerResultTtlInSeconds"],
            identity_source=properties["identitySource"],
        )
        self.authorizer_id = resource.ref
        self.authorizer_arn = self._arn()

    def _hashed(self) -> dict[str, Any]:
        return {"authorizer": self._properties}


def ttl_seconds(ttl: Duration | None, name: str) -> float | None:
    """How long results are kept."""
    if ttl is None:
        return None
    seconds = ttl.to_seconds()
    if not is_unresolved(seconds) and seconds > _LONGEST_TTL:
        raise ValueError(f"The authorizer's {name!r} must not be longer than {_LONGEST_TTL} seconds (1 hour)")
    return seconds


def _source(name: str, kind: str) -> str:
    if not name.strip() and not is_unresolved(name):
        raise ValueError("IdentitySources must be a non-empty string.")
    return f"{kind}.{name}"

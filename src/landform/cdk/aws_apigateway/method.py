"""Methods of resources.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-method.html
"""

import re
from typing import Any, Final

from landform.cdk.aws_apigateway.authorizer import Authorizer
from landform.cdk.aws_apigateway.enums import AuthorizationType
from landform.cdk.aws_apigateway.integration import Integration, LibraryResponses, MockIntegration
from landform.cdk.aws_apigateway.metrics import MethodMetrics
from landform.cdk.constructs import Construct
from landform.cdk.core.annotations import Annotations
from landform.cdk.core.arn import ArnFormat
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.names import Names
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.stack import Stack
from landform.cdk.l1.lookup import cfn_class, given
from landform.cdk.l1.naming import camel, snake

_ALLOWED: Final = ("ANY", "OPTIONS", "GET", "PUT", "POST", "DELETE", "PATCH", "HEAD")
_UNIQUE_VALIDATORS: Final = "@aws-cdk/aws-apigateway:requestValidatorUniqueId"


class Method(MethodMetrics, Native, Resource):
    """A method of a resource."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        http_method: str,
        resource: Any,
        integration: Integration | None = None,
        options: Any = None,
    ) -> None:
        super().__init__(scope, id)
        self._responses: list[Any] = []
        self.resource = resource
        self.api: Any = resource.api
        self.http_method = http_method.upper()
        _check_http_method(self.http_method)
        chosen = given("aws_apigateway", "MethodOptions", options if options is not None else {})
        defaults = resource.default_method_options or given("aws_apigateway", "MethodOptions", {})
        authorizer, kind = self._authorization(chosen, defaults)
        used = integration or resource.default_integration or MockIntegration()
        for each in _first(chosen.method_responses, defaults.method_responses) or ():
            self.add_method_response(**each)
        bound = used.bind(self)
        properties = {
            "resourceId": resource.resource_id,
            "restApiId": self.api.rest_api_id,
            "httpMethod": self.http_method,
            "operationName": chosen.operation_name or defaults.operation_name,
            "apiKeyRequired": _first(chosen.api_key_required, defaults.api_key_required),
            "authorizationType": kind.value,
            "authorizerId": authorizer.authorizer_id if authorizer is not None else None,
            "requestParameters": chosen.request_parameters or defaults.request_parameters,
            "integration": self._rendered(bound),
            "methodResponses": Lazy.any(self._rendered_responses, omit_empty_array=True),
            "requestModels": _model_ids(chosen.request_models),
            "requestValidatorId": self._validator_id(chosen),
        }
        if kind is AuthorizationType.COGNITO:
            properties["authorizationScopes"] = _first(
                chosen.authorization_scopes, defaults.authorization_scopes
            )
        child = cfn_class("aws_apigateway", "CfnMethod")(
            self,
            "Resource",
            **{
                **_as_keywords(properties),
                "method_responses": Lazy.any(
                    lambda: _with_capitals(self._rendered_responses()), omit_empty_array=True
                ),
            },
        )
        self.method_id: str = child.ref
        attach = getattr(self.api, "_attach_method", None)
        if attach is not None:
            attach(self)
        deployment = self.api.latest_deployment
        if deployment is not None:
            deployment.node.add_dependency(child)
            hashed = {**properties, "integrationToken": bound.deployment_token}
            deployment.add_to_logical_id({"method": hashed})

    @property
    def method_arn(self) -> str:
        """The ARN that calls of it at the deployed stage have."""
        stage = self.api.deployment_stage.stage_name if self.api.deployment_stage is not None else None
        if not stage:
            raise ValueError(
                f'Unable to determine ARN for method "{self.node.id}" since there is no stage associated '
                'with this API.\nEither use the "deploy" option or explicitly assign "deployment_stage" on '
                "the RestApi"
            )
        return self._arn_at(stage)

    @property
    def test_method_arn(self) -> str:
        """The ARN that test calls of the console have."""
        return self._arn_at("test-invoke-stage")

    def add_method_response(
        self,
        *,
        status_code: str,
        response_models: Any = None,
        response_parameters: Any = None,
    ) -> None:
        """Declare an answer."""
        if any(each.status_code == status_code for each in self._responses):
            Annotations.of(self).add_warning_v2(
                "@aws-cdk/aws-apigateway:duplicateStatusCodes",
                f"addMethodResponse called multiple times with statusCode={status_code}, deployment will be "
                "nondeterministic. Use a single addMethodResponse call to configure the entire response.",
            )
        members = {
            "status_code": status_code,
            "response_models": response_models,
            "response_parameters": response_parameters,
        }
        self._responses.append(given("aws_apigateway", "MethodResponse", members))

    def grant_execute(self, grantee: Any) -> Any:
        """Let a principal call it."""
        from landform.cdk.aws_iam.grant import Grant

        return Grant.add_to_principal(
            grantee=grantee, actions=["execute-api:Invoke"], resource_arns=[self.method_arn]
        )

    @property
    def _called_arn(self) -> str:
        """The ARN of calls at the deployed stage, or at any where none is known."""
        stage = self.api.deployment_stage
        return self._arn_at(stage.stage_name if stage is not None else "*")

    def _arn_at(self, stage: str) -> str:
        arn: str = self.api.arn_for_execute_api(self.http_method, _as_pattern(self.resource.path), stage)
        return arn

    def _dimensions_at(self, stage: Any) -> dict[str, str]:
        return {
            "ApiName": self.api.rest_api_name,
            "Method": self.http_method,
            "Resource": self.resource.path,
            "Stage": stage.stage_ref.stage_name,
        }

    def _authorization(self, options: Any, defaults: Any) -> tuple[Any, AuthorizationType]:
        authorizer = _first(options.authorizer, defaults.authorizer)
        if isinstance(authorizer, Authorizer):
            authorizer._attach_to_api(self.api)
        asked = options.authorization_type or defaults.authorization_type
        needed = authorizer.authorization_type if authorizer is not None else None
        if needed is not None and asked is not None and asked is not needed:
            raise ValueError(
                f"{self.resource.node.path}/{self.http_method} - Authorization type is set to {asked.value} "
                f"which is different from what is required by the authorizer [{needed.value}]"
            )
        return authorizer, needed or asked or AuthorizationType.NONE

    def _validator_id(self, options: Any) -> str | None:
        if options.request_validator is not None and options.request_validator_options is not None:
            raise ValueError(
                "Only one of 'request_validator' or 'request_validator_options' must be specified."
            )
        if options.request_validator_options is not None:
            unique = FeatureFlags.of(self).is_enabled(_UNIQUE_VALIDATORS)
            id = Names.unique_id(Construct(self, "Validator")) if unique else "validator"
            add = getattr(self.api, "add_request_validator", None)
            if add is None:
                raise ValueError(
                    f"{self.api.node.path} cannot have validators of the app; give 'request_validator'"
                )
            made: str = add(id, **options.request_validator_options).request_validator_id
            return made
        validator = options.request_validator
        return validator.request_validator_ref.request_validator_id if validator is not None else None

    def _rendered(self, bound: Any) -> dict[str, Any]:
        options = bound.options or given("aws_apigateway", "IntegrationOptions", {})
        properties = {
            "type": bound.type.value,
            "uri": bound.uri,
            "cacheKeyParameters": options.cache_key_parameters,
            "cacheNamespace": options.cache_namespace,
            "contentHandling": _value(options.content_handling),
            "integrationHttpMethod": bound.integration_http_method,
            "requestParameters": options.request_parameters,
            "requestTemplates": options.request_templates,
            "passthroughBehavior": _value(options.passthrough_behavior),
            "integrationResponses": _integration_responses(options.integration_responses),
            "connectionType": _value(options.connection_type),
            "connectionId": options.vpc_link.vpc_link_ref.vpc_link_id
            if options.vpc_link is not None
            else None,
            "credentials": self._credentials(options),
            "timeoutInMillis": options.timeout.to_milliseconds() if options.timeout is not None else None,
            "responseTransferMode": _value(options.response_transfer_mode),
        }
        return {name: value for name, value in properties.items() if value is not None}

    def _credentials(self, options: Any) -> str | None:
        if options.credentials_role is not None:
            arn: str = options.credentials_role.role_arn
            return arn
        if not options.credentials_passthrough:
            return None
        return Stack.of(self).format_arn(
            service="iam",
            region="",
            account="*",
            resource="user",
            arn_format=ArnFormat.SLASH_RESOURCE_NAME,
            resource_name="*",
        )

    def _rendered_responses(self) -> list[dict[str, Any]] | None:
        found = []
        for each in self._responses:
            members = {
                "statusCode": each.status_code,
                "responseParameters": each.response_parameters,
                "responseModels": _model_ids(each.response_models),
            }
            found.append({name: value for name, value in members.items() if value is not None})
        return found or None


def _check_http_method(name: str) -> None:
    if name not in _ALLOWED:
        raise ValueError(f'Invalid HTTP method "{name}". Allowed methods: {",".join(_ALLOWED)}')


def _as_pattern(path: str) -> str:
    """The path as ARNs have it: parameters are any text."""
    return re.sub(r"\{[^}]*\}", "*", path)


def _first(*values: Any) -> Any:
    return next((each for each in values if each is not None), None)


def _value(member: Any) -> Any:
    return member.value if member is not None else None


def _model_ids(models: Any) -> dict[str, str] | None:
    return {kind: each.model_id for kind, each in models.items()} if models is not None else None


def _integration_responses(responses: Any) -> list[dict[str, Any]] | None:
    if responses is None:
        return None
    found = []
    for each in responses:
        members = given("aws_apigateway", "IntegrationResponse", each)
        # The order counts for the deployment's id: of records that users give it is that of the API.
        order = members if isinstance(responses, LibraryResponses) else sorted(members, key=_place)
        found.append({camel(name): getattr(members[name], "value", members[name]) for name in order})
    return found


def _with_capitals(responses: list[dict[str, Any]] | None) -> list[dict[str, Any]] | None:
    if responses is None:
        return None
    return [{name[:1].upper() + name[1:]: value for name, value in each.items()} for each in responses]


def _place(name: str) -> tuple[bool, str]:
    """Where a member of an integration response stands: what has to be given first, then by the letters."""
    return name != "status_code", name


def _as_keywords(properties: dict[str, Any]) -> dict[str, Any]:
    return {snake(name): value for name, value in properties.items()}

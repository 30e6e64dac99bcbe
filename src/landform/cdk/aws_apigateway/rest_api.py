"""REST APIs.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-restapi.html
"""

from typing import Any

from landform.cdk.aws_apigateway.api_definition import ApiDefinition
from landform.cdk.aws_apigateway.enums import RestApiMode
from landform.cdk.aws_apigateway.model import Model
from landform.cdk.aws_apigateway.request_validator import RequestValidator
from landform.cdk.aws_apigateway.resource import RootResource
from landform.cdk.aws_apigateway.rest_api_base import RestApiBase
from landform.cdk.aws_iam.policy_document import PolicyDocument
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.protocols import AddToResourcePolicyResult
from landform.cdk.core.lazy import Lazy
from landform.cdk.l1.lookup import cfn_class


class _ApiOfApp(RestApiBase):
    """An API that the app makes."""

    def add_to_resource_policy(self, statement: PolicyStatement) -> AddToResourcePolicyResult:
        """Add to the API's policy."""
        if self.resource_policy is None:
            self.resource_policy = PolicyDocument()
        self.resource_policy.add_statements(statement)
        return AddToResourcePolicyResult(statement_added=True, policy_dependable=self)

    def _made(self, options: dict[str, Any], **more: Any) -> Any:
        """Its resource."""
        self.resource_policy = options.get("policy")
        resource = cfn_class("aws_apigateway", "CfnRestApi")(
            self,
            "Resource",
            name=self.physical_name,
            policy=Lazy.any(lambda: self.resource_policy),
            fail_on_warnings=options.get("fail_on_warnings"),
            binary_media_types=options.get("binary_media_types"),
            endpoint_configuration=self._endpoints(options),
            parameters=options.get("parameters"),
            disable_execute_api_endpoint=options.get("disable_execute_api_endpoint"),
            **more,
        )
        self.node.default_child = resource
        self.rest_api_id = resource.ref
        return resource


class RestApi(_ApiOfApp):
    """A REST API."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        super().__init__(scope, id, rest_api_name=options.get("rest_api_name"))
        clone = options.get("clone_from")
        resource = self._made(
            options,
            description=options.get("description"),
            minimum_compression_size=_compression(options),
            api_key_source_type=options.get("api_key_source_type"),
            clone_from=clone.rest_api_id if clone is not None else None,
        )
        self._configure(resource, options)
        self._root = RootResource(self, options, resource.attr_root_resource_id)
        self.node.add_validation(lambda: [] if self.methods else ["The REST API doesn't contain any methods"])

    @staticmethod
    def from_rest_api_attributes(
        scope: Any,
        id: str,
        *,
        rest_api_id: str,
        root_resource_id: str,
        rest_api_name: str | None = None,
    ) -> "ImportedRestApi":
        """An API that exists already, to which methods can be added."""
        return ImportedRestApi(scope, id, rest_api_id, root_resource_id, rest_api_name)

    @staticmethod
    def from_rest_api_id(scope: Any, id: str, rest_api_id: str) -> "ImportedRestApi":
        """An API that exists already."""
        return ImportedRestApi(scope, id, rest_api_id, None, None)

    @staticmethod
    def is_rest_api(x: Any) -> bool:
        """Whether it is one."""
        return isinstance(x, RestApi)

    @property
    def methods(self) -> list[Any]:
        """Its methods."""
        return list(self._all_methods)

    def add_model(self, id: str, *, schema: Any, **options: Any) -> Model:
        """What requests or answers look like."""
        return Model(self, id, rest_api=self, schema=schema, **options)

    def add_request_validator(self, id: str, **options: Any) -> RequestValidator:
        """What of requests is checked before they are handed on."""
        return RequestValidator(self, id, rest_api=self, **options)


class LambdaRestApi(RestApi):
    """An API that a function answers."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        handler: Any,
        integration_options: Any = None,
        proxy: bool | None = None,
        **options: Any,
    ) -> None:
        from landform.cdk.aws_apigateway.lambda_integration import LambdaIntegration

        if options.get("default_integration") is not None:
            raise ValueError(
                'Cannot specify "default_integration" since Lambda integration is automatically defined'
            )
        integration = LambdaIntegration(handler, **(integration_options or {}))
        super().__init__(scope, id, **{**options, "default_integration": integration})
        if proxy is not False:
            self.root.add_proxy()
            self.root._is_proxied = True


class StepFunctionsRestApi(RestApi):
    """An API that an express state machine answers."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        state_machine: Any,
        authorizer: bool | None = None,
        headers: bool | None = None,
        path: bool | None = None,
        querystring: bool | None = None,
        request_context: Any = None,
        role: Any = None,
        use_default_method_responses: bool | None = None,
        **options: Any,
    ) -> None:
        from landform.cdk.aws_apigateway.step_functions import StepFunctionsIntegration, require_express

        if options.get("default_integration") is not None:
            raise ValueError(
                'Cannot specify "default_integration" since Step Functions integration is automatically '
                "defined"
            )
        require_express(state_machine)
        integration = StepFunctionsIntegration.start_execution(
            state_machine,
            credentials_role=role,
            authorizer=authorizer,
            headers=headers,
            path=path,
            querystring=querystring,
            request_context=request_context,
            use_default_method_responses=use_default_method_responses,
        )
        super().__init__(scope, id, **{**options, "default_integration": integration})
        self.root.add_method("ANY", integration)


class SpecRestApi(_ApiOfApp):
    """An API of an OpenAPI definition."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        api_definition: ApiDefinition,
        mode: RestApiMode | None = None,
        **options: Any,
    ) -> None:
        super().__init__(scope, id, rest_api_name=options.get("rest_api_name"))
        where = api_definition.bind(self)
        location = where.s3_location
        resource = self._made(
            options,
            minimum_compression_size=_compression(options),
            body=where.inline_definition,
            body_s3_location=dict(location) if location is not None else None,
            mode=mode,
        )
        api_definition.bind_after_create(self, self)
        self._root = RootResource(self, {}, resource.attr_root_resource_id)
        self._configure(resource, options)


class ImportedRestApi(RestApiBase):
    """An API that exists already."""

    def __init__(
        self, scope: Any, id: str, rest_api_id: str, root_resource_id: str | None, name: str | None
    ) -> None:
        super().__init__(scope, id, rest_api_name=name)
        self.rest_api_id = rest_api_id
        if root_resource_id is not None:
            self._root = RootResource(self, {}, root_resource_id)

    def add_to_resource_policy(self, statement: PolicyStatement) -> AddToResourcePolicyResult:
        """Nothing: the policy is not the app's."""
        del statement
        return AddToResourcePolicyResult(statement_added=False)


def _compression(options: dict[str, Any]) -> float | None:
    size, number = options.get("min_compression_size"), options.get("minimum_compression_size")
    if size is not None and number is not None:
        raise ValueError(
            "both properties min_compression_size and minimum_compression_size cannot be set at once."
        )
    return size.to_bytes() if size is not None else number

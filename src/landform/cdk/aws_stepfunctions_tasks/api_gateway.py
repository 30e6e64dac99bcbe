"""Tasks that call HTTP and REST APIs of API Gateway.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/connect-api-gateway.html
"""

from collections.abc import Sequence
from enum import Enum
from typing import Any

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_stepfunctions_tasks.service_task import REQUEST, WAIT, ServiceTask, allow, input_value
from landform.cdk.core.arn import ArnComponents, ArnFormat
from landform.cdk.core.stack import Stack


class HttpMethod(Enum):
    """A method of HTTP."""

    GET = "GET"
    POST = "POST"
    PUT = "PUT"
    DELETE = "DELETE"
    PATCH = "PATCH"
    HEAD = "HEAD"
    OPTIONS = "OPTIONS"


class AuthType(Enum):
    """How calls say who makes them."""

    NO_AUTH = "NO_AUTH"
    IAM_ROLE = "IAM_ROLE"
    RESOURCE_POLICY = "RESOURCE_POLICY"


class _Endpoint(ServiceTask):
    _action = "apigateway:invoke"
    _patterns = (REQUEST, WAIT)

    def __init__(self, scope: Any, id: str, **props: Any) -> None:
        super().__init__(scope, id, **props)
        self._check_token("headers", input_value(self._props.headers))

    def _host(self) -> str:
        raise TypeError(f"{type(self).__name__} does not say what it calls")

    def _execute_arn(self) -> str:
        raise TypeError(f"{type(self).__name__} does not say what it calls")

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        props = self._props
        return {
            "ApiEndpoint": self._host(),
            "Method": props.method,
            "Headers": input_value(props.headers),
            "Stage": props.stage_name,
            "Path": props.api_path,
            "QueryParameters": input_value(props.query_parameters),
            "RequestBody": input_value(props.request_body),
            "AuthType": props.auth_type or AuthType.NO_AUTH,
        }

    def _allowed(self) -> Sequence[PolicyStatement]:
        if self._props.auth_type is AuthType.NO_AUTH:
            return []
        return [allow("execute-api:Invoke", self._execute_arn())]


class CallApiGatewayHttpApiEndpoint(_Endpoint):
    """Calls an HTTP API."""

    def _host(self) -> str:
        stack = self._props.api_stack
        return f"{self._props.api_id}.execute-api.{stack.region}.{stack.url_suffix}"

    def _execute_arn(self) -> str:
        # Where no stage or path is given, aws-cdk-lib writes the word that JavaScript has for it.
        stage, path = (self._props.get(each) or "undefined" for each in ("stage_name", "api_path"))
        components = ArnComponents(
            service="execute-api",
            resource=self._props.api_id,
            arn_format=ArnFormat.SLASH_RESOURCE_NAME,
            resource_name=f"{stage}/{self._props.method.value}{path}",
        )
        found: str = self._props.api_stack.format_arn(**vars_of(components))
        return found


class CallApiGatewayRestApiEndpoint(_Endpoint):
    """Calls a REST API."""

    def _host(self) -> str:
        stack = Stack.of(self)
        region = self._props.region or stack.region
        return f"{self._props.api.rest_api_id}.execute-api.{region}.{stack.url_suffix}"

    def _execute_arn(self) -> str:
        props = self._props
        found: str = props.api.arn_for_execute_api(props.method.value, props.api_path, props.stage_name)
        return found


def vars_of(components: ArnComponents) -> dict[str, Any]:
    """The parts of an ARN that are given."""
    names = ("service", "resource", "arn_format", "resource_name")
    return {name: getattr(components, name) for name in names}

"""A function behind a method.

Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-integrations.html
"""

import json
from typing import Any, Final

from landform.cdk.aws_apigateway.aws_integration import AwsIntegration
from landform.cdk.aws_apigateway.enums import ResponseTransferMode
from landform.cdk.aws_apigateway.function_name import function_name_of
from landform.cdk.aws_iam.principals import ServicePrincipal
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.names import Names
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

_OWN_OPTIONS: Final = ("allow_test_invoke", "proxy", "scope_permission_to_method")


class LambdaIntegration(AwsIntegration):
    """A function behind a method."""

    def __init__(
        self,
        handler: Any,
        *,
        allow_test_invoke: bool | None = None,
        proxy: bool | None = None,
        scope_permission_to_method: bool | None = None,
        **options: Any,
    ) -> None:
        streams = options.get("response_transfer_mode") is ResponseTransferMode.STREAM
        path = (
            f"2021-11-15/functions/{handler.function_arn}/response-streaming-invocations"
            if streams
            else f"2015-03-31/functions/{handler.function_arn}/invocations"
        )
        super().__init__(proxy=True if proxy is None else proxy, service="lambda", path=path, options=options)
        self._handler = handler
        self._is_test_allowed = True if allow_test_invoke is None else allow_test_invoke
        self._is_scoped = True if scope_permission_to_method is None else scope_permission_to_method

    def bind(self, method: Any) -> Any:
        """What the method's resource says of it; API Gateway may call the function."""
        found = super().bind(method)
        if self._is_scoped:
            self._let_method_call(method)
        else:
            self._let_api_call(method.api)
        name = function_name_of(self._handler)
        if is_unresolved(name):
            return found
        token = json.dumps({} if name is None else {"functionName": name}, separators=(",", ":"))
        return given("aws_apigateway", "IntegrationConfig", {**found, "deployment_token": token})

    def _let_method_call(self, method: Any) -> None:
        place = f"{Names.node_unique_id(method.api.node)}.{method.http_method}"
        described = f"{place}.{method.resource.path.replace('/', '.')}"
        self._permit(f"ApiPermission.{described}", method, Lazy.string(lambda: method._called_arn))
        if self._is_test_allowed:
            self._permit(f"ApiPermission.Test.{described}", method, method.test_method_arn)

    def _let_api_call(self, api: Any) -> None:
        function, owner = Names.node_unique_id(self._handler.node), Names.node_unique_id(api.node)
        id = f"ApiPermission.ApiScoped.{function}.{owner}"
        if api.node.try_find_child(id) is None:
            self._permit(id, api, api.arn_for_execute_api("*", "/*", "*"))

    def _permit(self, id: str, scope: Any, source_arn: str) -> None:
        self._handler.add_permission(
            id,
            principal=ServicePrincipal("apigateway.amazonaws.com"),
            scope=scope,
            source_arn=source_arn,
        )

"""Requests that functions are called for.

Source: https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html
"""

from typing import Any, Final

from landform.cdk.core.checked import Checked

_API_ID: Final = "ApiEventSourceA7A86A4F"


class ApiEventSource(Checked):
    """A method and a path of an API that the function has; more is what a method takes."""

    def __init__(self, method: str, path: str, **options: Any) -> None:
        if not path.startswith("/"):
            raise ValueError(f'Path must start with "/": {path}')
        self._method = method
        self._path = path
        self._options = options

    def bind(self, target: Any) -> None:
        """Let the API call the function."""
        from landform.cdk.core.names import Names
        from landform.cdk.core.stack import Stack
        from landform.cdk.l1.lookup import cfn_class

        stack = Stack.of(target)
        id = f"{Names.node_unique_id(target.node)}:{_API_ID}"
        api: Any = stack.node.try_find_child(id)
        if api is None:
            api = cfn_class("aws_apigateway", "RestApi")(stack, id)
        integration = cfn_class("aws_apigateway", "LambdaIntegration")(target)
        api.root.resource_for_path(self._path).add_method(self._method, integration, **self._options)

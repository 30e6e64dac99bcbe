"""The name of a function, as far as it says something about the function."""

from typing import Any


def function_name_of(handler: Any) -> str | None:
    """The name as it was given, so that a deployment changes with it; a function of the app may have none."""
    from landform.cdk.aws_lambda.function import Function

    if isinstance(handler, Function):
        child: Any = handler.node.default_child
        own: str | None = child.function_name
        return own
    name: str = handler.function_name
    return name

"""Functions of which a stack has one, however often they are asked for.

Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-functions.html
"""

import re
from typing import Any

from landform.cdk.aws_lambda.function import Function
from landform.cdk.aws_lambda.function_base import FunctionBase

_NOT_LETTERS = re.compile(r"[^A-Za-z0-9]")


class SingletonFunction(FunctionBase):
    """A function that is made once in a stack for a UUID.

    The options are those of `SingletonFunctionProps`.
    """

    def __init__(
        self, scope: Any, id: str, *, uuid: str, lambda_purpose: str | None = None, **options: Any
    ) -> None:
        super().__init__(scope, id)
        self.construct_name = (lambda_purpose or "SingletonLambda") + _NOT_LETTERS.sub("", uuid)
        existing = self.stack.node.try_find_child(self.construct_name)
        made: Any = existing if existing is not None else Function(self.stack, self.construct_name, **options)
        self._function = made
        self.architecture = made.architecture
        self.role = made.role
        self.grant_principal = made.grant_principal
        self.function_arn = made.function_arn
        self.function_name = made.function_name
        self.can_create_permissions = True

    @property
    def permissions_node(self) -> Any:
        """The node below which permissions are."""
        return self._function.permissions_node

    @property
    def is_bound_to_vpc(self) -> bool:
        """Whether it is in a VPC."""
        return bool(self._function.is_bound_to_vpc)

    @property
    def connections(self) -> Any:
        """Its security groups."""
        return self._function.connections

    @property
    def tenancy_config(self) -> Any:
        """Whether calls of different tenants are kept apart."""
        return self._function.tenancy_config

    @property
    def runtime(self) -> Any:
        """What its code runs on."""
        return self._function.runtime

    @property
    def log_group(self) -> Any:
        """Its log group."""
        return self._function.log_group

    @property
    def current_version(self) -> Any:
        """The version of what the function is now."""
        return self._function.current_version

    @property
    def resource_arns_for_grant_invoke(self) -> list[str]:
        """What a grant to call it names."""
        found: list[str] = self._function.resource_arns_for_grant_invoke
        return found

    def add_environment(self, key: str, value: str, *, remove_in_edge: bool | None = None) -> Any:
        """Set a variable."""
        return self._function.add_environment(key, value, remove_in_edge=remove_in_edge)

    def add_layers(self, *layers: Any) -> None:
        """Add layers."""
        self._function.add_layers(*layers)

    def add_permission(  # type: ignore[override]  # the API names the first parameter so here
        self, name: str, **permission: Any
    ) -> None:
        """Let a principal call it; the options are those of `Permission`."""
        self._function.add_permission(name, **permission)

    def add_dependency(self, *up: Any) -> None:
        """Make the function after these."""
        self._function.node.add_dependency(*up)

    def depend_on(self, down: Any) -> None:
        """Make this after the function."""
        down.node.add_dependency(self._function)

    def add_metadata(self, type: str, data: Any, **options: Any) -> None:
        """Add a note to the function; the options are those of `Node.add_metadata`."""
        self._function.node.add_metadata(type, data, **options)

    def _grant(self, *arguments: Any, **options: Any) -> Any:
        return self._function._grant(*arguments, **options)

"""Functions that exist already.

Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-functions.html
"""

from typing import Any

from landform.cdk.aws_iam.principals import UnknownPrincipal
from landform.cdk.aws_lambda.function_base import FunctionBase
from landform.cdk.aws_lambda.values import Architecture
from landform.cdk.core.fn import Fn
from landform.cdk.core.tokens import is_unresolved


class ImportedFunction(FunctionBase):
    """A function that exists already."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        function_arn: str,
        architecture: Architecture | None = None,
        role: Any = None,
        same_environment: bool | None = None,
        security_group: Any = None,
        skip_permissions: bool | None = None,
        tenancy_config: Any = None,
    ) -> None:
        super().__init__(scope, id, environment_from_arn=function_arn)
        self.function_arn = function_arn
        self.function_name = name_in(function_arn)
        self.role = role
        self.architecture = architecture if architecture is not None else Architecture.X86_64
        self.tenancy_config = tenancy_config
        self.grant_principal = role if role is not None else UnknownPrincipal(resource=self)
        self._skip_permissions = bool(skip_permissions)
        self.can_create_permissions = (
            same_environment if same_environment is not None else self._is_in_stack_account()
        )
        if security_group is not None:
            from landform.cdk.aws_ec2 import Connections

            self._connections = Connections(security_groups=[security_group])


def name_in(arn: str) -> str:
    """The function's name in its ARN."""
    return Fn.select(6, Fn.split(":", arn)) if is_unresolved(arn) else arn.split(":")[6]

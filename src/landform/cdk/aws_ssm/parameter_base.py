"""What all parameters share: names, ARNs, grants.

Source: https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html
"""

import re
from typing import Any, ClassVar, Final

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.core.arn import ArnFormat
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.tokens import is_unresolved

MAX_NAME: Final = 2048  # letters
MAX_DESCRIPTION: Final = 1024  # letters
UNIQUE: Final = "C96584B6-F00A-464E-AD19-53AFF4B05118"
"""Part of the ids of parameters that only stand for a value; the same as in the API's library."""

_READ: Final = (
    "ssm:DescribeParameters",
    "ssm:GetParameters",
    "ssm:GetParameter",
    "ssm:GetParameterHistory",
)


class ParameterBase(Native, Resource):
    """A parameter of the app or an imported one."""

    parameter_arn: str
    parameter_name: str
    parameter_type: str
    encryption_key: Any = None
    _resource_type: ClassVar[str] = "AWS::SSM::Parameter"

    def grant_read(self, grantee: Any) -> Grant:
        """Read the parameter, and decrypt it where it has a key."""
        if self.encryption_key is not None:
            self.encryption_key.grant_decrypt(grantee)
        return Grant.add_to_principal(
            grantee=grantee, actions=list(_READ), resource_arns=[self.parameter_arn]
        )

    def grant_write(self, grantee: Any) -> Grant:
        """Write the parameter, and encrypt it where it has a key."""
        if self.encryption_key is not None:
            self.encryption_key.grant_encrypt(grantee)
        return Grant.add_to_principal(
            grantee=grantee, actions=["ssm:PutParameter"], resource_arns=[self.parameter_arn]
        )

    def grant_on_key(self, grantee: Any, *actions: str) -> Any:
        """Use the parameter's key, where it has one."""
        from landform.cdk import aws_iam

        key = self.encryption_key
        return aws_iam.GrantOnKeyResult(grant=key.grant(grantee, *actions) if key is not None else None)


class ImportedParameter(ParameterBase):
    """A parameter that exists already."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        name: str,
        kind: str,
        arn: str | None = None,
        simple_name: bool | None = None,
        encryption_key: Any = None,
    ) -> None:
        super().__init__(scope, id, environment_from_arn=arn)
        self.parameter_name = name
        self.parameter_arn = arn or arn_of(self, name, simple_name=simple_name)
        self.parameter_type = kind
        self.encryption_key = encryption_key


def arn_of(
    scope: Any, name: str, *, physical_name: str | None = None, simple_name: bool | None = None
) -> str:
    """The ARN of a parameter of the scope's stack.

    A name with slashes starts with one, and then none is put between it and the rest. Where the name is known
    only at deployment, `simple_name` says whether it does not start with one.
    """
    known = physical_name or name
    if not is_unresolved(known) and "/" in known and not known.startswith("/"):
        raise ValueError(
            'Parameter names must be fully qualified (if they include "/" they must also begin with a "/"): '
            f"{known}"
        )
    if _is_simple(known, simple_name):
        arn: str = scope.stack.format_arn(
            service="ssm",
            resource="parameter",
            arn_format=ArnFormat.SLASH_RESOURCE_NAME,
            resource_name=name,
        )
        return arn
    written: str = scope.stack.format_arn(service="ssm", resource=f"parameter{name}")
    return written


def _is_simple(name: str, told: bool | None) -> bool:
    if is_unresolved(name):
        if told is None:
            raise ValueError(
                "Unable to determine ARN separator for SSM parameter since the parameter name is an "
                'unresolved token. Use "fromAttributes" and specify "simpleName" explicitly'
            )
        return told
    is_simple = not name.startswith("/")
    if told is not None and told is not is_simple:
        raise ValueError(
            f'Parameter name "{name}" is {"a simple name" if is_simple else "not a simple name"}, but '
            f'"simpleName" was explicitly set to {str(told).lower()}. Either omit it or set it to '
            f"{str(is_simple).lower()}"
        )
    return is_simple


def check(name: str | None, description: str | None, pattern: str | None, values: list[str]) -> None:
    """Raise when the Systems Manager would refuse a parameter."""
    if description is not None and len(description) > MAX_DESCRIPTION:
        raise ValueError(f"Description cannot be longer than {MAX_DESCRIPTION} characters.")
    if name is not None and not is_unresolved(name) and len(name) > MAX_NAME:
        raise ValueError(f"name cannot be longer than {MAX_NAME} characters.")
    if pattern is None or is_unresolved(pattern):
        return
    for value in values:
        if not is_unresolved(value) and not re.search(pattern, value):
            raise ValueError(
                f"The supplied value ({value}) does not match the specified allowedPattern ({pattern})"
            )


def dynamic(service: str, name: str, version: float | None) -> str:
    """A dynamic reference, read when the stack is deployed."""
    suffix = "" if version is None else f":{int(version) if not is_unresolved(version) else version}"
    return f"{{{{resolve:{service}:{name}{suffix}}}}}"

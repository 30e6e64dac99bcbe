"""Resources that a function or a topic of the user's takes care of.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html
"""

import re
from collections.abc import Mapping
from typing import Any, ClassVar, Final

from landform.cdk.core.cfn_resource import CfnResource
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.quantities import Duration
from landform.cdk.core.resource import Resource
from landform.cdk.core.tokens import is_unresolved

DEFAULT_TYPE: Final = "AWS::CloudFormation::CustomResource"
PREFIX: Final = "Custom::"
MAX_TYPE: Final = 60  # letters
MAX_TIMEOUT: Final = 3600  # seconds


class CustomResource(Resource):
    """A resource that CloudFormation leaves to a provider."""

    PROPERTY_INJECTION_ID: ClassVar[str] = "aws-cdk-lib.core.CustomResource"

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        service_token: str,
        pascal_case_properties: bool | None = None,
        properties: Mapping[str, Any] | None = None,
        removal_policy: RemovalPolicy | None = None,
        resource_type: str | None = None,
        service_timeout: Duration | None = None,
    ) -> None:
        super().__init__(scope, id)
        type_name = resource_type or DEFAULT_TYPE
        if resource_type is not None:
            _check_type(resource_type)
        given = {key: value for key, value in (properties or {}).items() if value is not None}
        if pascal_case_properties:
            given = {key[:1].upper() + key[1:]: value for key, value in given.items()}
        timeout = {"ServiceTimeout": _seconds(service_timeout)} if service_timeout is not None else {}
        self._resource = CfnResource(
            self,
            "Default",
            type=type_name,
            properties={"ServiceToken": service_token, **timeout, **given},
        )
        self._resource.apply_removal_policy(removal_policy, default=RemovalPolicy.DESTROY)

    @property
    def ref(self) -> str:
        """The physical id that the provider gave."""
        return self._resource.ref

    def get_att(self, attribute_name: str) -> Any:
        """An attribute that the provider gave."""
        return self._resource.get_att(attribute_name)

    def get_att_string(self, attribute_name: str) -> str:
        """The same as a string."""
        return self._resource.get_att(attribute_name).to_string()


def _check_type(name: str) -> None:
    if is_unresolved(name):
        return
    if not name.startswith(PREFIX):
        raise ValueError(f'Custom resource type must begin with "Custom::" ({name})')
    if len(name) > MAX_TYPE:
        raise ValueError(f"Custom resource type length > {MAX_TYPE} ({name})")
    own = name.removeprefix(PREFIX)
    if not re.fullmatch(r"[a-z0-9_@-]+", own, re.IGNORECASE):
        raise ValueError(
            f"Custom resource type name can only include alphanumeric characters and _@- ({own})"
        )


def _seconds(timeout: Duration) -> str:
    seconds = timeout.to_seconds()
    if not is_unresolved(seconds) and not 1 <= seconds <= MAX_TIMEOUT:
        raise ValueError(f"serviceTimeout must either be between 1 and {MAX_TIMEOUT} seconds, got {seconds}")
    return str(int(seconds)) if not is_unresolved(seconds) else str(seconds)

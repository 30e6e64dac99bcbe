"""Parameters that hold a text.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ssm-parameter.html
"""

from collections.abc import Callable
from typing import Any, ClassVar

from landform.cdk.aws_ssm.options import ParameterDataType, ParameterTier, ParameterType, ParameterValueType
from landform.cdk.aws_ssm.parameter_base import (
    UNIQUE,
    ImportedParameter,
    ParameterBase,
    arn_of,
    check,
    dynamic,
)
from landform.cdk.core.tokens import is_unresolved


class StringParameter(ParameterBase):
    """A parameter with a text."""

    PROPERTY_INJECTION_ID: ClassVar[str] = "aws-cdk-lib.aws-ssm.StringParameter"

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        string_value: str,
        allowed_pattern: str | None = None,
        data_type: ParameterDataType | None = None,
        description: str | None = None,
        parameter_name: str | None = None,
        simple_name: bool | None = None,
        tier: ParameterTier | None = None,
        type: ParameterType | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=parameter_name)
        check(parameter_name, description, allowed_pattern, [string_value])
        if type in (ParameterType.SECURE_STRING, ParameterType.AWS_EC2_IMAGE_ID):
            raise ValueError(
                "The type must either be ParameterType.STRING or ParameterType.STRING_LIST. Received "
                f"{type.value}: CloudFormation cannot make such parameters"
            )
        import landform.cdk.aws_ssm as module

        resource = module.__getattr__("CfnParameter")(
            self,
            "Resource",
            allowed_pattern=allowed_pattern,
            description=description,
            name=self.physical_name,
            tier=tier,
            type=(type or ParameterType.STRING).value,
            data_type=data_type,
            value=string_value,
        )
        self.parameter_name = self._get_resource_name_attribute(resource.ref)
        self.parameter_arn = arn_of(
            self,
            self.parameter_name,
            physical_name=parameter_name,
            simple_name=simple_name if parameter_name is not None else True,
        )
        self.parameter_type: str = resource.get_att("Type").to_string()
        self.string_value: str = resource.get_att("Value").to_string()

    @staticmethod
    def from_string_parameter_name(
        scope: Any, id: str, string_parameter_name: str
    ) -> "ImportedStringParameter":
        """A parameter that exists already."""
        return StringParameter.from_string_parameter_attributes(
            scope, id, parameter_name=string_parameter_name
        )

    @staticmethod
    def from_string_parameter_arn(
        scope: Any, id: str, string_parameter_arn: str
    ) -> "ImportedStringParameter":
        """A parameter that exists already, maybe another account's that shares it."""
        if is_unresolved(string_parameter_arn):
            raise ValueError("stringParameterArn cannot be an unresolved token")
        parts = string_parameter_arn.split(":", 5)
        if len(parts) != 6 or not parts[5].startswith("parameter/"):
            raise ValueError(f"unexpected StringParameterArn format: {string_parameter_arn}")
        from landform.cdk.core.stack import Stack

        own_region = Stack.of(scope).region
        if not is_unresolved(own_region) and parts[3] != own_region:
            raise ValueError(
                "stringParameterArn must be in the same region as the stack: the parameter is in "
                f"{parts[3]}, the stack in {own_region}"
            )
        found = ImportedStringParameter(
            scope,
            id,
            name=parts[5].rpartition("/")[2],
            kind=ParameterType.STRING.value,
            arn=string_parameter_arn,
        )
        found._read = lambda: _parameter(scope, id, string_parameter_arn, "String")
        return found

    @staticmethod
    def from_string_parameter_attributes(
        scope: Any,
        id: str,
        *,
        parameter_name: str,
        force_dynamic_reference: bool | None = None,
        simple_name: bool | None = None,
        type: ParameterType | None = None,
        value_type: ParameterValueType | None = None,
        version: float | None = None,
    ) -> "ImportedStringParameter":
        """A parameter that exists already, with more of what is known of it."""
        if not parameter_name:
            raise ValueError("parameterName cannot be an empty string")
        if type is ParameterType.STRING_LIST:
            raise ValueError(
                "fromStringParameterAttributes does not support STRING_LIST. Please use "
                "fromListParameterAttributes instead"
            )
        kind = (type or value_type or ParameterValueType.STRING).value
        late = version is not None or is_unresolved(parameter_name) or force_dynamic_reference
        found = ImportedStringParameter(
            scope, id, name=parameter_name, kind=ParameterType.STRING.value, simple_name=simple_name
        )
        found._read = lambda: (
            dynamic("ssm", parameter_name, version) if late else _parameter(scope, id, parameter_name, kind)
        )
        return found

    @staticmethod
    def from_secure_string_parameter_attributes(
        scope: Any,
        id: str,
        *,
        parameter_name: str,
        encryption_key: Any = None,
        simple_name: bool | None = None,
        version: float | None = None,
    ) -> "ImportedStringParameter":
        """An encrypted parameter that exists already."""
        found = ImportedStringParameter(
            scope,
            id,
            name=parameter_name,
            kind=ParameterType.SECURE_STRING.value,
            simple_name=simple_name,
            encryption_key=encryption_key,
        )
        found._read = lambda: dynamic("ssm-secure", parameter_name, version)
        return found

    @staticmethod
    def value_from_lookup(
        scope: Any,
        parameter_name: str,
        default_value: str | None = None,
        *,
        additional_cache_key: str | None = None,
    ) -> str:
        """The value as it is when the app is synthesized."""
        from landform.cdk.core.context_provider import ContextProvider

        found: str = ContextProvider.get_value(
            scope,
            provider="ssm",
            props={"parameterName": parameter_name},
            dummy_value=default_value or f"dummy-value-for-{parameter_name}",
            must_exist=default_value is None,
            additional_cache_key=additional_cache_key,
        ).value
        return found

    @staticmethod
    def value_for_string_parameter(scope: Any, parameter_name: str, version: float | None = None) -> str:
        """The value as it is when the stack is deployed."""
        return StringParameter.value_for_typed_string_parameter_v2(
            scope, parameter_name, ParameterValueType.STRING, version
        )

    @staticmethod
    def value_for_typed_string_parameter_v2(
        scope: Any,
        parameter_name: str,
        type: ParameterValueType | None = None,
        version: float | None = None,
    ) -> str:
        """The same, of a type that CloudFormation checks; one parameter a name for the whole stack."""
        from landform.cdk.core.stack import Stack

        stack = Stack.of(scope)
        id = f"SsmParameterValue:{parameter_name}:{UNIQUE}"
        known = stack.node.try_find_child(id)
        if not isinstance(known, ImportedStringParameter):
            known = StringParameter.from_string_parameter_attributes(
                stack, id, parameter_name=parameter_name, value_type=type, version=version
            )
        return known.string_value

    @staticmethod
    def value_for_typed_string_parameter(
        scope: Any, parameter_name: str, type: ParameterType | None = None, version: float | None = None
    ) -> str:
        """Deprecated name of value_for_typed_string_parameter_v2."""
        if type is ParameterType.STRING_LIST:
            raise ValueError(
                "valueForTypedStringParameter does not support STRING_LIST, use valueForTypedListParameter "
                "instead"
            )
        kind = ParameterValueType(type.value) if type is not None else None
        return StringParameter.value_for_typed_string_parameter_v2(scope, parameter_name, kind, version)

    @staticmethod
    def value_for_secure_string_parameter(scope: Any, parameter_name: str, version: float) -> str:
        """The value of an encrypted parameter as it is when the stack is deployed."""
        from landform.cdk.core.stack import Stack

        stack = Stack.of(scope)
        id = f"SsmParameterValue:{parameter_name}:{UNIQUE}"
        known = stack.node.try_find_child(id)
        if not isinstance(known, ImportedStringParameter):
            known = StringParameter.from_secure_string_parameter_attributes(
                stack, id, parameter_name=parameter_name, version=version
            )
        return known.string_value


class ImportedStringParameter(ImportedParameter):
    """A parameter with a text that exists already; the template's parameter is made when it is first read."""

    _read: Callable[[], str]
    _value: str | None = None

    @property
    def string_value(self) -> str:
        """The text."""
        if self._value is None:
            self._value = self._read()
        return self._value


def _parameter(scope: Any, id: str, name: str, kind: str) -> str:
    """The value through a parameter of the template."""
    from landform.cdk.core.cfn_elements import CfnParameter

    parameter = CfnParameter(
        scope, f"{id}.Parameter", type=f"AWS::SSM::Parameter::Value<{kind}>", default=name
    )
    return parameter.value_as_string

"""Parameters that hold a list.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ssm-parameter.html
"""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from landform.cdk.aws_ssm.options import ParameterTier, ParameterType, ParameterValueType
from landform.cdk.aws_ssm.parameter_base import (
    UNIQUE,
    ImportedParameter,
    ParameterBase,
    arn_of,
    check,
    dynamic,
)
from landform.cdk.core.fn import Fn
from landform.cdk.core.tokens import Intrinsic, is_unresolved, token_list


class StringListParameter(ParameterBase):
    """A parameter with a list of texts, none of which holds a comma."""

    PROPERTY_INJECTION_ID: ClassVar[str] = "aws-cdk-lib.aws-ssm.StringListParameter"

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        string_list_value: Sequence[str],
        allowed_pattern: str | None = None,
        description: str | None = None,
        parameter_name: str | None = None,
        simple_name: bool | None = None,
        tier: ParameterTier | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=parameter_name)
        if any("," in each and not is_unresolved(each) for each in string_list_value):
            raise ValueError("Values of a StringList SSM Parameter cannot contain the ',' character.")
        check(parameter_name, description, allowed_pattern, list(string_list_value))
        import landform.cdk.aws_ssm as module

        resource = module.__getattr__("CfnParameter")(
            self,
            "Resource",
            allowed_pattern=allowed_pattern,
            description=description,
            name=self.physical_name,
            tier=tier,
            type=ParameterType.STRING_LIST.value,
            value=Fn.join(",", list(string_list_value)),
        )
        self.parameter_name = self._get_resource_name_attribute(resource.ref)
        self.parameter_arn = arn_of(
            self,
            self.parameter_name,
            physical_name=parameter_name,
            simple_name=simple_name if parameter_name is not None else True,
        )
        self.parameter_type: str = resource.get_att("Type").to_string()
        self.string_list_value: list[str] = Fn.split(",", resource.get_att("Value").to_string())

    @staticmethod
    def from_string_list_parameter_name(
        scope: Any, id: str, string_list_parameter_name: str
    ) -> "ImportedListParameter":
        """A parameter that exists already."""
        found = ImportedListParameter(
            scope, id, name=string_list_parameter_name, kind=ParameterType.STRING_LIST.value
        )
        text = dynamic("ssm", string_list_parameter_name, None)
        found._read = lambda: token_list(Intrinsic({"Fn::Split": [",", text]}))
        return found

    @staticmethod
    def from_list_parameter_attributes(
        scope: Any,
        id: str,
        *,
        parameter_name: str,
        element_type: ParameterValueType | None = None,
        simple_name: bool | None = None,
        version: float | None = None,
    ) -> "ImportedListParameter":
        """A parameter that exists already, with more of what is known of it."""
        if not parameter_name:
            raise ValueError("parameterName cannot be an empty string")
        kind = f"List<{(element_type or ParameterValueType.STRING).value}>"
        found = ImportedListParameter(scope, id, name=parameter_name, kind=kind, simple_name=simple_name)
        found._read = lambda: _value(scope, id, parameter_name, kind, version)
        return found

    @staticmethod
    def value_for_typed_list_parameter(
        scope: Any,
        parameter_name: str,
        type: ParameterValueType | None = None,
        version: float | None = None,
    ) -> list[str]:
        """The list as it is when the stack is deployed; one parameter a name for the whole stack."""
        from landform.cdk.core.stack import Stack

        stack = Stack.of(scope)
        id = f"SsmParameterValue:{parameter_name}:{UNIQUE}"
        known = stack.node.try_find_child(id)
        if not isinstance(known, ImportedListParameter):
            known = StringListParameter.from_list_parameter_attributes(
                stack, id, parameter_name=parameter_name, element_type=type, version=version
            )
        return known.string_list_value


class ImportedListParameter(ImportedParameter):
    """A parameter with a list that exists already; the template's parameter is made when it is first read."""

    _read: Callable[[], list[str]]
    _value: list[str] | None = None

    @property
    def string_list_value(self) -> list[str]:
        """The list."""
        if self._value is None:
            self._value = self._read()
        return self._value


def _value(scope: Any, id: str, name: str, kind: str, version: float | None) -> list[str]:
    from landform.cdk.core.cfn_elements import CfnParameter

    if version is not None:
        return token_list(Intrinsic(dynamic("ssm", name, version)))
    parameter = CfnParameter(
        scope, f"{id}.Parameter", type=f"AWS::SSM::Parameter::Value<{kind}>", default=name
    )
    return parameter.value_as_list

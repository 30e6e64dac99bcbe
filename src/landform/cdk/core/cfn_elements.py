"""The elements of a template beside resources: parameters, outputs, mappings, conditions, rules."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from landform.cdk.core.cfn_element import CfnElement, CfnRefElement
from landform.cdk.core.checked import Checked
from landform.cdk.core.fn import Fn
from landform.cdk.core.references import CfnReference
from landform.cdk.core.tokens import is_unresolved, token_list, token_number, token_text

_LIST_TYPES = ("List<", "CommaDelimitedList", "AWS::SSM::Parameter::Value<List<")
_NUMBER_TYPE = "Number"
_MAX_EXPORT: Final = 255  # letters
_EXPORT: Final = re.compile(r"^[A-Za-z0-9:-]+$")


class CfnParameter(CfnElement):
    """An entry of Parameters."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        allowed_pattern: str | None = None,
        allowed_values: list[str] | None = None,
        constraint_description: str | None = None,
        default: Any = None,
        description: str | None = None,
        max_length: float | None = None,
        max_value: float | None = None,
        min_length: float | None = None,
        min_value: float | None = None,
        no_echo: bool | None = None,
        type: str | None = None,
    ) -> None:
        super().__init__(scope, id)
        self.allowed_pattern = allowed_pattern
        self.allowed_values = allowed_values
        self.constraint_description = constraint_description
        self.default = default
        self.description = description
        self.max_length = max_length
        self.max_value = max_value
        self.min_length = min_length
        self.min_value = min_value
        self.no_echo = bool(no_echo)
        self.type = type or "String"
        self._no_echo_given = no_echo

    @property
    def value(self) -> CfnReference:
        """The parameter as a token."""
        return CfnReference.for_(self, "Ref")

    @property
    def value_as_string(self) -> str:
        """The parameter as a string."""
        if self.type.startswith("List<"):
            raise TypeError(f"Parameter type ({self.type}) is not a string or number type")
        return token_text(self.value)

    @property
    def value_as_list(self) -> list[str]:
        """The parameter as a list of strings."""
        if not self.type.startswith(_LIST_TYPES):
            raise TypeError(f"Parameter type ({self.type}) is not a string list type")
        return token_list(self.value)

    @property
    def value_as_number(self) -> float:
        """The parameter as a number."""
        if self.type != _NUMBER_TYPE:
            raise TypeError(f"Parameter type ({self.type}) is not a number type")
        return token_number(self.value)

    def resolve(self, context: Any) -> Any:
        """Ref to the parameter."""
        del context
        return self.value

    def _to_cloud_formation(self) -> dict[str, Any]:
        body = {
            "Type": self.type,
            "Default": self.default,
            "AllowedPattern": self.allowed_pattern,
            "AllowedValues": self.allowed_values,
            "ConstraintDescription": self.constraint_description,
            "Description": self.description,
            "MaxLength": self.max_length,
            "MaxValue": self.max_value,
            "MinLength": self.min_length,
            "MinValue": self.min_value,
            "NoEcho": self._no_echo_given if self.no_echo == bool(self._no_echo_given) else self.no_echo,
        }
        return {"Parameters": {self.logical_id: body}}


class CfnOutput(CfnElement):
    """An entry of Outputs."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        value: Any,
        condition: "CfnCondition | None" = None,
        description: str | None = None,
        export_name: str | None = None,
        key: str | None = None,
    ) -> None:
        super().__init__(scope, id)
        if value is None:
            raise ValueError(f'Missing value for CloudFormation output at path "{self.node.path}"')
        self.value = value
        self.condition = condition
        self.description = description
        self.export_name = export_name
        self.node.add_validation(self._validate_export)
        if key is not None:
            self.override_logical_id(key)

    def _validate_export(self) -> list[str]:
        name = self.export_name
        if name is None or is_unresolved(name):
            return []
        if not name:
            return ["Export name cannot be empty"]
        if len(name) > _MAX_EXPORT:
            return [f"Export name cannot exceed {_MAX_EXPORT} characters (got {len(name)} characters)"]
        if _EXPORT.match(name) is None:
            return [
                f"Export name must only include alphanumeric characters, colons, or hyphens (got '{name}')"
            ]
        return []

    @property
    def import_value(self) -> str:
        """A string that imports the output's export in another stack."""
        from landform.cdk.core.lazy import Lazy

        def produce(context: Any) -> str:
            from landform.cdk.core.stack import Stack

            if Stack.of(context.scope) is self.stack:
                raise ValueError(
                    f"'importValue' property of '{self.node.path}' should only be used in a different Stack"
                )
            if self.export_name is None:
                raise ValueError(
                    f"Add an exportName to the CfnOutput at '{self.node.path}' in order to use "
                    "'output.importValue'"
                )
            return Fn.import_value(self.export_name)

        return Lazy.uncached_string(produce)

    def _to_cloud_formation(self) -> dict[str, Any]:
        body = {
            "Description": self.description,
            "Value": self.value,
            "Export": {"Name": self.export_name} if self.export_name is not None else None,
            "Condition": self.condition.logical_id if self.condition is not None else None,
        }
        return {"Outputs": {self.logical_id: body}}


class CfnMapping(CfnRefElement):
    """An entry of Mappings; a lazy one is left out while only known keys are looked up."""

    def __init__(
        self, scope: Any, id: str, *, lazy: bool | None = None, mapping: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(scope, id)
        self._mapping: dict[str, dict[str, Any]] = {
            key: dict(value) for key, value in (mapping or {}).items()
        }
        self._lazy = lazy
        self._render = not lazy

    def set_value(self, key1: str, key2: str, value: Any) -> None:
        """Set one value."""
        self._mapping.setdefault(key1, {})[key2] = value

    def find_in_map(self, key1: str, key2: str, default_value: str | None = None) -> Any:
        """The value; looked up now where that is possible and the mapping is lazy."""
        known = not is_unresolved(key1) and not is_unresolved(key2)
        if known:
            found = self._mapping.get(key1, {}).get(key2)
            if found is None and default_value is None:
                place = f"'{key2}' of '{key1}'" if key1 in self._mapping else f"'{key1}'"
                raise KeyError(f"Mapping doesn't contain {place}")
            if self._lazy and found is not None:
                return found
        self._render = True
        return Fn.find_in_map(self.logical_id, key1, key2, default_value)

    def _to_cloud_formation(self) -> dict[str, Any]:
        return {"Mappings": {self.logical_id: self._mapping}} if self._render else {}


class CfnCondition(CfnElement):
    """An entry of Conditions; as a value it is a use of it."""

    def __init__(self, scope: Any, id: str, *, expression: Any = None) -> None:
        super().__init__(scope, id)
        self.expression = expression

    def resolve(self, context: Any) -> Any:
        """A use of the condition in another one."""
        del context
        return {"Condition": self.logical_id}

    def _to_cloud_formation(self) -> dict[str, Any]:
        return {"Conditions": {self.logical_id: self.expression}} if self.expression is not None else {}


@dataclass(frozen=True, slots=True, kw_only=True)
class CfnRuleAssertion(Checked):
    """What has to hold, and what is said when it does not."""

    assert_: Any
    assert_description: str


class CfnRule(CfnRefElement):
    """An entry of Rules."""

    def __init__(self, scope: Any, id: str, *, assertions: Any = None, rule_condition: Any = None) -> None:
        super().__init__(scope, id)
        self._condition = rule_condition
        self._assertions: list[dict[str, Any]] = []
        for each in assertions or ():
            if isinstance(each, CfnRuleAssertion):
                self.add_assertion(each.assert_, each.assert_description)
                continue
            assertion = each["assert_"] if "assert_" in each else each["assert"]
            self.add_assertion(assertion, each.get("assert_description", each.get("assertDescription")))

    def add_assertion(self, condition: Any, description: str) -> None:
        """Add what has to hold."""
        self._assertions.append({"Assert": condition, "AssertDescription": description})

    def _to_cloud_formation(self) -> dict[str, Any]:
        body = {"RuleCondition": self._condition, "Assertions": self._assertions or None}
        return {"Rules": {self.logical_id: body}}

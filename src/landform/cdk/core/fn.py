"""CloudFormation's functions as values."""

from collections.abc import Mapping
from typing import Any

from landform.cdk.core.checked import Checked
from landform.cdk.core.tokens import Intrinsic, is_unresolved, token_list, token_text

LANGUAGE_EXTENSIONS = "AWS::LanguageExtensions"
"""Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-languageextensions.html"""


class FnCondition(Intrinsic):
    """A condition expression."""

    def __init__(self, name: str, value: Any) -> None:
        super().__init__({name: value})
        self.disambiguator = True


class _Extended(Intrinsic):
    """A function that needs the transform AWS::LanguageExtensions."""

    def resolve(self, context: Any) -> Any:
        from landform.cdk.core.stack import Stack

        Stack.of(context.scope).add_transform(LANGUAGE_EXTENSIONS)
        return super().resolve(context)


def _text(name: str, value: Any) -> str:
    return token_text(Intrinsic({name: value}), name)


def _list(name: str, value: Any) -> list[str]:
    return token_list(Intrinsic({name: value}), name)


class Fn(Checked):
    """One static method a function; strings and lists that stand for the function's result."""

    def __init__(self) -> None:
        raise TypeError("Fn has only static methods")

    @staticmethod
    def ref(logical_name: str) -> str:
        """Ref"""
        return _text("Ref", logical_name)

    @staticmethod
    def get_att(logical_name_of_resource: str, attribute_name: str) -> Intrinsic:
        """Fn::GetAtt"""
        return Intrinsic({"Fn::GetAtt": [logical_name_of_resource, attribute_name]})

    @staticmethod
    def join(delimiter: str, list_of_values: list[Any]) -> str:
        """Fn::Join; plain text when all values are known."""
        if not list_of_values:
            raise ValueError("FnJoin requires at least one value to be provided")
        return token_text(_Join(delimiter, list_of_values), "Fn::Join")

    @staticmethod
    def split(delimiter: str, source: str, assumed_length: float | None = None) -> list[str]:
        """Fn::Split; a plain list when the source is known."""
        if not is_unresolved(source):
            return source.split(delimiter)
        if is_unresolved(delimiter):
            raise ValueError("Fn.split: 'delimiter' may not be a token value")
        found = _list("Fn::Split", [delimiter, source])
        if assumed_length is None:
            return found
        return [Fn.select(index, found) for index in range(int(assumed_length))]

    @staticmethod
    def select(index: float, array: list[str]) -> str:
        """Fn::Select; the plain item when the list is known."""
        if not is_unresolved(array) and not is_unresolved(index):
            return array[int(index)] if int(index) < len(array) else _text("Fn::Select", [index, array])
        return _text("Fn::Select", [index, array])

    @staticmethod
    def sub(body: str, variables: Mapping[str, Any] | None = None) -> str:
        """Fn::Sub"""
        return _text("Fn::Sub", [body, dict(variables)] if variables else body)

    @staticmethod
    def base64(data: str) -> str:
        """Fn::Base64"""
        return _text("Fn::Base64", data)

    @staticmethod
    def cidr(ip_block: str, count: float, size_mask: str | None = None) -> list[str]:
        """Fn::Cidr"""
        if count < 1 or count > 256:
            raise ValueError(f"Fn::Cidr's count attribute must be between 1 and 256, {count} was provided.")
        return _list("Fn::Cidr", [ip_block, count] if size_mask is None else [ip_block, count, size_mask])

    @staticmethod
    def get_azs(region: str | None = None) -> list[str]:
        """Fn::GetAZs"""
        return _list("Fn::GetAZs", region or "")

    @staticmethod
    def import_value(shared_value_to_import: str) -> str:
        """Fn::ImportValue"""
        return _text("Fn::ImportValue", shared_value_to_import)

    @staticmethod
    def import_list_value(
        shared_value_to_import: str, assumed_length: float, delimiter: str | None = None
    ) -> list[str]:
        """Fn::ImportValue of a joined list, split again."""
        return Fn.split(delimiter or ",", Fn.import_value(shared_value_to_import), assumed_length)

    @staticmethod
    def get_stack_output(
        stack_name: str, output_name: str, region: str | None = None, role_arn: str | None = None
    ) -> str:
        """Fn::GetStackOutput"""
        value: dict[str, Any] = {"StackName": stack_name, "OutputName": output_name}
        if region is not None:
            value["Region"] = region
        if role_arn is not None:
            value["RoleArn"] = role_arn
        return _text("Fn::GetStackOutput", value)

    @staticmethod
    def find_in_map(
        map_name: str, top_level_key: str, second_level_key: str, default_value: str | None = None
    ) -> str:
        """Fn::FindInMap"""
        value: list[Any] = [map_name, top_level_key, second_level_key]
        if default_value is not None:
            value.append({"DefaultValue": default_value})
            return token_text(_Extended({"Fn::FindInMap": value}), "Fn::FindInMap")
        return _text("Fn::FindInMap", value)

    @staticmethod
    def transform(macro_name: str, parameters: Mapping[str, Any]) -> Intrinsic:
        """Fn::Transform"""
        return Intrinsic({"Fn::Transform": {"Name": macro_name, "Parameters": dict(parameters)}})

    @staticmethod
    def len(array: Any) -> Any:
        """Fn::Length; the plain number when the list is known."""
        from landform.cdk.core.tokens import token_number

        if isinstance(array, list) and not is_unresolved(array):
            return array.__len__()
        return token_number(_Extended({"Fn::Length": array}))

    @staticmethod
    def to_json_string(object: Any) -> str:
        """Fn::ToJsonString; plain JSON when the value is known."""
        import json

        if not is_unresolved(object):
            return json.dumps(object, separators=(",", ":"), ensure_ascii=False)
        return token_text(_Extended({"Fn::ToJsonString": object}), "Fn::ToJsonString")

    @staticmethod
    def parse_domain_name(url: str) -> str:
        """The host of a URL."""
        without_scheme = Fn.select(1, Fn.split("//", url))
        return Fn.select(0, Fn.split("/", without_scheme))

    @staticmethod
    def condition_and(*conditions: Any) -> FnCondition:
        """Fn::And"""
        return _grouped("Fn::And", list(conditions))

    @staticmethod
    def condition_or(*conditions: Any) -> FnCondition:
        """Fn::Or"""
        return _grouped("Fn::Or", list(conditions))

    @staticmethod
    def condition_not(condition: Any) -> FnCondition:
        """Fn::Not"""
        return FnCondition("Fn::Not", [condition])

    @staticmethod
    def condition_equals(lhs: Any, rhs: Any) -> FnCondition:
        """Fn::Equals"""
        return FnCondition("Fn::Equals", [lhs, rhs])

    @staticmethod
    def condition_if(condition_id: str, value_if_true: Any, value_if_false: Any) -> FnCondition:
        """Fn::If"""
        return FnCondition("Fn::If", [condition_id, value_if_true, value_if_false])

    @staticmethod
    def condition_contains(list_of_strings: list[str], value: str) -> FnCondition:
        """Fn::Contains"""
        return FnCondition("Fn::Contains", [list_of_strings, value])

    @staticmethod
    def condition_each_member_equals(list_of_strings: list[str], value: str) -> FnCondition:
        """Fn::EachMemberEquals"""
        return FnCondition("Fn::EachMemberEquals", [list_of_strings, value])

    @staticmethod
    def condition_each_member_in(strings_to_check: list[str], strings_to_match: list[str]) -> FnCondition:
        """Fn::EachMemberIn"""
        return FnCondition("Fn::EachMemberIn", [strings_to_check, strings_to_match])

    @staticmethod
    def ref_all(parameter_type: str) -> list[str]:
        """Fn::RefAll"""
        return _list("Fn::RefAll", parameter_type)

    @staticmethod
    def value_of(parameter_or_logical_id: str, attribute: str) -> str:
        """Fn::ValueOf"""
        return _text("Fn::ValueOf", [parameter_or_logical_id, attribute])

    @staticmethod
    def value_of_all(parameter_type: str, attribute: str) -> list[str]:
        """Fn::ValueOfAll"""
        return _list("Fn::ValueOfAll", [parameter_type, attribute])


class _Join:
    """Fn::Join that merges neighbouring texts and inner joins with the same delimiter when resolved."""

    def __init__(self, delimiter: str, values: list[Any]) -> None:
        self._delimiter = delimiter
        self._values = values

    def resolve(self, context: Any) -> Any:
        if is_unresolved(self._values):
            return {"Fn::Join": [self._delimiter, self._values]}
        parts = self._flattened([context.resolve(each) for each in self._values])
        merged: list[Any] = []
        for part in parts:
            if merged and isinstance(part, str) and isinstance(merged[-1], str):
                merged[-1] = f"{merged[-1]}{self._delimiter}{part}"
            else:
                merged.append(part)
        return merged[0] if len(merged) == 1 else {"Fn::Join": [self._delimiter, merged]}

    def _flattened(self, parts: list[Any]) -> list[Any]:
        found: list[Any] = []
        for part in parts:
            inner = part.get("Fn::Join") if isinstance(part, dict) and len(part) == 1 else None
            if inner and inner[0] == self._delimiter and isinstance(inner[1], list):
                found.extend(self._flattened(inner[1]))
            else:
                found.append(part)
        return found


MAX_CONDITIONS = 10  # of Fn::And and Fn::Or; more are grouped


def _grouped(name: str, conditions: list[Any]) -> FnCondition:
    if not conditions:
        raise ValueError(f"Fn.{name} needs at least one condition")
    if len(conditions) == 1:
        found: FnCondition = conditions[0]
        return found
    if len(conditions) <= MAX_CONDITIONS:
        return FnCondition(name, conditions)
    groups = [
        _grouped(name, conditions[start : start + MAX_CONDITIONS])
        for start in range(0, len(conditions), MAX_CONDITIONS)
    ]
    return _grouped(name, groups)

"""Conditions of Choice states.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html
"""

from collections.abc import Callable, Mapping
from typing import Any

from landform.cdk.aws_stepfunctions.path_token import path_of_text
from landform.cdk.core.native import Native

_JSONATA = ("{%", "%}")


def is_jsonata(text: str) -> bool:
    """Whether a text is an expression of JSONata."""
    start, end = _JSONATA
    return text.startswith(start) and text.endswith(end)


def _check_variable(variable: str) -> None:
    if path_of_text(variable) is None and not variable.startswith("$"):
        raise ValueError(f"A variable is '$', or starts with '$.' or '$['; got '{variable}'")


def _named(name: str, said: str, function: Callable[..., Any]) -> Any:
    function.__name__, function.__qualname__ = name, f"Condition.{name}"
    function.__doc__ = f"{said}."
    return staticmethod(function)


def _compares(name: str, operator: str) -> Any:
    def compare(variable: str, value: Any) -> "Condition":
        _check_variable(variable)
        return _Comparison({"Variable": variable, operator: value})

    return _named(name, f"Of the variable {operator} with the value is true", compare)


def _tests(name: str, operator: str, expected: bool) -> Any:
    def test(variable: str) -> "Condition":
        _check_variable(variable)
        return _Comparison({"Variable": variable, operator: expected})

    return _named(name, f"Of the variable {operator} is {expected}", test)


class Condition(Native):
    """A condition; `render_condition` gives it as the Amazon States Language writes it."""

    boolean_equals = _compares("boolean_equals", "BooleanEquals")
    boolean_equals_json_path = _compares("boolean_equals_json_path", "BooleanEqualsPath")
    is_boolean = _tests("is_boolean", "IsBoolean", True)
    is_not_boolean = _tests("is_not_boolean", "IsBoolean", False)
    is_not_null = _tests("is_not_null", "IsNull", False)
    is_not_numeric = _tests("is_not_numeric", "IsNumeric", False)
    is_not_present = _tests("is_not_present", "IsPresent", False)
    is_not_string = _tests("is_not_string", "IsString", False)
    is_not_timestamp = _tests("is_not_timestamp", "IsTimestamp", False)
    is_null = _tests("is_null", "IsNull", True)
    is_numeric = _tests("is_numeric", "IsNumeric", True)
    is_present = _tests("is_present", "IsPresent", True)
    is_string = _tests("is_string", "IsString", True)
    is_timestamp = _tests("is_timestamp", "IsTimestamp", True)
    number_equals = _compares("number_equals", "NumericEquals")
    number_equals_json_path = _compares("number_equals_json_path", "NumericEqualsPath")
    number_greater_than = _compares("number_greater_than", "NumericGreaterThan")
    number_greater_than_equals = _compares("number_greater_than_equals", "NumericGreaterThanEquals")
    number_greater_than_equals_json_path = _compares(
        "number_greater_than_equals_json_path", "NumericGreaterThanEqualsPath"
    )
    number_greater_than_json_path = _compares("number_greater_than_json_path", "NumericGreaterThanPath")
    number_less_than = _compares("number_less_than", "NumericLessThan")
    number_less_than_equals = _compares("number_less_than_equals", "NumericLessThanEquals")
    number_less_than_equals_json_path = _compares(
        "number_less_than_equals_json_path", "NumericLessThanEqualsPath"
    )
    number_less_than_json_path = _compares("number_less_than_json_path", "NumericLessThanPath")
    string_equals = _compares("string_equals", "StringEquals")
    string_equals_json_path = _compares("string_equals_json_path", "StringEqualsPath")
    string_greater_than = _compares("string_greater_than", "StringGreaterThan")
    string_greater_than_equals = _compares("string_greater_than_equals", "StringGreaterThanEquals")
    string_greater_than_equals_json_path = _compares(
        "string_greater_than_equals_json_path", "StringGreaterThanEqualsPath"
    )
    string_greater_than_json_path = _compares("string_greater_than_json_path", "StringGreaterThanPath")
    string_less_than = _compares("string_less_than", "StringLessThan")
    string_less_than_equals = _compares("string_less_than_equals", "StringLessThanEquals")
    string_less_than_equals_json_path = _compares(
        "string_less_than_equals_json_path", "StringLessThanEqualsPath"
    )
    string_less_than_json_path = _compares("string_less_than_json_path", "StringLessThanPath")
    string_matches = _compares("string_matches", "StringMatches")
    timestamp_equals = _compares("timestamp_equals", "TimestampEquals")
    timestamp_equals_json_path = _compares("timestamp_equals_json_path", "TimestampEqualsPath")
    timestamp_greater_than = _compares("timestamp_greater_than", "TimestampGreaterThan")
    timestamp_greater_than_equals = _compares("timestamp_greater_than_equals", "TimestampGreaterThanEquals")
    timestamp_greater_than_equals_json_path = _compares(
        "timestamp_greater_than_equals_json_path", "TimestampGreaterThanEqualsPath"
    )
    timestamp_greater_than_json_path = _compares(
        "timestamp_greater_than_json_path", "TimestampGreaterThanPath"
    )
    timestamp_less_than = _compares("timestamp_less_than", "TimestampLessThan")
    timestamp_less_than_equals = _compares("timestamp_less_than_equals", "TimestampLessThanEquals")
    timestamp_less_than_equals_json_path = _compares(
        "timestamp_less_than_equals_json_path", "TimestampLessThanEqualsPath"
    )
    timestamp_less_than_json_path = _compares("timestamp_less_than_json_path", "TimestampLessThanPath")

    @staticmethod
    def and_(*conditions: "Condition") -> "Condition":
        """All of them."""
        return _Comparison({"And": _rendered(conditions)})

    @staticmethod
    def or_(*conditions: "Condition") -> "Condition":
        """One of them at least."""
        return _Comparison({"Or": _rendered(conditions)})

    @staticmethod
    def not_(condition: "Condition") -> "Condition":
        """Not this one."""
        return _Comparison({"Not": condition.render_condition()})

    @staticmethod
    def jsonata(condition: str) -> "Condition":
        """An expression of JSONata that is true."""
        if not is_jsonata(condition):
            raise ValueError(f"A JSONata expression starts with '{{%' and ends with '%}}', got '{condition}'")
        return _Comparison({"Condition": condition})

    def render_condition(self) -> Any:
        """The condition as the Amazon States Language writes it."""
        raise TypeError(f"{type(self).__name__} does not say how it is written")


class _Comparison(Condition):
    def __init__(self, rendered: Mapping[str, Any]) -> None:
        self._rendered = rendered

    def render_condition(self) -> Any:
        return dict(self._rendered)


def _rendered(conditions: tuple[Condition, ...]) -> list[Any]:
    if not conditions:
        raise ValueError("At least one condition has to be given")
    return [each.render_condition() for each in conditions]

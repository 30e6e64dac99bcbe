"""Values of attributes as DynamoDB writes them, and which attributes are read.

Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
"""

from collections.abc import Mapping, Sequence
from typing import Any

from landform.cdk.aws_stepfunctions.condition import is_jsonata
from landform.cdk.aws_stepfunctions.json_path import JsonPath
from landform.cdk.core.native import Native


class DynamoAttributeValue(Native):
    """The value of an attribute."""

    def __init__(self, value: Mapping[str, Any]) -> None:
        self.attribute_value = value

    @staticmethod
    def from_string(value: str) -> "DynamoAttributeValue":
        """A text."""
        return DynamoAttributeValue({"S": value})

    @staticmethod
    def from_number(value: float) -> "DynamoAttributeValue":
        """A number."""
        return DynamoAttributeValue({"N": _text(value)})

    @staticmethod
    def number_from_string(value: str) -> "DynamoAttributeValue":
        """A number given as text."""
        return DynamoAttributeValue({"N": value})

    @staticmethod
    def from_binary(value: str) -> "DynamoAttributeValue":
        """Bytes in Base64."""
        return DynamoAttributeValue({"B": value})

    @staticmethod
    def from_string_set(value: Sequence[str]) -> "DynamoAttributeValue":
        """A set of texts."""
        return DynamoAttributeValue({"SS": value})

    @staticmethod
    def from_number_set(value: Sequence[float]) -> "DynamoAttributeValue":
        """A set of numbers."""
        return DynamoAttributeValue({"NS": [_text(each) for each in value]})

    @staticmethod
    def number_set_from_strings(value: Sequence[str]) -> "DynamoAttributeValue":
        """A set of numbers given as texts."""
        return DynamoAttributeValue({"NS": value})

    @staticmethod
    def from_binary_set(value: Sequence[str]) -> "DynamoAttributeValue":
        """A set of bytes in Base64."""
        return DynamoAttributeValue({"BS": value})

    @staticmethod
    def from_map(value: Mapping[str, "DynamoAttributeValue"]) -> "DynamoAttributeValue":
        """An object."""
        return DynamoAttributeValue({"M": {name: each.to_object() for name, each in value.items()}})

    @staticmethod
    def map_from_json_path(value: str) -> "DynamoAttributeValue":
        """An object at a path."""
        return DynamoAttributeValue({"M.$": _path(value)})

    @staticmethod
    def map_from_jsonata(value: str) -> "DynamoAttributeValue":
        """An object that an expression gives."""
        return DynamoAttributeValue({"M": _expression(value)})

    @staticmethod
    def from_list(value: Sequence["DynamoAttributeValue"]) -> "DynamoAttributeValue":
        """A list."""
        return DynamoAttributeValue({"L": [each.to_object() for each in value]})

    @staticmethod
    def list_from_json_path(value: str) -> "DynamoAttributeValue":
        """A list at a path."""
        return DynamoAttributeValue({"L": JsonPath.string_at(_path(value))})

    @staticmethod
    def list_from_jsonata(value: str) -> "DynamoAttributeValue":
        """A list that an expression gives."""
        return DynamoAttributeValue({"L": _expression(value)})

    @staticmethod
    def from_null(value: bool) -> "DynamoAttributeValue":
        """Nothing."""
        return DynamoAttributeValue({"NULL": value})

    @staticmethod
    def from_boolean(value: bool) -> "DynamoAttributeValue":
        """True or false."""
        return DynamoAttributeValue({"BOOL": value})

    @staticmethod
    def boolean_from_json_path(value: str) -> "DynamoAttributeValue":
        """True or false at a path."""
        return DynamoAttributeValue({"BOOL": JsonPath.string_at(_path(value))})

    @staticmethod
    def boolean_from_jsonata(value: str) -> "DynamoAttributeValue":
        """True or false that an expression gives."""
        return DynamoAttributeValue({"BOOL": _expression(value)})

    def to_object(self) -> Any:
        """The value as DynamoDB writes it."""
        return self.attribute_value


class DynamoProjectionExpression(Native):
    """Which part of an item is read."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def with_attribute(self, attr: str) -> "DynamoProjectionExpression":
        """An attribute, of the item or of what was named before."""
        self._parts.append(f".{attr}" if self._parts else attr)
        return self

    def at_index(self, index: float) -> "DynamoProjectionExpression":
        """An element of the list that was named before."""
        if not self._parts:
            raise ValueError("Expression must start with an attribute")
        self._parts.append(f"[{index:g}]")
        return self

    def to_string(self) -> str:
        """The expression."""
        return "".join(self._parts)

    def __str__(self) -> str:
        return self.to_string()


def _text(number: float) -> str:
    return str(int(number)) if float(number).is_integer() and abs(number) < 1e21 else str(number)


def _path(path: str) -> str:
    if not path.startswith("$"):
        raise ValueError(f"A JSON path to data is '$', or starts with '$.'; got '{path}'")
    return path


def _expression(text: str) -> str:
    if not is_jsonata(text):
        raise ValueError(f"A JSONata expression starts with '{{%' and ends with '%}}', got '{text}'")
    return text

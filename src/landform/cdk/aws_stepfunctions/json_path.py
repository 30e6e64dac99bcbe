"""Paths into a state's input, and the intrinsic functions on them.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
"""

from typing import Any, ClassVar, Final

from landform.cdk.aws_stepfunctions.path_token import (
    check_data_path,
    check_path,
    list_of,
    number_of,
    object_of,
    path_of_list,
    path_of_number,
    path_of_object,
    path_of_text,
    text_of,
)
from landform.cdk.core.json_null import JsonNull
from landform.cdk.core.native import Native
from landform.cdk.core.tokens import IResolvable, is_token, token_text

_CONTEXT: Final = {
    "entire_context": "$$",
    "entire_payload": "$",
    "execution_id": "$$.Execution.Id",
    "execution_input": "$$.Execution.Input",
    "execution_name": "$$.Execution.Name",
    "execution_role_arn": "$$.Execution.RoleArn",
    "execution_start_time": "$$.Execution.StartTime",
    "state_entered_time": "$$.State.EnteredTime",
    "state_machine_id": "$$.StateMachine.Id",
    "state_machine_name": "$$.StateMachine.Name",
    "state_name": "$$.State.Name",
    "state_retry_count": "$$.State.RetryCount",
    "task_token": "$$.Task.Token",
}


class _PathOf:
    """A path that is a token anew in each use."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __get__(self, instance: Any, owner: Any) -> str:
        return text_of(self._path)


class JsonPath(Native):
    """Takes values from a state's input, or from the context of the execution."""

    DISCARD: ClassVar[str] = token_text(JsonNull.INSTANCE, "DISCARD (JSON `null`)")
    entire_context = _PathOf(_CONTEXT["entire_context"])
    entire_payload = _PathOf(_CONTEXT["entire_payload"])
    execution_id = _PathOf(_CONTEXT["execution_id"])
    execution_input = _PathOf(_CONTEXT["execution_input"])
    execution_name = _PathOf(_CONTEXT["execution_name"])
    execution_role_arn = _PathOf(_CONTEXT["execution_role_arn"])
    execution_start_time = _PathOf(_CONTEXT["execution_start_time"])
    state_entered_time = _PathOf(_CONTEXT["state_entered_time"])
    state_machine_id = _PathOf(_CONTEXT["state_machine_id"])
    state_machine_name = _PathOf(_CONTEXT["state_machine_name"])
    state_name = _PathOf(_CONTEXT["state_name"])
    state_retry_count = _PathOf(_CONTEXT["state_retry_count"])
    task_token = _PathOf(_CONTEXT["task_token"])

    @staticmethod
    def string_at(path: str) -> str:
        """A text at a path."""
        check_path(path)
        return text_of(path)

    @staticmethod
    def list_at(path: str) -> list[str]:
        """A list at a path."""
        check_data_path(path)
        return list_of(path)

    @staticmethod
    def number_at(path: str) -> float:
        """A number at a path."""
        check_path(path)
        return number_of(path)

    @staticmethod
    def object_at(path: str) -> IResolvable:
        """An object at a path."""
        check_path(path)
        return object_of(path)

    @staticmethod
    def is_encoded_json_path(value: str) -> bool:
        """Whether a text stands for a path."""
        return path_of_text(value) is not None

    @staticmethod
    def array(*values: str) -> str:
        """A list of the values."""
        return _call("Array", *values)

    @staticmethod
    def array_partition(array: Any, chunk_size: float) -> str:
        """The list in pieces."""
        return _call("ArrayPartition", array, chunk_size)

    @staticmethod
    def array_contains(array: Any, value: Any) -> str:
        """Whether the list has a value."""
        return _call("ArrayContains", array, value)

    @staticmethod
    def array_range(start: float, end: float, step: float) -> str:
        """The numbers from a start to an end."""
        return _call("ArrayRange", start, end, step)

    @staticmethod
    def array_get_item(array: Any, index: float) -> str:
        """One item of the list."""
        return _call("ArrayGetItem", array, index)

    @staticmethod
    def array_length(array: Any) -> str:
        """How many items the list has."""
        return _call("ArrayLength", array)

    @staticmethod
    def array_unique(array: Any) -> str:
        """The list with each item once."""
        return _call("ArrayUnique", array)

    @staticmethod
    def base64_encode(input: str) -> str:
        """The text in Base64."""
        return _call("Base64Encode", input)

    @staticmethod
    def base64_decode(base64: str) -> str:
        """The text of a Base64 text."""
        return _call("Base64Decode", base64)

    @staticmethod
    def hash(data: Any, algorithm: str) -> str:
        """The digest of the data."""
        return _call("Hash", data, algorithm)

    @staticmethod
    def json_merge(value1: Any, value2: Any) -> str:
        """Both objects as one; of a name in both the second one's value counts."""
        return text_of(f"States.JsonMerge({_argument(value1)}, {_argument(value2)}, false)")

    @staticmethod
    def string_to_json(json_string: str) -> IResolvable:
        """The value of a JSON text."""
        return object_of(f"States.StringToJson({_argument(json_string)})")

    @staticmethod
    def json_to_string(value: Any) -> str:
        """The JSON text of a value."""
        path = path_of_object(value) or (path_of_text(value) if isinstance(value, str) else None)
        if path is None:
            raise ValueError("JsonPath.json_to_string takes an object that a path stands for")
        return text_of(f"States.JsonToString({path})")

    @staticmethod
    def math_random(start: float, end: float) -> str:
        """A number by chance from a start up to an end."""
        return _call("MathRandom", start, end)

    @staticmethod
    def math_add(num1: float, num2: float) -> str:
        """The sum."""
        return _call("MathAdd", num1, num2)

    @staticmethod
    def string_split(input_string: str, splitter: str) -> str:
        """The pieces of a text."""
        return _call("StringSplit", input_string, splitter)

    @staticmethod
    def uuid() -> str:
        """A random id."""
        return _call("UUID")

    @staticmethod
    def format(format_string: str, *values: str) -> str:
        """A text with the values in place of its {}."""
        return _call("Format", format_string, *values)


def _call(function: str, *arguments: Any) -> str:
    return text_of(f"States.{function}({', '.join(_argument(each) for each in arguments)})")


def _argument(value: Any) -> str:
    """A value as an argument of an intrinsic function: a path, a number, or a quoted text."""
    if isinstance(value, str):
        return path_of_text(value) or _quoted(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return path_of_number(value) or _plain(value)
    found = path_of_list(value) if isinstance(value, list) else None
    if found is None and is_token(value):
        found = path_of_object(value)
    if found is None:
        raise ValueError(f"Only paths, texts and numbers may be given to intrinsic functions, not {value!r}")
    return found


def _plain(number: float) -> str:
    return str(int(number)) if float(number).is_integer() else str(number)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"

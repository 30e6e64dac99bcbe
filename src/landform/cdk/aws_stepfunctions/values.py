"""Values that states are given.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from landform.cdk.aws_stepfunctions.enums import InputType
from landform.cdk.aws_stepfunctions.json_path import JsonPath
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration


class Errors(Native):
    """Names of errors that every state may meet."""

    ALL: Final = "States.ALL"
    BRANCH_FAILED: Final = "States.BranchFailed"
    HEARTBEAT_TIMEOUT: Final = "States.HeartbeatTimeout"
    NO_CHOICE_MATCHED: Final = "States.NoChoiceMatched"
    PARAMETER_PATH_FAILURE: Final = "States.ParameterPathFailure"
    PERMISSIONS: Final = "States.Permissions"
    RESULT_PATH_MATCH_FAILURE: Final = "States.ResultPathMatchFailure"
    TASKS_FAILED: Final = "States.TaskFailed"
    TIMEOUT: Final = "States.Timeout"


class Result(Native):
    """What a Pass state gives."""

    def __init__(self, value: Any) -> None:
        self.value = value

    @staticmethod
    def from_array(value: Sequence[Any]) -> "Result":
        """A list."""
        return Result(list(value))

    @staticmethod
    def from_boolean(value: bool) -> "Result":
        """True or false."""
        return Result(value)

    @staticmethod
    def from_number(value: float) -> "Result":
        """A number."""
        return Result(value)

    @staticmethod
    def from_object(value: Mapping[str, Any]) -> "Result":
        """An object."""
        return Result(value)

    @staticmethod
    def from_string(value: str) -> "Result":
        """A text."""
        return Result(value)


class TaskInput(Native):
    """What a task is given."""

    def __init__(self, type: InputType, value: Any) -> None:
        self.type = type
        self.value = value

    @staticmethod
    def from_json_path_at(path: str) -> "TaskInput":
        """A part of the state's input, or of the context."""
        return TaskInput(InputType.TEXT, JsonPath.string_at(path))

    @staticmethod
    def from_object(obj: Mapping[str, Any]) -> "TaskInput":
        """An object, which may have paths in it."""
        return TaskInput(InputType.OBJECT, obj)

    @staticmethod
    def from_text(text: str) -> "TaskInput":
        """A text."""
        return TaskInput(InputType.TEXT, text)


class Timeout(Native):
    """How long something may take: a time, or where the number of seconds is found."""

    def __init__(
        self, seconds: float | None = None, path: str | None = None, jsonata_expression: str | None = None
    ) -> None:
        self.seconds = seconds
        self.path = path
        self.jsonata_expression = jsonata_expression

    @staticmethod
    def at(path: str) -> "Timeout":
        """The number of seconds stands at a path."""
        return Timeout(path=path)

    @staticmethod
    def duration(duration: Duration) -> "Timeout":
        """A time."""
        return Timeout(seconds=duration.to_seconds())

    @staticmethod
    def jsonata(jsonata_expression: str) -> "Timeout":
        """An expression gives the number of seconds."""
        return Timeout(jsonata_expression=jsonata_expression)


class ProvideItems(Native):
    """The items of a Map state."""

    def __init__(self, items: Any) -> None:
        self.items = items

    @staticmethod
    def json_array(array: Sequence[Any]) -> "ProvideItems":
        """A list."""
        return ProvideItems(list(array))

    @staticmethod
    def jsonata(jsonata_expression: str) -> "ProvideItems":
        """An expression gives the list."""
        return ProvideItems(jsonata_expression)


class TaskRole(Native):
    """The role that a task assumes."""

    def __init__(self, role_arn: str, resource: str) -> None:
        self.role_arn = role_arn
        self.resource = resource

    @staticmethod
    def from_role(role: Any) -> "TaskRole":
        """A role."""
        return TaskRole(role.role_arn, role.role_arn)

    @staticmethod
    def from_role_arn_json_path(expression: str) -> "TaskRole":
        """The ARN stands at a path; the state machine may assume every role."""
        return TaskRole(JsonPath.string_at(expression), "*")

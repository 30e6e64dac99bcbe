"""Names of stacks: those that users give, and those of nested stacks."""

import re
from typing import Final

from landform.engine.errors import validation_error
from landform.providers.names import LOWER_ALPHABET, RANDOM_LENGTH, token_characters

STACK_NAME: Final = re.compile(r"(?:[a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/._+]*)\Z")
CHANGE_SET_NAME: Final = re.compile(r"[a-zA-Z][-a-zA-Z0-9]*\Z")
MAX_STACK_NAME: Final = 128


def check_stack_name(name: str) -> None:
    """Raise AWS's error for a name it would not take."""
    _check(name, "stackName", STACK_NAME, "[a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/._+]*")


def check_change_set_name(name: str) -> None:
    """Raise AWS's error for a name it would not take.

    Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html
    """
    _check(name, "changeSetName", CHANGE_SET_NAME, "[a-zA-Z][-a-zA-Z0-9]*")


def _check(name: str, field: str, pattern: re.Pattern[str], shown: str) -> None:
    rejected = f"1 validation error detected: Value '{name}' at '{field}' failed to satisfy constraint: "
    if len(name) > MAX_STACK_NAME:
        raise validation_error(f"{rejected}Member must have length less than or equal to {MAX_STACK_NAME}")
    if not pattern.match(name):
        raise validation_error(f"{rejected}Member must satisfy regular expression pattern: {shown}")


def child_name(parent: str, logical_id: str, token: str) -> str:
    """PARENT-LOGICALID-RANDOM, as AWS forms it; the same for the same token."""
    random = token_characters(token, RANDOM_LENGTH, LOWER_ALPHABET).upper()
    return f"{parent}-{logical_id}"[: MAX_STACK_NAME - RANDOM_LENGTH - 1] + f"-{random}"

"""Names of stacks: those that users give, and those of nested stacks."""

import re
from typing import Final

from landform.engine.errors import validation_error
from landform.providers.names import LOWER_ALPHABET, RANDOM_LENGTH, token_characters

STACK_NAME: Final = re.compile(r"(?:[a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/._+]*)\Z")
MAX_STACK_NAME: Final = 128


def check_stack_name(name: str) -> None:
    """Raise AWS's error for a name it would not take."""
    if len(name) > MAX_STACK_NAME:
        raise validation_error(
            f"1 validation error detected: Value '{name}' at 'stackName' failed to satisfy constraint: "
            f"Member must have length less than or equal to {MAX_STACK_NAME}"
        )
    if not STACK_NAME.match(name):
        raise validation_error(
            f"1 validation error detected: Value '{name}' at 'stackName' failed to satisfy constraint: "
            "Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/._+]*"
        )


CHANGE_SET_NAME: Final = re.compile(r"[a-zA-Z][-a-zA-Z0-9]*\Z")


def check_change_set_name(name: str) -> None:
    """Raise AWS's error for a name it would not take.

    Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html
    """
    if len(name) > MAX_STACK_NAME:
        raise validation_error(
            f"1 validation error detected: Value '{name}' at 'changeSetName' failed to satisfy constraint: "
            f"Member must have length less than or equal to {MAX_STACK_NAME}"
        )
    if not CHANGE_SET_NAME.match(name):
        raise validation_error(
            f"1 validation error detected: Value '{name}' at 'changeSetName' failed to satisfy constraint: "
            "Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*"
        )


def child_name(parent: str, logical_id: str, token: str) -> str:
    """PARENT-LOGICALID-RANDOM, as AWS forms it; the same for the same token."""
    random = token_characters(token, RANDOM_LENGTH, LOWER_ALPHABET).upper()
    return f"{parent}-{logical_id}"[: MAX_STACK_NAME - RANDOM_LENGTH - 1] + f"-{random}"

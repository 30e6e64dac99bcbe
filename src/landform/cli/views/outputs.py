"""Outputs of stacks."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_cloudformation.type_defs import StackTypeDef


def outputs_json(stack: "StackTypeDef") -> dict[str, str]:
    """Output values by name."""
    return {each["OutputKey"]: each["OutputValue"] for each in stack.get("Outputs", [])}


def outputs_text(stacks: "Iterable[StackTypeDef]") -> str:
    """A line an output: `stack.Output = value`."""
    lines = [
        f"{stack['StackName']}.{name} = {value}"
        for stack in stacks
        for name, value in outputs_json(stack).items()
    ]
    return "\n".join(lines)

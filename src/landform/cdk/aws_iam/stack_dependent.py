"""Texts that depend on the stack that says them, such as the ARN of its account."""

from collections.abc import Callable
from functools import cache
from typing import Any

from landform.cdk.core.tokens import IResolveContext, token_text


class StackDependent:
    """A token whose value depends on the stack it is used in."""

    def __init__(self, function: Callable[[Any], Any]) -> None:
        self._function = function

    def resolve(self, context: IResolveContext) -> Any:
        """The value in that stack."""
        from landform.cdk.core.stack import Stack

        return self._function(Stack.of(context.scope))

    def to_string(self) -> str:
        """A string that stands for it."""
        return token_text(self)

    def __str__(self) -> str:
        return self.to_string()


@cache
def root_arn(account_id: str) -> str:
    """All of an account; the same text for the same account, so that statements about it can be merged."""
    return token_text(StackDependent(lambda stack: f"arn:{stack.partition}:iam::{account_id}:root"))


@cache
def own_account() -> str:
    """The account of the stack that says it."""
    return token_text(StackDependent(lambda stack: stack.account))

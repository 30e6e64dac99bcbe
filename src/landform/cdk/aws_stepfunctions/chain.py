"""States one after another."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from landform.cdk.aws_stepfunctions.state import State
from landform.cdk.core.native import Native


class Chain(Native):
    """States from a first one to those that others can be put behind."""

    def __init__(self, start_state: Any, end_states: Sequence[Any], last_added: Any) -> None:
        self.start_state = start_state
        self.end_states = list(end_states)
        self._last_added = last_added
        self.id: str = last_added.id

    @staticmethod
    def start(state: Any) -> "Chain":
        """A chain of one."""
        return Chain(state.start_state, state.end_states, state)

    @staticmethod
    def sequence(start: Any, next: Any) -> "Chain":
        """A chain from the start of one to the end of another; they have to be connected already."""
        return Chain(start.start_state, next.end_states, next)

    @staticmethod
    def custom(start_state: Any, end_states: Sequence[Any], last_added: Any) -> "Chain":
        """A chain with the ends given."""
        return Chain(start_state, end_states, last_added)

    def next(self, next: Any) -> "Chain":
        """Go on with this."""
        if not self.end_states:
            raise ValueError(
                f"Cannot add to chain: last state in chain ({self._last_added.id}) does not allow it"
            )
        for each in self.end_states:
            each.next(next)
        return Chain(self.start_state, next.end_states, next)

    def to_single_state(self, id: str, **props: Any) -> Any:
        """A Parallel state with the chain as its one branch."""
        module = import_module("landform.cdk.aws_stepfunctions")
        return module.__getattr__("Parallel")(self.start_state, id, **props).branch(self)


class NextableState(State):
    """A state that another one can be put behind."""

    @property
    def end_states(self) -> list[Any]:
        """The state itself."""
        return [self]

    def next(self, next: Any) -> Chain:
        """Go on with this."""
        self._make_next(next.start_state)
        return Chain.sequence(self, next)

"""Groups of states that can be used as one."""

from typing import Any

from landform.cdk.aws_stepfunctions.chain import Chain
from landform.cdk.aws_stepfunctions.parallel import Parallel
from landform.cdk.aws_stepfunctions.state import State
from landform.cdk.constructs import Construct
from landform.cdk.core.native import Native


class StateMachineFragment(Native, Construct):
    """A group of states: a subclass says which are the first and the last ones."""

    @property
    def id(self) -> str:
        """The construct's id."""
        return self.node.id

    @property
    def start_state(self) -> Any:
        """The first state."""
        raise TypeError(f"{type(self).__name__} does not say which state is the first one")

    @property
    def end_states(self) -> Any:
        """The states that others can be put behind."""
        raise TypeError(f"{type(self).__name__} does not say which states are the last ones")

    def prefix_states(self, prefix: str | None = None) -> "StateMachineFragment":
        """Put a prefix before the names of its states: where none is given, its id."""
        State.prefix_states(self, prefix or f"{self.id}: ")
        return self

    def to_single_state(
        self, *, prefix_states: str | None = None, state_id: str | None = None, **options: Any
    ) -> Parallel:
        """A Parallel state with the group as its one branch."""
        name = state_id or self.id
        self.prefix_states(prefix_states or f"{name}: ")
        return Parallel(self, name, **options).branch(self)

    def next(self, next: Any) -> Chain:
        """Go on with this."""
        return Chain.start(self).next(next)

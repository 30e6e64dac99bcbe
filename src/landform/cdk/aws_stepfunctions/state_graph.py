"""Graphs of states: a state machine's definition, a branch, or what is done with each item."""

from typing import Any

from landform.cdk.aws_stepfunctions.enums import QueryLanguage
from landform.cdk.aws_stepfunctions.rendering import present
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration


class StateGraph(Native):
    """All states that belong to a first one; what they may do is handed to the state machine."""

    def __init__(self, start_state: Any, graph_description: str) -> None:
        self.start_state = start_state
        self.policy_statements: list[Any] = []
        self.timeout: Duration | None = None
        self._description = graph_description
        self._states: list[Any] = []
        self._contained: dict[str, StateGraph] = {}
        self._super_graph: StateGraph | None = None
        self._state_machine: Any = None
        start_state.bind_to_graph(self)

    def register_state(self, state: Any) -> None:
        """Take in a state."""
        self._register_contained(state.state_id, self)
        self._states.append(state)

    def register_policy_statement(self, statement: Any) -> None:
        """Let the state machine's role do what a state does."""
        if self._super_graph is not None:
            self._super_graph.register_policy_statement(statement)
            return
        self.policy_statements.append(statement)
        if self._state_machine is not None:
            self._state_machine.add_to_role_policy(statement)

    def register_super_graph(self, graph: "StateGraph") -> None:
        """Make it a part of another graph, which gets all that it knows."""
        if self._super_graph is graph:
            return
        if self._super_graph is not None:
            raise ValueError(f"{self} is a part of {self._super_graph} already")
        self._super_graph = graph
        for state_id, owner in self._contained.items():
            graph._register_contained(state_id, owner)
        for each in self.policy_statements:
            graph.register_policy_statement(each)

    def bind(self, state_machine: Any) -> None:
        """Make it the definition of a state machine."""
        self._state_machine = state_machine
        for each in self.policy_statements:
            state_machine.add_to_role_policy(each)

    def to_graph_json(self, query_language: QueryLanguage | None = None) -> Any:
        """The graph as the Amazon States Language writes it."""
        timeout = self.timeout.to_seconds() if self.timeout is not None else None
        return present(
            {
                "StartAt": self.start_state.state_id,
                "States": {
                    each.state_id: present(each.to_state_json(query_language)) for each in self._states
                },
                "TimeoutSeconds": timeout,
            }
        )

    def to_string(self) -> str:
        """What it is, and its first state."""
        return f"{self._description} ({self.start_state.state_id})"

    def __str__(self) -> str:
        return self.to_string()

    def _register_contained(self, state_id: str, graph: "StateGraph") -> None:
        if self._super_graph is not None:
            self._super_graph._register_contained(state_id, graph)
            return
        known = self._contained.get(state_id)
        if known is not None:
            raise ValueError(
                f"State with name '{state_id}' occurs in both {graph} and {known}. "
                "All states must have unique names"
            )
        self._contained[state_id] = graph

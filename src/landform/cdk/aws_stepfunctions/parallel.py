"""Parallel states.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/state-parallel.html
"""

from typing import Any

from landform.cdk.aws_stepfunctions.chain import NextableState
from landform.cdk.aws_stepfunctions.enums import QueryLanguage
from landform.cdk.aws_stepfunctions.rendering import checked_path, present
from landform.cdk.aws_stepfunctions.state_graph import StateGraph


class Parallel(NextableState):
    """Does several things at once."""

    _props_kind = "ParallelProps"

    def __init__(self, scope: Any, id: str, **props: Any) -> None:
        super().__init__(scope, id, **props)
        self._branch_starts: list[Any] = []

    @staticmethod
    def jsonata(scope: Any, id: str, **props: Any) -> "Parallel":
        """With expressions of JSONata."""
        return Parallel._made(scope, id, props, QueryLanguage.JSONATA)

    @staticmethod
    def json_path(scope: Any, id: str, **props: Any) -> "Parallel":
        """With paths."""
        return Parallel._made(scope, id, props, None)

    def add_retry(self, **props: Any) -> "Parallel":
        """Try once more on an error."""
        self._add_retry_record(props)
        return self

    def add_catch(self, handler: Any, **props: Any) -> "Parallel":
        """Go on with another state on an error."""
        self._add_catch_record(handler, props)
        return self

    def branch(self, *branches: Any) -> "Parallel":
        """Do this, too."""
        self._branch_starts.extend(branches)
        return self

    def bind_to_graph(self, graph: StateGraph) -> None:
        """Make the state a part of a graph; its branches are closed now."""
        for each in self._branch_starts:
            description = f"Parallel '{self.state_id}' branch {len(self._branches) + 1}"
            self._add_branch(StateGraph(each.start_state, description))
        self._branch_starts.clear()
        super().bind_to_graph(graph)

    def to_state_json(self, top_level_query_language: QueryLanguage | None = None) -> Any:
        """The state as the Amazon States Language writes it."""
        return present(
            {
                "Type": "Parallel",
                **self._render_query_language(top_level_query_language),
                "Comment": self._props.comment,
                "ResultPath": checked_path(self._props.result_path),
                **self._render_next_end(),
                **self._render_input_output(),
                **self._render_retry_catch(top_level_query_language),
                **self._render_branches(),
                **self._render_result_selector(),
                **self._render_assign(top_level_query_language),
            }
        )

    def _validate_state(self) -> list[str]:
        return [] if self._branches else ["Parallel must have at least one branch"]

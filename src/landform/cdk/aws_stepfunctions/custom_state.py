"""States in the words of the Amazon States Language."""

from collections.abc import Mapping
from typing import Any

from landform.cdk.aws_stepfunctions.chain import NextableState
from landform.cdk.aws_stepfunctions.enums import QueryLanguage


class CustomState(NextableState):
    """A state as it was given; what comes after it may be said as of other states."""

    def __init__(self, scope: Any, id: str, *, state_json: Mapping[str, Any]) -> None:
        super().__init__(scope, id)
        self._state_json = state_json

    def add_retry(self, **props: Any) -> "CustomState":
        """Try once more on an error."""
        self._add_retry_record(props)
        return self

    def add_catch(self, handler: Any, **props: Any) -> "CustomState":
        """Go on with another state on an error."""
        self._add_catch_record(handler, props)
        return self

    def to_state_json(self, query_language: QueryLanguage | None = None) -> Any:
        """The state as the Amazon States Language writes it."""
        state: dict[str, Any] = {
            "QueryLanguage": self._state_json.get("QueryLanguage"),
            **self._render_next_end(),
            **self._state_json,
        }
        for name, added in self._render_retry_catch(query_language).items():
            own = state.get(name)
            if added:
                state[name] = [*added, *(own if isinstance(own, list) else [])]
        return {name: value for name, value in state.items() if value is not None}

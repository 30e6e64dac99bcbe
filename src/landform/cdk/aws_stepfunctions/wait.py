"""Wait states.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/state-wait.html
"""

from collections.abc import Mapping
from typing import Any

from landform.cdk.aws_stepfunctions.chain import NextableState
from landform.cdk.aws_stepfunctions.enums import QueryLanguage
from landform.cdk.aws_stepfunctions.rendering import present
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration


class WaitTime(Native):
    """How long a Wait state waits."""

    def __init__(self, json: Mapping[str, Any]) -> None:
        self._json = json

    @staticmethod
    def duration(duration: Duration) -> "WaitTime":
        """A time."""
        return WaitTime({"Seconds": duration.to_seconds()})

    @staticmethod
    def seconds(seconds: str) -> "WaitTime":
        """A number of seconds that an expression of JSONata gives."""
        return WaitTime({"Seconds": seconds})

    @staticmethod
    def timestamp(timestamp: str) -> "WaitTime":
        """Until a moment."""
        return WaitTime({"Timestamp": timestamp})

    @staticmethod
    def seconds_path(path: str) -> "WaitTime":
        """The number of seconds stands at a path."""
        return WaitTime({"SecondsPath": path})

    @staticmethod
    def timestamp_path(path: str) -> "WaitTime":
        """The moment stands at a path."""
        return WaitTime({"TimestampPath": path})


class Wait(NextableState):
    """Waits."""

    def __init__(self, scope: Any, id: str, *, time: WaitTime, **props: Any) -> None:
        super().__init__(scope, id, **props)
        self._time = time

    @staticmethod
    def jsonata(scope: Any, id: str, **props: Any) -> "Wait":
        """With expressions of JSONata."""
        return Wait._made(scope, id, props, QueryLanguage.JSONATA)

    @staticmethod
    def json_path(scope: Any, id: str, **props: Any) -> "Wait":
        """With paths."""
        return Wait._made(scope, id, props, None)

    def to_state_json(self, top_level_query_language: QueryLanguage | None = None) -> Any:
        """The state as the Amazon States Language writes it."""
        return present(
            {
                "Type": "Wait",
                **self._render_query_language(top_level_query_language),
                "Comment": self._props.comment,
                **self._time._json,
                **self._render_input_output(),
                **self._render_next_end(),
                **self._render_assign(top_level_query_language),
            }
        )

"""Succeed states.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/state-succeed.html
"""

from typing import Any

from landform.cdk.aws_stepfunctions.enums import QueryLanguage
from landform.cdk.aws_stepfunctions.rendering import present
from landform.cdk.aws_stepfunctions.state import State


class Succeed(State):
    """Ends well."""

    _props_kind = "SucceedProps"

    @staticmethod
    def jsonata(scope: Any, id: str, **props: Any) -> "Succeed":
        """With expressions of JSONata."""
        return Succeed._made(scope, id, props, QueryLanguage.JSONATA)

    @staticmethod
    def json_path(scope: Any, id: str, **props: Any) -> "Succeed":
        """With paths."""
        return Succeed._made(scope, id, props, None)

    def to_state_json(self, query_language: QueryLanguage | None = None) -> Any:
        """The state as the Amazon States Language writes it."""
        return present(
            {
                "Type": "Succeed",
                **self._render_query_language(query_language),
                "Comment": self._props.comment,
                **self._render_input_output(),
            }
        )

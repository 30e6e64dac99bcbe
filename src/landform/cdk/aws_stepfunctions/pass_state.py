"""Pass states.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/state-pass.html
"""

from typing import Any

from landform.cdk.aws_stepfunctions.chain import NextableState
from landform.cdk.aws_stepfunctions.enums import QueryLanguage
from landform.cdk.aws_stepfunctions.rendering import checked_path, present


class Pass(NextableState):
    """Hands on its input, or a fixed result."""

    _props_kind = "PassProps"

    @staticmethod
    def jsonata(scope: Any, id: str, **props: Any) -> "Pass":
        """With expressions of JSONata."""
        return Pass._made(scope, id, props, QueryLanguage.JSONATA)

    @staticmethod
    def json_path(scope: Any, id: str, **props: Any) -> "Pass":
        """With paths."""
        return Pass._made(scope, id, props, None)

    def to_state_json(self, top_level_query_language: QueryLanguage | None = None) -> Any:
        """The state as the Amazon States Language writes it."""
        props = self._props
        return present(
            {
                "Type": "Pass",
                **self._render_query_language(top_level_query_language),
                "Comment": props.comment,
                "Result": props.result.value if props.result is not None else None,
                "ResultPath": checked_path(props.result_path),
                **self._render_input_output(),
                **self._render_next_end(),
                **self._render_assign(top_level_query_language),
            }
        )

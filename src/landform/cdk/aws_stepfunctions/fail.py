"""Fail states.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/state-fail.html
"""

from typing import Any, Final

from landform.cdk.aws_stepfunctions.enums import QueryLanguage
from landform.cdk.aws_stepfunctions.path_token import path_of_text
from landform.cdk.aws_stepfunctions.rendering import present
from landform.cdk.aws_stepfunctions.state import State

_INTRINSICS: Final = (
    *("States.Format", "States.JsonToString", "States.ArrayGetItem", "States.Base64Encode"),
    *("States.Base64Decode", "States.Hash", "States.UUID"),
)
"""Those that give a text."""


class Fail(State):
    """Ends with an error."""

    _props_kind = "FailProps"

    @staticmethod
    def jsonata(scope: Any, id: str, **props: Any) -> "Fail":
        """With expressions of JSONata."""
        return Fail._made(scope, id, props, QueryLanguage.JSONATA)

    @staticmethod
    def json_path(scope: Any, id: str, **props: Any) -> "Fail":
        """With paths."""
        return Fail._made(scope, id, props, None)

    def to_state_json(self, query_language: QueryLanguage | None = None) -> Any:
        """The state as the Amazon States Language writes it."""
        props = self._props
        return present(
            {
                "Type": "Fail",
                **self._render_query_language(query_language),
                "Comment": props.comment,
                "Error": props.error,
                "ErrorPath": props.error_path,
                "Cause": props.cause,
                "CausePath": props.cause_path,
            }
        )

    def _validate_state(self) -> list[str]:
        found = []
        for fixed, path in (("error", "error_path"), ("cause", "cause_path")):
            given = self._props.get(path)
            if given:
                found += _wrong_path(path, given)
            if given and self._props.get(fixed):
                found.append(f"Fail state cannot have both {fixed} and {path}")
        return found


def _wrong_path(name: str, path: str) -> list[str]:
    if path_of_text(path) is not None or path.startswith(("$", *_INTRINSICS)):
        return []
    return [f"{name} is a path, or one of the intrinsic functions {', '.join(_INTRINSICS)}"]

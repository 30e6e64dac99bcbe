"""Choice states.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html
"""

from typing import Any

from landform.cdk.aws_stepfunctions.chain import Chain
from landform.cdk.aws_stepfunctions.condition import Condition
from landform.cdk.aws_stepfunctions.enums import QueryLanguage
from landform.cdk.aws_stepfunctions.rendering import present
from landform.cdk.aws_stepfunctions.state import State


class Choice(State):
    """Goes one of several ways."""

    _props_kind = "ChoiceProps"

    @staticmethod
    def jsonata(scope: Any, id: str, **props: Any) -> "Choice":
        """With expressions of JSONata."""
        return Choice._made(scope, id, props, QueryLanguage.JSONATA)

    @staticmethod
    def json_path(scope: Any, id: str, **props: Any) -> "Choice":
        """With paths."""
        return Choice._made(scope, id, props, None)

    def when(self, condition: Condition, next: Any, **options: Any) -> "Choice":
        """Go on with this on a condition; the first that is true counts."""
        self._add_choice(condition, next.start_state, **options)
        return self

    def otherwise(self, def_: Any) -> "Choice":
        """Go on with this where no condition is true."""
        self._make_default(def_.start_state)
        return self

    def afterwards(
        self, *, include_error_handlers: bool | None = None, include_otherwise: bool | None = None
    ) -> Chain:
        """A chain that goes on after all the ways."""
        ends = State.filter_nextables(
            State.find_reachable_end_states(self, include_error_handlers=include_error_handlers)
        )
        if include_otherwise:
            if self._default_choice is not None:
                raise ValueError(
                    f"'include_otherwise' set but Choice state {self.state_id} already has an 'otherwise' "
                    "transition"
                )
            ends.append(_DefaultAsNext(self))
        return Chain.custom(self, ends, self)

    def to_state_json(self, top_level_query_language: QueryLanguage | None = None) -> Any:
        """The state as the Amazon States Language writes it."""
        return present(
            {
                "Type": "Choice",
                **self._render_query_language(top_level_query_language),
                "Comment": self._props.comment,
                **self._render_input_output(),
                **self._render_choices(top_level_query_language),
                **self._render_assign(top_level_query_language),
            }
        )


class _DefaultAsNext:
    """What comes next is what is done where no condition is true."""

    def __init__(self, choice: Choice) -> None:
        self._choice = choice

    def next(self, state: Any) -> Chain:
        self._choice.otherwise(state)
        return Chain.sequence(self._choice, state)

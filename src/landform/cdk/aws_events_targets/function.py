"""Functions that are called with events.

Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html
"""

from typing import Any

from landform.cdk.aws_events_targets import common
from landform.cdk.core.checked import Checked
from landform.cdk.l1.lookup import given


class LambdaFunction(Checked):
    """A function; the options are those of `LambdaFunctionProps`."""

    def __init__(self, handler: Any, **options: Any) -> None:
        self._handler = handler
        self._given = given("aws_events_targets", "LambdaFunctionProps", options)

    def bind(self, rule: Any, _id: str | None = None) -> Any:
        """Let the rule call the function; what it says of it: RuleTargetConfig."""
        common.let_call(rule, self._handler)
        if self._given.dead_letter_queue is not None:
            common.let_send_dead_letters(rule, self._given.dead_letter_queue)
        return common.config(
            **common.base_settings(self._given),
            arn=self._handler.function_arn,
            input=self._given.event,
            target_resource=self._handler,
        )

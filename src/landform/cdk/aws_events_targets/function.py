"""Functions that are called with events.

Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html
"""

from typing import Any

from landform.cdk.aws_events_targets.common import Target, config, let_call


class LambdaFunction(Target):
    """A function; the options are those of `LambdaFunctionProps`."""

    _props = "LambdaFunctionProps"

    def __init__(self, handler: Any, **options: Any) -> None:
        super().__init__(options)
        self._handler = handler

    def bind(self, rule: Any, _id: str | None = None) -> Any:
        """Let the rule call the function; what it says of it: RuleTargetConfig."""
        let_call(rule, self._handler)
        return config(
            **self._base(rule),
            arn=self._handler.function_arn,
            input=self._given.event,
            target_resource=self._handler,
        )

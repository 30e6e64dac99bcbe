"""Ways from one state to another, and attempts to do a state once more."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from landform.cdk.aws_stepfunctions.rendering import checked_path, present, render_object
from landform.cdk.aws_stepfunctions.values import Errors

_ALL: Final = [Errors.ALL]


@dataclass(frozen=True, slots=True)
class ChoiceTransition:
    """Where a Choice state goes on a condition."""

    condition: Any
    next: Any
    options: Mapping[str, Any]

    def rendered(self, is_jsonata: bool) -> dict[str, Any]:
        """The rule as the Amazon States Language writes it."""
        assign = self.options.get("assign")
        return {
            **self.condition.render_condition(),
            **present(
                {
                    "Output": self.options.get("outputs") if is_jsonata else None,
                    "Assign": assign if is_jsonata else render_object(assign),
                    "Next": self.next.state_id,
                    "Comment": self.options.get("comment"),
                }
            ),
        }


@dataclass(frozen=True, slots=True)
class CatchTransition:
    """Where a state goes on an error."""

    next: Any
    options: Mapping[str, Any]

    def rendered(self, is_jsonata: bool) -> dict[str, Any]:
        """The catcher as the Amazon States Language writes it."""
        assign, errors = self.options.get("assign"), self.options.get("errors")
        return present(
            {
                "Output": self.options.get("outputs") if is_jsonata else None,
                "Assign": assign if is_jsonata else render_object(assign),
                "ErrorEquals": _ALL if errors is None else list(errors),
                "ResultPath": checked_path(self.options.get("result_path")),
                "Next": self.next.state_id,
            }
        )


def retry_json(options: Mapping[str, Any]) -> dict[str, Any]:
    """A retrier as the Amazon States Language writes it."""
    errors, interval, delay = (options.get(each) for each in ("errors", "interval", "max_delay"))
    return present(
        {
            "ErrorEquals": _ALL if errors is None else list(errors),
            "IntervalSeconds": interval.to_seconds() if interval is not None else None,
            "MaxAttempts": options.get("max_attempts"),
            "BackoffRate": options.get("backoff_rate"),
            "MaxDelaySeconds": delay.to_seconds() if delay is not None else None,
            "JitterStrategy": options.get("jitter_strategy"),
        }
    )

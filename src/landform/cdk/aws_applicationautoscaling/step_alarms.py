"""What scaling in steps is made of, whatever is scaled: two alarms, and an action for each.

Source: https://docs.aws.amazon.com/autoscaling/application/userguide/step-scaling-policy-overview.html
"""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, ClassVar, Final

from landform.cdk.aws_applicationautoscaling.intervals import Interval, alarm_indexes, complete
from landform.cdk.aws_cloudwatch.alarm import Alarm
from landform.cdk.aws_cloudwatch.alarm_base import AlarmActionConfig
from landform.cdk.aws_cloudwatch.enums import ComparisonOperator
from landform.cdk.constructs import Construct
from landform.cdk.core.native import Native
from landform.cdk.core.numbers import number_text
from landform.cdk.l1.lookup import given

MIN_STEPS: Final = 2
MAX_STEPS: Final = 40
_AGGREGATIONS: Final = ("Average", "Minimum", "Maximum")


class StepAlarms(Native, Construct):
    """Two alarms on a metric, each with the steps on its side."""

    _module: ClassVar[str]

    def __init__(self, scope: Any, id: str) -> None:
        super().__init__(scope, id)
        self.lower_action: Any = None
        self.lower_alarm: Alarm | None = None
        self.upper_action: Any = None
        self.upper_alarm: Alarm | None = None

    @abstractmethod
    def _action(self, id: str) -> Any:
        """A new action without steps, below this construct."""

    def _make(
        self,
        *,
        metric: Any,
        scaling_steps: Sequence[Any],
        is_absolute: bool,
        datapoints_to_alarm: float | None,
        evaluation_periods: float | None,
    ) -> None:
        _check(scaling_steps, datapoints_to_alarm, evaluation_periods)
        steps = [given(self._module, "ScalingInterval", each) for each in scaling_steps]
        self._intervals = complete(
            [Interval(change=each.change, lower=each.lower, upper=each.upper) for each in steps],
            absolute=is_absolute,
        )
        self._alarm_options = {
            "metric": metric,
            "evaluation_periods": 1 if evaluation_periods is None else evaluation_periods,
            "datapoints_to_alarm": datapoints_to_alarm,
        }
        lower, upper = alarm_indexes(self._intervals)
        if lower is not None:
            self.lower_action, self.lower_alarm = self._lower(lower)
        if upper is not None:
            self.upper_action, self.upper_alarm = self._upper(upper)

    def _lower(self, index: int) -> tuple[Any, Alarm]:
        """What happens when the metric falls: the steps from this one down."""
        threshold = self._intervals[index].top
        action = self._action("LowerPolicy")
        for position in range(index, -1, -1):
            step = self._intervals[position]
            action.add_adjustment(
                adjustment=step.needed_change,
                lower_bound=step.bottom - threshold if position != 0 else None,
                upper_bound=step.top - threshold,
            )
        comparison = ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD
        return action, self._alarm("Lower", comparison, threshold, action)

    def _upper(self, index: int) -> tuple[Any, Alarm]:
        """What happens when the metric rises: the steps from this one up."""
        threshold = self._intervals[index].bottom
        action = self._action("UpperPolicy")
        for position in range(index, len(self._intervals)):
            step = self._intervals[position]
            is_last = position == len(self._intervals) - 1
            action.add_adjustment(
                adjustment=step.needed_change,
                lower_bound=step.bottom - threshold,
                upper_bound=None if is_last else step.top - threshold,
            )
        comparison = ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD
        return action, self._alarm("Upper", comparison, threshold, action)

    def _alarm(self, name: str, comparison: ComparisonOperator, threshold: float, action: Any) -> Alarm:
        alarm = Alarm(
            self,
            f"{name}Alarm",
            alarm_description=f"{name} threshold scaling alarm",
            comparison_operator=comparison,
            threshold=threshold,
            **self._alarm_options,
        )
        alarm.add_alarm_action(_Action(action))
        return alarm


class _Action:
    def __init__(self, action: Any) -> None:
        self._action = action

    def bind(self, scope: Any, alarm: Any) -> AlarmActionConfig:
        """The policy of the steps."""
        del scope, alarm
        return AlarmActionConfig(alarm_action_arn=self._action.scaling_policy_arn)


def _check(steps: Sequence[Any], datapoints: float | None, periods: float | None) -> None:
    if len(steps) < MIN_STEPS:
        raise ValueError("You must supply at least 2 intervals for autoscaling")
    if len(steps) > MAX_STEPS:
        raise ValueError(f"'scalingSteps' can have at most {MAX_STEPS} steps, got {len(steps)}")
    if datapoints is None:
        return
    if periods is None:
        raise ValueError("evaluationPeriods must be set if datapointsToAlarm is set")
    if datapoints < 1:
        raise ValueError(f"datapointsToAlarm cannot be less than 1, got: {number_text(datapoints)}")
    if datapoints > periods:
        raise ValueError(
            "datapointsToAlarm must be less than or equal to evaluationPeriods, got datapointsToAlarm: "
            f"{number_text(datapoints)}, evaluationPeriods: {number_text(periods)}"
        )


def aggregation_of(metric: Any) -> str | None:
    """How the steps take a metric's data points together: as the metric does, if they can."""
    stat = metric.to_metric_config().metric_stat
    if stat is None:
        return None
    return stat.statistic if stat.statistic in _AGGREGATIONS else "Average"

"""The metrics of state machines and activities.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
"""

from typing import Any, Final

NAMESPACE: Final = "AWS/States"
_MEAN: Final = {"statistic": "Average"}


class StateMachineMetrics:
    """Metrics of one state machine; the options of all methods are those of `Metric`."""

    state_machine_arn: str

    def metric(self, metric_name: str, **options: Any) -> Any:
        """A metric by its name."""
        return metric_of(self, metric_name, {"StateMachineArn": self.state_machine_arn}, options)

    def metric_aborted(self, **options: Any) -> Any:
        """How many executions were stopped."""
        return self.metric("ExecutionsAborted", **options)

    def metric_failed(self, **options: Any) -> Any:
        """How many executions failed."""
        return self.metric("ExecutionsFailed", **options)

    def metric_started(self, **options: Any) -> Any:
        """How many executions were started."""
        return self.metric("ExecutionsStarted", **options)

    def metric_succeeded(self, **options: Any) -> Any:
        """How many executions succeeded."""
        return self.metric("ExecutionsSucceeded", **options)

    def metric_throttled(self, **options: Any) -> Any:
        """How many changes of state were held up."""
        return self.metric("ExecutionThrottled", **options)

    def metric_time(self, **options: Any) -> Any:
        """How long executions take."""
        return self.metric("ExecutionTime", **{**_MEAN, **options})

    def metric_timed_out(self, **options: Any) -> Any:
        """How many executions took too long."""
        return self.metric("ExecutionsTimedOut", **options)


class ActivityMetrics:
    """Metrics of one activity; the options of all methods are those of `Metric`."""

    activity_arn: str

    def metric(self, metric_name: str, **options: Any) -> Any:
        """A metric by its name."""
        return metric_of(self, metric_name, {"ActivityArn": self.activity_arn}, options)

    def metric_failed(self, **options: Any) -> Any:
        """How often it failed."""
        return self.metric("ActivitiesFailed", **options)

    def metric_heartbeat_timed_out(self, **options: Any) -> Any:
        """How often it gave no sign of life."""
        return self.metric("ActivitiesHeartbeatTimedOut", **options)

    def metric_run_time(self, **options: Any) -> Any:
        """How long it runs, waiting included."""
        return self.metric("ActivityRunTime", **{**_MEAN, **options})

    def metric_schedule_time(self, **options: Any) -> Any:
        """How long it waits."""
        return self.metric("ActivityScheduleTime", **{**_MEAN, **options})

    def metric_scheduled(self, **options: Any) -> Any:
        """How often it was scheduled."""
        return self.metric("ActivitiesScheduled", **options)

    def metric_started(self, **options: Any) -> Any:
        """How often it was started."""
        return self.metric("ActivitiesStarted", **options)

    def metric_succeeded(self, **options: Any) -> Any:
        """How often it succeeded."""
        return self.metric("ActivitiesSucceeded", **options)

    def metric_time(self, **options: Any) -> Any:
        """How long it takes from when it was scheduled."""
        return self.metric("ActivityTime", **{**_MEAN, **options})

    def metric_timed_out(self, **options: Any) -> Any:
        """How often it took too long."""
        return self.metric("ActivitiesTimedOut", **options)


def metric_of(owner: Any, name: str, dimensions: dict[str, str], options: dict[str, Any]) -> Any:
    """A metric of Step Functions; sums where nothing else is said."""
    from landform.cdk.aws_cloudwatch.metric import Metric

    values = {"namespace": NAMESPACE, "metric_name": name, "dimensions_map": dimensions, "statistic": "Sum"}
    return Metric(**{**values, **options}).attach_to(owner)

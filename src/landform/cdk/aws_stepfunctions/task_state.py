"""Task states: what all of them share.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html
"""

from typing import Any

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_stepfunctions.chain import NextableState
from landform.cdk.aws_stepfunctions.enums import QueryLanguage
from landform.cdk.aws_stepfunctions.rendering import checked_path, present, render_object
from landform.cdk.aws_stepfunctions.state_graph import StateGraph
from landform.cdk.aws_stepfunctions.values import Timeout
from landform.cdk.core.quantities import Duration
from landform.cdk.l1.lookup import given


class TaskStateBase(NextableState):
    """A state that has something else do the work."""

    _props_kind = "TaskStateBaseProps"

    @property
    def _task_metrics(self) -> Any:
        """The metrics of the task: dimensions, and the beginnings of their names."""
        return None

    @property
    def _task_policies(self) -> Any:
        """What the state machine has to be allowed."""
        return None

    def add_retry(self, **props: Any) -> Any:
        """Try once more on an error."""
        self._add_retry_record(props)
        return self

    def add_catch(self, handler: Any, **props: Any) -> Any:
        """Go on with another state on an error."""
        self._add_catch_record(handler, props)
        return self

    def to_state_json(self, top_level_query_language: QueryLanguage | None = None) -> Any:
        """The state as the Amazon States Language writes it."""
        state = {
            **self._render_query_language(top_level_query_language),
            **self._render_next_end(),
            **self._render_retry_catch(top_level_query_language),
            **self._render_task_base(top_level_query_language),
            **self._render_task(top_level_query_language),
        }
        return present(state)

    def metric(self, metric_name: str, **options: Any) -> Any:
        """A metric by its name."""
        from landform.cdk.aws_cloudwatch.metric import Metric

        config = given("aws_stepfunctions", "TaskMetricsConfig", self._task_metrics)
        values = {
            "namespace": "AWS/States",
            "metric_name": metric_name,
            "dimensions_map": config.metric_dimensions if config is not None else None,
            "statistic": "Sum",
        }
        return Metric(**{**values, **options}).attach_to(self)

    def metric_run_time(self, **options: Any) -> Any:
        """How long the task runs, waiting included."""
        return self._task_metric("metric_prefix_singular", "RunTime", {"statistic": "Average", **options})

    def metric_schedule_time(self, **options: Any) -> Any:
        """How long the task waits."""
        return self._task_metric(
            "metric_prefix_singular", "ScheduleTime", {"statistic": "Average", **options}
        )

    def metric_time(self, **options: Any) -> Any:
        """How long the task takes from when it was scheduled."""
        return self._task_metric("metric_prefix_singular", "Time", {"statistic": "Average", **options})

    def metric_scheduled(self, **options: Any) -> Any:
        """How often the task was scheduled."""
        return self._task_metric("metric_prefix_plural", "Scheduled", options)

    def metric_timed_out(self, **options: Any) -> Any:
        """How often the task took too long."""
        return self._task_metric("metric_prefix_plural", "TimedOut", options)

    def metric_started(self, **options: Any) -> Any:
        """How often the task was started."""
        return self._task_metric("metric_prefix_plural", "Started", options)

    def metric_succeeded(self, **options: Any) -> Any:
        """How often the task succeeded."""
        return self._task_metric("metric_prefix_plural", "Succeeded", options)

    def metric_failed(self, **options: Any) -> Any:
        """How often the task failed."""
        return self._task_metric("metric_prefix_plural", "Failed", options)

    def metric_heartbeat_timed_out(self, **options: Any) -> Any:
        """How often the task gave no sign of life."""
        return self._task_metric("metric_prefix_plural", "HeartbeatTimedOut", options)

    def _task_metric(self, prefix: str, suffix: str, options: dict[str, Any]) -> Any:
        config = given("aws_stepfunctions", "TaskMetricsConfig", self._task_metrics)
        start = config.get(prefix) if config is not None else None
        if start is None:
            raise ValueError("The task has no metrics of its own. Use metric() to give one by its name")
        return self.metric(f"{start}{suffix}", **options)

    def _render_task(self, top: QueryLanguage | None) -> dict[str, Any]:
        """What is done: the resource, and what it is given."""
        return {}

    def _render_task_base(self, top: QueryLanguage | None) -> dict[str, Any]:
        props = self._props
        own = self._render_input_output()
        role = given("aws_stepfunctions", "Credentials", props.credentials)
        return {
            "Type": "Task",
            "Comment": props.comment,
            **_seconds("Timeout", props.timeout, props.task_timeout),
            **_seconds("Heartbeat", props.heartbeat, props.heartbeat_timeout),
            "InputPath": own["InputPath"],
            "OutputPath": own["OutputPath"],
            "ResultPath": checked_path(props.result_path),
            **self._render_result_selector(),
            "Arguments": None,  # stands here, and not at the end as Parameters do
            "Output": own["Output"],
            "Credentials": render_object({"RoleArn": role.role.role_arn}) if role is not None else None,
            **self._render_assign(top),
        }

    def _when_bound_to_graph(self, graph: StateGraph) -> None:
        super()._when_bound_to_graph(graph)
        for statement in self._task_policies or ():
            graph.register_policy_statement(statement)
        role = given("aws_stepfunctions", "Credentials", self._props.credentials)
        if role is not None:
            may_assume = PolicyStatement(actions=["sts:AssumeRole"], resources=[role.role.resource])
            graph.register_policy_statement(may_assume)


def _seconds(name: str, duration: Duration | None, timeout: Timeout | None) -> dict[str, Any]:
    chosen = Timeout.duration(duration) if duration is not None else timeout
    if chosen is None:
        return {}
    seconds = chosen.seconds if chosen.seconds is not None else chosen.jsonata_expression
    return {f"{name}Seconds": seconds, f"{name}SecondsPath": chosen.path}

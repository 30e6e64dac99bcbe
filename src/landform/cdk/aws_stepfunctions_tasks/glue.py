"""Tasks of Glue and DataBrew.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/connect-glue.html
"""

from collections.abc import Sequence
from enum import Enum
from typing import Any

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_stepfunctions_tasks.service_task import (
    REQUEST,
    RUN_JOB,
    ServiceTask,
    allow,
    input_value,
)
from landform.cdk.core.json_null import JsonNull
from landform.cdk.core.native import Native
from landform.cdk.l1.lookup import given


class ExecutionClass(Enum):
    """How soon a job has to run."""

    FLEX = "FLEX"
    STANDARD = "STANDARD"


class WorkerType(Enum):
    """The size of a worker."""

    STANDARD = "Standard"
    G_025X = "G.025X"
    G_1X = "G.1X"
    G_2X = "G.2X"
    G_4X = "G.4X"
    G_8X = "G.8X"
    Z_2X = "Z.2X"


class WorkerTypeV2(Native):
    """The size of a worker, also of one that has no constant."""

    STANDARD: "WorkerTypeV2"
    G_025_X: "WorkerTypeV2"
    G_1_X: "WorkerTypeV2"
    G_2_X: "WorkerTypeV2"
    G_4_X: "WorkerTypeV2"
    G_8_X: "WorkerTypeV2"
    Z_2_X: "WorkerTypeV2"

    def __init__(self, name: str) -> None:
        self.name = name

    @staticmethod
    def of(worker_type: str) -> "WorkerTypeV2":
        """A size by its name."""
        return WorkerTypeV2(worker_type)


for _constant, _name in (
    *(("STANDARD", "Standard"), ("G_025_X", "G.025X"), ("G_1_X", "G.1X"), ("G_2_X", "G.2X")),
    *(("G_4_X", "G.4X"), ("G_8_X", "G.8X"), ("Z_2_X", "Z.2X")),
):
    setattr(WorkerTypeV2, _constant, WorkerTypeV2(_name))


class GlueStartJobRun(ServiceTask):
    """Runs a job."""

    _action = "glue:startJobRun"
    _patterns = (REQUEST, RUN_JOB)

    def __init__(self, scope: Any, id: str, **props: Any) -> None:
        super().__init__(scope, id, **props)
        workers = self._workers()
        if workers is not None and (workers.worker_type is None) == (workers.worker_type_v2 is None):
            said = "have to set either" if workers.worker_type is None else "cannot set both"
            raise ValueError(f"You {said} 'worker_type' or 'worker_type_v2' in 'worker_configuration'")

    @property
    def _task_metrics(self) -> Any:
        return {
            "metric_prefix_singular": "GlueJob",
            "metric_prefix_plural": "GlueJobs",
            "metric_dimensions": {"GlueJobName": self._props.glue_job_name},
        }

    def _workers(self) -> Any:
        return given(
            "aws_stepfunctions_tasks", "WorkerConfigurationProperty", self._props.worker_configuration
        )

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        props, workers = self._props, self._workers()
        delay, timeout = props.notify_delay_after, props.timeout
        kind = None
        if workers is not None:
            kind = workers.worker_type if workers.worker_type is not None else workers.worker_type_v2.name
        limit = timeout.to_minutes() if timeout is not None else None
        if limit is None and props.task_timeout is not None and props.task_timeout.seconds is not None:
            limit = props.task_timeout.seconds / 60
        notice: Any = JsonNull.INSTANCE if is_jsonata else None  # JSON's null, as aws-cdk-lib writes it
        if delay is not None:
            notice = {"NotifyDelayAfter": delay.to_minutes()}
        return {
            "JobName": props.glue_job_name,
            "Arguments": input_value(props.get("arguments")),
            "Timeout": limit,
            "SecurityConfiguration": props.security_configuration,
            "NotificationProperty": notice,
            "WorkerType": kind,
            "NumberOfWorkers": workers.number_of_workers if workers is not None else None,
            "ExecutionClass": props.execution_class,
        }

    def _render_task(self, top: Any) -> dict[str, Any]:
        return {**super()._render_task(top), "TimeoutSeconds": None}  # the job ends itself

    def _render_input_output(self) -> dict[str, Any]:
        return {**super()._render_input_output(), "Arguments": None}  # they are the job's

    def _allowed(self) -> Sequence[PolicyStatement]:
        more = ["glue:GetJobRun", "glue:GetJobRuns", "glue:BatchStopJobRun"]
        actions = ["glue:StartJobRun", *(more if self._pattern is RUN_JOB else [])]
        return [allow(actions, self._arn("glue", "job", self._props.glue_job_name))]


class GlueStartCrawlerRun(ServiceTask):
    """Runs a crawler."""

    _action = "aws-sdk:glue:startCrawler"
    _patterns = None

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        return {"Name": self._props.crawler_name}

    def _allowed(self) -> Sequence[PolicyStatement]:
        arn = self._arn("glue", "crawler", self._props.crawler_name)
        return [allow(["glue:StartCrawler", "glue:GetCrawler"], arn)]


class GlueDataBrewStartJobRun(ServiceTask):
    """Runs a job of DataBrew."""

    _action = "databrew:startJobRun"
    _patterns = (REQUEST, RUN_JOB)
    _names = ("name",)

    def _allowed(self) -> Sequence[PolicyStatement]:
        more = ["databrew:stopJobRun", "databrew:listJobRuns"]
        actions = ["databrew:startJobRun", *(more if self._pattern is RUN_JOB else [])]
        return [allow(actions, self._arn("databrew", "job", self._props.name))]

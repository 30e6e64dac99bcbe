"""Tasks of Batch.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/connect-batch.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_stepfunctions_tasks.service_task import (
    REQUEST,
    RUN_JOB,
    ServiceTask,
    allow,
    input_value,
)
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

MIN_SECONDS: Final = 60
_ARRAY: Final = (2, 10_000)
_ATTEMPTS: Final = (1, 10)
_MAX_DEPENDENCIES: Final = 20


class BatchSubmitJob(ServiceTask):
    """Submits a job, and waits for its end."""

    _action = "batch:submitJob"
    _patterns = (REQUEST, RUN_JOB)
    _default = RUN_JOB

    def __init__(self, scope: Any, id: str, **props: Any) -> None:
        super().__init__(scope, id, **props)
        props_ = self._props
        _check_within("array size", props_.array_size, _ARRAY)
        _check_within("attempts", props_.attempts, _ATTEMPTS)
        if len(props_.depends_on or ()) > _MAX_DEPENDENCIES:
            raise ValueError(f"dependencies must be {_MAX_DEPENDENCIES} or less")
        seconds = self._attempt_seconds()
        if seconds is not None and not is_unresolved(seconds) and seconds < MIN_SECONDS:
            raise ValueError(f"attempt duration must be {MIN_SECONDS} seconds or more; received {seconds:g}")
        overrides = self._overrides()
        for name in (overrides and overrides.environment) or ():
            if name.startswith("AWS_BATCH"):
                raise ValueError(f"Invalid environment variable name: {name} (it starts with AWS_BATCH)")

    def _overrides(self) -> Any:
        return given("aws_stepfunctions_tasks", "BatchContainerOverrides", self._props.container_overrides)

    def _attempt_seconds(self) -> Any:
        if self._props.timeout is not None:
            return self._props.timeout.to_seconds()
        return self._props.task_timeout.seconds if self._props.task_timeout is not None else None

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        props, seconds = self._props, self._attempt_seconds()
        timeout = props.task_timeout
        path = timeout.path if timeout is not None and props.timeout is None else None
        limit = {"AttemptDurationSeconds": seconds, "AttemptDurationSeconds.$": path}
        return {
            "JobDefinition": props.job_definition_arn,
            "JobName": props.job_name,
            "JobQueue": props.job_queue_arn,
            "Parameters": input_value(props.payload),
            "ArrayProperties": {"Size": props.array_size} if props.array_size is not None else None,
            "ContainerOverrides": _rendered(self._overrides()),
            "DependsOn": [_dependency(each) for each in props.depends_on] if props.depends_on else None,
            "RetryStrategy": {"Attempts": props.attempts} if props.attempts is not None else None,
            "Timeout": limit if seconds is not None or path is not None else None,
            "Tags": props.get("tags"),
        }

    def _render_task(self, top: Any) -> dict[str, Any]:
        unlimited = {"TimeoutSeconds": None, "TimeoutSecondsPath": None}  # the job ends itself
        return {**super()._render_task(top), **unlimited}

    def _allowed(self) -> Sequence[PolicyStatement]:
        definitions = self._arn("batch", "job-definition", "*")
        return [
            allow("batch:SubmitJob", [definitions, self._props.job_queue_arn]),
            self._rule_statement("StepFunctionsGetEventsForBatchJobsRule"),
        ]


def _rendered(overrides: Any) -> dict[str, Any] | None:
    if overrides is None:
        return None
    environment, memory = overrides.environment, overrides.memory
    needs = {
        "GPU": overrides.gpu_count,
        "MEMORY": memory.to_mebibytes() if memory is not None else None,
        "VCPU": overrides.vcpus,
    }
    resources = [{"Type": kind, "Value": f"{value:g}"} for kind, value in needs.items() if value is not None]
    variables = [{"Name": name, "Value": value} for name, value in (environment or {}).items()]
    kind = overrides.instance_type
    return {
        "Command": overrides.command,
        "Environment": variables if environment is not None else None,
        "InstanceType": kind.to_string() if kind is not None else None,
        "ResourceRequirements": resources or None,
    }


def _dependency(dependency: Any) -> dict[str, Any]:
    found = given("aws_stepfunctions_tasks", "BatchJobDependency", dependency)
    return {"JobId": found.job_id, "Type": found.type}


def _check_within(name: str, value: float | None, limits: tuple[float, float]) -> None:
    least, most = limits
    if value is not None and not is_unresolved(value) and not least <= value <= most:
        raise ValueError(f"{name} must be between {least} and {most:,}; received {value:g}")

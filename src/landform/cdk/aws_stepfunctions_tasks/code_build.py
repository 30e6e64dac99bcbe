"""Tasks of CodeBuild.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/connect-codebuild.html
"""

from collections.abc import Sequence
from typing import Any, ClassVar

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_stepfunctions_tasks.service_task import REQUEST, RUN_JOB, ServiceTask, allow


class _Build(ServiceTask):
    _patterns = (REQUEST, RUN_JOB)
    _rule: ClassVar[str]

    @property
    def _task_metrics(self) -> Any:
        return {
            "metric_prefix_singular": "CodeBuildProject",
            "metric_prefix_plural": "CodeBuildProjects",
            "metric_dimensions": {"ProjectArn": self._props.project.project_ref.project_arn},
        }

    def _actions(self) -> list[str]:
        raise TypeError(f"{type(self).__name__} does not say what it calls")

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        overrides = self._props.environment_variables_override
        variables = [_variable(name, each) for name, each in (overrides or {}).items()]
        return {
            "ProjectName": self._props.project.project_ref.project_name,
            "EnvironmentVariablesOverride": variables if overrides is not None else None,
        }

    def _allowed(self) -> Sequence[PolicyStatement]:
        found = [allow(self._actions(), self._props.project.project_ref.project_arn)]
        if self._pattern is RUN_JOB:
            found.append(self._rule_statement(self._rule))
        return found


class CodeBuildStartBuild(_Build):
    """Starts a build."""

    _action = "codebuild:startBuild"
    _rule = "StepFunctionsGetEventForCodeBuildStartBuildRule"

    def _actions(self) -> list[str]:
        return [
            *("codebuild:StartBuild", "codebuild:StopBuild", "codebuild:BatchGetBuilds"),
            "codebuild:BatchGetReports",
        ]


class CodeBuildStartBuildBatch(_Build):
    """Starts a batch of builds."""

    _action = "codebuild:startBuildBatch"
    _rule = "StepFunctionsGetEventForCodeBuildStartBuildBatchRule"

    def _actions(self) -> list[str]:
        more = ["codebuild:StopBuildBatch", "codebuild:BatchGetBuildBatches"]
        return ["codebuild:StartBuildBatch", *(more if self._pattern is RUN_JOB else [])]


def _variable(name: str, variable: Any) -> dict[str, Any]:
    value, kind = variable["value"], variable.get("type")
    return {"Name": name, "Type": kind if kind is not None else "PLAINTEXT", "Value": f"{value}"}

"""Tasks of MediaConvert.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/connect-mediaconvert.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_stepfunctions_tasks.service_task import REQUEST, RUN_JOB, ServiceTask, allow


class MediaConvertCreateJob(ServiceTask):
    """Converts media."""

    _action = "mediaconvert:createJob"
    _patterns = (REQUEST, RUN_JOB)

    def __init__(self, scope: Any, id: str, **props: Any) -> None:
        super().__init__(scope, id, **props)
        for name in ("Role", "Settings"):
            if self._props.create_job_request.get(name) is None:
                raise ValueError(f"{self.node.path} is missing required property: {name}")

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        return dict(self._props.create_job_request)

    def _allowed(self) -> Sequence[PolicyStatement]:
        passed = {"StringLike": {"iam:PassedToService": "mediaconvert.amazonaws.com"}}
        found = [
            allow("iam:PassRole", self._props.create_job_request["Role"], conditions=passed),
            allow("mediaconvert:CreateJob", "*"),
        ]
        if self._pattern is RUN_JOB:
            found += [
                allow(["mediaconvert:GetJob", "mediaconvert:CancelJob"], "*"),
                self._rule_statement("StepFunctionsGetEventsForMediaConvertJobRule"),
            ]
        return found

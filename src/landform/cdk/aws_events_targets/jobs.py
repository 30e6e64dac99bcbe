"""Work that events start: builds, pipelines, jobs, state machines.

Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html
"""

from typing import Any

from landform.cdk.aws_events_targets.common import Target, allowed, config, event_role
from landform.cdk.core.names import Names


class CodeBuildProject(Target):
    """A project of CodeBuild; the options are those of `CodeBuildProjectProps`."""

    _props = "CodeBuildProjectProps"

    def __init__(self, project: Any, **options: Any) -> None:
        super().__init__(options)
        self._project = project

    def bind(self, _rule: Any, _id: str | None = None) -> Any:
        """Let a role start builds; what the rule says of it: RuleTargetConfig."""
        arn, role = self._project.project_ref.project_arn, self._given.event_role
        role = role if role is not None else event_role(self._project)
        allowed(role, ["codebuild:StartBuild"], [arn])
        return config(
            **self._base(_rule), arn=arn, role=role, input=self._given.event, target_resource=self._project
        )


class CodePipeline(Target):
    """A pipeline; the options are those of `CodePipelineTargetOptions`."""

    _props = "CodePipelineTargetOptions"
    _lets_send = False

    def __init__(self, pipeline: Any, **options: Any) -> None:
        super().__init__(options)
        self._pipeline = pipeline

    def bind(self, _rule: Any, _id: str | None = None) -> Any:
        """Let a role start the pipeline; what the rule says of it: RuleTargetConfig."""
        arn, role = self._pipeline.pipeline_ref.pipeline_arn, self._given.event_role
        role = role if role is not None else event_role(self._pipeline)
        allowed(role, ["codepipeline:StartPipelineExecution"], [arn])
        return config(**self._base(_rule), arn=arn, role=role, target_resource=self._pipeline)


class BatchJob(Target):
    """A job of Batch; the options are those of `BatchJobProps`."""

    _props = "BatchJobProps"

    def __init__(
        self,
        job_queue_arn: str,
        job_queue_scope: Any,
        job_definition_arn: str,
        job_definition_scope: Any,
        **options: Any,
    ) -> None:
        super().__init__(options)
        self._queue_arn, self._queue = job_queue_arn, job_queue_scope
        self._definition_arn, self._definition = job_definition_arn, job_definition_scope

    def bind(self, rule: Any, _id: str | None = None) -> Any:
        """Let a role submit jobs; what the rule says of it: RuleTargetConfig."""
        given = self._given
        role = event_role(self._definition)
        allowed(role, ["batch:SubmitJob"], [self._definition_arn, self._queue_arn])
        parameters = {
            "job_definition": self._definition_arn,
            "job_name": given.job_name or Names.node_unique_id(rule.node),
            **({"array_properties": {"size": given.size}} if given.size else {}),
            **({"retry_strategy": {"attempts": given.attempts}} if given.attempts else {}),
        }
        return config(
            **self._base(rule),
            arn=self._queue_arn,
            role=role,
            input=given.event,
            target_resource=self._queue,
            batch_parameters=parameters,
        )


class SfnStateMachine(Target):
    """A state machine; the options are those of `SfnStateMachineProps`."""

    _props = "SfnStateMachineProps"

    def __init__(self, machine: Any, **options: Any) -> None:
        super().__init__(options)
        self.machine = machine
        # The role has to be there before the rule, which may be in another environment.
        role = self._given.role
        self._role = role if role is not None else event_role(machine)
        machine.grant_start_execution(self._role)

    def bind(self, rule: Any, _id: str | None = None) -> Any:
        """What the rule says of it: RuleTargetConfig."""
        return config(
            **self._base(rule),
            arn=self.machine.state_machine_arn,
            role=self._role,
            input=self._given.input,
            target_resource=self.machine,
        )

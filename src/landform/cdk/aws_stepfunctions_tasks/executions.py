"""Tasks that start other state machines, and that wait for workers of an activity.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_stepfunctions.enums import InputType
from landform.cdk.aws_stepfunctions.grants import executions_arn
from landform.cdk.aws_stepfunctions.json_path import JsonPath
from landform.cdk.aws_stepfunctions_tasks.service_task import (
    REQUEST,
    RUN_JOB,
    WAIT,
    ServiceTask,
    allow,
    input_value,
)


class StepFunctionsStartExecution(ServiceTask):
    """Starts a state machine."""

    _action = "states:startExecution"
    _patterns = (REQUEST, RUN_JOB, WAIT)

    def __init__(self, scope: Any, id: str, **props: Any) -> None:
        super().__init__(scope, id, **props)
        own = self._props.input
        self._check_token("input", input_value(own))
        if self._props.associate_with_parent and own is not None and own.type is not InputType.OBJECT:
            raise ValueError(
                "Could not enable `associate_with_parent` because `input` is taken directly from a path. "
                "Use TaskInput.from_object instead"
            )

    def _arn_of_machine(self) -> str:
        return str(self._props.state_machine.state_machine_ref.state_machine_arn)

    def _resource(self) -> str:
        return super()._resource() + (":2" if self._pattern is RUN_JOB else "")

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        props = self._props
        value: Any = input_value(props.input)
        if props.associate_with_parent:
            own_id = "{% $states.context.Execution.Id %}" if is_jsonata else JsonPath.execution_id
            value = {**(value or {}), "AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID": own_id}
        elif value is None:
            value = JsonPath.entire_payload
        return {"Input": value, "StateMachineArn": self._arn_of_machine(), "Name": props.name}

    def _allowed(self) -> Sequence[PolicyStatement]:
        arn = self._arn_of_machine()
        found = [allow("states:StartExecution", arn)]
        if self._pattern is RUN_JOB:
            found += [
                allow(["states:DescribeExecution", "states:StopExecution"], f"{executions_arn(self, arn)}*"),
                self._rule_statement("StepFunctionsGetEventsForStepFunctionsExecutionRule"),
            ]
        return found


class StepFunctionsInvokeActivity(ServiceTask):
    """Waits for a worker of an activity."""

    _patterns = None

    @property
    def _task_metrics(self) -> Any:
        return {
            "metric_prefix_singular": "Activity",
            "metric_prefix_plural": "Activities",
            "metric_dimensions": {"ActivityArn": self._props.activity.activity_arn},
        }

    def _resource(self) -> str:
        return str(self._props.activity.activity_arn)

    def _parameters(self, is_jsonata: bool) -> Any:
        props = self._props
        given = props.get("parameters")
        return given if given is not None else props.get("arguments")

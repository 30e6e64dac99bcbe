"""The grants on a state machine.

Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html
"""

from typing import Any

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.core.arn import Arn, ArnFormat
from landform.cdk.core.native import Native
from landform.cdk.core.stack import Stack


class StateMachineGrants(Native):
    """The grants on a state machine."""

    def __init__(self, *, resource: Any) -> None:
        self._resource = resource

    @staticmethod
    def from_state_machine(resource: Any) -> "StateMachineGrants":
        """The grants on a state machine."""
        return StateMachineGrants(resource=resource)

    def actions(self, identity: Any, *actions: str) -> Grant:
        """Allow actions on the state machine."""
        return _grant(identity, actions, self._arn())

    def start_execution(self, grantee: Any) -> Grant:
        """Start it."""
        return self.actions(grantee, "states:StartExecution")

    def start_sync_execution(self, grantee: Any) -> Grant:
        """Start it and wait for its end."""
        return self.actions(grantee, "states:StartSyncExecution")

    def redrive_execution(self, grantee: Any) -> Grant:
        """Start failed executions once more; the resource is the machine's ARN, as aws-cdk-lib writes it."""
        return _grant(grantee, ("states:RedriveExecution",), f"{self._arn()}:*")

    def read(self, grantee: Any) -> Grant:
        """List executions and state machines, and look at them."""
        _grant(grantee, ("states:ListExecutions", "states:ListStateMachines"), self._arn())
        self.execution(
            grantee,
            *("states:DescribeExecution", "states:DescribeStateMachineForExecution"),
            "states:GetExecutionHistory",
        )
        return _grant(
            grantee, ("states:ListActivities", "states:DescribeStateMachine", "states:DescribeActivity"), "*"
        )

    def task_response(self, grantee: Any) -> Grant:
        """Tell that a task succeeded, failed, or is still at work."""
        return self.actions(
            grantee, "states:SendTaskSuccess", "states:SendTaskFailure", "states:SendTaskHeartbeat"
        )

    def execution(self, grantee: Any, *actions: str) -> Grant:
        """Allow actions on its executions."""
        return _grant(grantee, actions, f"{executions_arn(self._resource, self._arn())}:*")

    def _arn(self) -> str:
        return str(self._resource.state_machine_ref.state_machine_arn)


def executions_arn(scope: Any, state_machine_arn: str) -> str:
    """The ARN of the executions of a state machine, up to their names."""
    name = Arn.split(state_machine_arn, ArnFormat.COLON_RESOURCE_NAME).resource_name
    components = {
        "service": "states",
        "resource": "execution",
        "resource_name": name,
        "arn_format": ArnFormat.COLON_RESOURCE_NAME,
    }
    return Arn.format_components(components, Stack.of(scope))


def _grant(grantee: Any, actions: tuple[str, ...], resource: str) -> Grant:
    return Grant.add_to_principal(grantee=grantee, actions=list(actions), resource_arns=[resource])

"""A state machine that asks a function until the work is complete.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
"""

from typing import Any, Final

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.principals import ServicePrincipal
from landform.cdk.aws_iam.role import Role
from landform.cdk.constructs import Construct
from landform.cdk.core.json_lang import to_json_string
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration
from landform.cdk.l1.lookup import cfn_class, given

LOG_DELIVERY: Final = (
    *("CreateLogDelivery", "CreateLogStream", "GetLogDelivery", "UpdateLogDelivery", "DeleteLogDelivery"),
    *("ListLogDeliveries", "PutLogEvents", "PutResourcePolicy", "DescribeResourcePolicies"),
    "DescribeLogGroups",
)
"""Source: https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html"""


class WaiterStateMachine(Native, Construct):
    """Calls a function until it stops failing, and another one when there are no attempts left."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        backoff_rate: float,
        interval: Duration,
        is_complete_handler: Any,
        max_attempts: float,
        timeout_handler: Any,
        disable_logging: bool | None = None,
        log_options: Any = None,
    ) -> None:
        super().__init__(scope, id)
        role = Role(self, "Role", assumed_by=ServicePrincipal("states.amazonaws.com"))
        is_complete_handler.grant_invoke(role)
        timeout_handler.grant_invoke(role)
        retry = {
            "ErrorEquals": ["States.ALL"],
            "IntervalSeconds": interval.to_seconds(),
            "MaxAttempts": max_attempts,
            "BackoffRate": backoff_rate,
        }
        definition = {
            "StartAt": "framework-isComplete-task",
            "States": {
                "framework-isComplete-task": {
                    "End": True,
                    "Retry": [retry],
                    "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "framework-onTimeout-task"}],
                    "Type": "Task",
                    "Resource": is_complete_handler.function_arn,
                },
                "framework-onTimeout-task": {
                    "End": True,
                    "Type": "Task",
                    "Resource": timeout_handler.function_arn,
                },
            },
        }
        logging = None
        if disable_logging is not True:
            options = given("custom_resources", "LogOptions", log_options)
            logging = self._logging(role, options, is_complete_handler)
        machine = cfn_class("aws_stepfunctions", "CfnStateMachine")(
            self,
            "Resource",
            definition_string=to_json_string(definition),
            role_arn=role.role_arn,
            logging_configuration=logging,
        )
        machine.node.add_dependency(role)
        self.state_machine_arn: str = machine.ref

    def grant_start_execution(self, identity: Any) -> Grant:
        """Let it start the machine."""
        return Grant.add_to_principal(
            grantee=identity, actions=["states:StartExecution"], resource_arns=[self.state_machine_arn]
        )

    def _logging(self, role: Role, options: Any, function: Any) -> dict[str, Any]:
        """Where the machine logs, in a log group of its own unless one was given; the role may do it."""
        role.add_to_principal_policy(
            PolicyStatement(actions=[f"logs:{each}" for each in LOG_DELIVERY], resources=["*"])
        )
        group = options.destination if options is not None else None
        level = options.level if options is not None else None
        if group is None:
            from landform.cdk.aws_logs import LogGroup

            prefix = f"/aws/vendedlogs/states/waiter-state-machine-{function.function_name}"
            group = LogGroup(self, "LogGroup", log_group_name=f"{prefix}-{self.node.addr}")
        return {
            "destinations": [{"cloudWatchLogsLogGroup": {"logGroupArn": group.log_group_arn}}],
            "includeExecutionData": bool(options.include_execution_data) if options is not None else False,
            "level": getattr(level, "value", level) or "ERROR",
        }

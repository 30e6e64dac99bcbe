"""What a state machine's role may do.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html
"""

from collections.abc import Iterator
from typing import Any, Final

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_stepfunctions.distributed_map import DistributedMap
from landform.cdk.aws_stepfunctions.encryption import (
    CustomerManagedEncryptionConfiguration,
    EncryptionConfiguration,
)
from landform.cdk.aws_stepfunctions.grants import executions_arn
from landform.cdk.aws_stepfunctions.state_graph import StateGraph
from landform.cdk.core.arn import ArnFormat

_LOG_DELIVERY: Final = (
    *("logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery"),
    *("logs:ListLogDeliveries", "logs:PutResourcePolicy", "logs:DescribeResourcePolicies"),
    "logs:DescribeLogGroups",
)
_TRACING: Final = (
    *("xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules"),
    "xray:GetSamplingTargets",
)


def execution_role(machine: Any) -> Any:
    """A role that only state machines of the account assume, so that no other account's can."""
    from landform.cdk.aws_iam.principals import ServicePrincipal
    from landform.cdk.aws_iam.role import Role

    stack = machine.stack
    source = stack.format_arn(
        service="states",
        resource="stateMachine",
        resource_name="*",
        arn_format=ArnFormat.COLON_RESOURCE_NAME,
    )
    conditions = {"StringEquals": {"aws:SourceAccount": stack.account}, "ArnLike": {"aws:SourceArn": source}}
    principal = ServicePrincipal("states.amazonaws.com", conditions=conditions)
    return Role(machine, "Role", assumed_by=principal)


def logging_statement() -> PolicyStatement:
    """It may have its logs delivered."""
    return PolicyStatement(actions=list(_LOG_DELIVERY), resources=["*"])


def tracing_statement() -> PolicyStatement:
    """It may write traces."""
    return PolicyStatement(actions=list(_TRACING), resources=["*"])


def encryption_statements(
    machine: Any, configuration: EncryptionConfiguration | None, *, is_logged: bool
) -> Iterator[PolicyStatement]:
    """It may use the key for its own data, and for its logs."""
    if not isinstance(configuration, CustomerManagedEncryptionConfiguration):
        return
    key_arn = configuration.kms_key.key_arn
    arn = machine.stack.format_arn(
        service="states",
        resource="stateMachine",
        resource_name=machine.physical_name,
        arn_format=ArnFormat.COLON_RESOURCE_NAME,
    )
    yield PolicyStatement(
        actions=["kms:Decrypt", "kms:GenerateDataKey"],
        resources=[key_arn],
        conditions={"StringEquals": {"kms:EncryptionContext:aws:states:stateMachineArn": arn}},
    )
    if is_logged:
        source = machine.stack.format_arn(service="logs", resource="*")
        yield PolicyStatement(
            actions=["kms:GenerateDataKey"],
            resources=[key_arn],
            conditions={"StringEquals": {"kms:EncryptionContext:SourceArn": source}},
        )


def let_logs_be_decrypted(configuration: EncryptionConfiguration | None) -> None:
    """Let the delivery of logs read what the key encrypted."""
    if isinstance(configuration, CustomerManagedEncryptionConfiguration):
        from landform.cdk.aws_iam.principals import ServicePrincipal

        delivery = PolicyStatement(
            resources=["*"],
            actions=["kms:Decrypt*"],
            principals=[ServicePrincipal("delivery.logs.amazonaws.com")],
        )
        configuration.kms_key.add_to_resource_policy(delivery)


def distributed_map_policy(machine: Any, graph: StateGraph) -> None:
    """Where a distributed Map state is among the states: let the state machine start itself."""
    labels = [each._props.label for each in _distributed_maps(graph)]
    if not labels:
        return
    from landform.cdk.aws_iam.policy import Policy
    from landform.cdk.aws_iam.policy_document import PolicyDocument

    arn = machine.state_machine_arn
    executions = executions_arn(machine, arn)
    statements = [
        PolicyStatement(actions=["states:StartExecution"], resources=[arn]),
        PolicyStatement(
            actions=["states:DescribeExecution", "states:StopExecution"], resources=[f"{executions}:*"]
        ),
        PolicyStatement(
            actions=["states:RedriveExecution"],
            resources=[f"{executions}/{each}:*" for each in (labels if all(labels) else ["*"])],
        ),
    ]
    document = PolicyDocument(statements=statements)
    machine.role.attach_inline_policy(Policy(machine, "DistributedMapPolicy", document=document))


def _distributed_maps(graph: StateGraph) -> Iterator[DistributedMap]:
    for state in graph._states:
        if isinstance(state, DistributedMap):
            yield state
        inner = [*state._branches, state._iteration, state._processor]
        for each in reversed([each for each in inner if each is not None]):
            yield from _distributed_maps(each)

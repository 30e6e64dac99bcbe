"""State machines.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-stepfunctions-statemachine.html
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_stepfunctions.definition_body import DESCRIPTION, ChainDefinitionBody, DefinitionBody
from landform.cdk.aws_stepfunctions.encryption import EncryptionConfiguration, rendered_encryption
from landform.cdk.aws_stepfunctions.enums import LogLevel, QueryLanguage, StateMachineType
from landform.cdk.aws_stepfunctions.grants import StateMachineGrants
from landform.cdk.aws_stepfunctions.machine_policies import (
    distributed_map_policy,
    encryption_statements,
    execution_role,
    let_logs_be_decrypted,
    logging_statement,
    tracing_statement,
)
from landform.cdk.aws_stepfunctions.metrics import StateMachineMetrics
from landform.cdk.aws_stepfunctions.state_graph import StateGraph
from landform.cdk.core.arn import Arn, ArnFormat
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration
from landform.cdk.core.resource import Resource
from landform.cdk.core.stack import Stack
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class, given

MAX_NAME: Final = 80
_NAME: Final = re.compile(r"[a-z0-9+!@.()-=_']+", re.IGNORECASE)


class StateMachineBase(StateMachineMetrics, Native, Resource):
    """What state machines of the app and imported ones share."""

    state_machine_arn: str

    @property
    def grants(self) -> StateMachineGrants:
        """The grants on the state machine."""
        return StateMachineGrants.from_state_machine(self)

    def grant(self, identity: Any, *actions: str) -> Grant:
        """Allow actions on the state machine."""
        return self.grants.actions(identity, *actions)

    def grant_execution(self, identity: Any, *actions: str) -> Grant:
        """Allow actions on its executions."""
        return self.grants.execution(identity, *actions)

    def grant_read(self, identity: Any) -> Grant:
        """List executions and state machines, and look at them."""
        return self.grants.read(identity)

    def grant_redrive_execution(self, identity: Any) -> Grant:
        """Start failed executions once more."""
        return self.grants.execution(identity, "states:RedriveExecution")

    def grant_start_execution(self, identity: Any) -> Grant:
        """Start it."""
        return self.grants.start_execution(identity)

    def grant_start_sync_execution(self, identity: Any) -> Grant:
        """Start it and wait for its end."""
        return self.grants.start_sync_execution(identity)

    def grant_task_response(self, identity: Any) -> Grant:
        """Tell that a task succeeded, failed, or is still at work."""
        return self.grants.task_response(identity)


class StateMachine(StateMachineBase):
    """A state machine."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        comment: str | None = None,
        definition: Any = None,
        definition_body: DefinitionBody | None = None,
        definition_substitutions: Mapping[str, str] | None = None,
        encryption_configuration: EncryptionConfiguration | None = None,
        logs: Any = None,
        query_language: QueryLanguage | None = None,
        removal_policy: RemovalPolicy | None = None,
        role: Any = None,
        state_machine_name: str | None = None,
        state_machine_type: StateMachineType | None = None,
        timeout: Duration | None = None,
        tracing_enabled: bool | None = None,
    ) -> None:
        _check_definition(definition, definition_body)
        super().__init__(scope, id, physical_name=state_machine_name)
        _check_name(state_machine_name)
        body = definition_body or ChainDefinitionBody(definition)
        self.role = role if role is not None else execution_role(self)
        graph = _graph(body, timeout)
        self.state_machine_type = state_machine_type or StateMachineType.STANDARD
        if graph is not None:
            graph.bind(self)
        encryption = self._encrypted(encryption_configuration, bool(logs))
        logging = self._logged(given("aws_stepfunctions", "LogOptions", logs))
        if tracing_enabled:
            self.add_to_role_policy(tracing_statement())
        props = {"comment": comment, "query_language": query_language}
        defined = body.bind(self, self.role.grant_principal, props, graph)
        resource = cfn_class("aws_stepfunctions", "CfnStateMachine")(
            self,
            "Resource",
            state_machine_name=self.physical_name,
            state_machine_type=state_machine_type,
            role_arn=self.role.role_arn,
            logging_configuration=logging,
            tracing_configuration={"enabled": tracing_enabled} if tracing_enabled is not None else None,
            definition_substitutions=definition_substitutions,
            encryption_configuration=encryption,
            **defined,
        )
        resource.apply_removal_policy(removal_policy, default=RemovalPolicy.DESTROY)
        resource.node.add_dependency(self.role)
        self.state_machine_name = self._get_resource_name_attribute(resource.attr_name)
        components = {"service": "states", "resource": "stateMachine", "resource_name": self.physical_name}
        self.state_machine_arn = self._get_resource_arn_attribute(
            resource.ref, {**components, "arn_format": ArnFormat.COLON_RESOURCE_NAME}
        )
        self.state_machine_revision_id = resource.attr_state_machine_revision_id
        if graph is not None:
            distributed_map_policy(self, graph)

    @staticmethod
    def from_state_machine_arn(scope: Any, id: str, state_machine_arn: str) -> "ImportedStateMachine":
        """A state machine that exists already."""
        return ImportedStateMachine(scope, id, state_machine_arn)

    @staticmethod
    def from_state_machine_name(scope: Any, id: str, state_machine_name: str) -> "ImportedStateMachine":
        """A state machine of this account and region that exists already."""
        arn = Stack.of(scope).format_arn(
            service="states",
            resource="stateMachine",
            resource_name=state_machine_name,
            arn_format=ArnFormat.COLON_RESOURCE_NAME,
        )
        return ImportedStateMachine(scope, id, arn)

    @property
    def grant_principal(self) -> Any:
        """The role's principal."""
        return self.role.grant_principal

    def add_to_role_policy(self, statement: PolicyStatement) -> None:
        """Allow the role something."""
        self.role.add_to_principal_policy(statement)

    def _encrypted(self, configuration: EncryptionConfiguration | None, is_logged: bool) -> Any:
        for statement in encryption_statements(self, configuration, is_logged=is_logged):
            self.add_to_role_policy(statement)
        if is_logged:
            let_logs_be_decrypted(configuration)
        return rendered_encryption(configuration)

    def _logged(self, logs: Any) -> Any:
        if logs is None:
            return None
        if logs.destination is None and logs.level is LogLevel.OFF:
            return {"level": LogLevel.OFF}
        if logs.destination is None:
            raise ValueError("Logs destination is required when level is not OFF.")
        self.add_to_role_policy(logging_statement())
        arn = logs.destination.log_group_ref.log_group_arn
        return {
            "destinations": [{"cloud_watch_logs_log_group": {"log_group_arn": arn}}],
            "include_execution_data": logs.include_execution_data,
            "level": logs.level or LogLevel.ERROR,
        }


class ImportedStateMachine(StateMachineBase):
    """A state machine that exists already."""

    def __init__(self, scope: Any, id: str, arn: str) -> None:
        from landform.cdk.aws_iam.principals import UnknownPrincipal

        super().__init__(scope, id, environment_from_arn=arn)
        self.state_machine_arn = arn
        self.state_machine_name = Arn.split(arn, ArnFormat.COLON_RESOURCE_NAME).resource_name
        self.grant_principal = UnknownPrincipal(resource=self)


def _graph(body: DefinitionBody, timeout: Duration | None) -> StateGraph | None:
    if not isinstance(body, ChainDefinitionBody):
        return None
    graph = StateGraph(body.chainable.start_state, DESCRIPTION)
    graph.timeout = timeout
    return graph


def _check_definition(definition: Any, body: DefinitionBody | None) -> None:
    if definition is not None and body is not None:
        raise ValueError("Cannot specify definition and definition_body at the same time")
    if definition is None and body is None:
        raise ValueError("You need to specify either definition or definition_body")


def _check_name(name: str | None) -> None:
    if name is None or is_unresolved(name):
        return
    if not 1 <= len(name) <= MAX_NAME:
        raise ValueError(f"State Machine name must be between 1 and {MAX_NAME} characters. Received: {name}")
    if _NAME.fullmatch(name) is None:
        raise ValueError(f"State Machine name must match {_NAME.pattern}. Received: {name}")

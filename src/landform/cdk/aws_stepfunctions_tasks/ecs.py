"""Tasks that run tasks of ECS.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_stepfunctions.rendering import contains_task_token
from landform.cdk.aws_stepfunctions_tasks.service_task import (
    REQUEST,
    RUN_JOB,
    WAIT,
    ServiceTask,
    allow,
    plain,
)
from landform.cdk.core.arn import Arn, ArnComponents, ArnFormat
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.native import Native
from landform.cdk.core.stack import Stack
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

FIX_POLICY: Final = "@aws-cdk/aws-stepfunctions-tasks:fixRunEcsTaskPolicy"
_MODULE: Final = "aws_stepfunctions_tasks"


class CapacityProviderOptions(Native):
    """Which capacity a task runs on, in place of a launch type."""

    def __init__(self, strategy: Sequence[Any] | None) -> None:
        self._strategy = strategy

    @staticmethod
    def custom(capacity_provider_strategy: Sequence[Any]) -> "CapacityProviderOptions":
        """These providers."""
        return CapacityProviderOptions(capacity_provider_strategy)

    @staticmethod
    def default() -> "CapacityProviderOptions":
        """The cluster's own."""
        return CapacityProviderOptions(None)


class _LaunchTarget(Native):
    def __init__(self, **options: Any) -> None:
        kind = f"{type(self).__name__}Options"
        self._options: Any = given(_MODULE, kind, options)

    def _capacity(self, launch_type: str) -> dict[str, Any]:
        capacity = self._options.capacity_provider_options
        if capacity is None:
            return {"LaunchType": launch_type}
        if capacity._strategy is None:
            return {}
        return {"CapacityProviderStrategy": [_provider(each) for each in capacity._strategy]}


class EcsFargateLaunchTarget(_LaunchTarget):
    """Runs a task on Fargate."""

    def bind(self, task: Any, *, task_definition: Any, cluster: Any = None) -> Any:
        """What the call is given for it."""
        del task, cluster
        if not task_definition.is_fargate_compatible:
            raise ValueError("Supplied TaskDefinition is not compatible with Fargate")
        version = self._options.platform_version
        parameters = {**self._capacity("FARGATE"), "PlatformVersion": version.value if version else None}
        return given(_MODULE, "EcsLaunchTargetConfig", {"parameters": plain(parameters)})


class EcsEc2LaunchTarget(_LaunchTarget):
    """Runs a task on machines of EC2."""

    def bind(self, task: Any, *, task_definition: Any, cluster: Any = None) -> Any:
        """What the call is given for it."""
        if not task_definition.is_ec2_compatible:
            raise ValueError("Supplied TaskDefinition is not compatible with EC2")
        if cluster is not None and not cluster.has_ec2_capacity:
            raise ValueError(
                "Cluster for this service needs Ec2 capacity. Call add_capacity() on the cluster"
            )
        options = self._options
        constraints = [one for each in options.placement_constraints or () for one in each._written()]
        strategies = [one for each in options.placement_strategies or () for one in each._written()]
        parameters = {
            **self._capacity("EC2"),
            "PlacementConstraints": constraints or None,
            "PlacementStrategy": strategies or None,
        }
        return given(_MODULE, "EcsLaunchTargetConfig", {"parameters": plain(parameters)})


def _provider(strategy: Any) -> dict[str, Any]:
    names = {"capacity_provider": "CapacityProvider", "weight": "Weight", "base": "Base"}
    return {title: strategy[name] for name, title in names.items() if strategy.get(name) is not None}


class EcsRunTask(ServiceTask):
    """Runs a task of ECS."""

    _action = "ecs:runTask"
    _patterns = (REQUEST, RUN_JOB, WAIT)

    def __init__(self, scope: Any, id: str, **props: Any) -> None:
        super().__init__(scope, id, **props)
        from landform.cdk.aws_ec2.connections import Connections

        own = self._props
        self._overrides = [
            given(_MODULE, "ContainerOverride", each) for each in own.container_overrides or ()
        ]
        has_token = any(contains_task_token([_variables(each)]) for each in self._overrides)
        if self._pattern is WAIT and not has_token:
            raise ValueError(
                "Task Token is required in at least one `container_overrides.environment` for callback. "
                "Use JsonPath.task_token to set the token"
            )
        if not own.task_definition.default_container:
            raise ValueError("A TaskDefinition must have at least one essential container")
        self._network: dict[str, Any] | None = None
        self.connections: Any = Connections()
        if own.task_definition.network_mode.name == "AWS_VPC":
            self._join_vpc()
        elif own.subnets is not None or own.security_groups is not None:
            raise ValueError(
                "Supplied TaskDefinition must have 'network_mode' of 'AWS_VPC' to use 'subnets' and "
                f"'security_groups'. Received: {own.task_definition.network_mode.value}"
            )
        self._launch = own.launch_target.bind(self, task_definition=own.task_definition, cluster=own.cluster)

    def _join_vpc(self) -> None:
        from landform.cdk.aws_ec2.network_kinds import SubnetType
        from landform.cdk.aws_ec2.security_group import SecurityGroup

        own = self._props
        is_public = bool(own.assign_public_ip)
        default = SubnetType.PUBLIC if is_public else SubnetType.PRIVATE_WITH_EGRESS
        selection = dict(own.subnets) if own.subnets is not None else {"subnet_type": default}
        groups = own.security_groups
        if groups is None:
            groups = [SecurityGroup(self, "SecurityGroup", vpc=own.cluster.vpc)]
        for each in groups:
            self.connections.add_security_group(each)
        self._network = {
            "AwsvpcConfiguration": {
                "AssignPublicIp": "ENABLED" if is_public else None,
                "Subnets": own.cluster.vpc.select_subnets(**selection).subnet_ids,
                "SecurityGroups": [each.security_group_id for each in groups],
            }
        }

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        props = self._props
        family = props.task_definition.family
        revision = props.revision_number
        return {
            "Cluster": props.cluster.cluster_arn,
            "TaskDefinition": f"{family}:{revision:g}" if revision is not None else family,
            "NetworkConfiguration": self._network,
            "Overrides": self._overridden(),
            "PropagateTags": props.propagated_tag_source,
            **self._launch.parameters,
            "EnableExecuteCommand": props.enable_execute_command,
        }

    def _overridden(self) -> dict[str, Any] | None:
        props = self._props
        containers = [
            {
                "Name": each.container_definition.container_name,
                "Command": each.command,
                "Cpu": each.get("cpu"),
                "Memory": each.memory_limit,
                "MemoryReservation": each.memory_reservation,
                "Environment": _variables(each),
            }
            for each in self._overrides
        ]
        found = {"Cpu": props.cpu, "Memory": props.memory_mib, "ContainerOverrides": containers or None}
        return found if any(value is not None for value in found.values()) else None

    def _allowed(self) -> Sequence[PolicyStatement]:
        definition = self._props.task_definition
        roles = [definition.task_role]
        if definition.execution_role is not None:
            roles.append(definition.execution_role)
        found = [
            allow("ecs:RunTask", self._runnable()),
            allow(["ecs:StopTask", "ecs:DescribeTasks"], "*"),
            allow("iam:PassRole", [each.role_arn for each in roles]),
        ]
        if self._pattern is RUN_JOB:
            found.append(self._rule_statement("StepFunctionsGetEventsForECSTaskRule"))
        return found

    def _runnable(self) -> str:
        arn: str = self._props.task_definition.task_definition_arn
        if FeatureFlags.of(self).is_enabled(FIX_POLICY):
            return arn
        parts = Arn.split(arn, ArnFormat.SLASH_RESOURCE_NAME)
        family = parts.resource_name or ""
        if not is_unresolved(family):
            family = family.split(":")[0]
        whole = ArnComponents(
            partition=parts.partition,
            service=parts.service,
            account=parts.account,
            region=parts.region,
            resource=parts.resource,
            arn_format=parts.arn_format,
            resource_name=family,
        )
        return f"{Arn.format(whole, Stack.of(self))}:*"


def _variables(override: Any) -> list[dict[str, Any]] | None:
    if override.environment is None:
        return None
    found = [given(_MODULE, "TaskEnvironmentVariable", each) for each in override.environment]
    return [{"Name": each.name, "Value": each.value} for each in found]

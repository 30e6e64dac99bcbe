"""Tasks of ECS that events start.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/tasks-scheduled-eventbridge-scheduler.html
"""

from typing import Any, Final

from landform.cdk.aws_events_targets.common import Target, allowed, config, event_role
from landform.cdk.core.annotations import Annotations
from landform.cdk.core.arn import ArnFormat
from landform.cdk.l1.lookup import given

_OWN_NETWORK: Final = "awsvpc"
_PROPAGATED: Final = ("TASK_DEFINITION", "NONE")


class EcsTask(Target):
    """A task of a cluster; the options are those of `EcsTaskProps`."""

    _props = "EcsTaskProps"

    def __init__(self, **options: Any) -> None:
        super().__init__(options)
        props = self._given
        self._cluster, self._definition = props.cluster, props.task_definition
        self.security_groups: list[Any] | None = None
        if _word(props.propagate_tags) not in (None, *_PROPAGATED):
            raise ValueError("When propagateTags is passed, it must be set to TASK_DEFINITION or NONE.")
        self._role = props.role if props.role is not None else event_role(self._definition)
        self._let_run()
        if _word(self._definition.network_mode) != _OWN_NETWORK:
            if props.security_groups is not None:
                Annotations.of(self._definition).add_warning_v2(
                    "@aws-cdk/aws-events-targets:ecsTaskSecurityGroupIgnored",
                    "Security groups are for tasks whose network mode is awsvpc; these are ignored.",
                )
            return
        self.security_groups = list(props.security_groups or ()) or [self._default_group()]

    def bind(self, rule: Any, _id: str | None = None) -> Any:
        """What the rule says of it: RuleTargetConfig."""
        from landform.cdk.aws_events.target_input import RuleTargetInput

        props = self._given
        parameters = {
            "task_count": props.task_count if props.task_count is not None else 1,
            "task_definition_arn": self._definition.task_definition_arn,
            "propagate_tags": _word(props.propagate_tags),
            "tag_list": _tags(props.tags),
            "enable_execute_command": props.enable_execute_command,
            **self._network(),
        }
        return config(
            **self._base(rule),
            arn=self._cluster.cluster_arn,
            role=self._role,
            ecs_parameters={name: value for name, value in parameters.items() if value is not None},
            input=RuleTargetInput.from_object(_override(props)),
            target_resource=self._definition,
        )

    def _network(self) -> dict[str, Any]:
        """Where the task runs; only tasks with a network of their own have it said."""
        from landform.cdk.aws_ec2.network_kinds import SubnetType

        props = self._given
        selection = props.subnet_selection or {"subnet_type": SubnetType.PRIVATE_WITH_EGRESS}
        is_public = dict(selection).get("subnet_type") is SubnetType.PUBLIC
        if props.assign_public_ip and not is_public:
            raise ValueError("assignPublicIp should be set to true only for PUBLIC subnets")
        if self.security_groups is None:
            return {}
        assigns = is_public if props.assign_public_ip is None else props.assign_public_ip
        default = "EC2" if self._definition.is_ec2_compatible else "FARGATE"
        return {
            "launch_type": _word(props.launch_type) or default,
            "platform_version": _word(props.platform_version),
            "network_configuration": {
                "aws_vpc_configuration": {
                    "subnets": self._cluster.vpc.select_subnets(**dict(selection)).subnet_ids,
                    "assign_public_ip": "ENABLED" if assigns else "DISABLED",
                    "security_groups": [each.security_group_id for each in self.security_groups],
                }
            },
        }

    def _default_group(self) -> Any:
        from landform.cdk.aws_ec2.security_group import SecurityGroup

        existing: Any = self._definition.node.try_find_child("SecurityGroup")
        if existing is not None:
            return existing
        return SecurityGroup(self._definition, "SecurityGroup", vpc=self._cluster.vpc)

    def _let_run(self) -> None:
        """Let the role run the task, and hand over the roles that it runs with."""
        from landform.cdk.core.stack import Stack

        cluster, definition = self._cluster, self._definition
        arn = Stack.of(cluster).format_arn(
            service="ecs",
            region=cluster.env.region,
            account="*",
            resource="task",
            resource_name=f"{cluster.cluster_name}/*",
            arn_format=ArnFormat.SLASH_RESOURCE_NAME,
        )
        condition = {"ArnEquals": {"ecs:cluster": cluster.cluster_arn}}
        allowed(self._role, ["ecs:RunTask"], [definition.task_definition_arn], conditions=condition)
        allowed(self._role, ["ecs:TagResource"], [arn])
        execution = getattr(definition, "execution_role", None)
        if execution is not None:
            allowed(self._role, ["iam:PassRole"], [execution.role_arn])
        if definition.is_fargate_compatible:
            allowed(self._role, ["iam:PassRole"], [definition.task_role.role_arn])


def _override(props: Any) -> dict[str, Any]:
    """What is said otherwise for the task than in its definition, as RunTask takes it."""
    storage = given("aws_events_targets", "EphemeralStorageOverride", props.ephemeral_storage)
    accelerators = props.inference_accelerator_overrides
    found: dict[str, Any] = {
        "containerOverrides": _containers(props.container_overrides),
        "cpu": props.cpu,
        "ephemeralStorage": {"sizeInGiB": storage.size_in_gib} if storage is not None else None,
        "executionRole": props.execution_role.role_arn if props.execution_role is not None else None,
        "inferenceAcceleratorOverrides": None
        if accelerators is None
        else [
            {"deviceName": each["device_name"], "deviceType": each["device_type"]} for each in accelerators
        ],
        "memory": props.memory,
        "taskRole": props.task_role.role_arn if props.task_role is not None else None,
    }
    return {name: value for name, value in found.items() if value is not None}


def _containers(overrides: Any) -> list[dict[str, Any]] | None:
    if overrides is None:
        return None
    found = []
    for each in (given("aws_events_targets", "ContainerOverride", one) for one in overrides):
        variables = each.environment
        written = {
            "name": each.container_name,
            "command": each.command,
            "cpu": each.cpu,
            "environment": None
            if variables is None
            else [{"name": one["name"], "value": one["value"]} for one in variables],
            "memoryLimit": each.memory_limit,
            "memoryReservation": each.memory_reservation,
        }
        found.append({name: value for name, value in written.items() if value is not None})
    return found


def _tags(tags: Any) -> list[dict[str, str]] | None:
    return None if tags is None else [{"key": each["key"], "value": each["value"]} for each in tags]


def _word(value: Any) -> Any:
    return getattr(value, "value", value)

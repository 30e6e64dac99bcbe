"""Tasks that are started at times.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/tasks-scheduled-eventbridge-scheduler.html
"""

from typing import Any, Final

from landform.cdk.aws_ecs.task_definitions import Ec2TaskDefinition, FargateTaskDefinition
from landform.cdk.aws_ecs_patterns.common import check_count, cluster_of, log_driver_of, members, record
from landform.cdk.constructs import Construct
from landform.cdk.core.native import Native

_CONTAINER: Final = "ScheduledContainer"
_TASK: Final = "ScheduledTaskDef"


class ScheduledTaskBase(Native, Construct):
    """A rule that starts tasks; the arguments are those of `ScheduledTaskBaseProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        super().__init__(scope, id)
        from landform.cdk.aws_ec2 import SubnetSelection, SubnetType
        from landform.cdk.aws_events import Rule, Schedule

        props = record("ScheduledTaskBaseProps", options)
        self.cluster: Any = props.cluster or cluster_of(self, None, props.vpc)
        check_count(props.desired_task_count, "desiredTaskCount")
        self.desired_task_count: float = props.desired_task_count or 1
        self.subnet_selection: Any = props.subnet_selection or SubnetSelection(
            subnet_type=SubnetType.PRIVATE_WITH_EGRESS
        )
        self.propagate_tags: Any = props.propagate_tags
        self.tags: Any = props.tags
        self._security_groups: Any = props.security_groups
        self.event_rule: Any = Rule(
            self,
            "ScheduledEventRule",
            schedule=Schedule.expression(props.schedule.expression_string),
            rule_name=props.rule_name,
            enabled=props.enabled,
        )

    def _target(self, task: Any, **options: Any) -> Any:
        """Start the task by the rule."""
        from landform.cdk.aws_ecs.enums import PropagatedTagSource
        from landform.cdk.aws_events_targets import EcsTask

        if self.propagate_tags is PropagatedTagSource.SERVICE:
            raise ValueError("When propagateTags is passed, it must be set to TASK_DEFINITION or NONE.")
        target = EcsTask(
            cluster=self.cluster,
            task_definition=task,
            task_count=self.desired_task_count,
            subnet_selection=self.subnet_selection,
            security_groups=self._security_groups,
            propagate_tags=self.propagate_tags,
            tags=self.tags,
            **options,
        )
        self.event_rule.add_target(target)
        return target

    def _container(self, image: Any) -> dict[str, Any]:
        return {
            "image": image.image,
            "command": image.command,
            "environment": image.environment,
            "secrets": image.secrets,
            "logging": log_driver_of(self, image.log_driver, None),
        }


class ScheduledFargateTask(ScheduledTaskBase):
    """On Fargate; the keyword arguments are those of `ScheduledFargateTaskProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        props = record("ScheduledFargateTaskProps", options)
        super().__init__(scope, id, **members(props, "ScheduledTaskBaseProps"))
        known = record(
            "ScheduledFargateTaskDefinitionOptions", props.scheduled_fargate_task_definition_options
        )
        image = record("ScheduledFargateTaskImageOptions", props.scheduled_fargate_task_image_options)
        _one_of_both(known, image, "Fargate")
        self.task_definition: Any = known.task_definition if known is not None else self._new_task(image)
        self.task: Any = self._target(self.task_definition, platform_version=props.platform_version)

    def _new_task(self, image: Any) -> Any:
        task = FargateTaskDefinition(
            self,
            _TASK,
            memory_limit_mib=image.memory_limit_mib or 512,
            cpu=image.cpu or 256,
            ephemeral_storage_gib=image.ephemeral_storage_gib,
        )
        task.add_container(image.container_name or _CONTAINER, **self._container(image))
        return task


class ScheduledEc2Task(ScheduledTaskBase):
    """On machines of the account; the keyword arguments are those of `ScheduledEc2TaskProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        props = record("ScheduledEc2TaskProps", options)
        super().__init__(scope, id, **members(props, "ScheduledTaskBaseProps"))
        known = record("ScheduledEc2TaskDefinitionOptions", props.scheduled_ec2_task_definition_options)
        image = record("ScheduledEc2TaskImageOptions", props.scheduled_ec2_task_image_options)
        _one_of_both(known, image, "Ec2")
        self.task_definition: Any = known.task_definition if known is not None else self._new_task(image)
        self.task: Any = self._target(self.task_definition)

    def _new_task(self, image: Any) -> Any:
        task = Ec2TaskDefinition(self, _TASK)
        task.add_container(
            image.container_name or _CONTAINER,
            **self._container(image),
            memory_limit_mib=image.memory_limit_mib,
            memory_reservation_mib=image.memory_reservation_mib,
            cpu=image.cpu,
        )
        return task


def _one_of_both(known: Any, image: Any, kind: str) -> None:
    if known is not None and image is not None:
        raise ValueError(
            f"You must specify either a scheduled{kind}TaskDefinitionOptions or "
            f"scheduled{kind}TaskOptions, not both."
        )
    if known is None and image is None:
        raise ValueError("You must specify one of: taskDefinition or image")

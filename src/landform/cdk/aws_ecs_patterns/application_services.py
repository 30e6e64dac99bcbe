"""Services behind an application load balancer, on Fargate and on machines of the account.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html
"""

from typing import Any, Final

from landform.cdk.aws_ecs.ec2_service import Ec2Service
from landform.cdk.aws_ecs.fargate_service import FargateService
from landform.cdk.aws_ecs_patterns.application_base import ApplicationLoadBalancedServiceBase
from landform.cdk.aws_ecs_patterns.common import (
    DEFAULT_PORT,
    TASK_CPU,
    TASK_MEMORY,
    check_percents,
    container_options,
    ec2_task,
    fargate_task,
    members,
    one_of_both,
    record,
)
from landform.cdk.core.tokens import is_unresolved

#: What services get as it was given.
SERVICE: Final = (
    "capacity_provider_strategies",
    "circuit_breaker",
    "cloud_map_options",
    "deployment_controller",
    "enable_ecs_managed_tags",
    "enable_execute_command",
    "health_check_grace_period",
    "max_healthy_percent",
    "min_healthy_percent",
    "propagate_tags",
    "service_name",
)


class ApplicationLoadBalancedFargateService(ApplicationLoadBalancedServiceBase):
    """On Fargate; the keyword arguments are those of `ApplicationLoadBalancedFargateServiceProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        props = record("ApplicationLoadBalancedFargateServiceProps", options)
        super().__init__(scope, id, **members(props, "ApplicationLoadBalancedServiceBaseProps"))
        self.assign_public_ip: bool = bool(props.assign_public_ip)
        image = record("ApplicationLoadBalancedTaskImageOptions", props.task_image_options)
        one_of_both(props.task_definition, image)
        self.task_definition: Any = props.task_definition or self._new_task(props, image)
        _check_container(props)
        check_percents(props.min_healthy_percent, props.max_healthy_percent)
        self.service = FargateService(
            self,
            "Service",
            cluster=self.cluster,
            task_definition=self.task_definition,
            desired_count=self.internal_desired_count,
            assign_public_ip=self.assign_public_ip,
            platform_version=props.platform_version,
            security_groups=props.security_groups,
            vpc_subnets=props.task_subnets,
            **{name: getattr(props, name) for name in SERVICE},
        )
        self._add_service_as_target(self.service)

    def _new_task(self, props: Any, image: Any) -> Any:
        task = fargate_task(self, props, image)
        container = task.add_container(
            image.container_name or "web",
            **container_options(self, image),
            command=image.command,
            entry_point=image.entry_point,
            health_check=props.health_check,
            cpu=props.container_cpu,
            memory_limit_mib=props.container_memory_limit_mib,
        )
        container.add_port_mappings({"container_port": image.container_port or DEFAULT_PORT})
        return task


class ApplicationLoadBalancedEc2Service(ApplicationLoadBalancedServiceBase):
    """On machines of the account; the arguments are those of `ApplicationLoadBalancedEc2ServiceProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        props = record("ApplicationLoadBalancedEc2ServiceProps", options)
        super().__init__(scope, id, **members(props, "ApplicationLoadBalancedServiceBaseProps"))
        image = record("ApplicationLoadBalancedTaskImageOptions", props.task_image_options)
        one_of_both(props.task_definition, image)
        self.task_definition: Any = props.task_definition or self._new_task(props, image)
        check_percents(props.min_healthy_percent, props.max_healthy_percent)
        self.service = Ec2Service(
            self,
            "Service",
            cluster=self.cluster,
            task_definition=self.task_definition,
            desired_count=self.internal_desired_count,
            assign_public_ip=False,
            placement_constraints=props.placement_constraints,
            placement_strategies=props.placement_strategies,
            **{name: getattr(props, name) for name in SERVICE},
        )
        self._add_service_as_target(self.service)

    def _new_task(self, props: Any, image: Any) -> Any:
        task = ec2_task(self, image)
        container = task.add_container(
            image.container_name or "web",
            **container_options(self, image),
            command=image.command,
            entry_point=image.entry_point,
            cpu=props.cpu,
            memory_limit_mib=props.memory_limit_mib,
            memory_reservation_mib=props.memory_reservation_mib,
        )
        container.add_port_mappings({"container_port": image.container_port or DEFAULT_PORT})
        return task


def _check_container(props: Any) -> None:
    """Raise ValueError for a container that is larger than its task."""
    cpu, memory = props.container_cpu, props.container_memory_limit_mib
    if _is_wrong(cpu) or _is_larger(cpu, props.cpu, TASK_CPU):
        raise ValueError(
            f"containerCpu must be a whole number and not greater than the cpu of the task, got: {cpu}"
        )
    if _is_wrong(memory) or memory == 0 or _is_larger(memory, props.memory_limit_mib, TASK_MEMORY):
        raise ValueError(
            "containerMemoryLimitMiB must be a whole number and not greater than the memory of the task, "
            f"got: {memory}"
        )


def _is_wrong(number: float | None) -> bool:
    if number is None or is_unresolved(number):
        return False
    return number < 0 or not float(number).is_integer()


def _is_larger(number: float | None, given_most: float | None, usual: float) -> bool:
    most = usual if given_most is None else given_most
    if number is None or is_unresolved(number) or is_unresolved(most):
        return False
    return number > most

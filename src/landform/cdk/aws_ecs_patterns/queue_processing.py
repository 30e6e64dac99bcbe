"""Services that work on the messages of a queue.

Source: https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-step-scaling-policies.html
"""

from typing import Any, Final

from landform.cdk.aws_ecs.ec2_service import Ec2Service
from landform.cdk.aws_ecs.fargate_service import FargateService
from landform.cdk.aws_ecs.task_definitions import Ec2TaskDefinition, FargateTaskDefinition
from landform.cdk.aws_ecs_patterns.common import (
    check_percents,
    cluster_of,
    log_driver_of,
    members,
    record,
)
from landform.cdk.constructs import Construct
from landform.cdk.core.cfn_elements import CfnOutput
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration
from landform.cdk.l1.lookup import given

#: What services get as it was given.
_SERVICE: Final = (
    "capacity_provider_strategies",
    "circuit_breaker",
    "deployment_controller",
    "enable_ecs_managed_tags",
    "enable_execute_command",
    "max_healthy_percent",
    "min_healthy_percent",
    "propagate_tags",
    "service_name",
)
_DEAD_LETTER_DAYS: Final = 14
_RECEIVES: Final = 3
_CPU_PERCENT: Final = 50
_MAX_TASKS: Final = 2
#: Messages that wait -> tasks more or fewer.
_STEPS: Final = (
    {"upper": 0, "change": -1},
    {"lower": 100, "change": 1},
    {"lower": 500, "change": 5},
)
_CONTAINER: Final = "QueueProcessingContainer"


class QueueProcessingServiceBase(Native, Construct):
    """A queue for a service; the arguments are those of `QueueProcessingServiceBaseProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        super().__init__(scope, id)
        self._props = props = record("QueueProcessingServiceBaseProps", options)
        self.cluster: Any = cluster_of(self, props.cluster, props.vpc)
        self.dead_letter_queue: Any = None
        self.sqs_queue: Any = props.queue or self._new_queue(props)
        _check_queue(props)
        self.scaling_steps: list[Any] = [
            given("aws_applicationautoscaling", "ScalingInterval", each)
            for each in props.scaling_steps or _STEPS
        ]
        self.environment: dict[str, str] = {
            **(props.environment or {}),
            "QUEUE_NAME": self.sqs_queue.queue_name,
        }
        self.secrets: Any = props.secrets
        self.log_driver: Any = log_driver_of(self, props.log_driver, props.enable_logging)
        self.min_capacity: float = 1 if props.min_scaling_capacity is None else props.min_scaling_capacity
        self.max_capacity: float = props.max_scaling_capacity or _MAX_TASKS
        if not self.max_capacity and not self.min_capacity:
            raise ValueError("maxScalingCapacity must be set and greater than 0 if desiredCount is 0")
        CfnOutput(self, "SQSQueue", value=self.sqs_queue.queue_name)
        CfnOutput(self, "SQSQueueArn", value=self.sqs_queue.queue_arn)

    def _new_queue(self, props: Any) -> Any:
        from landform.cdk.aws_sqs import Queue

        retention = props.retention_period or Duration.days(_DEAD_LETTER_DAYS)
        self.dead_letter_queue = Queue(self, "EcsProcessingDeadLetterQueue", retention_period=retention)
        dead_letters = {
            "queue": self.dead_letter_queue,
            "max_receive_count": props.max_receive_count or _RECEIVES,
        }
        queue = Queue(
            self,
            "EcsProcessingQueue",
            visibility_timeout=props.visibility_timeout,
            dead_letter_queue=dead_letters,
        )
        CfnOutput(self, "SQSDeadLetterQueue", value=self.dead_letter_queue.queue_name)
        CfnOutput(self, "SQSDeadLetterQueueArn", value=self.dead_letter_queue.queue_arn)
        return queue

    def _container(self, name: str | None) -> tuple[str, dict[str, Any]]:
        props = self._props
        return name or _CONTAINER, {
            "image": props.image,
            "command": props.command,
            "environment": self.environment,
            "secrets": self.secrets,
            "logging": self.log_driver,
        }

    def _service_options(self) -> dict[str, Any]:
        props = self._props
        check_percents(props.min_healthy_percent, props.max_healthy_percent)
        return {"cluster": self.cluster, **{name: getattr(props, name) for name in _SERVICE}}

    def _work(self, service: Any) -> None:
        """Have as many tasks as the messages need; they may take them."""
        props = self._props
        scaling = service.auto_scale_task_count(
            max_capacity=self.max_capacity, min_capacity=self.min_capacity
        )
        if not props.disable_cpu_based_scaling:
            percent = props.cpu_target_utilization_percent
            scaling.scale_on_cpu_utilization(
                "CpuScaling", target_utilization_percent=_CPU_PERCENT if percent is None else percent
            )
        scaling.scale_on_metric(
            "QueueMessagesVisibleScaling",
            metric=self.sqs_queue.metric_approximate_number_of_messages_visible(),
            scaling_steps=self.scaling_steps,
            cooldown=props.cooldown,
        )
        self.sqs_queue.grant_consume_messages(service.task_definition.task_role)


class QueueProcessingFargateService(QueueProcessingServiceBase):
    """On Fargate; the keyword arguments are those of `QueueProcessingFargateServiceProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        props = record("QueueProcessingFargateServiceProps", options)
        super().__init__(scope, id, **members(props, "QueueProcessingServiceBaseProps"))
        if props.task_definition is not None and props.image is not None:
            raise ValueError("You must specify only one of taskDefinition or image")
        if props.task_definition is None and props.image is None:
            raise ValueError("You must specify one of: taskDefinition or image")
        self.task_definition: Any = props.task_definition or self._new_task(props)
        self.service = FargateService(
            self,
            "QueueProcessingFargateService",
            task_definition=self.task_definition,
            desired_count=None,
            platform_version=props.platform_version,
            vpc_subnets=props.task_subnets,
            assign_public_ip=props.assign_public_ip,
            security_groups=props.security_groups,
            health_check_grace_period=props.health_check_grace_period,
            **self._service_options(),
        )
        self._work(self.service)

    def _new_task(self, props: Any) -> Any:
        task = FargateTaskDefinition(
            self,
            "QueueProcessingTaskDef",
            memory_limit_mib=props.memory_limit_mib or 512,
            cpu=props.cpu or 256,
            family=props.family,
            ephemeral_storage_gib=props.ephemeral_storage_gib,
            runtime_platform=props.runtime_platform,
        )
        name, container = self._container(props.container_name)
        task.add_container(name, **container, health_check=props.health_check)
        return task


class QueueProcessingEc2Service(QueueProcessingServiceBase):
    """On machines of the account; the keyword arguments are those of `QueueProcessingEc2ServiceProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        props = record("QueueProcessingEc2ServiceProps", options)
        super().__init__(scope, id, **members(props, "QueueProcessingServiceBaseProps"))
        if props.image is None:
            raise ValueError("image must be specified for EC2 queue processing service")
        self.task_definition: Any = Ec2TaskDefinition(self, "QueueProcessingTaskDef", family=props.family)
        name, container = self._container(props.container_name)
        self.task_definition.add_container(
            name,
            **container,
            memory_limit_mib=props.memory_limit_mib,
            memory_reservation_mib=props.memory_reservation_mib,
            cpu=props.cpu,
            gpu_count=props.gpu_count,
        )
        self.service = Ec2Service(
            self,
            "QueueProcessingService",
            task_definition=self.task_definition,
            placement_constraints=props.placement_constraints,
            placement_strategies=props.placement_strategies,
            **self._service_options(),
        )
        self._work(self.service)


def _check_queue(props: Any) -> None:
    own = (props.retention_period, props.visibility_timeout, props.max_receive_count)
    if props.queue is not None and any(each is not None for each in own):
        raise ValueError(
            "retentionPeriod, visibilityTimeout, maxReceiveCount can be specified only when queue is not set"
        )

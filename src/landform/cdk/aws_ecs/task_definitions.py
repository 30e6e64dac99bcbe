"""Task definitions for one kind of machine.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/launch_types.html
"""

from typing import Any, Final

from landform.cdk.aws_ecs.container_definition import ContainerDefinition
from landform.cdk.aws_ecs.container_enums import Compatibility, NetworkMode, PidMode
from landform.cdk.aws_ecs.imported_task_definition import ImportedTaskDefinition, imported
from landform.cdk.aws_ecs.task_definition import TaskDefinition
from landform.cdk.core.tokens import Tokenization, is_unresolved
from landform.cdk.l1.lookup import given

_STORAGE_GIB: Final = (21, 200)
_CPU: Final = 256
_MEMORY: Final = 512


class Ec2TaskDefinition(TaskDefinition):
    """For machines of the account; the keyword arguments are those of `Ec2TaskDefinitionProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        props = given("aws_ecs", "Ec2TaskDefinitionProps", options)
        _check_constraints(props.placement_constraints or ())
        super().__init__(scope, id, **{**props, "compatibility": Compatibility.EC2})

    @staticmethod
    def from_ec2_task_definition_arn(
        scope: Any, id: str, ec2_task_definition_arn: str
    ) -> ImportedTaskDefinition:
        """One that exists already."""
        return imported(scope, id, {"task_definition_arn": ec2_task_definition_arn})

    @staticmethod
    def from_ec2_task_definition_attributes(scope: Any, id: str, **attributes: Any) -> ImportedTaskDefinition:
        """One that exists already; the options are those of `Ec2TaskDefinitionAttributes`."""
        return imported(scope, id, {**attributes, "compatibility": Compatibility.EC2})

    def add_container(self, id: str, **options: Any) -> ContainerDefinition:
        """Have another container; the options are those of `ContainerDefinitionOptions`."""
        container = super().add_container(id, **options)
        if self.network_mode is NetworkMode.AWS_VPC:
            # Without the machine's metadata a container does not learn its region otherwise.
            container.add_environment("AWS_REGION", self.stack.region)
        return container


class FargateTaskDefinition(TaskDefinition):
    """For Fargate; the keyword arguments are those of `FargateTaskDefinitionProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        props = given("aws_ecs", "FargateTaskDefinitionProps", options)
        cpu = _CPU if props.cpu is None else props.cpu
        memory = _MEMORY if props.memory_limit_mib is None else props.memory_limit_mib
        storage = props.ephemeral_storage_gib
        least, most = _STORAGE_GIB
        if storage is not None and not is_unresolved(storage) and not least <= storage <= most:
            raise ValueError(f"Ephemeral storage size must be between {least}GiB and {most}GiB")
        if props.pid_mode is not None:
            _check_pid(props.pid_mode, given("aws_ecs", "RuntimePlatform", props.runtime_platform))
        others = {name: value for name, value in props.items() if name not in ("cpu", "memory_limit_mib")}
        sizes = {
            "cpu": Tokenization.stringify_number(cpu),
            "memory_mib": Tokenization.stringify_number(memory),
        }
        kind = {"compatibility": Compatibility.FARGATE, "network_mode": NetworkMode.AWS_VPC}
        super().__init__(scope, id, **{**others, **sizes, **kind})
        self.cpu = cpu
        self.memory_mib = memory

    @staticmethod
    def from_fargate_task_definition_arn(
        scope: Any, id: str, fargate_task_definition_arn: str
    ) -> ImportedTaskDefinition:
        """One that exists already."""
        return imported(scope, id, {"task_definition_arn": fargate_task_definition_arn})

    @staticmethod
    def from_fargate_task_definition_attributes(
        scope: Any, id: str, **attributes: Any
    ) -> ImportedTaskDefinition:
        """One that exists already; the options are those of `FargateTaskDefinitionAttributes`."""
        return imported(scope, id, {**attributes, "compatibility": Compatibility.FARGATE})


class ExternalTaskDefinition(TaskDefinition):
    """For machines outside of AWS; the keyword arguments are those of `ExternalTaskDefinitionProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        props = given("aws_ecs", "ExternalTaskDefinitionProps", options)
        super().__init__(scope, id, **{**props, "compatibility": Compatibility.EXTERNAL})

    @staticmethod
    def from_ec2_task_definition_arn(
        scope: Any, id: str, external_task_definition_arn: str
    ) -> ImportedTaskDefinition:
        """One that exists already."""
        return imported(scope, id, {"task_definition_arn": external_task_definition_arn})

    @staticmethod
    def from_external_task_definition_attributes(
        scope: Any, id: str, **attributes: Any
    ) -> ImportedTaskDefinition:
        """One that exists already; the options are those of `ExternalTaskDefinitionAttributes`."""
        return imported(scope, id, {**attributes, "compatibility": Compatibility.EXTERNAL})

    def add_inference_accelerator(
        self, *, device_name: str | None = None, device_type: str | None = None
    ) -> None:
        """Refused: such machines have none."""
        raise ValueError("Cannot use inference accelerators on tasks that run on External service")


def _check_constraints(constraints: Any) -> None:
    kinds = [each["Type"] for constraint in constraints for each in constraint._written()]
    wrong = [each for each in kinds if each != "memberOf"]
    if wrong:
        raise ValueError(
            f"Invalid placement constraint(s): {', '.join(wrong)}. Only 'memberOf' is currently supported in "
            "the Ec2TaskDefinition class."
        )


def _check_pid(mode: PidMode, platform: Any) -> None:
    system = platform.operating_system_family if platform is not None else None
    if system is None:
        raise ValueError("Specifying 'pidMode' requires that operating system family also be provided.")
    if system.is_windows():
        raise ValueError("'pidMode' is not supported for Windows containers.")
    if mode is not PidMode.TASK:
        raise ValueError(
            f"'pidMode' can only be set to 'task' for Linux Fargate containers, got: '{mode.value}'."
        )

"""What task definitions cannot be.

Sources: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html and
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instances-task-definitions.html
"""

from typing import Any, Final

from landform.cdk.aws_ecs.container_enums import NetworkMode
from landform.cdk.aws_ecs.kinds import OperatingSystemFamily
from landform.cdk.core.tokens import is_unresolved

_OUTSIDE: Final = (NetworkMode.BRIDGE, NetworkMode.HOST, NetworkMode.NONE)
_MANAGED: Final = (NetworkMode.AWS_VPC, NetworkMode.HOST)
#: CPU units of Windows on Fargate -> least and most memory in MiB, in steps of 1024.
_WINDOWS_SIZES: Final = {"1024": (1024, 8192), "2048": (4096, 16384), "4096": (8192, 30720)}
_STEP: Final = 1024
#: What managed instances do not have: the option and its name.
_NOT_MANAGED: Final = (
    ("inference_accelerators", "Cannot use inference accelerators on tasks that run on Managed Instances"),
    ("ipc_mode", "IPC mode is not supported for tasks running on Managed Instances"),
    ("proxy_configuration", "Proxy configuration is not supported for tasks running on Managed Instances"),
    ("ephemeral_storage_gib", "Ephemeral storage is not supported for tasks running on Managed Instances"),
)


def check_task(task: Any, props: Any) -> None:
    """Raise ValueError for options that what it runs on does not have."""
    mode = task.network_mode
    if props.proxy_configuration is not None and mode is not NetworkMode.AWS_VPC:
        raise ValueError(f"ProxyConfiguration can only be used with AwsVpc network mode, got: {mode.value}")
    if task.is_fargate_compatible:
        _check_fargate(task, props)
    if task.is_external_compatible and mode not in _OUTSIDE:
        raise ValueError(f"External tasks can only have Bridge, Host or None network mode, got: {mode.value}")
    if task.is_managed_instances_compatible:
        _check_managed(task, props)
    elif not task.is_fargate_compatible and props.runtime_platform is not None:
        raise ValueError(
            "Cannot specify runtimePlatform in non-Fargate and non-Managed Instances compatible tasks"
        )
    if props.enable_fault_injection and mode not in _MANAGED:
        raise ValueError(
            "Only AWS_VPC and HOST Network Modes are supported for enabling Fault Injection, got "
            f"{mode.value} mode."
        )


def _check_fargate(task: Any, props: Any) -> None:
    if task.network_mode is not NetworkMode.AWS_VPC:
        raise ValueError(f"Fargate tasks can only have AwsVpc network mode, got: {task.network_mode.value}")
    if not props.cpu or not props.memory_mib:
        raise ValueError(
            f"Fargate-compatible tasks require both CPU ({props.cpu}) and memory ({props.memory_mib}) "
            "specifications"
        )
    if props.inference_accelerators:
        raise ValueError("Cannot use inference accelerators on tasks that run on Fargate")
    if props.placement_constraints:
        raise ValueError("Cannot set placement constraints on tasks that run on Fargate")
    platform = task.runtime_platform
    system = platform.operating_system_family if platform is not None else None
    if system is not None and system.is_windows():
        _check_windows(system, props.cpu, props.memory_mib)


def _check_windows(system: OperatingSystemFamily, cpu: str, memory: str) -> None:
    if is_unresolved(cpu) or is_unresolved(memory):
        return
    if cpu not in _WINDOWS_SIZES:
        raise ValueError(
            f"If operatingSystemFamily is {system.name}, then cpu must be in 1024 (1 vCPU), 2048 (2 vCPU), "
            f"or 4096 (4 vCPU). Provided value was: {cpu}"
        )
    least, most = _WINDOWS_SIZES[cpu]
    if not least <= float(memory) <= most or float(memory) % _STEP:
        raise ValueError(
            f"If provided cpu is {cpu}, then memoryMiB must have a min of {least} and a max of {most}, in "
            f"{_STEP} increments. Provided memoryMiB was {memory}."
        )


def _check_managed(task: Any, props: Any) -> None:
    if task.network_mode not in _MANAGED:
        raise ValueError(
            "Managed Instances tasks can only have AwsVpc or Host network mode, got: "
            f"{task.network_mode.value}"
        )
    for name, sentence in _NOT_MANAGED:
        if getattr(props, name):
            raise ValueError(sentence)
    platform = task.runtime_platform
    system = platform.operating_system_family if platform is not None else None
    if system is not None and not system.is_linux():
        raise ValueError(
            f"Managed Instances tasks only support LINUX operating system family, got: {system.name}"
        )


def check_volume(task: Any, volume: Any) -> None:
    """Raise ValueError for a volume that is configured in two places, or cannot be there."""
    options = (volume.host, volume.docker_volume_configuration, volume.efs_volume_configuration)
    if volume.configured_at_launch and any(each is not None for each in options):
        raise ValueError(
            f"Volume Configurations must not be specified for '{volume.name}' when 'configuredAtLaunch' is "
            "set to true"
        )
    if task.is_managed_instances_compatible and volume.docker_volume_configuration is not None:
        raise ValueError(
            "DockerVolumeConfiguration is not supported for tasks running on Managed Instances. Volume "
            f"'{volume.name}' cannot use dockerVolumeConfiguration"
        )


def problems_of(task: Any) -> list[str]:
    """What is wrong with it once all has been added."""
    found = []
    if task.is_ec2_compatible and not task._props.memory_mib:
        found += [
            f"ECS Container {each.container_name} must have at least one of 'memoryLimitMiB' or "
            "'memoryReservationMiB' specified"
            for each in task.containers
            if not each.memory_limit_specified
        ]
    found += _names_of_two(task)
    mounted = {point.source_volume for each in task.containers for point in each.mount_points}
    found += [
        f"Volume '{each.name}' should be mounted by at least one container when 'configuredAtLaunch' is true"
        for each in task._volumes
        if each.configured_at_launch and each.name not in mounted
    ]
    return found


def _names_of_two(task: Any) -> list[str]:
    """Names of ports that two containers have."""
    first: dict[str, str] = {}
    found = []
    for container in task.containers:
        for name in container._named_ports:
            if first.setdefault(name, container.container_name) != container.container_name:
                found.append(
                    f"Port mapping name '{name}' cannot appear in both '{container.container_name}' and "
                    f"'{first[name]}'"
                )
    return found

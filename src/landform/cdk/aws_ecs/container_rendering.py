"""Containers as templates have them, and what cannot be written.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-ecs-taskdefinition-containerdefinition.html
"""

from typing import Any, Final

from landform.cdk.aws_ecs.container_enums import Protocol
from landform.cdk.aws_ecs.kinds import value_of
from landform.cdk.aws_ecs.secret import written
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.numbers import number_text
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

MAX_IGNORED_CODES: Final = 50
#: Seconds: least and most.
RESTART_SECONDS: Final = (60, 1800)
INTERVAL_SECONDS: Final = (5, 300)
TIMEOUT_SECONDS: Final = (2, 120)
#: What goes into the template as it was given.
_PLAIN: Final = (
    "command",
    "cpu",
    "disable_networking",
    "dns_search_domains",
    "dns_servers",
    "docker_security_options",
    "entry_point",
    "hostname",
    "interactive",
    "privileged",
    "pseudo_terminal",
    "readonly_root_filesystem",
    "user",
    "working_directory",
)


class ContainerRendering:
    """A container as templates have it."""

    def __init__(self, container: Any) -> None:
        self._container = container
        self._props = container._props

    def members(self) -> dict[str, Any]:
        """The members of the property; what can still be added is read when the template is written."""
        container, props = self._container, self._props
        files = container.environment_files
        return {
            **{name: getattr(props, name) for name in _PLAIN},
            "name": container.container_name,
            "image": container.image_name,
            "repository_credentials": container._image.repository_credentials,
            "version_consistency": container.version_consistency,
            "essential": container.essential,
            "memory": props.memory_limit_mib,
            "memory_reservation": props.memory_reservation_mib,
            "start_timeout": _seconds(props.start_timeout),
            "stop_timeout": _seconds(props.stop_timeout),
            "docker_labels": dict(container._labels) or None,
            "environment": _pairs(container._environment) or None,
            "environment_files": [self._file(each) for each in files] if files is not None else None,
            "credential_specs": _specs(container.credential_specs),
            "secrets": written(container._secrets) or None,
            "extra_hosts": _hosts(props.extra_hosts),
            "health_check": _health_check(props.health_check),
            "links": _later(lambda: list(container._links)),
            "depends_on": _later(container._written_dependencies),
            "mount_points": _later(lambda: [_mount(each) for each in container.mount_points]),
            "port_mappings": _later(lambda: [_port(each) for each in container.port_mappings]),
            "ulimits": _later(lambda: [_ulimit(each) for each in container.ulimits]),
            "volumes_from": _later(lambda: [_volume(each) for each in container.volumes_from]),
            "log_configuration": log_configuration(container.log_driver_config),
            "linux_parameters": (
                container.linux_parameters.render_linux_parameters()
                if container.linux_parameters is not None
                else None
            ),
            "resource_requirements": self._requirements(),
            "system_controls": _controls(props.system_controls),
            "restart_policy": _restart(props),
        }

    def _file(self, file: Any) -> dict[str, Any]:
        where = file.s3_location
        partition = self._container.task_definition.stack.partition
        return {
            "Type": value_of(file.file_type),
            "Value": f"arn:{partition}:s3:::{where.bucket_name}/{where.object_key}",
        }

    def _requirements(self) -> list[dict[str, str]] | None:
        found = [{"Type": "InferenceAccelerator", "Value": each} for each in self._container._accelerators]
        count = self._props.gpu_count
        if count:
            found.append({"Type": "GPU", "Value": number_text(count)})
        return found or None


def log_configuration(config: Any) -> dict[str, Any] | None:
    """What a driver says as templates have it."""
    if config is None:
        return None
    return {
        "LogDriver": config.log_driver,
        "Options": config.options,
        "SecretOptions": config.secret_options,
    }


def check_options(props: Any) -> None:
    """Raise ValueError for options that cannot be together."""
    most, kept = props.memory_limit_mib, props.memory_reservation_mib
    are_known = all(each is not None and not is_unresolved(each) for each in (most, kept))
    if are_known and most < kept:
        raise ValueError("MemoryLimitMiB should not be less than MemoryReservationMiB.")
    if len(props.credential_specs or ()) > 1:
        raise ValueError("Only one credential spec is allowed per container definition.")
    period, codes = props.restart_attempt_period, props.restart_ignored_exit_codes or ()
    if period is not None and not period.is_unresolved():
        _check_seconds("restartAttemptPeriod", period, RESTART_SECONDS)
    if len(codes) > MAX_IGNORED_CODES:
        raise ValueError(
            f"Only up to {MAX_IGNORED_CODES} can be specified for restartIgnoredExitCodes, got: {len(codes)}"
        )


def _check_seconds(name: str, duration: Any, limits: tuple[int, int]) -> None:
    seconds = duration.to_seconds()
    if not limits[0] <= seconds <= limits[1]:
        raise ValueError(
            f"The {name} must be between {limits[0]} seconds and {limits[1]} seconds, got "
            f"{number_text(seconds)} seconds"
        )


def _later(produce: Any) -> Any:
    return Lazy.any(produce, omit_empty_array=True)


def _seconds(duration: Any) -> float | None:
    return duration.to_seconds() if duration is not None else None


def _pairs(values: Any) -> list[dict[str, str]]:
    return [{"Name": name, "Value": value} for name, value in values.items()]


def _specs(specs: Any) -> list[str] | None:
    return [f"{each.type_prefix}:{each.location}" for each in specs] if specs else None


def _hosts(hosts: Any) -> list[dict[str, str]] | None:
    if hosts is None:
        return None
    return [{"Hostname": name, "IpAddress": address} for name, address in hosts.items()]


def _controls(controls: Any) -> list[dict[str, str]] | None:
    if controls is None:
        return None
    found = [given("aws_ecs", "SystemControl", each) for each in controls]
    return [{"Namespace": each.namespace, "Value": each.value} for each in found]


def _mount(point: Any) -> dict[str, Any]:
    return {
        "ContainerPath": point.container_path,
        "ReadOnly": point.read_only,
        "SourceVolume": point.source_volume,
    }


def _port(port: Any) -> dict[str, Any]:
    return {
        "ContainerPort": port.container_port or None,
        "ContainerPortRange": port.container_port_range,
        "HostPort": port.host_port,
        "Protocol": (port.protocol or Protocol.TCP).value,
        "AppProtocol": port.app_protocol.value if port.app_protocol is not None else None,
        "Name": port.name or None,
    }


def _ulimit(limit: Any) -> dict[str, Any]:
    return {"Name": value_of(limit.name), "SoftLimit": limit.soft_limit, "HardLimit": limit.hard_limit}


def _volume(volume: Any) -> dict[str, Any]:
    return {"SourceContainer": volume.source_container, "ReadOnly": volume.read_only}


def _restart(props: Any) -> dict[str, Any] | None:
    period, codes = props.restart_attempt_period, props.restart_ignored_exit_codes
    if props.enable_restart_policy is None and period is None and codes is None:
        return None
    return {
        "Enabled": True if props.enable_restart_policy is None else props.enable_restart_policy,
        "IgnoredExitCodes": codes,
        "RestartAttemptPeriod": _seconds(period),
    }


def _health_check(given_check: Any) -> dict[str, Any] | None:
    if given_check is None:
        return None
    check = given("aws_ecs", "HealthCheck", given_check)
    for name, duration, limits in (
        ("health check's interval", check.interval, INTERVAL_SECONDS),
        ("health check's timeout", check.timeout, TIMEOUT_SECONDS),
    ):
        if duration is not None and not duration.is_unresolved():
            _check_seconds(name, duration, limits)
    return {
        "Command": _command(list(check.command)),
        "Interval": _seconds(check.interval) if check.interval is not None else 30,
        "Retries": 3 if check.retries is None else check.retries,
        "StartPeriod": _seconds(check.start_period),
        "Timeout": _seconds(check.timeout) if check.timeout is not None else 5,
    }


def _command(words: list[str]) -> list[str]:
    """One word is what the shell gets; several begin with who gets them."""
    if not words:
        raise ValueError("At least one argument must be supplied for health check command.")
    if len(words) == 1:
        return ["CMD-SHELL", words[0]]
    return words if words[0] in ("CMD", "CMD-SHELL") else ["CMD", *words]

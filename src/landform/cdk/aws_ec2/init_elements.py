"""Commands, groups, users, packages and services that cfn-init sets up on a machine.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-init.html
"""

from collections.abc import Mapping, Sequence
from typing import Any

from landform.cdk.aws_ec2.compute_kinds import ServiceManager
from landform.cdk.aws_ec2.init_base import InitBound, InitElement, InitPlace, given
from landform.cdk.aws_ec2.init_files import InitFile
from landform.cdk.aws_ec2.parts import as_record, value_of
from landform.cdk.core.checked import Checked
from landform.cdk.core.quantities import Duration


class InitCommandWaitDuration(Checked):
    """How long Windows waits after a command, in case it restarts the machine."""

    def __init__(self, value: Any) -> None:
        self._value = value

    @staticmethod
    def of(duration: Duration) -> "InitCommandWaitDuration":
        """For a while."""
        return InitCommandWaitDuration(duration.to_seconds())

    @staticmethod
    def none() -> "InitCommandWaitDuration":
        """Not at all."""
        return InitCommandWaitDuration(0)

    @staticmethod
    def forever() -> "InitCommandWaitDuration":
        """Until the command says so."""
        return InitCommandWaitDuration("forever")

    def _render(self) -> Any:
        return self._value


class InitCommand(InitElement):
    """A command; its options are those of `InitCommandOptions`."""

    element_type = "COMMAND"

    def __init__(self, command: str | list[str], options: Mapping[str, Any]) -> None:
        self._command = command
        self._options = as_record("InitCommandOptions", options)

    @staticmethod
    def shell_command(shell_command: str, **options: Any) -> "InitCommand":
        """A line for the shell."""
        return InitCommand(shell_command, options)

    @staticmethod
    def argv_command(argv: Sequence[str], **options: Any) -> "InitCommand":
        """A program with its arguments."""
        if not argv:
            raise ValueError("Cannot define argvCommand with an empty arguments")
        return InitCommand(list(argv), options)

    def _bind(self, place: InitPlace) -> InitBound:
        options = self._options
        key = options.key or place.key
        wait = options.wait_after_completion
        if wait is not None and not place.is_windows:
            raise ValueError(
                f"Command '{self._command}': 'waitAfterCompletion' is only valid for Windows systems."
            )
        for handle in options.service_restart_handles or ():
            handle._add_command(key)
        entry = {
            "command": self._command,
            "env": options.env,
            "cwd": options.cwd,
            "test": options.test_cmd,
            "ignoreErrors": options.ignore_errors,
            "waitAfterCompletion": wait._render() if wait is not None else None,
        }
        return InitBound(config={key: given(entry)})


class InitGroup(InitElement):
    """A group of users."""

    element_type = "GROUP"

    def __init__(self, group_name: str, group_id: float | None = None) -> None:
        self._name = group_name
        self._id = group_id

    @staticmethod
    def from_name(group_name: str, group_id: float | None = None) -> "InitGroup":
        """A group of a name."""
        return InitGroup(group_name, group_id)

    def _bind(self, place: InitPlace) -> InitBound:
        if place.is_windows:
            raise ValueError("Init groups are not supported on Windows")
        return InitBound(config={self._name: given({"gid": self._id})})


class InitUser(InitElement):
    """A user of the machine."""

    element_type = "USER"

    def __init__(
        self,
        user_name: str,
        *,
        groups: Sequence[str] | None = None,
        home_dir: str | None = None,
        user_id: float | None = None,
    ) -> None:
        self._name = user_name
        self._entry = given({"uid": user_id, "groups": groups, "homeDir": home_dir})

    @staticmethod
    def from_name(
        user_name: str,
        *,
        groups: Sequence[str] | None = None,
        home_dir: str | None = None,
        user_id: float | None = None,
    ) -> "InitUser":
        """A user of a name."""
        return InitUser(user_name, groups=groups, home_dir=home_dir, user_id=user_id)

    def _bind(self, place: InitPlace) -> InitBound:
        if place.is_windows:
            raise ValueError("Init users are not supported on Windows")
        return InitBound(config={self._name: dict(self._entry)})


class InitPackage(InitElement):
    """A package to be installed."""

    element_type = "PACKAGE"

    def __init__(
        self,
        type: str,
        versions: Sequence[str],
        package_name: str | None = None,
        service_handles: Sequence[Any] | None = None,
    ) -> None:
        self._type = type
        self._versions = list(versions)
        self._name = package_name
        self._handles = service_handles

    @staticmethod
    def rpm(
        location: str, *, key: str | None = None, service_restart_handles: Sequence[Any] | None = None
    ) -> "InitPackage":
        """An RPM file at an address."""
        return InitPackage("rpm", [location], key, service_restart_handles)

    @staticmethod
    def msi(
        location: str, *, key: str | None = None, service_restart_handles: Sequence[Any] | None = None
    ) -> "InitPackage":
        """An installer for Windows at an address."""
        return InitPackage("msi", [location], key, service_restart_handles)

    @staticmethod
    def yum(
        package_name: str,
        *,
        service_restart_handles: Sequence[Any] | None = None,
        version: Sequence[str] | None = None,
    ) -> "InitPackage":
        """A package of Yum."""
        return InitPackage("yum", version or (), package_name, service_restart_handles)

    @staticmethod
    def ruby_gem(
        gem_name: str,
        *,
        service_restart_handles: Sequence[Any] | None = None,
        version: Sequence[str] | None = None,
    ) -> "InitPackage":
        """A gem of Ruby."""
        return InitPackage("rubygems", version or (), gem_name, service_restart_handles)

    @staticmethod
    def python(
        package_name: str,
        *,
        service_restart_handles: Sequence[Any] | None = None,
        version: Sequence[str] | None = None,
    ) -> "InitPackage":
        """A package of Python."""
        return InitPackage("python", version or (), package_name, service_restart_handles)

    @staticmethod
    def apt(
        package_name: str,
        *,
        service_restart_handles: Sequence[Any] | None = None,
        version: Sequence[str] | None = None,
    ) -> "InitPackage":
        """A package of APT."""
        return InitPackage("apt", version or (), package_name, service_restart_handles)

    def _bind(self, place: InitPlace) -> InitBound:
        is_installer = self._type == "msi"
        if is_installer and not place.is_windows:
            raise ValueError("MSI installers are only supported on Windows systems.")
        if place.is_windows and not is_installer:
            raise ValueError("Windows only supports the MSI package type")
        if not self._name and self._type not in ("rpm", "msi"):
            raise ValueError("Package name must be specified for all package types besides RPM and MSI.")
        name = self._name or place.key
        for handle in self._handles or ():
            handle._add_package(self._type, name)
        return InitBound(config={self._type: {name: self._versions[0] if is_installer else self._versions}})


class InitService(InitElement):
    """A service of the machine."""

    element_type = "SERVICE"

    def __init__(self, service_name: str, options: Mapping[str, Any]) -> None:
        self._name = service_name
        self._options = as_record("InitServiceOptions", options)

    @staticmethod
    def enable(
        service_name: str,
        *,
        enabled: bool | None = None,
        ensure_running: bool | None = None,
        service_manager: ServiceManager | None = None,
        service_restart_handle: Any = None,
    ) -> "InitService":
        """Start it with the machine and now."""
        found = enabled is not False
        options = {
            "enabled": found,
            "ensure_running": found if ensure_running is None else ensure_running,
            "service_manager": service_manager,
            "service_restart_handle": service_restart_handle,
        }
        return InitService(service_name, options)

    @staticmethod
    def disable(service_name: str) -> "InitService":
        """Stop it."""
        return InitService(service_name, {"enabled": False, "ensure_running": False})

    @staticmethod
    def systemd_config_file(service_name: str, **options: Any) -> InitFile:
        """The file that describes a service of systemd.

        Source: https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html
        """
        unit = as_record("SystemdConfigFileOptions", options)
        if not unit.command.startswith("/"):
            raise ValueError(f"SystemD executables must use an absolute path, got '{unit.command}'")
        lines = [
            "[Unit]",
            *([f"Description={unit.description}"] if unit.description else []),
            *(["After=network.target"] if unit.after_network is not False else []),
            "[Service]",
            f"ExecStart={unit.command}",
            *([f"WorkingDirectory={unit.cwd}"] if unit.cwd else []),
            *([f"User={unit.user}"] if unit.user else []),
            *([f"Group={unit.user}"] if unit.group else []),  # as the reference has it
            *(["Restart=always"] if unit.keep_running is not False else []),
            *(f"EnvironmentFile={each}" for each in unit.environment_files or ()),
            *(f'Environment="{name}={value}"' for name, value in (unit.environment_variables or {}).items()),
            "[Install]",
            "WantedBy=multi-user.target",
        ]
        return InitFile.from_string(f"/etc/systemd/system/{service_name}.service", "\n".join(lines))

    def _bind(self, place: InitPlace) -> InitBound:
        options = self._options
        default = ServiceManager.WINDOWS if place.is_windows else ServiceManager.SYSVINIT
        handle = options.service_restart_handle
        entry = {
            "enabled": options.enabled,
            "ensureRunning": options.ensure_running,
            **(handle._rendered() if handle is not None else {}),
        }
        return InitBound(config={value_of(options.service_manager or default): {self._name: given(entry)}})

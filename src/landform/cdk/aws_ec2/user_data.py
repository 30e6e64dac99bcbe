"""What a machine does when it starts for the first time.

Sources: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html and
https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-windows-user-data.html
"""

from abc import abstractmethod
from typing import Any

from landform.cdk.aws_ec2.compute_kinds import OperatingSystemType
from landform.cdk.core.checked import AbstractChecked
from landform.cdk.core.stack import Stack


class UserData(AbstractChecked):
    """A script; subclasses say in which language."""

    @staticmethod
    def for_linux(*, shebang: str | None = None) -> "UserData":
        """A shell script."""
        return LinuxUserData(shebang or "#!/bin/bash")

    @staticmethod
    def for_windows(*, persist: bool | None = None) -> "UserData":
        """A PowerShell script; at every start when it persists."""
        return WindowsUserData(persists=bool(persist))

    @staticmethod
    def custom(content: str) -> "UserData":
        """Any text."""
        return CustomUserData(content)

    @staticmethod
    def for_operating_system(os: OperatingSystemType) -> "UserData":
        """A script for what runs on the machine."""
        if os is OperatingSystemType.UNKNOWN:
            raise ValueError("Cannot determine UserData for unknown operating system type")
        return UserData.for_windows() if os is OperatingSystemType.WINDOWS else UserData.for_linux()

    @abstractmethod
    def add_commands(self, *commands: str) -> None:
        """Add commands."""

    @abstractmethod
    def add_on_exit_commands(self, *commands: str) -> None:
        """Add commands that run at the end, also when one before has failed."""

    @abstractmethod
    def add_s3_download_command(
        self, *, bucket: Any, bucket_key: str, local_file: str | None = None, region: str | None = None
    ) -> str:
        """Download an object; the path it gets."""

    @abstractmethod
    def add_execute_file_command(self, *, file_path: str, arguments: str | None = None) -> None:
        """Run a file."""

    @abstractmethod
    def add_signal_on_exit_command(self, resource: Any) -> None:
        """Tell CloudFormation at the end how it went."""

    @abstractmethod
    def render(self) -> str:
        """The script as text."""


class _Script(UserData):
    """Commands in order, and others for the end."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._last: list[str] = []

    def add_commands(self, *commands: str) -> None:
        self._lines.extend(commands)

    def add_on_exit_commands(self, *commands: str) -> None:
        self._last.extend(commands)


def _signal_target(resource: Any) -> tuple[str, str, str]:
    stack = Stack.of(resource)
    child = resource.node.default_child
    return stack.stack_name, child.logical_id, stack.region


class LinuxUserData(_Script):
    """A shell script."""

    def __init__(self, shebang: str) -> None:
        super().__init__()
        self._shebang = shebang

    def add_s3_download_command(
        self, *, bucket: Any, bucket_key: str, local_file: str | None = None, region: str | None = None
    ) -> str:
        """Download an object; below /tmp unless told otherwise."""
        path = local_file or f"/tmp/{bucket_key}"  # a path on the machine that is made
        option = f" --region {region}" if region is not None else ""
        self.add_commands(
            f"mkdir -p $(dirname '{path}')",
            f"aws s3 cp 's3://{bucket.bucket_name}/{bucket_key}' '{path}'{option}",
        )
        return path

    def add_execute_file_command(self, *, file_path: str, arguments: str | None = None) -> None:
        """Run a file; a failure ends the script."""
        call = f"'{file_path}' {arguments}" if arguments else f"'{file_path}'"
        self.add_commands("set -e", f"chmod +x '{file_path}'", call)

    def add_signal_on_exit_command(self, resource: Any) -> None:
        """Tell CloudFormation the exit code."""
        stack, logical_id, region = _signal_target(resource)
        self.add_on_exit_commands(
            f"/opt/aws/bin/cfn-signal --stack {stack} --resource {logical_id} --region {region}"
            " -e $exitCode || echo 'Failed to send Cloudformation Signal'"
        )

    def render(self) -> str:
        """The script as text."""
        trap = ["function exitTrap(){", "exitCode=$?", *self._last, "}", "trap exitTrap EXIT"]
        return "\n".join([self._shebang, *(trap if self._last else []), *self._lines])


class WindowsUserData(_Script):
    """A PowerShell script."""

    def __init__(self, *, persists: bool) -> None:
        super().__init__()
        self._persists = persists

    def add_s3_download_command(
        self, *, bucket: Any, bucket_key: str, local_file: str | None = None, region: str | None = None
    ) -> str:
        """Download an object; below C:/temp unless told otherwise."""
        path = local_file or f"C:/temp/{bucket_key}"
        option = f" -Region {region}" if region is not None else ""
        self.add_commands(
            f"mkdir (Split-Path -Path '{path}' ) -ea 0",
            f"Read-S3Object -BucketName '{bucket.bucket_name}' -key '{bucket_key}' -file '{path}'"
            f" -ErrorAction Stop{option}",
        )
        return path

    def add_execute_file_command(self, *, file_path: str, arguments: str | None = None) -> None:
        """Run a file; a failure ends the script."""
        call = f"&'{file_path}' {arguments}" if arguments else f"&'{file_path}'"
        failed = f"if (!$?) {{ Write-Error 'Failed to execute the file \"{file_path}\"' -ErrorAction Stop }}"
        self.add_commands(call, failed)

    def add_signal_on_exit_command(self, resource: Any) -> None:
        """Tell CloudFormation whether it went well."""
        stack, logical_id, region = _signal_target(resource)
        self.add_on_exit_commands(
            f"cfn-signal --stack {stack} --resource {logical_id} --region {region}"
            " --success ($success.ToString().ToLower())"
        )

    def render(self) -> str:
        """The script as text."""
        lines = list(self._lines)
        if self._last:
            trap = ["trap {", '$success=($PSItem.Exception.Message -eq "Success")', *self._last, "break", "}"]
            lines = [*trap, *lines, 'throw "Success"']
        script = "<powershell>" + "\n".join(lines) + "</powershell>"
        return script + ("<persist>true</persist>" if self._persists else "")


class CustomUserData(UserData):
    """Text of the app's own."""

    def __init__(self, content: str) -> None:
        self._lines = [content]

    def add_commands(self, *commands: str) -> None:
        """Add lines."""
        self._lines.extend(commands)

    def add_on_exit_commands(self, *commands: str) -> None:
        """Refused: the language is not known."""
        raise _unsupported("addOnExitCommands")

    def add_s3_download_command(
        self, *, bucket: Any, bucket_key: str, local_file: str | None = None, region: str | None = None
    ) -> str:
        """Refused: the language is not known."""
        raise _unsupported("addS3DownloadCommand")

    def add_execute_file_command(self, *, file_path: str, arguments: str | None = None) -> None:
        """Refused: the language is not known."""
        raise _unsupported("addExecuteFileCommand")

    def add_signal_on_exit_command(self, resource: Any) -> None:
        """Refused: the language is not known."""
        raise _unsupported("addSignalOnExitCommand")

    def render(self) -> str:
        """The lines."""
        return "\n".join(self._lines)


def _unsupported(what: str) -> TypeError:
    return TypeError(
        f"CustomUserData does not support {what}, use UserData.forLinux() or UserData.forWindows() instead."
    )

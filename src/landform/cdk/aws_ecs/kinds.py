"""Small values of task definitions and services that are not closed sets.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html
"""

from typing import Any, ClassVar, Final

from landform.cdk.core.native import Native
from landform.cdk.core.numbers import number_text
from landform.cdk.core.tokens import is_unresolved

WINDOWS: Final = (
    "WINDOWS_SERVER_2004_CORE",
    "WINDOWS_SERVER_2016_FULL",
    "WINDOWS_SERVER_2019_CORE",
    "WINDOWS_SERVER_2019_FULL",
    "WINDOWS_SERVER_2022_CORE",
    "WINDOWS_SERVER_2022_FULL",
    "WINDOWS_SERVER_2025_CORE",
    "WINDOWS_SERVER_2025_FULL",
    "WINDOWS_SERVER_20H2_CORE",
)


class CpuArchitecture(Native):
    """What processors a task needs."""

    ARM64: ClassVar["CpuArchitecture"]
    X86_64: ClassVar["CpuArchitecture"]

    def __init__(self, name: str) -> None:
        self.name = name

    @staticmethod
    def of(cpu_architecture: str) -> "CpuArchitecture":
        """Another one."""
        return CpuArchitecture(cpu_architecture)


CpuArchitecture.ARM64 = CpuArchitecture("ARM64")
CpuArchitecture.X86_64 = CpuArchitecture("X86_64")


class OperatingSystemFamily(Native):
    """What operating system a task needs."""

    LINUX: ClassVar["OperatingSystemFamily"]
    WINDOWS_SERVER_2004_CORE: ClassVar["OperatingSystemFamily"]
    WINDOWS_SERVER_2016_FULL: ClassVar["OperatingSystemFamily"]
    WINDOWS_SERVER_2019_CORE: ClassVar["OperatingSystemFamily"]
    WINDOWS_SERVER_2019_FULL: ClassVar["OperatingSystemFamily"]
    WINDOWS_SERVER_2022_CORE: ClassVar["OperatingSystemFamily"]
    WINDOWS_SERVER_2022_FULL: ClassVar["OperatingSystemFamily"]
    WINDOWS_SERVER_2025_CORE: ClassVar["OperatingSystemFamily"]
    WINDOWS_SERVER_2025_FULL: ClassVar["OperatingSystemFamily"]
    WINDOWS_SERVER_20_H2_CORE: ClassVar["OperatingSystemFamily"]

    def __init__(self, name: str) -> None:
        self.name = name

    @staticmethod
    def of(family: str) -> "OperatingSystemFamily":
        """Another one."""
        return OperatingSystemFamily(family)

    def is_linux(self) -> bool:
        """Whether it is Linux."""
        return self is OperatingSystemFamily.LINUX

    def is_windows(self) -> bool:
        """Whether it is one of the Windows known by name."""
        return self in _WINDOWS_FAMILIES


OperatingSystemFamily.LINUX = OperatingSystemFamily("LINUX")
_WINDOWS_FAMILIES: Final = tuple(OperatingSystemFamily(each) for each in WINDOWS)
for _family in _WINDOWS_FAMILIES:
    setattr(OperatingSystemFamily, _family.name.replace("20H2", "20_H2"), _family)


class AppProtocol(Native):
    """What an application speaks on a port."""

    http: ClassVar["AppProtocol"]
    http2: ClassVar["AppProtocol"]
    grpc: ClassVar["AppProtocol"]

    def __init__(self, value: str) -> None:
        self.value = value


AppProtocol.http = AppProtocol("http")
AppProtocol.http2 = AppProtocol("http2")
AppProtocol.grpc = AppProtocol("grpc")


class TaskDefinitionRevision(Native):
    """Which revision of a task definition a service runs."""

    LATEST: ClassVar["TaskDefinitionRevision"]

    def __init__(self, revision: str) -> None:
        self.revision = revision

    @staticmethod
    def of(revision: float) -> "TaskDefinitionRevision":
        """A revision by its number."""
        if not is_unresolved(revision) and revision < 1:
            raise ValueError(f"A task definition revision must be 'latest' or at least 1, got {revision}")
        return TaskDefinitionRevision(number_text(revision))


TaskDefinitionRevision.LATEST = TaskDefinitionRevision("latest")


class BuiltInAttributes(Native):
    """What ECS knows of a machine."""

    INSTANCE_ID: Final = "instanceId"
    AVAILABILITY_ZONE: Final = "attribute:ecs.availability-zone"
    AMI_ID: Final = "attribute:ecs.ami-id"
    INSTANCE_TYPE: Final = "attribute:ecs.instance-type"
    OS_TYPE: Final = "attribute:ecs.os-type"


def value_of(member: Any) -> Any:
    """What templates say for a member of a closed set; other values stay."""
    return getattr(member, "value", member)

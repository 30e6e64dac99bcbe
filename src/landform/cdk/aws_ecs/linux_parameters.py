"""Settings of containers on Linux.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-ecs-taskdefinition-linuxparameters.html
"""

from typing import Any, Final

from landform.cdk.aws_ecs.container_enums import Capability
from landform.cdk.aws_ecs.kinds import value_of
from landform.cdk.constructs import Construct
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.numbers import number_text
from landform.cdk.core.quantities import Size
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class, given

MAX_SWAPPINESS: Final = 100


class LinuxParameters(Native, Construct):
    """What a container may do on its machine, and the memory it shares and swaps."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        init_process_enabled: bool | None = None,
        max_swap: Size | None = None,
        shared_memory_size: float | None = None,
        swappiness: float | None = None,
    ) -> None:
        super().__init__(scope, id)
        _check(shared_memory_size, swappiness)
        self._settings = {
            "init_process_enabled": init_process_enabled,
            "max_swap": max_swap.to_mebibytes() if max_swap is not None else None,
            "shared_memory_size": shared_memory_size,
            "swappiness": swappiness if max_swap is not None else None,
        }
        self._added: list[Any] = []
        self._dropped: list[Any] = []
        self._devices: list[Any] = []
        self._in_memory: list[Any] = []

    def add_capabilities(self, *cap: Capability) -> None:
        """Let it do more than containers usually may."""
        self._added += cap

    def drop_capabilities(self, *cap: Capability) -> None:
        """Let it do less."""
        self._dropped += cap

    def add_devices(self, *device: Any) -> None:
        """Give it devices of its machine."""
        self._devices += [given("aws_ecs", "Device", each) for each in device]

    def add_tmpfs(self, *tmpfs: Any) -> None:
        """Give it file systems in memory."""
        self._in_memory += [given("aws_ecs", "Tmpfs", each) for each in tmpfs]

    def render_linux_parameters(self) -> Any:
        """As container definitions have it."""
        kind = cfn_class("aws_ecs", "CfnTaskDefinition").LinuxParametersProperty
        return kind(
            capabilities={
                "Add": Lazy.any(lambda: list(self._added), omit_empty_array=True),
                "Drop": Lazy.any(lambda: list(self._dropped), omit_empty_array=True),
            },
            devices=Lazy.any(lambda: [_device(each) for each in self._devices], omit_empty_array=True),
            tmpfs=Lazy.any(lambda: [_tmpfs(each) for each in self._in_memory], omit_empty_array=True),
            **self._settings,
        )


def _device(device: Any) -> dict[str, Any]:
    return {
        "ContainerPath": device.container_path,
        "HostPath": device.host_path,
        "Permissions": [value_of(each) for each in device.permissions or ()] or None,
    }


def _tmpfs(files: Any) -> dict[str, Any]:
    return {
        "ContainerPath": files.container_path,
        "Size": files.size,
        "MountOptions": [value_of(each) for each in files.mount_options or ()] or None,
    }


def _is_whole(value: float) -> bool:
    return float(value).is_integer() and value >= 0


def _check(memory: float | None, swappiness: float | None) -> None:
    if memory is not None and not is_unresolved(memory) and not _is_whole(memory):
        raise ValueError(
            f"sharedMemorySize: Must be an integer greater than 0; received {number_text(memory)}."
        )
    if swappiness is None or is_unresolved(swappiness):
        return
    if not _is_whole(swappiness) or swappiness > MAX_SWAPPINESS:
        raise ValueError(
            f"swappiness: Must be an integer between 0 and {MAX_SWAPPINESS}; received "
            f"{number_text(swappiness)}."
        )

"""How images are built.

Source: https://docs.docker.com/reference/cli/docker/buildx/build/
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from landform.cdk.core.assets.fingerprint import SymlinkFollowMode
from landform.cdk.core.assets.ignoring import IgnoreMode
from landform.cdk.core.assets.sources import DockerCacheOption
from landform.cdk.core.checked import Checked


class NetworkMode(Checked):
    """The network of the commands of a build."""

    DEFAULT: ClassVar["NetworkMode"]
    HOST: ClassVar["NetworkMode"]
    NONE: ClassVar["NetworkMode"]

    def __init__(self, mode: str) -> None:
        self.mode = mode

    @staticmethod
    def custom(mode: str) -> "NetworkMode":
        """A mode by Docker's name."""
        return NetworkMode(mode)

    @staticmethod
    def from_container(container_id: str) -> "NetworkMode":
        """The network of a container."""
        return NetworkMode(f"container:{container_id}")


NetworkMode.DEFAULT = NetworkMode("default")
NetworkMode.HOST = NetworkMode("host")
NetworkMode.NONE = NetworkMode("none")


class Platform(Checked):
    """What an image runs on."""

    LINUX_AMD64: ClassVar["Platform"]
    LINUX_ARM64: ClassVar["Platform"]

    def __init__(self, platform: str) -> None:
        self.platform = platform

    @staticmethod
    def custom(platform: str) -> "Platform":
        """A platform by Docker's name."""
        return Platform(platform)


Platform.LINUX_AMD64 = Platform("linux/amd64")
Platform.LINUX_ARM64 = Platform("linux/arm64")


@dataclass(frozen=True, slots=True, kw_only=True)
class DockerImageAssetProps:
    """The options of a build, with the folder."""

    directory: str
    asset_name: str | None = None
    build_args: Mapping[str, str] | None = None
    build_contexts: Mapping[str, str] | None = None
    build_secrets: Mapping[str, str] | None = None
    build_ssh: str | None = None
    cache_disabled: bool | None = None
    cache_from: Sequence[DockerCacheOption] | None = None
    cache_to: DockerCacheOption | None = None
    display_name: str | None = None
    exclude: Sequence[str] | None = None
    extra_hash: str | None = None
    file: str | None = None
    follow_symlinks: SymlinkFollowMode | None = None
    ignore_mode: IgnoreMode | None = None
    invalidation: Any = None  # a record whose members are False for what does not count
    network_mode: NetworkMode | None = None
    outputs: Sequence[str] | None = None
    platform: Platform | None = None
    target: str | None = None


__all__ = ["DockerCacheOption", "DockerImageAssetProps", "NetworkMode", "Platform"]

"""What stacks hand to their synthesizer as assets, and what they get back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import Enum
from typing import Any

from landform.cdk.core.checked import Checked


class FileAssetPackaging(Enum):
    """How a file gets to its bucket."""

    ZIP_DIRECTORY = "zip"
    FILE = "file"


class AssetHashType(Enum):
    """What an asset's hash is made of."""

    SOURCE = "source"
    OUTPUT = "output"
    CUSTOM = "custom"


@dataclass(frozen=True, slots=True, kw_only=True)
class DockerCacheOption(Checked):
    """Where the cache of a build is kept."""

    type: str
    params: Mapping[str, str] | None = None

    def _written(self) -> dict[str, Any]:
        found: dict[str, Any] = {"type": self.type}
        return found if not self.params else {**found, "params": dict(self.params)}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAssetSource(Checked):
    """A file, a folder to be archived, or a command that makes either."""

    source_hash: str
    deploy_time: bool | None = None
    display_name: str | None = None
    executable: Sequence[str] | None = None
    file_name: str | None = None  # relative to the assembly
    packaging: FileAssetPackaging | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAssetLocation(Checked):
    """Where templates find a file."""

    bucket_name: str
    http_url: str
    object_key: str
    s3_object_url: str
    kms_key_arn: str | None = None
    s3_object_url_with_placeholders: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DockerImageAssetSource(Checked):
    """A folder that an image is built from, or a command that gives one."""

    source_hash: str
    asset_name: str | None = None
    directory_name: str | None = None  # relative to the assembly
    display_name: str | None = None
    docker_build_args: Mapping[str, str] | None = None
    docker_build_contexts: Mapping[str, str] | None = None
    docker_build_secrets: Mapping[str, str] | None = None
    docker_build_ssh: str | None = None
    docker_build_target: str | None = None
    docker_cache_disabled: bool | None = None
    docker_cache_from: Sequence[DockerCacheOption] | None = None
    docker_cache_to: DockerCacheOption | None = None
    docker_file: str | None = None
    docker_outputs: Sequence[str] | None = None
    executable: Sequence[str] | None = None
    network_mode: str | None = None
    platform: str | None = None

    def _parts(self) -> dict[str, Any]:
        """The fields by name, as synthesizers take them."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def _written(self) -> dict[str, Any]:
        """The source as the asset manifest has it."""
        caches = [each._written() for each in self.docker_cache_from or ()]
        written = {
            "directory": self.directory_name,
            "executable": list(self.executable) if self.executable else None,
            "dockerBuildArgs": self.docker_build_args,
            "dockerBuildContexts": self.docker_build_contexts,
            "dockerBuildSecrets": self.docker_build_secrets,
            "dockerBuildSsh": self.docker_build_ssh,
            "dockerBuildTarget": self.docker_build_target,
            "dockerFile": self.docker_file,
            "networkMode": self.network_mode,
            "platform": self.platform,
            "dockerOutputs": self.docker_outputs,
            "cacheFrom": caches or None,
            "cacheTo": self.docker_cache_to._written() if self.docker_cache_to is not None else None,
            "cacheDisabled": self.docker_cache_disabled,
        }
        return {name: value for name, value in written.items() if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class DockerImageAssetLocation(Checked):
    """Where templates find an image."""

    image_uri: str
    repository_name: str
    image_tag: str | None = None

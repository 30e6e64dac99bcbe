"""An image that a deployment builds from a folder and pushes to the repository of its environment.

Nothing is built here: the folder is staged, and how to build it is written down.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, Final

from landform.cdk.aws_ecr_assets.options import (
    DockerImageAssetProps,
    NetworkMode,
    Platform,
)
from landform.cdk.constructs import Construct
from landform.cdk.core.assets.fingerprint import SymlinkFollowMode
from landform.cdk.core.assets.ignoring import IgnoreMode
from landform.cdk.core.assets.sources import DockerCacheOption, DockerImageAssetSource
from landform.cdk.core.assets.staging import AssetStaging
from landform.cdk.core.struct import record, records
from landform.cdk.core.tokens import is_unresolved

METADATA_CONTEXT: Final = "aws:cdk:enable-asset-metadata"
HASH_VERSION: Final = "1.21.0"  # part of every image's hash, as the API has it
DEFAULT_FILE: Final = "Dockerfile"
_IGNORE_FILE: Final = ".dockerignore"


class DockerImageAsset(Construct):
    """An image built from a folder."""

    PROPERTY_INJECTION_ID: ClassVar[str] = "aws-cdk-lib.aws-ecr-assets.DockerImageAsset"

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        directory: str,
        asset_name: str | None = None,
        build_args: Mapping[str, str] | None = None,
        build_contexts: Mapping[str, str] | None = None,
        build_secrets: Mapping[str, str] | None = None,
        build_ssh: str | None = None,
        cache_disabled: bool | None = None,
        cache_from: Sequence[DockerCacheOption] | None = None,
        cache_to: DockerCacheOption | None = None,
        display_name: str | None = None,
        exclude: Sequence[str] | None = None,
        extra_hash: str | None = None,
        file: str | None = None,
        follow_symlinks: SymlinkFollowMode | None = None,
        ignore_mode: IgnoreMode | None = None,
        invalidation: Mapping[str, Any] | None = None,
        network_mode: NetworkMode | None = None,
        outputs: Sequence[str] | None = None,
        platform: Platform | None = None,
        target: str | None = None,
    ) -> None:
        super().__init__(scope, id)
        given = DockerImageAssetProps(
            directory=directory,
            asset_name=asset_name,
            build_args=build_args,
            build_contexts=build_contexts,
            build_secrets=build_secrets,
            build_ssh=build_ssh,
            cache_disabled=cache_disabled,
            cache_from=records(DockerCacheOption, cache_from),
            cache_to=record(DockerCacheOption, cache_to),
            display_name=display_name,
            exclude=exclude,
            extra_hash=extra_hash,
            file=file,
            follow_symlinks=follow_symlinks,
            ignore_mode=ignore_mode,
            invalidation=invalidation,
            network_mode=network_mode,
            outputs=outputs,
            platform=platform,
            target=target,
        )
        self._given = given
        _refuse_tokens(given)
        staging = _staged(self, given)
        self.asset_hash: str = staging.asset_hash
        self._register(staging)

    def _register(self, staging: AssetStaging) -> None:
        from landform.cdk.aws_ecr.repository import Repository
        from landform.cdk.core.names import Names
        from landform.cdk.core.stack import Stack

        given, stack = self._given, Stack.of(self)
        self._path = staging.relative_staged_path(stack)
        self._source = DockerImageAssetSource(
            source_hash=staging.asset_hash,
            asset_name=given.asset_name,
            directory_name=self._path,
            display_name=given.display_name or given.asset_name or Names.stack_relative_construct_path(self),
            docker_build_args=given.build_args,
            docker_build_contexts=given.build_contexts,
            docker_build_secrets=given.build_secrets,
            docker_build_ssh=given.build_ssh,
            docker_build_target=given.target,
            docker_cache_disabled=given.cache_disabled,
            docker_cache_from=given.cache_from,
            docker_cache_to=given.cache_to,
            docker_file=given.file,
            docker_outputs=given.outputs,
            network_mode=given.network_mode.mode if given.network_mode is not None else None,
            platform=given.platform.platform if given.platform is not None else None,
        )
        location = stack.synthesizer.add_docker_image_asset(**self._source._parts())
        self.image_uri: str = location.image_uri
        self.image_tag: str = location.image_tag or staging.asset_hash
        self.repository = Repository.from_repository_name(self, "Repository", location.repository_name)

    def add_resource_metadata(self, resource: Any, resource_property: str) -> None:
        """Note on a resource which of its properties is this image, for tools that run apps locally."""
        if not self.node.try_get_context(METADATA_CONTEXT):
            return
        written = self._source._written()
        notes = {
            "path": self._path,
            "dockerfile-path": self._given.file or DEFAULT_FILE,
            "property": resource_property,
            "docker-build-args": written.get("dockerBuildArgs"),
            "docker-build-contexts": written.get("dockerBuildContexts"),
            "docker-build-secrets": written.get("dockerBuildSecrets"),
            "docker-build-ssh": written.get("dockerBuildSsh"),
            "docker-build-target": written.get("dockerBuildTarget"),
            "docker-outputs": written.get("dockerOutputs"),
            "docker-cache-from": written.get("cacheFrom"),
            "docker-cache-to": written.get("cacheTo"),
            "docker-cache-disabled": written.get("cacheDisabled"),
        }
        for name, value in notes.items():
            if value is not None:
                resource.add_metadata(f"aws:asset:{name}", value)


def _refuse_tokens(given: DockerImageAssetProps) -> None:
    for name, values in (
        ("buildArgs", given.build_args),
        ("buildContexts", given.build_contexts),
        ("buildSecrets", given.build_secrets),
    ):
        if any(is_unresolved(each) for pair in (values or {}).items() for each in pair):
            raise ValueError(
                f'Cannot use tokens in keys or values of "{name}" since they are needed before deployment'
            )
    if given.build_ssh is not None and is_unresolved(given.build_ssh):
        raise ValueError("Cannot use tokens in the value of buildSsh since it is needed before deployment")


def _staged(scope: Any, given: DockerImageAssetProps) -> AssetStaging:
    folder = Path(given.directory).resolve()
    if not folder.exists():
        raise ValueError(f"Cannot find image directory at {folder}")
    if not (folder / (given.file or DEFAULT_FILE)).exists():
        raise ValueError(f"Cannot find file at {folder / (given.file or DEFAULT_FILE)}")
    exclude = list(given.exclude or ())
    ignore_file = folder / _IGNORE_FILE
    if ignore_file.exists():
        exclude += [line for line in ignore_file.read_text(encoding="utf-8").splitlines() if line]
    exclude += [f"!{given.file or DEFAULT_FILE}", f"!{_IGNORE_FILE}"]
    return AssetStaging(
        scope,
        "Staging",
        source_path=str(folder),
        exclude=exclude,
        extra_hash=_extra_hash(given),
        follow=given.follow_symlinks,
        ignore_mode=given.ignore_mode or IgnoreMode.DOCKER,
    )


def _extra_hash(given: DockerImageAssetProps) -> str:
    """The options that count, as JSON."""
    network, platform = given.network_mode, given.platform
    options = {
        "extra_hash": ("user", given.extra_hash),
        "build_args": ("buildArgs", given.build_args),
        "build_contexts": ("buildContexts", given.build_contexts),
        "build_secrets": ("buildSecrets", given.build_secrets),
        "build_ssh": ("buildSsh", given.build_ssh),
        "target": ("target", given.target),
        "file": ("file", given.file),
        "network_mode": ("networkMode", {"mode": network.mode} if network is not None else None),
        "platform": ("platform", {"platform": platform.platform} if platform is not None else None),
        "outputs": ("outputs", given.outputs),
    }
    counted = {
        name: value
        for option, (name, value) in options.items()
        if value is not None and (given.invalidation or {}).get(option) is not False
    }
    return json.dumps({**counted, "version": HASH_VERSION}, separators=(",", ":"), ensure_ascii=False)

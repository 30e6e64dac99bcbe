"""An image in a file, which a deployment loads and pushes."""

from pathlib import Path
from typing import Any

from landform.cdk.constructs import Construct
from landform.cdk.core.assets.sources import DockerImageAssetSource
from landform.cdk.core.assets.staging import AssetStaging

_LOAD = 'docker load -i "$1" | tail -n 1 | sed "s/Loaded image[^:]*: //g"'
"""Loads an image and prints its name. It stands in asset manifests, so its words are part of the format."""


class TarballImageAsset(Construct):
    """An image that `docker save` has written."""

    def __init__(self, scope: Any, id: str, *, tarball_file: str, display_name: str | None = None) -> None:
        super().__init__(scope, id)
        from landform.cdk.aws_ecr.repository import Repository
        from landform.cdk.core.names import Names
        from landform.cdk.core.stack import Stack

        if not Path(tarball_file).exists():
            raise ValueError(f"Cannot find file at {tarball_file}")
        staging = AssetStaging(self, "Staging", source_path=tarball_file)
        stack = Stack.of(self)
        self.asset_hash: str = staging.asset_hash
        file = staging.relative_staged_path(stack)
        source = DockerImageAssetSource(
            source_hash=staging.asset_hash,
            executable=["sh", "-c", _LOAD, "cdk-tarball-image-asset", file],
            display_name=display_name or Names.stack_relative_construct_path(self),
        )
        location = stack.synthesizer.add_docker_image_asset(**source._parts())
        self.image_uri: str = location.image_uri
        self.image_tag: str = location.image_tag or staging.asset_hash
        self.repository = Repository.from_repository_name(self, "Repository", location.repository_name)

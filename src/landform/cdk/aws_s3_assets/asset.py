"""A file or folder of the app that a deployment uploads to the bucket of its environment."""

from collections.abc import Sequence
from typing import Any

from landform.cdk.constructs import Construct
from landform.cdk.core.assets.bundling import BundlingOptions
from landform.cdk.core.assets.fingerprint import SymlinkFollowMode
from landform.cdk.core.assets.ignoring import IgnoreMode
from landform.cdk.core.assets.sources import AssetHashType, FileAssetPackaging
from landform.cdk.core.assets.staging import AssetStaging

METADATA_CONTEXT = "aws:cdk:enable-asset-metadata"


class Asset(Construct):
    """A file or folder of the app; a folder becomes a zip file."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        path: str,
        asset_hash: str | None = None,
        asset_hash_type: AssetHashType | None = None,
        bundling: BundlingOptions | None = None,
        deploy_time: bool | None = None,
        display_name: str | None = None,
        exclude: Sequence[str] | None = None,
        follow_symlinks: SymlinkFollowMode | None = None,
        ignore_mode: IgnoreMode | None = None,
        readers: Sequence[Any] | None = None,
        source_kms_key: Any = None,
    ) -> None:
        super().__init__(scope, id)
        from landform.cdk.core.names import Names
        from landform.cdk.core.stack import Stack

        if not path:
            raise ValueError("Asset path cannot be empty")
        self._is_bundled = bundling is not None
        self._key = source_kms_key
        staging = AssetStaging(
            self,
            "Stage",
            source_path=path,
            asset_hash=asset_hash,
            asset_hash_type=asset_hash_type,
            bundling=bundling,
            exclude=exclude,
            follow=follow_symlinks,
            ignore_mode=ignore_mode,
        )
        stack = Stack.of(self)
        self.asset_hash: str = staging.asset_hash
        self.asset_path: str = staging.relative_staged_path(stack)
        self.is_file: bool = staging.packaging is FileAssetPackaging.FILE
        self.is_zip_archive: bool = staging.is_archive
        location = stack.synthesizer.add_file_asset(
            packaging=staging.packaging,
            source_hash=staging.asset_hash,
            file_name=self.asset_path,
            deploy_time=deploy_time,
            display_name=display_name or Names.stack_relative_construct_path(self),
        )
        self._name(location)
        for reader in readers or ():
            self.grant_read(reader)

    def _name(self, location: Any) -> None:
        from landform.cdk.aws_s3.bucket import Bucket

        self.s3_bucket_name: str = location.bucket_name
        self.s3_object_key: str = location.object_key
        self.s3_object_url: str = location.s3_object_url
        self.http_url: str = location.http_url
        self.bucket = Bucket.from_bucket_name(self, "AssetBucket", self.s3_bucket_name)

    def add_resource_metadata(self, resource: Any, resource_property: str) -> None:
        """Note on a resource which of its properties is this asset, for tools that run apps locally."""
        if not self.node.try_get_context(METADATA_CONTEXT):
            return
        resource.add_metadata("aws:asset:path", self.asset_path)
        resource.add_metadata("aws:asset:is-bundled", self._is_bundled)
        resource.add_metadata("aws:asset:property", resource_property)

    def grant_read(self, grantee: Any) -> None:
        """Let a principal read the bucket, so that older versions stay readable too."""
        self.bucket.grant_read(grantee)

"""Puts the files of an asset where the assembly can refer to them, under the name of their hash."""

import hashlib
import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Final

from landform.cdk.constructs import Construct
from landform.cdk.core.assets.bundling import (
    INPUT_FOLDER,
    OUTPUT_FOLDER,
    BundlingOptions,
    BundlingOutput,
    bundle,
)
from landform.cdk.core.assets.file_system import copy_directory, copy_file
from landform.cdk.core.assets.fingerprint import SymlinkFollowMode, fingerprint
from landform.cdk.core.assets.ignoring import IgnoreMode
from landform.cdk.core.assets.sources import AssetHashType, FileAssetPackaging
from landform.cdk.core.assets.temporary import keep
from landform.cdk.core.struct import record

NOT_STAGED_CONTEXT: Final = "aws:cdk:disable-asset-staging"
_ARCHIVES: Final = (".tar.gz", ".zip", ".jar", ".tar", ".tgz")


@dataclass(frozen=True, slots=True, kw_only=True)
class StagedAsset:
    """Where an asset is, and what it is."""

    asset_hash: str
    path: str
    packaging: FileAssetPackaging
    is_archive: bool


class AssetStaging(Construct):
    """A file or folder of the app, copied or bundled into the assembly."""

    BUNDLING_INPUT_DIR: ClassVar[str] = INPUT_FOLDER
    BUNDLING_OUTPUT_DIR: ClassVar[str] = OUTPUT_FOLDER
    _known: ClassVar[dict[str, StagedAsset]] = {}

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        source_path: str,
        asset_hash: str | None = None,
        asset_hash_type: AssetHashType | None = None,
        bundling: BundlingOptions | None = None,
        exclude: Sequence[str] | None = None,
        extra_hash: str | None = None,
        follow: SymlinkFollowMode | None = None,
        ignore_mode: IgnoreMode | None = None,
    ) -> None:
        super().__init__(scope, id)
        from landform.cdk.core.stage import Stage

        self.source_path: str = os.path.normpath(Path(source_path).absolute())
        if not Path(self.source_path).exists():
            raise ValueError(f"Cannot find asset at {self.source_path}")
        self._custom = asset_hash
        self._kind = _hash_type(asset_hash_type, asset_hash)
        stage = Stage.of(self)
        assert stage is not None  # every tree has one at its root
        self._outdir = Path(os.path.normpath(Path(stage.asset_outdir).absolute()))
        self._options: dict[str, Any] = {
            "exclude": [*(exclude or ()), *self._own_output()],
            "follow": follow,
            "ignore_mode": ignore_mode,
        }
        self._extra_hash = extra_hash
        staged = self._cached(record(BundlingOptions, bundling))
        self.asset_hash: str = staged.asset_hash
        self.absolute_staged_path: str = staged.path
        self.packaging: FileAssetPackaging = staged.packaging
        self.is_archive: bool = staged.is_archive

    @staticmethod
    def clear_asset_hash_cache() -> None:
        """Forget what has been staged, so that changed files are read again."""
        AssetStaging._known.clear()

    @property
    def staged_path(self) -> str:
        """The same as `absolute_staged_path`."""
        return self.absolute_staged_path

    @property
    def source_hash(self) -> str:
        """The same as `asset_hash`."""
        return self.asset_hash

    def relative_staged_path(self, stack: Any) -> str:
        """The path as seen from the assembly of a stack; absolute when the asset is not in an assembly."""
        from landform.cdk.core.stage import Stage

        stage = Stage.of(stack)
        if stage is None or not Path(self.absolute_staged_path).is_relative_to(self._outdir):
            return self.absolute_staged_path
        return os.path.relpath(self.absolute_staged_path, Path(stage.outdir).absolute())

    def _own_output(self) -> list[str]:
        """The assembly itself is no part of an asset that it lies in."""
        if not self._outdir.is_relative_to(self.source_path):
            return []
        return [os.path.relpath(self._outdir, self.source_path)]

    def _cached(self, bundling: BundlingOptions | None) -> StagedAsset:
        key = json.dumps(
            {
                "outdir": str(self._outdir),
                "source": self.source_path,
                "kind": self._kind.value,
                "custom": self._custom,
                "extra": self._extra_hash,
                "bundling": bundling._written() if bundling is not None else None,
                "options": {name: str(value) for name, value in self._options.items()},
                "path": self.node.path if bundling is not None and not self._bundles() else None,
            }
        )
        found = AssetStaging._known.get(key)
        if found is None:
            found = self._bundled(bundling) if bundling is not None else self._copied()
            AssetStaging._known[key] = found
        return found

    def _bundles(self) -> bool:
        from landform.cdk.core.stack import Stack

        return Stack.of(self).bundling_required

    def _copied(self) -> StagedAsset:
        if self._kind is AssetHashType.OUTPUT:
            raise ValueError("Cannot use `output` hash type when `bundling` is not specified.")
        is_folder = Path(self.source_path).is_dir()
        digest = self._hash(None, None)
        path = self.source_path
        if not self.node.try_get_context(NOT_STAGED_CONTEXT):
            extension = "" if is_folder else _extension(self.source_path)
            staged = self._outdir / f"asset.{digest}{extension}"
            self._stage(staged, is_folder=is_folder)
            path = str(staged)
        else:
            keep(path)
        return StagedAsset(
            asset_hash=digest,
            path=path,
            packaging=FileAssetPackaging.ZIP_DIRECTORY if is_folder else FileAssetPackaging.FILE,
            is_archive=is_folder or _extension(self.source_path).lower() in _ARCHIVES,
        )

    def _stage(self, path: Path, *, is_folder: bool) -> None:
        if path.exists():
            return
        if is_folder:
            copy_directory(self.source_path, str(path), **self._options)
        else:
            copy_file(Path(self.source_path), path)

    def _bundled(self, bundling: BundlingOptions) -> StagedAsset:
        if not Path(self.source_path).is_dir():
            raise ValueError(f"Asset {self.source_path} is expected to be a directory when bundling")
        if not self._bundles():
            return self._not_bundled(bundling)
        known = None if self._kind is AssetHashType.OUTPUT else self._hash(bundling, None)
        folder = self._outdir / (f"asset.{known}" if known else self._temporary_name(bundling))
        if known is None or not folder.exists():
            self._fill(bundling, folder)
        file = _single_output(folder, bundling.output_type or BundlingOutput.AUTO_DISCOVER)
        digest = known or self._hash(bundling, str(file or folder))
        path = self._outdir / f"asset.{digest}{_extension(file.name) if file else ''}"
        if file is not None:
            copy_file(file, path)
        elif folder != path and not path.exists():
            folder.rename(path)
        return StagedAsset(
            asset_hash=digest,
            path=str(path),
            packaging=FileAssetPackaging.FILE if file else FileAssetPackaging.ZIP_DIRECTORY,
            is_archive=file is None or _extension(file.name).lower() in _ARCHIVES,
        )

    def _fill(self, bundling: BundlingOptions, folder: Path) -> None:
        """Bundle beside the folder, so that what fails half way is never taken for a bundle."""
        half = folder.with_name(f"{folder.name}-building")
        shutil.rmtree(half, ignore_errors=True)
        bundle(bundling, self.source_path, str(half), self.node.path)
        shutil.rmtree(folder, ignore_errors=True)
        half.rename(folder)

    def _not_bundled(self, bundling: BundlingOptions) -> StagedAsset:
        """Nothing is run for a stack that is not asked for; its hash still has to be some hash."""
        from landform.cdk.core.names import Names

        if self._kind is AssetHashType.OUTPUT:
            self._custom = Names.unique_id(self)
        return StagedAsset(
            asset_hash=self._hash(bundling, None),
            path=self.source_path,
            packaging=FileAssetPackaging.ZIP_DIRECTORY,
            is_archive=True,
        )

    def _temporary_name(self, bundling: BundlingOptions) -> str:
        text = f"{self.source_path}{bundling._written()}"
        return f"bundling-temp-{hashlib.sha256(text.encode()).hexdigest()}"

    def _hash(self, bundling: BundlingOptions | None, output: str | None) -> str:
        if output is not None:
            return self._fingerprint(output)
        source = self._custom if self._custom is not None else self._fingerprint(self.source_path)
        if self._custom is None and bundling is None:
            return source
        written = bundling._written() if bundling is not None else ""
        return hashlib.sha256(f"{source}{written}".encode()).hexdigest()

    def _fingerprint(self, path: str) -> str:
        return fingerprint(path, extra_hash=self._extra_hash, **self._options)


def _hash_type(kind: AssetHashType | None, custom: str | None) -> AssetHashType:
    if custom is not None and kind not in (None, AssetHashType.CUSTOM):
        assert kind is not None  # the line above
        raise ValueError(
            f"Cannot specify `{kind.value}` for `assetHashType` when `assetHash` is specified. Use `CUSTOM` "
            "or leave `undefined`."
        )
    if kind is AssetHashType.CUSTOM and custom is None:
        raise ValueError(
            "`assetHash` must be specified when `assetHashType` is set to `AssetHashType.CUSTOM`."
        )
    return kind or (AssetHashType.CUSTOM if custom is not None else AssetHashType.SOURCE)


def _single_output(folder: Path, kind: BundlingOutput) -> Path | None:
    """The one file that is the bundle; None when the folder is."""
    entries = list(folder.iterdir())
    only = entries[0] if len(entries) == 1 and entries[0].is_file() else None
    is_file = only is not None
    is_archive = only is not None and _extension(only.name).lower() in _ARCHIVES
    if kind is BundlingOutput.NOT_ARCHIVED or (kind is BundlingOutput.AUTO_DISCOVER and not is_archive):
        return None
    if kind is BundlingOutput.ARCHIVED and not is_archive:
        raise ValueError(
            "Bundling output directory is expected to include only a single archive file when `output` is "
            "set to `ARCHIVED`"
        )
    if not is_file:
        raise ValueError(
            "Bundling output directory is expected to include only a single file when `output` is set to "
            "`ARCHIVED` or `SINGLE_FILE`"
        )
    return only


def _extension(path: str) -> str:
    for archive in _ARCHIVES:
        if path.lower().endswith(archive):
            return archive
    return Path(path).suffix

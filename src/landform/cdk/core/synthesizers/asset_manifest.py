"""The asset manifest of one stack, in the making."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from landform.cdk.core.native import Native
from landform.cdk.core.tokens import is_unresolved


class AssetManifestBuilder(Native):
    """Files and images with their destinations."""

    def __init__(self) -> None:
        self.files: dict[str, dict[str, Any]] = {}
        self.docker_images: dict[str, dict[str, Any]] = {}

    def add_file(
        self,
        *,
        source_hash: str,
        source: dict[str, Any],
        destination: dict[str, Any],
        place: str,
        name: str | None,
    ) -> None:
        """Add a file; `place` names account and region of the destination."""
        entry = self.files.setdefault(source_hash, _entry(name, source))
        entry["destinations"][f"{place}-{_digest(destination)}"] = destination

    def add_image(
        self,
        *,
        source_hash: str,
        source: dict[str, Any],
        destination: dict[str, Any],
        place: str,
        name: str | None,
    ) -> None:
        """Add an image."""
        entry = self.docker_images.setdefault(source_hash, _entry(name, source))
        entry["destinations"][f"{place}-{_digest(destination)}"] = destination

    @property
    def has_assets(self) -> bool:
        """Whether anything was added."""
        return bool(self.files or self.docker_images)

    def add_file_asset(
        self, stack: Any, source_hash: str, source: Any, dest: Any, *, display_name: str | None = None
    ) -> Any:
        """Add a file, with source and destination as the asset manifest has them."""
        place, destination = _place(stack), _written(dest)
        self.add_file(
            source_hash=source_hash,
            source=_written(source),
            destination=destination,
            place=place,
            name=display_name,
        )
        return dest

    def add_docker_image_asset(
        self, stack: Any, source_hash: str, source: Any, dest: Any, *, display_name: str | None = None
    ) -> Any:
        """Add an image, with source and destination as the asset manifest has them."""
        place, destination = _place(stack), _written(dest)
        self.add_image(
            source_hash=source_hash,
            source=_written(source),
            destination=destination,
            place=place,
            name=display_name,
        )
        return dest

    def default_add_file_asset(
        self, stack: Any, asset: Any, target: Any, *, display_name: str | None = None
    ) -> Any:
        """Add a file of the stack; `target` names bucket, prefix and role. Gives the destination."""
        given = _members(target, "bucket_name", "bucket_prefix", "role")
        file, kind = _members(asset, "file_name", "packaging"), _member(asset, "packaging")
        source_hash = _member(asset, "source_hash")
        archive = getattr(kind, "value", kind) == "zip"
        suffix = ".zip" if archive else Path(file.get("file_name") or "").suffix
        key = f"{given.get('bucket_prefix') or ''}{source_hash}{suffix}"
        destination = {
            "bucketName": given["bucket_name"],
            "objectKey": key,
            **_role(given.get("role"), stack),
        }
        source = {"path": file.get("file_name"), "packaging": "zip" if archive else "file"}
        return self.add_file_asset(stack, source_hash, source, destination, display_name=display_name)

    def default_add_docker_image_asset(
        self, stack: Any, asset: Any, target: Any, *, display_name: str | None = None
    ) -> Any:
        """Add an image of the stack; `target` names repository, prefix and role. Gives the destination."""
        given = _members(target, "repository_name", "docker_tag_prefix", "role")
        source_hash = _member(asset, "source_hash")
        destination = {
            "repositoryName": given["repository_name"],
            "imageTag": f"{given.get('docker_tag_prefix') or ''}{source_hash}",
            **_role(given.get("role"), stack),
        }
        source = {"directory": _member(asset, "directory_name"), "executable": _member(asset, "executable")}
        source = {key: value for key, value in source.items() if value is not None}
        return self.add_docker_image_asset(stack, source_hash, source, destination, display_name=display_name)

    def emit_manifest(
        self, stack: Any, session: Any, options: Any = None, dependencies: Sequence[str] | None = None
    ) -> str:
        """Write the manifest into the assembly: the id of its artifact."""
        del dependencies
        found: str = session.add_asset_manifest(stack, self, _written(options) if options is not None else {})
        return found


def _member(owner: Any, name: str) -> Any:
    return owner.get(name) if isinstance(owner, Mapping) else getattr(owner, name, None)


def _members(owner: Any, *names: str) -> dict[str, Any]:
    return {name: value for name in names if (value := _member(owner, name)) is not None}


def _role(role: Any, stack: Any) -> dict[str, Any]:
    given = _members(role, "assume_role_arn", "assume_role_external_id") if role is not None else {}
    region = {} if is_unresolved(stack.region) else {"region": stack.region}
    return {**region, **_written(given)}


def _place(stack: Any) -> str:
    account = "current_account" if is_unresolved(stack.account) else stack.account
    region = "current_region" if is_unresolved(stack.region) else stack.region
    return f"{account}-{region}"


def _written(value: Any) -> Any:
    """Records in the manifest's spelling."""
    if not isinstance(value, Mapping):
        return value
    found: dict[str, Any] = {}
    for key, item in value.items():
        head, *rest = key.split("_")
        found[head + "".join(each.capitalize() for each in rest)] = _written(item)
    return found


def _entry(name: str | None, source: dict[str, Any]) -> dict[str, Any]:
    shown = {"displayName": name} if name else {}
    return {**shown, "source": source, "destinations": {}}


def _digest(destination: dict[str, Any]) -> str:
    text = json.dumps(destination, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:8]

"""Files and archives that cfn-init puts on a machine.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-init.html
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from landform.cdk.aws_ec2.init_base import (
    InitBound,
    InitElement,
    InitPlace,
    InitServiceRestartHandle,
    s3_access,
)
from landform.cdk.aws_ec2.parts import as_record

_FILE_OPTIONS = ("base64_encoded", "group", "mode", "owner", "service_restart_handles")
SYMLINK_MODE = "120"
_Content = Callable[[InitPlace], InitBound]


class InitFile(InitElement):
    """A file; its options are those of `InitFileOptions`."""

    element_type = "FILE"

    def __init__(self, file_name: str, **options: Any) -> None:
        self._name = file_name
        self._options = as_record("InitFileOptions", options)
        self._content: _Content | None = None

    @staticmethod
    def from_string(file_name: str, content: str, **options: Any) -> "InitFile":
        """A file with this content."""
        encoding = "base64" if options.get("base64_encoded") else "plain"
        return _file(file_name, options, {"content": content, "encoding": encoding})

    @staticmethod
    def symlink(file_name: str, target: str, **options: Any) -> "InitFile":
        """A symbolic link."""
        mode = options.pop("mode", None)
        if mode and not mode.startswith(SYMLINK_MODE):
            raise ValueError("File mode for symlinks must begin with 120XXX")
        return InitFile.from_string(file_name, target, mode=mode or "120644", **options)

    @staticmethod
    def from_object(file_name: str, obj: Mapping[str, Any], **options: Any) -> "InitFile":
        """A file with this as JSON."""
        return _file(file_name, options, {"content": dict(obj)})

    @staticmethod
    def from_file_inline(target_file_name: str, source_file_name: str, **options: Any) -> "InitFile":
        """A file with the content of one beside the app, written into the template."""
        import base64

        content = Path(source_file_name).read_bytes()
        if options.get("base64_encoded"):
            return InitFile.from_string(target_file_name, base64.b64encode(content).decode(), **options)
        return InitFile.from_string(target_file_name, content.decode(), **options)

    @staticmethod
    def from_url(file_name: str, url: str, **options: Any) -> "InitFile":
        """A file from an address."""
        return _file(file_name, options, {"source": url})

    @staticmethod
    def from_s3_object(file_name: str, bucket: Any, key: str, **options: Any) -> "InitFile":
        """A file from a bucket, which the machine may then read."""
        return _file(file_name, options, _from_bucket(bucket, key))

    @staticmethod
    def from_asset(target_file_name: str, path: str, **options: Any) -> "InitFile":
        """A file of the app."""
        own = {name: options.pop(name) for name in _FILE_OPTIONS if name in options}

        def content(place: InitPlace) -> InitBound:
            asset = _asset(place, target_file_name, path, options)
            if not asset.is_file:
                raise ValueError(f'"{path}" is not a file.')
            return _of_asset(asset, place)

        return _file(target_file_name, own, content)

    @staticmethod
    def from_existing_asset(target_file_name: str, asset: Any, **options: Any) -> "InitFile":
        """A file that was made an asset already."""
        return _file(target_file_name, options, lambda place: _of_asset(asset, place))

    def _bind(self, place: InitPlace) -> InitBound:
        if self._content is None:
            raise TypeError("InitFile is made by its static methods")
        for handle in self._options.service_restart_handles or ():
            handle._add_file(self._name)
        bound = self._content(place)
        entry = {**bound.config, **self._rights(place)}
        return InitBound(
            config={self._name: entry},
            authentication=bound.authentication,
            asset_hashes=bound.asset_hashes,
        )

    def _rights(self, place: InitPlace) -> dict[str, Any]:
        options = self._options
        if place.is_windows:
            if options.group or options.owner or options.mode:
                raise ValueError("Owner, group, and mode options not supported for Windows.")
            return {}
        return {
            "mode": options.mode or "000644",
            "owner": options.owner or "root",
            "group": options.group or "root",
        }


def _file(name: str, options: Mapping[str, Any], content: dict[str, Any] | _Content) -> InitFile:
    made = InitFile(name, **options)
    made._content = content if callable(content) else lambda _place: InitBound(config=content)
    return made


def _from_bucket(bucket: Any, key: str) -> _Content:
    def content(place: InitPlace) -> InitBound:
        bucket.grant_read(place.instance_role, key)
        return InitBound(
            config={"source": bucket.url_for_object(key)},
            authentication=s3_access(place.instance_role, bucket.bucket_name),
        )

    return content


def _asset(place: InitPlace, target: str, path: str, options: Mapping[str, Any]) -> Any:
    from landform.cdk.aws_s3_assets import Asset

    mark = hashlib.md5(f"{place.owner}/{place.index}".encode(), usedforsecurity=False).hexdigest()
    return Asset(place.scope, f"{mark}{target}Asset", path=path, **options)


def _of_asset(asset: Any, place: InitPlace) -> InitBound:
    asset.grant_read(place.instance_role)
    return InitBound(
        config={"source": asset.http_url},
        authentication=s3_access(place.instance_role, asset.s3_bucket_name),
        asset_hashes=(asset.asset_hash,),
    )


class InitSource(InitElement):
    """An archive that is unpacked into a folder."""

    element_type = "SOURCE"

    def __init__(
        self,
        target_directory: str,
        service_handles: Sequence[InitServiceRestartHandle] | None = None,
    ) -> None:
        self._folder = target_directory
        self._handles = service_handles
        self._content: _Content | None = None

    @staticmethod
    def from_url(
        target_directory: str, url: str, *, service_restart_handles: Sequence[Any] | None = None
    ) -> "InitSource":
        """From an address."""
        return _source(target_directory, service_restart_handles, lambda _: InitBound(config={"source": url}))

    @staticmethod
    def from_git_hub(
        target_directory: str,
        owner: str,
        repo: str,
        ref_spec: str | None = None,
        *,
        service_restart_handles: Sequence[Any] | None = None,
    ) -> "InitSource":
        """From a repository on GitHub."""
        url = f"https://github.com/{owner}/{repo}/tarball/{ref_spec or 'master'}"
        return InitSource.from_url(target_directory, url, service_restart_handles=service_restart_handles)

    @staticmethod
    def from_s3_object(
        target_directory: str,
        bucket: Any,
        key: str,
        *,
        service_restart_handles: Sequence[Any] | None = None,
    ) -> "InitSource":
        """From a bucket, which the machine may then read."""
        return _source(target_directory, service_restart_handles, _from_bucket(bucket, key))

    @staticmethod
    def from_asset(target_directory: str, path: str, **options: Any) -> "InitSource":
        """A folder or archive of the app."""
        handles = options.pop("service_restart_handles", None)

        def content(place: InitPlace) -> InitBound:
            asset = _asset(place, target_directory, path, options)
            return _of_asset(asset, place)

        return _source(target_directory, handles, content)

    @staticmethod
    def from_existing_asset(
        target_directory: str, asset: Any, *, service_restart_handles: Sequence[Any] | None = None
    ) -> "InitSource":
        """An archive that was made an asset already."""
        return _source(target_directory, service_restart_handles, lambda place: _of_asset(asset, place))

    def _bind(self, place: InitPlace) -> InitBound:
        if self._content is None:
            raise TypeError("InitSource is made by its static methods")
        for handle in self._handles or ():
            handle._add_source(self._folder)
        bound = self._content(place)
        return InitBound(
            config={self._folder: bound.config["source"]},
            authentication=bound.authentication,
            asset_hashes=bound.asset_hashes,
        )


def _source(folder: str, handles: Sequence[Any] | None, content: _Content) -> InitSource:
    made = InitSource(folder, handles)
    made._content = content
    return made

"""The assets that a stack needs, from its asset manifests: what they are and where they go.

Names of buckets and keys may hold placeholders for account, region and partition, which the target decides.
Nothing is uploaded here.
"""

import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from landform.assembly.access import RoleRequest, role_request
from landform.assembly.reading import AssemblyError

_EARLIEST = (
    1980,
    1,
    1,
    0,
    0,
    0,
)  # a zip file knows no earlier time; all entries get it, so that bytes are equal
_FILE_MODE = 0o100644
_PROGRAM_MODE = 0o100755


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where an asset goes."""

    bucket: str  # may hold ${AWS::AccountId} and the like
    key: str
    region: str | None  # None: that of the deployment
    role: RoleRequest | None = None  # who may write there; None: the credentials at hand


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAsset:
    """A file, or a folder that becomes an archive."""

    name: str
    source: Path
    is_archive: bool  # whether the source is packed into a zip file
    destinations: tuple[Destination, ...]

    def content(self) -> bytes:
        """The bytes to upload: the same for the same files, whenever and wherever they are read."""
        return archive_of(self.source) if self.is_archive else self.source.read_bytes()


@dataclass(frozen=True, slots=True, kw_only=True)
class StackAssets:
    """Everything that has to be there before a stack is deployed."""

    files: tuple[FileAsset, ...]
    template: FileAsset | None = None  # the stack's own template, which mostly travels with the request
    images: tuple[str, ...] = ()  # names of Docker images
    executables: tuple[str, ...] = ()  # names of files that a command would have to make


def read_assets(manifests: Iterable[Path], *, template: Path) -> StackAssets:
    """The assets of asset manifests; that of the template is kept apart."""
    own: FileAsset | None = None
    files: list[FileAsset] = []
    images: list[str] = []
    executables: list[str] = []
    for manifest in manifests:
        try:
            content: Mapping[str, Any] = json.loads(manifest.read_text(encoding="utf-8"))
        except (OSError, json.JSONDecodeError) as error:
            raise AssemblyError(f"the asset manifest {manifest} cannot be read: {error}") from None
        for digest, body in content.get("files", {}).items():
            name = body.get("displayName", digest)
            if "executable" in body["source"]:
                executables.append(name)
                continue
            file = _file(manifest.parent, name, body)
            if file.source == template:
                own = file
            else:
                files.append(file)
        images.extend(body.get("displayName", name) for name, body in content.get("dockerImages", {}).items())
    return StackAssets(files=tuple(files), template=own, images=tuple(images), executables=tuple(executables))


def _file(folder: Path, name: str, body: Mapping[str, Any]) -> FileAsset:
    source = body["source"]
    return FileAsset(
        name=name,
        source=folder / source["path"],
        is_archive=source.get("packaging") == "zip",
        destinations=tuple(
            Destination(
                bucket=each["bucketName"],
                key=each["objectKey"],
                region=each.get("region"),
                role=role_request(each),
            )
            for each in body["destinations"].values()
        ),
    )


def archive_of(folder: Path) -> bytes:
    """A folder as a zip file: entries by name, no times, only whether a file is a program."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, file in sorted(_files_below(folder)):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            is_program = bool(file.stat().st_mode & 0o111)
            entry.external_attr = (_PROGRAM_MODE if is_program else _FILE_MODE) << 16
            entry.create_system = 3  # Unix, also when packed elsewhere
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, file.read_bytes())
    return buffer.getvalue()


def _files_below(folder: Path) -> Iterator[tuple[str, Path]]:
    """Files with their names in the archive; links are followed, as AWS's publisher does."""
    for file in folder.rglob("*"):
        if file.is_file():
            yield file.relative_to(folder).as_posix(), file

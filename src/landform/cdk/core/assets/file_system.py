"""Copies, measures and removes folders of assets."""

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from landform.cdk.core.assets.fingerprint import SymlinkFollowMode, fingerprint, follows
from landform.cdk.core.assets.ignoring import IgnoreMode, IgnoreStrategy
from landform.cdk.core.checked import Checked
from landform.cdk.core.struct import record


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyOptions(Checked):
    """What of a folder is copied."""

    exclude: Sequence[str] | None = None
    follow: SymlinkFollowMode | None = None
    ignore_mode: IgnoreMode | None = None


class _Temporary:
    def __get__(self, instance: Any, owner: Any) -> str:
        return os.path.realpath(tempfile.gettempdir())


class FileSystem(Checked):
    """Operations on files that assets need."""

    tmpdir = _Temporary()
    """The folder for temporary files, links resolved."""

    @staticmethod
    def copy_directory(
        src_dir: str,
        dest_dir: str,
        options: CopyOptions | Mapping[str, Any] | None = None,
        root_dir: str | None = None,
    ) -> None:
        """Copy a folder with everything below it, links as `follow` says."""
        given = record(CopyOptions, options) or CopyOptions()
        copy_directory(
            src_dir,
            dest_dir,
            exclude=given.exclude or (),
            follow=given.follow,
            ignore_mode=given.ignore_mode,
            root=root_dir,
        )

    @staticmethod
    def fingerprint(
        file_or_directory: str,
        *,
        exclude: Sequence[str] | None = None,
        extra_hash: str | None = None,
        follow: SymlinkFollowMode | None = None,
        ignore_mode: IgnoreMode | None = None,
    ) -> str:
        """The fingerprint of a file or a folder."""
        return fingerprint(
            file_or_directory,
            exclude=exclude or (),
            extra_hash=extra_hash,
            follow=follow,
            ignore_mode=ignore_mode,
        )

    @staticmethod
    def is_empty(dir: str) -> bool:
        """Whether there is nothing in a folder."""
        return not any(Path(dir).iterdir())

    @staticmethod
    def mkdtemp(prefix: str) -> str:
        """A new folder for temporary files."""
        return tempfile.mkdtemp(prefix=prefix, dir=FileSystem.tmpdir)

    @staticmethod
    def rmrf(dirname: str) -> None:
        """Remove a folder with everything below it."""
        shutil.rmtree(dirname)


def copy_directory(
    source: str,
    target: str,
    *,
    exclude: Sequence[str] = (),
    follow: SymlinkFollowMode | None = None,
    ignore_mode: IgnoreMode | None = None,
    root: str | None = None,
) -> None:
    """Copy what is not excluded; links that are followed become copies of what they point to."""
    if not Path(source).is_dir():
        raise ValueError(f"{source} is not a directory")
    shown = Path(root or source).absolute()
    ignoring = IgnoreStrategy.from_copy_options({"exclude": exclude, "ignore_mode": ignore_mode}, str(shown))
    copier = _Copier(shown.resolve(), follow or SymlinkFollowMode.EXTERNAL, ignoring)
    copier.folder(Path(source), Path(target), shown)


@dataclass(frozen=True, slots=True)
class _Copier:
    root: Path  # links resolved
    follow: SymlinkFollowMode
    ignoring: IgnoreStrategy

    def folder(self, source: Path, target: Path, shown: Path) -> None:
        """Copy what is in a folder; `shown` is its path below the root as patterns see it."""
        target.mkdir(parents=True, exist_ok=True)
        for inner in sorted(source.iterdir()):
            self._entry(inner, target / inner.name, shown / inner.name)

    def _entry(self, source: Path, target: Path, shown: Path) -> None:
        if source.is_symlink():
            if self.ignoring.ignores(str(shown)):
                return
            link = source.readlink()
            pointed = Path(os.path.normpath(source.parent / link))
            if not follows(self.follow, self.root, pointed):
                target.symlink_to(link)
                return
            source = pointed.resolve()
        if source.is_dir():
            if not self.ignoring.completely_ignores(str(shown)):
                self.folder(source, target, shown)
        elif not self.ignoring.ignores(str(shown)):
            shutil.copy2(source, target)


def copy_file(source: Path, target: Path) -> None:
    """Copy one file with its mode."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(source, target)

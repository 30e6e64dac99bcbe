"""The fingerprint of files: the same on every machine for the same content and the same options.

Fields with a header and a value each go into one SHA-256: the options, then every file in order of names.
Text counts with line feeds as line ends, so that a checkout on Windows changes nothing.
"""

import hashlib
import os
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import Any, Final

from landform.cdk.core.assets.ignoring import IgnoreMode, IgnoreStrategy

_CHUNK: Final = 8192  # bytes; also how far a file is searched for what makes it binary


class SymlinkFollowMode(Enum):
    """What becomes of symbolic links."""

    NEVER = "never"
    ALWAYS = "always"
    EXTERNAL = "external"
    BLOCK_EXTERNAL = "internal-only"


def fingerprint(
    path: str,
    *,
    exclude: Sequence[str] = (),
    extra_hash: str | None = None,
    follow: SymlinkFollowMode | None = None,
    ignore_mode: IgnoreMode | None = None,
) -> str:
    """The fingerprint of a file or a folder, in hexadecimal digits."""
    run = _Run(Path(path).absolute(), follow or SymlinkFollowMode.EXTERNAL)
    mode = ignore_mode or IgnoreMode.GLOB
    run.field("options.extra", extra_hash or "")
    run.field("options.follow", run.follow.value)
    if mode is not IgnoreMode.GLOB:
        run.field("options.ignoreMode", mode.value)
    options = {"exclude": exclude, "ignore_mode": mode}
    run.ignoring = IgnoreStrategy.from_copy_options(options, str(run.start))
    run.visit(run.start, run.start.resolve() if run.start.is_dir() else run.start, is_root=True)
    return run.digest.hexdigest()


def follows(mode: SymlinkFollowMode, root: Path, target: Path) -> bool:
    """Whether a link to the target is replaced by what it points to; the root has its own links resolved."""
    if mode is SymlinkFollowMode.NEVER or not target.exists():
        return False
    if mode is SymlinkFollowMode.ALWAYS:
        return True
    is_inside = target.resolve().is_relative_to(root)
    if mode is SymlinkFollowMode.EXTERNAL:
        return not is_inside
    if not is_inside:
        raise ValueError(
            f"The file {target} is an external symbolic link which is forbidden due to follow mode "
            "internal-only. Set `follow` to a mode that will follow symlinks (ALWAYS or EXTERNAL) or emit a "
            "regular file"
        )
    return False


class _Run:
    def __init__(self, start: Path, follow: SymlinkFollowMode) -> None:
        self.start = start
        self.follow = follow
        self.digest = hashlib.sha256()
        self.ignoring: Any = None
        self._root = (start if start.is_dir() else start.parent).resolve()

    def field(self, header: str, value: str) -> None:
        self.digest.update(f"\x01{header}\x02{value}\x03".encode())

    def visit(self, shown: Path, real: Path, *, is_root: bool = False) -> None:
        """Add what is at `real`, under the name that `shown` has below the start."""
        name = "" if is_root else shown.relative_to(self.start).as_posix()
        if real.is_symlink():
            self._link(shown, real, name, is_root=is_root)
        elif real.is_dir():
            if is_root or not self.ignoring.completely_ignores(str(shown)):
                for entry in sorted(real.iterdir(), key=_javascript_order):
                    self.visit(shown / entry.name, entry)
        elif real.is_file() and (is_root or not self.ignoring.ignores(str(shown))):
            self.field(f"file:{name}", content_fingerprint(real))

    def _link(self, shown: Path, real: Path, name: str, *, is_root: bool) -> None:
        if not is_root and self.ignoring.ignores(str(shown)):
            return
        link = real.readlink()
        target = Path(os.path.normpath(real.parent / link))
        if follows(self.follow, self._root, target):
            self.visit(shown, target, is_root=is_root)
        else:
            self.field(f"link:{name}", str(link))


def _javascript_order(entry: Path) -> bytes:
    """The key under which names sort as JavaScript sorts them: by UTF-16 units."""
    return entry.name.encode("utf-16-be", "surrogatepass")


def content_fingerprint(file: Path) -> str:
    """`<size>:<SHA-256>` of a file; of a text with line feeds as line ends."""
    data = file.read_bytes()
    if b"\0" not in data[:_CHUNK]:
        data = _normalised(data)
    return f"{len(data)}:{hashlib.sha256(data).hexdigest()}"


def _normalised(data: bytes) -> bytes:
    """The text with line feeds only.

    It is decoded in pieces, as the API's library does: a letter across the end of a piece counts as broken.
    """
    if data.isascii():
        return data.replace(b"\r\n", b"\n")
    pieces = (data[start : start + _CHUNK].decode(errors="replace") for start in range(0, len(data), _CHUNK))
    return "".join(pieces).replace("\r\n", "\n").encode()

"""Which files of a folder are left out of an asset.

Three notations: shell globs, .gitignore and .dockerignore. In the first two a folder that is left out takes
everything in it along; in the last a later pattern can bring parts of it back.
Sources: https://git-scm.com/docs/gitignore,
https://docs.docker.com/build/concepts/context/#dockerignore-files
"""

import os
import re
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from landform.cdk.core.assets.glob import character_class, expression
from landform.cdk.core.checked import AbstractChecked


class IgnoreMode(Enum):
    """The notation of patterns."""

    GLOB = "glob"
    GIT = "git"
    DOCKER = "docker"


class IgnoreStrategy(AbstractChecked):
    """Patterns below a folder."""

    def __init__(self, absolute_root_path: str, patterns: Sequence[str]) -> None:
        if not Path(absolute_root_path).is_absolute():
            raise ValueError(
                f"{type(self).__name__} expects an absolute file path, but got '{absolute_root_path}'"
            )
        self._root = absolute_root_path
        self._patterns = list(patterns)

    @staticmethod
    def glob(absolute_root_path: str, patterns: Sequence[str]) -> "GlobIgnoreStrategy":
        """Shell globs."""
        return GlobIgnoreStrategy(absolute_root_path, patterns)

    @staticmethod
    def git(absolute_root_path: str, patterns: Sequence[str]) -> "GitIgnoreStrategy":
        """The notation of .gitignore."""
        return GitIgnoreStrategy(absolute_root_path, patterns)

    @staticmethod
    def docker(absolute_root_path: str, patterns: Sequence[str]) -> "DockerIgnoreStrategy":
        """The notation of .dockerignore."""
        return DockerIgnoreStrategy(absolute_root_path, patterns)

    @staticmethod
    def from_copy_options(options: Any, absolute_root_path: str) -> "IgnoreStrategy":
        """The strategy that `ignore_mode` and `exclude` ask for."""
        mode, exclude = (
            (options.get("ignore_mode"), options.get("exclude"))
            if isinstance(options, Mapping)
            else (options.ignore_mode, options.exclude)
        )
        return _STRATEGIES[mode or IgnoreMode.GLOB](absolute_root_path, exclude or ())

    def add(self, pattern: str) -> None:
        """Add a pattern behind the others."""
        self._patterns.append(pattern)

    def ignores(self, absolute_file_path: str) -> bool:
        """Whether a file is left out."""
        return self._leaves_out(self._relative(absolute_file_path))

    def completely_ignores(self, absolute_directory_path: str) -> bool:
        """Whether a folder is left out with everything in it."""
        return self._leaves_out_folder(self._relative(absolute_directory_path))

    def _relative(self, path: str) -> str:
        if not Path(path).is_absolute():
            raise ValueError(f"{type(self).__name__}: expected an absolute path, but got '{path}'")
        return os.path.relpath(path, self._root).replace(os.sep, "/")

    @abstractmethod
    def _leaves_out(self, path: str) -> bool:
        """Whether the path, relative to the root, is left out."""

    def _leaves_out_folder(self, path: str) -> bool:
        return self._leaves_out(path)


class GlobIgnoreStrategy(IgnoreStrategy):
    """Shell globs; a pattern without a slash is compared with the last component."""

    def _leaves_out(self, path: str) -> bool:
        is_out = False
        for pattern in self._patterns:
            brings_back = pattern.startswith("!")
            if brings_back is is_out and _glob_matches(pattern.removeprefix("!"), path):
                is_out = not is_out
        return is_out


class GitIgnoreStrategy(IgnoreStrategy):
    """The notation of .gitignore; letters match in either case."""

    def _leaves_out(self, path: str) -> bool:
        components = path.split("/")
        folders = ("/".join(components[:count]) + "/" for count in range(1, len(components)))
        return any(self._rules_out(folder) for folder in folders) or self._rules_out(path)

    def _leaves_out_folder(self, path: str) -> bool:
        return self._leaves_out(path + "/")

    def _rules_out(self, path: str) -> bool:
        is_out = False
        for pattern in self._patterns:
            rule = _git_rule(pattern)
            if rule is not None and rule[0] is not is_out and rule[1].search(path):
                is_out = rule[0]
        return is_out


class DockerIgnoreStrategy(IgnoreStrategy):
    """The notation of .dockerignore; all patterns start at the root."""

    def _leaves_out(self, path: str) -> bool:
        is_out = False
        for pattern in self._patterns:
            rule = _docker_rule(pattern)
            if rule is not None and rule[0] is not is_out and rule[1].match(path):
                is_out = rule[0]
        return is_out

    def _leaves_out_folder(self, path: str) -> bool:
        brings_back = any(pattern.strip().startswith("!") for pattern in self._patterns)
        return not brings_back and self._leaves_out(path)


_STRATEGIES: dict[IgnoreMode, type[IgnoreStrategy]] = {
    IgnoreMode.GLOB: GlobIgnoreStrategy,
    IgnoreMode.GIT: GitIgnoreStrategy,
    IgnoreMode.DOCKER: DockerIgnoreStrategy,
}


def _glob_matches(pattern: str, path: str) -> bool:
    if pattern.startswith("#") or not pattern:
        return False
    subject = path if "/" in pattern else path.rpartition("/")[2]
    return expression(pattern).match(subject) is not None


@cache
def _git_rule(pattern: str) -> tuple[bool, re.Pattern[str]] | None:
    """Whether the line leaves out, and what it matches; None for comments and empty lines."""
    text = re.sub(r"(?<!\\)\s+\Z", "", pattern)
    if not text or text.startswith("#"):
        return None
    leaves_out = not text.startswith("!")
    text = text.removeprefix("!")
    only_folders = text.endswith("/")
    body = text.removesuffix("/")
    anchored = "/" in body
    body = body.removeprefix("/")
    written = _wild(body)
    end = "/" if only_folders else r"(?:/|\Z)"
    start = "^" if anchored else "(?:^|/)"
    return leaves_out, re.compile(f"{start}{written}{end}", re.IGNORECASE)


@cache
def _docker_rule(pattern: str) -> tuple[bool, re.Pattern[str]] | None:
    text = pattern.strip()
    if not text or text.startswith("#"):
        return None
    leaves_out = not text.startswith("!")
    body = os.path.normpath(text.removeprefix("!").strip()).replace(os.sep, "/").strip("/")
    if body == ".":
        return None
    return leaves_out, re.compile(rf"{_wild(body)}(?:/|\Z)", re.IGNORECASE)


def _wild(body: str) -> str:
    """Stars, question marks and classes of both notations as an expression."""
    written, index = "", 0
    while index < len(body):
        part, index = _wild_part(body, index)
        written += part
    return written


def _wild_part(body: str, index: int) -> tuple[str, int]:
    letter = body[index]
    if body.startswith("**/", index):
        return "(?:.*/)?", index + 3
    if body.startswith("**", index):
        return ".+" if index + 2 == len(body) else ".*", index + 2
    if letter == "[" and (found := character_class(body, index)) is not None:
        return found
    if letter == "\\" and index + 1 < len(body):
        return re.escape(body[index + 1]), index + 2
    if letter == "*":
        is_component = body in {"*"} or (body[index - 1 : index] == "/" and index + 1 == len(body))
        return "[^/]+" if is_component else "[^/]*", index + 1
    return ("[^/]" if letter == "?" else re.escape(letter)), index + 1

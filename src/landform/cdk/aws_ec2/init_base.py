"""What the elements of cfn-init share: how they are bound, and how parts are merged.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-init.html
"""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from landform.cdk.aws_ec2.compute_kinds import OperatingSystemType
from landform.cdk.core.checked import AbstractChecked, Checked

KEY_DIGITS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class InitPlace:
    """Where an element is written."""

    scope: Any
    platform: OperatingSystemType
    instance_role: Any
    owner: str  # what tells its assets apart from those of others
    index: int = 0  # among the elements of its kind

    @property
    def key(self) -> str:
        """A key for elements without a name."""
        return str(self.index).zfill(KEY_DIGITS)

    @property
    def is_windows(self) -> bool:
        """Whether the machine runs Windows."""
        return self.platform is OperatingSystemType.WINDOWS


@dataclass(frozen=True, slots=True, kw_only=True)
class InitBound:
    """What an element becomes."""

    config: dict[str, Any]
    authentication: dict[str, Any] = field(default_factory=dict)
    asset_hashes: tuple[str, ...] = ()


class InitElement(AbstractChecked):
    """A part of a set-up."""

    element_type = ""

    @abstractmethod
    def _bind(self, place: InitPlace) -> InitBound:
        """What it becomes."""


class InitServiceRestartHandle(Checked):
    """Collects the elements whose change restarts services."""

    def __init__(self) -> None:
        self._commands: list[str] = []
        self._files: list[str] = []
        self._packages: dict[str, list[str]] = {}
        self._sources: list[str] = []

    def _add_command(self, key: str) -> None:
        self._commands.append(key)

    def _add_file(self, name: str) -> None:
        self._files.append(name)

    def _add_package(self, kind: str, name: str) -> None:
        self._packages.setdefault(kind, []).append(name)

    def _add_source(self, folder: str) -> None:
        self._sources.append(folder)

    def _rendered(self) -> dict[str, Any]:
        collected = {
            "commands": self._commands,
            "files": self._files,
            "packages": self._packages,
            "sources": self._sources,
        }
        return {name: each for name, each in collected.items() if each}


def merged(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    """Both maps, deeply; lists are joined without repetitions."""
    found = dict(first)
    for key, value in second.items():
        known = found.get(key)
        if isinstance(known, Mapping) and isinstance(value, Mapping):
            found[key] = merged(known, value)
        elif isinstance(known, list) and isinstance(value, list):
            found[key] = list(dict.fromkeys([*known, *value]))
        else:
            found[key] = value
    return found


def together(parts: Sequence[InitBound]) -> InitBound:
    """Several elements as one."""
    config: dict[str, Any] = {}
    authentication: dict[str, Any] = {}
    for each in parts:
        config = merged(config, each.config)
        authentication = merged(authentication, each.authentication)
    hashes = tuple(each_hash for each in parts for each_hash in each.asset_hashes)
    return InitBound(config=config, authentication=authentication, asset_hashes=hashes)


def s3_access(role: Any, bucket_name: str) -> dict[str, Any]:
    """The entry that lets cfn-init read a bucket with the role of the machine."""
    return {"S3AccessCreds": {"type": "S3", "roleName": role.role_name, "buckets": [bucket_name]}}


def given(values: Mapping[str, Any]) -> dict[str, Any]:
    """The entries that say something."""
    return {name: value for name, value in values.items() if value is not None}

"""Bundling: an asset is what a command makes of its source.

A bundler in the app's own language is asked first; what it does not do is done in a container.
"""

import inspect
import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import Enum
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from landform.cdk.core.assets.docker import DockerImage, DockerVolume, run_docker
from landform.cdk.core.checked import Checked
from landform.cdk.core.struct import records

INPUT_FOLDER = "/asset-input"
OUTPUT_FOLDER = "/asset-output"
_WITH_PASSWORDS = ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL")
"""Environment variables whose value is an address; a password in it does not count as a change."""


class BundlingOutput(Enum):
    """What a bundler leaves."""

    ARCHIVED = "archived"
    NOT_ARCHIVED = "not-archived"
    AUTO_DISCOVER = "auto-discover"
    SINGLE_FILE = "single-file"


class BundlingFileAccess(Enum):
    """How files get into a container and back."""

    VOLUME_COPY = "VOLUME_COPY"
    BIND_MOUNT = "BIND_MOUNT"


class ILocalBundling(Protocol):
    """A bundler that needs no container."""

    def try_bundle(self, output_dir: str, *, image: DockerImage, **options: Any) -> bool:
        """Write the bundle into the folder; False when it cannot be done here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BundlingOptions(Checked):
    """How an asset is bundled."""

    image: DockerImage
    bundling_file_access: BundlingFileAccess | None = None
    command: Sequence[str] | None = None
    entrypoint: Sequence[str] | None = None
    environment: Mapping[str, str] | None = None
    local: ILocalBundling | None = None
    network: str | None = None
    output_type: BundlingOutput | None = None
    platform: str | None = None
    security_opt: str | None = None
    user: str | None = None
    volumes: Sequence[DockerVolume] | None = None
    volumes_from: Sequence[str] | None = None
    working_directory: str | None = None

    def _written(self) -> str:
        """The options as they count in a hash: JSON, names in the order of the fields."""
        written: dict[str, Any] = {}
        for each in fields(self):
            value = getattr(self, each.name)
            if value is not None:
                head, *rest = each.name.split("_")
                written[head + "".join(part.title() for part in rest)] = _json(each.name, value)
        return json.dumps(written, separators=(",", ":"), ensure_ascii=False)


def _json(name: str, value: Any) -> Any:
    if isinstance(value, DockerImage):
        return value.to_json()
    if name == "local":
        return {}
    if isinstance(value, Enum):
        return value.value
    if name == "volumes":
        return [each._written() for each in records(DockerVolume, value)]
    if name == "environment":
        return {
            key: _without_password(text) if key in _WITH_PASSWORDS else text for key, text in value.items()
        }
    return list(value) if isinstance(value, tuple) else value


def _without_password(address: str) -> str:
    parts = urlsplit(address)
    if parts.password is None:
        return address
    host = parts.netloc.rpartition("@")[2]
    user = f"{parts.username}@" if parts.username else ""
    return parts._replace(netloc=f"{user}{host}").geturl()


def bundle(options: BundlingOptions, source: str, target: str, path: str) -> None:
    """Fill the folder `target` with what the source becomes. Raises RuntimeError naming the construct."""
    print(f"Bundling asset {path}...", file=sys.stderr)
    Path(target).mkdir(parents=True, exist_ok=True)
    if not _locally(options, target):
        try:
            _in_container(options, source, target)
        except RuntimeError as error:
            raise RuntimeError(f"Failed to bundle asset {path}: {error}") from None
    if not any(Path(target).iterdir()):
        raise RuntimeError(
            f"Bundling did not produce any output. Check that content is written to {target}."
            if options.local is not None
            else f"Bundling did not produce any output. Check that content is written to {OUTPUT_FOLDER}."
        )


def _locally(options: BundlingOptions, target: str) -> bool:
    if options.local is None:
        return False
    attempt: Any = options.local.try_bundle
    accepted = inspect.signature(attempt).parameters.values()
    positional = [each for each in accepted if each.kind is each.POSITIONAL_OR_KEYWORD]
    if len(positional) > 1:
        return bool(attempt(target, options))
    takes_all = any(each.kind is each.VAR_KEYWORD for each in accepted)
    names = {each.name for each in accepted}
    given = {each.name: getattr(options, each.name) for each in fields(options)}
    return bool(
        attempt(
            target,
            **{
                name: value
                for name, value in given.items()
                if name in names or (takes_all and value is not None)
            },
        )
    )


def _in_container(options: BundlingOptions, source: str, target: str) -> None:
    mounts = [
        DockerVolume(host_path=source, container_path=INPUT_FOLDER),
        DockerVolume(host_path=target, container_path=OUTPUT_FOLDER),
    ]
    shared: dict[str, Any] = {
        "command": options.command,
        "entrypoint": options.entrypoint,
        "environment": options.environment,
        "network": options.network,
        "platform": options.platform,
        "security_opt": options.security_opt,
        "user": options.user or _own_user(),
        "working_directory": options.working_directory or INPUT_FOLDER,
    }
    volumes = records(DockerVolume, options.volumes)
    if options.bundling_file_access is BundlingFileAccess.VOLUME_COPY:
        _with_copies(options, shared, volumes, source, target)
    else:
        options.image.run(**shared, volumes=[*mounts, *volumes], volumes_from=options.volumes_from)


def _with_copies(
    options: BundlingOptions, shared: dict[str, Any], volumes: list[DockerVolume], source: str, target: str
) -> None:
    """Through a second container that holds both folders: for machines whose Docker runs elsewhere."""
    folders = [word for folder in (INPUT_FOLDER, OUTPUT_FOLDER) for word in ("-v", folder)]
    owner = (
        f"mkdir -p {INPUT_FOLDER} {OUTPUT_FOLDER} && chown -R {shared['user']} {INPUT_FOLDER} {OUTPUT_FOLDER}"
    )
    image = "public.ecr.aws/docker/library/alpine"
    helper = run_docker(["create", *folders, image, "sh", "-c", owner], quiet=True).strip()
    try:
        run_docker(["cp", f"{source}/.", f"{helper}:{INPUT_FOLDER}"])
        run_docker(["start", "--attach", helper])
        options.image.run(**shared, volumes=volumes, volumes_from=[helper, *(options.volumes_from or ())])
        run_docker(["cp", f"{helper}:{OUTPUT_FOLDER}/.", target])
    finally:
        run_docker(["rm", "-v", helper], quiet=True)


def _own_user() -> str:
    """The user of this process, so that what a container writes can be removed."""
    return f"{os.getuid()}:{os.getgid()}" if hasattr(os, "getuid") else "1000:1000"

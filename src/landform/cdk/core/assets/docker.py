"""Docker images as tools: built, run, copied from. Nothing here runs unless an app asks for it.

Source: https://docs.docker.com/reference/cli/docker/
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from landform.cdk.core.assets.fingerprint import fingerprint
from landform.cdk.core.assets.sources import DockerCacheOption
from landform.cdk.core.checked import Checked
from landform.cdk.core.struct import record, records

PROGRAM_VARIABLE = "CDK_DOCKER"


class DockerVolumeConsistency(Enum):
    """Which side of a mount is right for a while."""

    CONSISTENT = "consistent"
    DELEGATED = "delegated"
    CACHED = "cached"


@dataclass(frozen=True, slots=True, kw_only=True)
class DockerVolume(Checked):
    """A folder of this machine inside a container."""

    container_path: str
    host_path: str
    consistency: DockerVolumeConsistency | None = None

    def _written(self) -> dict[str, Any]:
        found = {"containerPath": self.container_path, "hostPath": self.host_path}
        return found if self.consistency is None else {**found, "consistency": self.consistency.value}

    def _option(self) -> list[str]:
        consistency = self.consistency or DockerVolumeConsistency.DELEGATED
        return ["-v", f"{self.host_path}:{self.container_path}:{consistency.value}"]


class DockerBuildSecret(Checked):
    """Secrets for a build."""

    @staticmethod
    def from_src(src: str) -> str:
        """A secret that is a file."""
        return f"src={src}"


class DockerImage(Checked):
    """An image by name."""

    def __init__(self, image: str, _image_hash: str | None = None) -> None:
        self.image = image
        self._hash = _image_hash

    @staticmethod
    def from_registry(image: str) -> "DockerImage":
        """An image of a registry."""
        return DockerImage(image)

    @staticmethod
    def from_build(
        path: str,
        *,
        build_args: Mapping[str, str] | None = None,
        build_contexts: Mapping[str, str] | None = None,
        cache_disabled: bool | None = None,
        cache_from: Sequence[DockerCacheOption] | None = None,
        cache_to: DockerCacheOption | None = None,
        file: str | None = None,
        network: str | None = None,
        platform: str | None = None,
        target_stage: str | None = None,
    ) -> "DockerImage":
        """Build an image now."""
        if file is not None and Path(file).is_absolute():
            raise ValueError(f'"file" must be relative to the docker build directory. Got {file}')
        caches, to = records(DockerCacheOption, cache_from), record(DockerCacheOption, cache_to)
        options: dict[str, Any] = {
            "buildArgs": build_args,
            "buildContexts": build_contexts,
            "cacheDisabled": cache_disabled,
            "cacheFrom": [each._written() for each in caches] or None,
            "cacheTo": to._written() if to is not None else None,
            "file": file,
            "network": network,
            "platform": platform,
            "targetStage": target_stage,
        }
        text = json.dumps({key: value for key, value in options.items() if value is not None})
        tag = f"cdk-{hashlib.sha256(f'{path}{text}'.encode()).hexdigest()}"
        run_docker(["build", "-t", tag, *_build_options(path, options), path])
        return DockerImage(tag, fingerprint(path, extra_hash=text))

    def run(
        self,
        *,
        command: Sequence[str] | None = None,
        entrypoint: Sequence[str] | None = None,
        environment: Mapping[str, str] | None = None,
        network: str | None = None,
        platform: str | None = None,
        security_opt: str | None = None,
        user: str | None = None,
        volumes: Sequence[DockerVolume] | None = None,
        volumes_from: Sequence[str] | None = None,
        working_directory: str | None = None,
    ) -> None:
        """Run a command in a container."""
        first, rest = (entrypoint[0], entrypoint[1:]) if entrypoint else (None, ())
        flags = {
            "--security-opt": security_opt,
            "--network": network,
            "--platform": platform,
            "-u": user,
            "-w": working_directory,
            "--entrypoint": first,
        }
        options = [part for flag, value in flags.items() if value for part in (flag, value)]
        for volume in records(DockerVolume, volumes):
            options += volume._option()
        options += [part for each in volumes_from or () for part in ("--volumes-from", each)]
        for name, value in (environment or {}).items():
            options += ["--env", f"{name}={value}"]
        run_docker(["run", "--rm", *options, self.image, *rest, *(command or ())])

    def cp(self, image_path: str, output_path: str | None = None) -> str:
        """Copy a file or a folder out of the image: where it is now."""
        from landform.cdk.core.assets.file_system import FileSystem

        target = output_path or FileSystem.mkdtemp("cdk-docker-cp-")
        container = run_docker(["create", self.image], quiet=True).strip()
        try:
            run_docker(["cp", f"{container}:{image_path}", target])
        finally:
            run_docker(["rm", "-v", container], quiet=True)
        return target

    def to_json(self) -> str:
        """What stands for the image in a hash: its own hash, or its name."""
        return self._hash or self.image


def run_docker(words: Sequence[str], *, quiet: bool = False) -> str:
    """Run the docker program: what it printed when quiet, else "". Raises RuntimeError when it fails."""
    program = os.environ.get(PROGRAM_VARIABLE, "docker")
    output = subprocess.PIPE if quiet else sys.stderr
    try:
        done = subprocess.run([program, *words], check=False, stdout=output, text=True)
    except FileNotFoundError:
        raise RuntimeError(
            f"The program '{program}' was not found. Install Docker, name another program in "
            f"{PROGRAM_VARIABLE}, or bundle with a local command (BundlingOptions.local)."
        ) from None
    if done.returncode != 0:
        raise RuntimeError(f"{program} {words[0]} ended with status {done.returncode}")
    return done.stdout or ""


def _build_options(path: str, options: Mapping[str, Any]) -> list[str]:
    file = options["file"]
    flags = {
        "-f": str(Path(path) / file) if file else None,
        "--platform": options["platform"],
        "--network": options["network"],
        "--target": options["targetStage"],
    }
    words = [part for flag, value in flags.items() if value for part in (flag, value)]
    for flag, pairs in (("--build-arg", options["buildArgs"]), ("--build-context", options["buildContexts"])):
        for name, value in (pairs or {}).items():
            words += [flag, f"{name}={value}"]
    for each in options["cacheFrom"] or ():
        words += ["--cache-from", _cache(each)]
    if options["cacheTo"]:
        words += ["--cache-to", _cache(options["cacheTo"])]
    return [*words, "--no-cache"] if options["cacheDisabled"] else words


def _cache(option: Mapping[str, Any]) -> str:
    parameters = ",".join(f"{key}={value}" for key, value in option.get("params", {}).items())
    return f"type={option['type']}" + (f",{parameters}" if parameters else "")

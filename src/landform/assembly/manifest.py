"""Writes the files of a cloud assembly.

Source: the schema of the assembly that aws-cdk-lib 2.275 writes (version 55).
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

VERSION = "55.0.0"
MINIMUM_CLI_VERSION = "2.1148.0"
MANIFEST_FILE = "manifest.json"
VERSION_FILE = "cdk.out"


@dataclass(slots=True)
class AssemblyWriter:
    """Collects the artifacts of one assembly and writes its manifest."""

    folder: Path
    artifacts: dict[str, dict[str, Any]] = field(default_factory=dict)
    missing: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)

    def add_artifact(self, artifact_id: str, manifest: dict[str, Any]) -> None:
        """Add or replace an artifact."""
        self.artifacts[artifact_id] = {key: value for key, value in manifest.items() if value is not None}

    def add_missing(self, missing: dict[str, Any]) -> None:
        """Say that a context value is needed; each key once."""
        if all(each["key"] != missing["key"] for each in self.missing):
            self.missing.append(missing)

    def write_json(self, name: str, content: Any, *, indent: int | None = 2) -> Path:
        """Write a file of the assembly."""
        file = self.folder / name
        separators = None if indent else (",", ":")
        text = json.dumps(content, indent=indent, separators=separators, ensure_ascii=False)
        file.write_text(text, encoding="utf-8")
        return file

    def finish(self) -> "CloudAssembly":
        """Write manifest and version file."""
        manifest: dict[str, Any] = {"version": VERSION, "artifacts": self.artifacts}
        if self.missing:
            manifest["missing"] = self.missing
        manifest["minimumCliVersion"] = MINIMUM_CLI_VERSION
        self.write_json(MANIFEST_FILE, manifest)
        self.write_json(VERSION_FILE, {"version": VERSION}, indent=None)
        return CloudAssembly(str(self.folder), manifest)


class CloudAssembly:
    """An assembly that has been written."""

    def __init__(self, directory: str, manifest: dict[str, Any]) -> None:
        self.directory = directory
        self.manifest = manifest
        self.version: str = manifest["version"]

    @property
    def stacks(self) -> "list[StackArtifact]":
        """The stacks, each after those it depends on."""
        found = [
            StackArtifact(self, name, body)
            for name, body in self.manifest["artifacts"].items()
            if body["type"] == "aws:cloudformation:stack"
        ]
        return _in_order(found)

    @property
    def stacks_recursively(self) -> "list[StackArtifact]":
        """The stacks of this assembly and of those nested in it."""
        found = list(self.stacks)
        for body in self.manifest["artifacts"].values():
            if body["type"] == "cdk:cloud-assembly":
                folder = Path(self.directory) / body["properties"]["directoryName"]
                found.extend(read_assembly(folder).stacks_recursively)
        return found

    def get_stack_by_name(self, stack_name: str) -> "StackArtifact":
        """The stack of this name. Raises KeyError."""
        for stack in self.stacks:
            if stack.stack_name == stack_name:
                return stack
        raise KeyError(f'Unable to find stack with stack name "{stack_name}"')

    def get_stack_artifact(self, artifact_id: str) -> "StackArtifact":
        """The stack with this artifact id. Raises KeyError."""
        for stack in self.stacks:
            if stack.id == artifact_id:
                return stack
        raise KeyError(f'Unable to find artifact with id "{artifact_id}"')


class StackArtifact:
    """A stack of an assembly."""

    def __init__(self, assembly: CloudAssembly, artifact_id: str, body: dict[str, Any]) -> None:
        self.assembly = assembly
        self.id = artifact_id
        self.body = body
        self.template_file: str = body["properties"]["templateFile"]
        self.stack_name: str = body["properties"].get("stackName", artifact_id)
        self.environment: str = body["environment"]
        self.depends_on: list[str] = body.get("dependencies", [])

    @property
    def template_full_path(self) -> str:
        """The template's file."""
        return str(Path(self.assembly.directory) / self.template_file)

    @property
    def template(self) -> Any:
        """The parsed template."""
        return json.loads(Path(self.template_full_path).read_text(encoding="utf-8"))


def read_assembly(folder: Path) -> CloudAssembly:
    """An assembly from its folder."""
    return CloudAssembly(str(folder), json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8")))


def _in_order(stacks: list[StackArtifact]) -> list[StackArtifact]:
    by_id = {each.id: each for each in stacks}
    order: dict[str, StackArtifact] = {}

    def add(stack: StackArtifact) -> None:
        for name in stack.depends_on:
            if name in by_id and name not in order:
                add(by_id[name])
        order[stack.id] = stack

    for stack in stacks:
        if stack.id not in order:
            add(stack)
    return list(order.values())

"""Reads a cloud assembly, whoever wrote it: its stacks in the order of deployment, and where they come from.

Understands what aws-cdk-lib 2.x writes (schemas up to 55) as far as a deployment needs it. Templates and
assets themselves are not opened here.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from landform.assembly.access import BootstrapNeed, StackAccess, bootstrap_need, stack_access
from landform.assembly.manifest import MANIFEST_FILE

_STACK = "aws:cloudformation:stack"
_ASSETS = "cdk:asset-manifest"
_NESTED = "cdk:cloud-assembly"
_LOGICAL_ID = "aws:cdk:logicalId"
_MESSAGES = {"aws:cdk:info": "info", "aws:cdk:warning": "warning", "aws:cdk:error": "error"}
_CREATION = "aws:cdk:creationStack"
_TRACE_LINE = re.compile(r"(?:at )?(?:.*\()?(?P<file>[^()]+?):(?P<line>\d+)(?::\d+)?\)?\Z")
_FOREIGN = ("node_modules", "site-packages", "node:internal", "/jsii")
"""Parts of file names that are a library's or a runtime's, not the user's."""


class AssemblyError(Exception):
    """The folder holds no assembly that can be read; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstructPlace:
    """Which construct something in a template comes from."""

    path: str  # without the last "Resource" or "Default", which say nothing
    file: str | None = None  # of the line that made it, as it was recorded
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a construct has to say to the user."""

    level: str  # info, warning or error
    path: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssemblyStack:
    """One stack of an assembly."""

    artifact_id: str
    display_name: str  # its construct path
    stack_name: str
    template_file: Path
    account: str | None  # None: whichever it is deployed to
    region: str | None
    depends_on: tuple[str, ...] = ()  # artifact ids of stacks
    asset_files: tuple[Path, ...] = ()  # its asset manifests
    constructs: Mapping[str, ConstructPlace] = field(default_factory=dict)  # by logical id
    messages: tuple[Message, ...] = ()
    tags: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)
    termination_protection: bool = False
    notification_arns: tuple[str, ...] = ()
    access: StackAccess = field(default_factory=StackAccess)
    asset_needs: tuple[BootstrapNeed, ...] = ()  # of its asset manifests


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """A whole assembly, those nested in it included."""

    folder: Path
    stacks: tuple[AssemblyStack, ...]  # each after those it depends on
    missing: tuple[str, ...]  # keys of context values that only a lookup could give


def is_assembly(folder: Path) -> bool:
    """Whether the folder holds an assembly."""
    return (folder / MANIFEST_FILE).is_file()


def open_assembly(folder: Path) -> Assembly:
    """The assembly of a folder. Raises AssemblyError."""
    missing: dict[str, None] = {}
    try:
        found = list(_stacks_in(folder, (), missing))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise AssemblyError(f"{folder} holds no assembly that can be read: {error!r}") from error
    return Assembly(folder=folder, stacks=_in_order(found), missing=tuple(missing))


def _stacks_in(folder: Path, outer: tuple[str, ...], missing: dict[str, None]) -> Iterator[AssemblyStack]:
    manifest = _json(folder / MANIFEST_FILE)
    artifacts: Mapping[str, Any] = manifest.get("artifacts", {})
    missing.update(dict.fromkeys(each["key"] for each in manifest.get("missing", [])))
    names = {name: tuple(_ids_of(folder, name, body)) for name, body in artifacts.items()}
    for name, body in artifacts.items():
        wanted = [each for used in body.get("dependencies", []) for each in names.get(used, ())]
        before = (*outer, *wanted)
        if body["type"] == _STACK:
            yield _stack(folder, name, artifacts, before)
        elif body["type"] == _NESTED:
            yield from _stacks_in(folder / body["properties"]["directoryName"], before, missing)


def _ids_of(folder: Path, name: str, body: Mapping[str, Any]) -> Iterator[str]:
    """The stacks that an artifact is or holds."""
    if body["type"] == _STACK:
        yield name
    elif body["type"] == _NESTED:
        inner = folder / body["properties"]["directoryName"]
        for each, held in _json(inner / MANIFEST_FILE).get("artifacts", {}).items():
            yield from _ids_of(inner, each, held)


def _stack(folder: Path, name: str, artifacts: Mapping[str, Any], before: tuple[str, ...]) -> AssemblyStack:
    body = artifacts[name]
    properties = body["properties"]
    account, region = _environment(body["environment"])
    metadata = _metadata(folder, body)
    manifests = [
        artifacts[each]["properties"]
        for each in body.get("dependencies", [])
        if each in artifacts and artifacts[each]["type"] == _ASSETS
    ]
    needs = (bootstrap_need(each) for each in manifests)
    return AssemblyStack(
        artifact_id=name,
        display_name=body.get("displayName", name),
        stack_name=properties.get("stackName", name),
        template_file=folder / properties["templateFile"],
        account=account,
        region=region,
        depends_on=before,
        asset_files=tuple(folder / each["file"] for each in manifests),
        constructs=dict(_constructs(metadata)),
        messages=tuple(_messages(metadata)),
        tags=properties.get("tags", {}),
        parameters=properties.get("parameters", {}),
        termination_protection=bool(properties.get("terminationProtection")),
        notification_arns=tuple(properties.get("notificationArns", [])),
        access=stack_access(properties),
        asset_needs=tuple(each for each in needs if each is not None),
    )


def _environment(text: str) -> tuple[str | None, str | None]:
    """Account and region of `aws://account/region`; None where it is any."""
    account, _, region = text.removeprefix("aws://").partition("/")
    return (
        None if account == "unknown-account" else account,
        None if region == "unknown-region" else region,
    )


def _metadata(folder: Path, body: Mapping[str, Any]) -> Mapping[str, Any]:
    """The notes of a stack's constructs; schemas before 48 keep them in the manifest itself."""
    file = body.get("additionalMetadataFile")
    found: dict[str, Any] = dict(body.get("metadata", {}))
    if file is not None:
        found.update(_json(folder / file))
    return found


def _constructs(metadata: Mapping[str, Any]) -> Iterator[tuple[str, ConstructPlace]]:
    for path, notes in metadata.items():
        stack = [line for note in notes if note["type"] == _CREATION for line in note["data"]]
        for note in notes:
            if note["type"] == _LOGICAL_ID:
                file, line = _user_line([*note.get("trace", []), *stack])
                yield note["data"], ConstructPlace(path=readable_path(path), file=file, line=line)


def readable_path(path: str) -> str:
    """A construct's path without the parts that name nothing: `/Web/Jobs/Resource` is `Web/Jobs`."""
    path = path.removeprefix("/")
    for ending in ("/Resource", "/Default"):
        path = path.removesuffix(ending)
    return path


def _user_line(trace: Iterable[str]) -> tuple[str | None, int | None]:
    """The first line of a trace that is the user's."""
    for entry in trace:
        match = _TRACE_LINE.match(entry.strip())
        if match and not any(each in entry for each in _FOREIGN):
            return match["file"], int(match["line"])
    return None, None


def _messages(metadata: Mapping[str, Any]) -> Iterator[Message]:
    for path, notes in metadata.items():
        for note in notes:
            level = _MESSAGES.get(note["type"])
            if level is not None:
                yield Message(level=level, path=readable_path(path), text=str(note["data"]))


def _in_order(stacks: list[AssemblyStack]) -> tuple[AssemblyStack, ...]:
    """Each stack after those it depends on, else as written."""
    by_id = {each.artifact_id: each for each in stacks}
    order: dict[str, AssemblyStack] = {}
    seen: set[str] = set()

    def add(stack: AssemblyStack) -> None:
        if stack.artifact_id in seen:
            return
        seen.add(stack.artifact_id)
        for name in stack.depends_on:
            add(by_id[name])
        order[stack.artifact_id] = stack

    for stack in stacks:
        add(stack)
    return tuple(order.values())


def _json(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise AssemblyError(f"{file} cannot be read: {error.strerror}") from None
    except json.JSONDecodeError as error:
        raise AssemblyError(f"{file} is not JSON: {error}") from None

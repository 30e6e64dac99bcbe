"""Runs a conformance case: calls in a row, each with the parts of AWS's answer that must be there.

A case is data (see the files in `cases/`). It restates in a few lines what a recorded conversation with AWS
teaches, and names the conversation. Steps are API calls, or one of the shorthands:

    deploy    make a change set, execute it, wait for the stack
    preview   make a change set and compare its changes: `plain` without and `valued` with property values

In parameters and expectations `$name` stands for what an earlier step saved, `<any>` in an expected text for
any text, and null for a member that must not be there. Everything the step does not mention is not compared.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from botocore.exceptions import ClientError

from landform.server.local import LocalTarget

FOLDER = Path(__file__).parent / "cases"
_SNAKE = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SAVED = re.compile(r"\$([a-z_]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One conversation of ours."""

    name: str
    source: str  # the recorded conversation or AWS page it restates
    steps: tuple[Mapping[str, Any], ...]


def read_cases() -> list[Case]:
    """All cases of all files, in order."""
    found: list[Case] = []
    for path in sorted(FOLDER.glob("*.yaml")):
        for each in yaml.safe_load(path.read_text(encoding="utf-8")):
            if "case" in each:  # other entries only hold anchors
                found.append(Case(name=each["case"], source=each["source"], steps=tuple(each["steps"])))
    return found


@dataclass(slots=True)
class Conversation:
    """A client, and what the steps have saved so far."""

    target: LocalTarget
    clients: dict[str, Any] = field(default_factory=dict)
    saved: dict[str, str] = field(default_factory=lambda: {"stack": "conformance"})
    change_sets: int = 0

    def call(self, operation: str, parameters: Mapping[str, Any]) -> Any:
        """The answer, or the error as AWS's clients see it."""
        service, _, name = operation.rpartition(":")
        service = service or "cloudformation"
        if service not in self.clients:
            self.clients[service] = self.target.session().client(service)
        method = getattr(self.clients[service], _SNAKE.sub("_", name).lower())
        try:
            answer = method(**self.filled(parameters))
        except ClientError as error:
            return error.response
        self.target.wait()
        return answer

    def filled(self, value: Any) -> Any:
        """The value with `$name` replaced, and a Template as the text AWS takes."""
        if isinstance(value, str):
            return _SAVED.sub(lambda found: self.saved.get(found[1], found[0]), value)
        if isinstance(value, list):
            return [self.filled(each) for each in value]
        if isinstance(value, dict):
            plain = {key: self.filled(each) for key, each in value.items()}
            if "Template" in plain:
                plain["TemplateBody"] = json.dumps(plain.pop("Template"))
            if isinstance(plain.get("Parameters"), dict) and "TemplateBody" in plain:
                plain["Parameters"] = parameters_of(plain["Parameters"])
            return plain
        return value

    def change_set(self, given: Mapping[str, Any]) -> Any:
        """The answer to CreateChangeSet for a deploy or preview step."""
        self.change_sets += 1
        found = self.call("DescribeStacks", {"StackName": "$stack"})
        is_new = "Error" in found
        request = {
            "StackName": "$stack",
            "ChangeSetName": f"set-{self.change_sets}",
            "ChangeSetType": "CREATE" if is_new else "UPDATE",
            **given,
        }
        return self.call("CreateChangeSet", request)


def parameters_of(values: Mapping[str, str]) -> list[dict[str, str]]:
    """Parameter structures of plain names and values."""
    return [{"ParameterKey": name, "ParameterValue": value} for name, value in values.items()]


def run_case(case: Case) -> list[str]:
    """What diverges from AWS, a line each; empty when nothing does."""
    found: list[str] = []
    with LocalTarget(None) as target:
        conversation = Conversation(target=target)
        for number, step in enumerate(case.steps, start=1):
            found += [f"step {number}: {line}" for line in _run(conversation, step)]
    return found


def _run(conversation: Conversation, step: Mapping[str, Any]) -> list[str]:
    if "deploy" in step:
        made = conversation.change_set(step["deploy"])
        answer = made
        if "Error" not in made:
            answer = conversation.call("ExecuteChangeSet", {"ChangeSetName": made["Id"]})
        if "Error" not in answer:
            answer = conversation.call("DescribeStacks", {"StackName": made["StackId"]})["Stacks"][0]
        if "Error" in answer and "expect" not in step:
            return [f"the deployment failed: {answer['Error']}"]
    elif "preview" in step:
        made = conversation.change_set(step["preview"])
        if "Error" in made:
            return [f"the change set failed: {made['Error']}"]
        return _preview(conversation, made["Id"], step)
    else:
        answer = conversation.call(step["call"], step.get("with", {}))
    for name, path in step.get("save", {}).items():
        conversation.saved[name] = _at(answer, path)
    return differences(conversation.filled(step.get("expect", {})), answer, "")


def _at(answer: Any, path: str) -> str:
    for part in path.split("."):
        answer = answer[int(part)] if part.isdigit() else answer[part]
    return str(answer)


def _preview(conversation: Conversation, change_set: str, step: Mapping[str, Any]) -> list[str]:
    found: list[str] = []
    for key, with_values in (("plain", False), ("valued", True)):
        if key not in step:
            continue
        request = {"ChangeSetName": change_set, "IncludePropertyValues": with_values}
        answer = conversation.call("DescribeChangeSet", request)
        expected = {name: sorted(lines) for name, lines in conversation.filled(step[key]).items()}
        shown = shown_changes(answer["Changes"])
        if shown != expected:
            found.append(f"{key}: AWS shows {expected}, Landform {shown}")
    conversation.call("DeleteChangeSet", {"ChangeSetName": change_set})
    return found


def shown_changes(changes: list[Any]) -> dict[str, list[str]]:
    """AWS change structures as short lines, sorted, by logical id."""
    shown: dict[str, list[str]] = {}
    for each in changes:
        change = each["ResourceChange"]
        head = [change["Action"], change.get("Replacement", ""), change.get("PolicyAction", "")]
        lines = [" ".join(part for part in head if part)]
        lines += [_detail(detail) for detail in change["Details"]]
        shown[change["LogicalResourceId"]] = sorted(lines)
    return shown


def _detail(detail: Mapping[str, Any]) -> str:
    target = detail["Target"]
    words = [
        target.get("Name", target["Attribute"]),
        target["RequiresRecreation"],
        detail["ChangeSource"],
        detail["Evaluation"],
        detail.get("CausingEntity", ""),
    ]
    line = " ".join(word for word in words if word)
    if "BeforeValue" in target or "AfterValue" in target:
        line += f": {target.get('BeforeValue', '')} -> {target.get('AfterValue', '')}"
    return line


def differences(expected: Any, given: Any, path: str) -> list[str]:
    """Where the given answer lacks what is expected."""
    if isinstance(expected, dict):
        if not isinstance(given, dict):
            return [f"{path or 'answer'}: expected a structure, got {given!r}"]
        found: list[str] = []
        for key, value in expected.items():
            if value is None:
                found += [f"{path}.{key}: should not be there, is {given[key]!r}"] if key in given else []
            elif key not in given:
                found.append(f"{path}.{key}: missing; the answer has {sorted(given)}")
            else:
                found += differences(value, given[key], f"{path}.{key}")
        return found
    if isinstance(expected, list):
        if not isinstance(given, list) or len(given) != len(expected):
            return [f"{path}: expected {len(expected)} items, got {given!r}"]
        pairs = enumerate(zip(expected, given, strict=True))
        return [line for index, (one, other) in pairs for line in differences(one, other, f"{path}[{index}]")]
    if isinstance(expected, str) and isinstance(given, str):
        pattern = ".*".join(map(re.escape, expected.split("<any>")))
        return (
            []
            if re.fullmatch(pattern, given, re.DOTALL)
            else [f"{path}: AWS {expected!r}, Landform {given!r}"]
        )
    return [] if expected == given else [f"{path}: AWS {expected!r}, Landform {given!r}"]

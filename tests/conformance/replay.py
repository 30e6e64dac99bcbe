"""Replays recorded conversations with AWS against Landform and says where the answers differ.

A recording is a JSON list of conversations: `requests` (calls with their parameters, and which of AWS's
answers the call before is compared with) and `answers`, in which what varies is a placeholder. The folder is
no part of the project; LANDFORM_RECORDINGS names it.

    python -m tests.conformance.replay [WORD …]     conversations whose id holds a word; else all, counts only
"""

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from landform.server.local import LocalTarget

ROOT = Path(__file__).parents[2]
RECORDINGS = Path(os.environ.get("LANDFORM_RECORDINGS", ROOT / "recordings"))
_ARN = re.compile(r"arn:aws:cloudformation:[^:]+:\d+:(?:stack|changeSet)/([^/]+)/[^\"\s]+")
_PLACEHOLDER = re.compile(r"<[^<>]+>|111111111111|timestamp|datetime|(?<=-)date$")
_ANYTHING = ("datetime", "timestamp", "timestamp-iso")
#: What the recording's tests put behind names, and left out of AWS's answers.
_RANDOM_ENDING = re.compile(
    r"-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|-[0-9a-f]{8}(?![0-9a-f])|(?<=[A-Za-z0-9])-[A-Za-z0-9]{12}$"
)
#: Files that the recording's own run had and the recording has not.
_LOST = re.compile(r"<ReadFileChunk>|<\d+ bytes>")
#: Members that came to the API after most recordings, or that their own requests gave otherwise.
_OF_ANOTHER_TIME = frozenset(
    {"HTTPHeaders", "RequestId", "RetryAttempts", "HostId", "LastOperations", "Capabilities", "OperationId"}
)


@dataclass
class Result:
    """What replaying a conversation has shown."""

    id: str
    compared: int = 0
    differences: list[tuple[str, str, str]] = field(default_factory=list)  # call, answer's name, difference
    broken: str = ""  # why the replay stopped


def conversations(words: list[str]) -> Iterator[dict[str, Any]]:
    """Every recorded conversation whose id holds one of the words; all when there are none."""
    for file in sorted(RECORDINGS.glob("*.json")):
        for each in json.loads(file.read_text(encoding="utf-8")):
            is_asked_for = not words or any(word in each["id"] for word in words)
            if is_asked_for and not _LOST.search(json.dumps(each["requests"])):
                yield each


class Replay:
    """One conversation against an embedded cloud of its own."""

    def __init__(self, target: LocalTarget, conversation: Mapping[str, Any]) -> None:
        self._target = target
        self._conversation = conversation
        self._session = target.session()
        self._named: dict[str, str] = {}  # the latest ARN of a stack or change set, by its name
        self._bound: dict[str, str] = {}  # ARNs of the recording's own run to ours
        self.result = Result(conversation["id"])

    def run(self) -> Result:
        """Make the calls and compare."""
        answers, last, call = self._conversation["answers"], None, ""
        for request in self._conversation["requests"]:
            if "call" in request:
                call = request["call"]
                last = self._call(call, self._ours(request["params"]))
            elif last is not None and (name := request["compare_previous_answer_with"]) in answers:
                self.result.compared += 1
                found = list(differences(answers[name], shaped_as(answers[name], last), ""))
                self.result.differences += [(call, name, each) for each in found]
        return self.result

    def _call(self, call: str, parameters: Any) -> Any:
        service, operation = call.split(":")
        client = self._session.client(service)
        method = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", operation).lower()
        try:
            answer = getattr(client, method)(**parameters)
        except ClientError as error:
            answer = error.response
        except (BotoCoreError, AttributeError) as error:
            answer = {"Error": {"Code": type(error).__name__, "Message": str(error)}}
        self._target.wait()
        for text in _texts(answer):
            if found := _ARN.fullmatch(text):
                self._named[found.group(1)] = text
        return answer

    def _ours(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self._ours(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self._ours(item) for item in value]
        return _ARN.sub(self._arn, value) if isinstance(value, str) else value

    def _arn(self, found: "re.Match[str]") -> str:
        theirs, name = found.group(), found.group(1)
        if theirs not in self._bound and name in self._named:
            self._bound[theirs] = self._named[name]
        return self._bound.get(theirs, theirs)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, str):
        yield value


def shaped_as(aws: Any, ours: Any) -> Any:
    """Our answer in the form in which the recording keeps AWS's: one stack, or events by resource."""
    if isinstance(aws, str) and isinstance(ours, dict) and "Error" in ours:
        error = ours["Error"]
        operation = aws.partition("calling the ")[2].partition(" ")[0]
        return (
            f"An error occurred ({error['Code']}) when calling the {operation} operation: {error['Message']}"
        )
    if isinstance(aws, str) and isinstance(ours, dict) and len(ours.get("Stacks", ())) == 1:
        return ours["Stacks"][0]["StackStatus"]
    if isinstance(aws, list) and isinstance(ours, dict) and "StackEvents" in ours:
        return _listed(aws, ours["StackEvents"])
    if not isinstance(aws, dict) or not isinstance(ours, dict):
        return ours
    if len(ours.get("Stacks", ())) == 1 and not aws.keys() & {"Stacks", "StackStatus"}:
        return {each["OutputKey"]: each["OutputValue"] for each in ours["Stacks"][0].get("Outputs", ())}
    if "Stacks" in ours and "Stacks" not in aws and "StackStatus" in aws:
        return ours["Stacks"][0] if ours["Stacks"] else {}
    if "StackEvents" in ours and "StackEvents" not in aws:
        return _grouped(aws, ours["StackEvents"])
    return ours


def _listed(aws: list[Any], events: list[dict[str, Any]]) -> list[Any]:
    """Our events as a list of pairs, of types, or of those that are complete, as AWS's are listed."""
    told = sorted(events, key=lambda each: each["Timestamp"])
    if aws and isinstance(aws[0], str):
        return sorted({each["ResourceType"] for each in told})
    if aws and isinstance(aws[0], list):
        return [[each["LogicalResourceId"], each["ResourceStatus"]] for each in told]
    return [each for each in told if each["ResourceStatus"] == "CREATE_COMPLETE"]


def _grouped(aws: Mapping[str, Any], events: list[dict[str, Any]]) -> dict[str, Any]:
    """Our events as one of two recording fixtures kept AWS's.

    The older one has all events before the stack's deletion, newest first; the newer one the last of those
    that follow each other with the same status, oldest first, without clean-ups.
    """
    samples = [each for value in aws.values() if isinstance(value, list) for each in value]
    names = {name for each in samples if isinstance(each, dict) for name in each}
    is_older = any(isinstance(each, dict) and "EventId" in each for each in samples)
    of_stack = next((name for name in aws if name.startswith("<stack-name")), "Stack")
    groups: dict[str, list[Any]] = {}
    for event in sorted(events, key=lambda each: each["Timestamp"]):
        is_stack = event["PhysicalResourceId"] == event["StackId"]
        status = event["ResourceStatus"]
        if is_older and is_stack and status == "DELETE_IN_PROGRESS":
            break
        if not is_older and status.endswith("CLEANUP_IN_PROGRESS"):
            continue
        group = groups.setdefault(of_stack if is_stack else event["LogicalResourceId"], [])
        if not is_older and group and group[-1]["ResourceStatus"] == status:
            group.pop()
        group.append({name: event[name] for name in event if name in names} if names else event)
    return {name: group[::-1] if is_older else group for name, group in groups.items()}


def _in_order(value: Any, path: str) -> Any:
    """Lists that AWS gives in no order of its own (recorded both ways) in one; no words of other times."""
    if isinstance(value, list) and path.rpartition(".")[2] in ("Details", "Parameters", "Tags", "Outputs"):
        texts = {id(each): json.dumps(each, sort_keys=True, default=str) for each in value}
        return sorted(value, key=lambda each: (each.get("ChangeSource", ""), texts[id(each)]))
    if isinstance(value, dict) and value.get("Action") == "Add" and "Replacement" in value:
        return {name: item for name, item in value.items() if name != "Replacement"}  # until May 2025
    return value


def differences(aws: Any, ours: Any, path: str) -> Iterator[str]:
    """Where two answers differ, placeholders and times aside."""
    aws, ours = _in_order(aws, path), _in_order(ours, path)
    if isinstance(aws, dict) and isinstance(ours, str) and ours.startswith("{"):
        ours = json.loads(ours)
    if isinstance(aws, dict) and isinstance(ours, dict):
        for key in sorted({*aws, *ours} - _OF_ANOTHER_TIME):
            if key != "EventId" or not path:
                yield from _differences_at(key, aws, ours, f"{path}.{key}" if path else str(key))
    elif isinstance(aws, list) and isinstance(ours, list):
        if len(aws) != len(ours):
            yield f"{path}: {len(ours)} items, AWS has {len(aws)}"
        for theirs, mine in zip(aws, ours, strict=False):
            yield from differences(theirs, mine, f"{path}[]")
    elif not _is_same(aws, ours):
        yield f"{path}: {_short(ours)} for AWS's {_short(aws)}"


def _differences_at(key: str, aws: Mapping[str, Any], ours: Mapping[str, Any], path: str) -> Iterator[str]:
    if key not in ours:
        yield f"{path}: missing"
    elif key in aws:
        yield from differences(aws[key], ours[key], path)
    elif key != "ResponseMetadata":
        yield f"{path}: not AWS's"


def _is_same(aws: Any, ours: Any) -> bool:
    if not isinstance(aws, str):
        return bool(aws == ours)
    if aws in _ANYTHING:
        return True
    text = (
        ours.isoformat()
        if isinstance(ours, datetime)
        else ours
        if isinstance(ours, str)
        else json.dumps(ours, default=str)
    )
    parts = _PLACEHOLDER.split(aws)
    pattern = re.compile(".*".join(re.escape(part) for part in parts), re.DOTALL)
    if pattern.fullmatch(text) or pattern.fullmatch(_RANDOM_ENDING.sub("", text)):
        return True
    return _RANDOM_ENDING.sub("", text.split("-", 1)[-1]) == _RANDOM_ENDING.sub("", aws.split("-", 1)[-1])


def _short(value: Any) -> str:
    text = json.dumps(value, default=str)
    return text if len(text) < 160 else f"{text[:160]}…"


def replayed(conversation: Mapping[str, Any]) -> Result:
    """The conversation's result; a replay that breaks says why."""
    with LocalTarget() as target:
        replay = Replay(target, conversation)
        try:
            return replay.run()
        except Exception as error:
            replay.result.broken = f"{type(error).__name__}: {error}"
            return replay.result


def report(results: list[Result], *, is_long: bool) -> Iterator[str]:
    """The counts, and for a few conversations every difference."""
    same = [each for each in results if each.compared and not each.differences and not each.broken]
    kinds = Counter(
        f"{call} {re.sub(r': .*', '', text) if 'for AWS' in text else text}"
        for each in results
        for call, text in {(call, text) for call, _, text in each.differences}
    )
    if is_long:
        for each in results:
            yield f"== {each.id} {each.broken}"
            yield from (f"   {call} [{name}] {text}" for call, name, text in each.differences)
    compared = sum(each.compared for each in results)
    differing = len({(each.id, name) for each in results for _, name, _ in each.differences})
    yield f"{len(same)} of {len(results)} conversations match; {compared - differing} of {compared} answers"
    yield from (f"{count:5} {kind}" for kind, count in kinds.most_common(70))
    yield from (f"broken: {each.id}: {each.broken}" for each in results if each.broken)


def main(words: list[str]) -> None:
    """Replay and print."""
    results = [replayed(each) for each in conversations(words)]
    for line in report(results, is_long=bool(words)):
        print(line)


if __name__ == "__main__":
    main(sys.argv[1:])

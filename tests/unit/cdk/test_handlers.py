"""The code that stacks take along does its work against an embedded S3, without a network."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from botocore.exceptions import ClientError

from landform.cdk.core.custom_resource_provider import handler_folder
from landform.server.local import LocalTarget


@pytest.fixture
def session() -> Iterator[Any]:
    """A cloud of its own."""
    with LocalTarget() as target:
        yield target.session()


def _loaded(name: str, session: Any) -> dict[str, Any]:
    """The handler's names, with a boto3 that gives the session's clients."""
    boto3 = ModuleType("boto3")
    boto3.client = session.client  # type: ignore[attr-defined]  # a stand-in
    respond = ModuleType("respond")
    respond.answering = lambda handle: handle  # type: ignore[attr-defined]  # a stand-in
    before = {each: sys.modules.get(each) for each in ("boto3", "respond")}
    sys.modules.update(boto3=boto3, respond=respond)
    names: dict[str, Any] = {}
    try:
        source = Path(handler_folder(name)) / "index.py"
        exec(compile(source.read_text(encoding="utf-8"), str(source), "exec"), names)
    finally:
        for each, module in before.items():
            sys.modules.pop(each)
            if module is not None:
                sys.modules[each] = module
    return names


def test_a_marked_bucket_is_emptied_and_another_is_not(session: Any) -> None:
    """Every version of every object goes, but only where the tag asks for it."""
    s3 = session.client("s3")
    for name, value in (("marked", "true"), ("kept", "false")):
        s3.create_bucket(Bucket=name)
        s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
        tags = [{"Key": "aws-cdk:auto-delete-objects", "Value": value}]
        s3.put_bucket_tagging(Bucket=name, Tagging={"TagSet": tags})
        for body in (b"1", b"2"):
            s3.put_object(Bucket=name, Key="k", Body=body)
    empty = _loaded("auto_delete", session)["empty"]
    for name in ("marked", "kept"):
        empty({"RequestType": "Delete", "ResourceProperties": {"BucketName": name}})
    assert "Versions" not in s3.list_object_versions(Bucket="marked")
    assert len(s3.list_object_versions(Bucket="kept")["Versions"]) == 2


def test_entries_of_others_stay_in_a_bucket_that_is_not_the_stacks_own(session: Any) -> None:
    """The stack's own carry its id, and are replaced and removed by it."""
    merged = _loaded("bucket_notifications", session)["merged"]
    other = {"Id": "theirs", "QueueArn": "q", "Events": ["s3:ObjectCreated:*"]}
    old = {"Id": "stack-1", "QueueArn": "old", "Events": []}
    own = {"QueueArn": "new", "Events": []}
    wanted = {"QueueConfigurations": [own]}
    props = {"NotificationConfiguration": wanted}
    found = merged({"QueueConfigurations": [other, old]}, wanted, "stack", props, "Update")
    assert [each["QueueArn"] for each in found["QueueConfigurations"]] == ["q", "new"]
    assert found["QueueConfigurations"][1]["Id"].startswith("stack-")
    assert merged({"QueueConfigurations": [other, old]}, {}, "stack", props, "Delete") == {
        "QueueConfigurations": [other]
    }


class _Lambda:
    """Answers of the service, one for each call."""

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.asked: list[dict[str, Any]] = []

    def client(self, name: str, config: Any) -> "_Lambda":
        assert (name, config.read_timeout, config.retries) == ("lambda", 7.0, {"max_attempts": 0})
        return self

    def invoke(self, **request: Any) -> Any:
        self.asked.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def _trigger(kind: str, found: _Lambda, again: str = "true", call: str = "RequestResponse") -> None:
    names = _loaded("trigger", found)
    names["SECONDS"] = 0.0
    properties = {
        "HandlerArn": "f:1",
        "InvocationType": call,
        "Timeout": "7000",
        "ExecuteOnHandlerChange": again,
    }
    names["handle"]({"RequestType": kind, "ResourceProperties": properties})


def test_a_trigger_calls_when_it_is_made_and_when_the_function_changes_unless_it_shall_not() -> None:
    found = _Lambda(*({"StatusCode": 200} for _ in range(3)))
    for kind, again in (("Create", "true"), ("Create", "false"), ("Update", "true"), ("Update", "false")):
        _trigger(kind, found, again)
    _trigger("Delete", found)
    assert found.asked == [{"FunctionName": "f:1", "InvocationType": "RequestResponse"}] * 3


def test_a_trigger_waits_for_its_role_and_fails_with_its_function() -> None:
    denied = ClientError({"Error": {"Code": "AccessDeniedException"}}, "Invoke")
    found = _Lambda(denied, denied, {"StatusCode": 202})
    _trigger("Create", found, call="Event")
    assert len(found.asked) == 3
    payload = io.BytesIO(b'{"errorType": "KeyError", "errorMessage": "x"}')
    with pytest.raises(RuntimeError, match="KeyError: x"):
        _trigger("Create", _Lambda({"StatusCode": 200, "FunctionError": "Unhandled", "Payload": payload}))
    with pytest.raises(RuntimeError, match="status code 500"):
        _trigger("Create", _Lambda({"StatusCode": 500}))
    other = ClientError({"Error": {"Code": "ResourceNotFoundException"}}, "Invoke")
    with pytest.raises(ClientError):
        _trigger("Create", _Lambda(other))

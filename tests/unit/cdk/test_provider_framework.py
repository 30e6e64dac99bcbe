"""The functions around a provider call it, wait for it, and answer for it."""

import importlib.util
import io
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import landform.cdk.handlers

HANDLERS = Path(landform.cdk.handlers.__file__).parent
REQUEST = {"RequestType": "Create", "RequestId": "r", "ResponseURL": "https://x", "StackId": "s"}


class Cloud:
    """Lambda and Step Functions: answers by function, executions that were started."""

    class exceptions:
        class ResourceNotReadyException(Exception):
            pass

        class ResourceConflictException(Exception):
            pass

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {}
        self.failing: dict[str, str] = {}
        self.started: list[dict[str, Any]] = []

    def invoke(self, *, FunctionName: str, Payload: bytes) -> dict[str, Any]:
        assert json.loads(Payload)["ResponseURL"] == "..."
        if FunctionName in self.failing:
            body = json.dumps({"errorMessage": self.failing[FunctionName]}).encode()
            return {"Payload": io.BytesIO(body), "FunctionError": "Unhandled"}
        return {"Payload": io.BytesIO(json.dumps(self.answers.get(FunctionName)).encode())}

    def start_execution(self, *, stateMachineArn: str, name: str, input: str) -> None:
        self.started.append({"machine": stateMachineArn, "name": name, "input": json.loads(input)})


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Cloud:
    import boto3

    cloud = Cloud()
    monkeypatch.setattr(boto3, "client", lambda service: cloud)
    monkeypatch.setenv("USER_ON_EVENT_FUNCTION_ARN", "on-event")
    monkeypatch.setenv("USER_IS_COMPLETE_FUNCTION_ARN", "is-complete")
    return cloud


@pytest.fixture
def framework(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setitem(sys.modules, "respond", _loaded("respond", HANDLERS / "respond.py"))
    module = _loaded("framework", HANDLERS / "provider_framework" / "framework.py")
    sent: list[dict[str, Any]] = []
    module.sent = sent  # type: ignore[attr-defined]  # what the test looks at
    module.send = lambda event, answer: sent.append(answer)  # type: ignore[attr-defined]
    return module


def _loaded(name: str, path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_provider_that_does_not_wait_is_answered_for_at_once(cloud: Cloud, framework: Any) -> None:
    cloud.answers["on-event"] = {"PhysicalResourceId": "p", "Data": {"a": 1}, "NoEcho": True}
    framework.onEvent(REQUEST, None)
    expected = {"Status": "SUCCESS", "PhysicalResourceId": "p", "Data": {"a": 1}, "NoEcho": True}
    assert framework.sent == [expected]


def test_a_new_resource_without_an_id_is_known_by_the_request(cloud: Cloud, framework: Any) -> None:
    framework.onEvent(REQUEST, None)
    assert framework.sent == [{"Status": "SUCCESS", "PhysicalResourceId": "r"}]


def test_a_provider_that_fails_is_answered_for_with_its_message(cloud: Cloud, framework: Any) -> None:
    cloud.failing["on-event"] = "no luck"
    framework.onEvent(REQUEST, None)
    assert framework.sent[0]["Status"] == "FAILED"
    assert framework.sent[0]["Reason"] == "no luck"


def test_the_deletion_of_what_was_never_made_succeeds(cloud: Cloud, framework: Any) -> None:
    cloud.failing["on-event"] = "no luck"
    framework.onEvent(REQUEST, None)
    never = framework.sent[0]["PhysicalResourceId"]
    framework.onEvent({**REQUEST, "RequestType": "Delete", "PhysicalResourceId": never}, None)
    assert framework.sent[1] == {"Status": "SUCCESS", "PhysicalResourceId": never}


def test_a_deletion_may_not_change_the_id(cloud: Cloud, framework: Any) -> None:
    cloud.answers["on-event"] = {"PhysicalResourceId": "other"}
    framework.onEvent({**REQUEST, "RequestType": "Delete", "PhysicalResourceId": "p"}, None)
    assert framework.sent[0]["Reason"] == "Delete may not change the physical id from p to other"


def test_a_provider_that_waits_starts_the_state_machine(
    cloud: Cloud, framework: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAITER_STATE_MACHINE_ARN", "machine")
    cloud.answers["on-event"] = {"PhysicalResourceId": "p", "Own": 1}
    framework.onEvent(REQUEST, None)
    assert framework.sent == []
    assert cloud.started[0]["name"] == "r"
    assert cloud.started[0]["input"] == {**REQUEST, "PhysicalResourceId": "p", "Own": 1}


def test_work_that_goes_on_is_asked_for_again_and_at_last_times_out(cloud: Cloud, framework: Any) -> None:
    request = {**REQUEST, "PhysicalResourceId": "p"}
    cloud.answers["is-complete"] = {"IsComplete": False}
    with pytest.raises(framework.Retry) as caught:
        framework.isComplete(request, None)
    cause = json.dumps({"errorMessage": str(caught.value), "errorType": "Retry"})
    framework.onTimeout({"Error": "Retry", "Cause": cause}, None)
    assert framework.sent == [
        {"Status": "FAILED", "PhysicalResourceId": "p", "Reason": "Operation timed out"}
    ]


def test_complete_work_is_answered_for_with_the_data_of_both_functions(cloud: Cloud, framework: Any) -> None:
    cloud.answers["is-complete"] = {"IsComplete": True, "Data": {"b": 2}}
    framework.isComplete({**REQUEST, "PhysicalResourceId": "p", "Data": {"a": 1}}, None)
    assert framework.sent == [{"Status": "SUCCESS", "PhysicalResourceId": "p", "Data": {"a": 1, "b": 2}}]

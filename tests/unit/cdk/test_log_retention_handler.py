"""The function behind LogRetention does what a request asks for, however often it is asked."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import landform.cdk.handlers

HANDLERS = Path(landform.cdk.handlers.__file__).parent


class Logs:
    """CloudWatch Logs with the four operations that the handler uses."""

    class exceptions:
        class ResourceAlreadyExistsException(Exception):
            pass

        class ResourceNotFoundException(Exception):
            pass

    def __init__(self) -> None:
        self.groups: dict[str, int | None] = {}
        self.region: str | None = None

    def create_log_group(self, *, logGroupName: str) -> None:
        if logGroupName in self.groups:
            raise self.exceptions.ResourceAlreadyExistsException
        self.groups[logGroupName] = None

    def delete_log_group(self, *, logGroupName: str) -> None:
        if logGroupName not in self.groups:
            raise self.exceptions.ResourceNotFoundException
        del self.groups[logGroupName]

    def put_retention_policy(self, *, logGroupName: str, retentionInDays: int) -> None:
        self.groups[logGroupName] = retentionInDays

    def delete_retention_policy(self, *, logGroupName: str) -> None:
        self.groups[logGroupName] = None


@pytest.fixture
def logs(monkeypatch: pytest.MonkeyPatch) -> Logs:
    """One account's logs, given to whoever asks boto3 for a client."""
    import boto3

    logs = Logs()

    def client(service: str, *, region_name: str | None, config: Any) -> Logs:
        assert service == "logs"
        assert config.retries["mode"] == "standard"
        logs.region = region_name
        return logs

    monkeypatch.setattr(boto3, "client", client)
    return logs


@pytest.fixture
def handler(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The code as it lies in the function: beside respond.py."""
    monkeypatch.syspath_prepend(str(HANDLERS))
    spec = importlib.util.spec_from_file_location(
        "log_retention_index", HANDLERS / "log_retention" / "index.py"
    )
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.delitem(sys.modules, "respond", raising=False)
    return module


def _request(kind: str, **properties: Any) -> dict[str, Any]:
    return {"RequestType": kind, "ResourceProperties": {"LogGroupName": "/aws/a", **properties}}


def test_a_missing_log_group_is_made_with_its_retention(handler: ModuleType, logs: Logs) -> None:
    """Numbers come as text from CloudFormation."""
    answer = handler._handle(_request("Create", RetentionInDays="7", LogGroupRegion="eu-west-1"))
    assert logs.groups == {"/aws/a": 7}
    assert logs.region == "eu-west-1"
    assert answer == {"PhysicalResourceId": "/aws/a", "Data": {"LogGroupName": "/aws/a"}}


def test_an_existing_log_group_keeps_its_events_and_gets_the_new_retention(
    handler: ModuleType, logs: Logs
) -> None:
    """Lambda may have made it first; a request without days lifts the retention."""
    logs.groups["/aws/a"] = 3
    handler._handle(_request("Update", RetentionInDays="30"))
    assert logs.groups == {"/aws/a": 30}
    handler._handle(_request("Update"))
    assert logs.groups == {"/aws/a": None}


def test_a_log_group_is_deleted_only_when_that_was_asked_for(handler: ModuleType, logs: Logs) -> None:
    """And deleting it twice is no error."""
    logs.groups["/aws/a"] = 3
    handler._handle(_request("Delete"))
    assert logs.groups == {"/aws/a": 3}
    handler._handle(_request("Delete", RemovalPolicy="destroy"))
    handler._handle(_request("Delete", RemovalPolicy="destroy"))
    assert logs.groups == {}

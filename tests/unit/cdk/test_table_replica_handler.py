"""The functions behind a table's replicas make and delete them, and say when that is done."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import boto3
import pytest

import landform.cdk.handlers

INDEX = Path(landform.cdk.handlers.__file__).parent / "table_replica" / "index.py"


class DynamoDB:
    """One table; its replicas come and go in two steps, as in the service."""

    class exceptions:
        class ResourceNotFoundException(Exception):
            pass

    def __init__(self) -> None:
        self.replicas: dict[str, str] = {}
        self.exists = True

    def describe_table(self, *, TableName: str) -> dict[str, Any]:
        assert TableName == "orders"
        if not self.exists:
            raise self.exceptions.ResourceNotFoundException
        shown = [{"RegionName": name, "ReplicaStatus": state} for name, state in self.replicas.items()]
        return {"Table": {"TableName": TableName, **({"Replicas": shown} if shown else {})}}

    def update_table(self, *, TableName: str, ReplicaUpdates: list[dict[str, Any]]) -> None:
        assert TableName == "orders"
        for action, details in ((each, value) for update in ReplicaUpdates for each, value in update.items()):
            region = details["RegionName"]
            assert (region in self.replicas) == (action == "Delete")
            self.replicas[region] = {"Create": "CREATING", "Delete": "DELETING"}[action]

    def finish(self) -> None:
        states = self.replicas.items()
        self.replicas = {region: "ACTIVE" for region, state in states if state != "DELETING"}


@pytest.fixture
def dynamodb(monkeypatch: pytest.MonkeyPatch) -> DynamoDB:
    """What boto3 gives to whoever asks for a client."""
    found = DynamoDB()

    def client(service: str) -> DynamoDB:
        assert service == "dynamodb"
        return found

    monkeypatch.setattr(boto3, "client", client)
    return found


@pytest.fixture
def handler() -> ModuleType:
    """The code as it lies in the functions."""
    spec = importlib.util.spec_from_file_location("table_replica_index", INDEX)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def event(request: str, **properties: Any) -> dict[str, Any]:
    return {
        "RequestType": request,
        "ResourceProperties": {"TableName": "orders", "Region": "eu-west-1", **properties},
    }


def test_a_replica_is_made_once_and_deleted(handler: ModuleType, dynamodb: DynamoDB) -> None:
    made = handler.on_event(event("Create"), None)
    assert made == {"PhysicalResourceId": "orders-eu-west-1"}
    assert handler.on_event(event("Update"), None) == made
    assert handler.is_complete(event("Create"), None) == {"IsComplete": False}
    dynamodb.finish()
    assert handler.is_complete(event("Create"), None) == {"IsComplete": True}
    handler.on_event(event("Delete"), None)
    assert handler.is_complete(event("Delete"), None) == {"IsComplete": False}
    dynamodb.finish()
    assert handler.is_complete(event("Delete"), None) == {"IsComplete": True}
    assert dynamodb.replicas == {}


def test_a_replica_that_is_kept_stays_when_the_resource_is_deleted(
    handler: ModuleType, dynamodb: DynamoDB
) -> None:
    handler.on_event(event("Create"), None)
    dynamodb.finish()
    kept = event("Delete", SkipReplicaDeletion="true")
    handler.on_event(kept, None)
    assert dynamodb.replicas == {"eu-west-1": "ACTIVE"}
    assert handler.is_complete(kept, None) == {"IsComplete": True}


def test_a_replica_is_waited_for_unless_that_is_skipped(handler: ModuleType, dynamodb: DynamoDB) -> None:
    assert handler.is_complete(event("Create"), None) == {"IsComplete": False}
    assert handler.is_complete(event("Create", SkipReplicationCompletedWait="true"), None) == {
        "IsComplete": True
    }


def test_a_replica_of_a_table_that_is_gone_is_gone(handler: ModuleType, dynamodb: DynamoDB) -> None:
    dynamodb.exists = False
    handler.on_event(event("Delete"), None)
    assert handler.is_complete(event("Delete"), None) == {"IsComplete": True}

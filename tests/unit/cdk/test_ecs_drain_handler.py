"""The function that empties a container instance lets Auto Scaling go on once its tasks have ended."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import boto3
import pytest

import landform.cdk.handlers

INDEX = Path(landform.cdk.handlers.__file__).parent / "ecs_drain" / "index.py"
TOPIC = "arn:aws:sns:us-east-1:111122223333:drain"
NOTICE = {
    "LifecycleHookName": "hook",
    "AutoScalingGroupName": "group",
    "LifecycleActionToken": "token",
    "EC2InstanceId": "i-1",
}
LET_GO = {
    "LifecycleHookName": "hook",
    "AutoScalingGroupName": "group",
    "LifecycleActionToken": "token",
    "LifecycleActionResult": "CONTINUE",
    "InstanceId": "i-1",
}


class Account:
    """A cluster with one machine, whose tasks end one with each pause, and the machine's group."""

    def __init__(self, tasks: int) -> None:
        self.tasks = tasks
        self.machines = ["i-1"]
        self.drained: list[str] = []
        self.completed: list[tuple[dict[str, Any], int]] = []

    def list_container_instances(self, *, cluster: str, filter: str) -> dict[str, Any]:
        assert cluster == "orders"
        return {"containerInstanceArns": [f"arn:{each}" for each in self.machines if each in filter]}

    def update_container_instances_state(
        self, *, cluster: str, containerInstances: list[str], status: str
    ) -> None:
        assert (cluster, status) == ("orders", "DRAINING")
        self.drained += containerInstances

    def list_tasks(self, *, cluster: str, containerInstance: str) -> dict[str, Any]:
        assert containerInstance in self.drained
        return {"taskArns": [f"task-{number}" for number in range(self.tasks)]}

    def complete_lifecycle_action(self, **call: Any) -> None:
        self.completed.append((call, self.tasks))

    def pause(self, seconds: float) -> None:
        assert seconds == 10
        self.tasks -= 1


@pytest.fixture
def handler() -> ModuleType:
    spec = importlib.util.spec_from_file_location("ecs_drain", INDEX)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(handler: ModuleType, account: Account, monkeypatch: pytest.MonkeyPatch, notice: Any) -> None:
    monkeypatch.setattr(boto3, "client", lambda service: account)
    monkeypatch.setattr(handler.time, "sleep", account.pause)
    monkeypatch.setenv("CLUSTER", "orders")
    event = {"Records": [{"Sns": {"TopicArn": TOPIC, "Message": json.dumps(notice)}}]}
    handler.lambda_handler(event, None)


def test_a_machine_is_drained_and_let_go_when_its_tasks_have_ended(
    handler: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = Account(tasks=2)
    run(handler, account, monkeypatch, NOTICE)
    assert account.drained == ["arn:i-1"]
    assert account.completed == [(LET_GO, 0)]


def test_a_machine_that_never_joined_the_cluster_is_let_go(
    handler: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = Account(tasks=2)
    account.machines = []
    run(handler, account, monkeypatch, NOTICE)
    assert account.drained == []
    assert account.completed == [(LET_GO, 2)]


def test_the_notice_that_tries_out_the_topic_does_nothing(
    handler: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = Account(tasks=2)
    run(handler, account, monkeypatch, {"Event": "autoscaling:TEST_NOTIFICATION"})
    assert (account.drained, account.completed) == ([], [])

"""Clocks that jump, and what is forgotten in time."""

import json
from pathlib import Path
from typing import Any

import pytest

from landform.cloud.embedded import EmbeddedCloud
from landform.engine.engine import Engine, Settings, open_engine
from landform.server.local import LocalTarget
from landform.store.memory import MemoryStore
from tests.unit.engine.world import queue, refusal

NOON = 1_700_000_000.0
HOUR = 3600.0
DAY = 24 * HOUR
AT_LAST_SECONDS = 30.0  # a wait that has not ended by then would take an hour

WAITING = {
    "Handle": {"Type": "AWS::CloudFormation::WaitConditionHandle"},
    "Wait": {
        "Type": "AWS::CloudFormation::WaitCondition",
        "Properties": {"Handle": {"Ref": "Handle"}, "Timeout": "1"},
    },
}


class WallClock:
    """A clock that somebody sets."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> float:
        return self.now


def opened(store: MemoryStore, cloud: EmbeddedCloud, clock: WallClock) -> tuple[LocalTarget, Any]:
    target = LocalTarget(None, engine=Engine(store, cloud, Settings(folder=None, clock=clock)))
    return target, target.session().client("cloudformation")


def ends(target: LocalTarget) -> bool:
    """Whether everything that runs ends before the hour that the clock lost."""
    runner = target._engine.runner
    return all(runner.wait(each, AT_LAST_SECONDS) for each in list(runner._running))


@pytest.mark.parametrize("jump", [-HOUR, HOUR], ids=["back", "forward"])
def test_a_wait_lasts_no_longer_when_the_clock_is_set_during_it(jump: float) -> None:
    clock = WallClock()
    target, client = opened(MemoryStore(), EmbeddedCloud(None), clock)
    client.create_stack(StackName="app", TemplateBody=json.dumps({"Resources": WAITING}))
    clock.now += jump
    assert ends(target)
    stack = client.describe_stacks(StackName="app")["Stacks"][0]
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    newest = client.describe_stack_events(StackName="app")["StackEvents"][0]
    # What is shown is the wall clock's, a millisecond later for each event that came at once.
    assert newest["Timestamp"].timestamp() == pytest.approx(NOON + jump, abs=0.1)
    target.close()


def test_a_wait_lasts_no_longer_when_the_clock_is_set_back_before_a_restart() -> None:
    store, cloud, clock = MemoryStore(), EmbeddedCloud(None), WallClock()
    first, client = opened(store, cloud, clock)
    client.create_stack(StackName="app", TemplateBody=json.dumps({"Resources": WAITING}))
    operation = store.live_operations()[0].operation_id
    while len(store.journal(operation)) < 2:
        first._engine.runner.wait(operation, 0.005)
    first._engine.runner.close()
    clock.now -= HOUR
    second, client = opened(store, cloud, clock)
    second.resume()
    assert ends(second)
    assert client.describe_stacks(StackName="app")["Stacks"][0]["StackStatus"] == "ROLLBACK_COMPLETE"
    second.close()


def test_time_that_passed_before_a_restart_counts() -> None:
    store, cloud, clock = MemoryStore(), EmbeddedCloud(None), WallClock()
    long = json.dumps({"Resources": WAITING}).replace('"Timeout": "1"', '"Timeout": "3000"')
    first, client = opened(store, cloud, clock)
    client.create_stack(StackName="app", TemplateBody=long)
    operation = store.live_operations()[0].operation_id
    while len(store.journal(operation)) < 2:
        first._engine.runner.wait(operation, 0.005)
    first._engine.runner.close()
    clock.now += HOUR
    second, client = opened(store, cloud, clock)
    second.resume()
    assert ends(second)
    assert client.describe_stacks(StackName="app")["Stacks"][0]["StackStatus"] == "ROLLBACK_COMPLETE"
    second.close()


def test_deleted_stacks_are_forgotten_after_ninety_days(tmp_path: Path) -> None:
    clock = WallClock()
    settings = Settings(folder=tmp_path, clock=clock)
    deleted, living = [], []
    for name, day in (("old", 0), ("younger", 1)):
        clock.now = NOON + day * DAY
        with LocalTarget(tmp_path, engine=open_engine(settings)) as target:
            client = target.session().client("cloudformation")
            template = json.dumps({"Resources": {"Jobs": queue(name)}})
            deleted.append(client.create_stack(StackName=name, TemplateBody=template)["StackId"])
            template = json.dumps({"Resources": {"Jobs": queue(f"{name}-living")}})
            living.append(client.create_stack(StackName=f"{name}-living", TemplateBody=template)["StackId"])
            target.wait()
            client.delete_stack(StackName=name)
            target.wait()
    clock.now = NOON + 90 * DAY + 1
    with LocalTarget(tmp_path, engine=open_engine(settings)) as target:
        client = target.session().client("cloudformation")
        assert {each["StackId"] for each in client.list_stacks()["StackSummaries"]} == {*deleted, *living}
        target.resume()
        assert {each["StackId"] for each in client.list_stacks()["StackSummaries"]} == {deleted[1], *living}
        assert refusal(client.describe_stack_events, StackName=deleted[0])[1] == (
            f"Stack [{deleted[0]}] does not exist"
        )
        assert client.describe_stack_events(StackName=deleted[1])["StackEvents"]

"""The environment fails: nothing of a stack does, and the operation goes on when it can."""

import errno
import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from landform.cloud.embedded import CloudStateError, EmbeddedCloud
from landform.cloud.log import RequestLog
from landform.engine.engine import Engine, Settings, open_engine
from landform.environment import EnvironmentFaultError
from landform.ground.handler import HandlerAnswer, HandlerRequest, Provider
from landform.server.local import LocalTarget
from landform.store.interface import OperationWrites
from landform.store.memory import MemoryStore
from tests.unit.engine.world import queue

FIRST = {"Jobs": queue("jobs", 1), "Next": queue("next", 1, DependsOn="Jobs")}
SECOND = {"Jobs": queue("jobs", 2), "Next": queue("next", 2, DependsOn="Jobs")}


def full_disk() -> OSError:
    return OSError(errno.ENOSPC, "No space left on device", "cloud.sqlite")


def full_database() -> Exception:
    """SQLite's own error of a file that may not grow."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE t (x)")
    connection.execute("PRAGMA max_page_count = 2")
    try:
        connection.execute("INSERT INTO t VALUES (zeroblob(100000))")
    except sqlite3.OperationalError as error:
        return error
    raise AssertionError("the database has grown")


@dataclass(slots=True)
class Trouble:
    """What the environment does to the provider and to the store."""

    of_calls: Exception | None = None
    of_writes: Exception | None = None
    met: list[str] = field(default_factory=list)


class TroubledProvider:
    """landform.ground.handler.Provider in a bad environment."""

    def __init__(self, inner: Provider, trouble: Trouble) -> None:
        self._inner = inner
        self._trouble = trouble

    def supports(self, type_name: str) -> bool:
        return self._inner.supports(type_name)

    async def handle(self, request: HandlerRequest) -> HandlerAnswer:
        if self._trouble.of_calls is not None and request.logical_id == "Next":
            self._trouble.met.append(request.action)
            raise self._trouble.of_calls
        return await self._inner.handle(request)


class TroubledStore(MemoryStore):
    """A store on a bad disk."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__()
        self._trouble = trouble

    def commit(self, writes: OperationWrites) -> None:
        if self._trouble.of_writes is not None and "Next" in writes.resources:
            self._trouble.met.append("commit")
            raise self._trouble.of_writes
        super().commit(writes)


@contextmanager
def deployed(trouble: Trouble, *, goes_on: bool = False) -> Iterator[tuple[Engine, LocalTarget, Any]]:
    """An engine with the first template deployed, and its client."""
    settings = Settings(
        folder=None,
        wrap_provider=lambda inner: TroubledProvider(inner, trouble),
        goes_on_after_faults=goes_on,
    )
    engine = Engine(TroubledStore(trouble), EmbeddedCloud(None), settings)
    target = LocalTarget(None, engine=engine)
    client = target.session().client("cloudformation")
    client.create_stack(StackName="app", TemplateBody=json.dumps({"Resources": FIRST}))
    target.wait()
    yield engine, target, client
    target.close()


def meet(trouble: Trouble, times: int) -> None:
    """Until the trouble was met so often."""
    for _ in range(2000):
        if len(trouble.met) >= times:
            return
        time.sleep(0.005)
    raise AssertionError("nobody met the trouble")


def update(client: Any) -> None:
    client.update_stack(StackName="app", TemplateBody=json.dumps({"Resources": SECOND}))


def status(client: Any) -> str:
    return str(client.describe_stacks(StackName="app")["Stacks"][0]["StackStatus"])


def failed(client: Any) -> list[str]:
    events = client.describe_stack_events(StackName="app")["StackEvents"]
    return [each["LogicalResourceId"] for each in events if each["ResourceStatus"].endswith("_FAILED")]


def delays(target: LocalTarget) -> list[str]:
    sqs = target.session().client("sqs")
    urls = [sqs.get_queue_url(QueueName=name)["QueueUrl"] for name in ("jobs", "next")]
    found = [sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["DelaySeconds"]) for url in urls]
    return [each["Attributes"]["DelaySeconds"] for each in found]


@pytest.mark.parametrize(
    "error",
    [
        full_disk(),
        PermissionError(errno.EACCES, "Permission denied", "cloud.sqlite"),
        OSError(errno.EROFS, "Read-only file system", "cloud.sqlite"),
        full_database(),
        CloudStateError("the snapshot cannot be read"),
    ],
    ids=["full disk", "no rights", "read-only", "full database", "damaged cloud"],
)
def test_a_fault_under_the_provider_interrupts_the_operation_and_fails_nothing(error: Exception) -> None:
    trouble = Trouble()
    with deployed(trouble) as (engine, target, client):
        trouble.of_calls = error
        update(client)
        with pytest.raises(EnvironmentFaultError):
            target.wait()
        assert trouble.met == ["UPDATE"]
        assert status(client) == "UPDATE_IN_PROGRESS"
        assert failed(client) == []
        trouble.of_calls = None
        engine.own_if_free()
        target.wait()
        assert status(client) == "UPDATE_COMPLETE"
        assert delays(target) == ["2", "2"]


@pytest.mark.parametrize("of_writes", [False, True], ids=["calls", "writes"])
def test_operations_go_on_when_there_is_room_again(of_writes: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("landform.engine.runner.RETRY_SECONDS", 0.01)
    trouble = Trouble()
    with deployed(trouble, goes_on=True) as (engine, target, client):
        setattr(trouble, "of_writes" if of_writes else "of_calls", full_disk())
        update(client)
        meet(trouble, times=3)
        assert [str(each) for each in engine.runner.faults] == [
            "cloud.sqlite: there is no room left on the disk"
        ]
        assert engine.runner.is_busy
        trouble.of_calls = trouble.of_writes = None
        target.wait()
        assert status(client) == "UPDATE_COMPLETE"
        assert failed(client) == []
        assert delays(target) == ["2", "2"]
        assert engine.runner.faults == []


def test_a_cancel_during_a_fault_takes_effect_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("landform.engine.runner.RETRY_SECONDS", 0.01)
    trouble = Trouble()
    with deployed(trouble, goes_on=True) as (_, target, client):
        trouble.of_calls = full_disk()
        update(client)
        meet(trouble, times=1)
        client.cancel_update_stack(StackName="app")
        trouble.of_calls = None
        target.wait()
        assert status(client) == "UPDATE_ROLLBACK_COMPLETE"
        assert delays(target) == ["1", "1"]


def overwrite(cloud: Path) -> None:
    """The cloud's file is none of SQLite's any more."""
    (cloud / "cloud.sqlite").write_bytes(b"something else" * 1000)


def outdate(cloud: Path) -> None:
    """The file opens, but its snapshot is of another moto, and what it was made of is gone."""
    log = RequestLog(cloud)
    log.save_snapshot("moto-0.1 cpython-2.7", b"x", at=0.0, kept_requests=0)
    log.close()


DAMAGES = pytest.mark.parametrize(
    ("damage", "said"),
    [(overwrite, r"cloud\.sqlite: it is damaged"), (outdate, "cannot be brought back")],
    ids=["no database", "of another version"],
)


@DAMAGES
def test_an_operation_is_not_begun_on_a_cloud_that_cannot_be_opened(
    tmp_path: Path, damage: Callable[[Path], None], said: str
) -> None:
    with LocalTarget(tmp_path) as target:
        client = target.session().client("cloudformation")
        client.create_stack(StackName="app", TemplateBody=json.dumps({"Resources": FIRST}))
        target.wait()
    damage(tmp_path / "cloud")
    engine = open_engine(Settings(folder=tmp_path))
    with LocalTarget(tmp_path, engine=engine) as target:
        client = target.session().client("cloudformation")
        with pytest.raises(EnvironmentFaultError, match=said):
            update(client)
        assert status(client) == "CREATE_COMPLETE"
        assert engine.store.live_operations() == []
        with pytest.raises(EnvironmentFaultError, match=said):
            target.session().client("sqs").list_queues()


@DAMAGES
def test_interrupted_operations_are_not_resumed_on_a_cloud_that_cannot_be_opened(
    tmp_path: Path, damage: Callable[[Path], None], said: str
) -> None:
    trouble = Trouble()
    settings = Settings(folder=tmp_path, wrap_provider=lambda inner: TroubledProvider(inner, trouble))
    with LocalTarget(tmp_path, engine=open_engine(settings)) as target:
        client = target.session().client("cloudformation")
        trouble.of_calls = full_disk()
        client.create_stack(StackName="app", TemplateBody=json.dumps({"Resources": FIRST}))
        with pytest.raises(EnvironmentFaultError):
            target.wait()
    file = tmp_path / "cloud" / "cloud.sqlite"
    whole = file.read_bytes()
    damage(tmp_path / "cloud")
    with LocalTarget(tmp_path) as target:
        with pytest.raises(EnvironmentFaultError, match=said):
            target.resume()
        assert target.interrupted() == ["app"]
    file.write_bytes(whole)
    with LocalTarget(tmp_path) as target:
        assert target.resume() == ["app"]
        target.wait()
        assert status(target.session().client("cloudformation")) == "CREATE_COMPLETE"

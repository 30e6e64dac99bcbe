"""A driver that dies between two commits: the next owner brings the operation to its end.

The store raises at a chosen write, before or after it took the write; a second engine on the same store
and cloud then plays the next process.
"""

import json
from typing import Any

import pytest

from landform.cloud.embedded import EmbeddedCloud
from landform.engine.driver import want_deletion
from landform.engine.engine import Engine, Settings
from landform.server.local import LocalTarget
from landform.store.interface import OperationWrites
from landform.store.memory import MemoryStore
from tests.unit.engine.world import Whims, WhimsicalProvider, bad_queue, queue

FIRST = {"Jobs": queue("jobs", 1), "Next": queue("next", 1, DependsOn="Jobs"), "Old": queue("old")}
SECOND = {"Jobs": queue("jobs", 2), "Next": queue("renamed", 2, DependsOn="Jobs")}
BROKEN = {**SECOND, "Bad": {**bad_queue(), "DependsOn": "Next"}}


class DyingStore(MemoryStore):
    """A store that raises at one commit."""

    def __init__(self) -> None:
        super().__init__()
        self.dies_at: int | None = None
        self.dies_after_writing = False
        self.commits = 0

    def commit(self, writes: OperationWrites) -> None:
        self.commits += 1
        is_last = self.dies_at == self.commits
        if is_last and not self.dies_after_writing:
            raise RuntimeError("power cut")
        super().commit(writes)
        if is_last:
            raise RuntimeError("power cut")


def adopt(client: Any, queues: Any, others: dict[str, Any]) -> None:
    """Begin a stack of two queues that exist, and of others."""
    for name in ("jobs", "next"):
        queues.create_queue(QueueName=name, Attributes={"DelaySeconds": "7"})
    held = {name: {**each, "DeletionPolicy": "Retain"} for name, each in FIRST.items() if name != "Old"}
    urls = {name: queues.get_queue_url(QueueName=name.lower())["QueueUrl"] for name in held}
    client.create_change_set(
        StackName="app",
        ChangeSetName="adopt",
        ChangeSetType="IMPORT",
        TemplateBody=json.dumps({"Resources": {**held, **others}}),
        ResourcesToImport=[
            {
                "ResourceType": "AWS::SQS::Queue",
                "LogicalResourceId": name,
                "ResourceIdentifier": {"QueueUrl": urls.get(name, urls["Next"])},
            }
            for name in (*held, *others)
        ],
    )
    client.execute_change_set(StackName="app", ChangeSetName="adopt")


def begin(client: Any, kind: str, queues: Any = None) -> None:
    if kind == "import":
        adopt(client, queues, {})
    elif kind == "failing import":
        adopt(client, queues, {"Odd": {**queue("other"), "DeletionPolicy": "Retain", "DependsOn": "Next"}})
    elif kind == "create":
        client.create_stack(StackName="app", TemplateBody=json.dumps({"Resources": FIRST}))
    elif kind == "delete":
        client.delete_stack(StackName="app")
    else:
        resources = BROKEN if kind == "failing update" else SECOND
        client.update_stack(StackName="app", TemplateBody=json.dumps({"Resources": resources}))


EXPECTED = {
    "create": ("CREATE_COMPLETE", ["jobs", "next", "old"]),
    "update": ("UPDATE_COMPLETE", ["jobs", "renamed"]),
    "failing update": ("UPDATE_ROLLBACK_COMPLETE", ["jobs", "next", "old"]),
    "delete": ("DELETE_COMPLETE", []),
    "import": ("IMPORT_COMPLETE", ["jobs", "next"]),
    "failing import": ("IMPORT_ROLLBACK_COMPLETE", ["jobs", "next"]),
}


def run_with_a_death(kind: str, dies_at: int | None, *, after: bool) -> tuple[str, list[str], int]:
    """Status and queues at the end, and how many commits the first driver came to."""
    store, cloud = DyingStore(), EmbeddedCloud(None)
    first = Engine(store, cloud, Settings(folder=None))
    target = LocalTarget(None, engine=first)
    client = target.session().client("cloudformation")
    if kind in ("update", "failing update", "delete"):
        begin(client, "create")
        target.wait()
    store.commits, store.dies_at, store.dies_after_writing = 0, dies_at, after
    begin(client, kind, target.session().client("sqs"))
    target.wait()
    commits, store.dies_at = store.commits, None
    first.runner.close()
    second = LocalTarget(None, engine=Engine(store, cloud, Settings(folder=None)))
    second.resume()
    second.wait()
    stack_id = store.stacks("000000000000", "us-east-1")[0].stack_id
    session = second.session()
    status = session.client("cloudformation").describe_stacks(StackName=stack_id)["Stacks"][0]["StackStatus"]
    urls = session.client("sqs").list_queues().get("QueueUrls", [])
    names = sorted(url.rsplit("/", 1)[1] for url in urls)
    second.close()
    return str(status), names, commits


@pytest.mark.parametrize("kind", list(EXPECTED))
def test_a_death_at_any_commit_changes_nothing_in_the_end(kind: str) -> None:
    status, queues, commits = run_with_a_death(kind, None, after=False)
    assert (status, queues) == EXPECTED[kind]
    for moment in range(1, commits + 1):
        for after in (False, True):
            status, queues, _ = run_with_a_death(kind, moment, after=after)
            assert (status, queues) == EXPECTED[kind], (moment, after)


def test_a_deletion_asked_for_during_a_create_is_not_forgotten_in_a_crash() -> None:
    store, cloud, whims = DyingStore(), EmbeddedCloud(None), Whims(held={"Next"})
    settings = Settings(folder=None, wrap_provider=lambda inner: WhimsicalProvider(inner, whims))
    first = Engine(store, cloud, settings)
    client = LocalTarget(None, engine=first).session().client("cloudformation")
    begin(client, "create")
    operation = store.live_operations()[0].operation_id
    store.dies_at = store.commits + 1  # whatever the driver writes from here on is lost
    want_deletion(store, operation)
    first.runner.close()
    store.dies_at = None
    whims.held.clear()
    second = LocalTarget(None, engine=Engine(store, cloud, Settings(folder=None)))
    second.resume()
    second.wait()
    assert store.stacks("000000000000", "us-east-1")[0].status == "DELETE_COMPLETE"
    assert second.session().client("sqs").list_queues().get("QueueUrls", []) == []
    second.close()

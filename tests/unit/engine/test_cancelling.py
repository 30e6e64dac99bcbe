"""A cancel or a deletion that was confirmed takes effect; one that would come too late is refused.

The store confirms one between the end of the work and the write that says so: the worst moment.
"""

import json
from dataclasses import replace
from typing import Any

import pytest

from landform.cloud.embedded import EmbeddedCloud
from landform.engine.driver import want_deletion
from landform.engine.engine import Engine, Settings
from landform.ground.handler import HandlerAction, HandlerAnswer, HandlerRequest, Provider
from landform.ground.statuses import StackStatus
from landform.server.local import LocalTarget
from landform.store.interface import OperationWrites
from landform.store.memory import MemoryStore
from tests.unit.engine.world import World, queue


class LateStore(MemoryStore):
    """Asks for a cancel just before the stack is written for the first time with a chosen status."""

    def __init__(self) -> None:
        super().__init__()
        self.at: str | None = None
        self.confirmed: list[bool] = []

    def commit(self, writes: OperationWrites) -> None:
        if writes.stack is not None and writes.stack.status == self.at:
            self.at = None
            self.confirmed.append(self._ask(writes.operation_id))
        super().commit(writes)

    def _ask(self, operation_id: str) -> bool:
        return self.request_cancel(operation_id, "UPDATE_IN_PROGRESS")


class LateDeletingStore(LateStore):
    """The same for a deletion of a stack that is being created."""

    def _ask(self, operation_id: str) -> bool:
        return want_deletion(self, operation_id, "CREATE_IN_PROGRESS")


FIRST = {"Jobs": queue("jobs", 1), "Old": queue("old")}
SECOND = {"Jobs": queue("jobs", 2)}


def ended(store: LateStore, at: str) -> tuple[str, list[str], list[str]]:
    """Status, queues and their delays after a creation and an update, the cancel asked for at that status."""
    target = LocalTarget(None, engine=Engine(store, EmbeddedCloud(None), Settings(folder=None)))
    client = target.session().client("cloudformation")
    store.at = at
    client.create_stack(StackName="app", TemplateBody=json.dumps({"Resources": FIRST}))
    target.wait()
    if at.startswith("UPDATE"):
        client.update_stack(StackName="app", TemplateBody=json.dumps({"Resources": SECOND}))
        target.wait()
    status = store.stacks("000000000000", "us-east-1")[0].status
    sqs = target.session().client("sqs")
    urls = sorted(sqs.list_queues().get("QueueUrls", []))
    found = [sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["DelaySeconds"]) for url in urls]
    target.close()
    names = [url.rsplit("/", 1)[1] for url in urls]
    return str(status), names, [each["Attributes"]["DelaySeconds"] for each in found]


def test_a_cancel_that_was_confirmed_before_the_update_was_written_as_done_undoes_it() -> None:
    store = LateStore()
    expected = ("UPDATE_ROLLBACK_COMPLETE", ["jobs", "old"], ["1", "0"])
    assert ended(store, "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS") == expected
    assert store.confirmed == [True]


def test_a_cancel_after_the_update_was_written_as_done_is_refused() -> None:
    store = LateStore()
    assert ended(store, "UPDATE_COMPLETE") == ("UPDATE_COMPLETE", ["jobs"], ["2"])
    assert store.confirmed == [False]


def test_a_deletion_that_was_confirmed_before_the_creation_was_written_as_done_deletes_the_stack() -> None:
    store = LateDeletingStore()
    assert ended(store, "CREATE_COMPLETE") == ("DELETE_COMPLETE", [], [])
    assert store.confirmed == [True]


def test_a_deletion_that_comes_too_late_for_the_creation_is_one_of_its_own(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    stack_id = world.create({"Jobs": queue("jobs")})
    store: Any = world.engine.store
    created = store.stack(stack_id)
    find = world.engine.stacks.existing

    def still_creating(*arguments: Any) -> Any:
        """The stack as it was read a moment before its creation ended."""
        found = find(*arguments)
        return found and replace(found, status=StackStatus.CREATE_IN_PROGRESS)

    monkeypatch.setattr(world.engine.stacks, "existing", still_creating)
    assert created.status == "CREATE_COMPLETE"
    world.cloudformation.delete_stack(StackName="app")
    world.target.wait()
    assert world.stack(stack_id)["StackStatus"] == "DELETE_COMPLETE"


class CancellingProvider:
    """landform.ground.handler.Provider during whose last answer the user cancels."""

    def __init__(self, inner: Provider, asked: list[bool]) -> None:
        self._inner = inner
        self._asked = asked
        self.engine: Engine | None = None

    def supports(self, type_name: str) -> bool:
        return self._inner.supports(type_name)

    async def handle(self, request: HandlerRequest) -> HandlerAnswer:
        answer = await self._inner.handle(request)
        if request.action is HandlerAction.UPDATE and not self._asked:
            assert self.engine is not None
            stack = self.engine.store.stack(request.stack_id)
            assert stack is not None
            assert stack.last_operation_id is not None
            self._asked.append(self.engine.store.request_cancel(stack.last_operation_id, stack.status))
            self.engine.runner.cancel(stack.last_operation_id, "User Initiated")
        return answer


def test_a_cancel_that_arrives_together_with_the_last_answer_takes_effect() -> None:
    asked: list[bool] = []
    made: list[CancellingProvider] = []

    def wrap(inner: Provider) -> Provider:
        made.append(CancellingProvider(inner, asked))
        made[-1].engine = engine
        return made[-1]

    engine = Engine(MemoryStore(), EmbeddedCloud(None), Settings(folder=None, wrap_provider=wrap))
    with LocalTarget(None, engine=engine) as target:
        client = target.session().client("cloudformation")
        # The second leaves a queue to be deleted: the last answer ends the update and not the operation.
        for resources, change in ((FIRST, client.create_stack), (SECOND, client.update_stack)):
            change(StackName="app", TemplateBody=json.dumps({"Resources": resources}))
            target.wait()
        assert asked == [True]
        assert client.describe_stacks()["Stacks"][0]["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"

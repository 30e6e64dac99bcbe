"""The store in memory, for tests and in-process runs that keep nothing. Passes the same contract tests."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from threading import RLock
from typing import TypeVar

from landform.ground.records import (
    ChangeSetRecord,
    OperationRecord,
    ResourceRecord,
    StackEvent,
    StackRecord,
)
from landform.ground.values import Json
from landform.store.interface import (
    CancelPendingError,
    ExportRecord,
    FencedError,
    JournalEntry,
    OperationInProgressError,
    OperationWrites,
    Remembered,
)

_Key = TypeVar("_Key")


class MemoryStore:
    """See landform.store.interface.Store for what each method does."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._revision = 0
        self._stacks: dict[str, StackRecord] = {}  # in order of creation
        self._resources: dict[str, dict[str, ResourceRecord]] = {}
        self._superseded: dict[str, dict[tuple[str, str], ResourceRecord]] = {}
        self._events: dict[str, list[tuple[int, StackEvent]]] = {}
        self._positions = itertools.count(1)
        self._change_sets: dict[str, ChangeSetRecord] = {}
        self._exports: dict[tuple[str, str], dict[str, ExportRecord]] = {}
        self._imports: dict[str, frozenset[str]] = {}  # by stack id
        self._operations: dict[str, OperationRecord] = {}
        self._journals: dict[str, list[JournalEntry]] = {}
        self._cancels: set[str] = set()
        self._tokens: dict[tuple[str, str], Mapping[str, Json]] = {}

    @property
    def revision(self) -> int:
        return self._revision

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._lock:
            yield
            self._revision += 1

    def stack(self, stack_id: str) -> StackRecord | None:
        with self._lock:
            return self._stacks.get(stack_id)

    def stack_named(self, account_id: str, region: str, name: str) -> StackRecord | None:
        return next((each for each in self.stacks(account_id, region) if each.stack_name == name), None)

    def stacks(self, account_id: str, region: str) -> list[StackRecord]:
        with self._lock:
            found = [
                each
                for each in self._stacks.values()
                if each.account_id == account_id and each.region == region
            ]
        return found[::-1]

    def save_stack(self, record: StackRecord, events: Sequence[StackEvent] = ()) -> None:
        with self._writing():
            self._stacks[record.stack_id] = record
            self._add_events(events)

    def forget_stack(self, stack_id: str) -> None:
        with self._writing():
            self._stacks.pop(stack_id, None)
            self._events.pop(stack_id, None)
            self._resources.pop(stack_id, None)
            self._superseded.pop(stack_id, None)
            self._imports.pop(stack_id, None)
            for each in self.change_sets(stack_id):
                self._change_sets.pop(each.change_set_id)
            operations = [key for key, each in self._operations.items() if each.stack_id == stack_id]
            for operation_id in operations:
                del self._operations[operation_id]
                self._journals.pop(operation_id, None)
                self._cancels.discard(operation_id)
            self._forget_tokens(stack_id, *operations)

    def deleted_before(self, moment: float) -> list[str]:
        with self._lock:
            return [
                each.stack_id
                for each in self._stacks.values()
                if each.deleted_at is not None and each.deleted_at < moment
            ]

    def resources(self, stack_id: str) -> dict[str, ResourceRecord]:
        with self._lock:
            return dict(self._resources.get(stack_id, {}))

    def has_resources(self) -> bool:
        with self._lock:
            return any(self._resources.values())

    def superseded(self, stack_id: str) -> list[ResourceRecord]:
        with self._lock:
            return list(self._superseded.get(stack_id, {}).values())

    def events(
        self, stack_id: str, *, before: int | None = None, limit: int = 100
    ) -> list[tuple[int, StackEvent]]:
        with self._lock:
            known = self._events.get(stack_id, [])[::-1]
        return [each for each in known if before is None or each[0] < before][:limit]

    def save_change_set(self, record: ChangeSetRecord) -> None:
        with self._writing():
            self._change_sets[record.change_set_id] = record

    def change_set(self, change_set_id: str) -> ChangeSetRecord | None:
        with self._lock:
            return self._change_sets.get(change_set_id)

    def change_sets(self, stack_id: str) -> list[ChangeSetRecord]:
        with self._lock:
            found = [each for each in self._change_sets.values() if each.stack_id == stack_id]
        return found[::-1]

    def delete_change_set(self, change_set_id: str) -> None:
        with self._writing():
            self._change_sets.pop(change_set_id, None)

    def exports(self, account_id: str, region: str) -> dict[str, ExportRecord]:
        with self._lock:
            return dict(sorted(self._exports.get((account_id, region), {}).items()))

    def importers(self, account_id: str, region: str, export_name: str) -> list[str]:
        with self._lock:
            return sorted(
                self._stacks[stack_id].stack_name
                for stack_id, names in self._imports.items()
                if export_name in names and self._place(stack_id) == (account_id, region)
            )

    def begin_operation(
        self,
        operation: OperationRecord,
        stack: StackRecord,
        events: Sequence[StackEvent],
        remembered: Remembered | None = None,
    ) -> None:
        with self._writing():
            if any(each.stack_id == operation.stack_id for each in self.live_operations()):
                raise OperationInProgressError(operation.stack_id)
            self._operations[operation.operation_id] = operation
            self._stacks[stack.stack_id] = stack
            self._add_events(events)
            if remembered is not None:
                self._tokens[(remembered.scope, remembered.token)] = remembered.value

    def operation(self, operation_id: str) -> OperationRecord | None:
        with self._lock:
            return self._operations.get(operation_id)

    def live_operations(self) -> list[OperationRecord]:
        with self._lock:
            return [each for each in self._operations.values() if each.result is None]

    def claim(self, operation_id: str, owner: str) -> int | None:
        with self._writing():
            operation = self._operations.get(operation_id)
            if operation is None or operation.result is not None:
                return None
            claimed = replace(operation, epoch=operation.epoch + 1, owner=owner)
            self._operations[operation_id] = claimed
            return claimed.epoch

    def journal(self, operation_id: str) -> list[JournalEntry]:
        with self._lock:
            return list(self._journals.get(operation_id, ()))

    def commit(self, writes: OperationWrites) -> None:
        with self._writing():
            operation = self._operations.get(writes.operation_id)
            if operation is None or operation.result is not None or operation.epoch != writes.epoch:
                raise FencedError(writes.operation_id)
            is_cancelled = writes.operation_id in self._cancels
            if is_cancelled and writes.stack is not None and not writes.knows_cancel:
                raise CancelPendingError(writes.operation_id)
            self._journals.setdefault(writes.operation_id, []).extend(writes.inputs)
            _apply(self._resources.setdefault(writes.stack_id, {}), writes.resources)
            _apply(self._superseded.setdefault(writes.stack_id, {}), writes.superseded)
            self._add_events(writes.events)
            if writes.stack is not None:
                self._stacks[writes.stack_id] = writes.stack
                self._put_exports(writes, writes.stack)
            if writes.result is not None:
                self._operations[writes.operation_id] = replace(
                    operation, result=writes.result, finished_at=writes.finished_at
                )
                self._journals.pop(writes.operation_id, None)

    def request_cancel(self, operation_id: str, while_status: str | None = None) -> bool:
        with self._writing():
            operation = self._operations.get(operation_id)
            if operation is None or operation.result is not None:
                return False
            if while_status is not None and self._stacks[operation.stack_id].status != while_status:
                return False
            self._cancels.add(operation_id)
            return True

    def cancel_requested(self, operation_id: str) -> bool:
        with self._lock:
            return operation_id in self._cancels

    def idempotent(self, scope: str, token: str) -> Mapping[str, Json] | None:
        with self._lock:
            return self._tokens.get((scope, token))

    def remember(self, scope: str, token: str, value: Mapping[str, Json]) -> None:
        with self._writing():
            self._tokens[(scope, token)] = value

    def remembered(self, scope: str) -> dict[str, Mapping[str, Json]]:
        with self._lock:
            return {token: value for (owner, token), value in self._tokens.items() if owner == scope}

    def close(self) -> None:
        """Nothing to release."""

    def _forget_tokens(self, *ids: str) -> None:
        """Forget what is remembered under an id, in a scope that ends with it, or naming it."""
        for (scope, token), value in list(self._tokens.items()):
            if token in ids or scope.endswith(ids) or value.get("StackId") in ids:
                del self._tokens[(scope, token)]

    def _place(self, stack_id: str) -> tuple[str, str]:
        stack = self._stacks[stack_id]
        return stack.account_id, stack.region

    def _add_events(self, events: Sequence[StackEvent]) -> None:
        for each in events:
            self._events.setdefault(each.stack_id, []).append((next(self._positions), each))

    def _put_exports(self, writes: OperationWrites, stack: StackRecord) -> None:
        if writes.exports is not None:
            place = self._exports.setdefault((stack.account_id, stack.region), {})
            for name in [name for name, each in place.items() if each.stack_id == writes.stack_id]:
                del place[name]
            place.update({each.name: each for each in writes.exports})
        if writes.imports is not None:
            self._imports[writes.stack_id] = frozenset(writes.imports)


def _apply(held: dict[_Key, ResourceRecord], changes: Mapping[_Key, ResourceRecord | None]) -> None:
    for key, record in changes.items():
        if record is None:
            held.pop(key, None)
        else:
            held[key] = record

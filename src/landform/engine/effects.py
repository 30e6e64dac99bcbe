"""Turns the machine's commands into rows, and keeps the stack's own record in step.

Calls and timers are handed on; everything else is a write of the same transaction as the journal entry that
caused it.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import assert_never

from landform.deploy.messages import (
    CallProvider,
    Command,
    EmitEvent,
    Finish,
    ForgetResource,
    ForgetSuperseded,
    SaveResource,
    SaveSuperseded,
    SetOutputs,
    SetStackStatus,
    WakeAt,
)
from landform.engine.operation_request import OperationRequest
from landform.ground.records import OperationRecord, ResourceRecord, StackEvent, StackRecord
from landform.ground.statuses import ResourceStatus, StackStatus
from landform.ground.values import Properties, masked
from landform.store.interface import ExportRecord, OperationWrites

STACK_TYPE = "AWS::CloudFormation::Stack"
_AHEAD_SECONDS_MAX = 60.0  # how far a burst of events may run ahead of the clock
MAX_REASON = 4096  # characters; AWS cuts long reasons too

_ROLLED_BACK = frozenset(
    {
        StackStatus.UPDATE_ROLLBACK_COMPLETE,
        StackStatus.UPDATE_ROLLBACK_FAILED,
        StackStatus.IMPORT_ROLLBACK_COMPLETE,
        StackStatus.IMPORT_ROLLBACK_FAILED,
    }
)


@dataclass(slots=True)
class Effects:
    """What one batch of commands does."""

    operation: OperationRecord
    request: OperationRequest
    stack: StackRecord
    epoch: int
    new_id: Callable[[], str]
    told_at: float = 0.0  # when the stack's last event was told
    # By logical id, what its plain references to Parameter Store stand for; see `ssm_references`.
    references: dict[str, Mapping[str, str]] = field(default_factory=dict)
    calls: list[CallProvider] = field(default_factory=list)
    writes: OperationWrites = field(init=False)

    def __post_init__(self) -> None:
        self.writes = self._fresh()

    def take(self) -> tuple[OperationWrites, list[CallProvider]]:
        """The batch so far, and a new one begun."""
        writes, calls = self.writes, self.calls
        self.writes, self.calls = self._fresh(), []
        return writes, calls

    def apply(self, commands: Iterable[Command], now: float) -> None:
        """Add the commands to the batch."""
        for command in commands:
            self._apply(command, now)

    def _fresh(self) -> OperationWrites:
        return OperationWrites(
            operation_id=self.operation.operation_id, stack_id=self.stack.stack_id, epoch=self.epoch
        )

    def _apply(self, command: Command, now: float) -> None:
        match command:
            case CallProvider():
                self.calls.append(command)
            case SaveResource():
                self.writes.resources[command.record.logical_id] = self._with_references(command.record)
            case ForgetResource():
                self.writes.resources[command.logical_id] = None
            case SaveSuperseded():
                key = (command.record.logical_id, command.record.physical_id or "")
                self.writes.superseded[key] = command.record
            case ForgetSuperseded():
                self.writes.superseded[command.logical_id, command.physical_id] = None
            case EmitEvent():
                self.writes.events.append(self._resource_event(command, now))
            case SetStackStatus():
                self._set_status(command, now)
            case SetOutputs():
                self._set_stack(replace(self.stack, outputs=command.outputs))
                self.writes.exports = _exports(self.stack)
                self.writes.imports = self.request.imports
            case WakeAt():
                pass  # the driver asks the machine, as it has to after a replay
            case Finish():
                self._finish(command.status, now)
            case _:
                assert_never(command)

    def _with_references(self, record: ResourceRecord) -> ResourceRecord:
        references = self.references.get(record.logical_id, {})
        return record if record.references == references else replace(record, references=references)

    def _set_stack(self, stack: StackRecord) -> None:
        self.stack = stack
        self.writes.stack = stack

    def _moment(self, now: float) -> float:
        """The time of the next event: a millisecond after the last at least, so that times tell the order.

        A clock that was set back is followed.
        """
        following = self.told_at + 0.001
        is_ahead = now < following < now + _AHEAD_SECONDS_MAX
        self.told_at = round(following if is_ahead else now, 3)
        return self.told_at

    def _set_status(self, command: SetStackStatus, now: float) -> None:
        self._set_stack(replace(self.stack, status=command.status, status_reason=command.reason))
        self.writes.events.append(
            self._event(
                event_id=self.new_id(),
                logical_id=self.stack.stack_name,
                physical_id=self.stack.stack_id,
                resource_type=STACK_TYPE,
                status=command.status,
                reason=command.reason,
                now=self._moment(now),
            )
        )

    def _resource_event(self, command: EmitEvent, now: float) -> StackEvent:
        now = self._moment(now)
        moment = datetime.fromtimestamp(now, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return self._event(
            event_id=f"{command.logical_id}-{command.status}-{moment}",
            logical_id=command.logical_id,
            physical_id=command.physical_id,
            resource_type=command.resource_type,
            status=command.status,
            reason=command.reason,
            now=now,
            properties=command.properties,
        )

    def _event(
        self,
        *,
        event_id: str,
        logical_id: str,
        physical_id: str,
        resource_type: str,
        status: ResourceStatus | StackStatus,
        reason: str | None,
        now: float,
        properties: Properties | None = None,
    ) -> StackEvent:
        shown = None if properties is None else masked(dict(properties))
        return StackEvent(
            event_id=event_id,
            stack_id=self.stack.stack_id,
            stack_name=self.stack.stack_name,
            logical_id=logical_id,
            physical_id=physical_id,
            resource_type=resource_type,
            timestamp=now,
            status=status,
            reason=reason[:MAX_REASON] if reason else None,
            properties=None if shown is None else json.dumps(shown, separators=(",", ":")),
            client_request_token=self.request.client_request_token,
            operation_id=self.operation.operation_id,
        )

    def _finish(self, status: StackStatus, now: float) -> None:
        self.writes.result = status.value
        self.writes.finished_at = now
        if status is StackStatus.DELETE_COMPLETE:
            self._set_stack(replace(self.stack, deleted_at=now))
            self.writes.exports, self.writes.imports = (), ()
        elif status in _ROLLED_BACK and self.request.before is not None:
            self._set_stack(_restored(self.stack, self.request.before))
            self.writes.exports = _exports(self.stack)
            self.writes.imports = self.stack.imports
        else:
            self._set_stack(self.stack)


def _restored(stack: StackRecord, before: StackRecord) -> StackRecord:
    """The stack after a rolled back update: what it was, with the status and times of now."""
    return replace(
        before,
        status=stack.status,
        status_reason=stack.status_reason,
        updated_at=stack.updated_at,
        last_operation_id=stack.last_operation_id,
        last_operation_type=stack.last_operation_type,
        termination_protection=stack.termination_protection,
    )


def _exports(stack: StackRecord) -> tuple[ExportRecord, ...]:
    return tuple(
        ExportRecord(name=each.export_name, value=each.value, stack_id=stack.stack_id)
        for each in stack.outputs
        if each.export_name is not None
    )

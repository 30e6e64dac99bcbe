"""Commands as rows: the stack's own record and events, and what the end of an operation leaves."""

from dataclasses import replace

import pytest

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
from landform.engine.effects import Effects
from landform.engine.operation_request import OperationRequest
from landform.ground.handler import HandlerAction
from landform.ground.records import OperationRecord, OutputRecord, ResourceRecord, StackEvent, StackRecord
from landform.ground.statuses import OperationKind, ResourceStatus, StackStatus
from landform.ground.values import Secret
from landform.store.interface import ExportRecord

BEFORE = StackRecord(
    stack_id="arn:stack",
    stack_name="app",
    account_id="1",
    region="us-east-1",
    status=StackStatus.CREATE_COMPLETE,
    created_at=1.0,
    outputs=(OutputRecord(key="Old", value="1", export_name="old"),),
    imports=("theirs",),
)
STACK = replace(
    BEFORE,
    status=StackStatus.UPDATE_IN_PROGRESS,
    description="new",
    updated_at=5.0,
    last_operation_id="op",
    termination_protection=True,
    outputs=(),
    imports=(),
)
QUEUE = ResourceRecord(
    logical_id="A", type_name="AWS::SQS::Queue", physical_id="a", status=ResourceStatus.CREATE_COMPLETE
)
OUTPUTS = (
    OutputRecord(key="Url", value="https://a", export_name="url"),
    OutputRecord(key="Plain", value="x"),
)


def effects_of(*commands: Command, before: StackRecord | None = BEFORE) -> Effects:
    operation = OperationRecord(
        operation_id="op", stack_id="arn:stack", kind=OperationKind.UPDATE, request={}, started_at=4.0
    )
    request = OperationRequest(before=before, imports=("mine",), client_request_token="t")
    effects = Effects(operation=operation, request=request, stack=STACK, epoch=3, new_id=lambda: "id-1")
    effects.apply(commands, 1700000000.25)
    return effects


def test_records_become_rows_and_what_is_forgotten_none() -> None:
    old = replace(QUEUE, physical_id="old")
    writes = effects_of(
        SaveResource(record=QUEUE),
        ForgetResource(logical_id="B"),
        SaveSuperseded(record=old),
        ForgetSuperseded(logical_id="A", physical_id="older"),
        WakeAt(time=5.0),
    ).writes
    assert writes.resources == {"A": QUEUE, "B": None}
    assert writes.superseded == {("A", "old"): old, ("A", "older"): None}
    assert (writes.operation_id, writes.stack_id, writes.epoch) == ("op", "arn:stack", 3)
    assert (writes.stack, writes.exports, writes.events) == (None, None, [])


def test_a_batch_is_taken_once() -> None:
    call = CallProvider(
        token="t",
        call_number=1,
        action=HandlerAction.CREATE,
        logical_id="A",
        type_name="T",
        physical_id=None,
        desired={},
        previous={},
    )
    effects = effects_of(call, SaveResource(record=QUEUE))
    writes, calls = effects.take()
    assert (calls, writes.resources) == ([call], {"A": QUEUE})
    writes, calls = effects.take()
    assert (calls, writes.resources, writes.epoch) == ([], {}, 3)


def test_an_event_of_a_resource_masks_secrets_and_cuts_long_reasons() -> None:
    told = EmitEvent(
        logical_id="A",
        physical_id="a",
        resource_type="AWS::SQS::Queue",
        status=ResourceStatus.CREATE_FAILED,
        reason="x" * 5000,
        properties={"Name": "a", "Password": Secret("hunter2")},
    )
    (event,) = effects_of(told).writes.events
    assert event == StackEvent(
        event_id="A-CREATE_FAILED-2023-11-14T22:13:20.250Z",
        stack_id="arn:stack",
        stack_name="app",
        logical_id="A",
        physical_id="a",
        resource_type="AWS::SQS::Queue",
        timestamp=1700000000.25,
        status=ResourceStatus.CREATE_FAILED,
        reason="x" * 4096,
        properties='{"Name":"a","Password":"****"}',
        client_request_token="t",
        operation_id="op",
    )
    (bare,) = effects_of(replace(told, reason=None, properties=None)).writes.events
    assert (bare.reason, bare.properties) == (None, None)


def test_a_status_of_the_stack_is_its_record_and_its_event() -> None:
    effects = effects_of(SetStackStatus(status=StackStatus.UPDATE_FAILED, reason="no"))
    assert effects.stack == replace(STACK, status=StackStatus.UPDATE_FAILED, status_reason="no")
    assert effects.writes.stack == effects.stack
    (event,) = effects.writes.events
    assert (event.event_id, event.logical_id, event.physical_id) == ("id-1", "app", "arn:stack")
    assert (event.resource_type, event.status, event.reason) == (
        "AWS::CloudFormation::Stack",
        StackStatus.UPDATE_FAILED,
        "no",
    )
    assert event.timestamp == 1700000000.25


def test_outputs_bring_the_exports_and_imports_with_them() -> None:
    effects = effects_of(SetOutputs(outputs=OUTPUTS))
    assert effects.stack.outputs == OUTPUTS
    assert effects.writes.exports == (ExportRecord(name="url", value="https://a", stack_id="arn:stack"),)
    assert effects.writes.imports == ("mine",)


def test_the_end_of_an_update_is_written() -> None:
    effects = effects_of(Finish(status=StackStatus.UPDATE_COMPLETE))
    assert (effects.writes.result, effects.writes.finished_at) == ("UPDATE_COMPLETE", 1700000000.25)
    assert effects.writes.stack == STACK
    assert effects.writes.exports is None


def test_a_deleted_stack_exports_and_imports_nothing() -> None:
    effects = effects_of(Finish(status=StackStatus.DELETE_COMPLETE))
    assert effects.stack == replace(STACK, deleted_at=1700000000.25)
    assert (effects.writes.exports, effects.writes.imports) == ((), ())


@pytest.mark.parametrize(
    "status",
    [
        StackStatus.UPDATE_ROLLBACK_COMPLETE,
        StackStatus.UPDATE_ROLLBACK_FAILED,
        StackStatus.IMPORT_ROLLBACK_COMPLETE,
        StackStatus.IMPORT_ROLLBACK_FAILED,
    ],
)
def test_a_stack_that_went_back_is_what_it_was_but_for_what_is_of_now(status: StackStatus) -> None:
    effects = effects_of(SetStackStatus(status=status, reason="why"), Finish(status=status))
    assert effects.stack == replace(
        BEFORE,
        status=status,
        status_reason="why",
        updated_at=5.0,
        last_operation_id="op",
        termination_protection=True,
    )
    assert effects.writes.exports == (ExportRecord(name="old", value="1", stack_id="arn:stack"),)
    assert effects.writes.imports == ("theirs",)


def test_a_stack_that_did_not_exist_goes_back_to_nothing() -> None:
    effects = effects_of(Finish(status=StackStatus.UPDATE_ROLLBACK_COMPLETE), before=None)
    assert (effects.stack, effects.writes.exports) == (STACK, None)

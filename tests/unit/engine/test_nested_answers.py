"""What a nested stack's status means for the request that waits for it."""

import asyncio
from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any, cast

import pytest

from landform.engine.nested_stacks import NestedStacks
from landform.ground.handler import (
    HandlerAction,
    HandlerAnswer,
    HandlerErrorCode,
    HandlerFailure,
    HandlerRequest,
    HandlerSuccess,
)
from landform.ground.records import OutputRecord, StackEvent, StackRecord
from landform.ground.statuses import StackStatus
from landform.store.memory import MemoryStore

CHILD = "arn:child"
CREATE, UPDATE, DELETE = HandlerAction.CREATE, HandlerAction.UPDATE, HandlerAction.DELETE
SETTLE = HandlerAction.SETTLE
WITH_OUTPUTS = HandlerSuccess(physical_id=CHILD, attributes={"Outputs.Url": "https://a"})
DONE = HandlerSuccess(physical_id=CHILD)
BEGAN = "Currently in UPDATE_ROLLBACK_IN_PROGRESS with reason: it began"


def failed(text: str) -> HandlerFailure:
    return HandlerFailure(
        code=HandlerErrorCode.GENERAL_SERVICE_EXCEPTION,
        message=f"Embedded stack arn:child was not successfully {text}",
        physical_id=CHILD,
    )


def event_of(operation_id: str, reason: str) -> StackEvent:
    return StackEvent(
        event_id=f"{operation_id}-{reason}",
        stack_id=CHILD,
        stack_name="child",
        logical_id="child",
        physical_id=CHILD,
        resource_type="AWS::CloudFormation::Stack",
        timestamp=1.0,
        status=StackStatus.UPDATE_ROLLBACK_IN_PROGRESS,
        reason=reason,
        operation_id=operation_id,
    )


def answered(
    action: HandlerAction, status: StackStatus | None, context: str = "begun", *, went_back: bool = True
) -> HandlerAnswer:
    """The answer about a child in this status; None: there is no child."""
    store = MemoryStore()
    if status is not None:
        child = StackRecord(
            stack_id=CHILD,
            stack_name="child",
            account_id="1",
            region="us-east-1",
            status=status,
            status_reason="why",
            created_at=1.0,
            outputs=(OutputRecord(key="Url", value="https://a"),),
            last_operation_id="op-2",
        )
        began = [event_of("op-2", "it began")] if went_back else []
        store.save_stack(child, [*began, event_of("op-1", "long ago")])
    nested = NestedStacks(
        cast(Any, None),
        cast(Any, SimpleNamespace(store=store)),
        cast(Any, None),
        cast(Any, None),
        nullcontext,
    )
    request = HandlerRequest(
        action=action,
        type_name="AWS::CloudFormation::Stack",
        client_token="t",
        account_id="1",
        region="us-east-1",
        stack_id="arn:parent",
        stack_name="parent",
        logical_id="Child",
        physical_id=CHILD,
        callback_context=context,
    )
    return asyncio.run(nested.handle(request))


@pytest.mark.parametrize(
    ("action", "status", "answer"),
    [
        (CREATE, StackStatus.CREATE_COMPLETE, WITH_OUTPUTS),
        (CREATE, StackStatus.CREATE_FAILED, failed("created: why")),
        (CREATE, StackStatus.DELETE_COMPLETE, failed("created: why")),
        (CREATE, StackStatus.DELETE_FAILED, failed("created: why")),
        (UPDATE, StackStatus.UPDATE_COMPLETE, WITH_OUTPUTS),
        (UPDATE, StackStatus.UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, WITH_OUTPUTS),
        (UPDATE, StackStatus.UPDATE_ROLLBACK_IN_PROGRESS, failed(f"updated. {BEGAN}")),
        (UPDATE, StackStatus.UPDATE_ROLLBACK_COMPLETE, failed(f"updated. {BEGAN}")),
        (DELETE, StackStatus.DELETE_COMPLETE, DONE),
        (DELETE, StackStatus.DELETE_FAILED, failed("deleted: why")),
        (SETTLE, StackStatus.UPDATE_COMPLETE, DONE),
        (SETTLE, StackStatus.UPDATE_ROLLBACK_COMPLETE, DONE),
    ],
)
def test_the_end_of_a_child_is_the_answer(
    action: HandlerAction, status: StackStatus, answer: HandlerAnswer
) -> None:
    assert answered(action, status) == answer


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (StackStatus.UPDATE_ROLLBACK_COMPLETE, WITH_OUTPUTS),
        (StackStatus.UPDATE_COMPLETE, WITH_OUTPUTS),
        (StackStatus.UPDATE_ROLLBACK_FAILED, failed(f"updated. {BEGAN}")),
    ],
)
def test_a_child_that_is_undone_is_back_when_it_is_what_it_was(
    status: StackStatus, answer: HandlerAnswer
) -> None:
    assert answered(UPDATE, status, "undoing") == answer


def test_a_failure_without_a_rollback_is_told_with_the_status_of_now() -> None:
    assert answered(UPDATE, StackStatus.UPDATE_FAILED, went_back=False) == failed(
        "updated. Currently in UPDATE_FAILED with reason: why"
    )


@pytest.mark.parametrize("action", [CREATE, UPDATE, DELETE, SETTLE])
def test_a_child_that_is_not_there_is_a_failure(action: HandlerAction) -> None:
    found = answered(action, None)
    assert isinstance(found, HandlerFailure)
    assert found.message == "Stack [arn:child] does not exist"

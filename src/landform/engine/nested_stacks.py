"""The provider of AWS::CloudFormation::Stack: a nested stack is a stack, and its operations are operations.

The request begins an operation of the child once, told apart by the request's client token, and then waits
for its end; so after a crash the parent's request finds what it had begun. A child that was updated is held
(deploy.stack_machine) until the parent's clean-up settles it: when the parent rolls back, so does the child.
Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-nested-stacks.html
"""

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Final

from landform.engine.driver import want_deletion, want_release
from landform.engine.effects import STACK_TYPE
from landform.engine.errors import EngineError
from landform.engine.nested_requests import NestedRequests
from landform.engine.runner import Parts, Runner
from landform.ground.handler import (
    HandlerAction,
    HandlerAnswer,
    HandlerErrorCode,
    HandlerFailure,
    HandlerInProgress,
    HandlerRequest,
    HandlerSuccess,
    Provider,
)
from landform.ground.records import StackRecord
from landform.ground.statuses import StackStatus

#: Seconds between looks at the child; doubled each time up to the longest.
LOOK_SECONDS: Final = 0.01
LOOK_SECONDS_MAX: Final = 0.2

#: Events that are searched for the child's reason; without the limit a large child costs too long a look.
MAX_EVENTS: Final = 2_000

_BEGUN: Final = "begun"
_UNDOING: Final = "undoing"
_TURNING_BACK: Final = frozenset(
    {
        StackStatus.ROLLBACK_IN_PROGRESS,
        StackStatus.DELETE_IN_PROGRESS,
        StackStatus.UPDATE_ROLLBACK_IN_PROGRESS,
    }
)
_UPDATED: Final = frozenset({StackStatus.UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, StackStatus.UPDATE_COMPLETE})

Changing = Callable[[], AbstractContextManager[None]]
"""Lets nobody else begin a change meanwhile."""


class NestedStacks:
    """landform.ground.handler.Provider: nested stacks are ours, everything else is another provider's."""

    def __init__(
        self, others: Provider, parts: Parts, requests: NestedRequests, runner: Runner, changing: Changing
    ) -> None:
        self._others = others
        self._store = parts.store
        self._requests = requests
        self._runner = runner
        self._changing = changing

    def supports(self, type_name: str) -> bool:
        """See Provider."""
        return type_name == STACK_TYPE or self._others.supports(type_name)

    async def handle(self, request: HandlerRequest) -> HandlerAnswer:
        """Answer one request; see Provider."""
        if request.type_name != STACK_TYPE:
            return await self._others.handle(request)
        if request.action is HandlerAction.READ:
            text = "A nested stack is looked at by itself."
            return HandlerFailure(code=HandlerErrorCode.UNSUPPORTED, message=text)
        if request.callback_context is None:
            # Beginning waits for whoever changes something now, and must not keep this loop from them.
            return await asyncio.to_thread(self._begin, request)
        return await self._end(request)

    def _begin(self, request: HandlerRequest) -> HandlerAnswer:
        try:
            with self._changing():
                match request.action:
                    case HandlerAction.CREATE:
                        child_id = self._requests.create(request)
                        return _in_progress(child_id, _BEGUN)
                    case HandlerAction.UPDATE:
                        return self._begin_update(request)
                    case HandlerAction.DELETE:
                        return self._begin_deletion(request)
                    case HandlerAction.SETTLE:
                        return self._begin_settling(request)
        except EngineError as error:
            return _failure(error.message, request.physical_id)
        return _failure(f"{STACK_TYPE} does not support {request.action.lower()}.", request.physical_id)

    def _begin_update(self, request: HandlerRequest) -> HandlerAnswer:
        child, parent = self._child(request), self._store.stack(request.stack_id)
        if child is None:
            return _failure(f"Stack [{request.physical_id}] does not exist", None)
        if parent is None or parent.status not in _TURNING_BACK:
            is_begun = self._requests.update(request, child)
            return _in_progress(child.stack_id, _BEGUN) if is_begun else _success(child)
        if child.status is StackStatus.UPDATE_COMPLETE_CLEANUP_IN_PROGRESS:
            self._cancel(child)
        elif child.status in (StackStatus.UPDATE_FAILED, StackStatus.UPDATE_ROLLBACK_FAILED):
            self._requests.roll_back(child)
        elif not child.status.is_in_progress and not self._requests.undo(request, child):
            return _success(child)
        return _in_progress(child.stack_id, _UNDOING)

    def _begin_deletion(self, request: HandlerRequest) -> HandlerAnswer:
        child = self._child(request)
        if child is None or child.status is StackStatus.DELETE_COMPLETE:
            return HandlerSuccess(physical_id=request.physical_id or "")
        refusal = self._requests.delete(child)
        if refusal is not None:
            return _failure(_sentence(child, "deleted", refusal), child.stack_id)
        return _in_progress(child.stack_id, _BEGUN)

    def _begin_settling(self, request: HandlerRequest) -> HandlerAnswer:
        child = self._child(request)
        if child is None or child.status is not StackStatus.UPDATE_COMPLETE_CLEANUP_IN_PROGRESS:
            return HandlerSuccess(physical_id=request.physical_id or "")
        if child.last_operation_id is not None:
            want_release(self._store, child.last_operation_id)
            self._runner.release(child.last_operation_id)
        return _in_progress(child.stack_id, _BEGUN)

    async def _end(self, request: HandlerRequest) -> HandlerAnswer:
        """Wait for the child, and cut it off when the parent turns back."""
        is_cut_off, pause = request.callback_context == _UNDOING, LOOK_SECONDS
        while True:
            child = self._child(request)
            if child is None:
                return _failure(f"Stack [{request.physical_id}] does not exist", None)
            answer = _judge(request, child, self._failure_of_update)
            if answer is not None:
                return answer
            if not is_cut_off and request.action in (HandlerAction.CREATE, HandlerAction.UPDATE):
                is_cut_off = self._cut_off(request, child)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LOOK_SECONDS_MAX)

    def _cut_off(self, request: HandlerRequest, child: StackRecord) -> bool:
        parent = self._store.stack(request.stack_id)
        if parent is None or parent.status not in _TURNING_BACK:
            return False
        if request.action is HandlerAction.CREATE and child.last_operation_id is not None:
            want_deletion(self._store, child.last_operation_id)
        self._cancel(child)
        return True

    def _cancel(self, child: StackRecord) -> None:
        if child.last_operation_id is not None:
            self._store.request_cancel(child.last_operation_id)
            self._runner.cancel(child.last_operation_id, "User Initiated")

    def _failure_of_update(self, child: StackRecord) -> str:
        """AWS's reason for an update of the child that failed: how it began to turn back."""
        status, reason = child.status, child.status_reason
        for _, event in self._store.events(child.stack_id, limit=MAX_EVENTS):
            is_beginning = event.status is StackStatus.UPDATE_ROLLBACK_IN_PROGRESS
            if is_beginning and event.operation_id == child.last_operation_id:
                status, reason = StackStatus.UPDATE_ROLLBACK_IN_PROGRESS, event.reason
                break
        return _sentence(child, "updated", f"Currently in {status} with reason: {reason or ''}")

    def _child(self, request: HandlerRequest) -> StackRecord | None:
        return self._store.stack(request.physical_id or "")


def _judge(
    request: HandlerRequest, child: StackRecord, failure_of_update: Callable[[StackRecord], str]
) -> HandlerAnswer | None:
    """What the child's status means for the request; None while it is under way."""
    status, reason = child.status, child.status_reason or ""
    if request.callback_context == _UNDOING:
        if status is StackStatus.UPDATE_ROLLBACK_FAILED:
            return _failure(failure_of_update(child), child.stack_id)
        # It went back, or what it was before was deployed to it again.
        is_back = status in (StackStatus.UPDATE_ROLLBACK_COMPLETE, StackStatus.UPDATE_COMPLETE)
        return _success(child) if is_back else None
    match request.action:
        case HandlerAction.CREATE if status is StackStatus.CREATE_COMPLETE:
            return _success(child)
        case HandlerAction.CREATE if status is StackStatus.CREATE_FAILED or status.startswith("DELETE_"):
            is_over = not status.is_in_progress
            return _failure(_sentence(child, "created", reason), child.stack_id) if is_over else None
        case HandlerAction.UPDATE if status in _UPDATED:
            return _success(child)
        case HandlerAction.UPDATE if "ROLLBACK" in status or status is StackStatus.UPDATE_FAILED:
            return _failure(failure_of_update(child), child.stack_id)
        case HandlerAction.SETTLE if not status.is_in_progress:
            return HandlerSuccess(physical_id=child.stack_id)
        case HandlerAction.DELETE if status is StackStatus.DELETE_COMPLETE:
            return HandlerSuccess(physical_id=child.stack_id)
        case HandlerAction.DELETE if status is StackStatus.DELETE_FAILED:
            return _failure(_sentence(child, "deleted", reason), child.stack_id)
    return None


def _sentence(child: StackRecord, verb: str, why: str) -> str:
    """AWS's reason, as published events have it.

    From https://github.com/aws-solutions-library-samples/aws-batch-arch-for-protein-folding/issues/41
    and, for updates, https://rubyonjets.com/docs/debugging/cloudformation/
    """
    separator = "." if why.startswith("Currently") else ":"
    return f"Embedded stack {child.stack_id} was not successfully {verb}{separator} {why}"


def _success(child: StackRecord) -> HandlerSuccess:
    outputs = {f"Outputs.{each.key}": each.value for each in child.outputs}
    return HandlerSuccess(physical_id=child.stack_id, attributes=outputs)


def _in_progress(child_id: str, context: str) -> HandlerInProgress:
    return HandlerInProgress(callback_context=context, delay_seconds=0.0, physical_id=child_id)


def _failure(text: str, physical_id: str | None) -> HandlerFailure:
    return HandlerFailure(
        code=HandlerErrorCode.GENERAL_SERVICE_EXCEPTION, message=text, physical_id=physical_id
    )

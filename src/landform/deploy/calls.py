"""The provider calls under way: tokens, polling, retries, and answers that come twice or too late.

One *action* (create this bucket) is one token and any number of calls: the first, then a poll after every
InProgress, then a repetition after every failure that may pass. All carry the same token, so a provider that
already made the resource recognises it. What the rest of the machine sees is only how the action ended.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from landform.deploy.messages import Answered, CallProvider
from landform.deploy.wording import EXCEEDED_ATTEMPTS
from landform.ground.handler import (
    RETRIABLE,
    HandlerAction,
    HandlerAnswer,
    HandlerErrorCode,
    HandlerFailure,
    HandlerInProgress,
    HandlerSuccess,
)
from landform.ground.records import ResourceRecord
from landform.ground.values import Properties

#: Repetitions after failures that may pass; without the limit a service that is down holds a stack for ever.
RETRIES_MAX: Final = 8
#: Seconds before the first repetition; doubled each time up to the longest.
RETRY_DELAY_SECONDS: Final = 1.0
RETRY_DELAY_SECONDS_MAX: Final = 30.0
#: Seconds an action may stay InProgress; AWS gives a resource handler at most 36 hours.
IN_PROGRESS_SECONDS_MAX: Final = 36 * 3600.0

DELETING: Final = frozenset({HandlerAction.DELETE, HandlerAction.SNAPSHOT_AND_DELETE})


class OutcomeKind(Enum):
    """What an answer means for its action."""

    STALE = "stale"  # late or repeated: no action waits for it
    PENDING = "pending"  # not ended; the next call has been issued
    SUCCEEDED = "succeeded"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """An answer, interpreted."""

    kind: OutcomeKind
    token: str
    logical_id: str = ""  # empty when STALE
    success: HandlerSuccess | None = None  # SUCCEEDED only
    reason: str = ""  # FAILED only
    code: HandlerErrorCode | None = None  # FAILED only; None where no answer said so
    physical_id: str | None = None  # what exists, as far as known
    next_call: CallProvider | None = None  # PENDING only


@dataclass(slots=True, kw_only=True)
class _Action:
    call: CallProvider
    started_at: float
    retries: int = 0


class Calls:
    """All actions that have not ended."""

    def __init__(self, operation_id: str, max_concurrency: int | None) -> None:
        self._operation_id = operation_id
        self._max_concurrency = max_concurrency
        self._actions: dict[str, _Action] = {}
        self._attempts: dict[tuple[str, HandlerAction], int] = {}

    def __len__(self) -> int:
        return len(self._actions)

    def __iter__(self) -> Iterator[CallProvider]:
        return (action.call for action in self._actions.values())

    @property
    def has_room(self) -> bool:
        """Whether one more action may start."""
        return self._max_concurrency is None or len(self._actions) < self._max_concurrency

    def start(
        self,
        now: float,
        action: HandlerAction,
        *,
        logical_id: str,
        type_name: str,
        existing: ResourceRecord | None = None,
        desired: Properties | None = None,
        not_before: float = 0.0,
    ) -> CallProvider:
        """The first call of a new action, with a token of its own; a deletion desires nothing."""
        attempt = self._attempts.get((logical_id, action), 0) + 1
        self._attempts[logical_id, action] = attempt
        call = CallProvider(
            token=token_of(self._operation_id, logical_id, action, attempt),
            call_number=1,
            action=action,
            logical_id=logical_id,
            type_name=type_name,
            physical_id=existing.physical_id if existing else None,
            desired=desired if desired and action not in DELETING else {},
            previous=existing.models[-1] if existing else {},
            also_possible=existing.models[:-1] if existing else (),
            not_before=not_before,
        )
        self._actions[call.token] = _Action(call=call, started_at=now)
        return call

    def settle(self, answered: Answered, now: float) -> Outcome:
        """What the answer means; actions that ended are forgotten."""
        action = self._actions.get(answered.token)
        if action is None or answered.call_number not in (None, action.call.call_number):
            return Outcome(kind=OutcomeKind.STALE, token=answered.token)
        outcome = self._interpret(action, answered.answer, now)
        if outcome.next_call is None:
            del self._actions[answered.token]
        else:
            action.call = outcome.next_call
        return outcome

    def _interpret(self, action: _Action, answer: HandlerAnswer, now: float) -> Outcome:
        call = action.call
        if isinstance(answer, HandlerInProgress):
            if now - action.started_at > IN_PROGRESS_SECONDS_MAX:
                return _failed(call, EXCEEDED_ATTEMPTS, answer.physical_id)
            action.retries = 0
            return _pending(call, answer, now)
        if isinstance(answer, HandlerSuccess):
            return _succeeded(call, answer)
        if answer.code is HandlerErrorCode.NOT_FOUND and call.action in DELETING:
            # Somebody else deleted it: what was wanted is the case.
            return _succeeded(call, HandlerSuccess(physical_id=call.physical_id or ""))
        if answer.code in RETRIABLE and action.retries < RETRIES_MAX:
            action.retries += 1
            return _again(call, answer, now + retry_delay_seconds(action.retries))
        return _failed(call, answer.message, answer.physical_id, answer.code)


def token_of(operation_id: str, logical_id: str, action: HandlerAction, attempt: int) -> str:
    """The client token of an action: the same for the same arguments, at most 64 of [a-zA-Z0-9-]."""
    told_apart = "\n".join((operation_id, logical_id, action, str(attempt)))
    return f"{action.lower().replace('_', '-')}-{hashlib.sha256(told_apart.encode()).hexdigest()[:40]}"


def retry_delay_seconds(retry: int) -> float:
    """How long to wait before the given repetition (from 1)."""
    return min(RETRY_DELAY_SECONDS * 2.0 ** (retry - 1), RETRY_DELAY_SECONDS_MAX)


def _pending(call: CallProvider, answer: HandlerInProgress, now: float) -> Outcome:
    physical_id = answer.physical_id or call.physical_id
    following = replace(
        call,
        call_number=call.call_number + 1,
        physical_id=physical_id,
        callback_context=answer.callback_context,
        not_before=now + answer.delay_seconds,
    )
    return Outcome(
        kind=OutcomeKind.PENDING,
        token=call.token,
        logical_id=call.logical_id,
        physical_id=physical_id,
        next_call=following,
    )


def _again(call: CallProvider, answer: HandlerFailure, not_before: float) -> Outcome:
    physical_id = answer.physical_id or call.physical_id
    following = replace(
        call, call_number=call.call_number + 1, physical_id=physical_id, not_before=not_before
    )
    return Outcome(
        kind=OutcomeKind.PENDING,
        token=call.token,
        logical_id=call.logical_id,
        physical_id=physical_id,
        next_call=following,
    )


def _succeeded(call: CallProvider, success: HandlerSuccess) -> Outcome:
    return Outcome(
        kind=OutcomeKind.SUCCEEDED,
        token=call.token,
        logical_id=call.logical_id,
        success=success,
        physical_id=success.physical_id,
    )


def _failed(
    call: CallProvider, reason: str, physical_id: str | None, code: HandlerErrorCode | None = None
) -> Outcome:
    return Outcome(
        kind=OutcomeKind.FAILED,
        token=call.token,
        logical_id=call.logical_id,
        reason=reason,
        code=code,
        physical_id=physical_id or call.physical_id,
    )

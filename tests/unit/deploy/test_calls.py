"""Tokens, polling, retries, and answers that come late."""

import re

import pytest

from landform.deploy.calls import (
    RETRIES_MAX,
    Calls,
    OutcomeKind,
    retry_delay_seconds,
    token_of,
)
from landform.deploy.messages import Answered
from landform.ground.handler import (
    HandlerAction,
    HandlerErrorCode,
    HandlerFailure,
    HandlerInProgress,
    HandlerSuccess,
)

CREATE = HandlerAction.CREATE
THROTTLED = HandlerFailure(code=HandlerErrorCode.THROTTLING, message="Rate exceeded")


def test_a_token_is_the_same_for_the_same_attempt_and_another_for_the_next() -> None:
    token = token_of("operation-1", "Queue", CREATE, 1)
    assert token == token_of("operation-1", "Queue", CREATE, 1)
    assert token != token_of("operation-1", "Queue", CREATE, 2)
    assert token != token_of("operation-2", "Queue", CREATE, 1)


@pytest.mark.parametrize("action", list(HandlerAction))
def test_a_token_is_allowed_as_a_client_token(action: HandlerAction) -> None:
    token = token_of("operation-" + "x" * 200, "Q" * 255, action, 1000)
    assert re.fullmatch(r"[a-zA-Z0-9-]{1,64}", token)


def test_a_throttled_call_is_repeated_with_its_token_ever_later() -> None:
    calls = Calls("op", None)
    call = calls.start(100.0, CREATE, logical_id="A", type_name="T")
    first = calls.settle(Answered(token=call.token, answer=THROTTLED), 100.0).next_call
    second = calls.settle(Answered(token=call.token, answer=THROTTLED), 110.0).next_call
    assert first is not None
    assert second is not None
    assert (first.token, first.call_number, first.not_before) == (call.token, 2, 101.0)
    assert (second.token, second.call_number, second.not_before) == (call.token, 3, 112.0)


def test_delays_double_up_to_half_a_minute() -> None:
    assert [retry_delay_seconds(retry) for retry in range(1, 9)] == [1, 2, 4, 8, 16, 30, 30, 30]


def test_a_service_that_stays_down_is_given_up() -> None:
    calls = Calls("op", None)
    call = calls.start(100.0, CREATE, logical_id="A", type_name="T")
    kinds = [
        calls.settle(Answered(token=call.token, answer=THROTTLED), 100.0).kind for _ in range(RETRIES_MAX + 1)
    ]
    assert kinds == [OutcomeKind.PENDING] * 8 + [OutcomeKind.FAILED]
    assert len(calls) == 0


def test_an_id_told_in_progress_is_known_when_the_action_fails() -> None:
    calls = Calls("op", None)
    call = calls.start(100.0, CREATE, logical_id="A", type_name="T")
    progress = HandlerInProgress(callback_context=None, delay_seconds=1.0, physical_id="a-1")
    calls.settle(Answered(token=call.token, answer=progress), 100.0)
    failed = HandlerFailure(code=HandlerErrorCode.NOT_STABILIZED, message="no")
    assert calls.settle(Answered(token=call.token, answer=failed), 101.0).physical_id == "a-1"


def test_an_answer_to_an_earlier_call_of_the_token_is_stale() -> None:
    calls = Calls("op", None)
    call = calls.start(100.0, CREATE, logical_id="A", type_name="T")
    calls.settle(Answered(token=call.token, answer=THROTTLED, call_number=1), 100.0)
    late = Answered(token=call.token, answer=HandlerSuccess(physical_id="a"), call_number=1)
    assert calls.settle(late, 101.0).kind is OutcomeKind.STALE


def test_an_unknown_token_is_stale() -> None:
    answered = Answered(token="nobody", answer=HandlerSuccess(physical_id="a"))
    assert Calls("op", None).settle(answered, 1.0).kind is OutcomeKind.STALE


def test_an_action_may_not_stay_in_progress_for_ever() -> None:
    calls = Calls("op", None)
    call = calls.start(0.0, CREATE, logical_id="A", type_name="T")
    progress = HandlerInProgress(callback_context=None, delay_seconds=60.0)
    outcome = calls.settle(Answered(token=call.token, answer=progress), 36 * 3600 + 1.0)
    assert (outcome.kind, outcome.reason) == (OutcomeKind.FAILED, "Exceeded attempts to wait")

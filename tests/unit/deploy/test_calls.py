"""Tokens, polling, retries, and answers that come late."""

import re
from dataclasses import replace

import pytest

from landform.deploy.calls import (
    RETRIES_MAX,
    Calls,
    Outcome,
    OutcomeKind,
    retry_delay_seconds,
    token_of,
)
from landform.deploy.messages import Answered, CallProvider
from landform.ground.handler import (
    HandlerAction,
    HandlerErrorCode,
    HandlerFailure,
    HandlerInProgress,
    HandlerSuccess,
)
from landform.ground.records import ResourceRecord
from landform.ground.statuses import ResourceStatus

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


QUEUE = ResourceRecord(
    logical_id="A",
    type_name="T",
    physical_id="a-1",
    status=ResourceStatus.UPDATE_FAILED,
    properties={"Size": 1},
    attempted=({"Size": 2}, {"Size": 3}),
)


def test_a_call_says_what_is_wanted_what_was_last_asked_and_what_else_may_be() -> None:
    call = Calls("op", None).start(
        100.0,
        HandlerAction.UPDATE,
        logical_id="A",
        type_name="T",
        existing=QUEUE,
        desired={"Size": 4},
        not_before=105.0,
    )
    assert call == CallProvider(
        token=token_of("op", "A", HandlerAction.UPDATE, 1),
        call_number=1,
        action=HandlerAction.UPDATE,
        logical_id="A",
        type_name="T",
        physical_id="a-1",
        desired={"Size": 4},
        previous={"Size": 3},
        also_possible=({"Size": 1}, {"Size": 2}),
        callback_context=None,
        not_before=105.0,
    )


@pytest.mark.parametrize("action", [HandlerAction.DELETE, HandlerAction.SNAPSHOT_AND_DELETE])
def test_a_deletion_desires_nothing(action: HandlerAction) -> None:
    call = Calls("op", None).start(
        1.0, action, logical_id="A", type_name="T", existing=QUEUE, desired={"Size": 4}
    )
    assert (call.desired, call.previous) == ({}, {"Size": 3})


def test_a_creation_knows_of_nothing_before() -> None:
    call = Calls("op", None).start(1.0, CREATE, logical_id="A", type_name="T", desired={"Size": 4})
    assert (call.physical_id, call.desired, call.previous, call.also_possible) == (None, {"Size": 4}, {}, ())


def test_each_attempt_at_the_same_action_has_a_token_of_its_own() -> None:
    calls = Calls("op", None)
    tokens = [calls.start(1.0, CREATE, logical_id="A", type_name="T").token for _ in range(2)]
    assert tokens == [token_of("op", "A", CREATE, 1), token_of("op", "A", CREATE, 2)]
    other = calls.start(1.0, HandlerAction.DELETE, logical_id="A", type_name="T").token
    assert other == token_of("op", "A", HandlerAction.DELETE, 1)
    assert [call.token for call in calls] == [*tokens, other]


def test_a_token_is_written_in_one_way_for_ever() -> None:
    # A restart after an upgrade must find the calls of the release before.
    assert token_of("op", "A", HandlerAction.SNAPSHOT_AND_DELETE, 1) == (
        "snapshot-and-delete-928e6b4272f78f92b1beec265bab9c80e1dd0b45"
    )


@pytest.mark.parametrize(("limit", "has_room"), [(1, False), (2, True), (None, True)])
def test_there_is_room_for_as_many_actions_as_allowed(limit: int | None, has_room: bool) -> None:
    calls = Calls("op", limit)
    call = calls.start(1.0, CREATE, logical_id="A", type_name="T")
    assert (len(calls), calls.has_room) == (1, has_room)
    calls.settle(Answered(token=call.token, answer=HandlerSuccess(physical_id="a")), 2.0)
    assert (len(calls), calls.has_room) == (0, True)


def test_a_success_tells_what_was_made() -> None:
    calls = Calls("op", None)
    call = calls.start(1.0, CREATE, logical_id="A", type_name="T")
    success = HandlerSuccess(physical_id="a-9")
    outcome = calls.settle(Answered(token=call.token, answer=success, call_number=1), 2.0)
    assert outcome == Outcome(
        kind=OutcomeKind.SUCCEEDED, token=call.token, logical_id="A", success=success, physical_id="a-9"
    )


def test_a_failure_tells_why_and_what_may_exist() -> None:
    calls = Calls("op", None)
    call = calls.start(1.0, HandlerAction.UPDATE, logical_id="A", type_name="T", existing=QUEUE)
    failed = HandlerFailure(code=HandlerErrorCode.INVALID_REQUEST, message="no")
    assert calls.settle(Answered(token=call.token, answer=failed), 2.0) == Outcome(
        kind=OutcomeKind.FAILED,
        token=call.token,
        logical_id="A",
        reason="no",
        code=HandlerErrorCode.INVALID_REQUEST,
        physical_id="a-1",
    )


def test_progress_is_polled_with_its_context_at_the_time_it_asks_for() -> None:
    calls = Calls("op", None)
    call = calls.start(1.0, HandlerAction.UPDATE, logical_id="A", type_name="T", existing=QUEUE)
    progress = HandlerInProgress(callback_context={"step": 2}, delay_seconds=3.0)
    following = replace(call, call_number=2, callback_context={"step": 2}, not_before=13.0)
    assert calls.settle(Answered(token=call.token, answer=progress), 10.0) == Outcome(
        kind=OutcomeKind.PENDING, token=call.token, logical_id="A", physical_id="a-1", next_call=following
    )
    assert list(calls) == [following]


def test_progress_makes_retries_begin_anew() -> None:
    calls = Calls("op", None)
    call = calls.start(0.0, CREATE, logical_id="A", type_name="T")
    progress = HandlerInProgress(callback_context={"step": 1}, delay_seconds=1.0, physical_id="a-1")
    for answer in (THROTTLED, THROTTLED, progress):
        calls.settle(Answered(token=call.token, answer=answer), 0.0)
    again = calls.settle(Answered(token=call.token, answer=THROTTLED), 10.0).next_call
    assert again is not None
    assert (again.not_before, again.call_number, again.physical_id) == (11.0, 5, "a-1")
    assert again.callback_context == {"step": 1}


def test_an_id_told_with_a_failure_that_may_pass_is_kept() -> None:
    calls = Calls("op", None)
    call = calls.start(0.0, CREATE, logical_id="A", type_name="T")
    passing = HandlerFailure(code=HandlerErrorCode.THROTTLING, message="slow", physical_id="a-2")
    outcome = calls.settle(Answered(token=call.token, answer=passing), 0.0)
    assert outcome.next_call is not None
    assert (outcome.physical_id, outcome.next_call.physical_id, outcome.logical_id) == ("a-2", "a-2", "A")


def test_an_action_may_be_in_progress_for_exactly_its_time() -> None:
    calls = Calls("op", None)
    call = calls.start(10.0, CREATE, logical_id="A", type_name="T")
    progress = HandlerInProgress(callback_context=None, delay_seconds=60.0, physical_id="a-1")
    at_the_end = calls.settle(Answered(token=call.token, answer=progress), 10.0 + 36 * 3600)
    assert at_the_end.kind is OutcomeKind.PENDING
    after = calls.settle(Answered(token=call.token, answer=progress), 10.5 + 36 * 3600)
    assert (after.kind, after.physical_id) == (OutcomeKind.FAILED, "a-1")


@pytest.mark.parametrize("action", list(HandlerAction))
def test_only_a_deletion_is_content_with_what_is_not_there(action: HandlerAction) -> None:
    calls = Calls("op", None)
    call = calls.start(1.0, action, logical_id="A", type_name="T", existing=QUEUE)
    gone = HandlerFailure(code=HandlerErrorCode.NOT_FOUND, message="gone")
    outcome = calls.settle(Answered(token=call.token, answer=gone), 2.0)
    deletes = action in (HandlerAction.DELETE, HandlerAction.SNAPSHOT_AND_DELETE)
    assert outcome.kind is (OutcomeKind.SUCCEEDED if deletes else OutcomeKind.FAILED)
    assert outcome.physical_id == "a-1"

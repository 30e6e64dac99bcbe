"""What becomes of a resource that is under way when the update turns back, however its call then ends."""

from dataclasses import replace

import pytest

from landform.deploy.messages import Answered, CancelRequested
from landform.deploy.spec import SignalWait
from landform.ground.handler import (
    HandlerAction,
    HandlerAnswer,
    HandlerErrorCode,
    HandlerFailure,
    HandlerInProgress,
    HandlerSuccess,
)
from landform.ground.statuses import OperationKind, ResourceStatus
from tests.unit.deploy.helpers import Memory, Run, Wish, failure, record, spec_of

UPDATE = OperationKind.UPDATE
MAKE, CHANGE, REMOVE = HandlerAction.CREATE, HandlerAction.UPDATE, HandlerAction.DELETE
REPLACEMENT = "Requested update requires the creation of a new physical resource; hence creating one."
CANCELLED = "UPDATE_FAILED Resource update cancelled"
MADE = HandlerSuccess(physical_id="A-made")
DONE = HandlerSuccess(physical_id="A-0")
NO = failure("no")
NO_BUT_MADE = HandlerFailure(
    code=HandlerErrorCode.NOT_STABILIZED, message="did not start", physical_id="A-made"
)

PLAIN = record("A", {"Name": "old", "Size": 1})
FIRST = replace(PLAIN, type_name="Test::First")
HALF = replace(PLAIN, status=ResourceStatus.CREATE_FAILED, is_half_made=True)
CLEAR = [REPLACEMENT_LINE := f"A-0 UPDATE_IN_PROGRESS {REPLACEMENT}", "A-0 DELETE_IN_PROGRESS"]
ANEW = [
    REPLACEMENT_LINE,
    "A-{} UPDATE_IN_PROGRESS Resource creation Initiated",
    "A-{} UPDATE_COMPLETE",
]


def cancelled(before: tuple, wish: Wish, answers: list[HandlerAnswer], late: HandlerAnswer) -> Run:
    """An update of A that is cancelled after these answers, while a call waits, which then ends so."""
    memory = Memory(live={each.logical_id: each for each in before})
    run = Run(spec_of(UPDATE, {"A": wish}, memory), memory)
    for answer in answers:
        run.answer("A", answer)
    run.give(CancelRequested())
    assert run.told("stack")[-1] == "UPDATE_ROLLBACK_IN_PROGRESS User Initiated"
    progress = HandlerInProgress(callback_context=None, delay_seconds=1.0)
    run.answer("A", progress)
    run.answer("A", late)
    return run.play()


@pytest.mark.parametrize(
    ("late", "told", "calls"),
    [
        pytest.param(
            MADE,
            [
                "- CREATE_FAILED Resource creation cancelled",
                "A-made DELETE_IN_PROGRESS",
                "A-made DELETE_COMPLETE",
            ],
            [MAKE, MAKE, REMOVE],
            id="it was made",
        ),
        pytest.param(
            NO_BUT_MADE,
            [
                "- CREATE_FAILED Resource creation cancelled",
                "A-made DELETE_IN_PROGRESS",
                "A-made DELETE_COMPLETE",
            ],
            [MAKE, MAKE, REMOVE],
            id="it was half made",
        ),
        pytest.param(
            NO,
            ["- CREATE_FAILED Resource creation cancelled", "- DELETE_COMPLETE"],
            [MAKE, MAKE],
            id="it was not made",
        ),
    ],
)
def test_a_new_resource_goes_again(late: HandlerAnswer, told: list[str], calls: list[HandlerAction]) -> None:
    run = cancelled((), Wish({"Size": 1}), [], late)
    assert run.told("A") == ["- CREATE_IN_PROGRESS", *told]
    assert [call.action for call in run.calls] == calls
    assert (run.memory.live, run.memory.superseded) == ({}, {})
    assert run.lines[-1] == "finish UPDATE_ROLLBACK_COMPLETE"


@pytest.mark.parametrize("late", [MADE, NO_BUT_MADE], ids=["made", "half made"])
def test_a_replacement_goes_again_and_the_old_one_stays(late: HandlerAnswer) -> None:
    run = cancelled((PLAIN,), Wish({"Name": "new"}), [], late)
    assert run.told("A") == [
        REPLACEMENT_LINE,
        f"A-0 {CANCELLED}",
        "A-0 UPDATE_COMPLETE",
        "A-made DELETE_IN_PROGRESS",
        "A-made DELETE_COMPLETE",
    ]
    assert (run.memory.live["A"].physical_id, run.memory.superseded) == ("A-0", {})
    assert run.memory.live["A"].properties == {"Name": "old", "Size": 1}


def test_a_replacement_that_was_not_made_leaves_nothing_to_delete() -> None:
    run = cancelled((PLAIN,), Wish({"Name": "new"}), [], NO)
    assert run.told("A") == [REPLACEMENT_LINE, f"A-0 {CANCELLED}", "A-0 UPDATE_COMPLETE"]
    assert run.memory.superseded == {}


@pytest.mark.parametrize("late", [MADE, NO_BUT_MADE], ids=["made", "half made"])
def test_what_was_made_after_the_old_one_was_deleted_goes_and_the_old_one_is_made_anew(
    late: HandlerAnswer,
) -> None:
    run = cancelled((FIRST,), Wish({"Name": "new"}, type_name="Test::First"), [DONE], late)
    assert run.told("A") == [
        *CLEAR,
        "A-0 DELETE_COMPLETE",
        f"- {CANCELLED}",
        f"A-made UPDATE_IN_PROGRESS {REPLACEMENT}",
        "A-made DELETE_IN_PROGRESS",
        "A-made DELETE_COMPLETE",
        "A-1 UPDATE_IN_PROGRESS Resource creation Initiated",
        "A-1 UPDATE_COMPLETE",
    ]
    assert (run.memory.live["A"].physical_id, run.memory.superseded) == ("A-1", {})
    assert run.memory.live["A"].properties == {"Name": "old", "Size": 1}


def test_the_old_one_is_made_anew_where_nothing_came_in_its_place() -> None:
    run = cancelled((FIRST,), Wish({"Name": "new"}, type_name="Test::First"), [DONE], NO)
    assert run.told("A") == [
        *CLEAR,
        "A-0 DELETE_COMPLETE",
        f"- {CANCELLED}",
        f"- UPDATE_IN_PROGRESS {REPLACEMENT}",
        "A-1 UPDATE_IN_PROGRESS Resource creation Initiated",
        "A-1 UPDATE_COMPLETE",
    ]
    assert [call.action for call in run.calls] == [REMOVE, MAKE, MAKE, MAKE]


def test_a_deletion_that_ends_after_the_cancel_is_made_good() -> None:
    run = cancelled((FIRST,), Wish({"Name": "new"}, type_name="Test::First"), [], DONE)
    assert run.told("A") == [
        *CLEAR,
        f"A-0 {CANCELLED}",
        "A-0 DELETE_COMPLETE",
        f"- UPDATE_IN_PROGRESS {REPLACEMENT}",
        "A-1 UPDATE_IN_PROGRESS Resource creation Initiated",
        "A-1 UPDATE_COMPLETE",
    ]


def test_a_deletion_that_fails_after_the_cancel_leaves_everything_in_doubt() -> None:
    run = cancelled((FIRST,), Wish({"Name": "new"}, type_name="Test::First"), [], failure("in use"))
    assert run.told("A") == [
        *CLEAR,
        f"A-0 {CANCELLED}",
        "A-0 DELETE_FAILED in use",
        "A-0 UPDATE_IN_PROGRESS",
        "A-0 UPDATE_COMPLETE",
    ]
    assert (run.calls[-1].action, run.calls[-1].desired) == (CHANGE, {"Name": "old", "Size": 1})


@pytest.mark.parametrize(
    ("late", "told"),
    [
        pytest.param(DONE, ["A-0 DELETE_COMPLETE"], id="scrapped"),
        pytest.param(
            failure("in use"),
            ["A-0 DELETE_FAILED in use", "A-0 DELETE_IN_PROGRESS", "A-0 DELETE_COMPLETE"],
            id="not scrapped",
        ),
    ],
)
def test_what_an_earlier_creation_left_is_gone_after_a_cancel(late: HandlerAnswer, told: list[str]) -> None:
    memory = Memory(live={"A": HALF})
    spec = spec_of(UPDATE, {"A": Wish({"Name": "old", "Size": 1})}, memory)
    spec = replace(spec, resources={"A": replace(spec.resources["A"], rollback_to=None)})
    run = Run(spec, memory)
    run.give(CancelRequested())
    run.answer("A", late)
    run.play()
    lines = run.told("A")
    assert lines[:2] == ["A-0 DELETE_IN_PROGRESS", "A-0 CREATE_FAILED Resource creation cancelled"]
    assert lines[2 : 2 + len(told)] == told
    assert all(call.action is REMOVE for call in run.calls)
    assert memory.live == {}
    assert run.lines[-1] == "finish UPDATE_ROLLBACK_COMPLETE"


def test_an_update_that_made_another_resource_after_the_cancel_is_undone() -> None:
    late = HandlerSuccess(physical_id="A-made", is_replacement=True)
    run = cancelled((PLAIN,), Wish({"Name": "old", "Size": 2}), [], late)
    assert run.told("A") == [
        "A-0 UPDATE_IN_PROGRESS",
        f"A-0 {CANCELLED}",
        "A-0 UPDATE_COMPLETE",
        "A-made DELETE_IN_PROGRESS",
        "A-made DELETE_COMPLETE",
    ]
    assert (run.memory.live["A"].physical_id, run.memory.superseded) == ("A-0", {})


WAIT = SignalWait(sources=("A",), count=1, timeout_seconds=60.0)


def test_a_remade_resource_that_waits_for_signals_goes_at_once() -> None:
    memory = Memory(live={"A": FIRST})
    wish = Wish({"Name": "new"}, type_name="Test::First", wait=WAIT)
    run = Run(spec_of(UPDATE, {"A": wish}, memory), memory)
    run.answer("A", DONE)
    run.answer("A", MADE)
    assert run.deployment.waits_for_signals
    run.give(CancelRequested())
    run.play()
    assert run.told("A")[3:] == [
        "A-made UPDATE_IN_PROGRESS Resource creation Initiated",
        f"- {CANCELLED}",
        f"A-made UPDATE_IN_PROGRESS {REPLACEMENT}",
        "A-made DELETE_IN_PROGRESS",
        "A-made DELETE_COMPLETE",
        "A-1 UPDATE_IN_PROGRESS Resource creation Initiated",
        "A-1 UPDATE_COMPLETE",
    ]
    assert not run.deployment.waits_for_signals


def test_a_created_resource_that_waits_for_signals_is_cancelled_and_deleted() -> None:
    run = Run(spec_of(UPDATE, {"A": Wish({}, wait=WAIT)}))
    run.answer("A", MADE)
    run.give(CancelRequested())
    run.play()
    assert run.told("A")[2:] == [
        "A-made CREATE_FAILED Resource creation cancelled",
        "A-made DELETE_IN_PROGRESS",
        "A-made DELETE_COMPLETE",
    ]


def test_an_answer_to_a_call_that_has_ended_is_dropped() -> None:
    run = cancelled((PLAIN,), Wish({"Name": "new"}), [], NO)
    late = Answered(token=run.calls[0].token, answer=MADE)
    assert run.give(late) == []

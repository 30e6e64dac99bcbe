"""Signals, policies and failures on the way forward: who waits, who may not, and what never starts."""

import pytest

from landform.deploy.messages import CancelRequested, SignalReceived, SignalStatus
from landform.deploy.spec import SignalWait
from landform.ground.handler import HandlerSuccess
from landform.ground.statuses import OnFailure, OperationKind
from tests.unit.deploy.helpers import Memory, Run, Wish, record, spec_of

CREATE, UPDATE = OperationKind.CREATE, OperationKind.UPDATE
KEEP = OnFailure.DO_NOTHING
FIRST = "Test::First"
WAIT = SignalWait(sources=("A",), count=1, timeout_seconds=60.0)


def signal_of(status: SignalStatus) -> SignalReceived:
    return SignalReceived(source="A", unique_id="i-1", status=status, logical_id="A")


def test_a_replacement_whose_signals_fail_is_told_and_undone() -> None:
    memory = Memory(live={"A": record("A", {"Name": "old"})})
    run = Run(spec_of(UPDATE, {"A": Wish({"Name": "new"}, wait=WAIT)}, memory), memory)
    run.answer("A", HandlerSuccess(physical_id="a-1"))
    run.give(signal_of(SignalStatus.FAILURE))
    run.play()
    assert run.told("A")[3:] == [
        "A-0 UPDATE_FAILED Received FAILURE signal with UniqueId i-1",
        "A-0 UPDATE_COMPLETE",
        "a-1 DELETE_IN_PROGRESS",
        "a-1 DELETE_COMPLETE",
    ]


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (SignalStatus.SUCCESS, "a-1 UPDATE_COMPLETE"),
        (SignalStatus.FAILURE, "- UPDATE_FAILED Received FAILURE signal with UniqueId i-1"),
    ],
)
def test_a_remade_resource_waits_for_its_signals(status: SignalStatus, told: str) -> None:
    memory = Memory(live={"A": record("A", {"Name": "old"}, type_name=FIRST)})
    wish = Wish({"Name": "new"}, type_name=FIRST, wait=WAIT)
    run = Run(spec_of(UPDATE, {"A": wish}, memory, on_failure=KEEP), memory)
    run.answer("A")
    run.answer("A", HandlerSuccess(physical_id="a-1", attributes={"Arn": "b"}))
    run.give(signal_of(status))
    assert run.told("A")[-1] == told
    assert memory.live["A"].physical_id == "a-1"
    assert memory.live["A"].attributes == {"Arn": "b"}


def test_a_signal_for_a_resource_that_is_complete_or_unknown_is_told_to_nobody() -> None:
    run = Run(spec_of(CREATE, {"A": Wish({}), "B": Wish({})}))
    run.answer("A")
    assert run.give(signal_of(SignalStatus.SUCCESS)) == []
    ghost = SignalReceived(source="Ghost", unique_id="i", status=SignalStatus.SUCCESS, logical_id="Ghost")
    assert run.give(ghost) == []


def test_nothing_starts_after_a_failure_that_is_to_be_undone() -> None:
    wishes = {"Bad": Wish({"Broken": "no"}), "Next": Wish({})}
    run = Run(spec_of(CREATE, wishes))
    assert run.calls == []
    assert run.told("Next") == []


class DenyReplacements:
    """A stack policy that allows all but replacements."""

    def denial(self, logical_id: str, type_name: str, action: str) -> str | None:
        return f"{type_name} stays" if action == "Update:Replace" else None


def test_a_stack_policy_judges_a_replacement_that_deletes_first_as_one() -> None:
    memory = Memory(
        live={
            "A": record("A", {"Name": "old"}, type_name=FIRST),
            "B": record("B", {"Size": 1}),
            "Old": record("Old", {}),
        }
    )
    wishes = {"A": Wish({"Name": "new"}, type_name=FIRST), "B": Wish({"Size": 2}), "New": Wish({})}
    run = Run(spec_of(UPDATE, wishes, memory, rules=DenyReplacements(), on_failure=KEEP), memory).play()
    assert run.told("A") == [f"A-0 UPDATE_FAILED {FIRST} stays"]
    assert run.told("B") == ["B-0 UPDATE_IN_PROGRESS", "B-0 UPDATE_COMPLETE"]
    assert run.told("New")[-1] == "New-1 CREATE_COMPLETE"
    assert run.told("Old") == []


def test_a_cancel_with_words_of_its_own_tells_them() -> None:
    memory = Memory(live={"A": record("A", {"Size": 1})})
    run = Run(spec_of(UPDATE, {"A": Wish({"Size": 2})}, memory), memory)
    run.give(CancelRequested(reason="Parent rolls back"))
    assert run.told("stack")[-1] == "UPDATE_ROLLBACK_IN_PROGRESS Parent rolls back"

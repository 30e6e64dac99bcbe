"""The machine as a whole: determinism, replay, tables without holes, and size."""

import pytest

from landform.deploy.deployment import Deployment
from landform.deploy.messages import Answered, Begin, CallProvider, Input
from landform.deploy.order import CycleError
from landform.deploy.resource_machine import (
    FORWARD,
    POLICIES,
    WAITING_FOR_SIGNALS,
    ForwardSignal,
    ForwardState,
    RemovalCause,
    step,
)
from landform.deploy.stack_machine import STACK, Phase, Signal, move
from landform.ground.handler import HandlerSuccess
from landform.ground.statuses import DeletionPolicy, OperationKind, StackStatus
from tests.unit.deploy.helpers import Run, Wish, spec_of

CREATE = OperationKind.CREATE


def test_a_replay_gives_the_same_commands_and_the_same_outstanding_calls() -> None:
    spec = spec_of(CREATE, {"A": Wish({}), "B": Wish({}), "C": Wish({}, after=("A",))})
    first, second = Deployment(spec), Deployment(spec)
    begun = first.handle(Begin(), 5.0)
    token = first.outstanding()[0].token
    answered = Answered(token=token, answer=HandlerSuccess(physical_id="a"))
    told = [begun, first.handle(answered, 6.0)]
    assert [second.handle(Begin(), 5.0), second.handle(answered, 6.0)] == told
    assert first.outstanding() == second.outstanding()
    assert [call.logical_id for call in second.outstanding()] == ["B", "C"]


def test_a_second_begin_and_anything_after_the_end_do_nothing() -> None:
    run = Run(spec_of(CREATE, {"A": Wish({})}))
    assert run.give(Begin()) == []
    run.play()
    assert run.deployment.is_finished
    assert run.deployment.status is StackStatus.CREATE_COMPLETE
    assert run.give(Begin()) == []


def test_an_answer_before_begin_does_nothing() -> None:
    deployment = Deployment(spec_of(CREATE, {"A": Wish({})}))
    late: Input = Answered(token="t", answer=HandlerSuccess(physical_id="a"))
    assert deployment.handle(late, 1.0) == []
    assert deployment.status is None


def test_a_circle_of_dependencies_is_a_bug_of_the_caller() -> None:
    deployment = Deployment(spec_of(CREATE, {"A": Wish({}, after=("B",)), "B": Wish({}, after=("A",))}))
    with pytest.raises(CycleError):
        deployment.handle(Begin(), 1.0)


def test_every_phase_but_the_last_has_a_way_out() -> None:
    assert {phase for phase, _ in STACK} == set(Phase) - {Phase.DONE}


def test_every_state_under_way_knows_success_failure_and_progress() -> None:
    under_way = {state for state, signal in FORWARD if signal is ForwardSignal.SUCCEEDED}
    for state in under_way - WAITING_FOR_SIGNALS:
        for signal in (ForwardSignal.SUCCEEDED, ForwardSignal.FAILED, ForwardSignal.IDENTIFIED):
            assert (state, signal) in FORWARD
    stoppable = set(ForwardState) - {state for state in ForwardState if state.name.endswith("STOPPED")}
    assert {state for state, signal in FORWARD if signal is ForwardSignal.STOP} == stoppable - {
        ForwardState.NOT_STARTED
    }


def test_every_cause_of_removal_has_an_answer_for_every_policy() -> None:
    assert set(POLICIES) == set(RemovalCause)
    assert all(set(policies) == set(DeletionPolicy) for policies in POLICIES.values())


def test_what_cannot_happen_is_told_as_a_bug() -> None:
    with pytest.raises(RuntimeError, match="COMPLETE cannot meet FAILED"):
        step(FORWARD, ForwardState.COMPLETE, ForwardSignal.FAILED)
    with pytest.raises(RuntimeError, match="DONE cannot meet UNDO"):
        move(Phase.DONE, Signal.UNDO)


def test_a_chain_of_ten_thousand_unchanged_and_new_resources_needs_no_recursion() -> None:
    wishes = {f"R{number}": Wish({}, after=(f"R{number - 1}",) if number else ()) for number in range(10_000)}
    deployment = Deployment(spec_of(CREATE, wishes))
    waiting = [each for each in deployment.handle(Begin(), 1.0) if isinstance(each, CallProvider)]
    steps = 0
    while waiting:
        steps += 1
        answered = Answered(token=waiting.pop().token, answer=HandlerSuccess(physical_id=str(steps)))
        waiting += [each for each in deployment.handle(answered, 1.0) if isinstance(each, CallProvider)]
    assert (steps, deployment.status) == (10_000, StackStatus.CREATE_COMPLETE)

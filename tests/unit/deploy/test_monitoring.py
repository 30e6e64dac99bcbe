"""Rollback triggers: an alarm undoes the operation, during the work and in the time after it."""

from landform.deploy.messages import AlarmsSeen, CancelRequested, TimerFired
from landform.deploy.monitoring import Monitoring, Watch
from landform.ground.handler import HandlerAction
from landform.ground.statuses import OnFailure, OperationKind
from tests.unit.deploy.helpers import Memory, Run, Wish, record, spec_of

CREATE, UPDATE = OperationKind.CREATE, OperationKind.UPDATE
ALARM = "arn:aws:cloudwatch:us-east-1:111111111111:alarm:sick"
RAISED = f"The following rollback trigger(s) are in ALARM state: [{ALARM}]."
SHOP = {"A": Wish({"Size": 1})}


def watched(run: Run) -> int | None:
    watch = run.deployment.watch
    return None if watch is None else watch.number


def test_an_operation_ends_well_only_after_a_look_when_its_work_is_done() -> None:
    run = Run(spec_of(CREATE, SHOP, alarms=(ALARM,)))
    assert watched(run) == 1
    run.give(AlarmsSeen(number=1))
    run.play()
    assert run.told("stack") == ["CREATE_IN_PROGRESS User Initiated"]
    assert watched(run) == 2
    run.give(AlarmsSeen(number=1))  # an older look that comes late
    assert run.told("stack")[-1] == "CREATE_IN_PROGRESS User Initiated"
    run.give(AlarmsSeen(number=2))
    assert run.told("stack")[-1] == "CREATE_COMPLETE"
    assert watched(run) is None


def test_an_alarm_during_a_create_rolls_it_back_and_says_why() -> None:
    run = Run(spec_of(CREATE, SHOP, alarms=(ALARM,)))
    run.give(AlarmsSeen(number=1, raised=(ALARM,)))
    run.play()
    assert run.told("stack") == [
        "CREATE_IN_PROGRESS User Initiated",
        f"ROLLBACK_IN_PROGRESS {RAISED} Rollback requested by user.",
        "ROLLBACK_COMPLETE",
    ]
    assert run.memory.live == {}


def test_an_alarm_after_the_work_of_an_update_restores_what_was() -> None:
    before = Memory(live={"A": record("A", {"Size": 0})})
    run = Run(spec_of(UPDATE, SHOP, before, alarms=(ALARM,), monitoring_seconds=60.0), before).play()
    run.give(AlarmsSeen(number=2))
    assert run.told("stack") == ["UPDATE_IN_PROGRESS User Initiated"]
    run.now += 59
    run.give(AlarmsSeen(number=2, raised=(ALARM,)))
    run.play()
    assert run.told("stack")[1] == f"UPDATE_ROLLBACK_IN_PROGRESS {RAISED}"
    assert run.told("stack")[-1] == "UPDATE_ROLLBACK_COMPLETE"
    assert run.memory.live["A"].properties == {"Size": 0}


def test_the_time_after_the_work_is_waited_for_before_anything_old_is_deleted() -> None:
    before = Memory(live={"Old": record("Old", {"Size": 0})})
    run = Run(spec_of(UPDATE, SHOP, before, monitoring_seconds=60.0), before).play()
    assert HandlerAction.DELETE not in [call.action for call in run.calls]
    assert run.deployment.wakes_at == 1060.0
    run.now = 1060.0
    run.give(TimerFired())
    run.play()
    assert run.told("stack")[-1] == "UPDATE_COMPLETE"


def test_an_update_can_be_cancelled_in_the_time_after_its_work() -> None:
    before = Memory(live={"A": record("A", {"Size": 0})})
    run = Run(spec_of(UPDATE, SHOP, before, monitoring_seconds=60.0), before).play()
    run.give(CancelRequested())
    run.play()
    assert run.told("stack")[-1] == "UPDATE_ROLLBACK_COMPLETE"


def test_an_alarm_that_does_not_exist_fails_the_operation() -> None:
    run = Run(spec_of(CREATE, SHOP, alarms=(ALARM,)))
    run.give(AlarmsSeen(number=1, missing=(ALARM,)))
    run.play()
    assert run.told("stack")[1].startswith(
        f"ROLLBACK_IN_PROGRESS The following rollback trigger(s) do not exist: [{ALARM}]."
    )


def test_an_alarm_leaves_everything_as_it_is_where_failures_are_kept() -> None:
    run = Run(spec_of(CREATE, SHOP, alarms=(ALARM,), on_failure=OnFailure.DO_NOTHING)).play()
    run.give(AlarmsSeen(number=2, raised=(ALARM,)))
    assert run.told("stack")[-1] == f"CREATE_FAILED {RAISED}"
    assert list(run.memory.live) == ["A"]


def test_an_alarm_that_is_told_while_the_operation_turns_back_changes_nothing() -> None:
    before = Memory(live={"A": record("A", {"Size": 0})})
    run = Run(spec_of(UPDATE, SHOP, before, alarms=(ALARM,)), before)
    run.give(CancelRequested())
    run.give(AlarmsSeen(number=1, raised=(ALARM,)))
    run.play()
    assert run.told("stack")[1] == "UPDATE_ROLLBACK_IN_PROGRESS User Initiated"


def test_the_first_bad_news_is_the_reason_and_ends_the_watch() -> None:
    monitoring = Monitoring(("a", "b"), 0.0)
    assert monitoring.watch == Watch(1, ("a", "b"))
    monitoring.see(AlarmsSeen(number=1, raised=("a",), missing=("b",)))
    assert monitoring.trouble == "The following rollback trigger(s) do not exist: [b]. "
    assert monitoring.watch is None
    monitoring.see(AlarmsSeen(number=1, raised=("a",)))
    assert monitoring.trouble == "The following rollback trigger(s) do not exist: [b]. "


def test_the_time_after_the_work_begins_when_it_is_first_asked_for_and_is_asked_for_once() -> None:
    monitoring = Monitoring(("a",), 60.0)
    assert monitoring.deadline(10.0) is None
    assert not monitoring.is_over(10.0)
    assert monitoring.watch == Watch(2, ("a",))
    monitoring.see(AlarmsSeen(number=2))
    assert [monitoring.deadline(69.5), monitoring.deadline(70.0)] == [70.0, None]
    assert [monitoring.is_over(69.5), monitoring.is_over(70.0)] == [False, True]
    assert monitoring.watch == Watch(2, ("a",))


def test_a_look_that_comes_late_takes_nothing_back() -> None:
    monitoring = Monitoring(("a",), 0.0)
    assert not monitoring.is_over(10.0)
    monitoring.see(AlarmsSeen(number=2))
    monitoring.see(AlarmsSeen(number=1))
    assert monitoring.is_over(10.0)


def test_without_alarms_only_the_time_counts() -> None:
    monitoring = Monitoring((), 5.0)
    assert monitoring.watch is None
    assert [monitoring.is_over(10.0), monitoring.is_over(15.0)] == [False, True]

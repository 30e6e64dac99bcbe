from landform.deploy.codec import decode_input, encode_input
from landform.deploy.messages import (
    CancelRequested,
    DeleteRequested,
    SignalReceived,
    SignalStatus,
    TimerFired,
    WakeAt,
)
from landform.deploy.spec import DesiredFailure, SignalWait
from landform.ground.statuses import OnFailure, OperationKind
from tests.unit.deploy.helpers import Memory, Run, Wish, record, spec_of

HANDLE = "handle"


def resource_wait(count: int = 1, percent: int | None = None) -> SignalWait:
    return SignalWait(sources=("Server",), count=count, timeout_seconds=60.0, percent=percent)


def condition_wait(count: int = 1) -> SignalWait:
    return SignalWait(sources=(HANDLE,), count=count, timeout_seconds=60.0, has_data=True)


def creating(wait: SignalWait | DesiredFailure, **more: object) -> Run:
    """The only resource is made and waits."""
    run = Run(spec_of(OperationKind.CREATE, {"Server": Wish({"Size": 1}, wait=wait)}, **more))
    return run.play()


def success(unique_id: str, data: str = "") -> SignalReceived:
    return SignalReceived(
        source="Server",
        unique_id=unique_id,
        status=SignalStatus.SUCCESS,
        data=data,
        logical_id="Server",
    )


def failure(unique_id: str) -> SignalReceived:
    return SignalReceived(
        source="Server", unique_id=unique_id, status=SignalStatus.FAILURE, logical_id="Server"
    )


def at_handle(unique_id: str, status: str = "SUCCESS", reason: str = "", data: str = "") -> SignalReceived:
    return SignalReceived(
        source=HANDLE, unique_id=unique_id, status=SignalStatus(status), reason=reason, data=data
    )


def expire(run: Run) -> None:
    run.now += 60.0
    run.give(TimerFired())
    run.play()


def test_a_made_resource_is_complete_when_its_signals_have_come() -> None:
    run = creating(resource_wait(count=2))
    run.give(success("i-1"))
    assert run.told("stack") == ["CREATE_IN_PROGRESS User Initiated"]
    run.give(success("i-2"))
    assert run.told("Server") == [
        "- CREATE_IN_PROGRESS",
        "Server-1 CREATE_IN_PROGRESS Resource creation Initiated",
        "Server-1 CREATE_IN_PROGRESS Received SUCCESS signal with UniqueId i-1",
        "Server-1 CREATE_IN_PROGRESS Received SUCCESS signal with UniqueId i-2",
        "Server-1 CREATE_COMPLETE",
    ]
    assert run.told("stack")[-1] == "CREATE_COMPLETE"


def test_a_unique_id_counts_and_is_told_once() -> None:
    run = creating(resource_wait(count=2))
    for _ in range(3):
        run.give(success("i-1"))
    assert not run.deployment.is_finished
    assert [line for line in run.lines if "Received" in line] == [
        "Server Server-1 CREATE_IN_PROGRESS Received SUCCESS signal with UniqueId i-1"
    ]


def test_a_signal_counts_that_comes_while_the_resource_is_made() -> None:
    run = Run(spec_of(OperationKind.CREATE, {"Server": Wish({}, wait=resource_wait())}))
    run.give(success("i-1"))
    run.play()
    assert run.told("stack")[-1] == "CREATE_COMPLETE"


def test_a_failure_signal_fails_the_resource_and_what_was_made_is_deleted() -> None:
    run = creating(resource_wait())
    run.give(failure("i-1"))
    run.play()
    assert run.told("Server")[2:] == [
        "Server-1 CREATE_IN_PROGRESS Received FAILURE signal with UniqueId i-1",
        "Server-1 CREATE_FAILED Received FAILURE signal with UniqueId i-1",
        "Server-1 DELETE_IN_PROGRESS",
        "Server-1 DELETE_COMPLETE",
    ]
    assert run.told("stack")[-1] == "ROLLBACK_COMPLETE"


def test_a_resource_that_hears_too_little_fails_at_its_timeout() -> None:
    run = creating(resource_wait(count=3))
    run.give(success("i-1"))
    expire(run)
    assert (
        "Server-1 CREATE_FAILED Failed to receive 2 resource signal(s) within the specified duration"
        in run.told("Server")
    )


def test_a_timer_that_fires_too_early_is_armed_again() -> None:
    run = creating(resource_wait())
    run.now += 1.0
    assert run.give(TimerFired()) == [WakeAt(time=1060.0)]
    assert run.deployment.wakes_at == 1060.0


def test_the_stack_s_own_timeout_ends_the_wait() -> None:
    run = creating(resource_wait(), timeout_seconds=10.0)
    run.now += 10.0
    run.give(TimerFired())
    run.play()
    assert "Server-1 CREATE_FAILED Resource creation cancelled" in run.told("Server")
    assert run.told("stack")[-1] == "ROLLBACK_COMPLETE"


def test_a_kept_failure_does_not_wait_on() -> None:
    run = creating(resource_wait(), timeout_seconds=10.0, on_failure=OnFailure.DO_NOTHING)
    run.now += 10.0
    run.give(TimerFired())
    assert run.told("stack")[-1] == "CREATE_FAILED Stack creation time exceeded the specified timeout."


def test_deleting_the_stack_ends_the_wait() -> None:
    run = creating(resource_wait())
    run.give(DeleteRequested())
    run.play()
    assert run.told("stack")[-1] == "DELETE_COMPLETE"


def test_a_wait_that_cannot_be_computed_fails_what_was_made() -> None:
    run = creating(DesiredFailure(reason="Count is no number"))
    assert "Server-1 CREATE_FAILED Count is no number" in run.told("Server")
    assert run.told("stack")[-1] == "ROLLBACK_COMPLETE"


def test_a_replacement_waits_and_a_cancelled_one_is_undone() -> None:
    before = Memory(live={"Server": record("Server", {"Name": "a"})})
    run = Run(
        spec_of(OperationKind.UPDATE, {"Server": Wish({"Name": "b"}, wait=resource_wait())}, before), before
    ).play()
    run.give(success("i-7"))
    run.play()
    assert run.told("Server")[:4] == [
        "Server-0 UPDATE_IN_PROGRESS Requested update requires the creation of a new physical resource; "
        "hence creating one.",
        "Server-1 UPDATE_IN_PROGRESS Resource creation Initiated",
        "Server-0 UPDATE_IN_PROGRESS Received SUCCESS signal with UniqueId i-7",
        "Server-1 UPDATE_COMPLETE",
    ]
    again = Run(
        spec_of(OperationKind.UPDATE, {"Server": Wish({"Name": "c"}, wait=resource_wait())}, run.memory),
        run.memory,
    ).play()
    again.give(CancelRequested())
    again.play()
    assert "Server-1 UPDATE_FAILED Resource update cancelled" in again.told("Server")
    assert again.told("stack")[-1] == "UPDATE_ROLLBACK_COMPLETE"
    assert again.memory.live["Server"].physical_id == "Server-1"
    assert again.memory.superseded == {}


def test_an_update_in_place_waits_for_nothing() -> None:
    before = Memory(live={"Server": record("Server", {"Name": "a", "Size": 1})})
    wish = Wish({"Name": "a", "Size": 2}, wait=resource_wait())
    run = Run(spec_of(OperationKind.UPDATE, {"Server": wish}, before), before).play()
    assert run.told("stack")[-1] == "UPDATE_COMPLETE"


def test_a_group_is_complete_when_enough_of_its_instances_are() -> None:
    run = creating(resource_wait(count=4, percent=75))
    run.give(failure("i-1"))
    for each in ("i-2", "i-3"):
        run.give(success(each))
    assert not run.deployment.is_finished
    run.give(success("i-4"))
    assert run.told("stack")[-1] == "CREATE_COMPLETE"


def test_a_group_whose_instances_say_too_little_fails() -> None:
    run = creating(resource_wait(count=2, percent=100))
    run.give(success("i-1"))
    expire(run)
    assert (
        "Server-1 CREATE_FAILED Received 1 SUCCESS signal(s) out of 2. Unable to satisfy 100% "
        "MinSuccessfulInstancesPercent requirement" in run.told("Server")
    )


def test_a_group_fails_as_soon_as_too_many_of_its_instances_have() -> None:
    run = creating(resource_wait(count=3, percent=60))
    run.give(failure("i-1"))
    assert not run.deployment.is_finished
    run.give(failure("i-2"))
    assert (
        "Server-1 CREATE_FAILED Received 2 FAILURE signal(s) out of 3. Unable to satisfy 60% "
        "MinSuccessfulInstancesPercent requirement" in run.told("Server")
    )


def test_a_silent_group_is_complete_at_its_timeout_when_enough_have_spoken() -> None:
    run = creating(resource_wait(count=4, percent=50))
    for each in ("i-1", "i-2"):
        run.give(success(each))
    expire(run)
    assert run.told("stack")[-1] == "CREATE_COMPLETE"


def test_a_wait_condition_keeps_the_data_of_its_signals() -> None:
    run = creating(condition_wait(count=2))
    run.give(at_handle("a", data="ready"))
    run.give(at_handle("b"))
    assert run.memory.live["Server"].attributes == {"Data": '{"a":"ready","b":""}'}


def test_a_wait_condition_tells_what_it_was_told() -> None:
    run = creating(condition_wait())
    run.give(at_handle("i-1", "FAILURE", reason="No disk"))
    run.play()
    assert (
        "Server-1 CREATE_FAILED WaitCondition received failed message: 'No disk' for uniqueId: i-1"
        in run.told("Server")
    )


def test_a_wait_condition_tells_how_many_it_missed() -> None:
    run = creating(condition_wait(count=2))
    run.give(at_handle("a"))
    expire(run)
    assert (
        "Server-1 CREATE_FAILED WaitCondition timed out. Received 1 conditions when expecting 2"
        in run.told("Server")
    )


def test_a_wait_condition_fails_at_what_is_no_signal() -> None:
    run = creating(condition_wait())
    run.give(at_handle("", "UNPARSABLE"))
    run.play()
    assert "Server-1 CREATE_FAILED Unparsable WaitCondition data" in run.told("Server")


def test_a_signal_comes_back_from_the_journal_as_it_went_in() -> None:
    signal = SignalReceived(
        source="Server", unique_id="i-1", status=SignalStatus.FAILURE, reason="r", data="d", logical_id="S"
    )
    assert decode_input(encode_input(signal)) == signal

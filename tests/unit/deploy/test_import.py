"""Taking in what exists: the events AWS tells, and that nothing taken in is ever deleted by a rollback."""

from landform.deploy.messages import Answered
from landform.deploy.spec import ResourceTarget
from landform.deploy.wording import import_differs
from landform.ground.handler import HandlerAction, HandlerErrorCode, HandlerSuccess
from landform.ground.statuses import (
    DeletionPolicy,
    OnFailure,
    OperationKind,
    ResourceStatus,
    StackStatus,
)
from tests.unit.deploy.helpers import Memory, Run, Wish, failure, record, spec_of

IMPORT, CREATE, UPDATE = OperationKind.IMPORT, OperationKind.CREATE, OperationKind.UPDATE
READ, CHANGE, DELETE = HandlerAction.READ, HandlerAction.UPDATE, HandlerAction.DELETE
APPLY = "Apply stack-level tags to imported resource if applicable."
#   A   B <- C      A and B exist
HELD = {
    "A": Wish({"Size": 1}, import_as="a-real"),
    "B": Wish({"Size": 2}, import_as="b-real"),
}


def found(physical_id: str, **properties: int | str) -> HandlerSuccess:
    return HandlerSuccess(physical_id=physical_id, properties=dict(properties), attributes={"Arn": "arn:b"})


def test_an_import_tells_the_events_that_users_of_aws_saw() -> None:
    run = Run(spec_of(IMPORT, {"A": HELD["A"]})).play({("A", READ): found("a-real", Size=5)})
    assert run.lines == [
        "stack IMPORT_IN_PROGRESS User Initiated",
        "A a-real IMPORT_IN_PROGRESS Resource import started.",
        "A a-real IMPORT_COMPLETE Resource import completed.",
        f"A a-real UPDATE_IN_PROGRESS {APPLY}",
        "A a-real UPDATE_COMPLETE",
        "stack IMPORT_COMPLETE",
        "finish IMPORT_COMPLETE",
    ]
    assert [call.action for call in run.calls] == [READ, CHANGE]
    assert run.calls[1].previous == {"Size": 5}
    assert run.calls[1].desired == {"Size": 1}
    held = run.memory.live["A"]
    assert (held.physical_id, held.properties, held.found) == ("a-real", {"Size": 1}, {"Size": 5})


def test_a_resource_that_is_as_wanted_is_not_touched() -> None:
    run = Run(spec_of(IMPORT, HELD)).play()
    assert [call.action for call in run.calls] == [READ, READ]
    assert run.told("A")[-2:] == [f"a-real UPDATE_IN_PROGRESS {APPLY}", "a-real UPDATE_COMPLETE"]
    assert run.told("stack")[-1] == "IMPORT_COMPLETE"


def test_what_refers_to_an_imported_resource_waits_for_it_and_gets_its_values() -> None:
    wishes = {**HELD, "C": Wish({"Source": "@B"}, after=("B",))}
    run = Run(spec_of(CREATE, wishes)).play({("B", READ): found("b-real", Size=9)})
    assert [(call.logical_id, call.action.value) for call in run.calls] == [
        ("A", "READ"),
        ("B", "READ"),
        ("B", "UPDATE"),
        ("C", "CREATE"),
    ]
    assert run.memory.live["C"].properties == {"Source": "b-real"}
    assert run.told("stack")[-1] == "CREATE_COMPLETE"


def test_a_failed_import_puts_back_what_it_changed_and_deletes_nothing() -> None:
    run = Run(spec_of(IMPORT, HELD))
    run.answer("A", found("a-real", Size=5))
    run.answer("A")
    run.answer("B", failure("b-real was not found.", HandlerErrorCode.NOT_FOUND))
    run.play()
    assert run.told("A")[-2:] == ["a-real IMPORT_ROLLBACK_IN_PROGRESS", "a-real IMPORT_ROLLBACK_COMPLETE"]
    assert run.told("B") == [
        "b-real IMPORT_IN_PROGRESS Resource import started.",
        "b-real IMPORT_FAILED b-real was not found.",
    ]
    assert run.told("stack") == [
        "IMPORT_IN_PROGRESS User Initiated",
        "IMPORT_ROLLBACK_IN_PROGRESS The following resource(s) failed to import: [B].",
        "IMPORT_ROLLBACK_COMPLETE",
    ]
    assert DELETE not in [call.action for call in run.calls]
    assert (run.calls[-1].previous, run.calls[-1].desired) == ({"Size": 1}, {"Size": 5})
    assert run.memory.live == {}


def test_an_imported_resource_whose_update_fails_is_put_back_although_its_record_seems_right() -> None:
    run = Run(spec_of(IMPORT, {"A": HELD["A"]}))
    run.answer("A", found("a-real", Size=5))
    run.answer("A", failure("not allowed"))
    run.play()
    assert run.told("stack")[1] == (
        "IMPORT_ROLLBACK_IN_PROGRESS The following resource(s) failed to update: [A]."
    )
    assert [call.action for call in run.calls] == [READ, CHANGE, CHANGE]
    assert run.calls[2].desired == {"Size": 5}
    assert run.told("stack")[-1] == "IMPORT_ROLLBACK_COMPLETE"


def test_what_cannot_be_put_back_leaves_the_stack_all_the_same() -> None:
    run = Run(spec_of(IMPORT, {"A": HELD["A"]}))
    run.answer("A", found("a-real", Size=5))
    run.play({("A", CHANGE): failure("not allowed")})
    assert run.told("A")[-1] == "a-real IMPORT_ROLLBACK_FAILED not allowed"
    assert run.told("stack")[-1].startswith("IMPORT_ROLLBACK_FAILED")
    assert run.memory.live == {}


def test_a_resource_that_would_have_to_be_replaced_is_not_taken_in() -> None:
    wish = Wish({"Name": "wanted"}, import_as="a-real")
    run = Run(spec_of(IMPORT, {"A": wish})).play({("A", READ): found("a-real", Name="actual")})
    assert run.told("A")[-1] == f"a-real IMPORT_FAILED {import_differs(['Name'])}"
    assert [call.action for call in run.calls] == [READ]
    assert run.told("stack")[-1] == "IMPORT_ROLLBACK_COMPLETE"


def test_an_import_that_is_under_way_when_another_fails_is_cancelled_and_its_answer_dropped() -> None:
    run = Run(spec_of(IMPORT, HELD))
    late = next(call for call in run.waiting if call.logical_id == "A")
    run.answer("B", failure("no"))
    assert run.told("A")[-1] == "a-real IMPORT_FAILED Resource import cancelled"
    run.give(Answered(token=late.token, answer=found("a-real", Size=5)))
    assert run.told("stack")[-1] == "IMPORT_ROLLBACK_COMPLETE"
    assert run.memory.live == {}


def test_a_failed_create_lets_go_what_it_imported_whatever_its_policy() -> None:
    wishes = {
        "A": Wish({"Size": 1}, import_as="a-real", deletion_policy=DeletionPolicy.DELETE),
        "C": Wish({"Source": "@A"}, after=("A",)),
    }
    run = Run(spec_of(CREATE, wishes)).play({("C", HandlerAction.CREATE): failure("no")})
    assert [(call.logical_id, call.action.value) for call in run.calls] == [("A", "READ"), ("C", "CREATE")]
    assert run.told("A")[-1] == "a-real IMPORT_ROLLBACK_COMPLETE"
    assert run.told("stack")[-1] == "ROLLBACK_COMPLETE"


def test_a_failed_update_lets_go_what_it_imported() -> None:
    before = Memory(live={"K": record("K", {"Size": 1})})
    wishes = {
        "K": Wish({"Size": 2}),
        "A": Wish({"Size": 1}, import_as="a-real", after=("K",)),
        "C": Wish({"Source": "@A"}, after=("A",)),
    }
    run = Run(spec_of(UPDATE, wishes, before), before)
    run.play({("C", HandlerAction.CREATE): failure("no"), ("A", READ): found("a-real", Size=5)})
    assert DELETE not in [call.action for call in run.calls if call.logical_id == "A"]
    assert run.told("A")[-1] == "a-real IMPORT_ROLLBACK_COMPLETE"
    assert run.told("stack")[-1] == "UPDATE_ROLLBACK_COMPLETE"
    assert list(run.memory.live) == ["K"]


def test_a_rollback_asked_for_later_lets_go_what_a_kept_failure_had_imported() -> None:
    wishes = {"A": HELD["A"], "C": Wish({"Source": "@A"}, after=("A",))}
    kept = Run(spec_of(CREATE, wishes, on_failure=OnFailure.DO_NOTHING))
    kept.play({("C", HandlerAction.CREATE): failure("no")})
    assert kept.told("stack")[-1].startswith("CREATE_FAILED")
    assert kept.memory.live["A"].found == {"Size": 1}
    assert kept.memory.live["A"].status is ResourceStatus.UPDATE_COMPLETE
    targets = {
        name: ResourceTarget(
            logical_id=name,
            type_name=each.type_name,
            is_desired=False,
            depends_on=each.depends_on,
            prior=each,
            rollback_to=None,
        )
        for name, each in kept.memory.live.items()
    }
    status = StackStatus.CREATE_FAILED
    spec = spec_of(OperationKind.ROLLBACK, {}, resources=targets, prior_status=status)
    back = Run(spec, kept.memory).play()
    assert back.told("A") == ["a-real IMPORT_ROLLBACK_IN_PROGRESS", "a-real IMPORT_ROLLBACK_COMPLETE"]
    assert back.calls == []
    assert back.memory.live == {}

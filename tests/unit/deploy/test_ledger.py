"""What exists now, and that every change of it is a command."""

from dataclasses import replace

import pytest

from landform.deploy.ledger import Ledger
from landform.deploy.messages import EmitEvent, ForgetResource, ForgetSuperseded, SaveResource, SaveSuperseded
from landform.ground.records import ResourceRecord
from landform.ground.statuses import DeletionPolicy, OperationKind, ResourceStatus
from tests.unit.deploy.helpers import Memory, Wish, record, spec_of

A = record("A", {"Size": 1}, attributes={"Arn": "arn:a"})
OLD = record("A", {"Size": 0}, physical_id="A-old")


def ledger_of(*live: ResourceRecord, superseded: tuple[ResourceRecord, ...] = ()) -> Ledger:
    memory = Memory(
        live={each.logical_id: each for each in live},
        superseded={(each.logical_id, each.physical_id or ""): each for each in superseded},
    )
    wishes = {each.logical_id: Wish(each.properties) for each in live}
    ledger = Ledger(spec_of(OperationKind.UPDATE, wishes, memory))
    ledger.now = 5.0
    return ledger


def test_it_begins_with_what_the_stack_has() -> None:
    ledger = ledger_of(A, record("B", {}), superseded=(OLD,))
    assert [each.logical_id for each in ledger.live_records()] == ["A", "B"]
    assert (ledger.live("A"), ledger.live("C")) == (A, None)
    assert (ledger.copies("A"), ledger.copies("B"), ledger.superseded_records()) == ([OLD], [], [OLD])
    assert ledger.take_commands() == []


def test_values_of_live_resources_can_be_referred_to() -> None:
    ledger = ledger_of(A)
    assert (ledger.ref("A"), ledger.attribute("A", "Arn")) == ("A-0", "arn:a")


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(lambda ledger: ledger.ref("Ghost"), id="Ref of nothing"),
        pytest.param(lambda ledger: ledger.ref("Unmade"), id="Ref of what was not made"),
        pytest.param(lambda ledger: ledger.attribute("A", "Url"), id="an attribute it does not have"),
    ],
)
def test_what_has_no_value_is_a_key_error(asked: object) -> None:
    ledger = ledger_of(A, record("Unmade", {}, physical_id=None))
    with pytest.raises(KeyError):
        asked(ledger)  # type: ignore[operator]  # a lambda from the table


def test_a_saved_record_has_the_time_of_the_change_and_is_a_command() -> None:
    ledger = ledger_of(A)
    ledger.save(replace(A, properties={"Size": 2}))
    saved = replace(A, properties={"Size": 2}, updated_at=5.0)
    assert ledger.live("A") == saved
    assert ledger.take_commands() == [SaveResource(record=saved)]
    assert ledger.take_commands() == []


def test_an_edit_that_no_property_shows_makes_unsure_until_the_next_save() -> None:
    ledger = ledger_of(A)
    assert (ledger.is_unsure("A"), ledger.was_edited("A")) == (False, False)
    ledger.save_edited(A)
    assert (ledger.is_unsure("A"), ledger.was_edited("A")) == (True, True)
    ledger.note(A)
    assert ledger.was_edited("A")
    ledger.save(A)
    assert (ledger.is_unsure("A"), ledger.was_edited("A")) == (False, False)


def test_an_attempt_without_success_makes_unsure() -> None:
    ledger = ledger_of(replace(A, attempted=({"Size": 2},)))
    assert (ledger.is_unsure("A"), ledger.was_edited("A"), ledger.is_unsure("Ghost")) == (True, False, False)


def test_a_failed_update_may_use_the_old_and_the_new_dependencies() -> None:
    ledger = ledger_of(A)
    ledger.note_possible(replace(A, depends_on=("X", "Y")), ("Y", "Z"))
    assert ledger.live_records()[0].depends_on == ("X", "Y", "Z")


def test_a_superseded_copy_is_a_command_and_can_be_forgotten() -> None:
    ledger = ledger_of(A)
    ledger.supersede(OLD)
    assert ledger.copies("A") == [OLD]
    assert ledger.forget_copy("A", "A-old") == OLD
    assert ledger.superseded_records() == []
    assert ledger.take_commands() == [
        SaveSuperseded(record=OLD),
        ForgetSuperseded(logical_id="A", physical_id="A-old"),
    ]


def test_what_was_never_made_is_not_superseded() -> None:
    ledger = ledger_of(A)
    ledger.supersede(replace(A, physical_id=None))
    assert (ledger.superseded_records(), ledger.take_commands()) == ([], [])


def test_a_copy_that_was_being_updated_is_complete_again_when_it_is_superseded() -> None:
    ledger = ledger_of(A)
    ledger.supersede(replace(A, status=ResourceStatus.UPDATE_IN_PROGRESS, status_reason="replaced"))
    (copy,) = ledger.copies("A")
    assert (copy.status, copy.status_reason) == (ResourceStatus.UPDATE_COMPLETE, None)
    ledger.supersede(replace(OLD, status=ResourceStatus.CREATE_FAILED, status_reason="slow"))
    assert ledger.copies("A")[1].status_reason == "slow"


def test_an_edited_copy_that_is_superseded_stays_in_doubt() -> None:
    ledger = ledger_of(A)
    ledger.save_edited(A)
    ledger.supersede(A)
    ledger.supersede(OLD)
    assert [copy.attempted for copy in ledger.copies("A")] == [({"Size": 1},), ()]


def test_a_forgotten_resource_is_a_command() -> None:
    ledger = ledger_of(A)
    ledger.forget_live("A")
    assert ledger.live("A") is None
    assert ledger.take_commands() == [ForgetResource(logical_id="A")]


def test_an_event_tells_the_record_unless_another_id_is_given() -> None:
    ledger = ledger_of(A)
    assert not ledger.was_touched("A")
    ledger.tell(A, ResourceStatus.UPDATE_FAILED, "no", {"Size": 2})
    ledger.tell(A, ResourceStatus.UPDATE_COMPLETE, physical_id="A-new")
    ledger.tell(replace(A, physical_id=None), ResourceStatus.DELETE_COMPLETE)
    assert ledger.was_touched("A")
    base = {"logical_id": "A", "resource_type": "AWS::SQS::Queue"}
    assert ledger.take_commands() == [
        EmitEvent(
            **base,
            physical_id="A-0",
            status=ResourceStatus.UPDATE_FAILED,
            reason="no",
            properties={"Size": 2},
        ),
        EmitEvent(**base, physical_id="A-new", status=ResourceStatus.UPDATE_COMPLETE),
        EmitEvent(**base, physical_id="", status=ResourceStatus.DELETE_COMPLETE),
    ]


def test_a_new_record_says_all_that_the_template_says() -> None:
    memory = Memory(live={"Gone": record("Gone", {})})
    wish = Wish(
        {},
        after=("B", "Gone", "Ghost"),
        deletion_policy=DeletionPolicy.RETAIN,
        update_replace_policy=DeletionPolicy.SNAPSHOT,
    )
    spec = spec_of(OperationKind.UPDATE, {"A": wish, "B": Wish({})}, memory)
    ledger = Ledger(spec)
    ledger.now = 7.0
    target = replace(spec.resources["A"], metadata={"Note": "a"})
    made = ledger.record_of(
        target, {"Size": 1}, ResourceStatus.CREATE_FAILED, "a-1", {"Arn": "arn:a"}, is_half_made=True
    )
    assert made == ResourceRecord(
        logical_id="A",
        type_name="AWS::SQS::Queue",
        physical_id="a-1",
        status=ResourceStatus.CREATE_FAILED,
        properties={"Size": 1},
        attributes={"Arn": "arn:a"},
        depends_on=("B",),
        deletion_policy=DeletionPolicy.RETAIN,
        update_replace_policy=DeletionPolicy.SNAPSHOT,
        metadata={"Note": "a"},
        updated_at=7.0,
        is_half_made=True,
    )
    plain = ledger.record_of(spec.resources["B"], {}, ResourceStatus.CREATE_IN_PROGRESS)
    assert (plain.attributes, plain.depends_on, plain.is_half_made, plain.physical_id) == (
        {},
        (),
        False,
        None,
    )

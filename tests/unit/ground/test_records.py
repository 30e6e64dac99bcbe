"""What records know by themselves."""

from dataclasses import MISSING, fields

import pytest

from landform.ground.handler import HandlerSuccess
from landform.ground.records import (
    ChangeSetRecord,
    OperationRecord,
    ResourceRecord,
    RollbackConfiguration,
    StackRecord,
)
from landform.ground.statuses import DeletionPolicy, OnFailure

ALARM = {"arn:aws:cloudwatch:us-east-1:111122223333:alarm:a": "AWS::CloudWatch::Alarm"}
BEFORE = RollbackConfiguration(triggers=ALARM, monitoring_minutes=5)


@pytest.mark.parametrize(
    ("given", "together"),
    [
        (RollbackConfiguration(), BEFORE),
        (RollbackConfiguration(triggers={}), RollbackConfiguration(triggers={}, monitoring_minutes=5)),
        (
            RollbackConfiguration(monitoring_minutes=0),
            RollbackConfiguration(triggers=ALARM, monitoring_minutes=0),
        ),
    ],
)
def test_what_a_configuration_does_not_give_is_taken_from_the_one_before(
    given: RollbackConfiguration, together: RollbackConfiguration
) -> None:
    assert given.over(BEFORE) == together


def defaults_of(record: type) -> dict[str, object]:
    return {each.name: each.default for each in fields(record) if each.default is not MISSING}


def test_a_resource_that_only_has_a_name_is_deleted_with_its_stack() -> None:
    found = defaults_of(ResourceRecord)
    assert found["deletion_policy"] is found["update_replace_policy"] is DeletionPolicy.DELETE
    assert (found["updated_at"], found["found"], found["depends_on"]) == (0.0, None, ())


def test_a_stack_protects_and_keeps_nothing_unless_it_is_told_to() -> None:
    found = defaults_of(StackRecord)
    assert (found["termination_protection"], found["disable_rollback"]) == (False, False)
    assert found["rollback_configuration"] == RollbackConfiguration(triggers=None, monitoring_minutes=None)


def test_a_change_set_rolls_back_and_takes_in_nothing_unless_it_is_told_otherwise() -> None:
    found = defaults_of(ChangeSetRecord)
    flags = ("includes_nested", "import_existing_resources", "reverts_drift", "gives_on_failure")
    assert [found[each] for each in flags] == [False, False, False, False]
    assert found["on_failure"] is OnFailure.ROLLBACK


def test_an_operation_that_nobody_owns_yet_has_the_first_epoch() -> None:
    found = defaults_of(OperationRecord)
    assert (found["epoch"], found["owner"], found["finished_at"]) == (0, None, None)


def test_an_update_replaces_nothing_unless_the_handler_says_so() -> None:
    assert HandlerSuccess(physical_id="a").is_replacement is False

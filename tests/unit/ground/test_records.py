"""What records know by themselves."""

from dataclasses import MISSING, fields, replace

import pytest

from landform.ground.handler import HandlerAction, HandlerRequest, HandlerSuccess
from landform.ground.records import (
    ChangeSetRecord,
    OperationRecord,
    ResourceRecord,
    RollbackConfiguration,
    StackRecord,
)
from landform.ground.statuses import DeletionPolicy, OnFailure, ResourceStatus

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


BUCKET = ResourceRecord(
    logical_id="Models",
    type_name="AWS::S3::Bucket",
    physical_id="models-1",
    status=ResourceStatus.UPDATE_COMPLETE,
    status_reason="as wanted",
    properties={"Size": 1},
    attributes={"Arn": "arn:models-1"},
    depends_on=("Key",),
    deletion_policy=DeletionPolicy.RETAIN,
    update_replace_policy=DeletionPolicy.SNAPSHOT,
    metadata={"Team": "ml"},
    updated_at=7.0,
    found={"Size": 9},
    is_half_made=True,
    attempted=({"Size": 2},),
)


def test_nothing_of_a_physical_resource_goes_over_to_another_one() -> None:
    again = BUCKET.anew("models-2", ResourceStatus.CREATE_COMPLETE, properties={"Size": 3})
    assert again == ResourceRecord(
        logical_id="Models",
        type_name="AWS::S3::Bucket",
        physical_id="models-2",
        status=ResourceStatus.CREATE_COMPLETE,
        properties={"Size": 3},
        depends_on=("Key",),
        deletion_policy=DeletionPolicy.RETAIN,
        update_replace_policy=DeletionPolicy.SNAPSHOT,
        metadata={"Team": "ml"},
        updated_at=7.0,
    )
    assert (again.found, again.is_half_made, again.attempted, again.attributes) == (None, False, (), {})


def test_a_resource_made_anew_may_be_half_made_and_have_attributes() -> None:
    attributes = {"Arn": "arn:models-2"}
    again = BUCKET.anew(
        None, ResourceStatus.CREATE_FAILED, properties={}, attributes=attributes, is_half_made=True
    )
    assert (again.attributes, again.is_half_made) == (attributes, True)


def test_a_resource_that_is_being_made_is_identified_once() -> None:
    unnamed = BUCKET.anew(None, ResourceStatus.CREATE_IN_PROGRESS, properties={})
    named = unnamed.identified("models-3")
    assert named.physical_id == "models-3"
    assert named.identified("models-3") == named
    with pytest.raises(ValueError, match="Models is models-3, not models-4"):
        named.identified("models-4")


def test_what_was_asked_of_a_resource_may_exist_from_then_on() -> None:
    whole = replace(BUCKET, attempted=())
    assert whole.models == ({"Size": 1},)
    asked = whole.asked({"Size": 2})
    assert asked.models == ({"Size": 1}, {"Size": 2})
    assert asked.asked({"Size": 2}) == asked  # the same again adds nothing
    assert asked.asked({"Size": 3}).models == ({"Size": 1}, {"Size": 2}, {"Size": 3})


def test_any_property_of_a_half_deleted_resource_may_be_gone() -> None:
    gone = BUCKET.half_deleted()
    assert gone.models == ({"Size": 1}, {"Size": 2}, {}, {"Size": 2})
    assert gone.half_deleted() == gone


def test_a_resource_is_complete_unless_it_is_told_to_be_half_made() -> None:
    assert defaults_of(ResourceRecord)["is_half_made"] is False


def test_a_request_tells_every_model_that_may_exist_the_last_success_first() -> None:
    request = HandlerRequest(
        action=HandlerAction.UPDATE,
        type_name="AWS::S3::Bucket",
        client_token="t",
        account_id="111122223333",
        region="us-east-1",
        stack_id="arn:s",
        stack_name="s",
        logical_id="Models",
        previous={"Size": 3},
        also_possible=({"Size": 1}, {"Size": 2}),
    )
    assert request.models == ({"Size": 1}, {"Size": 2}, {"Size": 3})
    assert request.deployed == {"Size": 1}

"""Facts about AWS's statuses."""

from landform.ground.statuses import KEEPING_POLICIES, StackStatus


def test_an_operation_runs_on_a_stack_in_these_states_and_no_others() -> None:
    """A stack under review waits for its change set; nothing runs on it."""
    assert {each.value for each in StackStatus if each.is_in_progress} == {
        "CREATE_IN_PROGRESS",
        "ROLLBACK_IN_PROGRESS",
        "DELETE_IN_PROGRESS",
        "UPDATE_IN_PROGRESS",
        "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
        "UPDATE_ROLLBACK_IN_PROGRESS",
        "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
        "IMPORT_IN_PROGRESS",
        "IMPORT_ROLLBACK_IN_PROGRESS",
    }


def test_a_resource_stays_under_the_policies_that_retain() -> None:
    assert {each.value for each in KEEPING_POLICIES} == {"Retain", "RetainExceptOnCreate"}

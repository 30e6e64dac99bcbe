"""The reasons AWS writes into events, word for word.

Sources: recorded answers of AWS where a constant names one; for the rest, stack events as AWS users publish
them, because AWS documents the statuses but not the sentences.
"""

from collections.abc import Sequence
from typing import Final

USER_INITIATED: Final = "User Initiated"

CREATION_INITIATED: Final = "Resource creation Initiated"

# Recorded: test_change_set_fn_get_attr, test_immutable_property_update_causes_resource_replacement.
REPLACEMENT: Final = "Requested update requires the creation of a new physical resource; hence creating one."

# Published events of AWS users, of import operations and of ImportExistingResources.
IMPORT_STARTED: Final = "Resource import started."
IMPORT_COMPLETED: Final = "Resource import completed."
IMPORT_APPLIED: Final = "Apply stack-level tags to imported resource if applicable."

CREATION_CANCELLED: Final = "Resource creation cancelled"
UPDATE_CANCELLED: Final = "Resource update cancelled"

ROLLBACK_REQUESTED: Final = "Rollback requested by user."
DELETE_REQUESTED: Final = "Delete requested by user."

TIMED_OUT: Final = "Stack creation time exceeded the specified timeout"

CLEANUP_INCOMPLETE: Final = "Update successful. One or more resources could not be deleted."
ROLLBACK_CLEANUP_INCOMPLETE: Final = "One or more resources could not be deleted."

# Wait conditions and creation policies, from published stack events:
# https://github.com/aws-quickstart/quickstart-pivotal-cloudfoundry/issues/34
UNPARSABLE_SIGNAL: Final = "Unparsable WaitCondition data"

# The sentences below are ours: AWS refuses these cases in other ways or at other times.
CANNOT_SNAPSHOT: Final = (
    "The policy asks for a snapshot, but this resource type cannot make one, so the resource was not deleted."
)
DEPENDENCY_NOT_RESTORED: Final = "A resource that it depends on could not be restored."
EXCEEDED_ATTEMPTS: Final = "Exceeded attempts to wait"
IMPORT_CANCELLED: Final = "Resource import cancelled"


def custom_name(name: str) -> str:
    """Why a resource with a name of the user's choice is not replaced.

    Source: https://github.com/convox/rack/issues/2941
    """
    return (
        "CloudFormation cannot update a stack when a custom-named resource requires replacing. "
        f"Rename {name} and update the stack again."
    )


def import_differs(paths: Sequence[str]) -> str:
    """Why a resource cannot be taken in: what can only be set at its creation is not as the template says."""
    return (
        f"The existing resource differs from the template in {', '.join(paths)}, which cannot be changed "
        "without a replacement."
    )


def alarms_raised(alarms: Sequence[str]) -> str:
    """Why rollback triggers undo an operation; AWS's own words are in no source at hand."""
    return f"The following rollback trigger(s) are in ALARM state: [{', '.join(alarms)}]. "


def alarms_missing(alarms: Sequence[str]) -> str:
    """Why rollback triggers that do not exist undo an operation; ours as well."""
    return f"The following rollback trigger(s) do not exist: [{', '.join(alarms)}]. "


def failed_resources(verb: str, logical_ids: Sequence[str]) -> str:
    """`The following resource(s) failed to create: [A, B]. `, blank included, as AWS writes it.

    Recorded: api/test_stacks.py::test_blocked_stack_deletion. "" when there are none.
    """
    if not logical_ids:
        return ""
    return f"The following resource(s) failed to {verb}: [{', '.join(logical_ids)}]. "


def signal_received(status: str, unique_id: str) -> str:
    """The event of a signal, and the reason of a resource that a FAILURE signal ends.

    From https://docs.aws.amazon.com/parallelcluster/latest/ug/troubleshooting.html
    """
    return f"Received {status} signal with UniqueId {unique_id}"


def signals_missing(missing: int) -> str:
    """An instance's creation policy at its timeout.

    From https://repost.aws/knowledge-center/cloudformation-failed-signal
    """
    return f"Failed to receive {missing} resource signal(s) within the specified duration"


def group_failed(status: str, received: int, expected: int, percent: int) -> str:
    """A group's creation policy that cannot be satisfied any more.

    From https://docs.aws.amazon.com/launchwizard/latest/userguide/launch-wizard-sap-troubleshooting.html
    """
    return (
        f"Received {received} {status} signal(s) out of {expected}. "
        f"Unable to satisfy {percent}% MinSuccessfulInstancesPercent requirement"
    )


def condition_timed_out(received: int, expected: int) -> str:
    """A wait condition at its timeout: https://github.com/aws-samples/immersive-media-refarch/issues/7"""
    return f"WaitCondition timed out. Received {received} conditions when expecting {expected}"


def condition_failed(reason: str, unique_id: str) -> str:
    """A wait condition that got a failure: https://github.com/sebdah/dynamic-dynamodb/issues/248"""
    return f"WaitCondition received failed message: '{reason}' for uniqueId: {unique_id}"

"""What a change set may ask for, and what its record says of a plan."""

from collections.abc import Mapping
from dataclasses import replace

from landform.engine.actual_state import Actual
from landform.engine.errors import validation_error
from landform.engine.imports import Imports
from landform.engine.requests import ChangeSetRequest, StackRequest
from landform.ground.records import ChangeSetRecord, StackRecord
from landform.ground.statuses import OnFailure, OperationKind
from landform.plan.changes import change_records
from landform.plan.drift_changes import Change, with_drift
from landform.plan.model import Plan

#: What is said of a template with transforms, which AWS compares only when they have run.
#: Source: https://github.com/aws/aws-cdk/issues/10650
NO_UPDATES = "No updates are to be performed."
NO_CHANGES = (
    "The submitted information didn't contain changes. Submit different information to create a change set."
)

VERIFY_IMPORT = (
    "Verify that resources and their properties defined in the template match the intended configuration of "
    "the resource import to avoid unexpected changes."
)


def check_disable_rollback(found: ChangeSetRecord, disable_rollback: bool | None) -> None:
    """Raise for a DisableRollback that contradicts the change set.

    Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ExecuteChangeSet.html
    """
    if found.gives_on_failure and disable_rollback is not None:
        raise validation_error(
            "DisableRollback cannot be specified for a change set that was created with OnStackFailure."
        )
    if found.kind is OperationKind.IMPORT and disable_rollback:
        raise validation_error("An import that fails is always rolled back: DisableRollback must be false.")


def check_kind(request: ChangeSetRequest) -> None:
    """Raise for parameters that do not go with the type of the change set."""
    if request.stack.on_failure is OnFailure.DELETE and request.kind is OperationKind.UPDATE:
        raise validation_error("OnStackFailure DELETE goes with change sets of type CREATE only.")
    if request.kind is not OperationKind.IMPORT:
        if request.resources_to_import:
            raise validation_error("ResourcesToImport goes with change sets of type IMPORT only.")
        return
    if request.reverts_drift:
        raise validation_error("DeploymentMode REVERT_DRIFT does not go with change sets of type IMPORT.")
    if request.import_existing_resources:
        raise validation_error("ImportExistingResources does not go with change sets of type IMPORT.")
    if request.stack.on_failure not in (None, OnFailure.ROLLBACK):
        raise validation_error("An import that fails is always rolled back: OnStackFailure must be ROLLBACK.")


def planned_changes(plan: Plan, actual: Actual | None) -> tuple[Change, ...]:
    """AWS's records of what the plan does; with what is known of drift, where that was looked at."""
    found = change_records(plan)
    return tuple(found if actual is None else with_drift(found, actual.drifts, actual.records))


def alters_stack(prior: StackRecord, request: StackRequest, tags: Mapping[str, str]) -> bool:
    """Whether a request changes the stack itself, whatever becomes of its resources: that is an update too.

    Tags: https://github.com/envato/stack_master/issues/302
    """
    before = prior.rollback_configuration
    return tags != prior.tags or request.rollback_configuration.over(before) != before


def with_changes(
    record: ChangeSetRecord, plan: Plan, changes: tuple[Change, ...], *, is_altered: bool
) -> ChangeSetRecord:
    """The change set with its changes; without any it is FAILED, unless it makes or alters a stack."""
    if plan.is_empty and not changes and not is_altered and record.kind is not OperationKind.CREATE:
        return failed(record, NO_CHANGES if record.processed_body is None else NO_UPDATES)
    return replace(record, changes=changes)


def failed(record: ChangeSetRecord, reason: str) -> ChangeSetRecord:
    """The change set as one that cannot be executed."""
    return replace(record, status="FAILED", execution_status="UNAVAILABLE", status_reason=reason, changes=())


def with_imports(record: ChangeSetRecord, request: ChangeSetRequest, imports: Imports) -> ChangeSetRecord:
    """The change set with what it takes in, or as FAILED when that cannot be."""
    record = replace(
        record,
        imported=imports.identifiers,
        import_existing_resources=request.import_existing_resources,
    )
    if imports.refusal is not None:
        return failed(record, imports.refusal)
    return replace(record, status_reason=VERIFY_IMPORT) if request.resources_to_import else record

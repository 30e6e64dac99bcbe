"""The CloudFormation operations: each takes a call and gives an answer in botocore's shape."""

from collections.abc import Mapping

from landform.api import drift_operations, policy_operations, type_operations
from landform.api.call import Call, Operation, page_of_events, paged
from landform.api.shapes import (
    Answer,
    change_set_shape,
    change_set_summary_shape,
    event_shape,
    is_listed,
    resource_detail_shape,
    resource_shape,
    resource_summary_shape,
    stack_shape,
    stack_summary_shape,
    summary_shape,
    validation_shape,
)
from landform.api.sources import template_body
from landform.api.stack_requests import refuse_unsupported, stack_request
from landform.engine.change_set_rules import NO_CHANGES
from landform.engine.errors import validation_error
from landform.engine.requests import ChangeSetRequest, DeleteStackRequest, ResourceToImport
from landform.engine.rollbacks import RollbackRequest
from landform.ground.records import ChangeSetRecord, StackRecord
from landform.ground.statuses import OperationKind
from landform.template.limits import AWS_LIMITS


def create_stack(call: Call) -> Answer:
    """CreateStack."""
    request = stack_request(call)
    return {"StackId": call.engine.stacks.create(call.place, request)}


def update_stack(call: Call) -> Answer:
    """UpdateStack."""
    return {"StackId": call.engine.stacks.update(call.place, stack_request(call))}


def delete_stack(call: Call) -> Answer:
    """DeleteStack."""
    refuse_unsupported(call)
    request = DeleteStackRequest(
        stack_name=call.required("StackName"),
        retain_resources=tuple(call.parameters.get("RetainResources", ())),
        deletion_mode=call.text("DeletionMode"),
        role_arn=call.text("RoleARN"),
        client_request_token=call.text("ClientRequestToken"),
    )
    call.engine.stacks.delete(call.place, request)
    return {}


def cancel_update_stack(call: Call) -> Answer:
    """CancelUpdateStack. The process that runs the update notices; an interrupted one is resumed here."""
    call.engine.stacks.cancel_update(call.place, call.required("StackName"))
    call.engine.own_if_free()
    return {}


def rollback_stack(call: Call) -> Answer:
    """RollbackStack."""
    return {"StackId": call.engine.rollbacks.roll_back(call.place, _rollback_request(call))}


def continue_update_rollback(call: Call) -> Answer:
    """ContinueUpdateRollback."""
    call.engine.rollbacks.continue_rollback(call.place, _rollback_request(call))
    return {}


def _rollback_request(call: Call) -> RollbackRequest:
    refuse_unsupported(call)
    return RollbackRequest(
        stack_name=call.required("StackName"),
        client_request_token=call.text("ClientRequestToken"),
        role_arn=call.text("RoleARN"),
        retain_except_on_create=bool(call.parameters.get("RetainExceptOnCreate")),
        skipped=tuple(call.parameters.get("ResourcesToSkip", ())),
        skips_failed=bool(call.parameters.get("ForceRollback")),
    )


def signal_resource(call: Call) -> Answer:
    """SignalResource."""
    call.engine.signals.signal(
        call.place,
        call.required("StackName"),
        call.required("LogicalResourceId"),
        call.required("UniqueId"),
        call.required("Status"),
    )
    return {}


def update_termination_protection(call: Call) -> Answer:
    """UpdateTerminationProtection."""
    enabled = bool(call.parameters.get("EnableTerminationProtection"))
    name = call.required("StackName")
    return {"StackId": call.engine.stacks.set_termination_protection(call.place, name, enabled)}


def create_change_set(call: Call) -> Answer:
    """CreateChangeSet."""
    request = ChangeSetRequest(
        stack=stack_request(call),
        change_set_name=call.required("ChangeSetName"),
        kind=OperationKind(call.text("ChangeSetType") or "UPDATE"),
        description=call.text("Description"),
        client_token=call.text("ClientToken"),
        includes_nested=bool(call.parameters.get("IncludeNestedStacks")),
        import_existing_resources=bool(call.parameters.get("ImportExistingResources")),
        reverts_drift=call.text("DeploymentMode") == "REVERT_DRIFT",
        resources_to_import=tuple(
            ResourceToImport(
                logical_id=each["LogicalResourceId"],
                type_name=each["ResourceType"],
                identifier=each["ResourceIdentifier"],
            )
            for each in call.parameters.get("ResourcesToImport", ())
        ),
    )
    record = call.engine.change_sets.create(call.place, request)
    return {"Id": record.change_set_id, "StackId": record.stack_id}


def describe_change_set(call: Call) -> Answer:
    """DescribeChangeSet."""
    record = call.engine.change_sets.find(call.place, call.required("ChangeSetName"), call.text("StackName"))
    with_values = bool(call.parameters.get("IncludePropertyValues"))
    return change_set_shape(record, with_values=with_values)


def execute_change_set(call: Call) -> Answer:
    """ExecuteChangeSet."""
    call.engine.change_sets.execute(
        call.place,
        call.required("ChangeSetName"),
        call.text("StackName"),
        disable_rollback=call.parameters.get("DisableRollback"),
        retain_except_on_create=bool(call.parameters.get("RetainExceptOnCreate")),
        token=call.text("ClientRequestToken"),
    )
    return {}


def delete_change_set(call: Call) -> Answer:
    """DeleteChangeSet."""
    call.engine.change_sets.delete(call.place, call.required("ChangeSetName"), call.text("StackName"))
    return {}


def list_change_sets(call: Call) -> Answer:
    """ListChangeSets."""
    records = call.engine.queries.change_sets(call.place, call.required("StackName"))
    return paged(call, "Summaries", [change_set_summary_shape(each) for each in records])


def describe_stacks(call: Call) -> Answer:
    """DescribeStacks."""
    stacks = call.engine.queries.stacks(call.place, call.text("StackName"))
    return paged(call, "Stacks", [stack_shape(each) for each in stacks])


def list_stacks(call: Call) -> Answer:
    """ListStacks."""
    statuses = list(call.parameters.get("StackStatusFilter", ()))
    stacks = [each for each in call.engine.queries.all_stacks(call.place) if is_listed(each, statuses)]
    return paged(call, "StackSummaries", [stack_summary_shape(each) for each in stacks])


def describe_stack_events(call: Call) -> Answer:
    """DescribeStackEvents."""
    page, more = page_of_events(call, call.required("StackName"))
    return {"StackEvents": [event_shape(each) for each in page], "NextToken": more}


def describe_stack_resource(call: Call) -> Answer:
    """DescribeStackResource."""
    stack, resource = call.engine.queries.resource(
        call.place, call.required("StackName"), call.required("LogicalResourceId")
    )
    checked = call.engine.drifts.statuses(stack.stack_id)
    return {"StackResourceDetail": resource_detail_shape(stack, resource, checked.get(resource.logical_id))}


def describe_stack_resources(call: Call) -> Answer:
    """DescribeStackResources."""
    name, physical_id = call.text("StackName"), call.text("PhysicalResourceId")
    if physical_id is not None:
        stack, found = call.engine.queries.resource_by_physical_id(call.place, physical_id)
    elif name is not None:
        stack, found = call.engine.queries.resources(call.place, name)
    else:
        raise validation_error("Either StackName or PhysicalResourceId must be specified.")
    wanted = call.text("LogicalResourceId")
    checked = call.engine.drifts.statuses(stack.stack_id)
    shapes = [
        resource_shape(stack, each, checked.get(each.logical_id))
        for each in found
        if wanted in (None, each.logical_id)
    ]
    return {"StackResources": shapes}


def list_stack_resources(call: Call) -> Answer:
    """ListStackResources."""
    stack, found = call.engine.queries.resources(call.place, call.required("StackName"))
    checked = call.engine.drifts.statuses(stack.stack_id)
    shapes = [resource_summary_shape(each, checked.get(each.logical_id)) for each in found]
    return paged(call, "StackResourceSummaries", shapes)


def get_template(call: Call) -> Answer:
    """GetTemplate: the template as it was given, or as its transforms made it."""
    name, change_set = call.text("StackName"), call.text("ChangeSetName")
    found: ChangeSetRecord | StackRecord
    if change_set is not None:
        found = call.engine.change_sets.find(call.place, change_set, name)
    elif name is not None:
        found = call.engine.stacks.find(call.place, name)
    else:
        raise validation_error("Either StackName or ChangeSetName must be specified.")
    wants_processed = call.text("TemplateStage") == "Processed" and found.processed_body is not None
    body = found.processed_body if wants_processed else found.template_body
    return {"TemplateBody": body, "StagesAvailable": _stages(found)}


def _stages(found: ChangeSetRecord | StackRecord) -> list[str]:
    """What there is of a template: a transform that failed has made nothing."""
    is_failed = isinstance(found, ChangeSetRecord) and found.status == "FAILED"
    has_none = is_failed and found.processed_body is None and found.status_reason != NO_CHANGES
    return ["Original"] if has_none else ["Original", "Processed"]


def get_template_summary(call: Call) -> Answer:
    """GetTemplateSummary."""
    name = call.text("StackName")
    if name is not None:
        return summary_shape(call.engine.queries.summary_of_stack(call.place, name))
    return summary_shape(call.engine.queries.summary(template_body(call) or "", AWS_LIMITS))


def validate_template(call: Call) -> Answer:
    """ValidateTemplate."""
    return validation_shape(call.engine.queries.summary(template_body(call) or "", AWS_LIMITS))


def list_exports(call: Call) -> Answer:
    """ListExports."""
    exports = call.engine.queries.exports(call.place).values()
    shapes = [
        {"ExportingStackId": each.stack_id, "Name": each.name, "Value": str(each.value)} for each in exports
    ]
    return paged(call, "Exports", shapes)


def list_imports(call: Call) -> Answer:
    """ListImports."""
    names = call.engine.queries.importers(call.place, call.required("ExportName"))
    return paged(call, "Imports", list(names))


OPERATIONS: Mapping[str, Operation] = {
    "CancelUpdateStack": cancel_update_stack,
    "ContinueUpdateRollback": continue_update_rollback,
    "CreateChangeSet": create_change_set,
    "CreateStack": create_stack,
    "DeleteChangeSet": delete_change_set,
    "DeleteStack": delete_stack,
    "DescribeChangeSet": describe_change_set,
    "DescribeStackEvents": describe_stack_events,
    "DescribeStackResource": describe_stack_resource,
    "DescribeStackResources": describe_stack_resources,
    "DescribeStacks": describe_stacks,
    "ExecuteChangeSet": execute_change_set,
    "GetTemplate": get_template,
    "GetTemplateSummary": get_template_summary,
    "ListChangeSets": list_change_sets,
    "ListExports": list_exports,
    "ListImports": list_imports,
    "ListStackResources": list_stack_resources,
    "ListStacks": list_stacks,
    "RollbackStack": rollback_stack,
    "SignalResource": signal_resource,
    "UpdateStack": update_stack,
    "UpdateTerminationProtection": update_termination_protection,
    "ValidateTemplate": validate_template,
    **drift_operations.OPERATIONS,
    **policy_operations.OPERATIONS,
    **type_operations.OPERATIONS,
}
"""Everything that is answered; any other operation of the model gets an error that names it."""


OWNING = frozenset(
    {
        "ContinueUpdateRollback",
        "CreateStack",
        "DeleteStack",
        "ExecuteChangeSet",
        "RollbackStack",
        "SetStackPolicy",
        "UpdateStack",
        "UpdateTerminationProtection",
    }
)
"""Operations that need the ownership of the state: they begin work, or write what running work writes."""

CHANGING = (
    OWNING
    | {"CancelUpdateStack", "CreateChangeSet", "DeleteChangeSet", "SignalResource"}
    | drift_operations.CHANGING
)
"""Operations that change something: one at a time."""

REPEATABLE = frozenset(
    {
        "DescribeChangeSet",
        "DescribeStackEvents",
        "DescribeStackResource",
        "DescribeStackResources",
        "DescribeStacks",
        "ListStackResources",
        "ListStacks",
    }
)
"""Operations that clients repeat while they wait; their answers depend on the stored state alone."""

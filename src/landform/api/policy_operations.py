"""The CloudFormation operations around stack policies, and events of operations."""

from collections.abc import Mapping
from typing import Any

from landform.api.call import Call, Operation, page_of_events
from landform.api.shapes import Answer, event_shape
from landform.api.sources import document
from landform.engine.errors import validation_error
from landform.ground.records import StackEvent

_OPERATIONS: Mapping[str, str] = {
    "CREATE": "CREATE_STACK",
    "DELETE": "DELETE_STACK",
    "ROLLBACK": "ROLLBACK",
    "UPDATE": "UPDATE_STACK",
}


def set_stack_policy(call: Call) -> Answer:
    """SetStackPolicy."""
    text = document(call, "StackPolicyBody", "StackPolicyURL")
    if text is None:
        raise validation_error("Either StackPolicyBody or StackPolicyURL must be specified.")
    call.engine.stacks.set_policy(call.place, call.required("StackName"), text)
    return {}


def get_stack_policy(call: Call) -> Answer:
    """GetStackPolicy: no body when the stack has none."""
    return {"StackPolicyBody": call.engine.stacks.find(call.place, call.required("StackName")).policy_body}


def describe_change_set_hooks(call: Call) -> Answer:
    """DescribeChangeSetHooks: there are no hooks."""
    found = call.engine.change_sets.find(call.place, call.required("ChangeSetName"), call.text("StackName"))
    return {
        "ChangeSetId": found.change_set_id,
        "ChangeSetName": found.change_set_name,
        "Hooks": [],
        "Status": "PLANNED",
        "StackId": found.stack_id,
        "StackName": found.stack_name,
    }


def describe_events(call: Call) -> Answer:
    """DescribeEvents: the events of a stack, or of one operation, or only the failed ones."""
    name = call.text("StackName")
    if name is None:
        raise validation_error("StackName must be specified.")
    page, more = page_of_events(call, name)
    kinds = call.engine.queries.operation_kinds(each.operation_id for each in page)
    wanted, only_failed = (
        call.text("OperationId"),
        bool((call.parameters.get("Filters") or {}).get("FailedEvents")),
    )
    shapes = [
        _operation_event(each, kinds.get(each.operation_id or "", ""))
        for each in page
        if wanted in (None, each.operation_id) and (not only_failed or each.status.endswith("_FAILED"))
    ]
    return {"OperationEvents": shapes, "NextToken": more}


def _operation_event(event: StackEvent, kind: str) -> Answer:
    shape: dict[str, Any] = event_shape(event)
    is_failure = event.status.endswith("_FAILED")
    is_of_stack = event.physical_id == event.stack_id
    shape["EventType"] = "PROVISIONING_ERROR" if is_failure and not is_of_stack else "STACK_EVENT"
    shape["OperationType"] = _OPERATIONS.get(kind)
    return {name: value for name, value in shape.items() if name != "StackName"}


OPERATIONS: Mapping[str, Operation] = {
    "DescribeChangeSetHooks": describe_change_set_hooks,
    "DescribeEvents": describe_events,
    "GetStackPolicy": get_stack_policy,
    "SetStackPolicy": set_stack_policy,
}

"""Records in the shapes of AWS's answers."""

import json
from collections.abc import Mapping
from typing import Any

from landform.engine.queries import TemplateSummary
from landform.ground.records import (
    ChangeSetRecord,
    ResourceRecord,
    RollbackConfiguration,
    StackEvent,
    StackRecord,
)
from landform.ground.statuses import OnFailure, StackStatus
from landform.ground.values import MASK, Json, Secret, Value
from landform.plan.changes import with_present_values, without_values
from landform.template.model import ParameterDeclaration

Answer = dict[str, Any]
"""An answer, or a part of one, in botocore's shape."""

Checked = tuple[str, float]
"""Drift status and time of the last check, in seconds since the epoch."""


def stack_shape(stack: StackRecord) -> Answer:
    """Stack of DescribeStacks; a deleted one no longer has a change set or a protection."""
    is_deleted = stack.status is StackStatus.DELETE_COMPLETE
    return {
        "StackId": stack.stack_id,
        "StackName": stack.stack_name,
        "ChangeSetId": None if is_deleted else stack.change_set_id,
        "Description": stack.description,
        "Parameters": parameter_shapes(stack.parameters, stack.resolved_parameters) or None,
        "CreationTime": stack.created_at,
        "LastUpdatedTime": stack.updated_at,
        "DeletionTime": stack.deleted_at,
        "ParentId": stack.parent_id,
        "RootId": stack.root_id,
        "RollbackConfiguration": _rollback(stack.rollback_configuration),
        "StackStatus": stack.status,
        "StackStatusReason": stack.status_reason,
        "DisableRollback": stack.disable_rollback,
        "NotificationARNs": list(stack.notification_arns),
        "TimeoutInMinutes": stack.timeout_minutes,
        "Capabilities": list(stack.capabilities) or None,
        "Outputs": _outputs(stack) or None,
        "RoleARN": stack.role_arn,
        "Tags": tag_shapes(stack.tags),
        "EnableTerminationProtection": None if is_deleted else stack.termination_protection,
        "DriftInformation": _stack_drift(stack),
        "DeletionMode": stack.deletion_mode,
        "LastOperations": _operations(stack) or None,
    }


def _operations(stack: StackRecord) -> list[Answer]:
    if stack.last_operation_id is None or stack.last_operation_type is None:
        return []
    return [{"OperationType": stack.last_operation_type, "OperationId": stack.last_operation_id}]


def _rollback(configuration: RollbackConfiguration) -> Answer:
    shape: Answer = {}
    if configuration.triggers is not None:
        triggers = configuration.triggers.items()
        shape["RollbackTriggers"] = [{"Arn": arn, "Type": kind} for arn, kind in triggers]
    if configuration.monitoring_minutes is not None:
        shape["MonitoringTimeInMinutes"] = configuration.monitoring_minutes
    return shape


def _outputs(stack: StackRecord) -> list[Answer]:
    return [
        {
            "OutputKey": each.key,
            "OutputValue": str(each.value),
            "Description": each.description,
            "ExportName": each.export_name,
        }
        for each in stack.outputs
    ]


def parameter_shapes(parameters: Mapping[str, Value], resolved: Mapping[str, Value]) -> list[Answer]:
    """Parameter structures, NoEcho ones masked."""
    shapes: list[Answer] = []
    for name, value in parameters.items():
        shape: Answer = {"ParameterKey": name, "ParameterValue": _parameter_text(value)}
        if name in resolved:
            shape["ResolvedValue"] = _parameter_text(resolved[name])
        shapes.append(shape)
    return shapes


def _parameter_text(value: Value) -> str:
    if isinstance(value, Secret):
        return MASK
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def tag_shapes(tags: Mapping[str, str]) -> list[Answer]:
    """Tag structures."""
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def stack_summary_shape(stack: StackRecord) -> Answer:
    """StackSummary of ListStacks."""
    return {
        "StackId": stack.stack_id,
        "StackName": stack.stack_name,
        "TemplateDescription": stack.description,
        "ParentId": stack.parent_id,
        "RootId": stack.root_id,
        "CreationTime": stack.created_at,
        "LastUpdatedTime": stack.updated_at,
        "DeletionTime": stack.deleted_at,
        "StackStatus": stack.status,
        "StackStatusReason": stack.status_reason,
        "DriftInformation": _stack_drift(stack),
    }


def event_shape(event: StackEvent) -> Answer:
    """StackEvent of DescribeStackEvents."""
    return {
        "StackId": event.stack_id,
        "EventId": event.event_id,
        "StackName": event.stack_name,
        "OperationId": event.operation_id,
        "LogicalResourceId": event.logical_id,
        "PhysicalResourceId": event.physical_id,
        "ResourceType": event.resource_type,
        "Timestamp": event.timestamp,
        "ResourceStatus": event.status,
        "ResourceStatusReason": event.reason,
        "ResourceProperties": event.properties,
        "ClientRequestToken": event.client_request_token,
    }


def _stack_drift(stack: StackRecord) -> Answer:
    shape: Answer = {"StackDriftStatus": stack.drift_status or "NOT_CHECKED"}
    return shape | ({"LastCheckTimestamp": stack.drift_checked_at} if stack.drift_checked_at else {})


def _resource_drift(checked: Checked | None) -> Answer:
    if checked is None:
        return {"StackResourceDriftStatus": "NOT_CHECKED"}
    status, at = checked
    return {"StackResourceDriftStatus": status, "LastCheckTimestamp": at}


def resource_shape(stack: StackRecord, resource: ResourceRecord, checked: Checked | None) -> Answer:
    """StackResource of DescribeStackResources."""
    return {
        "StackName": stack.stack_name,
        "StackId": stack.stack_id,
        "LogicalResourceId": resource.logical_id,
        "PhysicalResourceId": resource.physical_id,
        "ResourceType": resource.type_name,
        "Timestamp": resource.updated_at,
        "ResourceStatus": resource.status,
        "ResourceStatusReason": resource.status_reason,
        "DriftInformation": _resource_drift(checked),
    }


def resource_detail_shape(stack: StackRecord, resource: ResourceRecord, checked: Checked | None) -> Answer:
    """StackResourceDetail of DescribeStackResource."""
    shape = resource_shape(stack, resource, checked)
    shape["LastUpdatedTimestamp"] = shape.pop("Timestamp")
    shape["Metadata"] = json.dumps({} if resource.metadata is None else resource.metadata)
    return shape


def resource_summary_shape(resource: ResourceRecord, checked: Checked | None) -> Answer:
    """StackResourceSummary of ListStackResources."""
    return {
        "LogicalResourceId": resource.logical_id,
        "PhysicalResourceId": resource.physical_id,
        "ResourceType": resource.type_name,
        "LastUpdatedTimestamp": resource.updated_at,
        "ResourceStatus": resource.status,
        "ResourceStatusReason": resource.status_reason,
        "DriftInformation": _resource_drift(checked),
    }


def _name_of_change(change: Answer) -> str:
    resource = change.get("ResourceChange")
    return str(resource["LogicalResourceId"]) if isinstance(resource, dict) else ""


def change_set_shape(record: ChangeSetRecord, *, with_values: bool) -> Answer:
    """The answer of DescribeChangeSet. All recordings of AWS have the changes by name."""
    changes = [_with_nested(each, record) for each in record.changes if isinstance(each, dict)]
    changes.sort(key=_name_of_change)
    return {
        **change_set_summary_shape(record),
        "Parameters": parameter_shapes(record.parameters, record.resolved_parameters) or None,
        "NotificationARNs": list(record.notification_arns),
        "RollbackConfiguration": _rollback(record.rollback_configuration),
        "Capabilities": list(record.capabilities),
        "Tags": tag_shapes(record.tags) or None,
        "Changes": with_present_values(changes) if with_values else without_values(changes),
        "DeploymentMode": "REVERT_DRIFT" if record.reverts_drift else None,
        "OnStackFailure": None if record.on_failure is OnFailure.ROLLBACK else record.on_failure,
    }


def _with_nested(change: dict[str, Json], record: ChangeSetRecord) -> dict[str, Json]:
    """The change of a nested stack names the change set that was made for it."""
    shape = change.get("ResourceChange")
    nested_id = record.nested.get(str(shape["LogicalResourceId"])) if isinstance(shape, dict) else None
    if nested_id is None or not isinstance(shape, dict):
        return change
    return {**change, "ResourceChange": {**shape, "ChangeSetId": nested_id}}


def change_set_summary_shape(record: ChangeSetRecord) -> Answer:
    """ChangeSetSummary of ListChangeSets."""
    return {
        "StackId": record.stack_id,
        "StackName": record.stack_name,
        "ChangeSetId": record.change_set_id,
        "ChangeSetName": record.change_set_name,
        "ExecutionStatus": record.execution_status,
        "Status": record.status,
        "StatusReason": record.status_reason,
        "CreationTime": record.created_at,
        "Description": record.description,
        "IncludeNestedStacks": record.includes_nested,
        "ParentChangeSetId": record.parent_change_set_id,
        "RootChangeSetId": record.root_change_set_id,
        "ImportExistingResources": record.import_existing_resources or None,
    }


def summary_shape(summary: TemplateSummary) -> Answer:
    """The answer of GetTemplateSummary."""
    template = summary.template
    return {
        "Parameters": [_declaration(each) for each in summary.parameters],
        "Description": template.description,
        "Capabilities": list(summary.capabilities) or None,
        "CapabilitiesReason": summary.capabilities_reason,
        "ResourceTypes": list(summary.resource_types),
        "Version": "2010-09-09",
        "Metadata": json.dumps(template.metadata) if template.metadata is not None else None,
        "DeclaredTransforms": list(template.transforms) or None,
        "ResourceIdentifierSummaries": [
            {
                "ResourceType": each.type_name,
                "LogicalResourceIds": list(each.logical_ids),
                "ResourceIdentifiers": list(each.identifiers),
            }
            for each in summary.identifiers
        ],
    }


def validation_shape(summary: TemplateSummary) -> Answer:
    """The answer of ValidateTemplate."""
    return {
        "Parameters": [
            {
                "ParameterKey": each.name,
                "DefaultValue": _default(each),
                "NoEcho": each.no_echo,
                "Description": each.description,
            }
            for each in summary.parameters
        ],
        "Description": summary.template.description,
        "Capabilities": list(summary.capabilities) or None,
        "CapabilitiesReason": summary.capabilities_reason,
        "DeclaredTransforms": list(summary.template.transforms) or None,
    }


def _declaration(parameter: ParameterDeclaration) -> Answer:
    return {
        "ParameterKey": parameter.name,
        "DefaultValue": _default(parameter),
        "ParameterType": parameter.type_name,
        "NoEcho": parameter.no_echo,
        "Description": parameter.description,
        "ParameterConstraints": {"AllowedValues": list(parameter.allowed_values) or None},
    }


def _default(parameter: ParameterDeclaration) -> str | None:
    if parameter.default is None:
        return None
    return MASK if parameter.no_echo else parameter.default


def is_listed(stack: StackRecord, statuses: list[str]) -> bool:
    """Whether ListStacks with this filter shows the stack."""
    return not statuses or stack.status.value in statuses

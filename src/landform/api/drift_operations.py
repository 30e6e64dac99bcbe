"""The CloudFormation operations around drift."""

from collections.abc import Mapping
from typing import Any

from landform.api.call import Call, Operation, paged
from landform.api.shapes import Answer


def detect_stack_drift(call: Call) -> Answer:
    """DetectStackDrift."""
    names = list(call.parameters.get("LogicalResourceIds", ()))
    detection = call.engine.drifts.detect(call.place, call.required("StackName"), names)
    return {"StackDriftDetectionId": detection}


def detect_stack_resource_drift(call: Call) -> Answer:
    """DetectStackResourceDrift."""
    found = call.engine.drifts.detect_resource(
        call.place, call.required("StackName"), call.required("LogicalResourceId")
    )
    return {"StackResourceDrift": dict(found)}


def describe_stack_drift_detection_status(call: Call) -> Answer:
    """DescribeStackDriftDetectionStatus."""
    return dict(call.engine.drifts.status(call.place, call.required("StackDriftDetectionId")))


def describe_stack_resource_drifts(call: Call) -> Answer:
    """DescribeStackResourceDrifts."""
    found: list[Mapping[str, Any]] = list(
        call.engine.drifts.of_resources(call.place, call.required("StackName"))
    )
    wanted = call.parameters.get("StackResourceDriftStatusFilters")
    kept = [dict(each) for each in found if not wanted or each["StackResourceDriftStatus"] in wanted]
    return paged(call, "StackResourceDrifts", kept)


OPERATIONS: Mapping[str, Operation] = {
    "DescribeStackDriftDetectionStatus": describe_stack_drift_detection_status,
    "DescribeStackResourceDrifts": describe_stack_resource_drifts,
    "DetectStackDrift": detect_stack_drift,
    "DetectStackResourceDrift": detect_stack_resource_drift,
}
CHANGING = frozenset({"DetectStackDrift", "DetectStackResourceDrift"})

"""Drift: what is found of each resource, what of the stack, and what is refused."""

import json
from typing import Any

import pytest

from landform.ground.handler import HandlerAction
from tests.unit.engine.world import World, queue, refusal


def set_delay(world: World, name: str, delay: int) -> None:
    client = world.client("sqs")
    url = client.get_queue_url(QueueName=name)["QueueUrl"]
    client.set_queue_attributes(QueueUrl=url, Attributes={"DelaySeconds": str(delay)})


@pytest.fixture
def drifted(world: World) -> World:
    """Three queues: one was changed, one deleted, one is as it was made."""
    world.create({"Changed": queue("changed", 1), "Gone": queue("gone"), "Same": queue("same")})
    set_delay(world, "changed", 5)
    client = world.client("sqs")
    client.delete_queue(QueueUrl=client.get_queue_url(QueueName="gone")["QueueUrl"])
    return world


def found_of(world: World) -> dict[str, Any]:
    drifts = world.cloudformation.describe_stack_resource_drifts(StackName="app")["StackResourceDrifts"]
    return {each["LogicalResourceId"]: each for each in drifts}


def test_a_detection_finds_what_was_changed_and_deleted(drifted: World) -> None:
    client = drifted.cloudformation
    detection = client.detect_stack_drift(StackName="app")["StackDriftDetectionId"]
    status = client.describe_stack_drift_detection_status(StackDriftDetectionId=detection)
    assert (status["DetectionStatus"], status["StackDriftStatus"]) == ("DETECTION_COMPLETE", "DRIFTED")
    assert status["DriftedStackResourceCount"] == 2
    assert status["StackId"] == drifted.stack()["StackId"]
    found = found_of(drifted)
    assert list(found) == ["Changed", "Gone", "Same"]
    assert {name: each["StackResourceDriftStatus"] for name, each in found.items()} == {
        "Changed": "MODIFIED",
        "Gone": "DELETED",
        "Same": "IN_SYNC",
    }
    changed = found["Changed"]
    assert changed["PropertyDifferences"] == [
        {
            "PropertyPath": "/DelaySeconds",
            "ExpectedValue": "1",
            "ActualValue": "5",
            "DifferenceType": "NOT_EQUAL",
        }
    ]
    assert json.loads(changed["ExpectedProperties"]) == {"QueueName": "changed", "DelaySeconds": 1}
    assert json.loads(changed["ActualProperties"])["DelaySeconds"] == 5
    assert changed["ResourceType"] == "AWS::SQS::Queue"
    assert changed["PhysicalResourceId"].endswith("/changed")
    assert json.loads(found["Gone"]["ExpectedProperties"]) == {"QueueName": "gone", "DelaySeconds": 0}
    information = drifted.stack()["DriftInformation"]
    assert information["StackDriftStatus"] == "DRIFTED"
    resources = client.list_stack_resources(StackName="app")["StackResourceSummaries"]
    assert {
        each["LogicalResourceId"]: each["DriftInformation"]["StackResourceDriftStatus"] for each in resources
    } == {"Changed": "MODIFIED", "Gone": "DELETED", "Same": "IN_SYNC"}


def test_a_resource_is_looked_at_by_itself_and_the_stack_stays_unjudged(drifted: World) -> None:
    client = drifted.cloudformation
    found = client.detect_stack_resource_drift(StackName="app", LogicalResourceId="Changed")
    assert found["StackResourceDrift"]["StackResourceDriftStatus"] == "MODIFIED"
    assert list(found_of(drifted)) == ["Changed"]
    assert drifted.stack()["DriftInformation"]["StackDriftStatus"] == "NOT_CHECKED"


def test_a_detection_of_some_resources_keeps_what_was_found_of_others(drifted: World) -> None:
    client = drifted.cloudformation
    client.detect_stack_resource_drift(StackName="app", LogicalResourceId="Changed")
    detection = client.detect_stack_drift(StackName="app", LogicalResourceIds=["Same"])
    status = client.describe_stack_drift_detection_status(
        StackDriftDetectionId=detection["StackDriftDetectionId"]
    )
    assert (status["StackDriftStatus"], status["DriftedStackResourceCount"]) == ("DRIFTED", 1)
    assert list(found_of(drifted)) == ["Changed", "Same"]


def test_a_stack_that_is_as_it_was_deployed_is_in_sync(world: World) -> None:
    world.create({"Same": queue("same")})
    detection = world.cloudformation.detect_stack_drift(StackName="app")["StackDriftDetectionId"]
    status = world.cloudformation.describe_stack_drift_detection_status(StackDriftDetectionId=detection)
    assert (status["StackDriftStatus"], status["DriftedStackResourceCount"]) == ("IN_SYNC", 0)
    assert world.stack()["DriftInformation"]["StackDriftStatus"] == "IN_SYNC"


def test_what_cannot_be_read_is_not_checked(world: World) -> None:
    world.create({"Same": queue("same")})
    world.whims.failing.add(("Same", HandlerAction.READ))
    detection = world.cloudformation.detect_stack_drift(StackName="app")["StackDriftDetectionId"]
    status = world.cloudformation.describe_stack_drift_detection_status(StackDriftDetectionId=detection)
    assert status["StackDriftStatus"] == "IN_SYNC"
    assert found_of(world)["Same"]["StackResourceDriftStatus"] == "NOT_CHECKED"


def test_what_cannot_be_detected_is_refused(world: World) -> None:
    client = world.cloudformation
    assert refusal(client.detect_stack_drift, StackName="ghost")[:2] == (
        "ValidationError",
        "Stack [ghost] does not exist",
    )
    stack_id = world.create({"Same": queue("same")})
    assert refusal(client.describe_stack_resource_drifts, StackName="app")[1] == (
        f"Drift detection has not been run on stack [{stack_id}]. Run DetectStackDrift first."
    )
    assert refusal(client.detect_stack_drift, StackName="app", LogicalResourceIds=["Ghost"])[1] == (
        "Resource Ghost does not exist for stack app"
    )
    assert refusal(client.describe_stack_drift_detection_status, StackDriftDetectionId="nobody")[1] == (
        "Drift detection status for nobody not found"
    )
    detection = client.detect_stack_drift(StackName="app")["StackDriftDetectionId"]
    elsewhere = world.target.session().client("cloudformation", region_name="eu-west-1")
    assert refusal(elsewhere.describe_stack_drift_detection_status, StackDriftDetectionId=detection)[1] == (
        f"Drift detection status for {detection} not found"
    )
    client.delete_stack(StackName="app")
    world.target.wait()
    assert refusal(client.detect_stack_drift, StackName=stack_id)[1] == (
        f"Drift detection cannot be performed on stack [{stack_id}] while in status DELETE_COMPLETE"
    )

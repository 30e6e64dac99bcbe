"""What a drift-aware change set says beside its changes."""

from landform.ground.values import Json, Secret
from landform.plan.drift import DifferenceType, PropertyDrift
from landform.plan.drift_changes import Change, ResourceDrift, with_drift
from tests.unit.plan.stacks import record

DELAY = PropertyDrift(path="/DelaySeconds", expected="5", actual="7", kind=DifferenceType.NOT_EQUAL)
NESTED = PropertyDrift(
    path="/RedrivePolicy/maxReceiveCount", expected="3", actual="4", kind=DifferenceType.NOT_EQUAL
)


def changed(name: str, *paths: str) -> Change:
    details: list[Json] = [
        {"Target": {"Attribute": "Properties", "Path": each}, "ChangeSource": "DirectModification"}
        for each in paths
    ]
    return {"Type": "Resource", "ResourceChange": {"LogicalResourceId": name, "Details": details}}


def test_a_change_says_how_its_resource_had_drifted() -> None:
    drift = ResourceDrift(
        status="MODIFIED", previous={"DelaySeconds": 5, "Key": Secret("hush")}, properties=(DELAY,)
    )
    (found,) = with_drift(
        [changed("Queue", "/Properties/DelaySeconds", "/Properties/QueueName")], {"Queue": drift}, {}
    )
    sources = {"BeforeValueFrom": "ACTUAL_STATE", "AfterValueFrom": "TEMPLATE"}
    assert found == {
        "Type": "Resource",
        "ResourceChange": {
            "LogicalResourceId": "Queue",
            "Details": [
                {
                    "Target": {
                        "Attribute": "Properties",
                        "Path": "/Properties/DelaySeconds",
                        **sources,
                        "Drift": {"PreviousValue": "5", "ActualValue": "7"},
                    },
                    "ChangeSource": "DirectModification",
                },
                {
                    "Target": {"Attribute": "Properties", "Path": "/Properties/QueueName", **sources},
                    "ChangeSource": "DirectModification",
                },
            ],
            "ResourceDriftStatus": "MODIFIED",
            "PreviousDeploymentContext": '{"Properties":{"DelaySeconds":5,"Key":"****"}}',
        },
    }


def test_a_change_of_a_resource_that_nobody_looked_at_stays_as_it_is() -> None:
    change = changed("Queue", "/Properties/DelaySeconds")
    assert with_drift([change], {}, {}) == [change]


def test_a_drifted_resource_that_needs_no_change_is_synced() -> None:
    drift = ResourceDrift(status="MODIFIED", previous={"DelaySeconds": 5}, properties=(DELAY, NESTED))
    records = {"Queue": record("Queue", "AWS::SQS::Queue", "q-1", {"DelaySeconds": 7})}
    values = {"BeforeValueFrom": "ACTUAL_STATE", "AfterValueFrom": "TEMPLATE"}
    target = {
        "Attribute": "Properties",
        "RequiresRecreation": "Never",
        "AttributeChangeType": "SyncWithActual",
        **values,
    }
    kind = {"Evaluation": "Static", "ChangeSource": "NoModification"}
    assert with_drift([], {"Queue": drift}, records) == [
        {
            "Type": "Resource",
            "ResourceChange": {
                "Action": "SyncWithActual",
                "LogicalResourceId": "Queue",
                "PhysicalResourceId": "q-1",
                "ResourceType": "AWS::SQS::Queue",
                "Scope": ["Properties"],
                "Details": [
                    {
                        "Target": {
                            **target,
                            "Name": "DelaySeconds",
                            "Path": "/Properties/DelaySeconds",
                            "Drift": {"PreviousValue": "5", "ActualValue": "7"},
                        },
                        **kind,
                    },
                    {
                        "Target": {
                            **target,
                            "Name": "RedrivePolicy",
                            "Path": "/Properties/RedrivePolicy/maxReceiveCount",
                            "Drift": {"PreviousValue": "3", "ActualValue": "4"},
                        },
                        **kind,
                    },
                ],
                "ResourceDriftStatus": "MODIFIED",
                "PreviousDeploymentContext": '{"Properties":{"DelaySeconds":5}}',
                "BeforeContext": '{"Properties":{"DelaySeconds":7}}',
                "AfterContext": '{"Properties":{"DelaySeconds":7}}',
            },
        }
    ]


def test_only_what_is_modified_and_has_no_change_is_synced() -> None:
    records = {"Queue": record("Queue", "AWS::SQS::Queue", "q-1")}
    for status in ("IN_SYNC", "DELETED", "NOT_CHECKED"):
        assert with_drift([], {"Queue": ResourceDrift(status=status, previous={})}, records) == []
    drift = ResourceDrift(status="MODIFIED", previous={})
    assert len(with_drift([changed("Queue")], {"Queue": drift}, records)) == 1

"""Which differences of properties count, and where they are reported."""

import pytest

from landform.ground.values import NO_VALUE, Value
from landform.plan.compare import differences
from landform.plan.model import Replacement
from landform.plan.verdict import overall, replacement_of
from landform.schema.catalog import load_catalog

ENDPOINT = "AWS::EC2::VPCEndpoint"
FUNCTION = "AWS::Lambda::Function"
GROUP = "AWS::AutoScaling::AutoScalingGroup"


@pytest.mark.parametrize(
    ("type_name", "before", "after", "paths"),
    [
        (None, {"A": 1}, {"A": 1}, []),
        (None, {"A": 1, "B": 1}, {"A": 2, "B": 2, "C": 2}, [("A",), ("B",), ("C",)]),
        (None, {"A": 1}, {"A": NO_VALUE}, [("A",)]),
        (None, {}, {"A": NO_VALUE}, []),
        (None, {"A": {"B": 1, "C": 2}}, {"A": {"B": 1, "D": 2}}, [("A", "C"), ("A", "D")]),
        (None, {"A": {"B": True}}, {"A": {"B": 1}}, [("A", "B")]),
        (None, {"A": [1, 2]}, {"A": [2, 1]}, [("A", 0), ("A", 1)]),
        (None, {"A": [1, {"B": 2}]}, {"A": [1, {"B": 3}]}, [("A", 1, "B")]),
        (None, {"A": [1]}, {"A": [1, 2]}, [("A",)]),
        (None, {"A": [1, 2]}, {"A": [1]}, [("A",)]),
        (None, {"A": [1]}, {"A": {"B": 1}}, [("A",)]),
        (None, {"A": {"B": 1}}, {"A": [1]}, [("A",)]),
        (None, {"A": "1"}, {"A": 1}, [("A",)]),
        (ENDPOINT, {"SubnetIds": ["a", "b"]}, {"SubnetIds": ["b", "a"]}, []),
        (ENDPOINT, {"SubnetIds": ["a", "b"]}, {"SubnetIds": ["b", "c"]}, [("SubnetIds",)]),
        (ENDPOINT, {"SubnetIds": ["b", "c"]}, {"SubnetIds": ["b", "a"]}, [("SubnetIds",)]),
        (FUNCTION, {"Layers": ["a", "b"]}, {"Layers": ["b", "a"]}, [("Layers", 0), ("Layers", 1)]),
    ],
)
def test_these_properties_differ_here(
    type_name: str | None, before: dict[str, Value], after: dict[str, Value], paths: list[object]
) -> None:
    schema = load_catalog().find(type_name) if type_name else None
    assert [each.path for each in differences(schema, before, after)] == paths


def test_what_is_absent_is_none() -> None:
    (added,) = differences(None, {}, {"A": 1})
    (removed,) = differences(None, {"A": 1}, {"A": NO_VALUE})
    assert (added.before, added.after, removed.before, removed.after) == (None, 1, 1, None)


def verdicts(type_name: str, before: dict[str, Value], after: dict[str, Value]) -> list[Replacement]:
    schema = load_catalog().find(type_name)
    return [replacement_of(schema, each) for each in differences(schema, before, after)]


@pytest.mark.parametrize(
    ("type_name", "before", "after", "expected"),
    [
        # Budget.BudgetName is create-only: when all of Budget differs, only a difference there counts.
        ("AWS::Budgets::Budget", {}, {"Budget": {"BudgetName": "a"}}, [Replacement.YES]),
        ("AWS::Budgets::Budget", {"Budget": {"BudgetType": "COST"}}, {"Budget": NO_VALUE}, [Replacement.NO]),
        (
            "AWS::Budgets::Budget",
            {"Budget": {"BudgetName": "a", "BudgetType": "COST"}},
            {"Budget": {"BudgetName": "b", "BudgetType": "USAGE"}},
            [Replacement.YES, Replacement.NO],
        ),
        ("AWS::SQS::Queue", {}, {"FifoQueue": True}, [Replacement.YES]),
        (
            "AWS::SQS::Queue",
            {"QueueName": "a", "DelaySeconds": 1},
            {"QueueName": "b", "DelaySeconds": 2},
            [Replacement.NO, Replacement.YES],
        ),
        (GROUP, {"VPCZoneIdentifier": ["a"]}, {"VPCZoneIdentifier": ["b"]}, [Replacement.MAY]),
        (
            "AWS::DynamoDB::Table",
            {"ImportSourceSpecification": {"InputFormat": "CSV"}},
            {"ImportSourceSpecification": {"InputFormat": "ION"}},
            [Replacement.YES],
        ),
        ("Custom::Own", {"A": 1}, {"A": 2}, [Replacement.NO]),
        # ReplicationInfoList.*.SourceKafkaClusterArn is create-only, TopicsToReplicate beside it is not.
        (
            "AWS::MSK::Replicator",
            {"ReplicationInfoList": [{"SourceKafkaClusterArn": "a"}]},
            {"ReplicationInfoList": [{"SourceKafkaClusterArn": "a"}, {"SourceKafkaClusterArn": "b"}]},
            [Replacement.YES],
        ),
        (
            "AWS::MSK::Replicator",
            {"ReplicationInfoList": [{"SourceKafkaClusterArn": "a"}]},
            {
                "ReplicationInfoList": [
                    {"SourceKafkaClusterArn": "a"},
                    {"TopicReplication": {"TopicsToReplicate": ["t"]}},
                ]
            },
            [Replacement.NO],
        ),
    ],
)
def test_each_difference_has_its_own_verdict(
    type_name: str, before: dict[str, Value], after: dict[str, Value], expected: list[Replacement]
) -> None:
    assert verdicts(type_name, before, after) == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], Replacement.NO),
        ([Replacement.NO], Replacement.NO),
        ([Replacement.NO, Replacement.MAY], Replacement.MAY),
        ([Replacement.MAY, Replacement.YES, Replacement.NO], Replacement.YES),
    ],
)
def test_the_strongest_verdict_is_the_resource_s(found: list[Replacement], expected: Replacement) -> None:
    assert overall(found) is expected

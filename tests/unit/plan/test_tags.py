"""A stack's tags on its resources."""

import pytest

from landform.ground.values import ResourceReference, Unknown, Value
from landform.plan.tags import with_stack_tags
from landform.schema.catalog import load_catalog

LATER = Unknown((ResourceReference("Other"),))
OWN = {"Key": "team", "Value": "own"}


@pytest.mark.parametrize(
    ("type_name", "given", "expected"),
    [
        pytest.param(
            "AWS::SQS::Queue", None, [{"Key": "team", "Value": "a"}], id="a list of keys and values"
        ),
        pytest.param("AWS::SQS::Queue", [OWN], [OWN], id="the resource's own tag wins in a list"),
        pytest.param(
            "AWS::SQS::Queue",
            [{"Key": "x", "Value": "y"}],
            [{"Key": "x", "Value": "y"}, {"Key": "team", "Value": "a"}],
            id="behind the tags that are there",
        ),
        pytest.param(
            "AWS::SQS::Queue",
            [LATER, {"Key": LATER, "Value": "y"}],
            [LATER, {"Key": LATER, "Value": "y"}, {"Key": "team", "Value": "a"}],
            id="beside tags that are not known yet",
        ),
        pytest.param("AWS::SQS::Queue", LATER, LATER, id="not where the whole list is unknown"),
        pytest.param("AWS::SSM::Parameter", None, {"team": "a"}, id="a map"),
        pytest.param(
            "AWS::SSM::Parameter",
            {"team": "own", "x": "y"},
            {"team": "own", "x": "y"},
            id="the resource's own tag wins in a map",
        ),
        pytest.param("AWS::SSM::Parameter", {"x": "y"}, {"team": "a", "x": "y"}, id="both tags in a map"),
        pytest.param("AWS::SSM::Parameter", LATER, LATER, id="not where the whole map is unknown"),
        pytest.param(
            "AWS::AutoScaling::AutoScalingGroup",
            None,
            [{"Key": "team", "Value": "a", "PropagateAtLaunch": True}],
            id="an Auto Scaling group's tag goes on to its instances",
        ),
    ],
)
def test_the_stack_s_tag_stands(type_name: str, given: Value, expected: Value) -> None:
    schema = load_catalog().find(type_name)
    assert schema is not None
    properties: dict[str, Value] = {"Other": 1} if given is None else {"Other": 1, "Tags": given}
    assert with_stack_tags(schema, properties, {"team": "a"}) == {"Other": 1, "Tags": expected}


def test_a_type_without_tags_and_a_stack_without_tags_change_nothing() -> None:
    version = load_catalog().find("AWS::Lambda::Version")
    queue = load_catalog().find("AWS::SQS::Queue")
    assert version is not None and queue is not None
    assert with_stack_tags(version, {"FunctionName": "f"}, {"team": "a"}) == {"FunctionName": "f"}
    assert with_stack_tags(queue, {"QueueName": "q"}, {}) == {"QueueName": "q"}

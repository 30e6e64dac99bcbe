"""Claims about templates hold or fail as aws-cdk-lib's do, with messages that show the closest match."""

import re
from typing import Any

import pytest

from landform.cdk import Annotations, App, CfnOutput, CfnParameter, CfnResource, Stack
from landform.cdk import Tags as StackTags
from landform.cdk.assertions import Annotations as Notes
from landform.cdk.assertions import AssertionFailure, Capture, Match, Tags, Template

QUEUES = {
    "Resources": {
        "Fast": {
            "Type": "AWS::SQS::Queue",
            "Properties": {"Delay": 1, "Tags": [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}]},
        },
        "Slow": {"Type": "AWS::SQS::Queue", "Properties": {"Delay": 9, "Policy": '{"x": [1, 2]}'}},
        "Topic": {"Type": "AWS::SNS::Topic", "DependsOn": ["Fast"]},
    },
    "Outputs": {"One": {"Value": "v", "Export": {"Name": "n"}}, "Two": {"Value": "w"}},
    "Parameters": {"P": {"Type": "String"}},
    "Mappings": {"M": {"a": {"b": "c"}}},
    "Conditions": {"C": {"Fn::Equals": ["a", "b"]}},
}
TEMPLATE = Template.from_json(QUEUES)
QUEUE = "AWS::SQS::Queue"


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [
        ({"Delay": 1}, True),
        ({"Delay": "1"}, False),
        ({"Delay": Match.any_value()}, True),
        ({"Absent": Match.absent()}, True),
        ({"Delay": Match.absent()}, False),
        (
            {"Tags": [{"Key": "a"}, {"Key": "b"}]},
            True,
        ),  # objects in a list of a partial pattern are partial too
        ({"Tags": [{"Key": "a"}]}, False),
        ({"Tags": Match.array_with([{"Key": "b"}])}, True),
        ({"Tags": Match.array_with([{"Key": "b"}, {"Key": "a"}])}, False),
        ({"Tags": Match.array_equals([{"Key": "a"}, {"Key": "b"}])}, False),
        ({"Tags": Match.array_equals([{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}])}, True),
        (Match.object_equals({"Delay": 1}), False),
        (Match.object_like({"Delay": 1}), True),
        (Match.exact({"Delay": 9, "Policy": '{"x": [1, 2]}'}), True),
        ({"Policy": Match.serialized_json({"x": [1, 2]})}, True),
        ({"Policy": Match.serialized_json({"x": Match.array_with([2])})}, True),
        ({"Policy": Match.serialized_json({"y": 1})}, False),
        ({"Policy": Match.string_like_regexp("x.*2")}, True),
        ({"Policy": Match.string_like_regexp("^x")}, False),
        ({"Delay": Match.not_(9)}, True),
        ({"Delay": Match.not_(Match.any_value())}, False),
        (Match.absent(), False),
    ],
)
def test_a_pattern_fits_or_not(pattern: Any, fits: bool) -> None:
    """One of the two queues has to fit."""
    if fits:
        TEMPLATE.has_resource_properties(QUEUE, pattern)
    else:
        with pytest.raises(AssertionFailure):
            TEMPLATE.has_resource_properties(QUEUE, pattern)


def test_a_failure_shows_the_closest_resource_and_where_it_differs() -> None:
    """The one with the fewest differences."""
    with pytest.raises(AssertionFailure) as failed:
        TEMPLATE.has_resource_properties(
            QUEUE, {"Delay": 2, "Tags": Match.array_with([{"Key": "b", "Value": "3"}]), "Name": "x"}
        )
    assert str(failed.value) == (
        "There is no such resource of type AWS::SQS::Queue: none of the 2 in the template fits. The closest "
        "is 'Fast':\n"
        "  Properties.Delay: expected 2, found 1\n"
        '  Properties.Tags[1, the closest].Value: expected "3", found "2"\n'
        '  Properties.Name: missing, expected "x"'
    )


def test_counts_and_ids() -> None:
    """How many there are, and which."""
    TEMPLATE.resource_count_is(QUEUE, 2)
    TEMPLATE.resource_properties_count_is(QUEUE, {"Delay": 9}, 1)
    assert TEMPLATE.get_resource_id(QUEUE, {"Properties": {"Delay": 1}}) == "Fast"
    assert list(TEMPLATE.find_resources(QUEUE)) == ["Fast", "Slow"]
    TEMPLATE.all_resources_properties(QUEUE, {"Delay": Match.any_value()})
    TEMPLATE.has_resource("AWS::SNS::Topic", {"DependsOn": ["Fast"]})
    with pytest.raises(AssertionFailure, match=r"Expected 3 resources of type AWS::SQS::Queue, found 2\."):
        TEMPLATE.resource_count_is(QUEUE, 3)
    with pytest.raises(
        AssertionFailure, match=r"(?s)1 of 2 resources of type .*'Slow':\n  Properties\.Delay"
    ):
        TEMPLATE.all_resources_properties(QUEUE, {"Delay": 1})
    with pytest.raises(AssertionFailure, match="found 2: Fast, Slow"):
        TEMPLATE.get_resource_id(QUEUE)


def test_other_sections_are_found_by_logical_id_or_star() -> None:
    """Outputs, parameters, mappings, conditions."""
    TEMPLATE.has_output("One", {"Value": "v"})
    TEMPLATE.has_output("*", {"Value": "w"})
    assert list(TEMPLATE.find_outputs("*", {"Export": Match.absent()})) == ["Two"]
    TEMPLATE.has_parameter("P", {"Type": "String"})
    TEMPLATE.has_mapping("M", {"a": {"b": "c"}})
    TEMPLATE.has_condition("C", {"Fn::Equals": ["a", "b"]})
    TEMPLATE.template_matches({"Outputs": {"Two": {"Value": "w"}}})
    with pytest.raises(AssertionFailure, match=re.escape("The template has no output named 'Three'.")):
        TEMPLATE.has_output("Three", {})


def test_captures_take_what_fits_in_order_and_nothing_from_what_does_not() -> None:
    """Only where the whole pattern fits."""
    delay, key = Capture(), Capture(Match.string_like_regexp("^b"))
    TEMPLATE.has_resource_properties(QUEUE, {"Delay": delay})
    assert delay.as_number() == 1
    assert delay.next()
    assert delay.as_number() == 9
    assert not delay.next()
    TEMPLATE.has_resource_properties(QUEUE, {"Tags": Match.array_with([{"Key": key}])})
    assert key.as_string() == "b"
    with pytest.raises(AssertionFailure, match="The captured value is a string, not a number"):
        key.as_number()
    with pytest.raises(AssertionFailure, match="Nothing was captured"):
        Capture().as_object()


def test_a_cycle_between_resources_makes_a_template_undeployable() -> None:
    """Found through Ref, GetAtt, Sub and DependsOn."""
    template = {
        "Resources": {
            "A": {"Type": "T", "Properties": {"x": {"Ref": "B"}}},
            "B": {"Type": "T", "Properties": {"x": {"Fn::Sub": "${C.Arn}"}}},
            "C": {"Type": "T", "DependsOn": "A"},
        }
    }
    with pytest.raises(AssertionFailure, match="dependency cycle: A -> B -> C -> A"):
        Template.from_json(template)
    Template.from_json(template, skip_cyclical_dependencies_check=True)


def test_a_property_called_depends_on_is_none_of_the_resources_own() -> None:
    """Containers wait for each other in it; a text there may even be the resource's own id."""
    waits = [{"ContainerName": "B", "Condition": "START"}]
    properties = {"DependsOn": "A", "Containers": [{"DependsOn": waits}]}
    template = Template.from_json({"Resources": {"A": {"Type": "T", "Properties": properties}}})
    template.has_resource_properties("T", {"Containers": [{"DependsOn": waits}]})


def test_stacks_notes_and_tags() -> None:
    """From a stack rather than from a template."""
    stack = Stack(App(auto_synth=False), "Shop", tags={"team": "a"})
    resource = CfnResource(stack, "Thing", type="My::Own::Type", properties={"A": 1})
    CfnOutput(stack, "Out", value=resource.ref)
    CfnParameter(stack, "Size")
    Annotations.of(resource).add_warning("careful")
    StackTags.of(stack).add("team", "b")
    Template.from_stack(stack).has_resource_properties("My::Own::Type", {"A": 1})
    notes = Notes.from_stack(stack)
    notes.has_warning("/Shop/Thing", "careful")
    notes.has_no_error("*", Match.any_value())
    assert [each.id for each in notes.find_warning("*", Match.string_like_regexp("care"))] == ["/Shop/Thing"]
    with pytest.raises(AssertionFailure, match=r"(?s)No warning at '\*' fits 'other'.*/Shop/Thing: careful"):
        notes.has_warning("*", "other")
    Tags.from_stack(stack).has_values({"team": "b"})
    with pytest.raises(AssertionFailure, match="Expected no tags"):
        Tags.from_stack(stack).has_none()

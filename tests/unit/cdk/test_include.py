"""Templates that cannot be included, and what cannot be found in those that are."""

import json
from pathlib import Path
from typing import Any

import pytest

from landform.cdk import App, Stack
from landform.cdk.cloudformation_include import CfnInclude

QUEUE = "AWS::SQS::Queue"


def queue(**properties: Any) -> dict[str, Any]:
    return {"Type": QUEUE, "Properties": properties}


def include(folder: Path, template: dict[str, Any], **options: Any) -> CfnInclude:
    file = folder / "template.json"
    file.write_text(json.dumps({"Resources": {"A": {"Type": QUEUE}}, **template}), encoding="utf-8")
    return CfnInclude(Stack(App(), "S"), "I", template_file=str(file), **options)


RESOURCES: dict[str, tuple[dict[str, Any], str]] = {
    "ref": (
        {"A": queue(QueueName={"Ref": "Nope"})},
        "Element used in Ref expression with logical ID: 'Nope' not found",
    ),
    "attribute": (
        {"A": queue(QueueName={"Fn::GetAtt": ["Nope", "Arn"]})},
        "Resource used in GetAtt expression with logical ID: 'Nope' not found",
    ),
    "attribute without a dot": (
        {"A": queue(QueueName={"Fn::GetAtt": "NopeArn"})},
        "Short-form Fn::GetAtt must contain a '.' in its string argument, got: 'NopeArn'",
    ),
    "mapping": (
        {"A": queue(QueueName={"Fn::FindInMap": ["Nope", "a", "b"]})},
        "Mapping used in FindInMap expression with name 'Nope' was not found in the template",
    ),
    "condition of Fn::If": (
        {"A": queue(QueueName={"Fn::If": ["Nope", "a", "b"]})},
        "Condition 'Nope' used in an Fn::If expression does not exist in the template",
    ),
    "condition": (
        {"A": {"Type": QUEUE, "Condition": "Nope"}},
        "Resource 'A' uses Condition 'Nope' that doesn't exist",
    ),
    "dependency": (
        {"A": {"Type": QUEUE, "DependsOn": "Nope"}},
        "Resource 'A' depends on 'Nope' that doesn't exist",
    ),
    "policy": ({"A": {"Type": QUEUE, "DeletionPolicy": "Nope"}}, "Unrecognized DeletionPolicy 'Nope'"),
    "no type": ({"A": {"Properties": {}}}, "The `type` property is required"),
    "function": (
        {"A": queue(QueueName={"Fn::Nope": 1})},
        "Unsupported CloudFormation function 'Fn::Nope'",
    ),
    "sub": (
        {"A": queue(QueueName={"Fn::Sub": "${Nope}"})},
        "Element referenced in Fn::Sub expression with logical ID: 'Nope' was not found in the template",
    ),
    "attribute in sub": (
        {"A": queue(QueueName={"Fn::Sub": "${Nope.Arn}"})},
        "Resource referenced in Fn::Sub expression with logical ID: 'Nope' was not found in the template",
    ),
    "cycle": (
        {
            "A": queue(QueueName={"Ref": "B"}),
            "B": queue(QueueName={"Ref": "C"}),
            "C": {"Type": QUEUE, "DependsOn": "A"},
        },
        "Found a cycle between resources in the template: A depends on B depends on C depends on A",
    ),
}


@pytest.mark.parametrize("name", RESOURCES)
def test_a_resource_with_a_mistake_is_refused(name: str, tmp_path: Path) -> None:
    resources, message = RESOURCES[name]
    with pytest.raises(ValueError) as caught:
        include(tmp_path, {"Resources": resources})
    assert str(caught.value) == message


SECTIONS: dict[str, tuple[dict[str, Any], str]] = {
    "condition of an output": (
        {"Outputs": {"O": {"Value": "a", "Condition": "Nope"}}},
        "Output with name 'O' refers to a Condition with name 'Nope' which was not found in this template",
    ),
    "condition": (
        {"Conditions": {"A": {"Fn::Not": [{"Condition": "Nope"}]}}},
        "Referenced Condition with name 'Nope' was not found in the template",
    ),
    "attribute in a condition": (
        {"Conditions": {"A": {"Fn::Equals": [{"Fn::GetAtt": ["A", "Arn"]}, "x"]}}},
        "Using GetAtt in Condition definitions is not allowed",
    ),
    "resource in a rule": (
        {"Rules": {"A": {"Assertions": [{"Assert": {"Fn::Equals": [{"Ref": "A"}, "x"]}}]}}},
        "Element used in Ref expression with logical ID: 'A' not found",
    ),
    "reference in a mapping": (
        {"Mappings": {"A": {"a": {"b": {"Ref": "A"}}}}},
        "Using Ref expressions in Mapping definitions is not allowed",
    ),
}


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_with_a_mistake_is_refused(name: str, tmp_path: Path) -> None:
    sections, message = SECTIONS[name]
    with pytest.raises(ValueError) as caught:
        include(tmp_path, sections)
    assert str(caught.value) == message


OPTIONS: dict[str, tuple[dict[str, Any], str]] = {
    "parameter": (
        {"parameters": {"Nope": 1}},
        "Parameter with logical ID 'Nope' was not found in the template",
    ),
    "untouched": (
        {"dehydrated_resources": ["Nope"]},
        "Logical ID 'Nope' was specified in 'dehydratedResources', but does not belong to a "
        "resource in the template.",
    ),
    "nested": (
        {"load_nested_stacks": {"Nope": {"template_file": "x"}}},
        "Nested Stack with logical ID 'Nope' was not found in the template",
    ),
    "nested that is none": (
        {"load_nested_stacks": {"A": {"template_file": "x"}}},
        "Nested Stack with logical ID 'A' is not an AWS::CloudFormation::Stack resource",
    ),
}


@pytest.mark.parametrize("name", OPTIONS)
def test_an_option_that_names_nothing_is_refused(name: str, tmp_path: Path) -> None:
    options, message = OPTIONS[name]
    with pytest.raises(ValueError) as caught:
        include(tmp_path, {}, **options)
    assert str(caught.value) == message


KINDS = {
    "resource": "Resource with logical ID",
    "parameter": "Parameter with name",
    "condition": "Condition with name",
    "mapping": "Mapping with name",
    "output": "Output with logical ID",
    "rule": "Rule with name",
    "hook": "Hook with logical ID",
    "nested_stack": "Nested Stack with logical ID",
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_template_does_not_have_is_not_found(kind: str, tmp_path: Path) -> None:
    template = include(tmp_path, {})
    with pytest.raises(ValueError) as caught:
        getattr(template, f"get_{kind}")("Nope")
    assert str(caught.value) == f"{KINDS[kind]} 'Nope' was not found in the template"


def test_resources_have_the_class_of_their_type(tmp_path: Path) -> None:
    from landform.cdk.aws_sqs import CfnQueue

    assert isinstance(include(tmp_path, {}).get_resource("A"), CfnQueue)


def test_a_nested_stack_is_loaded_once(tmp_path: Path) -> None:
    (tmp_path / "child.json").write_text('{"Resources": {}}', encoding="utf-8")
    child = str(tmp_path / "child.json")
    nested = {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "x"}}
    template = include(tmp_path, {"Resources": {"N": nested}})
    with pytest.raises(ValueError, match="Nested Stack 'N' was not included in the parent template"):
        template.get_nested_stack("N")
    template.load_nested_stack("N", template_file=child)
    with pytest.raises(ValueError, match="Nested Stack 'N' was already included in its parent template"):
        template.load_nested_stack("N", template_file=child)

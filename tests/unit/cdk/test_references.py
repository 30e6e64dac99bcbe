"""References between stacks where we differ from aws-cdk-lib on purpose."""

import json
from pathlib import Path

from landform.cdk import App, CfnOutput, Fn, NestedStack, Stack, aws_ec2


def test_a_list_is_handed_to_a_nested_stack_as_joined_text(tmp_path: Path) -> None:
    """Parameters of a nested stack are texts; aws-cdk-lib gives the list itself, which fails to deploy.

    Source:
    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html
    """
    app = App(outdir=str(tmp_path), auto_synth=False)
    stack = Stack(app, "Parent")
    vpc = aws_ec2.CfnVPC(stack, "Vpc", cidr_block="10.0.0.0/16")
    nested = NestedStack(stack, "Part")
    CfnOutput(nested, "Blocks", value=Fn.join(",", vpc.attr_cidr_block_associations))
    app.synth()
    parent = json.loads((tmp_path / "Parent.template.json").read_text(encoding="utf-8"))
    (part,) = [each for each in parent["Resources"].values() if each["Type"] == "AWS::CloudFormation::Stack"]
    name = "referencetoParentVpc8F94B7E4CidrBlockAssociations"
    assert part["Properties"]["Parameters"] == {
        name: {"Fn::Join": ["||", {"Fn::GetAtt": ["Vpc", "CidrBlockAssociations"]}]}
    }
    (file,) = tmp_path.glob("*.nested.template.json")
    inner = json.loads(file.read_text(encoding="utf-8"))
    assert inner["Outputs"]["Blocks"]["Value"] == {"Fn::Join": [",", {"Fn::Split": ["||", {"Ref": name}]}]}


def test_a_stack_without_resources_can_depend_on_another(tmp_path: Path) -> None:
    """The dependency of the constructs becomes one of the stacks."""
    app = App(outdir=str(tmp_path), auto_synth=False)
    first, second = Stack(app, "First"), Stack(app, "Second")
    second.node.add_dependency(first)
    app.synth()
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["artifacts"]["Second"]["dependencies"] == ["First", "Second.assets"]

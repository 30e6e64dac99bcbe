"""Unique names and logical ids at their limits."""

from aws_cdk import App, CfnOutput, CfnResource, Names, Stack
from constructs import Construct

app = App()
stack = Stack(app, "Names-With-Dashes")


def deep(scope: Construct, *ids: str) -> Construct:
    for each in ids:
        scope = Construct(scope, each)
    return scope


places = [
    deep(stack, "Simple"),
    deep(stack, "A", "Default"),
    deep(stack, "B", "Resource"),
    deep(stack, "Repeat", "MyRepeat", "Repeat"),
    deep(stack, "Sp ecial_ch@rs", "x-y.z"),
    deep(stack, "L" * 100, "M" * 100, "N" * 100),
    deep(stack, "Default", "Inner"),
    deep(stack, "0digit", "1"),
]
for index, place in enumerate(places):
    CfnResource(place, "Resource", type="Custom::R")
    CfnResource(place, "Other", type="Custom::R")
    CfnOutput(stack, f"Id{index}", value=Names.unique_id(place))
    CfnOutput(stack, f"NodeId{index}", value=Names.node_unique_id(place.node))
    CfnOutput(stack, f"Name{index}", value=Names.unique_resource_name(place))
    CfnOutput(
        stack,
        f"Short{index}",
        value=Names.unique_resource_name(
            place, max_length=40, separator="-", allowed_special_characters="_."
        ),
    )
    CfnOutput(stack, f"Even{index}", value=Names.unique_resource_name(place, max_length=41, separator="-"))
    CfnOutput(stack, f"Addr{index}", value=place.node.addr)
    CfnOutput(stack, f"Path{index}", value=place.node.path)
CfnResource(stack, "X" * 255, type="Custom::R")
CfnResource(stack, "with/slash", type="Custom::R")
CfnResource(stack, "Only-One.Special", type="Custom::R")
stack.rename_logical_id("Simple2", "Renamed")
CfnResource(stack, "Simple2", type="Custom::R")
CfnOutput(stack, "Identifier", value=stack.node.addr)
app.synth()

"""Attributes and property types that only the API names; values are what aws-cdk-lib 2.275 writes."""

import pytest

from landform.cdk import App, Stack
from landform.cdk import aws_ec2 as ec2
from landform.cdk import aws_iotsitewise as iotsitewise
from landform.cdk import aws_medialive as medialive


def test_an_attribute_that_the_schema_has_dropped_is_there() -> None:
    stack = Stack(App(), "S")
    network = ec2.CfnInstance(stack, "I")
    assert stack.resolve(network.attr_state) == {"Fn::GetAtt": ["I", "State"]}


def test_a_property_type_that_the_schema_has_dropped_writes_its_members() -> None:
    given = medialive.CfnChannel.BurnInDestinationSettingsProperty(
        alignment="LEFT",
        shadow_x_offset=2,
        font=medialive.CfnChannel.InputLocationProperty(uri="s3://fonts/a.ttf"),
    )
    stack = Stack(App(), "S")
    assert stack.resolve(given) == {
        "Alignment": "LEFT",
        "ShadowXOffset": 2,
        "Font": {"Uri": "s3://fonts/a.ttf"},
    }
    nested = medialive.CfnChannel.BurnInDestinationSettingsProperty(font={"passwordParam": "p"})
    assert stack.resolve(nested) == {"Font": {"PasswordParam": "p"}}


def test_a_required_member_of_such_a_property_type_must_be_given() -> None:
    with pytest.raises(TypeError, match="missing required argument 'group_arn'"):
        iotsitewise.CfnGateway.GreengrassProperty()

"""What the twin is told of a type, and what is wrong with properties in the words of AWS's handlers."""

from typing import Any

import pytest

from landform.providers.schema_facts import SchemaFacts, SchemaFactsCatalog
from landform.schema.catalog import load_catalog


def facts(type_name: str) -> SchemaFacts:
    found = SchemaFactsCatalog(load_catalog()).find(type_name)
    assert found is not None
    return found


def test_a_type_s_facts_are_dotted_names() -> None:
    group = facts("AWS::Logs::LogGroup")
    assert group.type_name == "AWS::Logs::LogGroup"
    assert set(group.create_only) == {"LogGroupName"}
    assert set(group.read_only) == {"Arn"}
    assert list(group.primary_identifier) == ["LogGroupName"]
    assert group.properties["RetentionInDays"]["type"] == "integer"
    assert set(facts("AWS::SSM::Parameter").required) == {"Type", "Value"}
    assert "MasterUserPassword" in facts("AWS::RDS::DBInstance").write_only
    assert "Endpoint.Address" in facts("AWS::RDS::DBInstance").read_only
    assert "Endpoint.Address" in facts("AWS::RDS::DBInstance").attributes


VALUE = {"Type": "String", "Value": "x"}


@pytest.mark.parametrize(
    ("type_name", "properties", "problems"),
    [
        ("AWS::SSM::Parameter", VALUE, []),
        ("AWS::SSM::Parameter", {**VALUE, "Colour": 1}, ["#: extraneous key [Colour] is not permitted"]),
        ("AWS::SSM::Parameter", {"Type": "String"}, ["#: required key [Value] not found"]),
        (
            "AWS::SSM::Parameter",
            {**VALUE, "Type": "Nothing"},
            ["#/Type: failed validation constraint for keyword [enum]"],
        ),
        ("AWS::SQS::Queue", {"DelaySeconds": "x"}, ["#/DelaySeconds: expected type: Integer, found: String"]),
        (
            "AWS::SSM::Association",
            {"Name": "runs", "Targets": [{"Key": "InstanceIds", "Values": "i-1"}]},
            ["#/Targets/0/Values: expected type: JSONArray, found: String"],
        ),
        ("AWS::SQS::Queue", {"Tags": [{"Key": "k"}]}, ["#/Tags/0: required key [Value] not found"]),
        ("AWS::SQS::Queue", {"Tags": {"k": "v"}}, ["#/Tags: expected type: JSONArray, found: JSONObject"]),
        ("AWS::SQS::Queue", {"QueueName": []}, ["#/QueueName: expected type: String, found: JSONArray"]),
        ("AWS::SQS::Queue", {"QueueName": 1.5}, ["#/QueueName: expected type: String, found: BigDecimal"]),
        ("AWS::SQS::Queue", {"QueueName": True}, ["#/QueueName: expected type: String, found: Boolean"]),
        ("AWS::SQS::Queue", {"QueueName": None}, ["#/QueueName: expected type: String, found: Null"]),
        ("AWS::SQS::Queue", {"FifoQueue": 1}, ["#/FifoQueue: expected type: Boolean, found: Integer"]),
        (
            "AWS::ImageBuilder::Component",
            {"Name": "tools", "Platform": "Linux", "Version": "1.0.0", "Data": "x" * 16001},
            ["#/Data: expected maxLength: 16000"],
        ),
    ],
)
def test_what_is_wrong_is_said_as_aws_s_handlers_say_it(
    type_name: str, properties: dict[str, Any], problems: list[str]
) -> None:
    assert list(facts(type_name).validate(properties)) == problems


def test_a_handler_could_read_wrong_values_but_no_wrong_shapes() -> None:
    parameter = facts("AWS::SSM::Parameter")
    assert list(parameter.misshapen({**VALUE, "Type": "Nothing"})) == []
    assert list(parameter.misshapen({"Type": ["String"], "Colour": 1})) == [
        "#: required key [Value] not found",
        "#/Type: expected type: String, found: JSONArray",
        "#: extraneous key [Colour] is not permitted",
    ]


def test_a_type_that_nobody_knows_has_no_facts() -> None:
    assert SchemaFactsCatalog(load_catalog()).find("AWS::No::Such") is None

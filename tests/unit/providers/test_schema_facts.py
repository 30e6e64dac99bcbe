"""What the twin is told of a type, and what is wrong with properties in the words of AWS's handlers."""

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


def test_what_is_wrong_is_said_as_the_handlers_say_it() -> None:
    parameter = facts("AWS::SSM::Parameter")
    assert list(parameter.validate({"Type": "String", "Value": "x"})) == []
    assert list(parameter.validate({"Type": "String", "Value": "x", "Colour": 1})) == [
        "extraneous key [Colour] is not permitted"
    ]
    assert list(parameter.validate({"Type": "String"})) == ["required key [Value] not found"]
    wrong = parameter.validate({"Type": "Nothing", "Value": "x"})
    assert len(wrong) == 1
    assert wrong[0].startswith("#/Type: ")


def test_a_type_that_nobody_knows_has_no_facts() -> None:
    assert SchemaFactsCatalog(load_catalog()).find("AWS::No::Such") is None

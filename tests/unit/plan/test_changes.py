"""Change records as AWS gave them; each test names the recorded conversation it restates."""

from landform.ground.statuses import DeletionPolicy
from landform.plan.changes import change_records, without_values
from tests.unit.plan.stacks import plan, prior, record

TOPIC = "arn:aws:sns:us-east-1:111122223333:topic-name-1"

ONE_TOPIC = """\
Resources:
  Topic1:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: topic-name-1
      DisplayName: {value}
"""


def test_an_added_resource_gives_its_properties_only_when_values_are_asked_for() -> None:
    """test_change_set_ref: test_resource_addition"""
    records = change_records(plan(ONE_TOPIC.format(value="display-value-1"), prior()))
    assert records == [
        {
            "Type": "Resource",
            "ResourceChange": {
                "Action": "Add",
                "LogicalResourceId": "Topic1",
                "ResourceType": "AWS::SNS::Topic",
                "Scope": [],
                "Details": [],
                "AfterContext": '{"Properties":{"TopicName":"topic-name-1","DisplayName":"display-value-1"}}',
            },
        }
    ]
    assert without_values(records) == [
        {
            "Type": "Resource",
            "ResourceChange": {
                "Action": "Add",
                "LogicalResourceId": "Topic1",
                "ResourceType": "AWS::SNS::Topic",
                "Scope": [],
                "Details": [],
            },
        }
    ]


def test_a_direct_change_is_static() -> None:
    """test_change_set_ref: test_direct_attribute_value_change"""
    before = prior(
        record(
            "Topic1",
            "AWS::SNS::Topic",
            TOPIC,
            {"TopicName": "topic-name-1", "DisplayName": "display-value-1"},
        ),
        template=ONE_TOPIC.format(value="display-value-1"),
    )
    records = change_records(plan(ONE_TOPIC.format(value="display-value-2"), before))
    assert records[0]["ResourceChange"] == {
        "Action": "Modify",
        "LogicalResourceId": "Topic1",
        "PhysicalResourceId": TOPIC,
        "ResourceType": "AWS::SNS::Topic",
        "Replacement": "False",
        "Scope": ["Properties"],
        "BeforeContext": '{"Properties":{"TopicName":"topic-name-1","DisplayName":"display-value-1"}}',
        "AfterContext": '{"Properties":{"TopicName":"topic-name-1","DisplayName":"display-value-2"}}',
        "Details": [
            {
                "ChangeSource": "DirectModification",
                "Evaluation": "Static",
                "Target": {
                    "Attribute": "Properties",
                    "AttributeChangeType": "Modify",
                    "Name": "DisplayName",
                    "Path": "/Properties/DisplayName",
                    "RequiresRecreation": "Never",
                    "BeforeValue": "display-value-1",
                    "AfterValue": "display-value-2",
                },
            }
        ],
    }


def test_a_parameter_gives_a_static_reference_and_a_dynamic_modification() -> None:
    """test_change_set_parameters: test_update_parameter_default_value"""
    text = """\
Parameters:
  TopicName: {Type: String}
Resources:
  Foo:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Ref TopicName
"""
    before = prior(
        record("Foo", "AWS::SNS::Topic", TOPIC, {"TopicName": "topic-name-1"}),
        template=text,
        parameters={"TopicName": "topic-name-1"},
    )
    short = without_values(change_records(plan(text, before, {"TopicName": "topic-name-2"})))
    target = {"Attribute": "Properties", "Name": "TopicName", "RequiresRecreation": "Always"}
    assert short[0]["ResourceChange"] == {
        "Action": "Modify",
        "LogicalResourceId": "Foo",
        "PhysicalResourceId": TOPIC,
        "PolicyAction": "ReplaceAndDelete",
        "Replacement": "True",
        "ResourceType": "AWS::SNS::Topic",
        "Scope": ["Properties"],
        "Details": [
            {
                "CausingEntity": "TopicName",
                "ChangeSource": "ParameterReference",
                "Evaluation": "Static",
                "Target": target,
            },
            {"ChangeSource": "DirectModification", "Evaluation": "Dynamic", "Target": target},
        ],
    }


def test_a_reference_to_a_replaced_resource_is_known_after_apply() -> None:
    """test_change_set_ref: test_immutable_property_update_causes_resource_replacement"""
    text = """\
Resources:
  Topic1:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: {name}
  Topic2:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: topic-name-2
      DisplayName: !Ref Topic1
"""
    before = prior(
        record("Topic1", "AWS::SNS::Topic", TOPIC, {"TopicName": "topic-name-1"}),
        record(
            "Topic2",
            "AWS::SNS::Topic",
            "arn:aws:sns:us-east-1:111122223333:topic-name-2",
            {"TopicName": "topic-name-2", "DisplayName": TOPIC},
        ),
        template=text.format(name="topic-name-1"),
    )
    records = change_records(plan(text.format(name="updated-topic-name-1"), before))
    changes = [each["ResourceChange"] for each in records]
    assert isinstance(changes[0], dict) and isinstance(changes[1], dict)
    assert changes[0]["Replacement"] == "True"
    assert changes[1]["Replacement"] == "False"
    assert changes[1]["AfterContext"] == (
        '{"Properties":{"TopicName":"topic-name-2","DisplayName":"{{changeSet:KNOWN_AFTER_APPLY}}"}}'
    )
    target = {"Attribute": "Properties", "Name": "DisplayName", "RequiresRecreation": "Never"}
    short = without_values(records)[1]["ResourceChange"]
    assert isinstance(short, dict)
    assert short["Details"] == [
        {
            "CausingEntity": "Topic1",
            "ChangeSource": "ResourceReference",
            "Evaluation": "Static",
            "Target": target,
        }
    ]


def test_a_removed_resource_says_what_becomes_of_it() -> None:
    """test_change_set_conditions: test_condition_update_removes_resource"""
    keep = """\
Resources:
  Keep:
    Type: AWS::SNS::Topic
"""
    before = prior(
        record("Keep", "AWS::SNS::Topic", TOPIC),
        record("Gone", "AWS::SNS::Topic", TOPIC + "-gone", {"DisplayName": "x"}),
        record("Kept", "AWS::SNS::Topic", TOPIC + "-kept", deletion_policy=DeletionPolicy.RETAIN),
    )
    short = without_values(change_records(plan(keep, before)))
    found = {
        each["ResourceChange"]["LogicalResourceId"]: each["ResourceChange"]
        for each in short
        if isinstance(each["ResourceChange"], dict)
    }
    assert found["Gone"] == {
        "Action": "Remove",
        "Details": [],
        "LogicalResourceId": "Gone",
        "PhysicalResourceId": TOPIC + "-gone",
        "PolicyAction": "Delete",
        "ResourceType": "AWS::SNS::Topic",
        "Scope": [],
    }
    assert found["Kept"]["PolicyAction"] == "Retain"

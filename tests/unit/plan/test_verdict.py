import pytest

from landform.ground.values import ResourceReference, Unknown, Value
from landform.plan.compare import differences
from landform.plan.model import Replacement
from landform.plan.verdict import custom_name, overall, replacement_of
from landform.schema.catalog import load_catalog

LATER = Unknown((ResourceReference("Other"),))


def verdict(type_name: str, before: dict[str, Value], after: dict[str, Value]) -> Replacement:
    schema = load_catalog().find(type_name)
    return overall([replacement_of(schema, each) for each in differences(schema, before, after)])


@pytest.mark.parametrize(
    ("type_name", "before", "after", "expected"),
    [
        ("AWS::SQS::Queue", {"DelaySeconds": 1}, {"DelaySeconds": 2}, Replacement.NO),
        ("AWS::SQS::Queue", {"QueueName": "a"}, {"QueueName": "b"}, Replacement.YES),
        ("AWS::SQS::Queue", {"QueueName": "a"}, {"QueueName": LATER}, Replacement.MAY),
        ("AWS::SQS::Queue", {"QueueName": "a"}, {}, Replacement.YES),
        # The registry says conditionalCreateOnly: only the service can tell.
        ("AWS::EC2::Instance", {"InstanceType": "m5.large"}, {"InstanceType": "g5.xlarge"}, Replacement.MAY),
        # The type has no update handler.
        ("AWS::SageMaker::Model", {"ModelName": "m"}, {"ModelName": "n"}, Replacement.YES),
        (
            "AWS::SageMaker::EndpointConfig",
            {"ProductionVariants": [{"VariantName": "main", "InitialInstanceCount": 1}]},
            {"ProductionVariants": [{"VariantName": "main", "InitialInstanceCount": 2}]},
            Replacement.YES,
        ),
        ("AWS::Cognito::UserPool", {"UserPoolName": "a"}, {"UserPoolName": "b"}, Replacement.NO),
    ],
)
def test_the_schema_decides_on_replacement(
    type_name: str, before: dict[str, Value], after: dict[str, Value], expected: Replacement
) -> None:
    assert verdict(type_name, before, after) is expected


@pytest.mark.parametrize(
    ("type_name", "before", "after", "name"),
    [
        ("AWS::DynamoDB::Table", {"TableName": "t"}, {"TableName": "t"}, "t"),
        ("AWS::DynamoDB::Table", {"TableName": "t"}, {"TableName": "u"}, None),
        ("AWS::DynamoDB::Table", {}, {}, None),
        ("AWS::DynamoDB::Table", {}, {"TableName": "t"}, None),
        # The registry identifies it by its URL, the user by its name.
        ("AWS::SQS::Queue", {"QueueName": "q"}, {"QueueName": "q", "FifoQueue": True}, "q"),
        ("AWS::EC2::SecurityGroup", {"GroupName": "g"}, {"GroupName": "g"}, "g"),
        # The service decides on its id.
        ("AWS::EC2::VPC", {"CidrBlock": "10.0.0.0/16"}, {"CidrBlock": "10.0.0.0/16"}, None),
        # Two identify it together: the same alias may exist at another function.
        ("AWS::Lambda::Alias", {"Name": "live"}, {"Name": "live"}, None),
        ("AWS::No::Such", {"Name": "n"}, {"Name": "n"}, None),
    ],
)
def test_a_name_of_the_user_s_that_stays_is_in_the_way_of_a_replacement(
    type_name: str, before: dict[str, Value], after: dict[str, Value], name: str | None
) -> None:
    assert custom_name(load_catalog().find(type_name), before, after) == name


def test_lists_without_order_are_compared_as_sets() -> None:
    schema = load_catalog().find("AWS::EC2::VPCEndpoint")
    assert differences(schema, {"SubnetIds": ["a", "b"]}, {"SubnetIds": ["b", "a"]}) == []


def test_true_is_not_one() -> None:
    assert len(differences(None, {"Value": True}, {"Value": 1})) == 1


def test_a_difference_is_reported_where_it_is() -> None:
    before: dict[str, Value] = {"Environment": {"Variables": {"A": "1", "B": "2"}}}
    after: dict[str, Value] = {"Environment": {"Variables": {"A": "1", "B": "3"}}}
    found = differences(load_catalog().find("AWS::Lambda::Function"), before, after)
    assert [(each.path, each.before, each.after) for each in found] == [
        (("Environment", "Variables", "B"), "2", "3")
    ]


def test_an_unknown_value_always_differs() -> None:
    assert len(differences(None, {"Value": "x"}, {"Value": LATER})) == 1


def attributes(**types: str) -> dict[str, Value]:
    return {
        "AttributeDefinitions": [
            {"AttributeName": name, "AttributeType": kind} for name, kind in types.items()
        ]
    }


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (attributes(id="S"), attributes(id="N"), Replacement.YES),
        (attributes(id="S", at="N"), attributes(at="S", id="S"), Replacement.YES),
        # What comes with an index and goes with it changes in place, in whichever order it is written.
        (attributes(id="S"), attributes(id="S", at="N"), Replacement.NO),
        (attributes(id="S", at="N"), attributes(to="S", id="S"), Replacement.NO),
    ],
)
def test_an_attribute_of_another_type_is_another_table(
    before: dict[str, Value], after: dict[str, Value], expected: Replacement
) -> None:
    assert verdict("AWS::DynamoDB::Table", before, after) is expected

import pytest

from landform.ground.source import TemplatePath
from landform.ground.values import ResourceReference, Secret, Unknown, Value
from landform.schema.catalog import load_catalog
from landform.schema.check import Checker, Violation, ViolationKind

UNKNOWN = Unknown((ResourceReference("Other", "Arn"),))


def violations(type_name: str, properties: dict[str, Value]) -> list[Violation]:
    schema = load_catalog().find(type_name)
    assert schema is not None
    return Checker().check(schema, properties)


@pytest.mark.parametrize(
    ("type_name", "properties", "kind", "path", "message"),
    [
        (
            "AWS::SQS::Queue",
            {"DelaySecond": 5},
            ViolationKind.UNKNOWN_PROPERTY,
            ("DelaySecond",),
            'The property "DelaySecond" does not exist.',
        ),
        (
            "AWS::SQS::Queue",
            {"DelaySeconds": "soon"},
            ViolationKind.WRONG_TYPE,
            ("DelaySeconds",),
            '"soon" is not of type "integer".',
        ),
        (
            "AWS::SQS::Queue",
            {"Tags": [{"Key": "team"}]},
            ViolationKind.MISSING_PROPERTY,
            ("Tags", 0, "Value"),
            'The property "Value" is required.',
        ),
        (
            "AWS::S3::Bucket",
            {"VersioningConfiguration": {"Status": "On"}},
            ViolationKind.INVALID_VALUE,
            ("VersioningConfiguration", "Status"),
            '"On" is not one of "Enabled" or "Suspended".',
        ),
        (
            "AWS::SQS::Queue",
            {"Arn": "arn:aws:sqs:us-east-1:111122223333:q"},
            ViolationKind.READ_ONLY_PROPERTY,
            ("Arn",),
            'The property "Arn" is set by the service and cannot be given.',
        ),
        (
            "AWS::EC2::VPC",
            {},
            ViolationKind.WRONG_COMBINATION,
            (),
            'Exactly one of "CidrBlock", "Ipv4IpamPoolId" must be given.',
        ),
    ],
)
def test_a_mistake_is_found_at_its_place(
    type_name: str, properties: dict[str, Value], kind: ViolationKind, path: TemplatePath, message: str
) -> None:
    found = [each for each in violations(type_name, properties) if each.kind is kind]
    assert [(each.path, each.message) for each in found] == [(path, message)]


def test_values_known_after_deployment_match_everything() -> None:
    assert (
        violations("AWS::SQS::Queue", {"DelaySeconds": UNKNOWN, "Tags": [{"Key": "a", "Value": UNKNOWN}]})
        == []
    )


def test_dynamic_references_match_everything() -> None:
    assert violations("AWS::SQS::Queue", {"DelaySeconds": "{{resolve:ssm:/delay}}"}) == []


def test_a_secret_is_not_shown() -> None:
    found = violations("AWS::SQS::Queue", {"DelaySeconds": Secret("hunter2")})
    assert [each.message for each in found] == ["The value **** is not allowed here."]

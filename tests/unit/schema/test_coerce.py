import pytest

from landform.ground.values import ResourceReference, Secret, Unknown, Value
from landform.schema.catalog import load_catalog
from landform.schema.coerce import coerce

UNKNOWN = Unknown((ResourceReference("Key", "Arn"),))


@pytest.mark.parametrize(
    ("type_name", "given", "expected"),
    [
        (
            "AWS::SQS::Queue",
            {"DelaySeconds": "5", "FifoQueue": "true"},
            {"DelaySeconds": 5, "FifoQueue": True},
        ),
        ("AWS::SSM::Parameter", {"Value": 80, "Name": True}, {"Value": "80", "Name": "true"}),
        ("AWS::SSM::Parameter", {"Value": 1.0}, {"Value": "1"}),
        ("AWS::SQS::Queue", {"DelaySeconds": "soon"}, {"DelaySeconds": "soon"}),
        ("AWS::SQS::Queue", {"KmsMasterKeyId": UNKNOWN}, {"KmsMasterKeyId": UNKNOWN}),
        ("AWS::SQS::Queue", {"NoSuch": "1"}, {"NoSuch": "1"}),
        (
            "AWS::EC2::SecurityGroup",
            {"SecurityGroupIngress": [{"FromPort": "80"}]},
            {"SecurityGroupIngress": [{"FromPort": 80}]},
        ),
    ],
)
def test_scalars_take_the_type_the_schema_declares(
    type_name: str, given: dict[str, Value], expected: dict[str, Value]
) -> None:
    schema = load_catalog().find(type_name)
    assert schema is not None
    assert coerce(schema, given) == expected


def test_a_secret_stays_a_secret() -> None:
    schema = load_catalog().find("AWS::RDS::DBInstance")
    assert schema is not None
    coerced = coerce(schema, {"MasterUserPassword": Secret("12345678")})
    assert isinstance(coerced["MasterUserPassword"], Secret)

"""References to Parameter Store: what AWS refuses before it makes anything."""

import json
from typing import Any

import pytest

from landform.plan.check_references import misplaced_references
from landform.plan.diagnose import diagnose_template
from landform.schema.catalog import load_catalog
from landform.schema.check import Checker
from tests.unit.plan.stacks import PSEUDO

SECURE = "{{resolve:ssm-secure:/app/key:1}}"
ROLE = "arn:aws:iam::000000000000:role/r"


def told(type_name: str, properties: dict[str, Any], **parameters: str) -> list[tuple[str, str]]:
    """The codes that are about references, each with the first line of its sentence."""
    template = {
        "Parameters": {name: {"Type": "String"} for name in parameters},
        "Resources": {"R": {"Type": type_name, "Properties": properties}},
    }
    found = diagnose_template(
        json.dumps(template),
        file="app.json",
        catalog=load_catalog(),
        checker=Checker(),
        limits=None,
        parameters=parameters,
        pseudo=PSEUDO,
    ).diagnostics
    about = [each for each in found if each.code in ("LF1609", "LF2116")]
    return [(each.code, each.detail.splitlines()[0]) for each in about]


def function(variables: dict[str, Any]) -> dict[str, Any]:
    code = {"Runtime": "python3.12", "Handler": "i.h", "Role": ROLE, "Code": {"ZipFile": "x"}}
    return {**code, "Environment": {"Variables": variables}}


@pytest.mark.parametrize(
    ("type_name", "properties"),
    [
        ("AWS::IAM::User", {"LoginProfile": {"Password": SECURE}}),
        ("AWS::RDS::DBInstance", {"MasterUserPassword": SECURE}),
        ("AWS::RDS::DBCluster", {"MasterUserPassword": "{{resolve:ssm-secure:key}}"}),
        ("AWS::ElastiCache::ReplicationGroup", {"AuthToken": {"Fn::Sub": "{{resolve:ssm-secure:k:2}}"}}),
        ("AWS::Redshift::Cluster", {"MasterUserPassword": SECURE}),
        ("AWS::Lambda::Function", function({"KEY": "{{resolve:ssm:/app/key:1}}"})),
        ("AWS::Lambda::Function", function({"KEY": "{{resolve:secretsmanager:s:SecretString:k}}"})),
    ],
)
def test_a_reference_is_taken_where_aws_takes_it(type_name: str, properties: dict[str, Any]) -> None:
    assert told(type_name, properties) == []


@pytest.mark.parametrize(
    ("type_name", "properties", "place"),
    [
        (
            "AWS::Lambda::Function",
            function({"KEY": SECURE}),
            "AWS::Lambda::Function/Properties/Environment/Variables/KEY",
        ),
        ("AWS::SSM::Parameter", {"Type": "String", "Value": SECURE}, "AWS::SSM::Parameter/Properties/Value"),
        ("AWS::SNS::Topic", {"DisplayName": f"a {SECURE}"}, "AWS::SNS::Topic/Properties/DisplayName"),
        ("AWS::IAM::User", {"UserName": SECURE}, "AWS::IAM::User/Properties/UserName"),
        ("AWS::IAM::User", {"LoginProfile": SECURE}, "AWS::IAM::User/Properties/LoginProfile"),
        (
            "AWS::SNS::Topic",
            {"Tags": [{"Key": "a", "Value": SECURE}]},
            "AWS::SNS::Topic/Properties/Tags/Value",
        ),
        ("Custom::Thing", {"ServiceToken": ROLE, "Key": SECURE}, "Custom::Thing/Properties/Key"),
    ],
)
def test_a_secure_reference_is_refused_elsewhere_in_the_words_of_aws(
    type_name: str, properties: dict[str, Any], place: str
) -> None:
    assert told(type_name, properties) == [("LF2116", f"SSM Secure reference is not supported in: [{place}]")]


def test_all_places_are_told_in_one_sentence() -> None:
    first, second = (f"AWS::Lambda::Function/Properties/Environment/Variables/{name}" for name in "AB")
    expected = f"SSM Secure reference is not supported in: [{first},{second}]"
    assert told("AWS::Lambda::Function", function({"A": SECURE, "B": SECURE})) == [("LF2116", expected)]


def test_a_reference_that_a_parameter_brings_is_found() -> None:
    expected = "SSM Secure reference is not supported in: [AWS::SNS::Topic/Properties/DisplayName]"
    assert told("AWS::SNS::Topic", {"DisplayName": {"Ref": "P"}}, P=SECURE) == [("LF2116", expected)]


@pytest.mark.parametrize(
    "reference", ["{{resolve:ssm-secure:/app/key:}}", "{{resolve:ssm:/app/key:latest}}", "{{resolve:ssm:}}"]
)
def test_a_malformed_reference_is_refused_in_the_words_of_aws(reference: str) -> None:
    expected = f"Incorrect format is used in the following SSM reference: [{reference}]"
    assert told("AWS::IAM::User", {"LoginProfile": {"Password": reference}}) == [("LF1609", expected)]


def test_a_path_passes_through_lists() -> None:
    schema = load_catalog().find("AWS::RDS::DBInstance")
    assert schema is not None
    assert misplaced_references(schema, {"Tags": [{"Value": SECURE}, {"Value": SECURE}]}) == [
        "AWS::RDS::DBInstance/Properties/Tags/Value",
        "AWS::RDS::DBInstance/Properties/Tags/Value",
    ]


def test_every_property_of_the_list_exists() -> None:
    for name in ("AWS::IAM::User", "AWS::RDS::DBInstance", "AWS::RDS::DBCluster", "AWS::Redshift::Cluster"):
        schema = load_catalog().find(name)
        assert schema is not None
        assert {path[0] for path in schema.secure_references} <= schema.writable

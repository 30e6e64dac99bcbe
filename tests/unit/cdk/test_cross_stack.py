"""Values that go from one stack to another: exports, outputs read at deployment, parameters of a region."""

import json
from pathlib import Path
from typing import Any

import pytest

from landform.cdk import App, CrossStackReferences, ReferenceStrength, Stack
from landform.cdk import aws_s3 as s3
from tests.unit.cdk.test_core_resources import entry, resource_in, template


def pair(tmp_path: Path, *places: dict[str, str], **options: Any) -> tuple[Stack, Stack, s3.CfnBucket]:
    """Two stacks of one app, the first with a bucket."""
    app = App(outdir=str(tmp_path), context=options.pop("context", None))
    one_env, two_env = places or ({}, {})
    one = Stack(app, "One", env=one_env or None, **options)
    two = Stack(app, "Two", env=two_env or None, **options)
    return one, two, s3.CfnBucket(one, "Bucket")


def test_a_value_of_another_stack_is_exported_and_imported(tmp_path: Path) -> None:
    one, two, bucket = pair(tmp_path)
    resource_in(two, A=bucket.attr_arn)
    (name,) = template(one)["Outputs"]
    assert template(one)["Outputs"][name] == {
        "Value": {"Fn::GetAtt": ["Bucket", "Arn"]},
        "Export": {"Name": f"One:{name}"},
    }
    assert name.startswith("ExportsOutputFnGetAttBucketArn")
    assert entry(two)["Properties"] == {"A": {"Fn::ImportValue": f"One:{name}"}}
    assert two.dependencies == [one]


def test_a_value_can_be_exported_although_nobody_uses_it(tmp_path: Path) -> None:
    one, two, bucket = pair(tmp_path)
    named = one.export_value(bucket.ref, name="Mine", description="d")
    resource_in(two, A=named, B=one.export_value(bucket.attr_arn))
    outputs = template(one)["Outputs"]
    assert outputs["ExportMine"] == {
        "Description": "d",
        "Value": {"Ref": "Bucket"},
        "Export": {"Name": "Mine"},
    }
    (other,) = [each for each in outputs if each != "ExportMine"]
    assert entry(two)["Properties"] == {
        "A": {"Fn::ImportValue": "Mine"},
        "B": {"Fn::ImportValue": f"One:{other}"},
    }
    with pytest.raises(TypeError, match="either supply 'name' or make sure to export a resource attribute"):
        one.export_value("plain")


def test_lists_are_exported_as_text(tmp_path: Path) -> None:
    one, two, _ = pair(tmp_path)
    resource_in(two, A=one.export_string_list_value(["a", "b"], name="Mine"))
    assert template(one)["Outputs"]["ExportMine"]["Value"] == "a||b"
    assert entry(two)["Properties"] == {"A": {"Fn::Split": ["||", {"Fn::ImportValue": "Mine"}]}}


def test_a_weak_reference_reads_an_output(tmp_path: Path) -> None:
    one, two, bucket = pair(tmp_path)
    CrossStackReferences.of(bucket).produce(ReferenceStrength.WEAK)
    resource_in(two, A=bucket.attr_arn)
    (name,) = template(one)["Outputs"]
    assert template(one)["Outputs"][name] == {"Value": {"Fn::GetAtt": ["Bucket", "Arn"]}}
    assert entry(two)["Properties"]["A"]["Fn::GetStackOutput"] == {
        "StackName": "One",
        "Region": {"Ref": "AWS::Region"},
        "OutputName": name,
    }


@pytest.mark.parametrize(
    ("word", "functions"), [("weak", "Fn::GetStackOutput"), ("strong", "Fn::ImportValue")]
)
def test_the_context_says_how_stacks_hold_on_to_each_other(tmp_path: Path, word: str, functions: str) -> None:
    _, two, bucket = pair(tmp_path, context={"@aws-cdk/core:defaultCrossStackReferences": word})
    resource_in(two, A=bucket.attr_arn)
    assert list(entry(two)["Properties"]["A"]) == [functions]


def test_who_uses_a_value_may_say_how_strongly(tmp_path: Path) -> None:
    one, two, bucket = pair(tmp_path)
    resource_in(two, A=Stack.consume_reference(bucket.attr_arn))
    assert list(entry(two)["Properties"]["A"]) == ["Fn::GetStackOutput"]
    assert sum("Export" in each for each in template(one)["Outputs"].values()) == 1
    with pytest.raises(ValueError, match="the value must be a resource attribute reference"):
        Stack.consume_reference("plain")
    with pytest.raises(ValueError, match="scope has no default child CfnResource"):
        CrossStackReferences.of(one).produce(ReferenceStrength.WEAK)
    _, other, held = pair(tmp_path / "b")
    CrossStackReferences.of(other).consume(ReferenceStrength.WEAK)
    resource_in(other, A=held.attr_arn)
    assert list(entry(other)["Properties"]["A"]) == ["Fn::GetStackOutput"]


def test_a_strength_that_is_none_is_refused(tmp_path: Path) -> None:
    _, two, bucket = pair(tmp_path, context={"@aws-cdk/core:defaultCrossStackReferences": "odd"})
    resource_in(two, A=bucket.attr_arn)
    with pytest.raises(ValueError, match=r'"odd"\. Must be "strong", "weak", or "both"'):
        template(two)


def test_a_value_of_another_account_is_read_through_a_role(tmp_path: Path) -> None:
    places = ({"account": "1" * 12, "region": "eu-west-1"}, {"account": "2" * 12, "region": "eu-west-1"})
    one, two, bucket = pair(tmp_path, *places)
    CrossStackReferences.of(bucket).produce(ReferenceStrength.WEAK)
    resource_in(two, A=bucket.attr_arn)
    written = entry(two)["Properties"]["A"]["Fn::GetStackOutput"]
    resources = template(one)["Resources"]
    (role,) = [each["Properties"] for each in resources.values() if each["Type"] == "AWS::IAM::Role"]
    (policy,) = [each["Properties"] for each in resources.values() if each["Type"] == "AWS::IAM::Policy"]
    assert json.dumps(written["RoleArn"]).endswith(f':iam::{"1" * 12}:role/{role["RoleName"]}"]]}}')
    (trust,) = role["AssumeRolePolicyDocument"]["Statement"]
    assert (trust["Effect"], trust["Action"]) == ("Allow", ["sts:AssumeRole"])
    assert list(trust["Principal"]["AWS"]) == ["Fn::Sub"]
    assert f"{'2' * 12}:role/cdk-hnb659fds-cfn-exec-role" in trust["Principal"]["AWS"]["Fn::Sub"]
    (allowed,) = policy["PolicyDocument"]["Statement"]
    assert allowed["Action"] == "cloudformation:DescribeStacks"
    assert f":cloudformation:eu-west-1:{'1' * 12}:stack/One/*" in json.dumps(allowed["Resource"])
    assert len(role["RoleName"]) <= 64


def test_a_value_of_another_region_goes_through_parameters(tmp_path: Path) -> None:
    places = ({"account": "1" * 12, "region": "eu-west-1"}, {"account": "1" * 12, "region": "us-east-1"})
    one, two, bucket = pair(tmp_path, *places, cross_region_references=True)
    resource_in(two, A=bucket.attr_arn)
    producer, consumer = template(one)["Resources"], template(two)["Resources"]
    (writer,) = [each for each in producer.values() if each["Type"] == "Custom::CrossRegionExportWriter"]
    (reader,) = [each for each in consumer.values() if each["Type"] == "Custom::CrossRegionExportReader"]
    written = writer["Properties"]["WriterProps"]
    (name,) = written["exports"]
    assert (written["region"], written["exports"][name]) == ("us-east-1", {"Fn::GetAtt": ["Bucket", "Arn"]})
    assert name.startswith("/cdk/exports/Two/Oneeuwest1FnGetAttBucketArn")
    assert reader["Properties"]["ReaderProps"] == {
        "region": "us-east-1",
        "prefix": "Two",
        "imports": {name: f"{{{{resolve:ssm:{name}}}}}"},
    }
    assert consumer["R"]["Properties"]["A"] == {"Fn::GetAtt": ["ExportsReader8B249524", name]}
    for resources, actions in ((producer, "ssm:DeleteParameters"), (consumer, "ssm:AddTagsToResource")):
        (role,) = [each for each in resources.values() if each["Type"] == "AWS::IAM::Role"]
        (allowed,) = role["Properties"]["Policies"][0]["PolicyDocument"]["Statement"]
        assert allowed["Effect"] == "Allow"
        assert actions in allowed["Action"]
        assert ":parameter/cdk/exports/" in json.dumps(allowed["Resource"])

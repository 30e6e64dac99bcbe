"""What counts as drift."""

import pytest

from landform.ground.values import Secret
from landform.plan.drift import as_found, property_drifts
from landform.schema.catalog import load_catalog


def drifts(type_name: str, expected: dict, actual: dict, ignored: frozenset[str] = frozenset()) -> list:
    schema = load_catalog().find(type_name)
    assert schema is not None
    return [
        (each.path, each.expected, each.actual, str(each.kind))
        for each in property_drifts(schema, expected, actual, ignored)
    ]


def test_a_changed_value_is_told_with_both_values() -> None:
    assert drifts("AWS::SQS::Queue", {"DelaySeconds": 5}, {"DelaySeconds": 7}) == [
        ("/DelaySeconds", "5", "7", "NOT_EQUAL")
    ]


def test_a_value_that_is_gone_is_removed() -> None:
    assert drifts("AWS::SQS::Queue", {"KmsMasterKeyId": "k"}, {}) == [
        ("/KmsMasterKeyId", "k", "null", "REMOVE")
    ]


def test_what_the_template_does_not_set_is_no_drift() -> None:
    actual = {"DelaySeconds": 5, "VisibilityTimeout": 30}
    assert drifts("AWS::SQS::Queue", {"DelaySeconds": 5}, actual) == []
    expected = {"VersioningConfiguration": {"Status": "Enabled"}}
    more = {"VersioningConfiguration": {"Status": "Enabled", "MfaDelete": "Disabled"}}
    assert drifts("AWS::S3::Bucket", expected, more) == []


def test_what_is_never_read_back_is_no_drift_and_what_lies_beside_it_is() -> None:
    code = {"S3Bucket": "b", "S3Key": "k"}
    assert drifts("AWS::Lambda::Function", {"Code": code, "Timeout": 3}, {"Timeout": 3}) == []
    found = drifts("AWS::Lambda::Function", {"Code": code, "Timeout": 3}, {"Code": {}, "Timeout": 5})
    assert found == [("/Timeout", "3", "5", "NOT_EQUAL")]


def test_a_number_as_text_is_the_same_number() -> None:
    assert drifts("AWS::SQS::Queue", {"DelaySeconds": 5}, {"DelaySeconds": "5"}) == []


def test_the_place_inside_a_map_is_named() -> None:
    expected = {"VersioningConfiguration": {"Status": "Enabled"}}
    assert drifts("AWS::S3::Bucket", expected, {"VersioningConfiguration": {"Status": "Suspended"}}) == [
        ("/VersioningConfiguration/Status", "Enabled", "Suspended", "NOT_EQUAL")
    ]


def test_an_item_beyond_the_template_s_list_is_added_and_a_missing_one_removed() -> None:
    one, two = {"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}
    added = drifts("AWS::SQS::Queue", {"Tags": [one]}, {"Tags": [one, two]})
    assert added == [("/Tags/1", "null", '{"Key":"b","Value":"2"}', "ADD")]
    removed = drifts("AWS::SQS::Queue", {"Tags": [one, two]}, {"Tags": [two]})
    assert removed == [("/Tags/0", '{"Key":"a","Value":"1"}', "null", "REMOVE")]


@pytest.mark.parametrize(
    "value", [Secret("s3cret"), "{{resolve:ssm:/x}}", ["a", "{{resolve:ssm:/x}}"], {"a": {"b": Secret("x")}}]
)
def test_a_value_that_cannot_be_told_is_not_compared(value: object) -> None:
    assert drifts("AWS::SQS::Queue", {"KmsMasterKeyId": value}, {"KmsMasterKeyId": "other"}) == []


def test_a_property_that_cannot_be_read_or_relied_on_is_not_compared() -> None:
    assert drifts("AWS::SQS::Queue", {"DelaySeconds": 5}, {}, frozenset({"DelaySeconds"})) == []
    assert drifts("AWS::RDS::DBInstance", {"MasterUserPassword": "x"}, {}) == []


def test_what_no_read_returns_is_no_drift_inside_a_property_either() -> None:
    expected = {"Code": {"ZipFile": "x"}, "Timeout": 5}
    assert drifts("AWS::Lambda::Function", expected, {"Timeout": 5}) == []
    assert drifts("AWS::Lambda::Function", expected, {"Timeout": 9}) == [("/Timeout", "5", "9", "NOT_EQUAL")]


POLICY = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "s3:*"}]}
AS_TEXT = '{"Statement": [{"Action": "s3:*", "Effect": "Deny"}], "Version": "2012-10-17"}'


@pytest.mark.parametrize("expected", [POLICY, AS_TEXT], ids=["map", "text"])
@pytest.mark.parametrize("actual", [POLICY, AS_TEXT], ids=["map", "text"])
def test_a_document_is_compared_as_json(expected: object, actual: object) -> None:
    found = drifts("AWS::S3::BucketPolicy", {"PolicyDocument": expected}, {"PolicyDocument": actual})
    assert found == []


def test_the_place_inside_a_document_given_as_text_is_named() -> None:
    other = {**POLICY, "Version": "2008-10-17"}
    assert drifts("AWS::S3::BucketPolicy", {"PolicyDocument": AS_TEXT}, {"PolicyDocument": other}) == [
        ("/PolicyDocument/Version", "2012-10-17", "2008-10-17", "NOT_EQUAL")
    ]


def test_a_document_inside_a_property_is_compared_as_json_too() -> None:
    expected = {"LifecyclePolicy": {"LifecyclePolicyText": '{"rules": [1]}'}}
    assert (
        drifts(
            "AWS::ECR::Repository", expected, {"LifecyclePolicy": {"LifecyclePolicyText": '{"rules":[1]}'}}
        )
        == []
    )


def test_text_that_only_looks_like_a_document_is_text() -> None:
    assert drifts("AWS::SQS::Queue", {"KmsMasterKeyId": "[x"}, {"KmsMasterKeyId": "[y"}) == [
        ("/KmsMasterKeyId", "[x", "[y", "NOT_EQUAL")
    ]


def test_an_empty_list_and_none_at_all_are_the_same() -> None:
    assert drifts("AWS::DynamoDB::Table", {"GlobalSecondaryIndexes": []}, {}) == []
    expected = {"VpcConfig": {"SubnetIds": [], "Ipv6AllowedForDualStack": True}}
    assert drifts("AWS::Lambda::Function", expected, {"VpcConfig": {"Ipv6AllowedForDualStack": True}}) == []


def test_an_item_in_a_list_that_was_deployed_empty_is_drift() -> None:
    found = drifts("AWS::SQS::Queue", {"Tags": []}, {"Tags": [{"Key": "a", "Value": "1"}]})
    assert found == [("/Tags/0", "null", '{"Key":"a","Value":"1"}', "ADD")]


def test_of_a_property_only_the_member_that_is_not_to_be_relied_on_is_left_out() -> None:
    expected = {"SSESpecification": {"SSEEnabled": True, "KMSMasterKeyId": "alias/a"}}
    unreliable = frozenset({"SSESpecification.KMSMasterKeyId"})
    same = {"SSESpecification": {"SSEEnabled": True}}
    assert drifts("AWS::DynamoDB::Table", expected, same, unreliable) == []
    off = {"SSESpecification": {"SSEEnabled": False}}
    assert drifts("AWS::DynamoDB::Table", expected, off, unreliable) == [
        ("/SSESpecification/SSEEnabled", "true", "false", "NOT_EQUAL")
    ]


def test_what_is_found_is_as_deployed_but_for_what_has_drifted() -> None:
    schema = load_catalog().find("AWS::SQS::Queue")
    assert schema is not None
    redrive = '{"maxReceiveCount": 3, "deadLetterTargetArn": "arn"}'
    expected = {"DelaySeconds": 5, "RedrivePolicy": redrive, "KmsMasterKeyId": "k", "VisibilityTimeout": 9}
    actual = {
        "DelaySeconds": "7",
        "RedrivePolicy": {"deadLetterTargetArn": "arn", "maxReceiveCount": 3},
        "MaximumMessageSize": 1024,
    }
    found = as_found(schema, expected, actual, frozenset({"VisibilityTimeout"}))
    assert found == {"DelaySeconds": 7, "RedrivePolicy": redrive, "VisibilityTimeout": 9}


def test_an_unordered_list_in_a_map_and_a_map_in_a_list_are_compared_inside() -> None:
    one, two = {"Id": "a", "Status": "Enabled"}, {"Id": "a", "Status": "Disabled"}
    more = {**one, "Added": "by the service"}
    expected = {"LifecycleConfiguration": {"Rules": [one]}}
    assert drifts("AWS::S3::Bucket", expected, {"LifecycleConfiguration": {"Rules": [more]}}) == []
    (found,) = drifts("AWS::S3::Bucket", expected, {"LifecycleConfiguration": {"Rules": [two]}})
    assert found[0].startswith("/LifecycleConfiguration/Rules")
    assert found[3] == "NOT_EQUAL"


def test_items_that_are_both_gone_and_added_are_one_difference_of_the_list() -> None:
    one, two = {"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}
    assert drifts("AWS::SQS::Queue", {"Tags": [one]}, {"Tags": [two]}) == [
        ("/Tags", '[{"Key":"a","Value":"1"}]', '[{"Key":"b","Value":"2"}]', "NOT_EQUAL")
    ]

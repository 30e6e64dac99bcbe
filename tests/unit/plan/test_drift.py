"""What counts as drift."""

import pytest

from landform.ground.values import Secret
from landform.plan.drift import property_drifts
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


@pytest.mark.parametrize("value", [Secret("s3cret"), "{{resolve:ssm:/x}}", ["a", "{{resolve:ssm:/x}}"]])
def test_a_value_that_cannot_be_told_is_not_compared(value: object) -> None:
    assert drifts("AWS::SQS::Queue", {"KmsMasterKeyId": value}, {"KmsMasterKeyId": "other"}) == []


def test_a_property_that_cannot_be_read_or_relied_on_is_not_compared() -> None:
    assert drifts("AWS::SQS::Queue", {"DelaySeconds": 5}, {}, frozenset({"DelaySeconds"})) == []
    assert drifts("AWS::RDS::DBInstance", {"MasterUserPassword": "x"}, {}) == []

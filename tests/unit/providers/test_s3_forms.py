from typing import Any

import pytest

from landform.providers.handlers import s3_forms
from landform.providers.handlers.view import View

LIFECYCLES: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    (
        "a rule without a filter is for every object",
        {"Status": "Enabled", "ExpirationInDays": 1},
        {"Status": "Enabled", "Filter": {"Prefix": ""}, "Expiration": {"Days": 1}},
    ),
    (
        "one tag",
        {"Id": "a", "Status": "Enabled", "TagFilters": [{"Key": "k", "Value": "v"}]},
        {"ID": "a", "Status": "Enabled", "Filter": {"Tag": {"Key": "k", "Value": "v"}}},
    ),
    (
        "prefix and tag and size together",
        {
            "Status": "Enabled",
            "Prefix": "p/",
            "ObjectSizeGreaterThan": "10",
            "TagFilters": [{"Key": "k", "Value": "v"}],
        },
        {
            "Status": "Enabled",
            "Filter": {
                "And": {"Prefix": "p/", "ObjectSizeGreaterThan": 10, "Tags": [{"Key": "k", "Value": "v"}]}
            },
        },
    ),
    (
        "the old spellings of single transitions",
        {
            "Status": "Enabled",
            "Prefix": "p/",
            "Transition": {"StorageClass": "GLACIER", "TransitionInDays": 3},
            "NoncurrentVersionTransition": {"StorageClass": "GLACIER", "TransitionInDays": 4},
            "NoncurrentVersionExpirationInDays": 5,
        },
        {
            "Status": "Enabled",
            "Filter": {"Prefix": "p/"},
            "Transitions": [{"StorageClass": "GLACIER", "Days": 3}],
            "NoncurrentVersionTransitions": [{"StorageClass": "GLACIER", "NoncurrentDays": 4}],
            "NoncurrentVersionExpiration": {"NoncurrentDays": 5},
        },
    ),
]


@pytest.mark.parametrize(("title", "given", "expected"), LIFECYCLES, ids=lambda value: str(value)[:40])
def test_a_lifecycle_rule_is_said_in_s3s_form(
    title: str, given: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert s3_forms.lifecycle(View({"Rules": [given]})) == {"Rules": [expected]}, title


@pytest.mark.parametrize("row", LIFECYCLES[1:3], ids=lambda row: row[0])
def test_a_lifecycle_rule_comes_back_as_it_was(row: tuple[str, dict[str, Any], dict[str, Any]]) -> None:
    _, given, found = row
    assert s3_forms.lifecycle_property([View(found)]) == {"Rules": [given]}


def test_a_notification_keeps_its_filter_both_ways() -> None:
    given = {
        "LambdaConfigurations": [
            {
                "Event": "s3:ObjectCreated:*",
                "Function": "arn:f",
                "Filter": {"S3Key": {"Rules": [{"Name": "prefix", "Value": "in/"}]}},
            }
        ],
        "EventBridgeConfiguration": {"EventBridgeEnabled": True},
    }
    found = {
        "LambdaFunctionConfigurations": [
            {
                "LambdaFunctionArn": "arn:f",
                "Events": ["s3:ObjectCreated:*"],
                "Filter": {"Key": {"FilterRules": [{"Name": "prefix", "Value": "in/"}]}},
            }
        ],
        "EventBridgeConfiguration": {},
    }
    assert s3_forms.notification(View(given)) == found
    assert s3_forms.notification_property(View(found)) == given


def test_event_bridge_can_be_switched_off() -> None:
    assert s3_forms.notification(View({"EventBridgeConfiguration": {"EventBridgeEnabled": False}})) == {}


@pytest.mark.parametrize(
    ("word", "header"),
    [
        ("Private", "private"),
        ("PublicRead", "public-read"),
        ("PublicReadWrite", "public-read-write"),
        ("LogDeliveryWrite", "log-delivery-write"),
        ("BucketOwnerFullControl", "bucket-owner-full-control"),
        ("AwsExecRead", "aws-exec-read"),
    ],
)
def test_a_canned_list_is_spelt_as_the_header_has_it(word: str, header: str) -> None:
    assert s3_forms.canned_acl(word) == header


def test_a_website_answers_where_its_region_says() -> None:
    assert s3_forms.website_url("b", "us-east-1") == "http://b.s3-website-us-east-1.amazonaws.com"
    assert s3_forms.website_url("b", "eu-central-1") == "http://b.s3-website.eu-central-1.amazonaws.com"


def test_a_website_redirects_both_ways() -> None:
    given = {
        "RedirectAllRequestsTo": {"HostName": "example.com"},
        "RoutingRules": [
            {"RoutingRuleCondition": {"KeyPrefixEquals": "a/"}, "RedirectRule": {"HostName": "example.org"}}
        ],
    }
    found = {
        "RedirectAllRequestsTo": {"HostName": "example.com"},
        "RoutingRules": [{"Condition": {"KeyPrefixEquals": "a/"}, "Redirect": {"HostName": "example.org"}}],
    }
    assert s3_forms.website(View(given)) == found
    assert s3_forms.website_property(View(found)) == given

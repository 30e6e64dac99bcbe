"""What updates of buckets and parameters send, and what reads of them tell."""

from typing import Any

import pytest

from landform.cloud.clients import ServiceError
from landform.ground.handler import HandlerAction, HandlerFailure, HandlerSuccess
from tests.unit.providers.scripted import ABSENT, asked, changes, told

BUCKET = "AWS::S3::Bucket"


@pytest.mark.parametrize(
    ("name", "given", "put", "gone"),
    [
        (
            "VersioningConfiguration",
            {"Status": "Enabled"},
            ("PutBucketVersioning", {"VersioningConfiguration": {"Status": "Enabled"}}),
            ("PutBucketVersioning", {"VersioningConfiguration": {"Status": "Suspended"}}),
        ),
        (
            "BucketEncryption",
            {
                "ServerSideEncryptionConfiguration": [
                    {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}, "BucketKeyEnabled": True}
                ]
            },
            (
                "PutBucketEncryption",
                {
                    "ServerSideEncryptionConfiguration": {
                        "Rules": [
                            {
                                "ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"},
                                "BucketKeyEnabled": True,
                            }
                        ]
                    }
                },
            ),
            ("DeleteBucketEncryption", {}),
        ),
        (
            "PublicAccessBlockConfiguration",
            {"BlockPublicAcls": True},
            ("PutPublicAccessBlock", {"PublicAccessBlockConfiguration": {"BlockPublicAcls": True}}),
            ("DeletePublicAccessBlock", {}),
        ),
        (
            "OwnershipControls",
            {"Rules": [{"ObjectOwnership": "ObjectWriter"}]},
            (
                "PutBucketOwnershipControls",
                {"OwnershipControls": {"Rules": [{"ObjectOwnership": "ObjectWriter"}]}},
            ),
            ("DeleteBucketOwnershipControls", {}),
        ),
        (
            "CorsConfiguration",
            {"CorsRules": [{"AllowedMethods": ["GET"], "AllowedOrigins": ["*"], "MaxAge": 5, "Id": "a"}]},
            (
                "PutBucketCors",
                {
                    "CORSConfiguration": {
                        "CORSRules": [
                            {
                                "AllowedMethods": ["GET"],
                                "AllowedOrigins": ["*"],
                                "MaxAgeSeconds": 5,
                                "ID": "a",
                            }
                        ]
                    }
                },
            ),
            ("DeleteBucketCors", {}),
        ),
        (
            "LoggingConfiguration",
            {"DestinationBucketName": "logs", "TargetObjectKeyFormat": {"SimplePrefix": {}}},
            (
                "PutBucketLogging",
                {
                    "BucketLoggingStatus": {
                        "LoggingEnabled": {
                            "TargetBucket": "logs",
                            "TargetPrefix": "",
                            "TargetObjectKeyFormat": {"SimplePrefix": {}},
                        }
                    }
                },
            ),
            ("PutBucketLogging", {"BucketLoggingStatus": {}}),
        ),
        (
            "NotificationConfiguration",
            {"QueueConfigurations": [{"Event": "s3:ObjectCreated:*", "Queue": "arn:q"}]},
            (
                "PutBucketNotificationConfiguration",
                {
                    "NotificationConfiguration": {
                        "QueueConfigurations": [{"Events": ["s3:ObjectCreated:*"], "QueueArn": "arn:q"}]
                    }
                },
            ),
            ("PutBucketNotificationConfiguration", {"NotificationConfiguration": {}}),
        ),
        (
            "AccelerateConfiguration",
            {"AccelerationStatus": "Enabled"},
            ("PutBucketAccelerateConfiguration", {"AccelerateConfiguration": {"Status": "Enabled"}}),
            ("PutBucketAccelerateConfiguration", {"AccelerateConfiguration": {"Status": "Suspended"}}),
        ),
        (
            "WebsiteConfiguration",
            {"IndexDocument": "index.html", "ErrorDocument": "error.html"},
            (
                "PutBucketWebsite",
                {
                    "WebsiteConfiguration": {
                        "IndexDocument": {"Suffix": "index.html"},
                        "ErrorDocument": {"Key": "error.html"},
                    }
                },
            ),
            ("DeleteBucketWebsite", {}),
        ),
        (
            "ObjectLockConfiguration",
            {"ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": {"Days": 1}}},
            (
                "PutObjectLockConfiguration",
                {
                    "ObjectLockConfiguration": {
                        "ObjectLockEnabled": "Enabled",
                        "Rule": {"DefaultRetention": {"Days": 1}},
                    }
                },
            ),
            ("PutObjectLockConfiguration", {"ObjectLockConfiguration": {"ObjectLockEnabled": "Enabled"}}),
        ),
        (
            "AccessControl",
            "PublicRead",
            ("PutBucketAcl", {"ACL": "public-read"}),
            ("PutBucketAcl", {"ACL": "private"}),
        ),
        (
            "Tags",
            [{"Key": "a", "Value": "1"}],
            ("PutBucketTagging", {"Tagging": {"TagSet": [{"Key": "a", "Value": "1"}]}}),
            ("DeleteBucketTagging", {}),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bucket_s_configuration_is_put_and_taken_away(
    name: str, given: Any, put: tuple[str, dict[str, Any]], gone: tuple[str, dict[str, Any]]
) -> None:
    assert changes(BUCKET, {}, {name: given}) == [(put[0], {"Bucket": "it", **put[1]})]
    assert changes(BUCKET, {name: given}, {}) == [(gone[0], {"Bucket": "it", **gone[1]})]


@pytest.mark.parametrize(
    ("region", "place"),
    [("us-east-1", {}), ("eu-west-1", {"CreateBucketConfiguration": {"LocationConstraint": "eu-west-1"}})],
)
def test_a_bucket_is_made_in_its_region_and_then_configured(region: str, place: dict[str, Any]) -> None:
    desired = {"BucketName": "abc", "ObjectLockEnabled": True, "AccessControl": "Private"}
    answers = {"HeadBucket": ServiceError("404", "Not Found", 404)}
    fields: dict[str, Any] = {"physical_id": None, "answers": answers, "region": region}
    answer, clients = asked(BUCKET, HandlerAction.CREATE, desired=desired, **fields)
    assert clients.changes == [
        ("CreateBucket", {"Bucket": "abc", "ObjectLockEnabledForBucket": True, **place}),
        ("PutBucketAcl", {"Bucket": "abc", "ACL": "private"}),
    ]
    assert isinstance(answer, HandlerSuccess)
    assert answer.attributes["RegionalDomainName"] == f"abc.s3.{region}.amazonaws.com"


def test_a_bucket_tells_its_configurations_in_cloudformation_s_form() -> None:
    answers = {
        "GetBucketVersioning": {"Status": "Enabled"},
        "GetBucketEncryption": {
            "ServerSideEncryptionConfiguration": {
                "Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]
            }
        },
        "GetPublicAccessBlock": {"PublicAccessBlockConfiguration": {"BlockPublicAcls": True}},
        "GetBucketCors": {"CORSRules": [{"AllowedMethods": ["GET"], "ExposeHeaders": ["x"]}]},
        "GetBucketLifecycleConfiguration": {"Rules": [{"Status": "Enabled", "Expiration": {"Days": 1}}]},
        "GetBucketLogging": {"LoggingEnabled": {"TargetBucket": "logs", "TargetPrefix": ""}},
        "GetBucketNotificationConfiguration": {
            "TopicConfigurations": [{"TopicArn": "arn:t", "Events": ["a", "b"], "Id": "1"}]
        },
        "GetBucketAccelerateConfiguration": {"Status": "Suspended"},
        "GetBucketWebsite": {"IndexDocument": {"Suffix": "i"}, "ErrorDocument": {"Key": "e"}},
        "GetObjectLockConfiguration": {"ObjectLockConfiguration": {"ObjectLockEnabled": "Enabled"}},
        "GetBucketTagging": {"TagSet": [{"Key": "a", "Value": "1"}]},
    }
    assert told(BUCKET, {}, answers=answers) == {
        "BucketName": "it",
        "VersioningConfiguration": {"Status": "Enabled"},
        "BucketEncryption": {
            "ServerSideEncryptionConfiguration": [
                {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
            ]
        },
        "PublicAccessBlockConfiguration": {"BlockPublicAcls": True},
        "CorsConfiguration": {"CorsRules": [{"AllowedMethods": ["GET"], "ExposedHeaders": ["x"]}]},
        "LifecycleConfiguration": {"Rules": [{"Status": "Enabled", "ExpirationInDays": 1}]},
        "LoggingConfiguration": {"DestinationBucketName": "logs", "LogFilePrefix": ""},
        "NotificationConfiguration": {
            "TopicConfigurations": [{"Topic": "arn:t", "Event": "a"}, {"Topic": "arn:t", "Event": "b"}]
        },
        "AccelerateConfiguration": {"AccelerationStatus": "Suspended"},
        "WebsiteConfiguration": {"IndexDocument": "i", "ErrorDocument": "e"},
        "ObjectLockConfiguration": {"ObjectLockEnabled": "Enabled"},
        "ObjectLockEnabled": True,
        "Tags": [{"Key": "a", "Value": "1"}],
    }


@pytest.mark.parametrize(
    "code",
    [
        "NoSuchCORSConfiguration",
        "NoSuchTagSet",
        "ServerSideEncryptionConfigurationNotFoundError",
        "ObjectLockConfigurationNotFoundError",
        "OwnershipControlsNotFoundError",
    ],
)
def test_a_configuration_that_is_not_there_is_nothing(code: str) -> None:
    gets = (
        "BucketCors",
        "BucketTagging",
        "BucketEncryption",
        "ObjectLockConfiguration",
        "BucketOwnershipControls",
    )
    absent = ServiceError(code, "No.", 404)
    assert told(BUCKET, {}, answers={f"Get{each}": absent for each in gets}) == {"BucketName": "it"}


@pytest.mark.parametrize(("code", "kind"), [("NoSuchBucket", "NotFound"), ("AccessDenied", "AccessDenied")])
def test_a_bucket_that_cannot_be_read_is_told_so(code: str, kind: str) -> None:
    refused = ServiceError(code, "No.", 404 if kind == "NotFound" else 403)
    answers = {"GetBucketCors": refused, "HeadBucket": refused if kind == "NotFound" else {}}
    answer, _ = asked(BUCKET, HandlerAction.READ, answers=answers)
    assert isinstance(answer, HandlerFailure)
    assert answer.code.value == kind


def test_a_bucket_policy_is_a_document() -> None:
    kind = "AWS::S3::BucketPolicy"
    before, after = ({"Bucket": "it", "PolicyDocument": {"a": number}} for number in (1, 2))
    assert changes(kind, before, after) == [("PutBucketPolicy", {"Bucket": "it", "Policy": '{"a": 2}'})]
    assert told(kind, {"Policy": '{"a": 2}'}) == after


def test_a_parameter_is_put_again_and_described_where_that_tells_more() -> None:
    kind = "AWS::SSM::Parameter"
    before = {"Type": "String", "Value": "a", "Description": "d", "Tier": "Standard"}
    assert changes(kind, before, {"Type": "String", "Value": "b"}) == [
        ("PutParameter", {"Name": "it", "Type": "String", "Value": "b", "Description": "", "Overwrite": True})
    ]
    answers = {
        "DescribeParameters": {"Parameters": [{"Description": "d", "Tier": "Standard"}]},
        "ListTagsForResource": {"TagList": [{"Key": "own", "Value": "1"}]},
    }
    live = {"Name": "it", "Type": "String", "Value": "a"}
    assert told(kind, live, answers=answers) == {**before, "Name": "it", "Tags": {"own": "1"}}
    assert told(kind, live) == live
    desired = {"Name": "/a/b", "Type": "String", "Value": "c"}
    answer, _ = asked(kind, HandlerAction.CREATE, desired=desired, physical_id=None)
    assert isinstance(answer, HandlerSuccess)
    assert answer.attributes == {
        "Type": "String",
        "Value": "c",
        "Name": "/a/b",
        "Arn": "arn:aws:ssm:eu-west-1:111122223333:parameter/a/b",
    }


def test_a_log_group_is_the_one_of_exactly_that_name() -> None:
    rows = [{"logGroupName": name, "retentionInDays": days} for name, days in (("its", 1), ("it", 7))]
    fields: dict[str, Any] = {"answers": {"DescribeLogGroups": {"logGroups": rows}}}
    assert told("AWS::Logs::LogGroup", {}, **fields) == {"LogGroupName": "it", "RetentionInDays": 7}
    assert changes("AWS::Logs::LogGroup", {"RetentionInDays": 7}, {}, **fields) == [
        ("DeleteRetentionPolicy", {"logGroupName": "it"})
    ]
    answer, _ = asked("AWS::Logs::LogGroup", HandlerAction.READ, physical_id="i", **fields)
    assert isinstance(answer, HandlerFailure)


def test_an_alarm_of_that_name_is_not_taken_over() -> None:
    kind, desired = "AWS::CloudWatch::Alarm", {"AlarmName": "a", "ComparisonOperator": "LessThanThreshold"}
    found = {"DescribeAlarms": {"MetricAlarms": [{"AlarmName": "a"}]}}
    answer, clients = asked(kind, HandlerAction.CREATE, desired=desired, answers=found)
    assert (isinstance(answer, HandlerFailure), clients.changes) == (True, [])
    assert told(kind, {"AlarmArn": "arn:a", "AlarmDescription": "", "Threshold": 0.0, "Dimensions": []}) == {
        "Threshold": 0.0
    }


def test_a_parameter_that_is_gone_is_not_found() -> None:
    answer, _ = asked(
        "AWS::SSM::Parameter",
        HandlerAction.DELETE,
        answers={"DeleteParameter": ABSENT, "GetParameter": ABSENT},
    )
    assert isinstance(answer, HandlerFailure)
    assert answer.code.value == "NotFound"

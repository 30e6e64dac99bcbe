"""Host names and URLs of services in the spellings that clients make up."""

import pytest

from landform.cloud.hosts import HostParts, ObjectAddress, read_host, read_object_url


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("sqs.us-east-1.amazonaws.com", (None, "sqs", "us-east-1")),
        ("api.ecr.eu-west-1.amazonaws.com", (None, "api.ecr", "eu-west-1")),
        ("iam.amazonaws.com", (None, "iam", None)),
        ("s3.amazonaws.com", (None, "s3", None)),
        ("s3-eu-west-1.amazonaws.com", (None, "s3", "eu-west-1")),
        ("models.s3.amazonaws.com", ("models", "s3", None)),
        ("my.models.s3.us-west-2.amazonaws.com", ("my.models", "s3", "us-west-2")),
        ("models.s3.dualstack.us-west-2.amazonaws.com", ("models", "s3", "us-west-2")),
        ("models.s3.localhost.localstack.cloud", ("models", "s3", None)),
        ("s3.localhost.localstack.cloud", (None, "s3", None)),
        ("cloudformation.cn-north-1.amazonaws.com.cn", (None, "cloudformation", "cn-north-1")),
        ("cloudformation.us-east-1.api.aws", (None, "cloudformation", "us-east-1")),
        ("127.0.0.1", (None, None, None)),
        ("example.com", (None, None, None)),
        ("amazonaws.com.example.com", (None, None, None)),
    ],
)
def test_a_host_name_tells_bucket_service_and_region(host: str, expected: tuple[str | None, ...]) -> None:
    assert read_host(host) == HostParts(*expected)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://s3.amazonaws.com/models/a/t.json", ("models", "a/t.json", None)),
        ("https://models.s3.us-east-1.amazonaws.com/a/t%20u.json", ("models", "a/t u.json", None)),
        ("https://s3.us-east-1.amazonaws.com/models/t.json?versionId=7", ("models", "t.json", "7")),
        ("http://127.0.0.1:4566/models/t.json", ("models", "t.json", None)),
        ("http://models.s3.localhost.localstack.cloud:4566/t.json", ("models", "t.json", None)),
        ("http://s3.localhost.localstack.cloud:4566/models/t.json", ("models", "t.json", None)),
        ("s3://models/a/t.json", ("models", "a/t.json", None)),
    ],
)
def test_an_s3_url_names_an_object(url: str, expected: tuple[str, str, str | None]) -> None:
    assert read_object_url(url) == ObjectAddress(*expected)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/models/t.json",
        "https://s3.amazonaws.com.example.com/models/t.json",
        "file:///etc/passwd",
        "ftp://s3.amazonaws.com/models/t.json",
        "https://s3.amazonaws.com/models",
        "https://sqs.us-east-1.amazonaws.com/models/t.json",
        "http://[::1/x/y",
        "nonsense",
    ],
)
def test_any_other_url_is_none(url: str) -> None:
    assert read_object_url(url) is None

"""Templates named by a URL come from the S3 of the same cloud, and from nowhere else."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from landform.server.local import LocalTarget

TEMPLATE = '{"Resources": {"G": {"Type": "AWS::EC2::PlacementGroup"}}}'


@pytest.fixture
def target() -> Any:
    with LocalTarget() as opened:
        storage = opened.session().client("s3")
        storage.create_bucket(Bucket="models")
        storage.put_object(Bucket="models", Key="t.json", Body=TEMPLATE.encode())
        yield opened


@pytest.mark.parametrize(
    "url",
    [
        "https://s3.amazonaws.com/models/t.json",
        "https://models.s3.us-east-1.amazonaws.com/t.json",
        "http://localhost:4566/models/t.json",
    ],
)
def test_a_stack_is_made_from_the_object_a_url_names(target: LocalTarget, url: str) -> None:
    cloudformation = target.session().client("cloudformation")
    cloudformation.create_stack(StackName="s", TemplateURL=url)
    target.wait()
    assert cloudformation.describe_stacks(StackName="s")["Stacks"][0]["StackStatus"] == "CREATE_COMPLETE"
    assert cloudformation.validate_template(TemplateURL=url)["Parameters"] == []


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {"TemplateURL": "https://example.com/models/t.json"},
            "TemplateURL must reference a valid S3 object to which you have access.",
        ),
        (
            {"TemplateURL": "file:///etc/passwd"},
            "TemplateURL must reference a valid S3 object to which you have access.",
        ),
        (
            {"TemplateURL": "https://s3.amazonaws.com/models/none.json"},
            "S3 error: The specified key does not exist.\nFor more information check "
            "http://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html",
        ),
        (
            {"TemplateURL": "https://s3.amazonaws.com/models/t.json", "TemplateBody": TEMPLATE},
            "Template URL and Template Body cannot both be specified.",
        ),
    ],
)
def test_what_cannot_be_had_is_refused(target: LocalTarget, given: dict[str, str], message: str) -> None:
    with pytest.raises(ClientError) as caught:
        target.session().client("cloudformation").create_stack(StackName="s", **given)
    assert caught.value.response["Error"] == {"Type": "Sender", "Code": "ValidationError", "Message": message}


def test_a_bucket_that_asks_for_tls_takes_objects_all_the_same(target: LocalTarget) -> None:
    """The policy of cdk's bootstrap bucket; the emulated S3 alone takes its condition for none."""
    storage = target.session().client("s3")
    storage.put_bucket_policy(
        Bucket="models",
        Policy='{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", '
        '"Action": "s3:*", '
        '"Resource": ["arn:aws:s3:::models", "arn:aws:s3:::models/*"], '
        '"Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}',
    )
    storage.put_object(Bucket="models", Key="k", Body=b"x")
    assert storage.get_object(Bucket="models", Key="k")["Body"].read() == b"x"
    assert "SecureTransport" in storage.get_bucket_policy(Bucket="models")["Policy"]

import pytest

from landform.cloud.operations import is_change, is_change_on_the_wire


@pytest.mark.parametrize(
    ("service", "operation", "expected"),
    [
        ("sqs", "CreateQueue", True),
        ("sqs", "GetQueueUrl", False),
        ("sqs", "ReceiveMessage", True),  # it hides the message from others
        ("ec2", "DescribeVpcs", False),
        ("s3", "HeadBucket", False),
        ("s3", "PutObject", True),
        ("dynamodb", "BatchGetItem", False),
        ("kms", "DescribeKey", True),  # moto makes AWS's own keys when asked for them
        ("secretsmanager", "GetRandomPassword", True),  # a repeated request gets the same one
        ("lambda", "Invoke", False),  # what it does it logs itself
        ("sts", "AssumeRole", True),
        ("nothing", "Unheard", True),
    ],
)
def test_reads_are_told_from_changes_by_name(service: str, operation: str, expected: bool) -> None:
    assert is_change(service, operation) is expected


@pytest.mark.parametrize(
    ("method", "target", "action", "expected"),
    [
        ("POST", "AmazonSQS.CreateQueue", None, True),
        ("POST", "AmazonSQS.ListQueues", None, False),
        ("POST", None, "DescribeVpcs", False),
        ("POST", None, "CreateVpc", True),
        ("GET", None, None, False),
        ("PUT", None, None, True),
        ("DELETE", None, None, True),
    ],
)
def test_the_wire_tells_too(method: str, target: str | None, action: str | None, expected: bool) -> None:
    assert is_change_on_the_wire("any", method, target, action) is expected

"""Arguments that cannot be right are refused at the call, with construct, parameter, type and source line."""

import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from landform.cdk import App, Aws, Duration, RemovalPolicy, Stack, aws_iam, aws_kms, aws_s3, aws_sqs

HERE = re.escape(str(Path(__file__)))


def _stack() -> Stack:
    return Stack(App(auto_synth=False), "Shop")


def _refused(make: Callable[[], Any]) -> str:
    with pytest.raises(TypeError) as caught:
        make()
    return re.sub(rf"{HERE}:\d+", "app.py:1", str(caught.value))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"visibility_timeout": 30}, "visibility_timeout has to be a Duration, not int 30"),
        ({"fifo": "yes"}, "fifo has to be a bool, not str 'yes'"),
        ({"queue_name": 7}, "queue_name has to be a str, not int 7"),
        ({"max_message_size_bytes": True}, "max_message_size_bytes has to be a number, not bool True"),
        ({"encryption": "KMS"}, "encryption has to be a QueueEncryption, not str 'KMS'"),
        (
            {"removal_policy": aws_sqs.QueueEncryption.KMS},
            f"removal_policy has to be a RemovalPolicy, not QueueEncryption {aws_sqs.QueueEncryption.KMS!r}",
        ),
    ],
    ids=lambda each: next(iter(each)) if isinstance(each, dict) else None,
)
def test_a_value_of_a_wrong_type_is_refused_with_everything_one_needs(given: Any, said: str) -> None:
    """Construct path, line, parameter, what it takes, what was given."""
    stack = _stack()
    assert _refused(lambda: aws_sqs.Queue(stack, "Jobs", **given)) == f"Queue 'Shop/Jobs' (app.py:1): {said}"
    assert stack.node.children == []


def test_items_of_lists_are_looked_at_too() -> None:
    """One wrong item is enough."""
    rules: Any = [{"enabled": True}, 7]
    message = _refused(lambda: aws_s3.Bucket(_stack(), "Data", lifecycle_rules=rules))
    assert message.startswith(
        "Bucket 'Shop/Data' (app.py:1): lifecycle_rules has to be a list of LifecycleRule, not list ["
    )


def test_an_unknown_keyword_names_the_nearest_one() -> None:
    """In the same form."""
    make: Any = aws_sqs.Queue
    message = _refused(lambda: make(_stack(), "Jobs", queue_nme="x"))
    assert message.startswith("Queue 'Shop/Jobs' (app.py:1) got an unexpected keyword argument 'queue_nme'")
    assert "queue_name" in message


def test_a_missing_argument_is_named() -> None:
    """In the same form."""
    make: Any = aws_iam.Role
    message = _refused(lambda: make(_stack(), "Role"))
    assert message == "Role 'Shop/Role' (app.py:1) is missing the required argument 'assumed_by'"


def test_tokens_records_and_none_pass() -> None:
    """A token stands for any value, a map for a record."""
    stack = _stack()
    key = aws_kms.Key(stack, "Key", removal_policy=RemovalPolicy.DESTROY, alias=None)
    aws_sqs.Queue(stack, "A", queue_name=Aws.STACK_NAME, encryption_master_key=key)
    aws_sqs.Queue(stack, "B", retention_period=Duration.days(2), dead_letter_queue=None)
    aws_s3.Bucket(stack, "C", cors=[{"allowed_methods": [aws_s3.HttpMethods.GET], "allowed_origins": ["*"]}])
    assert len(stack.node.children) == 4


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"queue_name": 7}, "queue_name has to be a str, not int 7"),
        ({"fifo_queue": "true"}, "fifo_queue has to be a bool, not str 'true'"),
        ({"delay_seconds": "1"}, "delay_seconds has to be an int, not str '1'"),
        ({"tags": "a"}, "tags has to be a list, not str 'a'"),
    ],
    ids=lambda each: next(iter(each)) if isinstance(each, dict) else None,
)
def test_resource_types_refuse_in_the_same_form(given: Any, said: str) -> None:
    """By the types of the registry's schema."""
    stack = _stack()
    message = _refused(lambda: aws_sqs.CfnQueue(stack, "Jobs", **given))
    assert message == f"CfnQueue 'Shop/Jobs' (app.py:1): {said}"


@pytest.mark.parametrize(
    ("args", "given", "said"),
    [
        (
            ("arn",),
            {"objects_key_patern": "a/*"},
            " got an unexpected keyword argument 'objects_key_patern' Did you mean \"objects_key_pattern\"?",
        ),
        ((), {}, " is missing the required argument 'identity'"),
        (("arn", "a", "b"), {}, " takes 2 arguments by position, not 3"),
    ],
    ids=["unknown", "missing", "too many"],
)
def test_methods_refuse_in_the_same_form(args: Any, given: Any, said: str) -> None:
    """Class and method, the construct's path, the line, the parameter."""
    bucket: Any = aws_s3.Bucket(_stack(), "Data")
    message = _refused(lambda: bucket.grant_read(*args, **given))
    assert message == f"Bucket.grant_read 'Shop/Data' (app.py:1){said}"


def test_methods_refuse_values_of_wrong_types() -> None:
    """By their annotations, as constructors do; an inherited method is that of the object's class."""
    role: Any = aws_iam.Role(_stack(), "Role", assumed_by=aws_iam.AccountRootPrincipal())
    assert _refused(lambda: role.add_to_policy("s3:*")) == (
        "Role.add_to_policy 'Shop/Role' (app.py:1): statement has to be a PolicyStatement, not str 's3:*'"
    )


def test_static_methods_name_what_they_would_have_made() -> None:
    """The path is that of the new construct; without a scope there is none."""
    make: Any = aws_s3.Bucket.from_bucket_name
    policy: Any = aws_iam.ManagedPolicy.from_aws_managed_policy_name
    assert _refused(lambda: make(_stack(), "Data", 7)) == (
        "Bucket.from_bucket_name 'Shop/Data' (app.py:1): bucket_name has to be a str, not int 7"
    )
    assert _refused(lambda: policy(3)) == (
        "ManagedPolicy.from_aws_managed_policy_name (app.py:1): "
        "managed_policy_name has to be a str, not int 3"
    )


def test_too_many_arguments_of_a_constructor_are_refused_in_the_same_form() -> None:
    """Properties are given by keyword."""
    make: Any = aws_sqs.Queue
    assert _refused(lambda: make(_stack(), "Jobs", {"fifo": True})) == (
        "Queue 'Shop/Jobs' (app.py:1) takes 2 arguments by position, not 3"
    )


def test_methods_of_a_users_own_class_are_the_users_matter() -> None:
    """Only the library's own methods are checked; those a user adds or overrides are as written."""

    class Own(aws_sqs.Queue):
        def greet(self, name: int) -> int:
            return name

    own: Any = Own(_stack(), "Jobs")
    assert own.greet("x") == "x"
    assert _refused(own.grant_purge) == (
        "Own.grant_purge 'Shop/Jobs' (app.py:1) is missing the required argument 'grantee'"
    )


def test_checked_methods_keep_their_signature() -> None:
    """Tools that read names, documentation and parameters see the method itself."""
    assert list(inspect.signature(aws_s3.Bucket.from_bucket_name).parameters) == [
        "scope",
        "id",
        "bucket_name",
    ]
    assert aws_sqs.Queue.grant_purge.__doc__ == "Delete all messages."

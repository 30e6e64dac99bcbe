"""Arguments that cannot be right are refused at the call, with construct, parameter, type and source line."""

import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from landform.cdk import (
    App,
    Aspects,
    Aws,
    Duration,
    Fn,
    RemovalPolicy,
    Stack,
    Tags,
    aws_iam,
    aws_kms,
    aws_lambda,
    aws_s3,
    aws_sqs,
)
from landform.cdk.constructs import Construct

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
    assert message == "Bucket 'Shop/Data' (app.py:1): lifecycle_rules[1] has to be a LifecycleRule, not int 7"


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
            (aws_iam.AnyPrincipal(),),
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
    """As constructors do; an inherited method is that of the object's class."""
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


class Nothing:
    """Is nothing that anything takes."""


def _made(stack: Stack, **given: Any) -> Any:
    python = aws_lambda.Runtime.PYTHON_3_12
    options: Any = {"runtime": python, "handler": "i.h", "code": aws_lambda.Code.from_inline("x"), **given}
    return aws_lambda.Function(stack, "F", **options)


_ANY: Any = None  # mypy knows most of these mistakes, too
MISTAKES: dict[str, tuple[Callable[[Stack], Any], str]] = {
    "class": (
        lambda stack: _made(stack, timeout=30),
        "Function 'Shop/F' (app.py:1): timeout has to be a Duration, not int 30",
    ),
    "other class": (
        lambda stack: _made(stack, timeout=aws_sqs.Queue(stack, "Q")),
        "Function 'Shop/F' (app.py:1): timeout has to be a Duration, not Queue 'Shop/Q'",
    ),
    "class with constants": (
        lambda stack: _made(stack, runtime="python3.12"),
        "Function 'Shop/F' (app.py:1): runtime has to be a Runtime, not str 'python3.12'",
    ),
    "abstract class": (
        lambda stack: _made(stack, code="src"),
        "Function 'Shop/F' (app.py:1): code has to be a Code, not str 'src'",
    ),
    "nothing for what is needed": (
        lambda stack: _made(stack, runtime=None),
        "Function 'Shop/F' (app.py:1): runtime has to be a Runtime, not None",
    ),
    "interface": (
        lambda stack: _made(stack, vpc="vpc-1"),
        "Function 'Shop/F' (app.py:1): vpc has to be an IVpc, not str 'vpc-1'",
    ),
    "interface that a construct lacks": (
        lambda stack: _made(stack, vpc=aws_sqs.Queue(stack, "Q")),
        "Function 'Shop/F' (app.py:1): vpc has to be an IVpc, not Queue 'Shop/Q'",
    ),
    "interface that a resource class lacks": (
        lambda stack: _made(stack, dead_letter_queue=aws_sqs.CfnQueue(stack, "Q")),
        "Function 'Shop/F' (app.py:1): dead_letter_queue has to be an IQueue, not CfnQueue 'Shop/Q'",
    ),
    "map": (
        lambda stack: _made(stack, environment={"X": 1}),
        "Function 'Shop/F' (app.py:1): environment['X'] has to be a str, not int 1",
    ),
    "list": (
        lambda stack: aws_iam.PolicyStatement(actions=(_ANY or "s3:*")),
        "PolicyStatement (app.py:1): actions has to be a list of str, not str 's3:*'",
    ),
    "record": (
        lambda stack: aws_s3.CorsRule(allowed_methods=(_ANY or "GET"), allowed_origins=["*"]),
        "CorsRule (app.py:1): allowed_methods has to be a list of HttpMethods, not str 'GET'",
    ),
    "record made from data": (
        lambda stack: aws_lambda.VersionOptions(retry_attempts=(_ANY or "2")),
        "VersionOptions (app.py:1): retry_attempts has to be a number, not str '2'",
    ),
    "map for a record": (
        lambda stack: aws_s3.Bucket(stack, "B", lifecycle_rules=[_ANY or {"expiration": 3}]),
        "Bucket 'Shop/B' (app.py:1): lifecycle_rules[0]['expiration'] has to be a Duration, not int 3",
    ),
    "static method": (
        lambda stack: Duration.seconds(_ANY or "3"),
        "Duration.seconds (app.py:1): amount has to be a number, not str '3'",
    ),
    "static method of functions": (
        lambda stack: Fn.join(",", _ANY or "a"),
        "Fn.join (app.py:1): list_of_values has to be a list of str, not str 'a'",
    ),
    "stack": (
        lambda stack: Stack(stack, "In", stack_name=(_ANY or 5)),
        "Stack 'Shop/In' (app.py:1): stack_name has to be a str, not int 5",
    ),
    "tags": (
        lambda stack: Tags.of(stack).add("a", _ANY or 1),
        "Tags.add (app.py:1): value has to be a str, not int 1",
    ),
    "node": (
        lambda stack: stack.node.add_dependency(_ANY or "x"),
        "Node.add_dependency (app.py:1): argument 1 has to be an IDependable, not str 'x'",
    ),
    "construct": (
        lambda stack: Construct(_ANY or "x", "y"),
        "Construct (app.py:1): scope has to be a Construct, not str 'x'",
    ),
}


@pytest.mark.parametrize("kind", MISTAKES)
def test_a_mistake_of_every_kind_is_refused_at_the_call(kind: str) -> None:
    make, said = MISTAKES[kind]
    assert _refused(lambda: make(_stack())) == said


def test_an_object_of_the_users_own_needs_what_an_interface_asks_for() -> None:
    with pytest.raises(TypeError, match=r"Aspects\.add .* aspect has to be an IAspect, not Nothing"):
        Aspects.of(_stack()).add(_ANY or Nothing())

    class Seeing:
        def visit(self, node: Any) -> None:
            """What an aspect has."""

    Aspects.of(_stack()).add(Seeing())


def test_what_a_users_own_class_hands_on_is_looked_at() -> None:
    class Jobs(aws_sqs.Queue):
        def __init__(self, scope: Any, id: str, minutes: Any) -> None:
            super().__init__(scope, id, visibility_timeout=minutes)

    said = "Queue 'Shop/Q' (app.py:1): visibility_timeout has to be a Duration, not int 5"
    assert _refused(lambda: Jobs(_stack(), "Q", 5)) == said


def test_a_token_is_any_value() -> None:
    made = _made(_stack(), timeout=Duration.seconds(3), environment={"X": Fn.ref("Y")}, memory_size=512.0)
    assert made.timeout.to_seconds() == 3

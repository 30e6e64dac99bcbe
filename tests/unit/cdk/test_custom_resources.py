"""Mistakes in providers and in resources that are calls of the SDK."""

from typing import Any

import pytest

from landform.cdk import App, Duration, Stack
from landform.cdk import aws_lambda as lambda_
from landform.cdk import custom_resources as cr

POLICY = cr.AwsCustomResourcePolicy.from_sdk_calls(resources=["*"])
ID = cr.PhysicalResourceId.of("a")


def call(**options: Any) -> Any:
    return cr.AwsSdkCall(service="s3", action="listBuckets", **options)


CALLS: dict[str, tuple[dict[str, Any], str]] = {
    "none": ({"policy": POLICY}, "At least `onCreate`, `onUpdate` or `onDelete` must be specified."),
    "no id": (
        {"policy": POLICY, "on_create": call()},
        "'physicalResourceId' must be specified for 'onCreate' call.",
    ),
    "id in create": (
        {
            "policy": POLICY,
            "on_create": call(physical_resource_id=ID, parameters={"a": cr.PhysicalResourceIdReference()}),
        },
        "`PhysicalResourceIdReference` must not be specified in `onCreate` parameters.",
    ),
    "no rights": (
        {"on_update": call(physical_resource_id=ID)},
        "At least one of `policy` or `role` (or both) must be specified.",
    ),
    "id of an ignored error": (
        {
            "policy": POLICY,
            "on_update": call(
                physical_resource_id=cr.PhysicalResourceId.from_response("a"),
                ignore_error_codes_matching=".*",
            ),
        },
        "`PhysicalResourceId.fromResponse` cannot be called along with `ignoreErrorCodesMatching`.",
    ),
}


@pytest.mark.parametrize("name", CALLS)
def test_calls_with_a_mistake_are_refused(name: str) -> None:
    options, message = CALLS[name]
    with pytest.raises(ValueError) as caught:
        cr.AwsCustomResource(Stack(App(), "S"), "C", **options)
    assert str(caught.value) == message


def test_an_answer_that_may_be_missing_has_no_fields() -> None:
    made = cr.AwsCustomResource(
        Stack(App(), "S"),
        "C",
        policy=POLICY,
        on_update=call(physical_resource_id=ID, ignore_error_codes_matching=".*"),
    )
    with pytest.raises(ValueError, match="`getDataString` cannot be called along with"):
        made.get_response_field("a")


WAITING = (
    '"queryInterval", "totalTimeout", "waiterStateMachineLogOptions", and '
    '"disableWaiterStateMachineLogging" can only be configured if "isCompleteHandler" is specified. '
    "Otherwise, they have no meaning"
)


def function(stack: Stack, name: str) -> Any:
    return lambda_.Function(
        stack,
        name,
        runtime=lambda_.Runtime.PYTHON_3_13,
        handler="a.b",
        code=lambda_.Code.from_inline("x"),
    )


def test_a_provider_that_does_not_wait_has_no_options_of_waiting() -> None:
    stack = Stack(App(), "S")
    with pytest.raises(ValueError) as caught:
        cr.Provider(stack, "P", on_event_handler=function(stack, "F"), query_interval=Duration.seconds(3))
    assert str(caught.value) == WAITING


def test_the_time_to_wait_is_a_multiple_of_the_interval() -> None:
    stack = Stack(App(), "S")
    with pytest.raises(ValueError) as caught:
        cr.Provider(
            stack,
            "P",
            on_event_handler=function(stack, "F"),
            is_complete_handler=function(stack, "G"),
            query_interval=Duration.seconds(30),
            total_timeout=Duration.seconds(45),
        )
    assert str(caught.value) == (
        "Cannot determine retry count since totalTimeout=45s is not integrally dividable by queryInterval=30s"
    )


@pytest.mark.parametrize(
    ("service", "action", "expected"),
    [
        ("CloudWatchLogs", "putRetentionPolicy", "logs:PutRetentionPolicy"),
        ("@aws-sdk/client-cloudwatch-logs", "PutCommand", "logs:Put"),
        ("sesv2", "x", "ses:X"),
        ("iot-data-plane", "publish", "iotdata:Publish"),
        ("elastic-load-balancing", "x", "elasticloadbalancing:X"),
        ("Nope", "x", "nope:X"),
    ],
)
def test_calls_are_allowed_by_the_service_s_own_prefix(service: str, action: str, expected: str) -> None:
    from landform.cdk.custom_resources.sdk_calls import iam_action

    assert iam_action(service, action) == expected

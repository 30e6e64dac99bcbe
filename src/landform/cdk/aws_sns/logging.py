"""Logs of what became of messages, and how deliveries over HTTP are tried again.

Source: https://docs.aws.amazon.com/sns/latest/dg/sns-topic-attributes.html and
https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
"""

from collections.abc import Sequence
from enum import Enum
from typing import Any, Final

from landform.cdk.core.tokens import is_unresolved


class LoggingProtocol(Enum):
    """Which deliveries are logged."""

    HTTP = "http/s"
    SQS = "sqs"
    LAMBDA = "lambda"
    FIREHOSE = "firehose"
    APPLICATION = "application"


class BackoffFunction(Enum):
    """How the pauses between tries grow."""

    ARITHMETIC = "ARITHMETIC"
    EXPONENTIAL = "EXPONENTIAL"
    GEOMETRIC = "GEOMETRIC"
    LINEAR = "LINEAR"


_DEFAULT_DELAY: Final = 20  # seconds
_DEFAULT_RETRIES: Final = 3
_MAX_DELAY: Final = 3600  # seconds
_MAX_RETRIES: Final = 100


def delivery_logging(configurations: Sequence[Any]) -> list[dict[str, Any]] | None:
    """The logging of a topic as its resource has it."""
    return [_logging(each) for each in configurations] or None


def _logging(configuration: Any) -> dict[str, Any]:
    rate = configuration.success_feedback_sample_rate
    if rate is not None and not is_unresolved(rate) and not (0 <= rate <= 100 and float(rate).is_integer()):
        raise ValueError(f"Success feedback sample rate must be an integer between 0 and 100, got {rate}")
    success, failure = configuration.success_feedback_role, configuration.failure_feedback_role
    shape = {
        "Protocol": configuration.protocol.value,
        "FailureFeedbackRoleArn": failure.role_arn if failure is not None else None,
        "SuccessFeedbackRoleArn": success.role_arn if success is not None else None,
        "SuccessFeedbackSampleRate": None if rate is None else f"{rate:g}",
    }
    return {name: value for name, value in shape.items() if value is not None}


def delivery_policy(policy: Any) -> dict[str, Any] | None:
    """How deliveries are tried again, as a subscription's resource has it."""
    if policy is None:
        return None
    retry, throttle, request = policy.healthy_retry_policy, policy.throttle_policy, policy.request_policy
    found: dict[str, Any] = {}
    if retry is not None:
        found["healthyRetryPolicy"] = _retries(retry)
    if throttle is not None:
        found["throttlePolicy"] = _given({"maxReceivesPerSecond": throttle.max_receives_per_second})
    if request is not None:
        found["requestPolicy"] = _given({"headerContentType": request.header_content_type})
    return found


def _retries(retry: Any) -> dict[str, Any]:
    least = _seconds(retry.min_delay_target) or _DEFAULT_DELAY
    most = _seconds(retry.max_delay_target) or _DEFAULT_DELAY
    for name, seconds in (("minDelayTarget", least), ("maxDelayTarget", most)):
        if seconds is not None and not 1 <= seconds <= _MAX_DELAY:
            raise ValueError(f"{name} must be between 1 and {_MAX_DELAY} seconds inclusive, got {seconds}")
    if least is not None and most is not None and least > most:
        raise ValueError("minDelayTarget must not exceed maxDelayTarget")
    retries = retry.num_retries if retry.num_retries is not None else _DEFAULT_RETRIES
    if not 0 <= retries <= _MAX_RETRIES:
        raise ValueError(f"numRetries must be between 0 and {_MAX_RETRIES} inclusive, got {retries}")
    function = retry.backoff_function
    return _given(
        {
            "minDelayTarget": least,
            "maxDelayTarget": most,
            "numRetries": retries,
            "numNoDelayRetries": retry.num_no_delay_retries,
            "numMinDelayRetries": retry.num_min_delay_retries,
            "numMaxDelayRetries": retry.num_max_delay_retries,
            "backoffFunction": function.value if function is not None else None,
        }
    )


def _seconds(duration: Any) -> float | None:
    return duration.to_seconds() if duration is not None else None


def _given(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value is not None}

"""Destinations: each lets the function in, and says what it is called.

Source: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
"""

from typing import Any

from landform.cdk.core.checked import Checked
from landform.cdk.l1.lookup import cfn_class, given


def _to(arn: str) -> Any:
    return given("aws_lambda", "DestinationConfig", {"destination": arn})


class SqsDestination(Checked):
    """A queue."""

    def __init__(self, queue: Any) -> None:
        self._queue = queue

    def bind(self, _scope: Any, fn: Any, *, type: Any) -> Any:
        """Let the function send to it."""
        del type
        self._queue.grant_send_messages(fn)
        return _to(self._queue.queue_arn)


class SnsDestination(Checked):
    """A topic."""

    def __init__(self, topic: Any) -> None:
        self._topic = topic

    def bind(self, _scope: Any, fn: Any, *, type: Any) -> Any:
        """Let the function publish to it."""
        del type
        self._topic.grant_publish(fn)
        return _to(self._topic.topic_arn)


class S3Destination(Checked):
    """A bucket."""

    def __init__(self, bucket: Any) -> None:
        self._bucket = bucket

    def bind(self, _scope: Any, fn: Any, *, type: Any) -> Any:
        """Let the function read and write it."""
        del type
        self._bucket.grant_read(fn)
        self._bucket.grant_put(fn)
        return _to(self._bucket.bucket_arn)


class EventBridgeDestination(Checked):
    """An event bus; the account's default one where none is given."""

    def __init__(self, event_bus: Any = None) -> None:
        self._bus = event_bus

    def bind(self, _scope: Any, fn: Any, *, type: Any) -> Any:
        """Let the function put events."""
        del type
        if self._bus is not None:
            self._bus.grant_put_events_to(fn)
            return _to(self._bus.event_bus_arn)
        from landform.cdk.aws_iam.policy_statement import PolicyStatement
        from landform.cdk.core.stack import Stack

        default = Stack.of(fn).format_arn(service="events", resource="event-bus", resource_name="default")
        fn.add_to_role_policy(PolicyStatement(actions=["events:PutEvents"], resources=[default]))
        return _to(default)


class LambdaDestination(Checked):
    """Another function: it gets the record of the call, or (`response_only`) just what was answered."""

    def __init__(self, fn: Any, *, response_only: bool | None = None) -> None:
        self._function = fn
        self._response_only = bool(response_only)

    def bind(self, scope: Any, fn: Any, *, type: Any) -> Any:
        """Let the function call it; or a rule, with a part of what the default bus is told."""
        if not self._response_only:
            self._function.grant_invoke(fn)
            return _to(self._function.function_arn)
        from landform.cdk.aws_events_targets import LambdaFunction

        part = cfn_class("aws_events", "RuleTargetInput").from_event_path("$.detail.responsePayload")
        cfn_class("aws_events", "Rule")(
            scope,
            type.value,
            event_pattern={
                "detail_type": [f"Lambda Function Invocation Result - {type.value}"],
                "resources": [f"{fn.function_arn}:$LATEST"],
                "source": ["lambda"],
            },
            targets=[LambdaFunction(self._function, event=part)],
        )
        return EventBridgeDestination().bind(scope, fn, type=type)

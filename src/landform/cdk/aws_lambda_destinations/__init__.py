"""Where the results of asynchronous calls go.

Source: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
"""

from typing import Any

from landform.cdk.l1.lookup import given


def _to(arn: str) -> Any:
    return given("aws_lambda", "DestinationConfig", {"destination": arn})


class SqsDestination:
    """A queue."""

    def __init__(self, queue: Any) -> None:
        self._queue = queue

    def bind(self, scope: Any, fn: Any, **options: Any) -> Any:
        """Let the function send to it."""
        del scope, options
        self._queue.grant_send_messages(fn)
        return _to(self._queue.queue_arn)


class SnsDestination:
    """A topic."""

    def __init__(self, topic: Any) -> None:
        self._topic = topic

    def bind(self, scope: Any, fn: Any, **options: Any) -> Any:
        """Let the function publish to it."""
        del scope, options
        self._topic.grant_publish(fn)
        return _to(self._topic.topic_arn)


class S3Destination:
    """A bucket."""

    def __init__(self, bucket: Any) -> None:
        self._bucket = bucket

    def bind(self, scope: Any, fn: Any, **options: Any) -> Any:
        """Let the function read and write it."""
        del scope, options
        self._bucket.grant_read(fn)
        self._bucket.grant_put(fn)
        return _to(self._bucket.bucket_arn)


class LambdaDestination:
    """Another function, which gets the whole record of the call."""

    def __init__(self, fn: Any, *, response_only: bool | None = None) -> None:
        if response_only:
            raise ValueError(
                "LambdaDestination(response_only=True) needs rules of EventBridge, which are not native in "
                "Landform yet. Run the app with `--jsii` to use aws-cdk-lib."
            )
        self._function = fn

    def bind(self, scope: Any, fn: Any, **options: Any) -> Any:
        """Let the function call it."""
        del scope, options
        self._function.grant_invoke(fn)
        return _to(self._function.function_arn)


def __getattr__(name: str) -> Any:
    if name.startswith("_"):
        raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
    raise AttributeError(
        f"aws_cdk.aws_lambda_destinations.{name} is not native in Landform yet. Run the app with `--jsii` to "
        "use aws-cdk-lib."
    )

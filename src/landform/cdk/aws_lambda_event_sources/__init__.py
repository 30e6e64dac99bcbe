"""What functions are called for: messages, records, objects.

Source: https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html
"""

from typing import Any, Final

from landform.cdk.core.names import Names
from landform.cdk.core.numbers import number_text
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

MAX_BATCH: Final = 10000
MAX_BATCH_AT_ONCE: Final = 10  # without a window, and for FIFO queues
WINDOW_MINUTES: Final = 5
STREAM_BATCH: Final = 100  # records, where nothing is said


class _Mapped:
    """A source that Lambda reads; the options are those of `EventSourceMapping` without its source."""

    def __init__(self, options: dict[str, Any]) -> None:
        self._options = options
        self._mapping: Any = None

    def _map(self, target: Any, id: str, arn: str) -> None:
        self._mapping = target.add_event_source_mapping(id, event_source_arn=arn, **self._options)

    @property
    def event_source_mapping_id(self) -> str:
        """The id of the mapping, once the source has been added to a function."""
        return str(self._bound().event_source_mapping_id)

    @property
    def event_source_mapping_arn(self) -> str:
        """The ARN of the mapping, once the source has been added to a function."""
        return str(self._bound().event_source_mapping_arn)

    def _bound(self) -> Any:
        if self._mapping is None:
            raise ValueError(f"{type(self).__name__} is not yet bound to an event source mapping")
        return self._mapping


class SqsEventSource(_Mapped):
    """A queue."""

    def __init__(self, queue: Any, **options: Any) -> None:
        super().__init__(options)
        self.queue = queue
        _check_window(queue, options.get("max_batching_window"))
        _check_batch(queue, options.get("batch_size"), options.get("max_batching_window"))

    def bind(self, target: Any) -> None:
        """Read the queue for a function, which may receive and delete its messages."""
        self._map(target, f"SqsEventSource:{Names.node_unique_id(self.queue.node)}", self.queue.queue_arn)
        self.queue.grant_consume_messages(target)


class KinesisEventSource(_Mapped):
    """A stream of Kinesis."""

    def __init__(self, stream: Any, **options: Any) -> None:
        super().__init__({"batch_size": STREAM_BATCH, **options})
        self.stream = stream

    def bind(self, target: Any) -> None:
        """Read the stream for a function."""
        id = f"KinesisEventSource:{Names.node_unique_id(self.stream.node)}"
        self._map(target, id, self.stream.stream_arn)
        self.stream.grant_read(target)


class DynamoEventSource(_Mapped):
    """The changes of a table."""

    def __init__(self, table: Any, **options: Any) -> None:
        super().__init__({"batch_size": STREAM_BATCH, **options})
        self._table = table

    def bind(self, target: Any) -> None:
        """Read the table's stream for a function."""
        if self._table.table_stream_arn is None:
            raise ValueError(
                f"DynamoDB Streams must be enabled on the table {self._table.node.path} to use it as an "
                "event source"
            )
        id = f"DynamoDBEventSource:{Names.node_unique_id(self._table.node)}"
        self._map(target, id, self._table.table_stream_arn)
        self._table.grant_stream_read(target)


class SnsEventSource:
    """A topic; the options are those of `aws_sns_subscriptions.LambdaSubscription`."""

    def __init__(self, topic: Any, **options: Any) -> None:
        self.topic = topic
        self._options = options

    def bind(self, target: Any) -> None:
        """Subscribe the function to the topic."""
        from landform.cdk.aws_sns_subscriptions import LambdaSubscription

        self.topic.add_subscription(LambdaSubscription(target, **self._options))


class SqsDlq:
    """A queue for records that could not be handled."""

    def __init__(self, queue: Any) -> None:
        self._queue = queue

    def bind(self, _target: Any, target_handler: Any) -> Any:
        """Let the function send to it."""
        self._queue.grant_send_messages(target_handler)
        return given("aws_lambda", "DlqDestinationConfig", {"destination": self._queue.queue_arn})


class SnsDlq:
    """A topic for records that could not be handled."""

    def __init__(self, topic: Any) -> None:
        self._topic = topic

    def bind(self, _target: Any, target_handler: Any) -> Any:
        """Let the function publish to it."""
        self._topic.grant_publish(target_handler)
        return given("aws_lambda", "DlqDestinationConfig", {"destination": self._topic.topic_arn})


def _check_window(queue: Any, window: Any) -> None:
    if window is None:
        return
    if queue.fifo:
        raise ValueError("Batching window is not supported for FIFO queues")
    if not window.is_unresolved() and window.to_minutes(integral=False) > WINDOW_MINUTES:
        raise ValueError(
            "Maximum batching window must be 300 seconds or less (given "
            f"{number_text(window.to_seconds())} seconds)"
        )


def _check_batch(queue: Any, size: float | None, window: Any) -> None:
    if size is None or is_unresolved(size):
        return
    most = MAX_BATCH_AT_ONCE if queue.fifo or window is None else MAX_BATCH
    if not 1 <= size <= most:
        reason = "" if most == MAX_BATCH or queue.fifo else " when batching window is not specified."
        raise ValueError(
            f"Maximum batch size must be between 1 and {most} inclusive (given {number_text(size)}){reason}"
        )


def __getattr__(name: str) -> Any:
    if name.startswith("_"):
        raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
    raise AttributeError(
        f"aws_cdk.aws_lambda_event_sources.{name} is not native in Landform yet. Run the app with `--jsii` "
        "to use aws-cdk-lib."
    )

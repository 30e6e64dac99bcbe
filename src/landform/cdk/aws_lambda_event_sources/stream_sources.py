"""Streams of Kinesis and DynamoDB that functions are called for.

Source: https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html and …/with-ddb.html
"""

from typing import Any

from landform.cdk.aws_lambda_event_sources.mapped import Named, check_batch
from landform.cdk.aws_lambda_event_sources.stream_source import StreamEventSource
from landform.cdk.core.names import Names


class KinesisEventSource(StreamEventSource, Named):
    """A stream of Kinesis; the options are those of `KinesisEventSourceProps`."""

    _props = "KinesisEventSourceProps"

    def __init__(self, stream: Any, **options: Any) -> None:
        super().__init__(**options)
        self.stream = stream
        check_batch(self.props.batch_size)

    def bind(self, target: Any) -> None:
        """Read the stream for a function."""
        place = f"KinesisEventSource:{Names.node_unique_id(self.stream.node)}"
        self._map(target, place, event_source_arn=self.stream.stream_arn)
        self.stream.grant_read(target)


class KinesisConsumerEventSource(StreamEventSource, Named):
    """A consumer of a stream; the options are those of `KinesisEventSourceProps`."""

    _props = "KinesisEventSourceProps"

    def __init__(self, stream_consumer: Any, **options: Any) -> None:
        super().__init__(**options)
        self.stream_consumer = stream_consumer
        check_batch(self.props.batch_size)

    def bind(self, target: Any) -> None:
        """Read the stream for a function, by the consumer."""
        place = f"KinesisConsumerEventSource:{Names.node_unique_id(self.stream_consumer.node)}"
        self._map(target, place, event_source_arn=self.stream_consumer.stream_consumer_arn)
        self.stream_consumer.grant_read(target)


class DynamoEventSource(StreamEventSource, Named):
    """The changes of a table; the options are those of `DynamoEventSourceProps`."""

    _props = "DynamoEventSourceProps"

    def __init__(self, table: Any, **options: Any) -> None:
        super().__init__(**options)
        self._table = table
        check_batch(self.props.batch_size)

    def bind(self, target: Any) -> None:
        """Read the table's stream for a function."""
        if self._table.table_stream_arn is None:
            raise ValueError(
                f"DynamoDB Streams must be enabled on the table {self._table.node.path} to use it as an "
                "event source"
            )
        place = f"DynamoDBEventSource:{Names.node_unique_id(self._table.node)}"
        self._map(target, place, event_source_arn=self._table.table_stream_arn)
        self._table.grant_stream_read(target)

"""Queues that functions are called for.

Source: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
"""

from typing import Any, Final

from landform.cdk.aws_lambda_event_sources.mapped import MAX_BATCH, Named, check_batch, check_pollers
from landform.cdk.core.names import Names
from landform.cdk.core.numbers import number_text
from landform.cdk.l1.lookup import given

_MAX_BATCH_AT_ONCE: Final = 10  # without a window, and for FIFO queues
_WINDOW_MINUTES: Final = 5
_POLLERS: Final = ((2, 200), (2, 2000))


class SqsEventSource(Named):
    """A queue; the options are those of `SqsEventSourceProps`."""

    def __init__(self, queue: Any, **options: Any) -> None:
        props = given("aws_lambda_event_sources", "SqsEventSourceProps", options)
        super().__init__(dict(props))
        self.queue = queue
        _check_window(queue, props.max_batching_window)
        once = queue.fifo or props.max_batching_window is None
        check_batch(
            props.batch_size,
            _MAX_BATCH_AT_ONCE if once else MAX_BATCH,
            " when batching window is not specified." if once and not queue.fifo else "",
        )
        if props.provisioned_poller_config is not None and props.max_concurrency is not None:
            raise ValueError("maxConcurrency and provisionedPollerConfig are mutually exclusive")
        check_pollers(props.provisioned_poller_config, "aws_lambda", _POLLERS, " for SQS")

    def bind(self, target: Any) -> None:
        """Read the queue for a function, which may receive and delete its messages."""
        place = f"SqsEventSource:{Names.node_unique_id(self.queue.node)}"
        self._map(target, place, event_source_arn=self.queue.queue_arn)
        self.queue.grant_consume_messages(target)


def _check_window(queue: Any, window: Any) -> None:
    if window is None:
        return
    if queue.fifo:
        raise ValueError("Batching window is not supported for FIFO queues")
    if not window.is_unresolved() and window.to_minutes(integral=False) > _WINDOW_MINUTES:
        raise ValueError(
            "Maximum batching window must be 300 seconds or less (given "
            f"{number_text(window.to_seconds())} seconds)"
        )

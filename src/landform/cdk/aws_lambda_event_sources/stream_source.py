"""What all streams of records have in common."""

from typing import Any, Final

from landform.cdk.aws_lambda_event_sources.mapped import Mapped, check_pollers
from landform.cdk.l1.lookup import given

_STREAM_BATCH: Final = 100  # records, where nothing is said
_POLLERS: Final = ((1, 200), (1, 2000))


class StreamEventSource(Mapped):
    """A stream of records; the options are those of `StreamEventSourceProps`, and those of its kind."""

    _props = "StreamEventSourceProps"
    _has_pollers = False  # https://docs.aws.amazon.com/lambda/latest/dg/kafka-scaling-modes.html

    def __init__(self, **options: Any) -> None:
        props = given("aws_lambda_event_sources", self._props, options)
        check_pollers(props.provisioned_poller_config, "aws_lambda_event_sources", _POLLERS)
        super().__init__({"batch_size": _STREAM_BATCH, **props})
        if not self._has_pollers:
            self._options.pop("provisioned_poller_config", None)
        self.props = props

    def bind(self, _target: Any) -> None:
        """Read the stream for a function."""
        raise TypeError(f"{type(self).__name__} does not say how functions read it")

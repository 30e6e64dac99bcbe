"""Streams that get events.

Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html
"""

from typing import Any, Final

from landform.cdk.aws_events_targets.common import Target, allowed, config, event_role

_PUT: Final = ["firehose:PutRecord", "firehose:PutRecordBatch"]


class KinesisStream(Target):
    """A stream of Kinesis; the options are those of `KinesisStreamProps`."""

    _props = "KinesisStreamProps"
    _lets_send = False

    def __init__(self, stream: Any, **options: Any) -> None:
        super().__init__(options)
        self._stream = stream

    def bind(self, _rule: Any, _id: str | None = None) -> Any:
        """Let a role write to the stream; what the rule says of it: RuleTargetConfig."""
        role, path = event_role(self._stream), self._given.partition_key_path
        self._stream.grant_write(role)
        return config(
            **self._base(_rule),
            arn=self._stream.stream_arn,
            role=role,
            input=self._given.message,
            target_resource=self._stream,
            kinesis_parameters={"partition_key_path": path} if path else None,
        )


class _Firehose(Target):
    _props = "FirehoseDeliveryStreamProps"

    def __init__(self, options: Any, stream: Any) -> None:
        super().__init__(options)
        self._stream = stream

    def _arn(self) -> str:
        return str(self._stream.delivery_stream_arn)

    def bind(self, _rule: Any, _id: str | None = None) -> Any:
        """Let a role write to the stream; what the rule says of it: RuleTargetConfig."""
        role = event_role(self._stream)
        allowed(role, _PUT, [self._arn()])
        return config(arn=self._arn(), role=role, input=self._given.message, target_resource=self._stream)


class FirehoseDeliveryStream(_Firehose):
    """A delivery stream; the options are those of `FirehoseDeliveryStreamProps`."""

    def __init__(self, delivery_stream: Any, **options: Any) -> None:
        super().__init__(options, delivery_stream)


class KinesisFirehoseStreamV2(_Firehose):
    """A delivery stream; the options are those of `KinesisFirehoseStreamProps`."""

    _props = "KinesisFirehoseStreamProps"

    def __init__(self, stream: Any, **options: Any) -> None:
        super().__init__(options, stream)


class KinesisFirehoseStream(_Firehose):
    """A delivery stream made as a plain resource; the options are those of `KinesisFirehoseStreamProps`."""

    _props = "KinesisFirehoseStreamProps"

    def __init__(self, stream: Any, **options: Any) -> None:
        super().__init__(options, stream)

    def _arn(self) -> str:
        return str(self._stream.attr_arn)

"""Where records go that could not be handled.

Source: https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html
"""

import re
from typing import Any, Final

from landform.cdk.core.checked import Checked
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

_KAFKA: Final = "kafka://"
_TOPIC: Final = re.compile(r"[a-zA-Z0-9._-]+")


def _to(place: str) -> Any:
    return given("aws_lambda", "DlqDestinationConfig", {"destination": place})


class SqsDlq(Checked):
    """A queue for records that could not be handled."""

    def __init__(self, queue: Any) -> None:
        self._queue = queue

    def bind(self, _target: Any, target_handler: Any) -> Any:
        """Let the function send to it."""
        self._queue.grant_send_messages(target_handler)
        return _to(self._queue.queue_arn)


class SnsDlq(Checked):
    """A topic for records that could not be handled."""

    def __init__(self, topic: Any) -> None:
        self._topic = topic

    def bind(self, _target: Any, target_handler: Any) -> Any:
        """Let the function publish to it."""
        self._topic.grant_publish(target_handler)
        return _to(self._topic.topic_arn)


class S3OnFailureDestination(Checked):
    """A bucket for records that could not be handled."""

    def __init__(self, bucket: Any) -> None:
        self._bucket = bucket

    def bind(self, _target: Any, target_handler: Any) -> Any:
        """Let the function read and write it."""
        self._bucket.grant_read_write(target_handler)
        return _to(self._bucket.bucket_arn)


class KafkaDlq(Checked):
    """A topic of the same cluster of Kafka for records that could not be handled."""

    def __init__(self, topic_name: str) -> None:
        name = topic_name.removeprefix(_KAFKA)
        if not is_unresolved(name) and not _TOPIC.fullmatch(name):
            raise ValueError(
                f"{topic_name!r} is no name of a topic: letters, digits, dots, underscores and hyphens only"
            )
        self._topic = name

    def bind(self, _target: Any, _target_handler: Any) -> Any:
        """The topic, as a mapping writes it."""
        return _to(f"{_KAFKA}{self._topic}")

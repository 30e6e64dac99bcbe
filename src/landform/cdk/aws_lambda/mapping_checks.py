"""What Lambda allows in mappings.

Source: https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
"""

import re
from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_lambda.enums import StartingPosition
from landform.cdk.core.numbers import number_text
from landform.cdk.core.quantities import Duration
from landform.cdk.core.tokens import is_unresolved

WINDOW_SECONDS: Final = 300
TUMBLING_SECONDS: Final = 900
RECORD_AGE_SECONDS: Final = (60, 604800)
MAX_RETRIES: Final = 10000
POLLERS_AT_LEAST: Final = (1, 200)
POLLERS_AT_MOST: Final = (1, 2000)
MAX_GROUP: Final = 200
_GROUP = re.compile(r"[a-zA-Z0-9\-/*:_+=.@]*\Z")


def check_source(arn: str | None, servers: Sequence[str] | None, group: str | None) -> None:
    """One source, and a consumer group that Kafka takes."""
    if arn is None and servers is None:
        raise ValueError("Either eventSourceArn or kafkaBootstrapServers must be set")
    if arn is not None and servers is not None:
        raise ValueError("eventSourceArn and kafkaBootstrapServers are mutually exclusive")
    if servers is not None and not servers:
        raise ValueError("kafkaBootStrapServers must not be empty if set")
    if group is None or is_unresolved(group):
        return
    if not 1 <= len(group) <= MAX_GROUP:
        raise ValueError(f"kafkaConsumerGroupId must be a valid string between 1 and {MAX_GROUP} characters")
    if not _GROUP.match(group):
        raise ValueError(
            'kafkaConsumerGroupId contains invalid characters. Allowed values are "[a-zA-Z0-9-/*:_+=.@-]"'
        )


def check_stream_limits(
    window: Duration | None,
    age: Duration | None,
    retries: float | None,
    parallel: float | None,
    tumbling: Duration | None,
) -> None:
    """Windows, ages, retries and parallel batches within what Lambda allows."""
    _at_most("maxBatchingWindow", window, WINDOW_SECONDS)
    least, most = RECORD_AGE_SECONDS
    if age is not None and not age.is_unresolved() and not least <= age.to_seconds() <= most:
        raise ValueError("maxRecordAge must be between 60 seconds and 7 days inclusive")
    if (
        retries is not None
        and not is_unresolved(retries)
        and retries != -1
        and not 0 <= retries <= MAX_RETRIES
    ):
        raise ValueError(
            "retryAttempts must be -1 (for infinite) or between 0 and 10000 inclusive, got "
            f"{number_text(retries)}"
        )
    if parallel is not None and not is_unresolved(parallel) and not 1 <= parallel <= 10:
        raise ValueError(
            f"parallelizationFactor must be between 1 and 10 inclusive, got {number_text(parallel)}"
        )
    _at_most("tumblingWindow", tumbling, TUMBLING_SECONDS)


def check_start(position: StartingPosition | None, timestamp: float | None) -> None:
    """A time to start from exactly where the position asks for one."""
    if position is StartingPosition.AT_TIMESTAMP and timestamp is None:
        raise ValueError("startingPositionTimestamp must be provided when startingPosition is AT_TIMESTAMP")
    if position is not StartingPosition.AT_TIMESTAMP and timestamp is not None:
        raise ValueError("startingPositionTimestamp can only be used when startingPosition is AT_TIMESTAMP")


def check_pollers(config: Any) -> None:
    """Pollers within what Lambda allows."""
    if config is None:
        return
    least, most = config.minimum_pollers, config.maximum_pollers
    if least is not None and not POLLERS_AT_LEAST[0] <= least <= POLLERS_AT_LEAST[1]:
        raise ValueError("Minimum provisioned pollers must be between 1 and 200 inclusive")
    if most is not None and not POLLERS_AT_MOST[0] <= most <= POLLERS_AT_MOST[1]:
        raise ValueError("Maximum provisioned pollers must be between 1 and 2000 inclusive")
    if least is not None and most is not None and least > most:
        raise ValueError(
            "Minimum provisioned pollers must be less than or equal to maximum provisioned pollers"
        )


def _at_most(name: str, duration: Duration | None, most: int) -> None:
    if duration is None or duration.is_unresolved():
        return
    seconds = duration.to_seconds()
    if seconds > most:
        raise ValueError(f"{name} cannot be over {most} seconds, got {number_text(seconds)}")

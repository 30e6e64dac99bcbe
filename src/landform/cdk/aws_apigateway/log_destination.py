"""Where access logs go.

Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
"""

from typing import Any, Final

from landform.cdk.core.arn import ArnFormat
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.native import Native
from landform.cdk.core.stack import Stack
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

_STREAM_PREFIX: Final = "amazon-apigateway-"
_WITHOUT_WILDCARD: Final = "@aws-cdk/aws-apigateway:logGroupDestinationArnWithoutWildcard"


class LogGroupLogDestination(Native):
    """A log group."""

    def __init__(self, log_group: Any) -> None:
        self._log_group = log_group

    def bind(self, stage: Any) -> Any:
        """The log group's ARN."""
        arn = self._log_group.log_group_ref.log_group_arn
        if FeatureFlags.of(stage).is_enabled(_WITHOUT_WILDCARD):
            arn = _without_wildcard(self._log_group)
        return given("aws_apigateway", "AccessLogDestinationConfig", {"destination_arn": arn})


class FirehoseLogDestination(Native):
    """A delivery stream."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def bind(self, stage: Any) -> Any:
        """The stream's ARN."""
        del stage
        name = self._stream.delivery_stream_name
        if not is_unresolved(name) and not str(name or "").startswith(_STREAM_PREFIX):
            raise ValueError(
                "The name of a Firehose delivery stream for access logs must begin with "
                f"{_STREAM_PREFIX!r}, got {name!r}"
            )
        arn = self._stream.attr_arn
        return given("aws_apigateway", "AccessLogDestinationConfig", {"destination_arn": arn})


def _without_wildcard(log_group: Any) -> str:
    return Stack.of(log_group).format_arn(
        service="logs",
        resource="log-group",
        arn_format=ArnFormat.COLON_RESOURCE_NAME,
        resource_name=log_group.log_group_ref.log_group_name,
    )

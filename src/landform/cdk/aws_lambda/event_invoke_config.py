"""What happens to asynchronous calls.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-eventinvokeconfig.html
"""

from typing import Any, Final

from landform.cdk.aws_lambda.enums import DestinationType
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class, given

EVENT_AGE_SECONDS: Final = (60, 21600)
MAX_RETRIES: Final = 2


class EventInvokeConfig(Native, Resource):
    """What happens to asynchronous calls of a function."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        function: Any,
        max_event_age: Duration | None = None,
        on_failure: Any = None,
        on_success: Any = None,
        qualifier: str | None = None,
        retry_attempts: float | None = None,
    ) -> None:
        super().__init__(scope, id)
        least, most = EVENT_AGE_SECONDS
        seconds = max_event_age.to_seconds() if max_event_age is not None else None
        if seconds is not None and not least <= seconds <= most:
            raise ValueError(
                f"`maximumEventAge` must represent a `Duration` that is between {least} and {most} seconds."
            )
        if retry_attempts is not None and not 0 <= retry_attempts <= MAX_RETRIES:
            raise ValueError(f"`retryAttempts` must be between 0 and {MAX_RETRIES}.")
        destinations = {
            name: {"Destination": _bound(self, function, destination, kind)}
            for name, destination, kind in (
                ("OnFailure", on_failure, DestinationType.FAILURE),
                ("OnSuccess", on_success, DestinationType.SUCCESS),
            )
            if destination is not None
        }
        cfn_class("aws_lambda", "CfnEventInvokeConfig")(
            self,
            "Resource",
            destination_config=destinations or None,
            function_name=function.function_name,
            maximum_event_age_in_seconds=seconds,
            maximum_retry_attempts=retry_attempts,
            qualifier=qualifier or "$LATEST",
        )


def _bound(scope: Any, function: Any, destination: Any, kind: DestinationType) -> str:
    config = given("aws_lambda", "DestinationConfig", destination.bind(scope, function, type=kind))
    found: str = config.destination
    return found

"""Triggers: functions that run while a stack is deployed.

Source: https://docs.aws.amazon.com/cdk/api/v2/python/aws_cdk.triggers.html
"""

from enum import Enum
from typing import Any, Final

from landform.cdk.aws_lambda.function import Function
from landform.cdk.constructs import Construct, Node
from landform.cdk.core.custom_resource import CustomResource
from landform.cdk.core.custom_resource_provider import OwnResourceProvider
from landform.cdk.core.native import Native
from landform.cdk.core.numbers import number_text
from landform.cdk.core.quantities import Duration
from landform.cdk.l1.lookup import given

_MINUTES: Final = 2  # a call may take that long
_OPTIONS: Final = frozenset({"execute_after", "execute_before", "execute_on_handler_change"})


class InvocationType(Enum):
    """How the function is called."""

    EVENT = "Event"
    REQUEST_RESPONSE = "RequestResponse"
    DRY_RUN = "DryRun"


class TriggerInvalidation(Enum):
    """What makes the function run again."""

    HANDLER_CHANGE = "WHEN_FUNCTION_CHANGES"


class Trigger(Native, Construct):
    """Calls a function once it and what comes before the trigger are there; again when it changes."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        handler: Function,
        execute_after: Any = None,
        execute_before: Any = None,
        execute_on_handler_change: bool | None = None,
        invocation_type: InvocationType | None = None,
        timeout: Duration | None = None,
    ) -> None:
        super().__init__(scope, id)
        limit = timeout if timeout is not None else Duration.minutes(_MINUTES)
        version = handler.current_version
        provider = OwnResourceProvider.get_or_create(self, "AWSCDK.TriggerCustomResourceProvider", "trigger")
        provider.add_to_role_policy(
            {
                "Effect": "Allow",
                "Action": ["lambda:InvokeFunction"],
                "Resource": [f"{handler.function_arn}:*"],
            }
        )
        CustomResource(
            self,
            "Default",
            resource_type="Custom::Trigger",
            service_token=provider.service_token,
            properties={
                "HandlerArn": version.function_arn,
                "InvocationType": (invocation_type or InvocationType.REQUEST_RESPONSE).value,
                "Timeout": number_text(limit.to_milliseconds()),
                "ExecuteOnHandlerChange": execute_on_handler_change is not False,
            },
        )
        self.execute_after(*(execute_after or ()))
        self.execute_before(*(execute_before or ()))

    def execute_after(self, *scopes: Any) -> None:
        """Run once these are there."""
        self.node.add_dependency(*scopes)

    def execute_before(self, *scopes: Any) -> None:
        """Run before these are made."""
        for scope in scopes:
            Node.of(scope).add_dependency(self)


class TriggerFunction(Function):
    """A function that is called while its stack is deployed; options as in `TriggerFunctionProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        props = given("triggers", "TriggerFunctionProps", options)
        super().__init__(scope, id, **{key: each for key, each in options.items() if key not in _OPTIONS})
        self.trigger = Trigger(
            self,
            "Trigger",
            handler=self,
            execute_after=props.execute_after,
            execute_before=props.execute_before,
            execute_on_handler_change=props.execute_on_handler_change,
            timeout=props.timeout,
        )

    def execute_after(self, *scopes: Any) -> None:
        """Run once these are there."""
        self.trigger.execute_after(*scopes)

    def execute_before(self, *scopes: Any) -> None:
        """Run before these are made."""
        self.trigger.execute_before(*scopes)

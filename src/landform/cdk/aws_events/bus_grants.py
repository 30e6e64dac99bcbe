"""The grants on an event bus.

Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.core.native import Native


class EventBusGrants(Native):
    """The grants on an event bus."""

    def __init__(self, resource: Any) -> None:
        self.resource = resource

    @staticmethod
    def from_event_bus(resource: Any) -> "EventBusGrants":
        """The grants on an event bus."""
        return EventBusGrants(resource)

    def actions(
        self, grantee: Any, actions: Sequence[str], *, resource_arns: Sequence[str] | None = None
    ) -> Grant:
        """Allow actions."""
        arns = (
            list(resource_arns) if resource_arns is not None else [self.resource.event_bus_ref.event_bus_arn]
        )
        return Grant.add_to_principal(grantee=grantee, actions=list(actions), resource_arns=arns)

    def all_put_events(self, grantee: Any) -> Grant:
        """Send events, to all buses as in aws-cdk-lib."""
        return self.actions(grantee, ["events:PutEvents"], resource_arns=["*"])

"""Statements of event buses' policies.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-events-eventbuspolicy.html
"""

from typing import Any

from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class


class EventBusPolicy(Native, Resource):
    """One statement of a bus's policy."""

    def __init__(self, scope: Any, id: str, *, event_bus: Any, statement: Any, statement_id: str) -> None:
        super().__init__(scope, id)
        written = statement.to_statement_json() if hasattr(statement, "to_statement_json") else statement
        cfn_class("aws_events", "CfnEventBusPolicy")(
            self,
            "Resource",
            statement_id=statement_id,
            statement=written,
            event_bus_name=event_bus.event_bus_name,
        )

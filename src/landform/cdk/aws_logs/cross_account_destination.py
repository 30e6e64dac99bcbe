"""Destinations for events of other accounts.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-logs-destination.html
"""

from typing import Any

from landform.cdk.aws_iam.policy_document import PolicyDocument
from landform.cdk.core.arn import ArnFormat
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class, given


class CrossAccountDestination(Native, Resource):
    """A destination that other accounts may send events to."""

    def __init__(
        self, scope: Any, id: str, *, role: Any, target_arn: str, destination_name: str | None = None
    ) -> None:
        super().__init__(scope, id, physical_name=destination_name or Lazy.string(self._unique_name))
        self.policy_document = PolicyDocument()
        self._resource = cfn_class("aws_logs", "CfnDestination")(
            self,
            "Resource",
            destination_name=self.physical_name,
            destination_policy=Lazy.string(self._written_policy),
            role_arn=role.role_arn,
            target_arn=target_arn,
        )
        self.destination_arn = self._get_resource_arn_attribute(
            self._resource.attr_arn,
            {
                "service": "logs",
                "resource": "destination",
                "resource_name": self.physical_name,
                "arn_format": ArnFormat.COLON_RESOURCE_NAME,
            },
        )
        self.destination_name = self._get_resource_name_attribute(self._resource.ref)

    def add_to_policy(self, statement: Any) -> None:
        """Say who may send events to it."""
        self.policy_document.add_statements(statement)

    def bind(self, _scope: Any, _source_log_group: Any) -> Any:
        """How a log group sends to it."""
        return given("aws_logs", "LogSubscriptionDestinationConfig", {"arn": self.destination_arn})

    def _unique_name(self) -> str:
        return f"{self.stack.stack_name}-{self.stack.get_logical_id(self._resource)}"

    def _written_policy(self) -> str:
        return "" if self.policy_document.is_empty else self.stack.to_json_string(self.policy_document)

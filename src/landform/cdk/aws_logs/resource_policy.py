"""Policies of an account's log groups.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-logs-resourcepolicy.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_iam.policy_document import PolicyDocument
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.names import Names
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class


class ResourcePolicy(Native, Resource):
    """A policy of the account's log groups."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        policy_statements: Sequence[Any] | None = None,
        resource_policy_name: str | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=resource_policy_name)
        self.document = PolicyDocument()
        self.document.add_statements(*(policy_statements or ()))
        cfn_class("aws_logs", "CfnResourcePolicy")(
            self,
            "ResourcePolicy",
            policy_document=Lazy.string(lambda: self.stack.to_json_string(self.document)),
            policy_name=resource_policy_name or Lazy.string(lambda: Names.unique_id(self)),
        )

"""Policies of secrets.

Source: https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html
"""

from typing import Any, ClassVar

from landform.cdk.aws_iam.policy_document import PolicyDocument
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource


class ResourcePolicy(Native, Resource):
    """The policy of a secret."""

    PROPERTY_INJECTION_ID: ClassVar[str] = "aws-cdk-lib.aws-secretsmanager.ResourcePolicy"

    def __init__(self, scope: Any, id: str, *, secret: Any) -> None:
        super().__init__(scope, id)
        self.document = PolicyDocument()
        import landform.cdk.aws_secretsmanager as module

        module.__getattr__("CfnResourcePolicy")(
            self, "Resource", resource_policy=self.document, secret_id=secret.secret_arn
        )
        self.node.add_validation(self.document.validate_for_resource_policy)

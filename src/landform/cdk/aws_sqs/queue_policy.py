"""Policies of queues.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-sqs-queuepolicy.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_iam.policy_document import PolicyDocument
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource


class QueuePolicy(Native, Resource):
    """The policy of queues."""

    def __init__(self, scope: Any, id: str, *, queues: Sequence[Any]) -> None:
        super().__init__(scope, id)
        self.document = PolicyDocument()
        import landform.cdk.aws_sqs as module

        resource = module.__getattr__("CfnQueuePolicy")(
            self, "Resource", policy_document=self.document, queues=[each.queue_url for each in queues]
        )
        self.queue_policy_id: str = resource.attr_id

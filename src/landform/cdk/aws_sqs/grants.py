"""The grants on a queue.

Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_iam.grant import Grant

_CONSUME: Final = (
    "sqs:ReceiveMessage",
    "sqs:ChangeMessageVisibility",
    "sqs:GetQueueUrl",
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
)
_SEND: Final = ("sqs:SendMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl")
_PURGE: Final = ("sqs:PurgeQueue", "sqs:GetQueueAttributes", "sqs:GetQueueUrl")


class QueueGrants:
    """The grants on a queue."""

    def __init__(self, resource: Any) -> None:
        self.resource = resource
        self.policy_resource = resource
        self.encrypted_resource = resource

    @staticmethod
    def from_queue(resource: Any) -> "QueueGrants":
        """The grants on a queue."""
        return QueueGrants(resource)

    def actions(self, grantee: Any, actions: Sequence[str]) -> Grant:
        """Allow actions."""
        return Grant.add_to_principal_or_resource(
            grantee=grantee,
            actions=list(actions),
            resource_arns=[self.resource.queue_arn],
            resource=self.resource,
        )

    def consume_messages(self, grantee: Any) -> Grant:
        """Receive, hide and delete messages."""
        found = self.actions(grantee, _CONSUME)
        if self.resource.encryption_master_key is not None:
            self.resource.encryption_master_key.grant_decrypt(grantee)
        return found

    def send_messages(self, grantee: Any) -> Grant:
        """Send messages."""
        found = self.actions(grantee, _SEND)
        if self.resource.encryption_master_key is not None:
            self.resource.encryption_master_key.grant_encrypt_decrypt(grantee)
        return found

    def purge(self, grantee: Any) -> Grant:
        """Delete all messages."""
        return self.actions(grantee, _PURGE)

"""The grants on a queue.

Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html
"""

from typing import Any, Final

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_iam.grantable import EncryptedGrants
from landform.cdk.aws_kms.grants import DECRYPT, ENCRYPT

_CONSUME: Final = (
    "sqs:ReceiveMessage",
    "sqs:ChangeMessageVisibility",
    "sqs:GetQueueUrl",
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
)
_SEND: Final = ("sqs:SendMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl")
_PURGE: Final = ("sqs:PurgeQueue", "sqs:GetQueueAttributes", "sqs:GetQueueUrl")


class QueueGrants(EncryptedGrants):
    """The grants on a queue."""

    @staticmethod
    def from_queue(resource: Any) -> "QueueGrants":
        """The grants on a queue."""
        return QueueGrants(resource)

    def _arn(self) -> str:
        return str(self.resource.queue_ref.queue_arn)

    def consume_messages(self, grantee: Any) -> Grant:
        """Receive, hide and delete messages."""
        return self.actions(grantee, _CONSUME, key_actions=DECRYPT)

    def send_messages(self, grantee: Any) -> Grant:
        """Send messages."""
        return self.actions(grantee, _SEND, key_actions=(*DECRYPT, *ENCRYPT))

    def purge(self, grantee: Any) -> Grant:
        """Delete all messages."""
        return self.actions(grantee, _PURGE)

"""The grants on a topic.

Source: https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html
"""

from typing import Any, Final

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_iam.grantable import EncryptedGrants

_KEY_TO_PUBLISH: Final = ("kms:Decrypt", "kms:GenerateDataKey*")


class TopicGrants(EncryptedGrants):
    """The grants on a topic."""

    @staticmethod
    def from_topic(resource: Any) -> "TopicGrants":
        """The grants on a topic."""
        return TopicGrants(resource)

    def _arn(self) -> str:
        return str(self.resource.topic_ref.topic_arn)

    def publish(self, grantee: Any) -> Grant:
        """Send messages."""
        return self.actions(grantee, ["sns:Publish"], key_actions=_KEY_TO_PUBLISH)

    def subscribe(self, grantee: Any) -> Grant:
        """Subscribe."""
        return self.actions(grantee, ["sns:Subscribe"])

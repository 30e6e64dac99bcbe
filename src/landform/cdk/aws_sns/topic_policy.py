"""Policies of topics.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-sns-topicpolicy.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_iam.policy_document import PolicyDocument
from landform.cdk.aws_iam.policy_statement import Effect, PolicyStatement
from landform.cdk.aws_iam.principals import StarPrincipal
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource


class TopicPolicy(Native, Resource):
    """The policy of topics."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        topics: Sequence[Any],
        enforce_ssl: bool | None = None,
        policy_document: PolicyDocument | None = None,
    ) -> None:
        super().__init__(scope, id)
        self.document = policy_document if policy_document is not None else PolicyDocument(assign_sids=True)
        import landform.cdk.aws_sns as module

        module.__getattr__("CfnTopicPolicy")(
            self, "Resource", policy_document=self.document, topics=[each.topic_arn for each in topics]
        )
        if enforce_ssl:
            self.document.add_statements(*(only_with_tls(each.topic_arn) for each in topics))


def only_with_tls(topic_arn: str) -> PolicyStatement:
    """The statement that refuses messages sent without TLS."""
    return PolicyStatement(
        actions=["sns:Publish"],
        sid="AllowPublishThroughSSLOnly",
        effect=Effect.DENY,
        resources=[topic_arn],
        conditions={"Bool": {"aws:SecureTransport": "false"}},
        principals=[StarPrincipal()],
    )

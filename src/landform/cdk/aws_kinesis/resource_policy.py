"""Policies of streams and consumers.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-kinesis-resourcepolicy.html
"""

from typing import Any

from landform.cdk.aws_iam.policy_document import PolicyDocument
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.protocols import AddToResourcePolicyResult
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class


class ResourcePolicy(Native, Resource):
    """The policy of a stream, or of a consumer."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        policy_document: PolicyDocument | None = None,
        stream: Any = None,
        stream_consumer: Any = None,
    ) -> None:
        super().__init__(scope, id)
        if stream is not None and stream_consumer is not None:
            raise ValueError("Only one of stream or streamConsumer can be set")
        if stream is None and stream_consumer is None:
            raise ValueError("One of stream or streamConsumer must be set")
        self.document = policy_document if policy_document is not None else PolicyDocument()
        arn = stream.stream_arn if stream is not None else stream_consumer.stream_consumer_arn
        cfn_class("aws_kinesis", "CfnResourcePolicy")(
            self, "Resource", resource_policy=self.document, resource_arn=arn
        )
        self.node.add_validation(self._problems)

    def _problems(self) -> list[str]:
        if self.document.is_empty:
            return ["A resource policy needs at least one statement: add one, or leave the policy out"]
        return []


class WithPolicy(Native, Resource):
    """Something with a policy that is made when it is first needed."""

    auto_create_policy = False
    _policy: ResourcePolicy | None = None

    def add_to_resource_policy(self, statement: PolicyStatement) -> AddToResourcePolicyResult:
        """Add to the policy; not to that of something that exists already."""
        if self._policy is None and self.auto_create_policy:
            self._policy = self._make_policy()
        if self._policy is None:
            return AddToResourcePolicyResult(statement_added=False)
        self._policy.document.add_statements(statement)
        return AddToResourcePolicyResult(statement_added=True, policy_dependable=self._policy)

    def _make_policy(self) -> ResourcePolicy:
        raise TypeError(f"{type(self).__name__} does not make a policy")

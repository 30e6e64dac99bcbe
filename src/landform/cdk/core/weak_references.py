"""Weak references: a stack reads an output of another one when it is deployed, in whatever environment.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html
"""

import json
from typing import Any, Final

from landform.cdk.constructs import Construct
from landform.cdk.core.cfn_elements import CfnOutput
from landform.cdk.core.cfn_resource import CfnResource
from landform.cdk.core.exports import LIST_DELIMITER, joined_list
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.names import Names, logical_id_of
from landform.cdk.core.references import CfnReference
from landform.cdk.core.resolve import resolve
from landform.cdk.core.tokens import Intrinsic, token_text

SCOPE: Final = "Publish"
MAX_ROLE_NAME: Final = 64


def publish(producer: Any, reference: CfnReference) -> str:
    """Make the value an output of the stack that owns it: the output's logical id."""
    scope = _scope(producer)
    id = f"Output{json.dumps(resolve(reference, producer), separators=(',', ':'))}"
    if scope.node.try_find_child(id) is None:
        joined = joined_list(reference)
        CfnOutput(scope, id, value=token_text(reference) if joined is None else joined)
    return logical_id_of([SCOPE, id])


def read_output(producer: Any, consumer: Any, reference: CfnReference) -> Intrinsic:
    """The value as the consumer reads it, through a role where the account is another one."""
    body: dict[str, Any] = {"StackName": producer.stack_name, "Region": producer.region}
    if producer.account != consumer.account:
        body["RoleArn"] = _role_for(producer, consumer, reference)
    body["OutputName"] = publish(producer, reference)
    written = {"Fn::GetStackOutput": body}
    if joined_list(reference) is None:
        return Intrinsic(written)
    return Intrinsic({"Fn::Split": [LIST_DELIMITER, written]})


def _scope(producer: Any) -> Any:
    return producer.node.try_find_child(SCOPE) or Construct(producer, SCOPE)


def _role_for(producer: Any, consumer: Any, reference: CfnReference) -> str:
    """The role that may read the owner's outputs; whoever deploys the consumer may take it on."""
    executor = getattr(consumer.synthesizer, "cloud_formation_execution_role_arn", None)
    if executor is None:
        raise ValueError(
            f'Stack "{consumer.node.path}" cannot reference '
            f"{{{reference.target.node.path}[{reference.display_name}]}} in stack "
            f'"{producer.node.path}". Could not find a CloudFormation execution role for the consumer '
            "stack. Use a stack synthesizer that provides one, such as DefaultStackSynthesizer."
        )
    scope = _scope(producer)
    role = scope.node.try_find_child("GetStackOutputRole")
    if role is None:
        role = _ReaderRole(scope, "GetStackOutputRole", producer)
    role.admit({"Fn::Sub": executor} if "${" in executor else executor)
    return f"arn:{consumer.partition}:iam::{producer.account}:role/{role.name}"


class _ReaderRole(CfnResource):
    def __init__(self, scope: Any, id: str, producer: Any) -> None:
        super().__init__(scope, id, type="AWS::IAM::Role")
        self.name = Names.unique_resource_name(self, max_length=MAX_ROLE_NAME)
        self._readers: list[Any] = []
        trust = {
            "Effect": "Allow",
            "Principal": {"AWS": Lazy.any(self._principals)},
            "Action": ["sts:AssumeRole"],
        }
        self._cfn_properties = {
            "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [trust]},
            "RoleName": self.name,
        }
        stack_arn = (
            f"arn:{producer.partition}:cloudformation:{producer.region}:{producer.account}"
            f":stack/{producer.stack_name}/*"
        )
        allowed = {"Effect": "Allow", "Action": "cloudformation:DescribeStacks", "Resource": stack_arn}
        policy = CfnResource(scope, "GetStackOutputPolicy", type="AWS::IAM::Policy")
        policy._cfn_properties = {
            "Roles": [self.ref],
            "PolicyDocument": {"Version": "2012-10-17", "Statement": [allowed]},
            "PolicyName": Names.unique_resource_name(policy),
        }

    def admit(self, principal: Any) -> None:
        """Let one more principal take the role on."""
        if principal not in self._readers:
            self._readers.append(principal)

    def _principals(self) -> Any:
        return self._readers[0] if len(self._readers) == 1 else self._readers

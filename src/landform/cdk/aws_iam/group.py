"""Groups of users.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-group.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_iam.identity import Identity
from landform.cdk.aws_iam.policy import l1
from landform.cdk.aws_iam.principals import ArnPrincipal
from landform.cdk.aws_iam.protocols import PrincipalPolicyFragment
from landform.cdk.core.arn import Arn
from landform.cdk.core.tokens import is_unresolved


class _GroupLike(Identity):
    group_arn: str
    group_name: str

    @property
    def principal_account(self) -> str:
        """The account it is in."""
        found: str = self.env.account
        return found

    @property
    def policy_fragment(self) -> PrincipalPolicyFragment:
        """How statements would name it."""
        return ArnPrincipal(self.group_arn).policy_fragment

    def add_user(self, user: Any) -> None:
        """Make a user a member."""
        user.add_to_group(self)

    def _attach_default(self, policy: Any) -> None:
        policy.attach_to_group(self)


class Group(_GroupLike):
    """A group."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        group_name: str | None = None,
        managed_policies: Sequence[Any] | None = None,
        path: str | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=group_name)
        for policy in managed_policies or ():
            self.add_managed_policy(policy)
        resource = l1("CfnGroup")(
            self,
            "Resource",
            group_name=self.physical_name,
            managed_policy_arns=self._managed_arns(),
            path=path,
        )
        self.group_name = self._get_resource_name_attribute(resource.ref)
        self.group_arn = self._get_resource_arn_attribute(
            resource.attr_arn,
            {"region": "", "service": "iam", "resource": "group", "resource_name": self.physical_name},
        )

    @staticmethod
    def from_group_arn(scope: Any, id: str, group_arn: str) -> "ImportedGroup":
        """A group that exists already."""
        return ImportedGroup(scope, id, group_arn)

    @staticmethod
    def from_group_name(scope: Any, id: str, group_name: str) -> "ImportedGroup":
        """A group of the account that exists already."""
        from landform.cdk.core.stack import Stack

        arn = Stack.of(scope).format_arn(service="iam", region="", resource="group", resource_name=group_name)
        return ImportedGroup(scope, id, arn, group_name)


class ImportedGroup(_GroupLike):
    """A group that exists already."""

    def __init__(self, scope: Any, id: str, arn: str, name: str | None = None) -> None:
        super().__init__(scope, id, environment_from_arn=None if is_unresolved(arn) else arn)
        self.group_arn = arn
        self.group_name = name or Arn.extract_resource_name(arn, "group")

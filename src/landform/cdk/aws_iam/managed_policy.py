"""Managed policies.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-managedpolicy.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_iam.policy import PolicyGrantPrincipal, l1, names
from landform.cdk.aws_iam.policy_document import PolicyDocument
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.core.arn import ArnFormat
from landform.cdk.core.aws import Aws
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource


class AwsManagedPolicy:
    """A policy that AWS manages."""

    def __init__(self, name: str) -> None:
        self.managed_policy_arn = f"arn:{Aws.PARTITION}:iam::aws:policy/{name}"


class ManagedPolicy(Native, Resource):
    """A policy of its own, which identities share."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        description: str | None = None,
        document: PolicyDocument | None = None,
        groups: Sequence[Any] | None = None,
        managed_policy_name: str | None = None,
        path: str | None = None,
        roles: Sequence[Any] | None = None,
        statements: Sequence[PolicyStatement] | None = None,
        users: Sequence[Any] | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=managed_policy_name)
        self._users: list[Any] = []
        self._roles: list[Any] = []
        self._groups: list[Any] = []
        self.document = document if document is not None else PolicyDocument()
        self.description = description or ""
        self.path = path or "/"
        resource = l1("CfnManagedPolicy")(
            self,
            "Resource",
            policy_document=self.document,
            managed_policy_name=self.physical_name,
            description=self.description,
            path=self.path,
            roles=names(self._roles, "role_name"),
            users=names(self._users, "user_name"),
            groups=names(self._groups, "group_name"),
        )
        self.managed_policy_arn = self._get_resource_arn_attribute(
            resource.ref,
            {"region": "", "service": "iam", "resource": "policy", "resource_name": self.physical_name},
        )
        arn = self.stack.split_arn(resource.ref, ArnFormat.SLASH_RESOURCE_NAME)
        self.managed_policy_name = self._get_resource_name_attribute(arn.resource_name)
        self.grant_principal = PolicyGrantPrincipal(self)
        self.add_statements(*(statements or ()))
        for user in users or ():
            self.attach_to_user(user)
        for role in roles or ():
            self.attach_to_role(role)
        for group in groups or ():
            self.attach_to_group(group)
        self.node.add_validation(self._problems)

    @staticmethod
    def from_aws_managed_policy_name(managed_policy_name: str) -> AwsManagedPolicy:
        """A policy that AWS manages, by its path and name."""
        return AwsManagedPolicy(managed_policy_name)

    @staticmethod
    def from_managed_policy_arn(scope: Any, id: str, managed_policy_arn: str) -> Any:
        """A policy that exists already."""
        imported: Any = Resource(scope, id)
        imported.managed_policy_arn = managed_policy_arn
        return imported

    @staticmethod
    def from_managed_policy_name(scope: Any, id: str, managed_policy_name: str) -> Any:
        """A policy of the account that exists already."""
        imported: Any = Resource(scope, id)
        imported.managed_policy_arn = imported.stack.format_arn(
            service="iam", region="", resource="policy", resource_name=managed_policy_name
        )
        return imported

    def add_statements(self, *statement: PolicyStatement) -> None:
        """Add statements."""
        self.document.add_statements(*statement)

    def attach_to_user(self, user: Any) -> None:
        """Give it to a user."""
        _add(self._users, user)

    def attach_to_role(self, role: Any) -> None:
        """Give it to a role."""
        _add(self._roles, role)

    def attach_to_group(self, group: Any) -> None:
        """Give it to a group."""
        _add(self._groups, group)

    def _problems(self) -> list[str]:
        empty = ["Managed Policy is empty. You must add statements to the policy"]
        problems = empty if self.document.is_empty else []
        return [*problems, *self.document.validate_for_identity_policy()]


def _add(held: list[Any], identity: Any) -> None:
    if not any(each is identity for each in held):
        held.append(identity)

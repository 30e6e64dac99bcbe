"""A role that comes to be when it is first used."""

from typing import Any

from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_iam.role import Role
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource


class LazyRole(Native, Resource):
    """A role that is in the template only when something is done with it."""

    assume_role_action = "sts:AssumeRole"

    def __init__(self, scope: Any, id: str, *, assumed_by: Any, **props: Any) -> None:
        super().__init__(scope, id)
        self._props = {"assumed_by": assumed_by, **props}
        self._role: Role | None = None
        self._statements: list[Any] = []
        self._policies: list[Any] = []
        self._managed: list[Any] = []

    @property
    def grant_principal(self) -> Any:
        """Itself."""
        return self

    @property
    def principal_account(self) -> str:
        """The account it is in."""
        found: str = self.env.account
        return found

    def add_to_policy(self, statement: Any) -> bool:
        """Add to its default policy."""
        return bool(self.add_to_principal_policy(statement).statement_added)

    def add_to_principal_policy(self, statement: Any) -> Any:
        """Add to its default policy, once it is used."""
        from landform.cdk.aws_iam.protocols import AddToPrincipalPolicyResult

        if self._role is not None:
            return self._role.add_to_principal_policy(statement)
        self._statements.append(statement)
        return AddToPrincipalPolicyResult(statement_added=True, policy_dependable=self)

    def attach_inline_policy(self, policy: Any) -> None:
        """Attach an inline policy, once it is used."""
        if self._role is not None:
            self._role.attach_inline_policy(policy)
        else:
            self._policies.append(policy)

    def add_managed_policy(self, policy: Any) -> None:
        """Attach a managed policy, once it is used."""
        if self._role is not None:
            self._role.add_managed_policy(policy)
        else:
            self._managed.append(policy)

    @property
    def role_arn(self) -> str:
        """Its ARN."""
        return self._made().role_arn

    @property
    def role_id(self) -> str:
        """Its id."""
        return self._made().role_id

    @property
    def role_name(self) -> str:
        """Its name."""
        return self._made().role_name

    @property
    def policy_fragment(self) -> Any:
        """How statements name it."""
        return self._made().policy_fragment

    def grant(self, identity: Any, *actions: str) -> Grant:
        """Let a principal do things with the role."""
        return self._made().grant(identity, *actions)

    def grant_assume_role(self, identity: Any) -> Grant:
        """Let an identity assume the role."""
        return self._made().grant_assume_role(identity)

    def grant_pass_role(self, identity: Any) -> Grant:
        """Let an identity hand the role to services."""
        return self._made().grant_pass_role(identity)

    def _made(self) -> Role:
        if self._role is None:
            self._role = Role(self, "Default", **self._props)
            for statement in self._statements:
                self._role.add_to_policy(statement)
            for policy in self._policies:
                self._role.attach_inline_policy(policy)
            for policy in self._managed:
                self._role.add_managed_policy(policy)
        return self._role

"""Inline policies.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-policy.html
"""

from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_iam.policy_document import PolicyDocument
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.protocols import AddToPrincipalPolicyResult, PrincipalPolicyFragment
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.core.tokens import Token

MAX_POLICY_NAME = 128


def l1(name: str) -> Any:
    """A class of AWS::IAM for a resource type."""
    import landform.cdk.aws_iam as module

    return getattr(module, name)


def names(identities: Sequence[Any], attribute: str) -> Any:
    """A token for the names of identities; nothing when there are none at synthesis."""
    return Lazy.any(lambda: [getattr(each, attribute) for each in identities] or None)


class PolicyGrantPrincipal:
    """The principal of a policy: what is granted to it is added to the policy itself."""

    assume_role_action = "sts:AssumeRole"

    def __init__(self, policy: Any) -> None:
        self._policy = policy

    @property
    def grant_principal(self) -> "PolicyGrantPrincipal":
        """Itself."""
        return self

    @property
    def principal_account(self) -> str:
        """The account of the policy."""
        found: str = self._policy.env.account
        return found

    @property
    def policy_fragment(self) -> PrincipalPolicyFragment:
        """None: a policy is nobody."""
        kind = type(self._policy).__name__
        raise ValueError(
            f"Cannot use a {kind} '{self._policy.node.path}' as the 'Principal' or 'NotPrincipal' in "
            "an IAM Policy"
        )

    def add_to_policy(self, statement: PolicyStatement) -> bool:
        """Add the statement."""
        return self.add_to_principal_policy(statement).statement_added

    def add_to_principal_policy(self, statement: PolicyStatement) -> AddToPrincipalPolicyResult:
        """Add the statement."""
        self._policy.add_statements(statement)
        return AddToPrincipalPolicyResult(statement_added=True, policy_dependable=self._policy)


class Policy(Native, Resource):
    """An inline policy of users, roles and groups; written only when it says something to someone."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        document: PolicyDocument | None = None,
        force: bool | None = None,
        groups: Sequence[Any] | None = None,
        policy_name: str | None = None,
        roles: Sequence[Any] | None = None,
        statements: Sequence[PolicyStatement] | None = None,
        users: Sequence[Any] | None = None,
    ) -> None:
        self._users: list[Any] = []
        self._roles: list[Any] = []
        self._groups: list[Any] = []
        self._force = bool(force)
        self._name_taken = False
        self.document = document if document is not None else PolicyDocument()
        super().__init__(scope, id, physical_name=policy_name or Lazy.string(self._default_name))
        resource = l1("CfnPolicy")(
            self,
            "Resource",
            policy_document=self.document,
            policy_name=self.physical_name,
            roles=names(self._roles, "role_name"),
            users=names(self._users, "user_name"),
            groups=names(self._groups, "group_name"),
        )
        resource._should_synthesize = self._is_written
        self._resource = resource
        self.grant_principal = PolicyGrantPrincipal(self)
        self.add_statements(*(statements or ()))
        for user in users or ():
            self.attach_to_user(user)
        for group in groups or ():
            self.attach_to_group(group)
        for role in roles or ():
            self.attach_to_role(role)
        self.node.add_validation(self._problems)

    @staticmethod
    def from_policy_name(scope: Any, id: str, policy_name: str) -> Any:
        """A policy that exists already."""
        imported: Any = Resource(scope, id)
        imported.policy_name = policy_name
        return imported

    @property
    def policy_name(self) -> str:
        """Its name; to use it makes the policy be written."""
        self._name_taken = True
        return self.physical_name

    def add_statements(self, *statement: PolicyStatement) -> None:
        """Add statements."""
        self.document.add_statements(*statement)

    def attach_to_user(self, user: Any) -> None:
        """Give it to a user."""
        _attach(self._users, user, self)

    def attach_to_role(self, role: Any) -> None:
        """Give it to a role."""
        _attach(self._roles, role, self)

    def attach_to_group(self, group: Any) -> None:
        """Give it to a group."""
        _attach(self._groups, group, self)

    @property
    def _is_attached(self) -> bool:
        roles = (each for each in self._roles if not getattr(each, "is_made_elsewhere", False))
        return bool(self._users or self._groups or any(True for _ in roles))

    def _is_written(self) -> bool:
        return self._force or self._name_taken or (not self.document.is_empty and self._is_attached)

    def _default_name(self) -> Any:
        name = self.stack.resolve(self._resource.logical_id)
        return name[-MAX_POLICY_NAME:]

    def _problems(self) -> list[str]:
        problems: list[str] = []
        if self.document.is_empty and (self._force or self._name_taken):
            problems.append(
                "Policy created with force=true is empty. You must add statements to the policy"
                if self._force
                else "This Policy has been referenced, so it must contain at least one statement."
            )
        if not self._is_attached and (self._force or self._name_taken):
            problems.append(
                "Policy created with force=true must be attached to at least one principal: user, "
                "group or role"
                if self._force
                else "This Policy has been referenced, so it must be attached to at least one user, "
                "group or role."
            )
        return [
            *problems,
            *self.document.validate_for_any_policy(),
            *self.document.validate_for_identity_policy(),
        ]


def _attach(held: list[Any], identity: Any, policy: Policy) -> None:
    if any(each is identity for each in held):
        return
    held.append(identity)
    identity.attach_inline_policy(policy)


class AttachedPolicies:
    """The inline policies of one identity; no two share a name."""

    def __init__(self) -> None:
        self._policies: list[Any] = []

    @property
    def policies(self) -> tuple[Any, ...]:
        """All of them, in the order they were attached."""
        return tuple(self._policies)

    def attach(self, policy: Any) -> None:
        """Take a policy in."""
        if any(each is policy for each in self._policies):
            return
        for each in self._policies:
            same = each.physical_name == policy.physical_name
            if same and not Token.is_unresolved(policy.physical_name):
                raise ValueError(f'A policy named "{policy.physical_name}" is already attached')
        self._policies.append(policy)

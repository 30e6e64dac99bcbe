"""Roles that exist already, and roles that take no more policies."""

from typing import Any

from landform.cdk.aws_iam.identity import Identity
from landform.cdk.aws_iam.policy import Policy
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.protocols import AddToPrincipalPolicyResult
from landform.cdk.aws_iam.role import RoleLike
from landform.cdk.core.arn import ArnFormat
from landform.cdk.core.feature_flags import FeatureFlags
from landform.cdk.core.fn import Fn
from landform.cdk.core.names import Names
from landform.cdk.core.resource import Resource
from landform.cdk.core.tokens import Token, TokenComparison, is_unresolved

STACK_SAFE_NAME_FLAG = "@aws-cdk/aws-iam:importedRoleStackSafeDefaultPolicyName"


def import_role(
    scope: Any,
    id: str,
    arn: str,
    *,
    name: str | None = None,
    grants_to_resources: bool,
    default_policy_name: str | None,
    mutable: bool,
) -> Any:
    """The role of an ARN; policies can be added when it is, as far as is known, in the stack's account."""
    from landform.cdk.core.stack import Stack

    stack = Stack.of(scope)
    account: str | None
    if name is None:
        parts = stack.split_arn(arn, ArnFormat.SLASH_RESOURCE_NAME)
        account = parts.account
        name = parts.resource_name if is_unresolved(arn) else arn.rsplit("/", 1)[-1]
    else:
        account = stack.account
    role = ImportedRole(scope, id, arn, name=name, account=account, policy_name=default_policy_name)
    compared = Token.compare_strings(stack.account, account or "")
    role._is_mutable = mutable and compared is not TokenComparison.DIFFERENT
    role._grants_to_resources = grants_to_resources
    return role


class ImportedRole(RoleLike, Identity):
    """A role that exists already."""

    def __init__(
        self, scope: Any, id: str, arn: str, *, name: str | None, account: str | None, policy_name: str | None
    ) -> None:
        super().__init__(scope, id, account=account)
        self.role_arn = arn
        self.role_name = name or Fn.select(1, Fn.split("/", arn))
        self.principal_account = account
        self._given_policy_name = policy_name
        self._is_mutable = True
        self._grants_to_resources = False

    def add_to_principal_policy(self, statement: PolicyStatement) -> AddToPrincipalPolicyResult:
        """Add to a policy of this stack; nothing where policies cannot be added to the role."""
        if not self._is_mutable:
            return _refused(self._grants_to_resources)
        return super().add_to_principal_policy(statement)

    def attach_inline_policy(self, policy: Any) -> None:
        """Attach an inline policy, where policies can be added to the role."""
        if self._is_mutable:
            super().attach_inline_policy(policy)

    def add_managed_policy(self, policy: Any) -> None:
        """Have a warning: only the role's owner can attach managed policies."""
        from landform.cdk.core.annotations import Annotations

        Annotations.of(self).add_warning_v2(
            f"@aws-cdk/aws-iam:IRoleCantBeUsedWithIManagedPolicy:{self.node.path}",
            f"Not adding managed policy: {policy.managed_policy_arn} to imported role: {self.role_name}",
        )

    def _make_default_policy(self) -> Policy:
        if FeatureFlags.of(self).is_enabled(STACK_SAFE_NAME_FLAG):
            name = self._given_policy_name or f"Policy{Names.unique_id(self)}"
            return Policy(self, name, policy_name=name)
        return Policy(self, self._given_policy_name or "Policy")

    def _attach_default(self, policy: Any) -> None:
        policy.attach_to_role(self)


class ImmutableRole(RoleLike, Resource):
    """A role of this app that takes no more policies."""

    assume_role_action = "sts:AssumeRole"

    def __init__(self, scope: Any, id: str, role: Any, grants_to_resources: bool) -> None:
        super().__init__(scope, id, account=role.env.account, region=role.env.region)
        self._role = role
        self._grants_to_resources = grants_to_resources
        self.role_arn = role.role_arn
        self.role_name = role.role_name
        self.principal_account = role.principal_account
        self.node.default_child = role.node.default_child

    @property
    def grant_principal(self) -> Any:
        """Itself."""
        return self

    def add_to_policy(self, statement: PolicyStatement) -> bool:
        """Leave the statement out."""
        return self.add_to_principal_policy(statement).statement_added

    def add_to_principal_policy(self, statement: PolicyStatement) -> AddToPrincipalPolicyResult:
        """Leave the statement out: the owner of the role answers for its policies."""
        del statement
        return _refused(self._grants_to_resources)

    def attach_inline_policy(self, policy: Any) -> None:
        """Leave the policy out."""

    def add_managed_policy(self, policy: Any) -> None:
        """Leave the policy out."""


def _refused(grants_to_resources: bool) -> AddToPrincipalPolicyResult:
    from landform.cdk.aws_iam.grant import CompositeDependable

    return AddToPrincipalPolicyResult(
        statement_added=not grants_to_resources, policy_dependable=CompositeDependable()
    )

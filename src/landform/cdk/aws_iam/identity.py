"""What roles, users and groups share: policies of their own."""

from typing import Any

from landform.cdk.aws_iam.policy import AttachedPolicies, Policy
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.protocols import AddToPrincipalPolicyResult
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource


class Identity(Native, Resource):
    """A principal with a default policy, attached policies and managed policies."""

    assume_role_action = "sts:AssumeRole"
    _default_policy_id = "DefaultPolicy"

    def __init__(self, scope: Any, id: str, **environment: Any) -> None:
        super().__init__(scope, id, **environment)
        self._attached = AttachedPolicies()
        self._default_policy: Policy | None = None
        self._managed: list[Any] = []

    @property
    def grant_principal(self) -> Any:
        """Itself."""
        return self

    def add_to_policy(self, statement: PolicyStatement) -> bool:
        """Add to the default policy."""
        return self.add_to_principal_policy(statement).statement_added

    def add_to_principal_policy(self, statement: PolicyStatement) -> AddToPrincipalPolicyResult:
        """Add to the default policy."""
        if self._default_policy is None:
            self._default_policy = self._make_default_policy()
            self._attach_default(self._default_policy)
        self._default_policy.add_statements(statement)
        return AddToPrincipalPolicyResult(statement_added=True, policy_dependable=self._default_policy)

    def attach_inline_policy(self, policy: Any) -> None:
        """Attach an inline policy."""
        self._attached.attach(policy)
        self._attach_default(policy)

    def add_managed_policy(self, policy: Any) -> None:
        """Attach a managed policy."""
        if not any(each is policy for each in self._managed):
            self._managed.append(policy)

    def _make_default_policy(self) -> Policy:
        return Policy(self, self._default_policy_id)

    def _attach_default(self, policy: Any) -> None:
        raise TypeError(f"{type(self).__name__} does not say how policies are attached to it")

    def _managed_arns(self) -> Any:
        """A token for the ARNs of the managed policies, each once."""
        return Lazy.any(
            lambda: list(dict.fromkeys(each.managed_policy_arn for each in self._managed)) or None
        )

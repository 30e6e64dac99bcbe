"""Grants: permissions given to a principal, a resource, or both."""

from collections.abc import Iterable, Sequence
from typing import Any

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.protocols import Conditions
from landform.cdk.constructs.dependency import Dependable
from landform.cdk.constructs.protocols import IConstruct
from landform.cdk.core.checked import Checked


class _Roots(Dependable):
    def __init__(self, members: Iterable[Any]) -> None:
        self._of_group = list(members)

    @property
    def dependency_roots(self) -> list[IConstruct]:
        return [root for each in self._of_group for root in Dependable.of(each).dependency_roots]


class CompositeDependable(Checked):
    """Several dependables as one."""

    def __init__(self, *dependables: Any) -> None:
        CompositeDependable.register(self, dependables)

    @staticmethod
    def register(instance: Any, dependables: Iterable[Any]) -> None:
        """Let the instance stand for the dependables."""
        Dependable.implement(instance, _Roots(dependables))


class Grant(Checked):
    """What came of giving permissions."""

    def __init__(
        self,
        *,
        options: dict[str, Any] | None = None,
        principal_statements: Sequence[PolicyStatement] = (),
        resource_statements: Sequence[PolicyStatement] = (),
        dependables: Sequence[Any] = (),
    ) -> None:
        self._options = options or {}
        self.principal_statements = list(principal_statements)
        self.resource_statements = list(resource_statements)
        self._dependables = [each for each in dependables if each is not None]
        CompositeDependable.register(self, self._dependables)

    @property
    def principal_statement(self) -> PolicyStatement | None:
        """The statement on the principal, when there is just one."""
        return self.principal_statements[0] if len(self.principal_statements) == 1 else None

    @property
    def resource_statement(self) -> PolicyStatement | None:
        """The statement on the resource, when there is just one."""
        return self.resource_statements[0] if len(self.resource_statements) == 1 else None

    @property
    def success(self) -> bool:
        """Whether the permissions were given somewhere."""
        return bool(self.principal_statements or self.resource_statements)

    def assert_success(self) -> None:
        """Raise when they were not."""
        if not self.success:
            grantee, actions = self._options.get("grantee"), self._options.get("actions")
            raise RuntimeError(f"{grantee} could not be granted permissions: {actions}")

    def apply_before(self, *constructs: Any) -> None:
        """Have the permissions before these constructs."""
        for construct in constructs:
            construct.node.add_dependency(self)

    def combine(self, rhs: "Grant") -> "Grant":
        """Both grants as one."""
        return Grant(
            options=self._options,
            principal_statements=[*self.principal_statements, *rhs.principal_statements],
            resource_statements=[*self.resource_statements, *rhs.resource_statements],
            dependables=[*self._dependables, *rhs._dependables],
        )

    @staticmethod
    def drop(grantee: Any, intent: str) -> "Grant":
        """A grant that gives nothing."""
        return Grant(options={"grantee": grantee, "actions": intent})

    @staticmethod
    def add_to_principal(
        *,
        actions: Sequence[str],
        grantee: Any,
        resource_arns: Sequence[str],
        conditions: Conditions | None = None,
        scope: Any = None,
    ) -> "Grant":
        """Give the permissions in the principal's own policy."""
        del scope
        statement = PolicyStatement(actions=actions, resources=resource_arns, conditions=conditions)
        options = {"grantee": grantee, "actions": actions}
        result = grantee.grant_principal.add_to_principal_policy(statement)
        if not result.statement_added:
            return Grant(options=options)
        return Grant(
            options=options, principal_statements=[statement], dependables=[result.policy_dependable]
        )

    @staticmethod
    def add_to_principal_or_resource(
        *,
        actions: Sequence[str],
        grantee: Any,
        resource: Any,
        resource_arns: Sequence[str],
        resource_self_arns: Sequence[str] | None = None,
        conditions: Conditions | None = None,
    ) -> "Grant":
        """Give them in the principal's policy if it has one in this account, else in the resource's."""
        on_principal = Grant.add_to_principal(
            actions=actions, grantee=grantee, resource_arns=resource_arns, conditions=conditions
        )
        if on_principal.success and _same_account(grantee.grant_principal, resource):
            return on_principal
        statement = PolicyStatement(
            actions=actions,
            resources=resource_self_arns if resource_self_arns is not None else resource_arns,
            principals=[grantee.grant_principal],
            conditions=conditions,
        )
        return Grant._with_resource(on_principal, statement, resource)

    @staticmethod
    def add_to_principal_and_resource(
        *,
        actions: Sequence[str],
        grantee: Any,
        resource: Any,
        resource_arns: Sequence[str],
        resource_policy_principal: Any = None,
        resource_self_arns: Sequence[str] | None = None,
        conditions: Conditions | None = None,
    ) -> "Grant":
        """Give them in both policies."""
        on_principal = Grant.add_to_principal(
            actions=actions, grantee=grantee, resource_arns=resource_arns, conditions=conditions
        )
        statement = PolicyStatement(
            actions=actions,
            resources=resource_self_arns if resource_self_arns is not None else resource_arns,
            principals=[resource_policy_principal or grantee.grant_principal],
            conditions=conditions,
        )
        return Grant._with_resource(on_principal, statement, resource)

    @staticmethod
    def add_statement_to_resource_policy(
        *,
        actions: Sequence[str],
        grantee: Any,
        resource: Any,
        resource_arns: Sequence[str],
        statement: PolicyStatement,
        resource_self_arns: Sequence[str] | None = None,
        conditions: Conditions | None = None,
    ) -> "Grant":
        """Give them in the resource's policy, by a statement made by the caller."""
        del resource_arns, resource_self_arns, conditions
        empty = Grant(options={"grantee": grantee, "actions": actions})
        return Grant._with_resource(empty, statement, resource)

    @staticmethod
    def _with_resource(on_principal: "Grant", statement: PolicyStatement, resource: Any) -> "Grant":
        result = resource.add_to_resource_policy(statement)
        return Grant(
            options=on_principal._options,
            principal_statements=on_principal.principal_statements,
            resource_statements=[statement] if result.statement_added else [],
            dependables=[*on_principal._dependables, result.policy_dependable],
        )


def _same_account(principal: Any, resource: Any) -> bool:
    """Whether they are in one account, as far as is known; an unknown account counts as the same."""
    from landform.cdk.core.tokens import Token, TokenComparison

    account = getattr(principal, "principal_account", None)
    if account is None:
        return True
    compared = Token.compare_strings(account, resource.env.account)
    return compared in (TokenComparison.SAME, TokenComparison.BOTH_UNRESOLVED)

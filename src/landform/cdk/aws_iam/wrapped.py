"""Principals made of other principals."""

import copy
from typing import Any

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.principals import ComparablePrincipal, PrincipalBase
from landform.cdk.aws_iam.protocols import AddToPrincipalPolicyResult, Conditions, PrincipalPolicyFragment


class PrincipalWithConditions(PrincipalBase):
    """A principal under further conditions."""

    def __init__(self, principal: Any, conditions: Conditions) -> None:
        self._principal = principal
        self._further = dict(conditions)
        self.assume_role_action = principal.assume_role_action

    @property
    def principal_account(self) -> str | None:
        """The account of the principal."""
        found: str | None = getattr(self._principal, "principal_account", None)
        return found

    @property
    def conditions(self) -> dict[str, Any]:
        """All conditions."""
        return _merged(self._principal.policy_fragment.conditions, self._further)

    @property
    def policy_fragment(self) -> PrincipalPolicyFragment:
        """How statements name it."""
        return PrincipalPolicyFragment(self._principal.policy_fragment.principal_json, self.conditions)

    def add_condition(self, key: str, value: Any) -> None:
        """Add keys under an operator."""
        self._further = _merged(self._further, {key: value})

    def add_conditions(self, conditions: Conditions) -> None:
        """Add several conditions."""
        for key, value in conditions.items():
            self.add_condition(key, value)

    def add_to_principal_policy(self, statement: PolicyStatement) -> AddToPrincipalPolicyResult:
        """Add to the policy of the principal."""
        found: AddToPrincipalPolicyResult = self._principal.add_to_principal_policy(statement)
        return found

    def add_to_assume_role_policy(self, doc: Any) -> None:
        """Let it assume the role, under the conditions."""
        add_to_trust(self._principal, _Conditioned(doc, self._further))

    def dedupe_string(self) -> str | None:
        """What tells it apart from others."""
        return _append_dedupe(self._principal, repr(self.conditions))

    def to_string(self) -> str:
        """As text."""
        return str(self._principal)


class SessionTagsPrincipal(PrincipalBase):
    """A principal that may pass session tags."""

    def __init__(self, principal: Any) -> None:
        self._principal = principal
        self.assume_role_action = principal.assume_role_action

    @property
    def principal_account(self) -> str | None:
        """The account of the principal."""
        found: str | None = getattr(self._principal, "principal_account", None)
        return found

    @property
    def policy_fragment(self) -> PrincipalPolicyFragment:
        """How statements name it."""
        found: PrincipalPolicyFragment = self._principal.policy_fragment
        return found

    def add_to_principal_policy(self, statement: PolicyStatement) -> AddToPrincipalPolicyResult:
        """Add to the policy of the principal."""
        found: AddToPrincipalPolicyResult = self._principal.add_to_principal_policy(statement)
        return found

    def add_to_assume_role_policy(self, doc: Any) -> None:
        """Let it assume the role and tag the session."""
        add_to_trust(self._principal, _Tagging(doc))

    def dedupe_string(self) -> str | None:
        """What tells it apart from others."""
        return _append_dedupe(self._principal, "")


class CompositePrincipal(PrincipalBase):
    """Several principals."""

    def __init__(self, *principals: Any) -> None:
        if not principals:
            raise ValueError(
                "CompositePrincipals must be constructed with at least 1 Principal but none were passed."
            )
        self._principals: list[Any] = []
        self.assume_role_action = principals[0].assume_role_action
        self.add_principals(*principals)

    @property
    def principals(self) -> list[Any]:
        """The principals."""
        return list(self._principals)

    def add_principals(self, *principals: Any) -> "CompositePrincipal":
        """Add principals."""
        self._principals.extend(principals)
        return self

    @property
    def policy_fragment(self) -> PrincipalPolicyFragment:
        """How statements name them; impossible where one has conditions."""
        merged: dict[str, list[str]] = {}
        for principal in self._principals:
            fragment = principal.policy_fragment
            if fragment.conditions:
                raise ValueError(
                    "Components of a CompositePrincipal must not have conditions. Tried to add the following "
                    f"fragment: {fragment}"
                )
            for key, values in fragment.principal_json.items():
                merged.setdefault(key, []).extend(values)
        return PrincipalPolicyFragment(merged)

    def add_to_assume_role_policy(self, doc: Any) -> None:
        """Let each of them assume the role."""
        for principal in self._principals:
            add_to_trust(principal, doc)

    def dedupe_string(self) -> str | None:
        """What tells them apart from others."""
        inner = [ComparablePrincipal.dedupe_string_for(each) for each in self._principals]
        return None if None in inner else f"CompositePrincipal[{','.join(str(each) for each in inner)}]"

    def to_string(self) -> str:
        """As text."""
        return f"CompositePrincipal({','.join(str(each) for each in self._principals)})"


class _Conditioned:
    """A trust policy that puts conditions on each statement added."""

    def __init__(self, document: Any, conditions: Conditions) -> None:
        self._document = document
        self._conditions = conditions

    def add_statements(self, *statements: PolicyStatement) -> None:
        for statement in statements:
            added = copy.copy(statement)
            added._conditions = _merged(statement._conditions, self._conditions)
            self._document.add_statements(added)


class _Tagging:
    """A trust policy that lets each statement added tag the session."""

    def __init__(self, document: Any) -> None:
        self._document = document

    def add_statements(self, *statements: PolicyStatement) -> None:
        for statement in statements:
            statement.add_actions("sts:TagSession")
            self._document.add_statements(statement)


def add_to_trust(principal: Any, document: Any) -> None:
    """Let the principal assume the role whose trust policy this is, in its own way where it has one."""
    own = getattr(principal, "add_to_assume_role_policy", None)
    if own is not None:
        own(document)
        return
    document.add_statements(PolicyStatement(actions=[principal.assume_role_action], principals=[principal]))


def _merged(first: Conditions, second: Conditions) -> dict[str, Any]:
    merged: dict[str, Any] = dict(first)
    for operator, keys in second.items():
        merged[operator] = {**merged.get(operator, {}), **keys}
    return merged


def _append_dedupe(principal: Any, text: str) -> str | None:
    inner = ComparablePrincipal.dedupe_string_for(principal)
    return None if inner is None else f"{inner}:{text}"
